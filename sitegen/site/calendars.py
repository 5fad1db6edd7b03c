"""The calendar of issues: months as weeks from Monday to Sunday, days with an issue linked, gaps visible."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date
from itertools import groupby

from sitegen.model.edition import Issue
from sitegen.site import urls
from sitegen.site.cards import issue_card
from sitegen.site.catalogue import Catalogue
from sitegen.site.list_views import YearView
from sitegen.site.views import DayView, MonthView
from sitegen.site.wording import day_text, month_text

_EMPTY = DayView(day=0, href="", title="")


def month_view(year: int, month: int, here: str, catalogue: Catalogue, current: date | None = None) -> MonthView:
    """Give one month with its issues linked from the page at `here`."""
    issues = {issue.date: issue for issue in catalogue.edition.issues if issue.date}
    weeks = calendar.Calendar(firstweekday=0).monthdayscalendar(year, month)
    return MonthView(
        title=month_text(catalogue.words, year, month),
        weeks=tuple(
            tuple(_day(date(year, month, day), issues, here, catalogue, current) if day else _EMPTY for day in week)
            for week in weeks
        ),
    )


def _day(day: date, issues: dict[date, Issue], here: str, catalogue: Catalogue, current: date | None) -> DayView:
    issue = issues.get(day)
    if issue is None:
        return DayView(day=day.day, href="", title="")
    words = catalogue.words
    count = words.count.format(n=sum(len(page.articles) for page in issue.pages))
    title = f"{day_text(words, day)}{words.between}{count}"
    href = urls.relative(urls.issue(issue), here)
    return DayView(day=day.day, href=href, title=title, current=day == current)


def year_views(here: str, catalogue: Catalogue) -> tuple[YearView, ...]:
    """Give all years with an issue, the newest first."""
    newest_first = list(reversed(catalogue.edition.issues))
    return tuple(
        year_view(year, tuple(issues), here, catalogue)
        for year, issues in groupby(newest_first, key=lambda issue: issue.date.year if issue.date else 0)
    )


def year_view(year: int, issues: Sequence[Issue], here: str, catalogue: Catalogue) -> YearView:
    """Give one year: the months that have an issue, and the issues, the newest first."""
    months = sorted({issue.date.month for issue in issues if issue.date})
    return YearView(
        title=catalogue.words.year.format(y=year),
        href=urls.relative(urls.year(year), here),
        months=tuple(month_view(year, month, here, catalogue) for month in months),
        issues=tuple(issue_card(issue, here, catalogue) for issue in issues),
    )


def month_of(issue: Issue, here: str, catalogue: Catalogue) -> MonthView | None:
    """Give the month of an issue, None for an undated one."""
    day = issue.date
    return month_view(day.year, day.month, here, catalogue, current=day) if day else None
