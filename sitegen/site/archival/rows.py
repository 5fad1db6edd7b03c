"""The printed rows of a line of a bulletin as lines of ALTO: their words, each with its place where that is known."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sitegen.model.scans import Box, PlacedLine, PlacedRow, Scan, pixels_of
from sitegen.site.archival.elements import Element, within
from sitegen.site.xml_text import as_xml_text

_PIECE = re.compile(r"\s+|\S+")
_DIRECTIONS = {"down": "ttb", "up": "btt"}


@dataclass(frozen=True, slots=True)
class _Row:
    """A printed row with the text that stands in it, from `at` in the line on."""

    text: str
    at: int
    printed: PlacedRow | None = None
    direction: str = ""
    before: str = ""  # the part of its first word that stands in the row above
    behind: str = ""  # the part of its last word that stands in the row below


def set_rows(
    block: Element, text: str, start: int, placed: Sequence[PlacedLine], whole: dict[str, str | int], scan: Scan
) -> None:
    """Put the rows of a text that begins at `start` of its line into a block, which stands at `whole`."""
    for row in _with_divided_words([*_rows(text, start, placed)]):
        if not as_xml_text(row.text).strip():
            continue
        place = whole if row.printed is None else place_of([pixels_of(row.printed.box, scan)])
        said = {"BASEDIRECTION": _DIRECTIONS[row.direction]} if row.direction in _DIRECTIONS else {}
        _set_words(within(block, "TextLine", **place, **said), row, scan)


def _rows(text: str, start: int, placed: Sequence[PlacedLine]) -> Iterator[_Row]:
    """Returns the rows of which something stands in a text; one without a place where nothing is known of them."""
    end = start + len(text)
    known = sorted(((row.at, row, line.direction) for line in placed for row in line.rows()), key=lambda one: one[0])
    starts = [at for at, _, _ in known]
    first = bisect_right(starts, start)
    if not first:
        yield _Row(text[: max(0, (starts[0] if starts else end) - start)], start)
    for number in range(max(0, first - 1), len(known)):
        at, row, direction = known[number]
        stop = starts[number + 1] if number + 1 < len(known) else end
        if at >= end:
            return
        yield _Row(text[max(0, at - start) : max(0, stop - start)], max(at, start), row, direction)


def _with_divided_words(rows: list[_Row]) -> list[_Row]:
    """Returns rows that tell of the words that a row begins and the next one ends."""
    for at in range(len(rows) - 1):
        above, below = rows[at : at + 2]
        left, right = above.text[-1:], below.text[:1]
        if left.isascii() and right.isascii() and left.isalnum() and right.isalnum():
            rows[at] = replace(above, behind=below.text.split(maxsplit=1)[0])
            rows[at + 1] = replace(below, before=above.text.split()[-1])
    return rows


def _set_words(line: Element, row: _Row, scan: Scan) -> None:
    text = as_xml_text(row.text)
    exact = text == row.text  # else places in it are others
    text = text.strip() if not exact else text
    words = [match for match in _PIECE.finditer(text) if not match[0].isspace()]
    for number, word in enumerate(words):
        if number:
            within(line, "SP")
        divided: dict[str, str] = {}
        if row.before and not number:
            divided = {"SUBS_TYPE": "HypPart2", "SUBS_CONTENT": row.before + word[0]}
        if row.behind and number == len(words) - 1:
            divided = {"SUBS_TYPE": "HypPart1", "SUBS_CONTENT": word[0] + row.behind}
        place = _word_place(row, row.at + word.start(), row.at + word.end(), len(words), scan) if exact else {}
        within(line, "String", CONTENT=word[0], **place, **divided)


def _word_place(row: _Row, start: int, end: int, words: int, scan: Scan) -> dict[str, str | int]:
    """Returns the attributes that say where a word stands: as the source says, or as its row if it is all of it."""
    if row.printed is None:
        return {}
    ends = [(begins, stops) for at, begins, stops in row.printed.words if start <= at < end]
    if not ends:
        return place_of([pixels_of(row.printed.box, scan)]) if words == 1 and not row.printed.words else {}
    left, top, right, bottom = row.printed.box
    begins, stops = min(one for one, _ in ends), max(other for _, other in ends)
    box: Box = (left, begins, right, stops) if row.direction else (begins, top, stops, bottom)
    return place_of([pixels_of(box, scan)])


def place_of(boxes: Sequence[Box]) -> dict[str, str | int]:
    """Returns the attributes that say where something stands: around all of its boxes; none where it has none."""
    if not boxes:
        return {}
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    left, top = min(lefts), min(tops)
    return {"HPOS": left, "VPOS": top, "WIDTH": max(rights) - left, "HEIGHT": max(bottoms) - top}
