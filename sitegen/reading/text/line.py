"""A printed line: its text as rules see it, and where each of its characters stands in the source."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from operator import itemgetter

import msgspec
from msgspec.structs import force_setattr

from sitegen.model.prose import Edit
from sitegen.model.tables import Row
from sitegen.reading.text.folding import TYPOGRAPHIC_SPACES
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
    + TYPOGRAPHIC_SPACES
    + ZERO_WIDTH_SPACE
    + BYTE_ORDER_MARK
)


class Given(StrEnum):
    """What the markup of a converter says that a line is."""

    TABLE = "table"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Left:
    """Something that a converter left and an editor is told of: the finding's code, what it is, where it stands.

    For a picture `name` is that of its file and `words` are those for readers who do not see it.
    """

    code: str
    name: str
    offset: int
    words: str = ""


class Line(msgspec.Struct, frozen=True):
    """One printed line.

    `text` is what was printed, marks removed; `canonical` the same as rules match it, character for
    character. `level` is the heading mark's (0 for none), `bold` whether the whole line was bold, `bold_lead` how
    many characters at its start were bold. `gap` counts the blank lines above. `span` covers the text in the source;
    `marks` are the edits that take bold marks out of it, and line ends where several printed lines were put together.
    `replaced` are the editor's own edits, which rules do not see: they go by what was printed.

    Of lines with markup that a converter left, `marks` also take that out, tags and all; it holds letters, so every
    mark has to stand in some running text (`coded`). `given` is what the markup says that the line is; the text of a
    table has a line end between rows and a tab between cells, `rows` tell their shapes. `left` is what to tell the
    editor of. `apart` are parts of the line that are no text of it but of the page: codes of the make-up desk.
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
    coded: bool = False
    given: Given | None = None
    rows: tuple[Row, ...] = ()
    left: tuple[Left, ...] = ()
    apart: tuple[Span, ...] = ()
    # From which index of `text` on, to which (more than one character for what a mark becomes), the mark's span.
    stops: tuple[tuple[int, int, Span], ...] = ()

    def __post_init__(self) -> None:
        if not (self.marks or self.stops):
            return
        stops: list[tuple[int, int, Span]] = []
        shift = self.span.start
        for mark in self.marks:
            index = mark.span.start - shift
            shift += len(mark.span) - len(mark.becomes)
            stops.append((index, index + len(mark.becomes), mark.span))
        force_setattr(self, "stops", tuple(stops))

    def offset(self, index: int) -> int:
        """Returns the source offset of the character at `index` of `text` (of the end, for the length of the text)."""
        return self._place(index).start if self.stops else min(self.span.start + index, self.span.end)

    def piece(self, start: int, end: int) -> Span:
        """Returns the source span of `text[start:end]`, marks at its edges left out."""
        if start >= end:
            at = self.offset(start)
            return Span(at, at)
        if not self.stops:
            return Span(self.span.start + start, self.span.start + end)
        return Span(self.offset(start), self._place(end - 1).end)

    def _place(self, index: int) -> Span:
        """Returns the source span of a character of the text: all of a mark, where a mark became it."""
        before = bisect_right(self.stops, index, key=itemgetter(0))
        if not before:
            start = self.span.start + index
        else:
            _, end, mark = self.stops[before - 1]
            if index < end:
                return mark
            start = mark.end + index - end
        start = min(start, self.span.end)
        return Span(start, min(start + 1, self.span.end))


def strip_span(text: str, span: Span) -> Span:
    """Returns a span without the blank characters at its ends."""
    bare = text[span.start : span.end].lstrip(BLANK)
    start = span.end - len(bare)
    return Span(start, start + len(bare.rstrip(BLANK)))


def without(source: SourceText, span: Span, marks: tuple[Edit, ...]) -> str:
    """Returns the text of a span with the marks in it made."""
    if not marks:
        return source.slice(span)
    pieces: list[str] = []
    at = span.start
    for mark in marks:
        pieces += (source.text[at : mark.span.start], mark.becomes)
        at = mark.span.end
    pieces.append(source.text[at : span.end])
    return "".join(pieces)
