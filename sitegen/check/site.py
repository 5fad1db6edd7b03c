"""Reading against the finished site: all texts shown, days and links right, addresses kept, the search finds."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import unquote, urlsplit

from sitegen.check import BUG
from sitegen.check.documents import Document, read_html
from sitegen.config import Config
from sitegen.errors import Diagnostic, Severity, finding
from sitegen.model.edition import Edition
from sitegen.model.images import images_in
from sitegen.model.newspaper import Article, Page
from sitegen.model.prose import Prose, ledger
from sitegen.site import urls
from sitegen.site.artifacts import Artifact
from sitegen.site.search.proof import MISSES_NAMED, Printed, Proof, can_prove, prove

NEAR = 2_000  # characters between one text of a page and the next: labels, numbers, furniture


def check_site(edition: Edition, artifacts: Sequence[Artifact], config: Config) -> Iterator[Diagnostic]:
    """Laws 1 and 2 between reading and site, and that every link lands."""
    documents = {a.path: read_html(a.content) for a in artifacts if a.path.endswith(".html")}
    yield from _check_published(edition, documents)
    yield from _check_dates(edition, documents)
    yield from _check_links(documents, {a.path for a in artifacts}, config)


def _check_published(edition: Edition, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """The printed page's own HTML holds all its text; each article's HTML holds all of the article.

    The same holds for their text-only form, where the site has one.
    """
    plain = urls.plain(urls.FRONT) in documents
    for page in edition.pages():
        yield from _check_whole(page, page.proses(), urls.page(page), documents)
        if plain:
            yield from _check_whole(page, page.proses(), urls.plain(urls.page(page)), documents)
        for article in page.articles:
            address = urls.article(article, page)
            yield from _check_whole(page, article.proses(), address, documents)
            if plain:
                yield from _check_whole(page, article.proses(), urls.plain(address), documents)
            for here in (urls.page(page), address) if page.images else ():
                yield from _check_figures(page, article, here, documents)


def _check_whole(
    page: Page, proses: Iterable[Prose], address: str, documents: Mapping[str, Document]
) -> Iterator[Diagnostic]:
    document = documents.get(address)
    if document is None:
        yield finding("x-004", Severity.ERROR, page.source, 0, f"{address} is not published", BUG)
        return
    published = ledger(document.text)
    wanted = [(prose, ledger(prose.text)) for prose in proses]
    absent = not_held(published, (text for _, text in wanted))
    for prose, text in wanted:
        if text in absent:
            message = f"this text is not whole in {address}"
            yield finding("x-004", Severity.ERROR, page.source, prose.start, message, "look at the theme's templates")
    missing = Counter("".join(text for _, text in wanted)) - Counter(published)
    if missing and not absent:
        message = f"{address} holds fewer characters than the reading: {''.join(sorted(missing))[:40]}"
        yield finding("x-004", Severity.ERROR, page.source, 0, message, "look at the theme's templates")


def _check_figures(
    page: Page, article: Article, address: str, documents: Mapping[str, Document]
) -> Iterator[Diagnostic]:
    """Every picture that the editor gives an article is shown, with the words that tell what is on it."""
    shown = documents[address].images if address in documents else frozenset()
    wanted = [(page.source.line_starts[f.line - 1], f.name, f.alt) for f in article.figures]
    for block in article.body:
        wanted += [(block.prose.start, given["data-source"], given["alt"]) for given in images_in(block.html)]
    for at, name, alt in wanted:
        image = page.images.get(name)
        if image is not None and (urls.relative(urls.image(image), address), alt) not in shown:
            message = f"the picture `{name}` with its words is not shown in {address}"
            yield finding("x-010", Severity.ERROR, page.source, at, message, "look at the theme's templates")


def not_held(whole: str, parts: Iterable[str]) -> frozenset[str]:
    """Give the parts that a text does not hold.

    Parts mostly stand in it in the order they come, so each is first looked for right behind the one before: a page of
    thousands of paragraphs would otherwise be searched thousands of times from its beginning.
    """
    absent, at = set(), 0
    for part in parts:
        found = whole.find(part, at, at + len(part) + NEAR)
        if found != -1:
            at = found + len(part)
        elif part not in whole:
            absent.add(part)
    return frozenset(absent)


def _check_dates(edition: Edition, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """A machine-readable date is the known day of the page or of a correction on it; lists may name any such day."""
    known: dict[str, set[str]] = {}
    for page in edition.pages():
        own = {page.date.exact.isoformat()} if page.date.exact else set()
        mended = {urls.article(a, page): {c.day.isoformat() for c in a.corrections} for a in page.articles}
        known |= {address: own | days for address, days in mended.items()}
        known[urls.page(page)] = own.union(*mended.values())
    days: set[str] = set().union(*known.values())
    for address, document in sorted(documents.items()):
        for value in sorted(set(document.dates) - known.get(address.removeprefix(urls.PLAIN), days)):
            message = f"this page says {value}, which no source gives"
            yield _site_error("x-006", address, message, "look at the theme's templates")


def _check_links(documents: Mapping[str, Document], paths: set[str], config: Config) -> Iterator[Diagnostic]:
    """Every link within the site lands on a file, and on an anchor where it names one."""
    for here, document in sorted(documents.items()):
        for href in sorted(set(document.links)):
            inside = href.removeprefix(urlsplit(config.base_url).path) if here == urls.NOT_FOUND else href
            parts = urlsplit(inside)
            if parts.scheme or parts.netloc:
                continue
            base = "" if here == urls.NOT_FOUND else posixpath.dirname(here)
            target = posixpath.normpath(posixpath.join(base, unquote(parts.path))) if parts.path else here
            if parts.path.endswith("/") and here == urls.NOT_FOUND and any(p.startswith(target) for p in paths):
                continue
            anchored = not parts.fragment or target not in documents or parts.fragment in documents[target].anchors
            if target not in paths or not anchored:
                yield _site_error("x-005", here, f"the link {href} leads nowhere")


def check_search(edition: Edition, artifacts: Sequence[Artifact]) -> tuple[Proof | None, list[Diagnostic]]:
    """The search finds every article by what stands in it: asked of the shipped scripts, where they can be run."""
    if not can_prove(artifacts):
        return None, []
    printed = {
        urls.article(article, page): Printed(
            article.headline.text if article.headline else "", tuple(prose.text for prose in article.proses())
        )
        for page in edition.pages()
        for article in page.articles
    }
    proof = prove(printed, artifacts)
    lost = [(miss, f"the search does not find this article by {miss.query!r}") for miss in proof.misses]
    lost += [(miss, f"the search shows others before this article for {miss.query!r}") for miss in proof.misplaced]
    return proof, [_site_error("x-011", miss.address, message) for miss, message in lost[:MISSES_NAMED]]


def check_same(first: Sequence[Artifact], second: Sequence[Artifact]) -> Iterator[Diagnostic]:
    """Law 4: made again from the same bulletins in another order, the site has the same bytes."""
    again = {artifact.path: artifact.content for artifact in second}
    for artifact in first:
        if again.pop(artifact.path, None) != artifact.content:
            yield _site_error("x-007", artifact.path, "made twice from the same seeds, this file differs")
    for path in sorted(again):
        yield _site_error("x-007", path, "made twice from the same seeds, this file appears only once")


def check_addresses(old: Iterable[str], artifacts: Sequence[Artifact], config: Config) -> Iterator[Diagnostic]:
    """Law 3: every address that was published before is answered, redirected or declared gone."""
    answered = {artifact.path for artifact in artifacts} | set(config.gone)
    for address in sorted(set(old) - answered):
        yield Diagnostic(
            code="x-008",
            severity=Severity.ERROR,
            path=config.path,
            line=1,
            column=1,
            message=f"{address} was published before and would be lost",
            hint=f"add it to `redirects:` (`{address}: NEW`) or to `gone:` in edition.yaml",
        )


def _site_error(code: str, path: str, message: str, hint: str = BUG) -> Diagnostic:
    return Diagnostic(code=code, severity=Severity.ERROR, path=f"public/{path}", message=message, hint=hint)
