"""The indexes of people, units and places: on one page where they are short, else cut by initial, surname and so on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby

from sitegen.site import urls
from sitegen.site.catalogue import Catalogue
from sitegen.site.digests import digest_of_values
from sitegen.site.frames import Frame
from sitegen.site.list_views import IndexGroup, IndexView
from sitegen.site.pages import Made
from sitegen.site.parts import MOST, Part, divide, walk
from sitegen.site.views import Link
from sitegen.surnames import DOUBLE_SURNAMES

MOST_BEGINNINGS = 400  # surnames on the first page of a long index; with more it has initials alone
MOST_TOLD = 3  # characters that sound alike in the name of a part
_SYLLABLE = 2  # depth of the parts of one syllable


def index_title(kind: str, catalogue: Catalogue) -> str:
    """Give the name of an index."""
    words = catalogue.words
    return {"people": words.people, "units": words.units, "places": words.places}[kind]


def make_index(kind: str, catalogue: Catalogue) -> Iterator[Made]:
    """Give the pages of an index that has entries."""
    names = sorted(catalogue.names[kind], key=lambda name: (urls.pinyin_key(name), name))
    whole = divide(names, urls.name_steps, lambda some: len(some) <= MOST)
    uses = digest_of_values(kind, _counted(kind, names, catalogue))
    yield Made(urls.index(kind), f"index:{kind}", uses, partial(_whole, kind, whole, catalogue))
    letters = [(_label(part), part.path) for part in whole.parts]
    for way in walk(whole):
        part = way[-1]
        labels = [(_label(inner), inner.name) for inner in (*way[1:], *part.parts)]
        uses = digest_of_values(kind, letters, labels, _counted(kind, part.items, catalogue))
        view = partial(_part, kind, way, catalogue)
        yield Made(_address(kind, part), f"index:{kind}, {part.name}", uses, view)


def _counted(kind: str, names: Sequence[str], catalogue: Catalogue) -> list[tuple[str, int]]:
    return [(name, len(catalogue.names[kind][name])) for name in names]


def _address(kind: str, part: Part[str]) -> str:
    return urls.part(urls.index(kind), part.name) if part.path else urls.index(kind)


def _whole(kind: str, whole: Part[str], catalogue: Catalogue) -> IndexView:
    here = urls.index(kind)
    frame = Frame(here, catalogue)
    title = index_title(kind, catalogue)
    if not whole.parts:
        groups = _by_initial(kind, whole.items, frame)
    else:
        groups = tuple(_initial_group(kind, part, frame) for part in whole.parts)
        sizes = [len(group.links) for group in groups]
        if sum(sizes) > MOST_BEGINNINGS or max(sizes) > MOST:
            groups = tuple(replace(group, links=()) for group in groups)
    return IndexView(
        site=frame.site(),
        head=frame.head(title, "、".join(whole.items[:MOST]), ((title, here),)),
        kind=kind,
        title=title,
        groups=groups,
        count=len(whole.items),
    )


def _part(kind: str, way: Sequence[Part[str]], catalogue: Catalogue) -> IndexView:
    whole, part = way[0], way[-1]
    here = _address(kind, part)
    frame = Frame(here, catalogue)
    title = index_title(kind, catalogue)
    trail = [(_label(inner) if inner.path else title, _address(kind, inner)) for inner in way]
    groups = _by_beginning(kind, part.alone, frame)
    if part.parts:
        links = tuple(frame.to(_label(inner), _address(kind, inner), str(len(inner.items))) for inner in part.parts)
        groups = (*groups, IndexGroup(letter=_label(part), links=links))
    return IndexView(
        site=frame.site(),
        head=frame.head(f"{title} {trail[-1][0]}", "、".join(part.items[:MOST]), trail),
        kind=kind,
        title=f"{title} {trail[-1][0]}",
        groups=groups,
        count=len(part.items),
        letters=tuple(
            Link(
                text=_label(inner),
                href=frame.link(_address(kind, inner)),
                current=inner.path == part.path[: inner.depth],
            )
            for inner in whole.parts
        ),
    )


def _by_initial(kind: str, names: Sequence[str], frame: Frame) -> tuple[IndexGroup, ...]:
    groups = groupby(names, key=lambda name: urls.pinyin_key(name)[0].upper())
    return tuple(
        IndexGroup(letter=letter, links=tuple(_link(kind, name, frame) for name in group)) for letter, group in groups
    )


def _by_beginning(kind: str, names: Sequence[str], frame: Frame) -> tuple[IndexGroup, ...]:
    return tuple(
        IndexGroup(
            letter=begin,
            links=tuple(_link(kind, name, frame) for name in group),
            anchor=urls.entry_anchor(begin),
        )
        for begin, group in _together(kind, names)
    )


def _together(kind: str, names: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Give names by what they begin with, also where others sound as if between them: 刘波 柳青 刘洋."""
    groups = defaultdict(list)
    for name in names:
        groups[beginning(kind, name)].append(name)
    yield from groups.items()


def beginning(kind: str, name: str) -> str:
    """Give what a name begins with: its surname or first character, of what is not Chinese the letter."""
    if kind == "people" and name[:2] in DOUBLE_SURNAMES:
        return name[:2]
    return name[:1].upper()


def _link(kind: str, name: str, frame: Frame) -> Link:
    count = str(len(frame.catalogue.names[kind][name]))
    return frame.to(name, f"{urls.entry(kind, name)}#{urls.entry_anchor(name)}", count)


def _initial_group(kind: str, part: Part[str], frame: Frame) -> IndexGroup:
    """Give an initial with the surnames, or first characters, under it; each leads to where its names are listed."""
    return IndexGroup(
        letter=_label(part),
        links=tuple(
            frame.to(begin, _target(kind, part, names[0], begin), str(len(names)))
            for begin, names in _together(kind, part.items)
        ),
        href=frame.link(_address(kind, part)),
        count=len(part.items),
    )


def _target(kind: str, part: Part[str], name: str, begin: str) -> str:
    """Give where the names that begin like `name` are listed, the deepest page that has all of them."""
    steps = urls.name_steps(name)
    while part.parts:
        inner = next((one for one in part.parts if one.path == steps[: one.depth]), None)
        if inner is None or inner.depth > _SYLLABLE:
            return _address(kind, part)
        part = inner
    return f"{_address(kind, part)}#{urls.entry_anchor(begin)}"


def _label(part: Part[str]) -> str:
    """Say what the names of a part begin with: 刘 柳 for a syllable, M for the initial of the next, Jo…… for Latin."""
    steps = part.name.split("/")
    spoken = all(len(one) == 1 and whole.startswith(one) for one, whole in zip(steps[::2], steps[1::2], strict=False))
    if spoken and len(steps) % 2 == 0:
        common = Counter(name[: len(steps) // 2] for name in part.items).most_common(MOST_TOLD)
        return " ".join(begin for begin, _ in common)
    return steps[-1].upper() if len(steps[-1]) == 1 else f"{steps[-1].capitalize()}……"
