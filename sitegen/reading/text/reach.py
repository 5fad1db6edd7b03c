"""What of the source belongs to a part of a line: its characters, and the markup between it and the next part.

Tags hold letters, and no letter may get lost where a line is cut: `<b>本报讯</b>（记者 …）` is cut behind `</b>`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.model.prose import Edit, Reason
from sitegen.reading.text.line import BLANK, Line
from sitegen.source import Span


@dataclass(frozen=True, slots=True)
class Reach:
    """The spans of a part of a line, in order, and the edits in them that make its text."""

    spans: tuple[Span, ...]
    edits: tuple[Edit, ...]


def reach_of(line: Line, start: int, end: int) -> Reach:
    """Returns the reach of `line.text[start:end]`: with the markup behind it, and that before the first part."""
    core = line.piece(start, end)
    if not line.marks:
        return Reach((core,), ())
    marks = [mark for mark in line.marks if core.start <= mark.span.start and mark.span.end <= core.end]
    if not line.coded and not line.apart:
        return Reach((core,), tuple(marks))
    whole = core
    if line.coded and core.start < core.end:
        whole = Span(_begin(line, start, core), _end(line, end, core))
        marks = [*_between(line, whole.start, core.start), *marks, *_between(line, core.end, whole.end)]
    holes = [hole for hole in line.apart if whole.start <= hole.start and hole.end <= whole.end]
    edits = tuple(mark for mark in marks if mark.span not in holes)
    return Reach(tuple(_without_holes(whole, holes)), edits)


def _begin(line: Line, start: int, core: Span) -> int:
    """Returns where the markup before a part begins that no other part of the line takes."""
    return line.span.start if _is_blank(line.text[:start]) else core.start


def _end(line: Line, end: int, core: Span) -> int:
    """Returns where the last mark before the next part of a line ends; not one that belongs to no part."""
    after = end
    while after < len(line.text) and line.text[after] in BLANK:
        after += 1
    limit = line.offset(after) if after < len(line.text) else line.span.end
    at = bisect_left(line.marks, limit, key=lambda mark: mark.span.end)
    while at < len(line.marks) and line.marks[at].span.end <= limit:
        at += 1
    while at and line.marks[at - 1].span in line.apart:  # ![图为新桥。](a.png)②6: the picture's name is of the caption
        at -= 1
    last = line.marks[at - 1].span if at else None
    return last.end if last is not None and last.start >= core.end else core.end


def _is_blank(text: str) -> bool:
    return all(char in BLANK for char in text)


def _between(line: Line, start: int, end: int) -> Iterator[Edit]:
    """Take out all that stands between two places: marks, and white space around them."""
    at = start
    for mark in line.marks:
        if mark.span.start < start or mark.span.end > end:
            continue
        if mark.span.start > at:
            yield Edit(Span(at, mark.span.start), "", Reason.SPACE)
        yield Edit(mark.span, "", mark.reason)
        at = mark.span.end
    if at < end:
        yield Edit(Span(at, end), "", Reason.SPACE)


def _without_holes(whole: Span, holes: list[Span]) -> Iterator[Span]:
    at = whole.start
    for hole in holes:
        if hole.start > at:
            yield Span(at, hole.start)
        at = hole.end
    if at < whole.end or not holes:
        yield Span(at, whole.end)
