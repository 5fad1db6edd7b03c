"""Laws of cutting long lists: nothing is lost, no part holds too much, and what is added moves and renames no part."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.site.addresses import spelling
from sitegen.site.parts import Part, divide, leaves, walk

FEW = 3

names = st.lists(st.text("王李刘柳张伟明安阿abz ", min_size=1, max_size=4), max_size=40, unique=True)


def cut(items: list[str]) -> Part[str]:
    return divide(sorted(items), spelling.name_steps, lambda some: len(some) <= FEW)


def parts(whole: Part[str]) -> list[Part[str]]:
    return [way[-1] for way in walk(whole)]


def shown(whole: Part[str]) -> list[str]:
    return sorted(item for part in (whole, *parts(whole)) for item in part.alone)


@settings(deadline=None)
@given(names)
def test_every_item_stands_in_exactly_one_part(items: list[str]) -> None:
    assert shown(cut(items)) == sorted(items)


@settings(deadline=None)
@given(names)
def test_no_part_holds_too_much_unless_nothing_tells_its_items_apart(items: list[str]) -> None:
    for leaf in leaves(cut(items)):
        assert len(leaf.items) <= FEW or len(set(map(spelling.name_steps, leaf.items))) == 1


@settings(deadline=None)
@given(names)
def test_no_two_parts_have_one_name(items: list[str]) -> None:
    called = [part.name for part in parts(cut(items))]
    assert len(called) == len(set(called))


@settings(deadline=None)
@given(names, st.text("王李刘柳张伟明安阿abz ", min_size=1, max_size=4))
def test_what_is_added_takes_no_part_away(items: list[str], more: str) -> None:
    before = {part.name: set(part.items) for part in parts(cut(items))}
    after = {part.name: set(part.items) for part in parts(cut([*items, *({more} - set(items))]))}
    assert all(held <= after[name] for name, held in before.items())
