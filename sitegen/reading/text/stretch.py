"""A part of a text whose markup is read by itself: a tag that one page leaves open does not reach into the next."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace

from msgspec import structs

from sitegen.model.prose import Edit
from sitegen.reading.text.line import Line
from sitegen.source import SourceText, Span


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a source, and the same `alone`: as long, line by line, with blanks for the lines that are `known`."""

    source: SourceText
    extent: Span
    known: Collection[int]
    alone: SourceText = field(init=False)

    def __post_init__(self) -> None:
        pieces: list[str] = []
        at = self.extent.start
        for number in sorted(self.known):
            line = self.source.line_span(number)
            start, end = max(at, line.start), min(line.end, self.extent.end)
            if start < end:
                pieces += (self.source.text[at:start], " " * (end - start))
                at = end
        pieces.append(self.source.text[at : self.extent.end])
        # One line of a text may hold a lone `\r`, at which its lines do not end.
        pieces.append("\n" if "\n" in self.source.text else "")
        object.__setattr__(self, "alone", SourceText(self.source.path, "".join(pieces)))

    def moved(self, line: Line) -> Line:
        """Returns a line of the part alone as the line of the source that it is."""
        by = self.extent.start
        return structs.replace(
            line,
            number=line.number + self.source.line_number(by) - 1,
            span=_moved(line.span, by),
            marks=tuple(Edit(_moved(mark.span, by), mark.becomes, mark.reason) for mark in line.marks),
            left=tuple(replace(left, offset=left.offset + by) for left in line.left),
            apart=tuple(_moved(span, by) for span in line.apart),
        )


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)
