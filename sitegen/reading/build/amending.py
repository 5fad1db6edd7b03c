"""The editor's corrections at work: lines set aside or mended before they are read, notices and refusals after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from msgspec import structs

from sitegen.errors import Diagnostic
from sitegen.model.layout import FURNITURE, PrintedLine, Role
from sitegen.model.newspaper import Article, Correction, Page
from sitegen.model.prose import Edit, Reason
from sitegen.reading.files.anchors import Corrections, GivenId
from sitegen.reading.files.figures import homeless
from sitegen.reading.layout.given import EDITOR
from sitegen.reading.text.lines import Line
from sitegen.source import SourceText

_TEXT = frozenset({Role.PARAGRAPH, Role.CONTINUATION})


def mended(lines: Sequence[Line], corrections: Corrections) -> tuple[Line, ...]:
    """Returns the lines with the replacements in each; one that lies in no line, or cuts a bold mark, is left out."""
    edits = [replacement.edit for replacement in corrections.replacements]
    if not edits:
        return tuple(lines)
    return tuple(structs.replace(line, replaced=tuple(edit for edit in edits if _fits(edit, line))) for line in lines)


def _fits(edit: Edit, line: Line) -> bool:
    start, end = edit.span.start, edit.span.end
    return (
        line.span.start <= start
        and end <= line.span.end
        and not any(
            mark.span.start < start < mark.span.end or mark.span.start < end < mark.span.end for mark in line.marks
        )
    )


def set_aside(lines: Sequence[Line], corrections: Corrections) -> tuple[tuple[Line, ...], tuple[PrintedLine, ...]]:
    """Part the lines to be read from those that the editor has made page furniture: the text runs on past these."""
    given = corrections.roles
    apart = [line for line in lines if line.number in given and given[line.number].role in FURNITURE]
    printed = (PrintedLine(line.number, line.span, given[line.number].role, 1.0, why=(EDITOR,)) for line in apart)
    numbers = {line.number for line in apart}
    return tuple(line for line in lines if line.number not in numbers), tuple(printed)


def roles_in_articles(corrections: Corrections) -> dict[int, Role]:
    """Returns the roles of lines that stay in articles, by line number."""
    return {number: given.role for number, given in corrections.roles.items() if given.role not in FURNITURE}


def settled_breaks(corrections: Corrections) -> frozenset[int]:
    """Returns the lines of which the editor has said whether they go on with the text before."""
    return frozenset(number for number, given in corrections.roles.items() if given.role in _TEXT)


def with_notices(articles: Sequence[Article], source: SourceText, corrections: Corrections) -> tuple[Article, ...]:
    """Returns the articles with the public corrections of their text, in the order of the text."""
    public = [r for r in corrections.replacements if r.edit.reason is Reason.CORRECTION]
    if not public:
        return tuple(articles)
    amended = []
    for article in articles:
        edits = {edit for prose in article.proses() for edit in prose.edits}
        notices = tuple(
            Correction(source.slice(r.edit.span), r.edit.becomes, r.day, r.note)
            for r in public
            if r.edit in edits and r.day is not None
        )
        amended.append(replace(article, corrections=notices))
    return tuple(amended)


def weighed(articles: Sequence[Article], source: SourceText, corrections: Corrections) -> tuple[Article, ...]:
    """Returns the articles with the weight that the editor gives a line of each, of several the largest."""
    if not corrections.weights:
        return tuple(articles)
    return tuple(
        replace(article, weight=max(given)) if (given := [*_weights(article, source, corrections)]) else article
        for article in articles
    )


def with_ids(articles: Sequence[Article], source: SourceText, corrections: Corrections) -> tuple[Article, ...]:
    """Returns the articles with the ends of addresses that the editor gives them, by any line of theirs."""
    if not corrections.ids:
        return tuple(articles)
    return tuple(
        replace(article, key=given[0].id) if (given := _ids_of(article, source, corrections)) else article
        for article in articles
    )


def _weights(article: Article, source: SourceText, corrections: Corrections) -> Iterator[int]:
    numbers = {number for prose in article.proses() for number in prose.lines(source)}
    yield from (given.weight for number, given in corrections.weights.items() if number in numbers)


def _ids_of(article: Article, source: SourceText, corrections: Corrections) -> list[GivenId]:
    own = {article.line, *(number for prose in article.proses() for number in prose.lines(source))}
    return [corrections.ids[number] for number in sorted(own & corrections.ids.keys())]


def refusals(page: Page, corrections: Corrections) -> Iterator[Diagnostic]:
    """Tell which corrections could not be done on the page as it was read."""
    if corrections.replacements:
        yield from _not_replaced(page, corrections)
    if corrections.ids:
        yield from _ids_of_nothing(page, corrections)
    if corrections.roles:
        yield from _joined_to_nothing(page, corrections)
    yield from homeless(page.articles, page.lines, corrections)
    yield from _weightless(page, corrections)


def _not_replaced(page: Page, corrections: Corrections) -> Iterator[Diagnostic]:
    done = {edit for prose in page.proses() for edit in prose.edits}
    in_articles = {edit for article in page.articles for prose in article.proses() for edit in prose.edits}
    for replacement in corrections.replacements:
        if replacement.edit not in done:
            yield corrections.fault("not_one_text", replacement.offset)
        elif replacement.edit.reason is Reason.CORRECTION and replacement.edit not in in_articles:
            yield corrections.fault("no_article", replacement.offset)


def _weightless(page: Page, corrections: Corrections) -> Iterator[Diagnostic]:
    """Tell which weights were given to lines that stand in no article."""
    if corrections.weights:
        proses = (prose for article in page.articles for prose in article.proses())
        numbers = {number for prose in proses for number in prose.lines(page.source)}
        for number, given in corrections.weights.items():
            if number not in numbers:
                yield corrections.fault("weight_nowhere", given.offset, line=number)


def _ids_of_nothing(page: Page, corrections: Corrections) -> Iterator[Diagnostic]:
    """An id is that of one article of the page, and an article has one."""
    used: dict[str, Article] = {}
    given: set[int] = set()
    for article in page.articles:
        ids = _ids_of(article, page.source, corrections)
        given |= {one.offset for one in ids}
        for further in ids[1:]:
            yield corrections.fault("id_more", further.offset, line=article.line, id=ids[0].id)
        other = used.setdefault((article.key or str(article.line)).casefold(), article)
        if other is not article:
            at = (ids or _ids_of(other, page.source, corrections))[0].offset
            yield corrections.fault("id_taken", at, line=other.line, other=article.line)
    for number, one in corrections.ids.items():
        if one.offset not in given:
            yield corrections.fault("id_nowhere", one.offset, line=number, id=one.id)


def _joined_to_nothing(page: Page, corrections: Corrections) -> Iterator[Diagnostic]:
    """A line joined to the text before it stands behind other lines in its block."""
    firsts = {block.prose.lines(page.source)[0] for article in page.articles for block in article.body}
    for number, given in corrections.roles.items():
        if given.role is Role.CONTINUATION and number in firsts:
            yield corrections.fault("no_text_before", given.offset, line=number)
