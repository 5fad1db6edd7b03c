"""Text → the printed lines that are not blank, with the converter's marks taken off and remembered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.model.prose import Edit, Reason
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

# Rules are written once, for half-width marks: full-width ASCII and spaces become half-width, one character for one.
CANONICAL = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | {IDEOGRAPHIC_SPACE: " ", NO_BREAK_SPACE: " ", "\t": " ", "〔": "(", "〕": ")", "﹒": ".", "‧": "·", "•": "·"}
)

# `## 标题`, and `#法院专刊` as some converters write it; a `#` inside a line is a character like any other.
_HEADING = re.compile(r"(#{1,6})[ \t\u3000]*(?=\S)")
_CLOSING_HASHES = re.compile(r"[ \t]+#+$")
_BOLD = re.compile(r"\*\*|__(?=\S)|(?<=\S)__")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line.

    `text` is what was printed, marks removed; `canonical` the same with half-width marks, character for character, for
    rules to match. `level` is the heading mark's (0 for none), `bold` whether the whole line was bold, `bold_lead` how
    many characters at its start were bold. `gap` counts the blank lines above. `span` covers the text in the source;
    `marks` are the edits that take bold marks out of it.
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

    def offset(self, index: int) -> int:
        """Give the source offset of the character at `index` of `text` (of the end, for the length of the text)."""
        at = self.span.start + index
        for mark in self.marks:
            if mark.span.start <= at:
                at += len(mark.span)
        return min(at, self.span.end)

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
        closing = _CLOSING_HASHES.search(source.text, heading.end(), span.end)
        span = strip_span(source.text, Span(heading.end(), closing.start() if closing else span.end))
    marks, bold, lead = _bold_marks(source.text, span)
    if bold:
        span, marks = Span(span.start + 2, span.end - 2), ()
    text = _without(source.text, span, marks)
    return Line(number, span, text, text.translate(CANONICAL), level, bold, lead, gap, marks)


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
