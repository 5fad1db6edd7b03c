"""What pages of the site are made from, in a few bytes: equal digests mean equal values, and so equal pages.

A digest is of the values that a page shows, never of the files that they were read from.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import msgspec

from sitegen.machine.cache import digest
from sitegen.model.late import digest_told, elsewhere_told, titled_told
from sitegen.model.newspaper import Article, Page

_encode = msgspec.msgpack.Encoder().encode


def digest_of_values(*values: object) -> bytes:
    """Returns the digest of values: text, numbers, dates, bytes, tuples and dataclasses of these."""
    return digest(_encode(values))


def digests_of(values: Iterable[object]) -> bytes:
    """Returns the digests of values one behind the other, so that it can be told which of them has changed."""
    return b"".join(map(digest_of_values, values))


@dataclass(frozen=True, slots=True, eq=False)
class Digests:
    """The digests of printed pages and of articles, each made once."""

    _known: dict[int, bytes] = field(default_factory=dict)
    _held: list[Page | Article] = field(default_factory=list)  # so that no other takes the place of one that is known

    def page(self, page: Page) -> bytes:
        """Make the digest of all that pages of the site show of a printed page, and of where in its file it stands."""
        known = self._known.get(id(page)) or digest_told(page)
        if known:
            return known
        articles = [self.article(article, page) for article in page.articles]
        starts = page.source.line_starts  # by which blocks are named
        return self._keep(page, digest_of_values(where(page), page.furniture, articles, page.extent, starts))

    def article(self, article: Article, page: Page) -> bytes:
        """Returns the digest of an article and of what its page says of it: its day, its name, its pictures."""
        known = self._known.get(id(article)) or (digest_told(page) and digest_told(article))
        if known:
            return known
        return self._keep(article, digest_of_values(article, where(page)))

    def heads(self, page: Page) -> bytes:
        """Returns the digest of what lists of issues tell of a printed page; of one that brings none, of all of it."""
        return (digest_told(page) and elsewhere_told(page)) or self.page(page)

    def card(self, article: Article, page: Page) -> bytes:
        """Returns the digest of what announces an article; of one that brings none, of all of it."""
        return (digest_told(page) and elsewhere_told(article)) or self.article(article, page)

    def title(self, article: Article, page: Page) -> bytes:
        """Returns the digest of what names an article: title, makers, day; of one that brings none, of all of it."""
        return (digest_told(page) and titled_told(article)) or self.article(article, page)

    def cards(self, page: Page) -> tuple[bytes, ...]:
        """Returns the digests of what announces a printed page and each of its articles."""
        return self.heads(page), *(self.card(article, page) for article in page.articles)

    def _keep(self, of: Page | Article, found: bytes) -> bytes:
        self._known[id(of)] = found
        self._held.append(of)
        return found


def where(page: Page) -> tuple[object, ...]:
    """Returns what pages of the site say of a printed page beside what stands on it."""
    pictures = [(name, replace(image, content=b"")) for name, image in page.images.items()]
    scan = (page.scan.plan, replace(page.scan.image, path="")) if page.scan else None
    return page.date, page.edition, page.label, page.section, page.stem, page.source.path, page.follows, pictures, scan
