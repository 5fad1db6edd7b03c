"""The exact text of a file, and places in it that an editor's program shows the same way."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

import msgspec


class Span(msgspec.Struct, frozen=True, order=True):
    """A half-open range of characters (code points) in one source: `start` is in it, `end` is not."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """Where a person finds something: file, line and column, both counted from 1."""

    path: str
    line: int
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of one file exactly as it was read; nothing in it is ever changed.

    `path` is what the user sees in findings, `/`-separated. Lines end at `\\n` only: `str.splitlines` also cuts at
    form feeds and U+2028, and then line numbers differ from those of every editor. A text without any `\\n` is one of
    old machines, whose lines end at `\\r`.
    """

    path: str
    text: str

    @property
    def line_starts(self) -> tuple[int, ...]:
        """Where its lines begin."""
        return _line_starts(self.text)

    def slice(self, span: Span) -> str:
        """Returns the characters of a span."""
        return self.text[span.start : span.end]

    def line_number(self, offset: int) -> int:
        """Returns the number, from 1, of the line that holds the character at `offset`."""
        return bisect_right(self.line_starts, offset)

    def locate(self, offset: int) -> Location:
        """Returns line and column of the character at `offset`."""
        line = self.line_number(offset)
        return Location(self.path, line, offset - self.line_starts[line - 1] + 1)

    def line_ends(self, number: int) -> tuple[int, int]:
        """Returns where line `number` (from 1) begins and where it ends, without its line ending."""
        start = self.line_starts[number - 1]
        end = self.line_starts[number] - 1 if number < len(self.line_starts) else len(self.text)
        return start, max(start, end)

    def line_span(self, number: int) -> Span:
        """Returns the span of line `number` (from 1) without its line ending."""
        return Span(*self.line_ends(number))


@lru_cache(maxsize=64)  # asked for again and again of the text that is read, and of most that is known never
def _line_starts(text: str) -> tuple[int, ...]:
    end = "\r" if "\r" in text and "\n" not in text else "\n"
    ended = text.split(end)[:-1]
    return tuple(accumulate((len(line) + 1 for line in ended), initial=0))
