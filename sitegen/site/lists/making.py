"""The pages that lead to articles: archive, years, shelf of undated issues, indexes, search, 404."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from sitegen.site.addresses import search_urls, urls
from sitegen.site.catalogue import Catalogue
from sitegen.site.digests import digest_of_values
from sitegen.site.lists.archive import make_archive
from sitegen.site.making import Made
from sitegen.site.page_context import Frame, issue_trail
from sitegen.site.theme import assets
from sitegen.site.views.lists import NotFoundView, SearchView, WithdrawnView


def make_single_lists(catalogue: Catalogue) -> Iterator[Made]:
    """Returns the pages that list others beside those of the indexes."""
    yield from make_archive(catalogue)
    counted = digest_of_values(len(catalogue.places))
    yield Made(urls.SEARCH, "the search page", counted, partial(_search, catalogue))
    alone = digest_of_values()
    yield Made(urls.NOT_FOUND, "the page for addresses that do not exist", alone, partial(_not_found, catalogue))
    for address in catalogue.config.gone:
        if address.endswith(".html"):
            trail = _trail_of(address, catalogue)
            made_from = f"withdrawn:{address}"
            yield Made(address, made_from, digest_of_values(trail), partial(_withdrawn, address, trail, catalogue))


def _search(catalogue: Catalogue) -> SearchView:
    frame = Frame(urls.SEARCH, catalogue)
    title = catalogue.words.search
    return SearchView(
        site=frame.site(),
        head=frame.head(title, title, ((title, urls.SEARCH),)),
        scripts=(frame.link(assets.SEARCH), frame.link(assets.SEARCH_PAGE)),
        more=frame.link(assets.SEARCH_MORE),
        near=frame.link(assets.SEARCH_NEAR),
        lunr=frame.link(assets.LUNR),
        index=frame.link(search_urls.INDEX),
        root="",
        ways_in=frame.navigation(),
        article_count=len(catalogue.places),
    )


def _not_found(catalogue: Catalogue) -> NotFoundView:
    frame = Frame(urls.NOT_FOUND, catalogue, rooted=True)
    title = catalogue.words.not_found
    head = frame.head(title, title, ((title, urls.NOT_FOUND),))
    return NotFoundView(site=frame.site(), head=head, ways_in=frame.navigation())


def _trail_of(address: str, catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """Returns the way down to the issue that a withdrawn address belonged to, if that is still there."""
    above = urls.issue_above(address)
    return next((issue_trail(one, catalogue) for one in catalogue.edition.issues if urls.issue(one) == above), ())


def _withdrawn(address: str, trail: Sequence[tuple[str, str]], catalogue: Catalogue) -> WithdrawnView:
    """Returns what a withdrawn address answers with: the issue that it belonged to is still there to be read."""
    frame = Frame(address, catalogue)
    title = catalogue.words.withdrawn
    ways = (*(frame.to(*step) for step in trail), *frame.navigation())
    return WithdrawnView(site=frame.site(), head=frame.head(title, title, (*trail, (title, address))), ways_in=ways)
