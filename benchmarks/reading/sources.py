"""What the reading is trained on: articles to print pages from, and pages whose labels are known."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from zlib import crc32

from benchmarks.reading.articles import Article, from_feed, from_pages, load
from benchmarks.reading.edition import of_edition
from benchmarks.reading.fixtures import of_fixture, of_gold, of_seeds
from benchmarks.reading.printed import Printed
from benchmarks.reading.set_pages import FIT, set_articles
from tests.fixture_files import cases_of

ROOT = Path(__file__).parents[2]
INVENTED = Path(__file__).parent / "articles"
ALPHABETIC = ("en", "ru", "vi", "de")
SOURCES = ("renminribao", "others", "papers", "invented", "fixtures", "seeds", "edition")
TEST_PAGES = ("pages", "mixed")  # made of printed pages of the feed, which are not trained on
# Folders of pages with known structure, by the source of their texts.
GOLD = {"renminribao": ("pages", "mixed"), "papers": ("papers", "papers-varied")}
_FEED = "renminribao-*.jsonl"
_BREAK = " / "  # where a headline may be set on two lines


@dataclass(frozen=True, slots=True)
class Group:
    """Articles of one source, and how many pages are printed from them for each that is asked for."""

    name: str
    articles: tuple[Article, ...]
    times: float


def groups_of(
    shared: Path, without: Iterable[str] = (), *, split_heads: bool = True, of_pages: bool = True
) -> tuple[Group, ...]:
    """Returns the articles of all sources that are there, but for those left out.

    Without `split_heads` no headline says where it may be broken, so that none is printed on two lines. Without
    `of_pages` those of invented pages are left out: their paragraphs are short, which says nothing of wrapped ones.
    """
    left_out = frozenset(without)
    groups = [
        Group("renminribao", tuple(_feed(shared)), 0.84),
        Group("others", tuple(_articles(shared / "articles" / "others.jsonl")), 0.05),
        Group("papers", from_pages(shared / "papers") if (shared / "papers").is_dir() else (), 0.2),
        Group("invented", _invented("zh", of_pages=of_pages), 0.3),
    ]
    groups += [Group("invented", _invented(lang, of_pages=of_pages), 0.08) for lang in ALPHABETIC]
    kept = [group for group in groups if group.name not in left_out and group.articles]
    return tuple(kept if split_heads else map(_unbroken, kept))


def _invented(lang: str, *, of_pages: bool) -> tuple[Article, ...]:
    return load(INVENTED / "fit" / f"{lang}.txt") + (set_articles(FIT, lang) if of_pages else ())


def known_pages(shared: Path, edition: Path | None, without: Iterable[str] = ()) -> Iterator[Printed]:
    """List the pages whose labels are known, but for those of sources left out: fixtures, seeds, an editor's pages."""
    left_out = frozenset(without)
    if "fixtures" not in left_out:
        yield from _fixtures(ROOT / "tests" / "fixtures" / "reading")
    roles = shared / "gold" / "lines.txt"
    if "seeds" not in left_out and roles.is_file():
        yield from of_seeds(ROOT / "seeds", roles)
    if "edition" not in left_out and edition is not None:
        yield from of_edition(edition)


def half_of(gold: Mapping[str, object]) -> int:
    """Returns in which half of the pages with known structure a page is: those of the same texts are in the same."""
    return crc32(str(gold.get("texts_from", "")).encode()) % 2


def gold_pages(
    shared: Path, without: Iterable[str] = (), without_styles: Iterable[str] = (), without_half: int | None = None
) -> Iterator[Printed]:
    """Returns the pages with known structure, but for those of sources, of renderings or of a half left out."""
    left_out, unwanted = frozenset(without), frozenset(without_styles)
    for folder in (shared / name for source, names in GOLD.items() if source not in left_out for name in names):
        for path in sorted((folder / "gold").glob("*.json")):
            gold = json.loads(path.read_text("utf-8"))
            if gold.get("style") not in unwanted and half_of(gold) != without_half:
                yield of_gold((folder / f"{path.stem}.txt").read_text("utf-8"), gold)


def gate_articles(lang: str) -> tuple[Article, ...]:
    """Returns the invented articles in a language that nothing is trained on."""
    return load(INVENTED / "gate" / f"{lang}.txt")


def _fixtures(folder: Path) -> Iterator[Printed]:
    for file in sorted(folder.glob("*.md")):
        pages = (of_fixture(case.given, case.expected) for case in cases_of(file))
        yield from (page for page in pages if page is not None)


def _feed(shared: Path) -> Iterator[Article]:
    """Returns the articles of the feed that are on no page which the reading is tested on."""
    tested = _tested(shared)
    for path in sorted((shared / "articles").glob(_FEED)):
        yield from (article for article in from_feed(path) if article.page not in tested)


def _tested(shared: Path) -> frozenset[str]:
    golds = (
        json.loads(gold.read_text("utf-8")) for name in TEST_PAGES for gold in (shared / name / "gold").glob("*.json")
    )
    return frozenset(" ".join(gold["texts_from"].split()[1:]) for gold in golds if gold.get("texts_from"))


def _articles(path: Path) -> Iterator[Article]:
    if path.is_file():
        yield from from_feed(path)


def _unbroken(group: Group) -> Group:
    whole = tuple(
        replace(article, units=tuple((label, text.replace(_BREAK, "  ")) for label, text in article.units))
        for article in group.articles
    )
    return replace(group, articles=whole)
