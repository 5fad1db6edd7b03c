"""What is known of pages and articles without their texts: what lists, indexes and look-ups need of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sitegen.model.dates import PageDate
from sitegen.model.images import Figure
from sitegen.model.newspaper import Article, ArticleKind, Contributor, Correction, Page
from sitegen.model.prose import Prose
from sitegen.source import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleOutline:
    """What is known of an article without its texts and without its head.

    `digest` is of all of it and of what its page says of it, `elsewhere` of what other pages tell of it, `titled` of
    what those tell that only name it.
    """

    line: int
    key: str
    kind: ArticleKind
    contributors: tuple[Contributor, ...]
    corrections: tuple[Correction, ...]
    figures: tuple[Figure, ...]
    weight: int
    jump_to: Prose | None
    continued_from: Prose | None
    digest: bytes
    elsewhere: bytes
    titled: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOutline:
    """What is known of a page without its texts; `digest` is of all of it, `elsewhere` of what lists tell of it."""

    stem: str
    date: PageDate
    label: str
    section: str
    text_start: int
    part: Span | None
    edition: str
    extent: Span
    follows: int
    sureness: float
    articles: tuple[ArticleOutline, ...]
    digest: bytes
    elsewhere: bytes


_DIGESTS = "digest", "elsewhere", "titled"
OF_ARTICLE = tuple(name for name in ArticleOutline.__dataclass_fields__ if name not in _DIGESTS)
OF_PAGE = tuple(name for name in PageOutline.__dataclass_fields__ if name != "articles")


_Told = tuple[bytes, bytes]  # the digests of all that a page holds, and of what is told of it elsewhere
_ArticleTold = tuple[bytes, bytes, bytes]  # of an article the same, and that of what is told where it is only named


def outline_of(page: Page, told: _Told, of_articles: Iterable[_ArticleTold]) -> PageOutline:
    """Returns what is known of a page without its texts."""
    digest, elsewhere = told
    return PageOutline(
        stem=page.stem,
        date=page.date,
        label=page.label,
        section=page.section,
        text_start=page.text_start,
        part=page.part,
        edition=page.edition,
        extent=page.extent,
        follows=page.follows,
        sureness=page.sureness,
        articles=tuple(map(_outline, page.articles, of_articles)),
        digest=digest,
        elsewhere=elsewhere,
    )


def _outline(article: Article, told: _ArticleTold) -> ArticleOutline:
    digest, elsewhere, titled = told
    held = {name: getattr(article, name) for name in OF_ARTICLE}
    return ArticleOutline(**held, digest=digest, elsewhere=elsewhere, titled=titled)
