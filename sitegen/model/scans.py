"""The printed page itself: a picture of it, and where on it each article stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from sitegen.model.images import Image

PAGE_WIDTH = 10_000  # of any page, whatever its paper and its picture: the unit of all boxes

Box = tuple[int, int, int, int]  # left, top, right, bottom, from the page's upper left corner


@dataclass(frozen=True, slots=True)
class Area:
    """Where an article stands on its page: the rectangles that it covers, in reading order.

    `line` is that of the article. No rectangle of a page overlaps another.
    """

    line: int
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line of the bulletin, by its number, and where it was printed; 0 for a picture that no line names.

    `direction` tells which way its rows run: `""` across, `down` or `up`. `packed` are these, for `rows`: an edition
    holds the places of all its words.
    """

    line: int
    box: Box
    is_picture: bool = False
    direction: str = ""
    packed: bytes = b""

    def rows(self) -> tuple[PlacedRow, ...]:
        """Returns its printed rows, with their words; none where nothing is known of them."""
        rows = msgspec.msgpack.decode(self.packed, type=list[list[int]]) if self.packed else []
        return tuple(
            PlacedRow(
                row[0],
                (row[1], row[2], row[3], row[4]),
                tuple((row[at], row[at + 1], row[at + 2]) for at in range(5, len(row), 3)),
            )
            for row in rows
        )


def packed_rows(rows: Sequence[Sequence[int]]) -> bytes:
    """Returns rows as a placed line holds them: each the place of its text, its box, and three numbers a word."""
    return msgspec.msgpack.encode(rows) if rows else b""


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A printed row: where in the line's text it begins, its box, its words with both ends of each along the row."""

    at: int
    box: Box
    words: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Where things stand on a page that is PAGE_WIDTH wide and `height` high; 0 where nothing is known of it."""

    height: int = 0
    areas: tuple[Area, ...] = ()
    lines: tuple[PlacedLine, ...] = ()

    def area_of(self, line: int) -> tuple[Box, ...]:
        """Returns the rectangles of the article with this line; none where it is not known where it stands."""
        return next((area.boxes for area in self.areas if area.line == line), ())


@dataclass(frozen=True, slots=True)
class Scan:
    """A picture of a printed page, and the plan of what is where on it."""

    image: Image
    plan: Plan

    @property
    def height(self) -> int:
        """The height of the page in the unit of its boxes: its plan's, else that of its picture."""
        return self.plan.height or round(PAGE_WIDTH * self.image.height / self.image.width)


def pixels_of(box: Box, scan: Scan) -> Box:
    """Returns a box in pixels of the scan, at least one wide and high, within it."""
    width, height = scan.image.width, scan.image.height
    left, right = (min(width, round(side * width / PAGE_WIDTH)) for side in (box[0], box[2]))
    top, bottom = (min(height, round(side * height / scan.height)) for side in (box[1], box[3]))
    left, top = min(left, width - 1), min(top, height - 1)
    return left, top, max(left + 1, right), max(top + 1, bottom)
