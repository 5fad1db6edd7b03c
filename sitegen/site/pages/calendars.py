"""The calendar of issues: months as weeks from Monday to Sunday, days with an issue linked, gaps visible."""

from __future__ import annotations

import calendar
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from sitegen.model.edition import Issue
from sitegen.site.addresses import urls
from sitegen.site.article_views import issue_card
from sitegen.site.catalogue import Catalogue
from sitegen.site.locale import day_text, month_text
from sitegen.site.views.lists import YearView
from sitegen.site.views.pages import DayView, MonthView

_EMPTY = DayView(day=0, href="", title="")


def month_view(year: int, month: int, here: str, catalogue: Catalogue, current: date | None = None) -> MonthView:
    """Returns one month with its issues linked from the page at `here`."""
    issues: defaultdict[date, list[Issue]] = defaultdict(list)
    for issue in issues_of(year, month, catalogue):
        if issue.date:
            issues[issue.date].append(issue)
    weeks = calendar.Calendar(firstweekday=0).monthdayscalendar(year, month)
    own = urls.month(month, year) if year in catalogue.full_years else here
    return MonthView(
        title=month_text(catalogue.words, year, month),
        weeks=tuple(
            tuple(_day(date(year, month, day), issues, here, catalogue, current) if day else _EMPTY for day in week)
            for week in weeks
        ),
        href="" if own == here else urls.relative(own, here),
    )


def issues_of(year: int, month: int, catalogue: Catalogue) -> tuple[Issue, ...]:
    """Returns the issues of a month, oldest first; month 0 stands for the whole year."""
    issues = catalogue.edition.issues
    first, behind = (year, month or 1), (year, month + 1) if month else (year + 1, 1)
    start, end = (bisect_left(issues, edge, key=_month_of) for edge in (first, behind))
    return issues[start:end]


def _month_of(issue: Issue) -> tuple[int, int]:
    return (issue.date.year, issue.date.month) if issue.date else (0, 0)


def _day(
    day: date, issues: Mapping[date, Sequence[Issue]], here: str, catalogue: Catalogue, current: date | None
) -> DayView:
    """Returns a day, which leads to its issue; where it has several editions, to the page that leads to them."""
    if day not in issues:
        return DayView(day=day.day, href="", title="")
    words = catalogue.words
    count = words.count.format(n=sum(len(page.articles) for issue in issues[day] for page in issue.pages))
    title = f"{day_text(words, day)}{words.between}{count}"
    href = urls.relative(urls.day(day), here)
    return DayView(day=day.day, href=href, title=title, current=day == current)


def months_of(issues: Sequence[Issue]) -> tuple[int, ...]:
    """Returns the months of a year's issues, in order."""
    return tuple(sorted({issue.date.month for issue in issues if issue.date}))


def year_view(year: int, here: str, catalogue: Catalogue) -> YearView:
    """Returns one year: the months that have an issue and, if it is not too full, the issues, the newest first."""
    issues = issues_of(year, 0, catalogue)
    listed = () if year in catalogue.full_years else reversed(issues)
    return YearView(
        title=catalogue.words.year.format(y=year),
        href=urls.relative(urls.year(year), here),
        months=tuple(month_view(year, month, here, catalogue) for month in months_of(issues)),
        issues=tuple(issue_card(issue, here, catalogue) for issue in listed),
    )


def month_uses(day: date, catalogue: Catalogue) -> object:
    """Returns what the calendar of a day's month is made of."""
    issues = issues_of(day.year, day.month, catalogue)
    counts = [(issue.date, sum(len(page.articles) for page in issue.pages)) for issue in issues]
    return day.year in catalogue.full_years, counts


def month_of(issue: Issue, here: str, catalogue: Catalogue) -> MonthView | None:
    """Returns the month of an issue, None for an undated one."""
    day = issue.date
    return month_view(day.year, day.month, here, catalogue, current=day) if day else None
