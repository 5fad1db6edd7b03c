"""The page of an entry with many articles: all of them, or the newest, and pages of years, months, days.

Names that sound alike share these pages, so what is cut by time are the articles of all of them together.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from msgspec.structs import replace

from sitegen.site.addresses import feed_urls, urls
from sitegen.site.article_views import card, roles_of, title_of
from sitegen.site.catalogue import Catalogue, Place
from sitegen.site.digests import digest_of_values
from sitegen.site.lists.indexes import index_title
from sitegen.site.locale import day_text, month_alone_text, month_text
from sitegen.site.making import Made
from sitegen.site.page_context import Frame
from sitegen.site.parts import MOST, Part, divide, leaves, walk
from sitegen.site.views.heads import Link
from sitegen.site.views.lists import EntryView, IndexEntryView, SpanHeadlines, SpanView

NEWEST = 20  # articles on the page of an entry that has more than one page can list
HEADLINES = 3  # of each month of a year that is divided
MOST_YEARS = 3  # with their months on the page of an entry


@dataclass(frozen=True, slots=True)
class _Listed:
    """An article under a name."""

    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class _Entry:
    """What the pages of one entry share: its address, its names, all that is listed."""

    kind: str
    address: str
    names: tuple[str, ...]
    roles: tuple[tuple[str, ...], ...]  # of each name: who has many pages is not gone through for each of them
    whole: Part[_Listed]
    catalogue: Catalogue

    @property
    def title(self) -> str:
        return self.catalogue.words.listing.join(self.names)

    @property
    def above(self) -> tuple[tuple[str, str], ...]:
        """Returns the way down to it: the index, and the page where it stands among other names."""
        first, index = self.names[0], (index_title(self.kind, self.catalogue), urls.index(self.kind))
        register = self.catalogue.registers[self.kind]
        return index, (register.beginning(first), register.listed(first))

    def address_of(self, part: Part[_Listed]) -> str:
        """Returns the address of a part, or of the entry itself."""
        return urls.part(self.address, part.name) if part.path else self.address

    def link(self, part: Part[_Listed], frame: Frame) -> Link:
        """Returns the link to a part with the number of its articles."""
        return frame.to(span_title(part.name, self.catalogue), self.address_of(part), str(len(part.items)))


def make_entries(kind: str, catalogue: Catalogue) -> Iterator[Made]:
    """Returns the pages of all entries of an index that have many articles."""
    for *_, pages in entry_batches(kind, catalogue):
        yield from pages()


_EntryBatch = tuple[str, int, Callable[[], bytes], Callable[[], Iterator[Made]]]


def entry_batches(kind: str, catalogue: Catalogue) -> Iterator[_EntryBatch]:
    """Returns of each entry that has many articles its address, about how many pages, what these are made of, them."""
    by_address: dict[str, list[str]] = defaultdict(list)
    for name in filter(catalogue.registers[kind].has_page, catalogue.names[kind]):
        by_address[urls.entry(kind, name)].append(name)
    for address, names in sorted(by_address.items()):
        given = kind, address, sorted(names), catalogue
        size = 1 + sum(len(catalogue.names[kind][name]) for name in names) // MOST
        yield address, size, partial(_all_uses, *given), partial(_entry_pages, *given)


def _all_uses(kind: str, address: str, names: Sequence[str], catalogue: Catalogue) -> bytes:
    digests = catalogue.digests
    told = [[digests.card(place.article, place.page) for place in catalogue.names[kind][name]] for name in names]
    feeds = [catalogue.feed_of(kind, name) for name in names]
    return digest_of_values(kind, address, names, catalogue.registers[kind].listed(names[0]), feeds, told)


def _entry_pages(kind: str, address: str, names: Sequence[str], catalogue: Catalogue) -> Iterator[Made]:
    entry = _make_entry(kind, address, names, catalogue)
    made_from = f"{kind}:{', '.join(entry.names)}"
    yield Made(address, made_from, _entry_uses(entry), partial(_entry_page, entry))
    for way in walk(entry.whole):
        address, view = entry.address_of(way[-1]), partial(_part_page, entry, way)
        yield Made(address, f"{made_from}, {way[-1].name}", _part_uses(entry, way), view)


def _make_entry(kind: str, address: str, names: Sequence[str], catalogue: Catalogue) -> _Entry:
    listed = [_Listed(name, place) for name in names for place in catalogue.names[kind][name]]
    if len(names) > 1:
        listed.sort(key=lambda one: one.place.issue.date or date.min, reverse=True)
    whole = divide(listed, lambda one: urls.time_steps(one.place.page), lambda some: len(some) <= MOST)
    roles = tuple(roles_of(name, kind, catalogue) for name in names)
    return _Entry(kind, address, tuple(names), roles, whole, catalogue)


def _entry_uses(entry: _Entry) -> bytes:
    shown = _newest(entry) if entry.whole.parts else entry.whole.items
    return digest_of_values(*_shared_uses(entry), _told(shown, entry), len(entry.whole.items), _outline(entry.whole))


def _part_uses(entry: _Entry, way: Sequence[Part[_Listed]]) -> bytes:
    part = way[-1]
    around = [(one.name, len(one.items)) if one else None for one in _neighbours(entry, way)]
    inner = [(one.name, len(one.items), _told(one.items[:HEADLINES], entry)) for one in part.parts]
    above = [one.name for one in way]
    return digest_of_values(*_shared_uses(entry), above, around, inner, _told(part.alone, entry), len(part.items))


def _shared_uses(entry: _Entry) -> tuple[object, ...]:
    feeds = [entry.catalogue.feed_of(entry.kind, name) for name in entry.names]
    return entry.kind, entry.address, entry.names, entry.above, entry.roles, feeds


def _told(listed: Sequence[_Listed], entry: _Entry) -> list[tuple[str, str, bytes]]:
    """Returns what listed articles are announced by."""
    digest = entry.catalogue.digests.card
    return [(one.name, one.place.address, digest(one.place.article, one.place.page)) for one in listed]


def _outline(whole: Part[_Listed]) -> list[tuple[str, int, list[tuple[str, int]]]]:
    """Returns the years of an entry with their months, and how many articles each has."""
    return [
        (year.name, len(year.items), [(month.name, len(month.items)) for month in year.parts]) for year in whole.parts
    ]


def _entry_page(entry: _Entry) -> IndexEntryView:
    frame = Frame(entry.address, entry.catalogue)
    shown = _newest(entry) if entry.whole.parts else entry.whole.items
    trail = (*entry.above, (entry.title, entry.address))
    years = entry.whole.parts
    return IndexEntryView(
        site=frame.site(),
        head=frame.head(entry.title, entry.title, trail),
        kind=entry.kind,
        title=entry.title,
        entries=_entries(entry, shown, frame),
        count=len(entry.whole.items),
        spans=tuple(_span(entry, year, frame, told=len(years) <= MOST_YEARS) for year in years),
    )


def _newest(entry: _Entry) -> tuple[_Listed, ...]:
    """Returns the newest articles, of each name as many."""
    each = max(HEADLINES, NEWEST // len(entry.names))
    places = entry.catalogue.names[entry.kind]
    return tuple(_Listed(name, place) for name in entry.names for place in places[name][:each])


def _span(entry: _Entry, year: Part[_Listed], frame: Frame, *, told: bool) -> SpanView:
    """Returns the way to a part; its own parts, months of a year, are `told` if there are few of their like."""
    months = reversed(year.parts) if told else ()  # as a calendar has them
    return SpanView(
        link=entry.link(year, frame),
        count=len(year.items),
        parts=tuple(
            frame.to(_short_title(month.name, entry.catalogue), entry.address_of(month), str(len(month.items)))
            for month in months
        ),
    )


def _part_page(entry: _Entry, way: Sequence[Part[_Listed]]) -> IndexEntryView:
    part = way[-1]
    here = entry.address_of(part)
    frame = Frame(here, entry.catalogue)
    span = span_title(part.name, entry.catalogue)
    trail = [*entry.above, *((span_title(at.name, entry.catalogue) or entry.title, entry.address_of(at)) for at in way)]
    before, after = _neighbours(entry, way)
    return IndexEntryView(
        site=frame.site(),
        head=frame.head(
            f"{entry.title} {span}",
            f"{entry.title} {span}",
            trail,
            replace(entry.link(before, frame), note="") if before else None,
            replace(entry.link(after, frame), note="") if after else None,
        ),
        kind=entry.kind,
        title=entry.title,
        entries=_entries(entry, part.alone, frame),
        count=len(part.items),
        span=span,
        divided=tuple(
            SpanHeadlines(link=entry.link(inner, frame), headlines=_headlines(entry, inner, frame))
            for inner in part.parts
        ),
    )


def _neighbours(entry: _Entry, way: Sequence[Part[_Listed]]) -> tuple[Part[_Listed] | None, Part[_Listed] | None]:
    """Returns the parts before and after one in time: of months all, of a year that is divided the other years."""
    part = way[-1]
    newest_first = list(way[-2].parts if part.parts else leaves(entry.whole))
    at = newest_first.index(part)
    before = newest_first[at + 1] if at + 1 < len(newest_first) else None
    return before, newest_first[at - 1] if at else None


def _entries(entry: _Entry, listed: Sequence[_Listed], frame: Frame) -> tuple[EntryView, ...]:
    """Returns the names that have one of the articles listed; where nothing is listed, none."""
    by_name: dict[str, list[Place]] = defaultdict(list)
    for one in listed:
        by_name[one.name].append(one.place)
    return tuple(
        EntryView(
            name=name,
            anchor=urls.entry_anchor(name),
            roles=roles,
            cards=tuple(card(place, frame.here, entry.catalogue) for place in by_name[name]),
            feed=frame.link(feed_urls.rss(stem)) if (stem := entry.catalogue.feed_of(entry.kind, name)) else "",
        )
        for name, roles in zip(entry.names, entry.roles, strict=True)
        if name in by_name
    )


def _headlines(entry: _Entry, part: Part[_Listed], frame: Frame) -> tuple[Link, ...]:
    untitled = entry.catalogue.words.untitled
    return tuple(
        frame.to(title_of(one.place.article, untitled), one.place.address, one.name if len(entry.names) > 1 else "")
        for one in part.items[:HEADLINES]
    )


def span_title(name: str, catalogue: Catalogue) -> str:
    """Returns a span of time as a title: 2024年3月; "" for the whole."""
    words = catalogue.words
    first, _, rest = name.partition("/")
    if first == "undated":
        return f"{words.shelf} {rest}".strip()
    match [int(number) for number in first.split("-") if number]:
        case [year, month, day]:
            return day_text(words, date(year, month, day))
        case [year, month]:
            return month_text(words, year, month)
        case [year]:
            return words.year.format(y=year)
    return ""


def _short_title(name: str, catalogue: Catalogue) -> str:
    """Returns a month where its year is said already; all else as a title."""
    month = re.fullmatch(r"\d{4}-(\d\d)", name)
    return month_alone_text(catalogue.words, int(month[1])) if month else span_title(name, catalogue)
