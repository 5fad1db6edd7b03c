"""Read the lists of this folder: one entry a line, sorted; a line that begins with `#` says what the list is."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


@cache
def entries(name: str) -> frozenset[str]:
    """Returns the entries of a list, without the spaces that say where print may set them wide."""
    return frozenset(entry.replace(" ", "") for entry in _printed(name))


@cache
def either(*names: str, wide: int = 0) -> str:
    """Returns a regular expression that matches any entry of the lists, the longest first; it needs a group around it.

    Where an entry has a space, up to `wide` spaces may stand: `记 者` is 记者, 记 者 and 记  者.
    """
    if not wide:
        return _branches({word for name in names for word in entries(name)})
    words = {entry for name in names for entry in _printed(name)}
    ordered = sorted(words, key=lambda word: (-len(word.replace(" ", "")), word))
    return "|".join(rf"\s{{0,{wide}}}".join(map(re.escape, word.split(" "))) for word in ordered)


def _branches(words: Set[str]) -> str:
    """Returns an expression in which words that begin alike part where they differ: none is tried in vain."""
    rest: dict[str, set[str]] = {}
    for word in sorted(words):
        if word:
            rest.setdefault(word[0], set()).add(word[1:])
    return "|".join(re.escape(first) + _ends(after) for first, after in rest.items())


def _ends(words: Set[str]) -> str:
    branches = _branches(words)
    if len({word[:1] for word in words}) == 1:
        return branches
    return f"(?:{branches}){'?' if '' in words else ''}"


@cache
def _printed(name: str) -> tuple[str, ...]:
    lines = (_FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    return tuple(line for line in lines if not line.startswith("#"))
