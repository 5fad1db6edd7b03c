"""One bulletin → one page: the reading on one screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from sitegen.config import ReadingHints
from sitegen.errors import Diagnostic, Severity, finding
from sitegen.model.layout import FURNITURE, PrintedLine, Role
from sitegen.model.newspaper import Article, Furniture, Page
from sitegen.reading.articles import read_articles
from sitegen.reading.breaks import is_doubtful
from sitegen.reading.bulletins import Bulletin
from sitegen.reading.dating import date_page
from sitegen.reading.edited import read_edited
from sitegen.reading.heads import credit_start
from sitegen.reading.lines import CANONICAL, Line, split_lines
from sitegen.reading.masthead import read_masthead
from sitegen.reading.mentions import with_mentions
from sitegen.reading.paragraphs import make_prose, whole
from sitegen.reading.patterns import SECTION_IN_FOLIO
from sitegen.reading.plan import Placed, lay_out
from sitegen.reading.rules import sort_lines
from sitegen.reading.words import ends_sentence
from sitegen.source import SourceText

NO_HINTS = ReadingHints()


@dataclass(frozen=True, slots=True)
class Reading:
    """A page as read, and what the reader was not sure of."""

    page: Page
    diagnostics: tuple[Diagnostic, ...]


def read_page(bulletin: Bulletin, hints: ReadingHints = NO_HINTS) -> Reading:
    """Read a bulletin, with the words of this paper that edition.yaml knows. Raises on no text whatever."""
    return _read_edited(bulletin, hints) if bulletin.text_start else _read_raw(bulletin, hints)


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
    return Reading(page, (*dated.diagnostics, *text.diagnostics, *_no_article(page)))


def _no_article(page: Page) -> Iterator[Diagnostic]:
    if not page.articles:
        yield finding("r-004", Severity.WARNING, page.source, 0, "no article was found on this page")


def _read_raw(bulletin: Bulletin, hints: ReadingHints) -> Reading:
    source = bulletin.source
    lines = split_lines(source)
    sorted_lines = sort_lines(lines, hints)
    masthead = read_masthead(sorted_lines, hints)
    placed = lay_out(sorted_lines, len(masthead))
    printed = _printed(masthead, placed)
    dated = date_page(source, bulletin.stem, bulletin.overlay, printed)
    articles = with_mentions(read_articles(source, placed, hints), hints)
    page = Page(
        source=source,
        stem=bulletin.stem,
        date=dated.date,
        label=dated.label,
        section=bulletin.overlay.section or _section(source, printed, hints),
        furniture=_furniture(source, {line.number: line for line in lines}, printed),
        articles=articles,
        lines=printed,
    )
    return Reading(page, (*dated.diagnostics, *_doubts(source, placed, articles, printed)))


def _section(source: SourceText, printed: Sequence[PrintedLine], hints: ReadingHints) -> str:
    """Give the name of the page (版名): a line of its own below the nameplate, or `第2版:要闻` in the folio."""
    for line in printed:
        text = source.slice(line.span)
        if line.rule == "section_name" or (line.role is Role.STANDING_HEAD and text in hints.sections):
            return text
        if line.role is Role.FOLIO and (match := SECTION_IN_FOLIO.search(text.translate(CANONICAL))):
            return match["section"]
    return ""


def _printed(masthead: Sequence[PrintedLine], placed: Sequence[Placed]) -> tuple[PrintedLine, ...]:
    below = (PrintedLine(p.line.number, p.line.span, p.role, p.rule, p.confidence) for p in placed)
    return tuple(sorted((*masthead, *below), key=lambda line: line.number))


def _furniture(source: SourceText, by_number: dict[int, Line], printed: Sequence[PrintedLine]) -> tuple[Furniture, ...]:
    return tuple(
        Furniture(line.role, make_prose(source, [whole(by_number[line.number])]))
        for line in printed
        if line.role in FURNITURE
    )


def _doubts(
    source: SourceText, placed: Sequence[Placed], articles: Sequence[Article], printed: Sequence[PrintedLine]
) -> Iterator[Diagnostic]:
    for line in printed:
        if line.role is Role.UNCLASSIFIED:
            hint = "give the line a role in the overlay (NAME.yaml beside the bulletin)"
            yield finding("r-001", Severity.WARNING, source, line.span.start, "no rule knows this line", hint)
    if not articles:
        yield finding("r-004", Severity.WARNING, source, 0, "no article was found on this page")
    yield from _doubtful_breaks(source, placed)


def _doubtful_breaks(source: SourceText, placed: Sequence[Placed]) -> Iterator[Diagnostic]:
    text = [p for p in placed if p.role in (Role.PARAGRAPH, Role.CONTINUATION)]
    for before, after in zip_longest(text, text[1:]):
        if after is not None and after.role is Role.CONTINUATION:
            if is_doubtful(before.line, after.line, source.text):
                message = "joined to the line above, but nothing proves that no text is missing between them"
                hint = "compare with the printed page; accept the finding in edition.yaml if the sentence is whole"
                yield finding("r-002", Severity.WARNING, source, after.line.span.start, message, hint)
        elif not ends_sentence(before.line.canonical) and credit_start(before.line) is None:
            at = before.line.span.end - 1
            yield finding("r-003", Severity.WARNING, source, at, "the sentence does not end, and nothing continues it")
