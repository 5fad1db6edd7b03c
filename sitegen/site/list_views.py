"""What the templates of pages that lead to articles may see: archive, shelf, indexes, search, 404."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sitegen.site.views import (
    ArticleView,
    CardView,
    FrontView,
    HeadView,
    IssueCard,
    IssueView,
    Link,
    MonthView,
    PrintedPageView,
    SiteView,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class YearView:
    """One year of the archive."""

    title: str  # "2025年"
    href: str
    months: tuple[MonthView, ...]  # only months with an issue
    issues: tuple[IssueCard, ...]  # newest first


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveView:
    """archive/index.html and YYYY/index.html: the calendar; `undated` is shown on the archive only."""

    site: SiteView
    head: HeadView
    title: str
    years: tuple[YearView, ...]
    undated: tuple[IssueCard, ...]
    undated_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfView:
    """undated/index.html: issues whose day is not known, each with its evidence."""

    site: SiteView
    head: HeadView
    title: str
    issues: tuple[IssueCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexGroup:
    """Index entries under one initial letter of their pinyin."""

    letter: str
    links: tuple[Link, ...]  # note = number of articles


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexView:
    """people/, units/, places/ index.html: all entries of one index."""

    site: SiteView
    head: HeadView
    kind: str  # people, units, places
    title: str
    groups: tuple[IndexGroup, ...]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    """One name of an index with its articles. `roles` says what the person did: 记者, 摄 …"""

    name: str
    anchor: str
    roles: tuple[str, ...]
    cards: tuple[CardView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexEntryView:
    """people/<pinyin>.html and its like; names that sound alike share the page, so no address ever moves."""

    site: SiteView
    head: HeadView
    kind: str
    title: str
    entries: tuple[EntryView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView:
    """search.html. `scripts` are hrefs of classic scripts in the order they must load; they load the rest."""

    site: SiteView
    head: HeadView
    scripts: tuple[str, ...]
    lunr: str  # href of lunr.js
    index: str  # href of the folder of the index
    root: str  # what stands before the address of a result
    ways_in: tuple[Link, ...]  # for readers without JavaScript
    article_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFoundView:
    """404.html; all its links are absolute paths from the site's root, as a server may show it at any address."""

    site: SiteView
    head: HeadView
    ways_in: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfflineView:
    """offline.html: shown to readers without a net in place of a page that their browser has not kept."""

    site: SiteView
    head: HeadView
    ways_in: tuple[Link, ...]  # for readers without JavaScript


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestView:
    """manifest.webmanifest: by what name and icon the site is installed."""

    site: SiteView


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerView:
    """sw.js: what the worker keeps, as sitegen.site.offline words it; addresses are relative to the worker."""

    worker: Mapping[str, str | list[str]]


View = (
    FrontView
    | ArchiveView
    | ShelfView
    | IssueView
    | PrintedPageView
    | ArticleView
    | IndexView
    | IndexEntryView
    | SearchView
    | NotFoundView
    | OfflineView
    | ManifestView
)
