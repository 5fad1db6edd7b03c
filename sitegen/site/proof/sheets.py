"""Bulletins on their way to the proof sheet, each page with its findings and a name that no other has."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest

from sitegen.errors import Diagnostic, Severity
from sitegen.model.newspaper import Page
from sitegen.site.addresses.naming import safe_stem
from sitegen.site.proof.fixes import overlay_path

_KEY_LIMIT = 60  # characters of a bulletin's name that stand in addresses


@dataclass(frozen=True, slots=True)
class Sheet:
    """A bulletin on its way to the sheet: its page, its findings, a name for its ids that no other has."""

    key: str
    page: Page
    findings: tuple[Diagnostic, ...]
    accepted: tuple[tuple[Diagnostic, str], ...]

    def count(self, severity: Severity) -> int:
        """Returns the number of its findings of one severity."""
        return sum(found.severity is severity for found in self.findings)

    @property
    def mean(self) -> float:
        """How sure the reader is of its lines, from 0 to 1."""
        return self.page.sureness

    @property
    def rank(self) -> tuple[int, int, float, str, int]:
        """What bulletins are put in order by: the worst first."""
        errors, warnings = self.count(Severity.ERROR), self.count(Severity.WARNING)
        return (-errors, -warnings, self.mean, self.page.source.path, self.page.follows)


def sheets_of(
    pages: Iterable[Page], findings: Sequence[Diagnostic], accepted: Sequence[tuple[Diagnostic, str]]
) -> Iterator[Sheet]:
    """Returns a sheet for each printed page, in the order of files and lines."""
    by_path = {
        path: tuple(group) for path, group in groupby(sorted(findings, key=lambda d: d.sort_key), lambda d: d.path)
    }
    ordered = sorted(pages, key=lambda page: (page.source.path, page.extent.start))
    taken: set[str] = set()
    for page, below in zip_longest(ordered, ordered[1:]):
        name = safe_stem(page.stem)[:_KEY_LIMIT]
        key = name = f"{name}-{page.follows}" if page.follows else name
        count = 1
        while key.casefold() in taken:
            count += 1
            key = f"{name}-{count}"
        taken.add(key.casefold())
        path = page.source.path
        lines = range(
            page.follows, below.follows if below and below.source.path == path and below.follows else sys.maxsize
        )
        found = [finding for finding in by_path.get(path, ()) if finding.line in lines]
        found += () if page.follows else by_path.get(overlay_path(path), ())
        settled = tuple(pair for pair in accepted if pair[0].path == path and pair[0].line in lines)
        yield Sheet(key, page, tuple(found), settled)
