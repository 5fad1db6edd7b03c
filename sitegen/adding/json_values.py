"""Values of JSON that others wrote: taken as what they should be, or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Item = Mapping[str, Any]


def text_in(value: object) -> Iterator[str]:
    """Returns the texts that a value holds: a string, the strings of a list, whatever it is nested in."""
    if isinstance(value, str):
        if value.strip():
            yield value
    elif isinstance(value, Mapping):
        for below in value.values():
            yield from text_in(below)
    elif isinstance(value, list):
        for one in value:
            yield from text_in(one)


def string(item: Item, *names: str) -> str:
    """Returns the first of some fields that holds a string; "" for none."""
    return next((value for name in names if isinstance(value := item.get(name), str) and value), "")


def whole(item: Item, *names: str) -> int | None:
    """Returns the first of some fields that holds a whole number."""
    found = (item.get(name) for name in names)
    return next((value for value in found if isinstance(value, int) and not isinstance(value, bool)), None)


def numbers(value: object) -> tuple[float, float, float, float] | None:
    """Returns the four numbers of a box, None where it is none."""
    if not isinstance(value, list) or len(value) != 4:
        return None
    if not all(isinstance(one, int | float) and not isinstance(one, bool) and abs(one) < 1e9 for one in value):
        return None
    left, top, right, bottom = map(float, value)
    return left, top, right, bottom


def items(value: object) -> list[Item]:
    """Returns the mappings of a list; nothing where it is none."""
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def rest_of(item: Item, known: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Returns the texts in fields that nobody knows, with the fields' names: nothing is lost for want of a name."""
    for name, value in item.items():
        if name not in known:
            yield from ((name, text) for text in text_in(value))
