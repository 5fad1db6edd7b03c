"""What the search knows of an article, and the facets by which a reader narrows a search."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DAY = re.compile(r"(\d{4})/(\d\d)/(\d\d)/")
# What would end a line or a field of a bucket.
_CONTROL = re.compile(r"[\x00-\x1f\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchDocument:
    """What the search knows of one article, and what its result shows."""

    href: str  # relative to the site's root
    headline: str  # kicker, headline, series, deck joined by a space
    title: str  # what the result list shows as headline
    text: tuple[str, ...]  # blocks of running text as displayed, in order; the first has dateline and byline as printed
    date: str  # "2025年6月27日" or "日期待考"
    page: str  # "05版"
    blocks: tuple[str, ...] = ()  # id of each block of `text` on the article's page, "" where it has none
    year: str = ""  # of the issue; "" where it has no date
    section: str = ""  # name of the printed page
    ends: tuple[int, ...] = ()  # characters of the title behind which a line of it may end
    kind: str = "news"
    people: tuple[str, ...] = ()  # names as the site's indexes list them
    places: tuple[str, ...] = ()
    units: tuple[str, ...] = ()

    def month(self) -> str:
        """Returns the month of the issue as `2025-06`; of an article without a day its year, or ""."""
        return month_of(self.href, self.year)

    def facets(self) -> tuple[str, ...]:
        """Returns the terms that say what the article is and whom it names, each once."""
        day = _DAY.match(self.href)
        found = [f"@kind:{self.kind}", *([f"@issue:{'-'.join(day.groups())}"] if day else [])]
        found += (f"@{what}:{name}" for what, name in (("page", self.page), ("section", self.section)) if name)
        found += (f"@{what}:{name}" for what, name in self.names())
        return tuple(dict.fromkeys(_CONTROL.sub(" ", facet) for facet in found))

    def names(self) -> tuple[tuple[str, str], ...]:
        """Returns each indexed name with what it is: place, unit or person."""
        every = (("place", self.places), ("unit", self.units), ("person", self.people))
        return tuple((what, name) for what, names in every for name in names)

    def shown(self) -> tuple[object, ...]:
        """Returns what a result shows, as the client gets it, without names of fields."""
        return (
            self.href,
            self.headline,
            self.title,
            self.text,
            (*self.blocks, *[""] * (len(self.text) - len(self.blocks))),
            self.date,
            self.page,
            self.kind,
            self.people,
            self.places,
            self.units,
            *([self.section] if self.section or self.ends else []),
            *([self.ends] if self.ends else []),
        )


def month_of(href: str, year: str) -> str:
    """Returns the month of what has this address, in an issue of this year; of what has no day the year, or ""."""
    day = _DAY.match(href)
    return f"{year}-{day[2]}" if day and day[1] == year else year
