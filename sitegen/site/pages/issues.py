"""The page of an issue; of a day with several editions (早, 晚, 号外) also the page that leads to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial

from msgspec.structs import replace

from sitegen.model.edition import Issue
from sitegen.site.addresses import urls
from sitegen.site.alternates import issue_alternates
from sitegen.site.article_views import issue_card, issue_title
from sitegen.site.catalogue import Catalogue
from sitegen.site.digests import digests_of
from sitegen.site.locale import day_text, long_day_text
from sitegen.site.making import Made
from sitegen.site.page_context import Frame, issue_trail
from sitegen.site.pages.calendars import issues_of, month_of, month_uses
from sitegen.site.parts import MOST
from sitegen.site.scans.showing import issue_archives
from sitegen.site.structured import sharing_metas
from sitegen.site.views.heads import Link
from sitegen.site.views.pages import IssueCard, IssueView, PageLink

_USED_BY_ISSUE = ("its printed pages", "the issues before and after", "the calendar of its month")


def make_issue(
    issue: Issue,
    before: Issue | None,
    after: Issue | None,
    linked: Callable[[], tuple[PageLink, ...]],
    catalogue: Catalogue,
) -> Iterator[Made]:
    """Returns the page of an issue; with the first edition of a day that has no usual one that of the day too.

    `linked` gives the issue's printed pages as its own page lists them.
    """
    day = issue.date
    if day is None:
        return
    editions = editions_of(day, catalogue)
    others = tuple(other for other in editions if other is not issue)
    whole = tuple(catalogue.digests.cards(page) for page in issue.pages)
    beside = named(before), named(after), told_of(others, catalogue)
    uses = digests_of((whole, beside, month_uses(day, catalogue)))
    view = partial(_issue, issue, before, after, others, linked, catalogue)
    told = f"{day} {issue.edition}".strip()
    yield Made(urls.issue(issue), f"issue:{told}", uses, view, _USED_BY_ISSUE)
    if issue is editions[0] and all(one.edition for one in editions):
        uses = digests_of((told_of(editions, catalogue), (), month_uses(day, catalogue)))
        yield Made(urls.day(day), f"issue:{day}", uses, partial(_day, day, editions, catalogue), _USED_BY_ISSUE)


def editions_of(day: date, catalogue: Catalogue) -> tuple[Issue, ...]:
    """Returns the issues of a day in the order in which they came out."""
    return tuple(issue for issue in issues_of(day.year, day.month, catalogue) if issue.date == day)


def named(issue: Issue | None) -> str:
    """Returns what an issue is told by on the pages beside it: its address holds the day and the edition."""
    return urls.issue(issue) if issue else ""


def told_of(issues: Sequence[Issue], catalogue: Catalogue) -> list[tuple[str, list[bytes]]]:
    """Returns what issues are announced by."""
    return [(urls.issue(issue), [catalogue.digests.heads(page) for page in issue.pages]) for issue in issues]


def _issue(
    issue: Issue,
    before: Issue | None,
    after: Issue | None,
    others: Sequence[Issue],
    linked: Callable[[], tuple[PageLink, ...]],
    catalogue: Catalogue,
) -> IssueView:
    here = urls.issue(issue)
    frame = Frame(here, catalogue)
    previous, following = frame.to_issue(before), frame.to_issue(after)
    summary = issue_card(issue, here, catalogue)
    title = issue_title(issue, catalogue)
    described = _headlines(summary.headlines)
    head = frame.head(title, described, issue_trail(issue, catalogue), previous, following)
    return IssueView(
        site=frame.site(),
        head=replace(head, metas=sharing_metas(head, issue, catalogue.config)),
        issue=summary,
        pages=linked(),
        editions=tuple(issue_card(other, here, catalogue) for other in others),
        numbers=frame.numbers(issue),
        month=month_of(issue, here, catalogue),
        previous_issue=previous,
        next_issue=following,
        day_iso=issue.date.isoformat() if issue.date else "",
        in_brief=summary.article_count > MOST,
        archives=issue_archives(issue, here),
        alternates=issue_alternates(issue, here, catalogue),
    )


def _day(day: date, editions: Sequence[Issue], catalogue: Catalogue) -> IssueView:
    """Returns the page of a day of which there are only editions."""
    here = urls.day(day)
    frame = Frame(here, catalogue)
    cards = tuple(issue_card(one, here, catalogue) for one in editions)
    title = long_day_text(catalogue.words, day)
    whole = IssueCard(
        href=frame.link(here),
        title=title,
        note="",
        page_count=sum(one.page_count for one in cards),
        article_count=sum(one.article_count for one in cards),
        size=sum(one.size for one in cards),
        word_count=sum(one.word_count for one in cards),
        headlines=(),
    )
    described = _headlines([link for one in cards for link in one.headlines])
    head = frame.head(title, described, ((day_text(catalogue.words, day), here),))
    return IssueView(
        site=frame.site(),
        head=replace(head, metas=sharing_metas(head, editions[-1], catalogue.config)),
        issue=whole,
        pages=(),
        editions=cards,
        month=month_of(editions[0], here, catalogue),
        previous_issue=None,
        next_issue=None,
        day_iso=day.isoformat(),
    )


def _headlines(links: Sequence[Link]) -> str:
    return "；".join(link.text for link in links)
