"""Printed lines as columns are looked for in them: the text with its indent, and its pieces between wide gaps."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from sitegen.reading.columns.links import is_open, may_follow
from sitegen.reading.text.folding import fold
from sitegen.reading.text.lines import Line
from sitegen.source import SourceText

_WIDE = re.compile(r"[ \t]{2,}|\u3000+[ \t]*")
_ANY = re.compile(r"[ \t\u3000]+")


class Strip(msgspec.Struct, frozen=True):
    """A printed line. `text` is canonical, `whole` the same with its indent.

    `pieces` stand between wide gaps, `words` between any: a converter that reads across may leave a single space.
    `is_open` tells that the line breaks off, `may_follow` that another may go on with it.
    """

    number: int
    text: str
    whole: str
    pieces: tuple[str, ...]
    words: tuple[str, ...]
    is_open: bool
    may_follow: bool


def make_strips(source: SourceText, lines: Sequence[Line]) -> list[Strip]:
    """Returns lines as columns are looked for in them."""
    return [_strip(source, line) for line in lines]


def _strip(source: SourceText, line: Line) -> Strip:
    text, start = line.canonical, source.line_starts[line.number - 1]
    indent = source.text[start : line.span.start] if not line.level and line.span.start - start < 12 else ""
    whole = fold(indent) + text if indent else text
    pieces, words = (_cut(line, _WIDE), _cut(line, _ANY)) if " " in text else ((text,), (text,))
    return Strip(line.number, text, whole, pieces, words, not line.level and is_open(text), may_follow(text))


def _cut(line: Line, gaps: re.Pattern[str]) -> tuple[str, ...]:
    pieces, at = list[str](), 0
    for gap in gaps.finditer(line.text):
        pieces.append(line.canonical[at : gap.start()])
        at = gap.end()
    return (*pieces, line.canonical[at:])
