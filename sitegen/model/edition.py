"""The whole digital run: issues in order, neighbours, the shelf of undated pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from sitegen.errors import Diagnostic, file_error
from sitegen.model.newspaper import Page

_EDITIONS = ("早", "", "午", "晚", "夜", "号外")


@dataclass(frozen=True, slots=True)
class Issue:
    """All pages of one date (期), in page order. An undated issue holds exactly one page and `date` is None.

    Of a day on which several came out each is an issue; `edition` tells them apart (早, 晚, 号外), "" is the usual one.
    """

    date: date | None
    pages: tuple[Page, ...]
    edition: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """Everything we hold: `issues` with a known day, oldest first, and the `undated` ones, by date hint, then name."""

    issues: tuple[Issue, ...]
    undated: tuple[Issue, ...]

    @property
    def newest(self) -> Issue | None:
        """The issue on the front page: the newest dated one, else the first undated one."""
        if self.issues:
            return self.issues[-1]
        return self.undated[0] if self.undated else None

    def all_issues(self) -> Iterator[Issue]:
        """Returns dated issues, newest first, then the undated ones."""
        yield from reversed(self.issues)
        yield from self.undated

    @property
    def count(self) -> int:
        """Returns how many issues there are."""
        return len(self.issues) + len(self.undated)

    def issue(self, number: int) -> Issue:
        """Returns the issue with this number in the order of `all_issues`, from 0 on."""
        dated = len(self.issues)
        return self.issues[dated - 1 - number] if number < dated else self.undated[number - dated]

    def neighbours(self, number: int) -> tuple[Issue | None, Issue | None]:
        """Returns the issues before and after a dated one, by day."""
        at = len(self.issues) - 1 - number
        return self.issues[at - 1] if at else None, self.issues[at + 1] if at + 1 < len(self.issues) else None

    def pages(self) -> Iterator[Page]:
        """Returns every page of every issue."""
        for issue in self.all_issues():
            yield from issue.pages


def label_key(label: str) -> tuple[tuple[int, int, str], ...]:
    """Order page labels as a reader does: 2 before 10, A2 before B1, no label last."""
    if not label:
        return ((2, 0, ""),)
    parts = re.findall(r"\d+|\D+", label)
    return tuple((0, int(p), "") if p.isdecimal() else (1, 0, p) for p in parts)


def edition_key(edition: str) -> tuple[int, str]:
    """Order the editions of a day as they come out: 早, the usual one, 午, 晚, 夜, 号外, then others by name."""
    return (_EDITIONS.index(edition), "") if edition in _EDITIONS else (len(_EDITIONS), edition)


def _undated_key(page: Page) -> tuple[tuple[int, int, int, str], str, int]:
    when = page.date.when
    return (when.sort_key if when else (9999, 0, 0, ""), page.stem, page.extent.start)


def assemble(pages: Iterable[Page]) -> Edition:
    """Put pages together to issues and issues in order; the order the pages come in does not matter."""
    dated: list[tuple[date, Page]] = []
    loose: list[Page] = []
    for page in pages:
        exact = page.date.exact
        if exact is None:
            loose.append(page)
        else:
            dated.append((exact, page))
    dated.sort(key=lambda item: (*_issue_of(item), label_key(item[1].label), item[1].stem, item[1].extent.start))
    issues = tuple(
        Issue(day, tuple(page for _, page in (first, *others)), first[1].edition)
        for (day, _), (first, *others) in groupby(dated, key=_issue_of)
    )
    undated = tuple(Issue(None, (page,)) for page in sorted(loose, key=_undated_key))
    return Edition(issues, undated)


def _issue_of(dated: tuple[date, Page]) -> tuple[date, tuple[int, str]]:
    day, page = dated
    return day, edition_key(page.edition)


def find_clashes(edition: Edition) -> Iterator[Diagnostic]:
    """Report bulletins that claim the same printed page: same date and label, or same name on the undated shelf."""
    for issue in edition.issues:
        for label, group in groupby(issue.pages, key=lambda page: page.label):
            yield from _clash([*group], "e-001", day=f"{issue.date} {issue.edition}".strip(), page=label)
    loose = (issue.pages[0] for issue in edition.undated)
    by_stem = sorted(loose, key=lambda page: (page.stem, page.follows, page.source.path))
    for (stem, _), group in groupby(by_stem, key=lambda page: (page.stem, page.follows)):
        yield from _clash([*group], "e-002", name=stem)


def _clash(pages: list[Page], code: str, **what: str) -> Iterator[Diagnostic]:
    for page in pages[1:]:
        folio = next((line for line in page.lines if line.role == "folio"), None)
        said = f"{code}.within" if page.follows else code
        clash = file_error(said, page.source.path, first=pages[0].place, second=page.place, line=page.follows, **what)
        yield replace(clash, line=folio.number if folio else page.follows or 1, column=1)
