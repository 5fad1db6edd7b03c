"""What other pages announce articles and printed pages by, in a few bytes.

A word that is changed in a text mostly changes nothing of that, and so no page but those that show the text.
"""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.model.announced import Announced
from sitegen.model.newspaper import Article, Page
from sitegen.site.article_views import text_of
from sitegen.site.digests import digest_of_values, where
from sitegen.site.weighing import level


def digest_of_card(article: Article, page: Page, told: Announced) -> bytes:
    """Returns the digest of all that cards tell of an article, and of what orders it among others."""
    return digest_of_values(told, _head(article, page, told), where(page))


def digest_of_title(article: Article, page: Page, told: Announced) -> bytes:
    """Returns the digest of all that indexes tell of an article, which name it and where it stands."""
    return digest_of_values(told.title, article.contributors, article.line, article.key, where(page))


def digest_of_heads(page: Page, told: Sequence[Announced]) -> bytes:
    """Returns the digest of all that lists of issues tell of a printed page: its articles without their texts."""
    return digest_of_values(where(page), [_head(a, page, of) for a, of in zip(page.articles, told, strict=True)])


def _head(article: Article, page: Page, told: Announced) -> tuple[object, ...]:
    titles = told.title, text_of(article.headline), text_of(article.series)
    long = told.size, told.word_count
    weighed = article.kind, article.weight, *long, article.continued_from is not None, level(page, article)
    return (
        *titles,
        *weighed,
        article.line,
        article.key,
        article.contributors,
        article.corrections,
        bool(article.figures),
    )
