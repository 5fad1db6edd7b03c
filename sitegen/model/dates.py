"""Dates as an archive knows them: exact, to the month, to the year, approximate, uncertain (EDTF, ISO 8601-2)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

# EDTF level 1, the part a newspaper needs: year, year-month or day, with ? (uncertain), ~ (approximate) or % (both).
_EDTF = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([?~%]?)")


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """A date as exact as it is known: `month`, `day` are 0 where unknown; `qualifier` is one of "", "?", "~", "%"."""

    year: int
    month: int = 0
    day: int = 0
    qualifier: str = ""

    @property
    def exact(self) -> date | None:
        """The calendar day, or None where the day is not known for certain."""
        if not self.day or self.qualifier:
            return None
        return date(self.year, self.month, self.day)

    @property
    def sort_key(self) -> tuple[int, int, int, str]:
        """What dates are put in order by: a year before its months, a month before its days."""
        return (self.year, self.month, self.day, self.qualifier)

    def __str__(self) -> str:
        parts = f"{self.year:04d}"
        if self.month:
            parts += f"-{self.month:02d}"
        if self.day:
            parts += f"-{self.day:02d}"
        return parts + self.qualifier


def parse_edtf(text: str) -> EdtfDate | None:
    """Read `2024-03-22`, `2022-12`, `2021`, each with an optional `?`, `~` or `%`; None if it is no such date."""
    match = _EDTF.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if match[2] and not 1 <= month <= 12:
        return None
    if match[3]:
        try:
            date(year, month, day)
        except ValueError:
            return None
    return EdtfDate(year, month, day, match[4]) if year else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageDate:
    """When a page was printed, and how that is known.

    `when` is None where nothing says it. `origin` names the rung of the ladder that answered: overlay, folio,
    file-name, signed (the day at the foot of a sheet of one document) or none. `not_before` is the latest month
    (`2022-12`) that an undated page's own text names as past: shown as evidence, never used as a date. `note` is the
    editor's reason for a date given by hand.
    """

    when: EdtfDate | None = None
    origin: str = "none"
    not_before: str = ""
    note: str = ""

    @property
    def exact(self) -> date | None:
        """The calendar day, or None: only this makes an issue, an address under a date, a pubDate."""
        return self.when.exact if self.when else None
