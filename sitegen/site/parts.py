"""How a list that has grown too long for one page is cut: by what its entries are, never by how many came before them.

A part is a span of time or a beginning of names. It is cut further only where it holds too much, so that what is added
to an edition adds parts and neither moves nor renames one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

MOST = 100  # entries of a list on one page

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """A part of a list: all its `items`, or its further `parts` and beside them those items that are in none."""

    path: tuple[str, ...]  # the steps that lead to it; () is the whole list
    items: tuple[T, ...]
    alone: tuple[T, ...]
    parts: tuple[Part[T], ...]

    @property
    def name(self) -> str:
        """Returns the last step, which names the part; "" for the whole list."""
        return self.path[-1] if self.path else ""

    @property
    def depth(self) -> int:
        """Returns how many steps lead to it."""
        return len(self.path)


def divide(
    items: Sequence[T],
    steps: Callable[[T], tuple[str, ...]],
    few: Callable[[Sequence[T]], bool],
    path: tuple[str, ...] = (),
) -> Part[T]:
    """Returns a list as the part at `path`, cut by the next of its items' `steps` until each part holds `few`.

    Each step of an item names a part whole and lies within the one before. A step that all items share cuts nothing
    and is passed over. Parts and items keep the order in which the items come.
    """
    items = tuple(items)
    if few(items):
        return Part(path, items, items, ())
    groups: dict[str, list[T]] = {}
    depth = len(path)
    while len(groups) < 2:
        groups = defaultdict(list)
        for item in items:
            groups["".join(steps(item)[depth : depth + 1])].append(item)
        depth += 1
        if set(groups) == {""}:  # nothing tells them apart
            return Part(path, items, items, ())
    alone = tuple(groups.pop("", ()))
    parts = (divide(group, steps, few, steps(group[0])[:depth]) for group in groups.values())
    return Part(path, items, alone, tuple(parts))


def walk(part: Part[T]) -> Iterator[tuple[Part[T], ...]]:
    """Returns every part within a list, each as the way down to it, which begins with the part given."""
    for inner in part.parts:
        yield part, inner
        yield from ((part, *way) for way in walk(inner))


def leaves(part: Part[T]) -> Iterator[Part[T]]:
    """Returns the parts that are cut no further, in order."""
    if not part.parts:
        yield part
    for inner in part.parts:
        yield from leaves(inner)
