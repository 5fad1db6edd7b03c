"""The pages that lead to articles: archive, years, shelf of undated issues, indexes, search, 404."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby

from sitegen.site import urls
from sitegen.site.calendars import year_views
from sitegen.site.cards import card, issue_card
from sitegen.site.catalogue import KINDS, Catalogue, Place
from sitegen.site.frames import Frame
from sitegen.site.list_views import (
    ArchiveView,
    EntryView,
    IndexEntryView,
    IndexGroup,
    IndexView,
    NotFoundView,
    SearchView,
    ShelfView,
)
from sitegen.site.pages import Made
from sitegen.site.theme import assets


def make_lists(catalogue: Catalogue) -> Iterator[Made]:
    """Give every page that lists others."""
    yield urls.ARCHIVE, _archive(catalogue), "the archive"
    years = sorted({issue.date.year for issue in catalogue.edition.issues if issue.date})
    for year in years:
        yield urls.year(year), _year(year, catalogue), f"the calendar of {year}"
    yield urls.SHELF, _shelf(catalogue), "the shelf of undated issues"
    for kind in KINDS:
        if catalogue.names[kind]:
            yield urls.index(kind), _index(kind, catalogue), f"the index of {kind}"
            yield from _entries(kind, catalogue)
    yield urls.SEARCH, _search(catalogue), "the search page"
    yield urls.NOT_FOUND, _not_found(catalogue), "the page for addresses that do not exist"


def _archive(catalogue: Catalogue) -> ArchiveView:
    frame = Frame(urls.ARCHIVE, catalogue)
    title = catalogue.words.archive
    return ArchiveView(
        site=frame.site(),
        head=frame.head(title, title, ((title, urls.ARCHIVE),)),
        title=title,
        years=year_views(urls.ARCHIVE, catalogue),
        undated=tuple(issue_card(issue, urls.ARCHIVE, catalogue) for issue in catalogue.edition.undated),
        undated_href=frame.link(urls.SHELF),
    )


def _year(year: int, catalogue: Catalogue) -> ArchiveView:
    here = urls.year(year)
    frame = Frame(here, catalogue)
    words = catalogue.words
    title = words.year.format(y=year)
    only = tuple(view for view in year_views(here, catalogue) if view.title == title)
    return ArchiveView(
        site=frame.site(),
        head=frame.head(title, title, ((words.archive, urls.ARCHIVE), (title, here))),
        title=title,
        years=only,
        undated=(),
        undated_href=frame.link(urls.SHELF),
    )


def _shelf(catalogue: Catalogue) -> ShelfView:
    frame = Frame(urls.SHELF, catalogue)
    title = catalogue.words.shelf
    return ShelfView(
        site=frame.site(),
        head=frame.head(title, title, ((title, urls.SHELF),)),
        title=title,
        issues=tuple(issue_card(issue, urls.SHELF, catalogue) for issue in catalogue.edition.undated),
    )


def _title(kind: str, catalogue: Catalogue) -> str:
    words = catalogue.words
    return {"people": words.people, "units": words.units, "places": words.places}[kind]


def _index(kind: str, catalogue: Catalogue) -> IndexView:
    here = urls.index(kind)
    frame = Frame(here, catalogue)
    title = _title(kind, catalogue)
    names = sorted(catalogue.names[kind], key=lambda name: (urls.pinyin_key(name), name))
    groups = []
    for letter, group in groupby(names, key=lambda name: urls.pinyin_key(name)[0].upper()):
        links = []
        for name in group:
            count = str(len(catalogue.names[kind][name]))
            links.append(frame.to(name, f"{urls.entry(kind, name)}#{urls.entry_anchor(name)}", count))
        groups.append(IndexGroup(letter=letter, links=tuple(links)))
    return IndexView(
        site=frame.site(),
        head=frame.head(title, "、".join(names), ((title, here),)),
        kind=kind,
        title=title,
        groups=tuple(groups),
        count=len(names),
    )


def _entries(kind: str, catalogue: Catalogue) -> Iterator[Made]:
    by_address: dict[str, list[str]] = defaultdict(list)
    for name in catalogue.names[kind]:
        by_address[urls.entry(kind, name)].append(name)
    for address, names in sorted(by_address.items()):
        yield address, _entry_page(kind, address, sorted(names), catalogue), f"{kind}: {', '.join(sorted(names))}"


def _entry_page(kind: str, here: str, names: list[str], catalogue: Catalogue) -> IndexEntryView:
    frame = Frame(here, catalogue)
    title = "、".join(names)
    trail = ((_title(kind, catalogue), urls.index(kind)), (title, here))
    return IndexEntryView(
        site=frame.site(),
        head=frame.head(title, title, trail),
        kind=kind,
        title=title,
        entries=tuple(_entry(kind, name, here, catalogue) for name in names),
    )


def _entry(kind: str, name: str, here: str, catalogue: Catalogue) -> EntryView:
    places = catalogue.names[kind][name]
    return EntryView(
        name=name,
        anchor=urls.entry_anchor(name),
        roles=_roles(name, places, catalogue) if kind == "people" else (),
        cards=tuple(card(place, here, catalogue) for place in places),
    )


def _roles(name: str, places: tuple[Place, ...], catalogue: Catalogue) -> tuple[str, ...]:
    """Say what a person did: the roles as printed; someone only written about is 见报."""
    roles = {c.role for place in places for c in place.article.contributors if c.name == name}
    only_named = any(all(c.name != name for c in place.article.contributors) for place in places)
    return (*sorted(roles), *((catalogue.words.named,) if only_named else ()))


def _search(catalogue: Catalogue) -> SearchView:
    frame = Frame(urls.SEARCH, catalogue)
    title = catalogue.words.search
    return SearchView(
        site=frame.site(),
        head=frame.head(title, title, ((title, urls.SEARCH),)),
        scripts=(frame.link(assets.SEARCH), frame.link(assets.SEARCH_PAGE)),
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
