"""Which way the lines of OCR programs run: as the source says, else by their shape, as few programs say it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from sitegen.model.scans import Box
from sitegen.reading.files.sidecar import Direction

TALL = 1.6  # times as high as wide is a line of characters below one another
SAID = {"ttb": Direction.DOWN, "btt": Direction.UP, "ltr": Direction.ACROSS, "rtl": Direction.ACROSS}
_FEWEST = 2  # characters that have a shape


@dataclass(frozen=True, slots=True)
class Shape:
    """What is known of a line: its text, its place, the way that its source says."""

    text: str
    box: Box
    said: Direction | None = None


def is_tall(place: tuple[float, float, float, float] | None) -> bool:
    """Tell whether a place is that of a line that runs down."""
    return place is not None and place[3] - place[1] > TALL * (place[2] - place[0])


def ways_of(lines: Sequence[Shape]) -> list[Direction]:
    """Returns the ways of the lines of a block; a line that has no shape runs as most of the others."""
    seen = [_way_of(line) for line in lines]
    counted = Counter(way for way in seen if way is not None)
    usual = max(counted, key=lambda way: counted[way]) if counted else Direction.ACROSS
    return [usual if way is None else way for way in seen]


def _way_of(line: Shape) -> Direction | None:
    if line.said is not None:
        return line.said
    full = sum(east_asian_width(char) in "WF" for char in line.text)
    if full < _FEWEST or 2 * full < sum(not char.isspace() for char in line.text):
        return Direction.ACROSS if line.text.isascii() else None
    return Direction.DOWN if is_tall(line.box) else Direction.ACROSS
