"""The pages of an issue: front page, issue, printed page, article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from sitegen.model.edition import Issue
from sitegen.model.newspaper import Article, Page
from sitegen.site.addresses import urls
from sitegen.site.alternates import article_alternates, issue_alternates
from sitegen.site.article_views import (
    body_view,
    card,
    furniture_around,
    furniture_view,
    issue_card,
    issue_title,
    lead_of,
    page_link,
    space_of,
    text_of,
    title_of,
)
from sitegen.site.catalogue import KINDS, Catalogue, Place, places_of
from sitegen.site.citation import cite
from sitegen.site.digests import digests_of
from sitegen.site.jumps import continuations, continued_target, jump_target
from sitegen.site.locale import page_text, printed_text, role_text
from sitegen.site.making import Made
from sitegen.site.page_context import Frame, page_trail
from sitegen.site.page_layout import make_up
from sitegen.site.pages.calendars import month_uses
from sitegen.site.pages.front import make_front, recent_issues, ways_in
from sitegen.site.pages.issues import make_issue, named, told_of
from sitegen.site.scans.showing import clipping_view, page_archives, scan_view
from sitegen.site.structured import article_json, article_metas, sharing_metas, trail_json
from sitegen.site.views.pages import ArticleView, ContinuationView, ContributorView, IssueCard, Link, PrintedPageView

# An article announces its neighbours on the page; a page of this many holds no more than a newspaper prints on one.
MOST_SIBLINGS = 40

_USED_BY_FRONT = ("the issues that it shows", "the calendar of its month", "the issue before", "names of most articles")
_USED_BY_PAGE = ("the printed pages of its issue", "the issues before and after")
_USED_BY_ARTICLE = (
    "headlines and pages of its issue",
    "the issues before and after",
    "its printed page",
    "the articles before and after",
    "related articles",
    "its other half on another page",
    "names in the indexes",
    "its writers in the indexes",
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Around:
    """The printed pages before and after one; where there is none, the issue before or after."""

    before: Page | None
    after: Page | None
    issue_before: Issue | None
    issue_after: Issue | None

    def uses(self) -> tuple[str, str]:
        """Returns what pages show of the issues; the pages are of the same issue, which is all in what they use."""
        return named(self.issue_before), named(self.issue_after)


def make_front_page(catalogue: Catalogue) -> Iterator[Made]:
    """Returns the front page."""
    yield Made(urls.FRONT, "front", _used_by_front(catalogue), partial(make_front, catalogue), _USED_BY_FRONT)


def _used_by_front(catalogue: Catalogue) -> bytes:
    edition = catalogue.edition
    newest = edition.newest
    assert newest is not None, "an edition without a bulletin is refused before"
    shown = told_of((newest, *recent_issues(newest, catalogue), *edition.undated), catalogue)
    month = month_uses(newest.date, catalogue) if newest.date else ()
    before = named(edition.neighbours(0)[0]) if newest.date else ""
    return digests_of((shown, month, before, ways_in(Frame(urls.FRONT, catalogue))))


def make_issue_pages(number: int, related: Mapping[str, Sequence[Place]], catalogue: Catalogue) -> Iterator[Made]:
    """Returns all pages of an issue by its number among all issues, newest first: its own, printed pages, articles.

    `related` gives for each article's address those that tell of the same.
    """
    issue = catalogue.edition.issue(number)
    whole = tuple(catalogue.digests.page(page) for page in issue.pages)
    before, after = catalogue.edition.neighbours(number) if issue.date else (None, None)
    yield from make_issue(issue, before, after, catalogue)
    arounds: dict[str, _Around] = {}
    for page, before_page, after_page in _with_neighbours(issue.pages):
        address = urls.page(page)
        around = _Around(before_page, after_page, None if before_page else before, None if after_page else after)
        printed = partial(_printed_page, page, issue, around, catalogue)
        yield Made(address, f"page:{page.place}", digests_of((whole, around.uses())), printed, _USED_BY_PAGE)
        arounds[address] = around
    yield from _articles(issue, arounds, related, catalogue)


def _with_neighbours(items: Sequence[T]) -> Iterator[tuple[T, T | None, T | None]]:
    for index, item in enumerate(items):
        yield item, items[index - 1] if index else None, items[index + 1] if index + 1 < len(items) else None


def _page_to(frame: Frame, page: Page | None) -> Link | None:
    return frame.to(page_text(frame.catalogue.words, page.label), urls.page(page)) if page else None


def _printed_page(page: Page, issue: Issue, around: _Around, catalogue: Catalogue) -> PrintedPageView:
    here = urls.page(page)
    frame = Frame(here, catalogue)
    label = page_text(catalogue.words, page.label)
    previous, following = _page_to(frame, around.before), _page_to(frame, around.after)
    above, below = furniture_around(page)
    title = f"{issue_title(issue, catalogue)} {label}" if issue.date else issue_title(issue, catalogue)
    description = "；".join(title_of(a, catalogue.words.untitled) for a in page.articles)
    articles = tuple(body_view(place, here, catalogue.words) for place in places_of(issue) if place.page is page)
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
        pages=tuple(page_link(p, issue, here, catalogue) for p in issue.pages),
        numbers=frame.numbers(issue, page),
        previous_page=previous,
        next_page=following,
        previous_issue=frame.to_issue(around.issue_before),
        next_issue=frame.to_issue(around.issue_after),
        alternates=() if issue.date else issue_alternates(issue, here, catalogue),
        scan=scan_view(page, here, catalogue.words),
        archives=page_archives(page, issue, here),
    )


def _articles(
    issue: Issue, arounds: Mapping[str, _Around], related: Mapping[str, Sequence[Place]], catalogue: Catalogue
) -> Iterator[Made]:
    places = places_of(issue)
    if not places:
        return
    summary = issue_card(issue, places[0].address, catalogue)  # in one folder all links are the same
    shared = digests_of([(summary, [(page.label, page.section, urls.page(page)) for page in issue.pages])])
    beside = {address: digests_of([around.uses()]) for address, around in arounds.items()}
    for index, (place, before, after) in enumerate(_with_neighbours(places)):
        near, on = related[place.address], urls.page(place.page)
        yield Made(
            place.address,
            f"article:{place.page.source.path}:{place.article.line}",
            shared + beside[on] + digests_of(_used(place, (before, after), near, catalogue)),
            partial(_article, place, (before, after), arounds[on], summary, _siblings(places, index), near, catalogue),
            _USED_BY_ARTICLE,
        )


def _used(
    place: Place, around: Sequence[Place | None], related: Sequence[Place], catalogue: Catalogue
) -> Iterator[object]:
    """Returns what an article's page is made of, as _USED_BY_ARTICLE names it behind its issue and those beside it."""
    article = place.article
    yield catalogue.digests.page(place.page)
    yield [(title_of(one.article, catalogue.words.untitled), one.address) for one in around if one]
    yield [(one.address, catalogue.digests.article(one.article, one.page)) for one in related]
    halves = (jump_target(place), continued_target(place), *continuations(place))
    yield [_used_of(half, catalogue) for half in halves]
    listed = ((kind, name) for kind in KINDS for name in catalogue.names_of(article, kind))
    signed = (indexed(contributor.name, catalogue) for contributor in article.contributors)
    for names in (listed, signed):
        yield [(kind, name, catalogue.registers[kind].address(name) if kind else "") for kind, name in names]


