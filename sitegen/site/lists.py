"""The pages that lead to articles: archive, years, shelf of undated issues, indexes, search, 404."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from sitegen.site import urls
from sitegen.site.archive import make_archive
from sitegen.site.catalogue import KINDS, Catalogue
from sitegen.site.entries import make_entries
from sitegen.site.indexes import make_index
from sitegen.site.list_views import NotFoundView, SearchView
from sitegen.site.page_context import Frame
from sitegen.site.pages import Made
from sitegen.site.theme import assets


def make_lists(catalogue: Catalogue) -> Iterator[Made]:
    """Give every page that lists others."""
    yield from make_archive(catalogue)
    for kind in KINDS:
        if catalogue.names[kind]:
            yield from make_index(kind, catalogue)
            yield from make_entries(kind, catalogue)
    yield Made(urls.SEARCH, "the search page", None, partial(_search, catalogue))
    yield Made(urls.NOT_FOUND, "the page for addresses that do not exist", None, partial(_not_found, catalogue))


def _search(catalogue: Catalogue) -> SearchView:
    frame = Frame(urls.SEARCH, catalogue)
    title = catalogue.words.search
    return SearchView(
        site=frame.site(),
        head=frame.head(title, title, ((title, urls.SEARCH),)),
        scripts=(frame.link(assets.SEARCH), frame.link(assets.SEARCH_PAGE)),
        more=frame.link(assets.SEARCH_MORE),
        lunr=frame.link(assets.LUNR),
        index=frame.link(urls.SEARCH_INDEX),
        root="",
        ways_in=frame.navigation(),
        article_count=len(catalogue.places),
    )


def _not_found(catalogue: Catalogue) -> NotFoundView:
    frame = Frame(urls.NOT_FOUND, catalogue, rooted=True)
    title = catalogue.words.not_found
    ways = (*frame.navigation(), frame.to(catalogue.words.search, urls.SEARCH))
    return NotFoundView(site=frame.site(), head=frame.head(title, title, ((title, urls.NOT_FOUND),)), ways_in=ways)
