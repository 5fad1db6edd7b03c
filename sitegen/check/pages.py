"""A finished page against the reading: all its texts shown, its pictures, its days; and where its links lead.

Each page is looked at by itself, as soon as it is made and in the process that has made it. What only the whole site
can answer, whether each link lands, is left to whoever has seen all of it.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from sitegen.check import site_error
from sitegen.check.documents import Document, read_html
from sitegen.check.taken import lacking
from sitegen.check.texts import not_held, stand_in_turn
from sitegen.config import Config
from sitegen.errors import Diagnostic, Severity, finding
from sitegen.model.edition import Edition
from sitegen.model.late import whole_page, with_texts
from sitegen.model.markup import pictures_in
from sitegen.model.newspaper import Article, Page
from sitegen.model.prose import Prose, ledger
from sitegen.site.addresses import urls
from sitegen.site.alternates import OF_ARTICLES, OF_ISSUES
from sitegen.site.seen import Landing, Looked, looked

_FOLDER = re.compile(r"[^?#]*/(?:[?#]|$)")  # a link to one
_SIMPLE = re.compile(r"(?!/)([\w./~-]+)(?:#([\w-]*))?", re.A)  # a link that needs no taking apart, as most
_MOST_LINKS = 4_096  # that are known: the pages of one issue link alike


@dataclass(frozen=True, slots=True)
class Inspector:
    """Knows what every page of an edition must show."""

    told: Mapping[str, tuple[Page, Article | None]]  # by address: a printed page, or an article on it
    days: Set[str]  # of all of it, which any list may say
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
            findings += _check_whole(page, _proses(page, article), address, document)
            if page.images and full == address:
                shown = (article,) if article else page.articles
                findings += (fault for one in shown for fault in _check_figures(page, one, address, document))
        return looked(findings, document.anchors, self._landings(address, document))

    def _lacking(self, address: str, content: bytes) -> Iterator[Diagnostic]:
        """Find texts that a file to take away does not hold whole; any other file is not ours to look at."""
        told = [(page, prose) for page, article in self.taken.get(address, ()) for prose in _proses(page, article)]
        for at in lacking(address, content, [prose.text for _, prose in told]) if told else ():
            page, prose = told[at]
            yield finding("x-004", Severity.ERROR, page.source, prose.start, address=address)

    def _days(self, address: str, full: str, document: Document) -> Iterator[Diagnostic]:
        """Find machine-readable dates that are no known day of the page or of a correction on it."""
        days = _days_of(*self.told[full]) if full in self.told else self.days
        for value in sorted(set(document.dates) - days):
            yield site_error("x-006", address, day=value)

    def _landings(self, here: str, document: Document) -> Iterator[Landing]:
        """Returns the links within the site but those to whole pages and articles, which are known to be there."""
        lost = here == urls.NOT_FOUND
        base = "" if lost else posixpath.dirname(here)
        for href in sorted(set(document.links)):
            place = _place(href.removeprefix(self.root) if lost else href, base)
            if place is None:
                continue
            target, anchor = place[0] or here, place[1]
            if lost and _FOLDER.match(href):
                target += "/"
            if anchor or target not in self.told:
                yield href, target, anchor


@lru_cache(maxsize=_MOST_LINKS)
def _place(href: str, folder: str) -> tuple[str, str] | None:
    """Returns the address and the anchor that a link of a page in a folder leads to, "" for none; None: elsewhere."""
    if simple := _SIMPLE.fullmatch(href):
        return posixpath.normpath(f"{folder}/{simple[1]}" if folder else simple[1]), simple[2] or ""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc:
        return None
    return parts.path and posixpath.normpath(posixpath.join(folder, unquote(parts.path))), parts.fragment


def make_inspector(edition: Edition, config: Config) -> Inspector:
    """Returns who looks at the pages of an edition."""
    told: dict[str, tuple[Page, Article | None]] = {}
    days: set[str] = set()
    for page in edition.pages():
        told |= {urls.article(article, page): (page, article) for article in page.articles}
        told[urls.page(page)] = page, None
        days |= _days_of(page, None)
    return Inspector(told, days, urlsplit(config.base_url).path, _taken(edition, config))


def _days_of(page: Page, article: Article | None) -> set[str]:
    """Returns the days that a printed page, or one of an article of it, may say."""
    shown = (article,) if article else page.articles
    days = {correction.day.isoformat() for one in shown for correction in one.corrections}
    return days | {page.date.exact.isoformat()} if page.date.exact else days


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


def _proses(page: Page, article: Article | None) -> tuple[Prose, ...]:
    """Returns the texts of an article, without one those of its page."""
    return tuple(with_texts(article).proses() if article else whole_page(page).proses())


def _check_whole(page: Page, proses: Sequence[Prose], address: str, document: Document) -> Iterator[Diagnostic]:
    """Find texts that the HTML of a printed page, or of an article, does not hold whole."""
    if stand_in_turn(document.text, (prose.text for prose in proses)):
        return
    published = ledger(document.text)
    wanted = [(prose, ledger(prose.text)) for prose in proses]
    absent, in_turn = not_held(published, (text for _, text in wanted))
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
