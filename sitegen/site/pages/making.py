"""The pages of an issue: front page, issue, printed page; articles have a module of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial

from msgspec.structs import replace

from sitegen.model.edition import Issue
from sitegen.model.newspaper import Page
from sitegen.site.addresses import urls
from sitegen.site.alternates import issue_alternates
from sitegen.site.article_views import (
    Bodies,
    bodies_once,
    furniture_around,
    furniture_view,
    issue_card,
    issue_title,
    page_link,
    space_of,
    title_of,
)
from sitegen.site.catalogue import Catalogue, Place, places_on
from sitegen.site.digests import digests_of
from sitegen.site.locale import page_text
from sitegen.site.making import Made
from sitegen.site.page_context import Frame, page_trail
from sitegen.site.page_layout import make_up
from sitegen.site.pages.articles import Around, make_articles, page_to, with_neighbours
from sitegen.site.pages.calendars import month_uses
from sitegen.site.pages.front import make_front, recent_issues, ways_in
from sitegen.site.pages.issues import make_issue, named, told_of
from sitegen.site.scans.showing import page_archives, scan_view
from sitegen.site.structured import sharing_metas
from sitegen.site.views.pages import PageLink, PrintedPageView

_USED_BY_FRONT = ("the issues that it shows", "the calendar of its month", "the issue before", "names of most articles")
_USED_BY_PAGE = ("the printed pages of its issue", "the issues before and after")


def make_front_page(catalogue: Catalogue) -> Iterator[Made]:
    """Returns the front page."""
    yield Made(urls.FRONT, "front", _used_by_front(catalogue), partial(make_front, catalogue), _USED_BY_FRONT)


def _used_by_front(catalogue: Catalogue) -> bytes:
    edition = catalogue.edition
    newest = edition.newest
    assert newest is not None, "an edition without a bulletin is refused before"
    told = told_of((*recent_issues(newest, catalogue), *edition.undated), catalogue)
    shown = told, [catalogue.digests.page(page) for page in newest.pages]
    month = month_uses(newest.date, catalogue) if newest.date else ()
    before = named(edition.neighbours(0)[0]) if newest.date else ""
    return digests_of((shown, month, before, ways_in(Frame(urls.FRONT, catalogue))))


def make_issue_pages(number: int, related: Mapping[str, Sequence[Place]], catalogue: Catalogue) -> Iterator[Made]:
    """Returns all pages of an issue by its number among all issues, newest first: its own, printed pages, articles.

    `related` gives for each article's address those that tell of the same.
    """
    issue = catalogue.edition.issue(number)
    told = tuple(catalogue.digests.cards(page) for page in issue.pages)
    before, after = catalogue.edition.neighbours(number) if issue.date else (None, None)
    linked, body = cache(partial(_page_links, issue, catalogue)), bodies_once(catalogue.words)
    yield from make_issue(issue, before, after, linked, catalogue)
    arounds: dict[str, Around] = {}
    for page, before_page, after_page in with_neighbours(issue.pages):
        address = urls.page(page)
        around = Around(before_page, after_page, None if before_page else before, None if after_page else after)
        printed = partial(_printed_page, page, issue, around, linked, body, catalogue)
        uses = digests_of(((told, catalogue.digests.page(page)), around.uses()))
        yield Made(address, f"page:{page.place}", uses, printed, _USED_BY_PAGE)
        arounds[address] = around
    yield from make_articles(issue, arounds, related, body, catalogue)


def _page_links(issue: Issue, catalogue: Catalogue) -> tuple[PageLink, ...]:
    return tuple(page_link(page, issue, urls.issue(issue), catalogue) for page in issue.pages)


def _printed_page(
    page: Page,
    issue: Issue,
    around: Around,
    linked: Callable[[], tuple[PageLink, ...]],
    body: Bodies,
    catalogue: Catalogue,
) -> PrintedPageView:
    here = urls.page(page)
    frame = Frame(here, catalogue)
    label = page_text(catalogue.words, page.label)
    previous, following = page_to(frame, around.before), page_to(frame, around.after)
    above, below = furniture_around(page)
    title = f"{issue_title(issue, catalogue)} {label}" if issue.date else issue_title(issue, catalogue)
    description = "；".join(title_of(a, catalogue.words.untitled) for a in page.articles)
    articles = tuple(body(place, here) for place in places_on(page, issue))
    head = frame.head(title, description, page_trail(page, issue, catalogue), previous, following)
    return PrintedPageView(
        site=frame.site(),
        head=replace(head, metas=sharing_metas(head, issue, catalogue.config)),
        issue=issue_card(issue, here, catalogue),
        label=label,
        section=page.section,
        date_note=page.date.note if issue.date else "",
        top=tuple(furniture_view(item, page) for item in above),
        bottom=tuple(furniture_view(item, page) for item in below),
        articles=articles,
        bands=make_up([space_of(article) for article in articles]),
        pages=tuple(replace(link, current=p is page) for p, link in zip(issue.pages, linked(), strict=True)),
        numbers=frame.numbers(issue, page),
        previous_page=previous,
        next_page=following,
        previous_issue=frame.to_issue(around.issue_before),
        next_issue=frame.to_issue(around.issue_after),
        alternates=() if issue.date else issue_alternates(issue, here, catalogue),
        scan=scan_view(page, here, catalogue.words),
        archives=page_archives(page, issue, here),
    )
