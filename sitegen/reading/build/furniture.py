"""What belongs to the page itself: every printed line with its part, the page's furniture, the page's name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sitegen.config import ReadingHints
from sitegen.model.layout import FURNITURE, PrintedLine, Role
from sitegen.model.newspaper import Furniture
from sitegen.reading.files.leftovers import MARKUP, left_furniture
from sitegen.reading.layout.grouping import Placed
from sitegen.reading.layout.lay_out import Layout
from sitegen.reading.text.folding import fold
from sitegen.reading.text.folio import read_folio
from sitegen.reading.text.lines import Line
from sitegen.reading.text.paragraphs import make_prose, whole
from sitegen.reading.text.patterns import PAGE_AND_NAME
from sitegen.reading.text.scripts import has_han
from sitegen.reading.text.sections import is_page_name
from sitegen.source import SourceText, Span

HARD_WRAP = ("hard wrap",)  # why a line of the file continues the one above
_NAMES = (Role.NAMEPLATE, Role.STANDING_HEAD)


def printed_lines(source: SourceText, apart: Sequence[PrintedLine], layout: Layout) -> tuple[PrintedLine, ...]:
    """Returns every line of the file that is not blank with its role; later lines of a wrapped paragraph continue it.

    `apart` are the lines that the editor has set aside, and those that hold nothing but what a converter left.
    """
    placed = (_printed(one, layout.why.get(one.line.number, ())) for one in layout.placed)
    lines = sorted((*apart, *layout.masthead, *layout.apart, *placed), key=lambda line: line.number)
    return tuple(part for line in lines for part in _by_file_line(source, line))


def _printed(placed: Placed, why: tuple[str, ...]) -> PrintedLine:
    line, other = placed.line, placed.other
    return PrintedLine(line.number, line.span, placed.role, placed.confidence, other.value if other else "", why)


def _by_file_line(source: SourceText, line: PrintedLine) -> Iterator[PrintedLine]:
    last = source.line_number(max(line.span.start, line.span.end - 1))
    if last == line.number:
        yield line
        return
    for number in range(line.number, last + 1):
        start, end = source.line_ends(number)
        span = Span(max(line.span.start, start), min(line.span.end, end))
        if number == line.number or (line.role is Role.TABLE and source.slice(span).strip()):
            yield PrintedLine(number, span, line.role, line.confidence, line.other, line.why)
        elif source.slice(span).strip():
            why = line.why if line.why == MARKUP else HARD_WRAP
            yield PrintedLine(number, span, Role.CONTINUATION, line.confidence, why=why)


def furniture_of(
    source: SourceText, lines: Sequence[Line], printed: Sequence[PrintedLine], whole_page: Sequence[Line]
) -> tuple[Furniture, ...]:
    """Make the furniture of a page, in printed order: of the lines that were read, and what a converter left in all."""
    by_number = {line.number: line for line in lines}
    found = [
        Furniture(line.role, make_prose(source, [whole(by_number[line.number])]))
        for line in printed
        if line.role in FURNITURE and line.number in by_number
    ]
    left = [*left_furniture(source, whole_page)]
    return tuple(sorted((*found, *left), key=lambda item: item.prose.start) if left else found)


def page_name(
    source: SourceText,
    masthead: Sequence[PrintedLine],
    printed: Sequence[PrintedLine],
    hints: ReadingHints,
    texts: Mapping[int, str],
) -> str:
    """Returns the name of the page (版名): a line of its own below the nameplate, or `第2版:要闻` in the folio.

    `texts` are what lines with markup say without it, by number.
    """
    names = [line.number for line in masthead if line.role in _NAMES]
    for line in printed:
        text = texts.get(line.number) or source.slice(line.span)
        if line.role is Role.STANDING_HEAD and (
            text in hints.sections or line.number in names[1:] or is_page_name(fold(text))
        ):
            return text
        if line.role is not Role.FOLIO:
            continue
        folio = fold(text)
        if section := read_folio(folio).section:
            return _as_printed(section, folio, text)
        if named := PAGE_AND_NAME.match(folio):
            return _as_printed(named["name"] or named["before"], folio, text)
    return ""


def _as_printed(name: str, folio: str, text: str) -> str:
    """Returns a part of a canonical line in the ideographs of the line, which may be traditional ones."""
    at = folio.find(name)
    if at < 0:
        return name
    return "".join(one if has_han(one) else other for one, other in zip(text[at:], name, strict=False))