def _used_of(half: Place | Page | None, catalogue: Catalogue) -> object:
    if isinstance(half, Place):
        return half.address, catalogue.digests.page(half.page)
    return urls.page(half) if half else None


def _siblings(places: Sequence[Place], index: int) -> Sequence[Place]:
    """Returns the other articles of the same page, of very many those around."""
    page = places[index].page
    above = [place for place in places[max(0, index - MOST_SIBLINGS) : index] if place.page is page]
    below = [place for place in places[index + 1 : index + 1 + MOST_SIBLINGS] if place.page is page]
    first = max(0, min(len(above) - MOST_SIBLINGS // 2, len(above) + len(below) - MOST_SIBLINGS))
    return (above + below)[first : first + MOST_SIBLINGS]


def _article(
    place: Place,
    neighbours: tuple[Place | None, Place | None],
    around: _Around,
    summary: IssueCard,
    siblings: Sequence[Place],
    related: Sequence[Place],
    catalogue: Catalogue,
) -> ArticleView:
    here, article, page, issue = place.address, place.article, place.page, place.issue
    frame = Frame(here, catalogue)
    untitled = catalogue.words.untitled
    title = title_of(article, untitled)
    previous, following = (frame.to(title_of(p.article, untitled), p.address) if p else None for p in neighbours)
    exact = page.date.exact
    trail = (*page_trail(page, issue, catalogue), (title, here))
    head = frame.head(title, lead_of(article), trail, previous, following)
    head = replace(head, metas=tuple(article_metas(place, catalogue)))
    return ArticleView(
        site=frame.site(),
        head=head,
        article=body_view(place, here, catalogue.words),
        contributors=_contributors(article, frame),
        issue=summary,
        page=frame.to(page_text(catalogue.words, page.label), urls.page(page)),
        date=printed_text(catalogue.words, page, long=True),
        date_iso=exact.isoformat() if exact else "",
        date_note=page.date.note,
        previous_article=previous,
        next_article=following,
        numbers=frame.numbers(issue, page),
        previous_page=_page_to(frame, around.before),
        next_page=_page_to(frame, around.after),
        previous_issue=frame.to_issue(around.issue_before),
        next_issue=frame.to_issue(around.issue_after),
        siblings=tuple(card(sibling, here, catalogue) for sibling in siblings),
        related=tuple(card(other, here, catalogue) for other in related),
        people=_entries(article, "people", frame),
        units=_entries(article, "units", frame),
        places=_entries(article, "places", frame),
        jump_target=_target(jump_target(place), frame),
        continued_target=_target(continued_target(place), frame),
        continuations=tuple(_continuation(further, frame) for further in continuations(place)),
        structured=(
            article_json(place, catalogue),
            trail_json(head.breadcrumbs, here, catalogue.config.base_url),
        ),
        clipping=clipping_view(place),
        citation=cite(place, catalogue),
        alternates=article_alternates(place, catalogue),
    )


def _contributors(article: Article, frame: Frame) -> tuple[ContributorView, ...]:
    """Returns those whose names neither the byline nor the end of the article shows already."""
    signed = (text_of(article.byline), *(line.text for line in article.credit_lines))
    shown = "".join("".join(signed).split())
    views = []
    for contributor in article.contributors:
        if "".join(contributor.name.split()) in shown:
            continue
        kind, name = indexed(contributor.name, frame.catalogue)
        href = frame.link(frame.catalogue.registers[kind].address(name)) if kind else ""
        role = role_text(frame.catalogue.words, contributor.role)
        views.append(ContributorView(role=role, name=contributor.name, href=href))
    return tuple(views)


def indexed(name: str, catalogue: Catalogue) -> tuple[str, str]:
    """Returns the index that a contributor stands in, "" for none, and under which name."""
    name = catalogue.canonical.get(name, name)
    return next((kind for kind in ("people", "units") if name in catalogue.names[kind]), ""), name


def _entries(article: Article, kind: str, frame: Frame) -> tuple[Link, ...]:
    register = frame.catalogue.registers[kind]
    return tuple(frame.to(name, register.address(name)) for name in frame.catalogue.names_of(article, kind))


def _target(target: Place | Page | None, frame: Frame) -> Link | None:
    if isinstance(target, Place):
        return frame.to(title_of(target.article, frame.catalogue.words.untitled), target.address)
    return _page_to(frame, target)


def _continuation(place: Place, frame: Frame) -> ContinuationView:
    words = frame.catalogue.words
    return ContinuationView(
        article=body_view(place, frame.here, words),
        page=frame.to(page_text(words, place.page.label), urls.page(place.page)),
        prefix=f"v{place.page.label}-",
    )
