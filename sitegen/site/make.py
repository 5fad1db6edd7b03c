"""Edition → all artifacts of the site: the makers, one after the other."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.config import Config
from sitegen.model.edition import Edition
from sitegen.model.newspaper import Article, BlockKind
from sitegen.site.artifacts import Artifact
from sitegen.site.cards import text_of, title_of
from sitegen.site.catalogue import Catalogue, Place, make_catalogue
from sitegen.site.feeds import make_feed
from sitegen.site.images import make_images
from sitegen.site.lists import make_lists
from sitegen.site.metadata import make_metadata
from sitegen.site.pages import make_pages
from sitegen.site.search import SearchDocument, make_search
from sitegen.site.templates import Theme
from sitegen.site.wording import date_text, page_text


def make_site(edition: Edition, config: Config, theme: Theme) -> tuple[Artifact, ...]:
    """Give every file of the site, sorted by path. The edition must hold at least one page."""
    catalogue = make_catalogue(edition, config)
    pages = tuple(_rendered(catalogue, theme))
    artifacts = (
        *pages,
        make_feed(catalogue),
        *make_search(search_documents(catalogue)),
        *theme.static,
        *make_images(edition),
        *make_metadata(catalogue, [page.path for page in pages]),
    )
    return tuple(sorted(artifacts))


def _rendered(catalogue: Catalogue, theme: Theme) -> Iterator[Artifact]:
    for maker in (make_pages, make_lists):
        for address, view, made_from in maker(catalogue):
            yield Artifact(address, theme.render(view), made_from)


def search_documents(catalogue: Catalogue) -> tuple[SearchDocument, ...]:
    """Give what search knows of each article, oldest issue first, so that a new issue only adds at the end."""
    return tuple(_search_document(place, catalogue) for place in reversed(catalogue.places))


def _search_document(place: Place, catalogue: Catalogue) -> SearchDocument:
    article, words = place.article, catalogue.words
    head = (article.kicker, article.headline, article.series, article.deck)
    return SearchDocument(
        href=place.address,
        headline=" ".join(text_of(prose) for prose in head if prose),
        title=title_of(article, words.untitled),
        text=_running_text(article),
        date=date_text(words, place.page.date),
        page=page_text(words, place.page.label),
    )


def _running_text(article: Article) -> tuple[str, ...]:
    """Give the text of an article as printed: the first paragraph with its dateline and byline, credits at the end."""
    opening = " ".join(text_of(prose) for prose in (article.dateline, article.byline) if prose)
    blocks: list[str] = []
    for block in article.body:
        text = block.prose.text
        if opening and block.kind is BlockKind.PARAGRAPH:
            text, opening = f"{opening} {text}", ""
        blocks += [text] if text else []  # a picture without a caption has none
    ends = (article.continued_from, *article.credit_lines, article.jump_to)
    return (*blocks, *([opening] if opening else []), *(prose.text for prose in ends if prose))
