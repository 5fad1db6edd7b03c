"""The front: of the newest issue the lead and the articles of its page, then page by page; ways to everything else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from sitegen.model.edition import Issue
from sitegen.model.layout import Role
from sitegen.model.newspaper import LEAD, ArticleKind
from sitegen.site.addresses import spelling, urls
from sitegen.site.article_views import body_view, card, furniture_view, issue_card, issue_title, page_link
from sitegen.site.catalogue import KINDS, Catalogue, Place, places_of
from sitegen.site.page_context import Frame
from sitegen.site.pages.calendars import month_of
from sitegen.site.pages.opening import open_front
from sitegen.site.structured import sharing_metas
from sitegen.site.views.front import BriefsView, FrontView, WaysView
from sitegen.site.weighing import by_weight, of_page

RECENT_ISSUES = 8
SECONDS = 7  # cards of the lead's page
WAYS = 8  # names of each index
LEAD_SIZE = 200  # characters: a picture with its caption leads no front
_SLOGANS = (Role.SLOGAN, Role.SLOGAN_ATTRIBUTION)


def recent_issues(newest: Issue, catalogue: Catalogue) -> list[Issue]:
    """Returns the issues that came out before the newest one."""
    latest = list(reversed(catalogue.edition.issues))[: RECENT_ISSUES + 1]
    return [issue for issue in latest if issue is not newest][:RECENT_ISSUES]


def make_front(catalogue: Catalogue) -> FrontView:
    """Make the front page of the newest issue."""
    here = urls.FRONT
    frame = Frame(here, catalogue)
    issue = catalogue.edition.newest
    assert issue is not None, "an edition without a bulletin is refused before"
    places = by_weight(places_of(issue))
    lead = lead_place(places)
    others = [place for place in places if place is not lead]
    beside = of_page(lead.page, others) if lead else ()
    seconds = tuple(card(place, here, catalogue) for place in beside[:SECONDS])
    opening = open_front(body_view(lead, here, catalogue.words), seconds) if lead else None
    shown = {id(place) for place in beside[:SECONDS]}
    head = frame.head(catalogue.config.publication.name, issue_title(issue, catalogue))
    return FrontView(
        site=frame.site(),
        head=replace(head, metas=sharing_metas(head, issue, catalogue.config)),
        issue=issue_card(issue, here, catalogue),
        pages=tuple(page_link(page, issue, here, catalogue) for page in issue.pages),
        lead=opening.lead if opening else None,
        lead_goes_on=opening is not None and opening.goes_on,
        seconds=seconds,
        beside=opening.beside if opening else 0,
        briefs=tuple(_briefs(issue, [place for place in others if id(place) not in shown], here, catalogue)),
        slogans=tuple(furniture_view(f, page) for page in issue.pages for f in page.furniture if f.role in _SLOGANS),
        month=month_of(issue, here, catalogue),
        previous_issue=frame.to_issue(catalogue.edition.neighbours(0)[0]) if issue.date else None,
        recent=tuple(issue_card(other, here, catalogue) for other in recent_issues(issue, catalogue)),
        undated=tuple(issue_card(other, here, catalogue) for other in catalogue.edition.undated),
        undated_href=frame.link(urls.SHELF),
        archive_href=frame.link(urls.ARCHIVE),
        ways=ways_in(frame),
    )


def lead_place(places: Sequence[Place]) -> Place | None:
    """Returns the weightiest article that is news with a headline and some text, or simply the weightiest.

    What the editor has made the lead is it in any case.
    """
    fit = (
        place
        for place in places
        if place.article.weight == LEAD
        or (place.article.kind is ArticleKind.NEWS and place.article.headline and place.article.size >= LEAD_SIZE)
    )
    return next(fit, next(iter(places), None))


def _briefs(issue: Issue, places: Sequence[Place], here: str, catalogue: Catalogue) -> Iterator[BriefsView]:
    """Returns the further articles by printed page, those of each the weightiest first."""
    for page in issue.pages:
        cards = tuple(card(place, here, catalogue) for place in of_page(page, places))
        if cards:
            yield BriefsView(page=page_link(page, issue, here, catalogue), cards=cards)


def ways_in(frame: Frame) -> tuple[WaysView, ...]:
    """Returns for each index the names that most articles name, of equals the one that sounds first."""
    return tuple(_ways(frame, frame.catalogue))


def _ways(frame: Frame, catalogue: Catalogue) -> Iterator[WaysView]:
    titles = {"people": catalogue.words.people, "units": catalogue.words.units, "places": catalogue.words.places}
    for kind in KINDS:
        names = catalogue.names[kind]
        most = sorted(names, key=lambda name: (-len(names[name]), spelling.pinyin_key(name), name))[:WAYS]
        if most:
            yield WaysView(
                title=titles[kind],
                href=frame.link(urls.index(kind)),
                links=tuple(
                    frame.to(name, catalogue.registers[kind].address(name), str(len(names[name]))) for name in most
                ),
            )
