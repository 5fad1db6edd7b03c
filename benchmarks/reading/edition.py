"""Labels of an edition's own pages: those whose lines the editor has named, as they are read under the overlay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path

from msgspec.structs import replace

from benchmarks.reading.printed import Printed
from sitegen.model.layout import PrintedLine, Role
from sitegen.model.newspaper import Article, BlockKind, Page
from sitegen.model.prose import Prose
from sitegen.reading.build.furniture import HARD_WRAP
from sitegen.reading.bulletin import read_bulletin
from sitegen.reading.files.bulletins import find_bulletins
from sitegen.reading.layout.labels import Label


def of_edition(folder: Path) -> Iterator[Printed]:
    """Returns the raw pages of a folder of bulletins in whose overlay lines have roles, with the labels of all lines.

    Left out are bulletins of several pages: their overlays name lines of all of them.
    """
    bulletins, _ = find_bulletins(folder, folder.name)
    for bulletin in bulletins:
        if bulletin.corrections.roles and not bulletin.text_start:
            given = {number: entry.role for number, entry in bulletin.corrections.roles.items()}
            pages = [reading.page for reading in read_bulletin(bulletin)]
            yield from (of_page(page, given) for page in pages if len(pages) == 1)


def of_page(page: Page, given: Mapping[int, Role]) -> Printed:
    """Returns a page that has been read, with the label of each line; the roles given hold whatever was read."""
    labels: dict[int, str] = {}
    goes_on: set[int] = set()
    items = {number for article in page.articles for number in _item(page, article)}
    bylines = {number for article in page.articles for number in _lines(page, article.byline)}
    above: PrintedLine | None = None
    for read in page.lines:
        line = replace(read, role=given.get(read.number, read.role))
        if line.why == HARD_WRAP and above is not None:
            labels[line.number] = labels[above.number]
            goes_on.add(line.number)
        else:
            labels[line.number] = _label(line, above, items, bylines).value
        above = line
    return Printed(page.source.text, labels, frozenset(goes_on))


def _label(line: PrintedLine, above: PrintedLine | None, items: set[int], bylines: set[int]) -> Label:
    match line.role:
        case Role.HEADLINE if above is not None and above.role is Role.HEADLINE:
            return Label.HEADLINE_ON
        case Role.PARAGRAPH if line.number in items:
            return Label.ITEM
        case Role.BYLINE if line.number not in bylines:
            return Label.PART_BYLINE
    return Label(line.role.value)


def _item(page: Page, article: Article) -> tuple[int, ...]:
    """Returns the first line of an article that begins with its text."""
    if any(prose is not None for prose in (article.kicker, article.headline, article.continued_from)):
        return ()
    return tuple(
        chain.from_iterable(b.prose.lines(page.source) for b in article.body if b.kind is BlockKind.PARAGRAPH)
    )[:1]


def _lines(page: Page, prose: Prose | None) -> tuple[int, ...]:
    return () if prose is None else prose.lines(page.source)
