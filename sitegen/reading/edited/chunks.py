"""Lines of edited Markdown → chunks: the headings, paragraphs, lists, quotations, tables and footnotes an editor set.

Blank lines part them, as Markdown has it; a paragraph also ends where a list, a quotation or a table begins, and where
a line is set in by two wide spaces, as Chinese paragraphs are, and behind a line that ends in a mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sitegen.reading.edited.marks import mark_of
from sitegen.reading.text.lines import IDEOGRAPHIC_SPACE, Line, strip_span
from sitegen.source import SourceText, Span

NOTE = re.compile(r"\[\^(?P<label>[^\[\]\n]{1,60})\]:")
_RULE = re.compile(r"([-*_])(?:[ \t]*\1){2,}")
_BULLET = re.compile(r"[-*+][ \t]+\S")
_NUMBER = re.compile(r"(?P<number>\d{1,9})\.[ \t]+\S")
_TABLE_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")


class Shape(StrEnum):
    """What a chunk is by its look."""

    HEADING = "heading"
    RULE = "rule"
    TEXT = "text"
    LIST = "list"
    QUOTE = "quote"
    TABLE = "table"
    NOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Chunk:
    """Lines that belong together, and the span of their text in the source with all its marks."""

    shape: Shape
    lines: tuple[Line, ...]
    span: Span


def split_chunks(source: SourceText, lines: Sequence[Line]) -> tuple[Chunk, ...]:
    """Cut lines into chunks."""
    return tuple(_chunks(source, lines)) if lines else ()


def text_span(source: SourceText, line: Line) -> Span:
    """Returns a line's span with its marks, without white space at its ends."""
    return strip_span(source.text, source.line_span(line.number))


def begins_item(source: SourceText, line: Line) -> bool:
    """Tell whether a line begins an item of a list."""
    return _shape(source, line, None) is Shape.LIST


def _chunks(source: SourceText, lines: Sequence[Line]) -> Iterator[Chunk]:
    current: list[Line] = []
    shape = Shape.TEXT
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        look = _shape(source, line, after)
        if current and not mark_of(current[-1].text) and _goes_on(source, shape, current[0], line, look):
            current.append(line)
            continue
        if current:
            yield _chunk(source, shape, current)
        current, shape = [line], look
    if current:
        yield _chunk(source, shape, current)


def _chunk(source: SourceText, shape: Shape, lines: Sequence[Line]) -> Chunk:
    return Chunk(shape, tuple(lines), Span(text_span(source, lines[0]).start, text_span(source, lines[-1]).end))


def _shape(source: SourceText, line: Line, after: Line | None) -> Shape:
    text = source.slice(text_span(source, line))
    if line.level:
        return Shape.HEADING
    if _RULE.fullmatch(text):
        return Shape.RULE
    if text.startswith(">"):
        return Shape.QUOTE
    if NOTE.match(text):
        return Shape.NOTE
    if _BULLET.match(text) or _NUMBER.match(text):
        return Shape.LIST
    if "|" in text and after is not None and not after.gap and _rules_table(source.slice(text_span(source, after))):
        return Shape.TABLE
    return Shape.TEXT


def _rules_table(text: str) -> bool:
    return "|" in text and _TABLE_RULE.fullmatch(text) is not None


def _goes_on(source: SourceText, shape: Shape, first: Line, line: Line, look: Shape) -> bool:
    """Tell whether a line belongs to the chunk that `first` began."""
    if {shape, look} & {Shape.HEADING, Shape.RULE} or look is Shape.NOTE:
        return False
    if line.gap:
        return _goes_on_below_gap(source, shape, first, line, look)
    if shape is Shape.TABLE:
        return "|" in source.slice(text_span(source, line))
    if look is Shape.QUOTE:
        return shape is Shape.QUOTE
    if shape is Shape.TEXT:
        return look is not Shape.TABLE and not (_sets_in(source, line) or _interrupts(source, line, look))
    return look is Shape.TEXT or shape in (Shape.LIST, Shape.NOTE)


def _goes_on_below_gap(source: SourceText, shape: Shape, first: Line, line: Line, look: Shape) -> bool:
    margin = source.text[source.line_starts[line.number - 1] : text_span(source, line).start].expandtabs(4)
    if shape is Shape.NOTE:
        return len(margin) >= 4
    if shape is not Shape.LIST:
        return False
    return len(margin) >= 2 or (look is Shape.LIST and _is_numbered(source, line) == _is_numbered(source, first))


def _is_numbered(source: SourceText, line: Line) -> bool:
    return _NUMBER.match(source.text, text_span(source, line).start) is not None


def _interrupts(source: SourceText, line: Line, look: Shape) -> bool:
    """A list may begin right below a paragraph; a number other than 1 there is the sentence's own (`2022. 10 …`)."""
    number = _NUMBER.match(source.text, text_span(source, line).start)
    return look is Shape.LIST and (number is None or number["number"] == "1")


def _sets_in(source: SourceText, line: Line) -> bool:
    return source.text.startswith(IDEOGRAPHIC_SPACE * 2, source.line_starts[line.number - 1])
