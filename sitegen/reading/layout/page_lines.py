"""The lines of a page as they are to be read: those that hold text, and those that a converter left nothing else on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sitegen.model.layout import PrintedLine
from sitegen.reading.files.bulletins import Bulletin
from sitegen.reading.files.leftovers import set_apart
from sitegen.reading.files.parts import Edge
from sitegen.reading.layout.framed import unframed
from sitegen.reading.layout.measure import closed_up
from sitegen.reading.layout.notes import without_notes
from sitegen.reading.layout.spacing import together
from sitegen.reading.layout.underlined import with_underlined
from sitegen.reading.text.lines import Line, split_lines
from sitegen.source import SourceText


@dataclass(frozen=True, slots=True)
class PageLines:
    """All lines of a page that are not blank; those of them with text to be read; those with markup or codes alone.

    `bare` are also the `notes` of programs, which are nobody's text. `edges` are lines beside these that were known
    before the page was read.
    """

    whole: tuple[Line, ...]
    text: tuple[Line, ...]
    bare: tuple[PrintedLine, ...]
    notes: tuple[Line, ...]
    edges: Mapping[int, Edge]


def page_lines(bulletin: Bulletin) -> PageLines:
    """Returns the lines of a page: what is read, learned and measured goes by the same lines."""
    source, edges = bulletin.source, bulletin.edges
    extent = bulletin.part.span if bulletin.part else None
    whole = split_lines(source, extent, edges)
    if edges and any(number in edges for line in whole for number in _numbers(source, line)):
        whole, edges = split_lines(source, extent), {}  # `<p>…`, `- 3 -`, `…</p>`: markup says that it is all one line
    whole = with_underlined(unframed(whole))
    text, bare = set_apart(source, whole)
    text, apart = without_notes(closed_up(text), bulletin.corrections.roles)
    notes = tuple(line for line, _ in apart)
    return PageLines(whole, together(source, text), (*bare, *(printed for _, printed in apart)), notes, edges)


def _numbers(source: SourceText, line: Line) -> range:
    return range(line.number, source.line_number(max(line.span.start, line.span.end - 1)) + 1)
