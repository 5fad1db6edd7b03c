"""Read the lists of this folder: one entry a line, sorted; a line that begins with `#` says what the list is."""

from __future__ import annotations

import re
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
    words = {entry for name in names for entry in _printed(name)}
    ordered = sorted(words, key=lambda word: (-len(word.replace(" ", "")), word))
    gap = rf"\s{{0,{wide}}}" if wide else ""
    return "|".join(gap.join(map(re.escape, word.split(" "))) for word in ordered)


@cache
def _printed(name: str) -> tuple[str, ...]:
    lines = (_FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    return tuple(line for line in lines if not line.startswith("#"))
