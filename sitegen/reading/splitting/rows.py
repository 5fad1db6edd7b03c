"""The lines of a file as borders of pages are looked for in them: how each is set, and where a form feed stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.reading.text.folding import fold
from sitegen.reading.text.lines import printed_spans, strip_span
from sitegen.reading.text.marks import find_heading
from sitegen.reading.text.words import ends_sentence
from sitegen.source import SourceText, Span

FEED = "\f"
LONGEST = 120  # characters; nothing at the border of a page is longer
CENTRED = 8  # blanks before a line that a converter has set in the middle
_BOLD = re.compile(r"(?P<mark>\*\*|__)(?P<text>[^*_]{1,120})(?P=mark)")


@dataclass(frozen=True, slots=True)
class Row:
    """A line that is not blank, or what stands of it beside a form feed.

    `text` is canonical, without the marks of a heading or of bold type, which `marked` tells of; `written` is canonical
    with them. `fed` tells that a form feed stands between the row and the one above.
    """

    number: int
    span: Span
    written: str
    text: str
    marked: bool
    gap: int
    indent: int
    fed: bool

    @property
    def told(self) -> bool:
        """Whether the row is running text: a sentence that ends, or more than any title holds."""
        return len(self.text) > LONGEST // 2 or (ends_sentence(self.text) and len(self.text) > 4)


def read_rows(source: SourceText) -> tuple[Row, ...]:
    """Returns the rows of a file, in order."""
    return tuple(_rows(source))


def _rows(source: SourceText) -> Iterator[Row]:
    text, folded, end = source.text, fold(source.text), 0
    fed_at_all = FEED in text
    for number, span, gap in printed_spans(source):
        for piece in _pieces(text, span) if fed_at_all else (span,):
            written = folded[piece.start : piece.end]
            bare = _bare(written)
            indent = piece.start - source.line_starts[number - 1] if piece is span else 0
            fed = fed_at_all and text.find(FEED, end, piece.start) != -1
            yield Row(number, piece, written, bare, len(bare) < len(written), gap, indent, fed)
            end = piece.end


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """Cut a line at the form feeds in it."""
    start = span.start
    if text.find(FEED, start, span.end) == -1:
        yield span
        return
    for part in text[span.start : span.end].split(FEED):
        piece = strip_span(text, Span(start, start + len(part)))
        if len(piece):
            yield piece
        start += len(part) + 1


def _bare(text: str) -> str:
    if len(text) > LONGEST or text[0] not in "#*_=":
        return text
    heading = find_heading(text, 0, len(text))
    bare = text[heading.start : heading.end] if heading else text
    bold = _BOLD.fullmatch(bare)
    return (bold["text"].strip() if bold else bare) or text
