"""The sums that every build must pass: text kept, nothing invented, links land, addresses kept, same bytes again.

Law 1 is checked at both ends: source against reading, and reading against the finished HTML read back by a parser.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

from sitegen.config import Config
from sitegen.errors import Diagnostic, Severity, finding
from sitegen.model.edition import Edition
from sitegen.model.images import images_in
from sitegen.model.newspaper import Article, Page
from sitegen.model.prose import REWORDING, Prose, Reason, compose, ledger
from sitegen.site import urls
from sitegen.site.artifacts import Artifact
from sitegen.site.search.proof import MISSES_NAMED, Printed, Proof, can_prove, prove

_BUG = "this is a fault of sitegen, not of the bulletin: please report it with the bulletin"
# A change of width may replace a letter by itself in another width, nothing else.
NEAR = 2_000  # characters between one text of a page and the next: labels, numbers, furniture
_WORDED_ANEW = REWORDING - {Reason.WIDTH}


def check_reading(edition: Edition) -> Iterator[Diagnostic]:
    """Laws 1 and 2 between source and reading, for every page."""
    for page in edition.pages():
        yield from _check_prose(page)
        yield from _check_ledger(page)
        yield from _check_html(page)
        yield from _check_invention(page)


def _check_prose(page: Page) -> Iterator[Diagnostic]:
    """Running text is its slices with its edits applied, and edits leave letters and digits alone."""
    for prose in page.proses():
        if _composed(page, prose) != prose:
            message = "running text differs from the source by more than its recorded edits"
            yield finding("x-003", Severity.ERROR, page.source, prose.start, message, _BUG)
        for edit in prose.edits:
            before = page.source.slice(edit.span)
            changed = ledger(before) != ledger(edit.becomes)
            if edit.reason is Reason.WIDTH:
                changed = ledger(normalize("NFKC", before)) != ledger(normalize("NFKC", edit.becomes))
            if changed and edit.reason not in _WORDED_ANEW:
                message = f"an edit for {edit.reason} changes letters or digits"
                yield finding("x-003", Severity.ERROR, page.source, edit.span.start, message, _BUG)


def _composed(page: Page, prose: Prose) -> Prose | None:
    try:
        return compose(page.source, prose.spans, prose.edits)
    except ValueError:
        return None


def _check_ledger(page: Page) -> Iterator[Diagnostic]:
    """Every letter, digit and ideograph of the source lies in exactly one piece of running text."""
    text = page.source.text
    spans = sorted(span for prose in page.proses() for span in prose.spans)
    at = page.text_start
    for span in spans:
        if span.start < at:
            message = "this text stands in two places of the reading"
            yield finding("x-002", Severity.ERROR, page.source, span.start, message, _BUG)
        yield from _lost(page, at, span.start)
        at = max(at, span.end)
    yield from _lost(page, at, len(text))


def _lost(page: Page, start: int, end: int) -> Iterator[Diagnostic]:
    for at in range(start, end):
        if page.source.text[at].isalnum():
            message = "this text stands nowhere in the reading"
            yield finding("x-001", Severity.ERROR, page.source, at, message, _BUG)
            return


def _check_html(page: Page) -> Iterator[Diagnostic]:
    """The HTML of a block shows its running text, and what is left out of the text stands in the HTML's attributes."""
    for article in page.articles:
        carried = {id(block.prose): _attributes(block.html) for block in article.body}
        carried |= {id(article.headline): article.key} if article.headline else {}
        for figure in article.figures:  # of edited Markdown, where its name and words are written in the caption
            if figure.captioned:
                carried[id(article.body[figure.before].prose)] += f" {figure.alt} {figure.name}"
        for block in article.body:
            if block.html and ledger(read_html(f"<main>{block.html}</main>".encode()).text) != ledger(block.prose.text):
                message = "the HTML of this block shows another text than its reading"
                yield finding("x-009", Severity.ERROR, page.source, block.prose.start, message, _BUG)
        yield from _uncarried(page, article, carried)


def _uncarried(page: Page, article: Article, carried: Mapping[int, str]) -> Iterator[Diagnostic]:
    for prose in article.proses():
        hidden = [edit.span for edit in prose.edits if edit.reason is Reason.ATTRIBUTE]
        letters = Counter(ledger("".join(map(page.source.slice, hidden))))
        if letters - Counter(ledger(carried.get(id(prose), ""))):
            message = "letters were taken out of the text here that no attribute carries"
            yield finding("x-009", Severity.ERROR, page.source, hidden[0].start, message, _BUG)


def _attributes(html: str) -> str:
    return unescape(" ".join(re.findall(r'="([^"]*)"', html)))


def _check_invention(page: Page) -> Iterator[Diagnostic]:
    """Every contributor and every name in an index is printed on the page; a date has an origin."""
    printed = ledger("".join(prose.text for prose in page.proses()))
    for article in page.articles:
        mentions = article.mentions
        names = (*(c.name for c in article.contributors), *mentions.people, *mentions.units, *mentions.places)
        own = ledger("".join(prose.text for prose in article.proses()))  # most names stand here; it is short
        for name in dict.fromkeys(names):
            if ledger(name) not in own and ledger(name) not in printed:
                message = f"the name {name} is not printed on this page"
                at = page.source.line_starts[article.line - 1]
                yield finding("x-006", Severity.ERROR, page.source, at, message, _BUG)
    if page.date.when is not None and page.date.origin == "none":
        yield finding("x-006", Severity.ERROR, page.source, 0, f"the date {page.date.when} comes from nowhere", _BUG)


@dataclass(frozen=True, slots=True)
class Document:
    """A finished HTML page read back: text, links, anchors, machine-readable dates, pictures (address and words)."""

    text: str
    links: tuple[str, ...]
    anchors: frozenset[str]
    dates: tuple[str, ...]
    images: frozenset[tuple[str, str]]


class _Reader(HTMLParser):
    """Collects what `Document` holds; text counts inside <main> only, where articles are set."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.dates: list[str] = []
        self.images: set[tuple[str, str]] = set()
        self.in_main = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.in_main = self.in_main or tag == "main"
        if tag == "img":
            given = {name: value or "" for name, value in attrs}
            self.images.add((given.get("src", ""), given.get("alt", "")))
        for name, value in attrs:
            if name in ("href", "src", "action") and value is not None and not (tag == "link" and _canonical(attrs)):
                self.links.append(value)
            elif name == "id" and value:
                self.anchors.add(value)
            elif name == "datetime" and value:
                self.dates.append(value)

    def handle_endtag(self, tag: str) -> None:
        self.in_main = self.in_main and tag != "main"

    def handle_data(self, data: str) -> None:
        if self.in_main:
            self.pieces.append(data)


def _canonical(attrs: Iterable[tuple[str, str | None]]) -> bool:
    return ("rel", "canonical") in attrs


def read_html(content: bytes) -> Document:
    """Read a finished page back."""
    reader = _Reader()
    reader.feed(content.decode("utf-8"))
    reader.close()
    return Document(
        "".join(reader.pieces),
        tuple(reader.links),
        frozenset(reader.anchors),
        tuple(reader.dates),
        frozenset(reader.images),
    )


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
        yield finding("x-004", Severity.ERROR, page.source, 0, f"{address} is not published", _BUG)
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


def _site_error(code: str, path: str, message: str, hint: str = _BUG) -> Diagnostic:
    return Diagnostic(code=code, severity=Severity.ERROR, path=f"public/{path}", message=message, hint=hint)
