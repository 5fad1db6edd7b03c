"""Text → the printed lines that are not blank, with the converter's marks taken off and remembered."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import itemgetter

from sitegen.model.prose import Edit, Reason
from sitegen.reading.text.folding import fold
from sitegen.source import SourceText, Span

IDEOGRAPHIC_SPACE = "\N{IDEOGRAPHIC SPACE}"
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
ZERO_WIDTH_SPACE = "\N{ZERO WIDTH SPACE}"
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"

# Characters that stand at the edge of a line without being printed.
BLANK = (
    " \t\r\f\v\x1c\x1d\x1e\x1f\x85\u2028\u2029"
    + IDEOGRAPHIC_SPACE
    + NO_BREAK_SPACE
    + ZERO_WIDTH_SPACE
    + BYTE_ORDER_MARK
)

# `## 标题`, and `#法院专刊` as some converters write it; a `#` inside a line is a character like any other.
_HEADING = re.compile(r"(#{1,6})[ \t\u3000]*(?=\S)")
_BOLD = re.compile(r"\*\*|__(?=\S)|(?<=\S)__")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line.

    `text` is what was printed, marks removed; `canonical` the same as rules match it, character for
    character. `level` is the heading mark's (0 for none), `bold` whether the whole line was bold, `bold_lead` how
    many characters at its start were bold. `gap` counts the blank lines above. `span` covers the text in the source;
    `marks` are the edits that take bold marks out of it, and line ends where several printed lines were put together.
    `replaced` are the editor's own edits, which rules do not see: they go by what was printed.
    """

    number: int
    span: Span
    text: str
    canonical: str
    level: int
    bold: bool
    bold_lead: int
    gap: int
    marks: tuple[Edit, ...]
    replaced: tuple[Edit, ...] = ()
    shifts: tuple[tuple[int, int], ...] = field(init=False, repr=False, compare=False)  # from an index of `text` on

    def __post_init__(self) -> None:
        shifts, shift = [], 0
        for mark in self.marks:
            index = mark.span.start - self.span.start - shift
            shift += len(mark.span) - len(mark.becomes)
            shifts.append((index, shift))
        object.__setattr__(self, "shifts", tuple(shifts))

    def offset(self, index: int) -> int:
        """Give the source offset of the character at `index` of `text` (of the end, for the length of the text)."""
        if not self.shifts:
            return min(self.span.start + index, self.span.end)
        before = bisect_right(self.shifts, index, key=itemgetter(0))
        return min(self.span.start + index + (self.shifts[before - 1][1] if before else 0), self.span.end)

    def piece(self, start: int, end: int) -> Span:
        """Give the source span of `text[start:end]`, bold marks at its edges left out."""
        if start >= end:
            at = self.offset(start)
            return Span(at, at)
        return Span(self.offset(start), self.offset(end - 1) + 1)


def split_lines(source: SourceText, first: int = 1) -> tuple[Line, ...]:
    """Give the lines of a bulletin that are not blank, in order, from the line numbered `first` on."""
    return tuple(_lines(source, first))


def _lines(source: SourceText, first: int) -> Iterator[Line]:
    gap = 0
    for number in range(first, len(source.line_starts) + 1):
        span = strip_span(source.text, source.line_span(number))
        if not len(span):
            gap += 1
            continue
        yield _line(source, number, span, gap)
        gap = 0


def strip_span(text: str, span: Span) -> Span:
    """Give a span without the blank characters at its ends."""
    start, end = span.start, span.end
    while start < end and text[start] in BLANK:
        start += 1
    while end > start and text[end - 1] in BLANK:
        end -= 1
    return Span(start, end)


def _line(source: SourceText, number: int, span: Span, gap: int) -> Line:
    level = 0
    heading = _HEADING.match(source.text, span.start, span.end)
    if heading:
        level = len(heading[1])
        span = strip_span(source.text, Span(heading.end(), _heading_end(source.text, heading.end(), span.end)))
    marks, bold, lead = _bold_marks(source.text, span)
    if bold:
        span, marks = Span(span.start + 2, span.end - 2), ()
    text = _without(source.text, span, marks)
    return Line(number, span, text, fold(text), level, bold, lead, gap, marks)


def _heading_end(text: str, start: int, end: int) -> int:
    """Leave out the marks that close a heading: `## 标题 ##`; a space parts them from it."""
    bare = text[start:end].rstrip("#")
    whole = bare.rstrip(" \t")
    return start + len(whole) if len(whole) < len(bare) < end - start else end


def _bold_marks(text: str, span: Span) -> tuple[tuple[Edit, ...], bool, int]:
    """Find the bold marks of a line: the edits that drop them, whether all is bold, the length of a bold lead."""
    found = list(_BOLD.finditer(text, span.start, span.end))
    if len(found) < 2:
        return (), False, 0
    paired = found[: len(found) // 2 * 2]
    marks = tuple(Edit(Span(m.start(), m.end()), "", Reason.MARK) for m in paired)
    opens = paired[0].start() == span.start
    if opens and len(paired) == 2 and paired[1].end() == span.end and len(span) > 4:
        return marks, True, 0
    return marks, False, paired[1].start() - paired[0].end() if opens else 0


def _without(text: str, span: Span, marks: tuple[Edit, ...]) -> str:
    if not marks:
        return text[span.start : span.end]
    pieces, at = [], span.start
    for mark in marks:
        pieces.append(text[at : mark.span.start])
        at = mark.span.end
    pieces.append(text[at : span.end])
    return "".join(pieces)
