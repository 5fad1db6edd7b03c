"""The pages of articles, which share much: the printed page they stand on, its neighbours, the same cards."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import TypeVar

from msgspec.structs import replace

from sitegen.model.edition import Issue
from sitegen.model.newspaper import Article, Page
from sitegen.site.addresses import urls
from sitegen.site.alternates import article_alternates
from sitegen.site.article_views import Bodies, body_view, card, issue_card, lead_of, text_of, title_of
from sitegen.site.catalogue import KINDS, Catalogue, Place, places_of
from sitegen.site.citation import cite
from sitegen.site.digests import digests_of
from sitegen.site.jumps import continuations, continued_target, jump_target
from sitegen.site.locale import page_text, printed_text, role_text
from sitegen.site.making import Made
from sitegen.site.page_context import Frame, page_trail
from sitegen.site.pages.issues import named
from sitegen.site.scans.showing import clipping_view
from sitegen.site.structured import article_json, article_metas, trail_json
from sitegen.site.views.articles import CardView, ContinuationView, ContributorView
from sitegen.site.views.heads import Link, SiteView
from sitegen.site.views.pages import ArticleView, IssueCard

# An article announces its neighbours on the page; a page of this many holds no more than a newspaper prints on one.
MOST_SIBLINGS = 40

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
class Around:
    """The printed pages before and after one; where there is none, the issue before or after."""

    before: Page | None
    after: Page | None
    issue_before: Issue | None
    issue_after: Issue | None

    def uses(self) -> tuple[str, str]:
        """Returns what pages show of the issues; the pages are of the same issue, which is all in what they use."""
        return named(self.issue_before), named(self.issue_after)


@dataclass(frozen=True, slots=True)
class _OnPage:
    """What all articles of a printed page show alike."""

    site: SiteView
    page: Link
    trail: tuple[tuple[str, str], ...]  # the way down to it
    numbers: tuple[Link, ...]
    previous_page: Link | None
    next_page: Link | None
    previous_issue: Link | None
    next_issue: Link | None


def with_neighbours(items: Sequence[T]) -> Iterator[tuple[T, T | None, T | None]]:
    """Returns each item with the one before and the one after."""
    for index, item in enumerate(items):
        yield item, items[index - 1] if index else None, items[index + 1] if index + 1 < len(items) else None


def page_to(frame: Frame, page: Page | None) -> Link | None:
    """Returns a link to a printed page by its number; None for none."""
    return frame.to(page_text(frame.catalogue.words, page.label), urls.page(page)) if page else None


def make_articles(
    issue: Issue,
    arounds: Mapping[str, Around],
    related: Mapping[str, Sequence[Place]],
    body: Bodies,
    catalogue: Catalogue,
) -> Iterator[Made]:
    """Returns the pages of an issue's articles; `arounds` says by address what lies around its printed pages."""
    places = places_of(issue)
    if not places:
        return
    # In one folder all links are the same.
    frame = Frame(places[0].address, catalogue)
    summary, announced = issue_card(issue, frame.here, catalogue), _announced_from(frame)
    shared = digests_of([(summary, [(page.label, page.section, urls.page(page)) for page in issue.pages])])
    beside = {address: digests_of([around.uses()]) for address, around in arounds.items()}
    shown = {
        urls.page(page): cache(partial(_on_page, page, issue, arounds[urls.page(page)], frame)) for page in issue.pages
    }
    for index, (place, before, after) in enumerate(with_neighbours(places)):
        near, on = related[place.address], urls.page(place.page)
        yield Made(
            place.address,
            f"article:{place.page.source.path}:{place.article.line}",
            shared + beside[on] + digests_of(_used(place, (before, after), near, catalogue)),
            partial(
                _article,
                place,
                (before, after),
                summary,
                shown[on],
                announced,
                _siblings(places, index),
                near,
                body,
                catalogue,
            ),
            _USED_BY_ARTICLE,
        )


def _used(
    place: Place, around: Sequence[Place | None], related: Sequence[Place], catalogue: Catalogue
) -> Iterator[object]:
    """Returns what an article's page is made of, as _USED_BY_ARTICLE names it behind its issue and those beside it."""
    article = place.article
    yield catalogue.digests.page(place.page)
    yield [(title_of(one.article, catalogue.words.untitled), one.address) for one in around if one]
    yield [(one.address, catalogue.digests.card(one.article, one.page)) for one in related]
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
    summary: IssueCard,
    on_page: Callable[[], _OnPage],
    announced: Callable[[Place], CardView],
    siblings: Sequence[Place],
    related: Sequence[Place],
    body: Bodies,
    catalogue: Catalogue,
) -> ArticleView:
    here, article, page = place.address, place.article, place.page
    frame, beside = Frame(here, catalogue), on_page()
    untitled = catalogue.words.untitled
    title = title_of(article, untitled)
    previous, following = (frame.to(title_of(p.article, untitled), p.address) if p else None for p in neighbours)
    exact = page.date.exact
    head = frame.head(title, lead_of(article), (*beside.trail, (title, here)), previous, following)
    head = replace(head, metas=tuple(article_metas(place, catalogue)))
    return ArticleView(
        site=replace(beside.site, other_form=frame.other_form()),
        head=head,
        article=body(place, here),
        contributors=_contributors(article, frame),
        issue=summary,
        page=beside.page,
        date=printed_text(catalogue.words, page, long=True),
        date_iso=exact.isoformat() if exact else "",
        date_note=page.date.note,
        previous_article=previous,
        next_article=following,
        numbers=beside.numbers,
        previous_page=beside.previous_page,
        next_page=beside.next_page,
        previous_issue=beside.previous_issue,
        next_issue=beside.next_issue,
        siblings=tuple(map(announced, siblings)),
        related=tuple(map(announced, related)),
        people=_entries(article, "people", frame),
        units=_entries(article, "units", frame),
        places=_entries(article, "places", frame),
        jump_target=_target(jump_target(place), frame),
        continued_target=_target(continued_target(place), frame),
        continuations=tuple(_continuation(further, frame) for further in continuations(place)),
        structured=(article_json(place, catalogue), trail_json(head.breadcrumbs, here, catalogue.config.base_url)),
        clipping=clipping_view(place),
        citation=cite(place, catalogue),
        alternates=article_alternates(place, catalogue),
    )


def _on_page(page: Page, issue: Issue, around: Around, frame: Frame) -> _OnPage:
    return _OnPage(
        site=frame.site(),
        page=frame.to(page_text(frame.catalogue.words, page.label), urls.page(page)),
        trail=page_trail(page, issue, frame.catalogue),
        numbers=frame.numbers(issue, page),
        previous_page=page_to(frame, around.before),
        next_page=page_to(frame, around.after),
        previous_issue=frame.to_issue(around.issue_before),
        next_issue=frame.to_issue(around.issue_after),
    )


def _announced_from(frame: Frame) -> Callable[[Place], CardView]:
    """Returns what announces each article once: its neighbours all show the same."""
    known: dict[str, CardView] = {}

    def announced(place: Place) -> CardView:
        if place.address not in known:
            known[place.address] = card(place, frame.here, frame.catalogue)
        return known[place.address]

    return announced


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
    return page_to(frame, target)


def _continuation(place: Place, frame: Frame) -> ContinuationView:
    words = frame.catalogue.words
    return ContinuationView(
        article=body_view(place, frame.here, words),
        page=frame.to(page_text(words, place.page.label), urls.page(place.page)),
        prefix=f"v{place.page.label}-",
    )
