"""Articles taken away as Markdown and read back, and what of an article must be the same: for tests and measuring."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from benchmarks.whole import check_reading
from sitegen.config import Config, Publication, ReadingHints
from sitegen.model.contract import article_values
from sitegen.model.edition import assemble
from sitegen.model.newspaper import Article, BlockKind, Page
from sitegen.model.prose import ledger
from sitegen.reading.files.bulletins import Bulletin
from sitegen.reading.files.overlay import read_front_matter
from sitegen.reading.illustrating import Reading
from sitegen.reading.page import read_page
from sitegen.site.addresses import urls
from sitegen.site.catalogue import Catalogue, Place, make_catalogue
from sitegen.site.takeaway.markdown import markdown
from sitegen.site.takeaway.model import make_story
from sitegen.source import SourceText

HEAD = (
    "kind",
    "kicker",
    "headline",
    "series",
    "deck",
    "dateline",
    "byline",
    "credit_lines",
    "jump_to",
    "continued_from",
)


@dataclass(frozen=True)
class Returned:
    """An article, its Markdown, and what that was read back as; `differs` names the fields that are others."""

    place: Place
    written: str
    reading: Reading
    differs: tuple[str, ...]


def catalogue_of(pages: Iterator[Page] | list[Page], hints: ReadingHints) -> Catalogue:
    """Returns the look-ups of an edition that holds these pages."""
    from pathlib import Path

    config = Config(
        path="seeds/edition.yaml",
        seeds=Path("seeds"),
        publication=Publication(name=hints.name or "河湾日报"),
        authority="example.org",
        base_url="https://example.org/hewan/",
        reading=hints,
    )
    return make_catalogue(assemble(pages), config)


def returned(catalogue: Catalogue) -> Iterator[Returned]:
    """Returns every article of an edition, taken away and read back."""
    for place in catalogue.places:
        address = urls.article_in(".md", place.address)
        written = markdown(make_story(place, catalogue), address, catalogue)
        reading = read_back(written, address, catalogue.config.reading)
        yield Returned(place, written, reading, tuple(differences(place, reading)))


def read_back(written: str, address: str, hints: ReadingHints) -> Reading:
    """Read Markdown as the bulletin that a file with this address is."""
    source = SourceText(address, written)
    matter, faults = read_front_matter(source)
    assert matter is not None, written[:300]
    assert not faults, [fault.message for fault in faults]
    stem = PurePosixPath(address).stem
    return read_page(Bulletin(source=source, stem=stem, overlay=matter.overlay, text_start=matter.end), hints)


def differences(place: Place, reading: Reading) -> Iterator[str]:
    """Name what of an article is other than what was read back, and what laws its reading breaks."""
    if len(reading.page.articles) != 1:
        yield f"{len(reading.page.articles)} articles"
        return
    page, article, (back,) = place.page, place.article, reading.page.articles
    old, new = article_values(page.source, article), article_values(reading.page.source, back)
    yield from (name for name in HEAD if old[name] != new[name])
    if _blocks(article) != _blocks(back):
        yield "body"
    if article.headline and article.weight != back.weight:
        yield "weight"
    if set(article.contributors) != set(back.contributors):
        yield "contributors"
    if article.mentions != back.mentions:
        yield "mentions"
    if article.headline and urls.article(article, page).rpartition("-")[2] != f"{back.key}.html":
        yield "address"
    if (page.date.when, page.section) != (reading.page.date.when, reading.page.section):
        yield "page"
    shown = [figure.alt for figure in article.figures if figure.name in page.images]
    if shown != [figure.alt for figure in back.figures]:
        yield "figures"
    yield from sorted({found.code for found in check_reading(assemble([reading.page]))})


def _blocks(article: Article) -> list[tuple[str, int, object]]:
    """Returns the blocks of a body; of a table its rows of cells that hold something."""
    return [
        (block.kind.value, block.level, _rows(block.prose.text) if block.kind is BlockKind.TABLE else block.prose.text)
        for block in article.body
        if block.prose.text
    ]


def _rows(text: str) -> list[list[str]]:
    rows = ([cell.strip() for cell in row.split("\t") if cell.strip()] for row in text.split("\n"))
    return [row for row in rows if row]


def letters_of(place: Place) -> Mapping[str, str]:
    """Returns the texts of an article that every form must hold whole, by their first words."""
    return {prose.text[:20]: ledger(prose.text) for prose in place.article.proses() if ledger(prose.text)}
