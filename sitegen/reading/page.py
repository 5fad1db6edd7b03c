"""One bulletin → one page: the reading on one screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import zip_longest
from operator import add
from pathlib import Path

from sitegen.config import ReadingHints
from sitegen.errors import Diagnostic, Severity, finding
from sitegen.model.images import Image
from sitegen.model.layout import FURNITURE, PrintedLine, Role
from sitegen.model.newspaper import Article, Furniture, Page
from sitegen.reading.articles import read_articles
from sitegen.reading.edited.articles import read_edited
from sitegen.reading.files.bulletins import Bulletin
from sitegen.reading.files.figures import NamedImage, with_figures
from sitegen.reading.files.image_files import Shelf
from sitegen.reading.names.dating import date_page
from sitegen.reading.names.mentions import with_mentions
from sitegen.reading.roles.amending import mended, refusals, roles_in_articles, set_aside, settled_breaks, with_notices
from sitegen.reading.roles.desk import Placed
from sitegen.reading.roles.given import EDITOR
from sitegen.reading.roles.heads import credit_start, jump_start
from sitegen.reading.roles.masthead import read_masthead
from sitegen.reading.roles.plan import SEPARATOR, WHOLE_LINES, lay_out
from sitegen.reading.sorts.rules import sort_lines
from sitegen.reading.text.breaks import is_doubtful
from sitegen.reading.text.folding import fold
from sitegen.reading.text.lines import Line, split_lines
from sitegen.reading.text.paragraphs import make_prose, whole
from sitegen.reading.text.patterns import NOTICE_END, PAGE_AND_NAME, SECTION_IN_FOLIO
from sitegen.reading.text.words import ends_sentence
from sitegen.reading.text.wrapping import unwrap
from sitegen.source import SourceText, Span

NO_HINTS = ReadingHints()


@dataclass(frozen=True, slots=True)
class Reading:
    """A page as read, what the reader was not sure of, and the pictures that the editor names for it."""

    page: Page
    diagnostics: tuple[Diagnostic, ...]
    images: tuple[NamedImage, ...] = ()


def read_page(bulletin: Bulletin, hints: ReadingHints = NO_HINTS) -> Reading:
    """Read a bulletin, with the words of this paper that edition.yaml knows. Raises on no text whatever."""
    return _read_edited(bulletin, hints) if bulletin.text_start else _read_raw(bulletin, hints)


def with_images(readings: Sequence[Reading], folder: Path, shown: str) -> tuple[Reading, ...]:
    """Give readings whose pages hold the pictures that they name, from the folder of the bulletins.

    A picture that cannot be had is among the findings. Readings come without pictures, so that these need not go from
    one process to another.
    """
    shelf = Shelf(folder, shown)
    return tuple(_with_images(reading, shelf) if reading.images else reading for reading in readings)


def _with_images(reading: Reading, shelf: Shelf) -> Reading:
    found = {named: shelf.find(named) for named in reading.images}
    images = {named.name: image for named, image in found.items() if isinstance(image, Image)}
    faults = (fault for fault in found.values() if isinstance(fault, Diagnostic))
    return replace(reading, page=replace(reading.page, images=images), diagnostics=(*reading.diagnostics, *faults))


def _read_edited(bulletin: Bulletin, hints: ReadingHints) -> Reading:
    """Read edited Markdown: it has no furniture, its front matter says what a masthead would."""
    source, overlay = bulletin.source, bulletin.overlay
    text = read_edited(source, bulletin.text_start, hints)
    dated = date_page(source, bulletin.stem, overlay, (), bulletin.text_start)
    page = Page(
        source=source,
        stem=bulletin.stem,
        date=dated.date,
        label=dated.label,
        section=overlay.section or "",
        furniture=(),
        articles=with_mentions(text.articles, hints),
        lines=text.lines,
        text_start=bulletin.text_start,
    )
    return Reading(page, (*dated.diagnostics, *text.diagnostics, *_no_article(page)), text.images)


def _no_article(page: Page) -> Iterator[Diagnostic]:
    if not page.articles:
        yield finding("r-004", Severity.WARNING, page.source, 0, "no article was found on this page")


def _read_raw(bulletin: Bulletin, hints: ReadingHints) -> Reading:
    source, corrections = bulletin.source, bulletin.corrections
    given = roles_in_articles(corrections)
    lines = mended(unwrap(source, split_lines(source), corrections.roles), corrections)
    free, apart = set_aside(lines, corrections)
    sorted_lines = sort_lines(free, hints)
    top = next((at for at, line in enumerate(free) if line.number in given), len(free))
    masthead = read_masthead(sorted_lines[:top], hints)
    placed = lay_out(sorted_lines, len(masthead), given)
    printed = _printed(source, (*masthead, *apart), placed)
    dated = date_page(source, bulletin.stem, bulletin.overlay, printed)
    articles = with_mentions(read_articles(source, placed, hints), hints)
    page = Page(
        source=source,
        stem=bulletin.stem,
        date=dated.date,
        label=dated.label,
        section=bulletin.overlay.section or _section(source, printed, hints),
        furniture=_furniture(source, {line.number: line for line in lines}, printed),
        articles=with_figures(with_notices(articles, source, corrections), source, corrections),
        lines=printed,
    )
    doubts = _doubts(source, placed, articles, printed, settled_breaks(corrections))
    named = tuple(NamedImage(image.name, corrections.overlay, image.offset) for image in corrections.images)
    return Reading(page, (*dated.diagnostics, *doubts, *refusals(page, corrections)), named)


def _section(source: SourceText, printed: Sequence[PrintedLine], hints: ReadingHints) -> str:
    """Give the name of the page (版名): a line of its own below the nameplate, or `第2版:要闻` in the folio."""
    for line in printed:
        text = source.slice(line.span)
        if line.rule == "section_name" or (line.role is Role.STANDING_HEAD and text in hints.sections):
            return text
        if line.role is Role.FOLIO and (match := SECTION_IN_FOLIO.search(fold(text))):
            return match["section"] or match["apart"]
        if line.rule == "page_number" and (named := PAGE_AND_NAME.match(fold(text))):
            return named["name"] or named["before"]
    return ""


def _printed(source: SourceText, masthead: Sequence[PrintedLine], placed: Sequence[Placed]) -> tuple[PrintedLine, ...]:
    """Give every line of the file that is not blank with its role; later lines of a wrapped paragraph continue it."""
    below = (PrintedLine(p.line.number, p.line.span, p.role, p.rule, p.confidence) for p in placed)
    out: list[PrintedLine] = []
    for line in sorted((*masthead, *below), key=lambda line: line.number):
        last = source.line_number(max(line.span.start, line.span.end - 1))
        if last == line.number:
            out.append(line)
            continue
        for number in range(line.number, last + 1):
            span = Span(
                max(line.span.start, source.line_span(number).start), min(line.span.end, source.line_span(number).end)
            )
            first = number == line.number
            role, rule = (line.role, line.rule) if first else (Role.CONTINUATION, "hard_wrap")
            out.append(PrintedLine(number, span, role, rule, line.confidence))
    return tuple(out)


def _furniture(source: SourceText, by_number: dict[int, Line], printed: Sequence[PrintedLine]) -> tuple[Furniture, ...]:
    return tuple(
        Furniture(line.role, make_prose(source, [whole(by_number[line.number])]))
        for line in printed
        if line.role in FURNITURE
    )


def _doubts(
    source: SourceText,
    placed: Sequence[Placed],
    articles: Sequence[Article],
    printed: Sequence[PrintedLine],
    settled: frozenset[int],
) -> Iterator[Diagnostic]:
    for line in printed:
        if line.role is Role.UNCLASSIFIED and line.rule not in (EDITOR, SEPARATOR):
            hint = "give the line a role in the overlay (NAME.yaml beside the bulletin)"
            yield finding("r-001", Severity.WARNING, source, line.span.start, "no rule knows this line", hint)
    if not articles:
        yield finding("r-004", Severity.WARNING, source, 0, "no article was found on this page")
    yield from _doubtful_breaks(source, placed, settled)


PAGE_LENGTH = 20_000


class _Pairs:
    """Every two characters that stand side by side in a text, counted up when first asked for."""

    def __init__(self, text: str) -> None:
        """Take the text."""
        self._text = text

    @cached_property
    def _pairs(self) -> frozenset[str]:
        return frozenset(map(add, self._text, self._text[1:]))

    def __contains__(self, pair: object) -> bool:
        """Tell whether two characters stand side by side; a page is looked through, only a book is counted up."""
        return str(pair) in self._text if len(self._text) <= PAGE_LENGTH else pair in self._pairs


def _has_end(line: Line) -> bool:
    """Tell whether a line is whole: an item of a list, or with a credit or a jump line behind its last sentence."""
    if NOTICE_END.match(line.canonical):
        return True
    return line.canonical.endswith(";") or credit_start(line) is not None or jump_start(line) is not None


def _doubtful_breaks(source: SourceText, placed: Sequence[Placed], settled: frozenset[int]) -> Iterator[Diagnostic]:
    pairs = _Pairs(source.text)
    text = [p for p in placed if p.role in (Role.PARAGRAPH, Role.CONTINUATION)]
    for before, after in zip_longest(text, text[1:]):
        if after is not None and after.article == before.article and after.line.number in settled:
            continue  # the editor has looked at this break
        if after is not None and after.role is Role.CONTINUATION:
            if is_doubtful(before.line, after.line, pairs):
                message = "joined to the line above, but nothing proves that no text is missing between them"
                entry = f"`{{line: {after.line.number}, break: join}}` or `break: split`"
                hint = f"compare with the printed page, then say so under `corrections:` in the overlay: {entry}"
                yield finding("r-002", Severity.WARNING, source, after.line.span.start, message, hint)
        elif before.rule not in WHOLE_LINES and not ends_sentence(before.line.canonical) and not _has_end(before.line):
            at = before.line.span.end - 1
            yield finding("r-003", Severity.WARNING, source, at, "the sentence does not end, and nothing continues it")
