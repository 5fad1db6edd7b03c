"""A finished page against the reading: all its texts shown, its pictures, its days; and where its links lead.

Each page is looked at by itself, as soon as it is made and in the process that has made it. What only the whole site
can answer, whether each link lands, is left to whoever has seen all of it.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from sitegen.check import site_error
from sitegen.check.documents import Document, read_html
from sitegen.check.taken import lacking
from sitegen.config import Config
from sitegen.errors import Diagnostic, Severity, finding
from sitegen.model.edition import Edition
from sitegen.model.late import whole_page, with_texts
from sitegen.model.markup import pictures_in
from sitegen.model.newspaper import Article, Page
from sitegen.model.prose import Prose, ledger
from sitegen.site.addresses import urls
from sitegen.site.alternates import OF_ARTICLES, OF_ISSUES
from sitegen.site.rendering import Landing, Looked, looked

NEAR = 2_000  # characters between one text of a page and the next: labels, numbers, furniture


@dataclass(frozen=True, slots=True)
class Inspector:
    """Knows what every page of an edition must show."""

    told: Mapping[str, tuple[Page, Article | None]]  # by address: a printed page, or an article on it
    days: Mapping[str, Set[str]]  # by address: the days that it may say
    all_days: Set[str]  # which any list may say
    root: str  # the path of the site on its host
    taken: Mapping[str, Sequence[tuple[Page, Article | None]]]  # by address of a file to take away: what it holds

    def look(self, address: str, content: bytes) -> Looked:
        """Read a page, or a file to take away, back and hold it against the reading."""
        if address in self.taken or not address.endswith(".html"):
            return Looked(tuple(self._lacking(address, content)))
        document = read_html(content)
        full = address.removeprefix(urls.PLAIN)
        findings = [*self._days(address, full, document)]
        if full in self.told:
            page, article = self.told[full]
            proses = with_texts(article).proses() if article else whole_page(page).proses()
            findings += _check_whole(page, proses, address, document)
            if page.images and full == address:
                shown = (article,) if article else page.articles
                findings += (fault for one in shown for fault in _check_figures(page, one, address, document))
        return looked(findings, document.anchors, self._landings(address, document))

    def _lacking(self, address: str, content: bytes) -> Iterator[Diagnostic]:
        """Find texts that a file to take away does not hold whole; any other file is not ours to look at."""
        for page, article in self.taken.get(address, ()):
            for prose in lacking(
                address, content, with_texts(article).proses() if article else whole_page(page).proses()
            ):
                yield finding("x-004", Severity.ERROR, page.source, prose.start, address=address)

    def _days(self, address: str, full: str, document: Document) -> Iterator[Diagnostic]:
        """Find machine-readable dates that are no known day of the page or of a correction on it."""
        for value in sorted(set(document.dates) - self.days.get(full, self.all_days)):
            yield site_error("x-006", address, day=value)

    def _landings(self, here: str, document: Document) -> Iterator[Landing]:
        """Returns the links within the site but those to whole pages and articles, which are known to be there."""
        lost = here == urls.NOT_FOUND
        base = "" if lost else posixpath.dirname(here)
        for href in sorted(set(document.links)):
            parts = urlsplit(href.removeprefix(self.root) if lost else href)
            if parts.scheme or parts.netloc:
                continue
            target = posixpath.normpath(posixpath.join(base, unquote(parts.path))) if parts.path else here
            if parts.path.endswith("/") and lost:
                target += "/"
            if parts.fragment or target not in self.told:
                yield href, target, parts.fragment


def make_inspector(edition: Edition, config: Config) -> Inspector:
    """Returns who looks at the pages of an edition."""
    told: dict[str, tuple[Page, Article | None]] = {}
    days: dict[str, Set[str]] = {}
    for page in edition.pages():
        own = {page.date.exact.isoformat()} if page.date.exact else set()
        mended: set[str] = set()
        for article in page.articles:
            address = urls.article(article, page)
            corrected = {correction.day.isoformat() for correction in article.corrections}
            told[address], days[address] = (page, article), own | corrected
            mended |= corrected
        told[urls.page(page)], days[urls.page(page)] = (page, None), own | mended
    all_days = set[str]().union(*days.values())
    return Inspector(told, days, all_days, urlsplit(config.base_url).path, _taken(edition, config))


def _taken(edition: Edition, config: Config) -> dict[str, Sequence[tuple[Page, Article | None]]]:
    """Returns the files to take away, each with the page or pages, or the article, that it must hold."""
    articles = [form.suffix for form in OF_ARTICLES if form.word in config.take_away]
    issues = [form.suffix for form in OF_ISSUES if form.word in config.take_away]
    found: dict[str, Sequence[tuple[Page, Article | None]]] = {}
    for issue in edition.all_issues():
        for suffix in issues:
            found[urls.issue_in(suffix, issue)] = [(page, None) for page in issue.pages]
        for page in issue.pages if articles else ():
            for article in page.articles:
                address = urls.article(article, page)
                found |= {urls.article_in(suffix, address): [(page, article)] for suffix in articles}
    return found


def _check_whole(page: Page, proses: Iterable[Prose], address: str, document: Document) -> Iterator[Diagnostic]:
    """Find texts that the HTML of a printed page, or of an article, does not hold whole."""
    published = ledger(document.text)
    wanted = [(prose, ledger(prose.text)) for prose in proses]
    absent, in_turn = _not_held(published, (text for _, text in wanted))
    if in_turn:
        return
    for prose, text in wanted:
        if text in absent:
            yield finding("x-004", Severity.ERROR, page.source, prose.start, address=address)
    missing = Counter("".join(text for _, text in wanted)) - Counter(published)
    if missing and not absent:
        shown = "".join(sorted(missing))[:40]
        yield finding("x-004.fewer", Severity.ERROR, page.source, 0, address=address, missing=shown)


def _check_figures(page: Page, article: Article, address: str, document: Document) -> Iterator[Diagnostic]:
    """Every picture that the editor gives an article is shown, with the words that tell what is on it."""
    wanted = [(page.source.line_starts[f.line - 1], f.name, f.alt) for f in article.figures]
    for block in article.body:
        wanted += [(block.prose.start, picture.name, picture.alt) for picture in pictures_in(block.html)]
    for at, name, alt in wanted:
        image = page.images.get(name)
        if image is not None and (urls.relative(urls.image(image), address), alt) not in document.images:
            yield finding("x-010", Severity.ERROR, page.source, at, name=name, address=address)


def _not_held(whole: str, parts: Iterable[str]) -> tuple[frozenset[str], bool]:
    """Returns the parts that a text does not hold, and whether it holds all of them one behind the other.

    Mostly it does, and then none stands for two. So each is first looked for right behind the one before: a page of
    thousands of paragraphs would otherwise be searched thousands of times from its beginning.
    """
    absent, at, in_turn = set(), 0, True
    for part in parts:
        found = whole.find(part, at, at + len(part) + NEAR)
        if found != -1:
            at = found + len(part)
            continue
        in_turn = False
        if part not in whole:
            absent.add(part)
    return frozenset(absent), in_turn
