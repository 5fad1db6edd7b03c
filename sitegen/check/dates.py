"""Dates that a misread figure may have made: after the day of the build, or far from all others of the edition.

An editor who has looked writes the date into the overlay, and is not asked again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from sitegen.errors import Diagnostic, Severity, finding
from sitegen.model.edition import Edition, Issue
from sitegen.model.newspaper import Page

AHEAD = 60  # days for which a page may be made ready before its day
FAR = 1000  # days between two runs of issues
MOST = 3  # days that stand apart; more are a run of their own
PARTS = 2  # how many times as many another run must have


def check_dates(edition: Edition, today: date | None = None) -> Iterator[Diagnostic]:
    """Find pages dated after `today` (d-009), if that is given, and those whose day stands far apart (d-008)."""
    apart = days_apart(sorted({issue.date for issue in edition.issues if issue.date}))
    for issue in edition.issues:
        for page in issue.pages:
            if issue.date and not is_sure(page):
                yield from _doubts(page, issue, apart.get(issue.date), today)
    for issue in edition.undated:
        when = issue.pages[0].date.when
        if when and today and when.year > today.year:
            yield _told("d-009", issue.pages[0], day=str(when), today=today.isoformat())


def is_sure(page: Page) -> bool:
    """Tell whether an editor has written down a page's day."""
    return page.date.origin == "overlay"


def tell_waiting(pages: Sequence[Page], today: date) -> Iterator[Diagnostic]:
    """Tell of pages that wait for their day (d-010)."""
    for page in pages:
        told = _told("d-010", page, day=str(page.date.exact), today=today.isoformat())
        yield replace(told, severity=Severity.NOTE)


def days_apart(days: Sequence[date]) -> dict[date, date]:
    """Returns the days that stand far from all others, each with the one nearest to it.

    These are few in a run of their own beside one that is larger; of two days alone it is the later one, which would
    stand on the front for ever.
    """
    runs: list[list[date]] = [[*days[:1]]]
    for before, day in pairwise(days):
        if (day - before).days > FAR:
            runs.append([])
        runs[-1].append(day)
    largest = max(map(len, runs))
    if len(days) == 2 and len(runs) == 2:
        return {days[1]: days[0]}
    alone = [run for run in runs if len(run) <= MOST and len(run) * PARTS <= largest]
    return {
        day: _nearest(day, [one for run in runs if run not in alone for one in run]) for run in alone for day in run
    }


def _nearest(day: date, others: Sequence[date]) -> date:
    return min(others, key=lambda other: abs((other - day).days))


def _doubts(page: Page, issue: Issue, nearest: date | None, today: date | None) -> Iterator[Diagnostic]:
    if issue.date is None:
        return
    if today and issue.date > today:
        yield _told("d-009", page, day=issue.date.isoformat(), today=today.isoformat())
    elif nearest:
        years = abs((issue.date - nearest).days) // 365
        yield _told("d-008", page, day=issue.date.isoformat(), years=years, near=nearest.isoformat())


def _told(code: str, page: Page, **facts: str | int) -> Diagnostic:
    folio = next((line for line in page.lines if line.role == "folio"), None)
    at = folio.span.start if folio else page.extent.start
    told = finding(code, Severity.WARNING, page.source, at, **facts)
    return told if folio or page.follows else replace(told, line=1, column=1)
