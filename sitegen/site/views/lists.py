"""What the templates of pages that lead to articles may see: archive, shelf, indexes, search, 404."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from sitegen.site.views.articles import CardView
from sitegen.site.views.front import FrontView
from sitegen.site.views.heads import Link, PageView, SiteView
from sitegen.site.views.pages import ArticleView, IssueCard, IssueView, MonthView, PrintedPageView


class SpanView(msgspec.Struct, frozen=True, kw_only=True):
    """A span of time of a list and the page that shows it; `parts` are the months of a year, where they have pages."""

    link: Link  # "2024年"
    count: int  # of issues, or of articles
    parts: tuple[Link, ...] = ()  # "3月", note = their number


class YearView(msgspec.Struct, frozen=True, kw_only=True):
    """One year of the archive, or one month of it, which then has the one calendar and the month's name."""

    title: str  # "2025年"
    href: str
    months: tuple[MonthView, ...]  # only months with an issue
    issues: tuple[IssueCard, ...]  # newest first; none where each month has a page of its own


class ArchiveView(PageView, frozen=True, kw_only=True):
    """archive/index.html, YYYY/index.html and YYYY/MM/index.html: the calendar.

    The archive alone shows `undated` issues. Where it would hold too much, `years` is empty: `latest` is the newest
    month with its last issues, `spans` leads to all years. Neighbours of a year or month are those of `head`.
    """

    title: str
    years: tuple[YearView, ...]
    undated: tuple[IssueCard, ...]
    undated_href: str
    undated_count: int
    issue_count: int  # of the time that the page is about; of the archive with the undated ones
    latest: YearView | None = None
    spans: tuple[SpanView, ...] = ()


class ShelfView(PageView, frozen=True, kw_only=True):
    """undated/index.html and its parts: issues whose day is not known, each with its evidence."""

    title: str
    issues: tuple[IssueCard, ...]
    count: int
    parts: tuple[Link, ...] = ()  # pages that list them, by likely year and by name; note = number of issues


class NameView(msgspec.Struct, frozen=True, kw_only=True):
    """A name on a page of an index, with its articles where they are few, else with the way to them."""

    name: str
    anchor: str
    href: str  # of its own page; "" where its articles stand below it
    roles: tuple[str, ...]
    count: int
    headlines: tuple[Link, ...]  # newest first, note = the day


class IndexGroup(msgspec.Struct, frozen=True, kw_only=True):
    """Index entries under one heading: an initial letter of their pinyin, or their first character, the surname."""

    letter: str
    anchor: str
    links: tuple[Link, ...] = ()  # note = number of articles; in a long index surnames, note = number of entries
    names: tuple[NameView, ...] = ()  # with their articles, instead of links
    href: str = ""  # of the part of the index that holds them
    count: int = 0  # of the entries in a part that `links` and `names` do not tell


class IndexView(PageView, frozen=True, kw_only=True):
    """people/, units/, places/ index.html and their parts: all entries of one index, or those that begin alike.

    The neighbours of `head` are those of a part.
    """

    kind: str  # people, units, places
    title: str
    groups: tuple[IndexGroup, ...]
    count: int
    letters: tuple[Link, ...] = ()  # of a part: the initials of the whole index
    span: str = ""  # of a part: what its names begin with
    names: str = ""  # of a whole index with many names: href of the file by which they are filtered


class EntryView(msgspec.Struct, frozen=True, kw_only=True):
    """One name of an index with its articles. `roles` says what the person did: 记者, 摄 …"""

    name: str
    anchor: str
    roles: tuple[str, ...]
    cards: tuple[CardView, ...]  # newest first
    feed: str = ""  # href of its feed, "" where it has too few articles for one


class SpanHeadlines(msgspec.Struct, frozen=True, kw_only=True):
    """A span of time of an entry with its first headlines."""

    link: Link  # note = number of articles
    headlines: tuple[Link, ...]  # note = the name, where several sound alike


class IndexEntryView(PageView, frozen=True, kw_only=True):
    """people/<pinyin>.html and its like, of names with many articles; those that sound alike share the page.

    Where there are more articles than one page lists, `entries` has the newest only and `spans` leads to all. A part
    has the articles of its `span`, or the headlines of the months or days into which it is divided.
    """

    kind: str
    title: str  # the names
    entries: tuple[EntryView, ...]
    count: int  # of articles, on the page and in its parts
    span: str = ""  # of a part: "2024年3月"
    spans: tuple[SpanView, ...] = ()
    divided: tuple[SpanHeadlines, ...] = ()


class SearchView(PageView, frozen=True, kw_only=True):
    """search.html. `scripts` are hrefs of classic scripts in the order they must load; they load the rest."""

    scripts: tuple[str, ...]
    lunr: str  # href of lunr.js
    index: str  # href of the folder of the index
    root: str  # what stands before the address of a result
    ways_in: tuple[Link, ...]  # for readers without JavaScript
    article_count: int
    more: str = ""  # href of the script that is loaded behind the first results
    near: str = ""  # href of the script that is loaded where nothing fits


class NotFoundView(PageView, frozen=True, kw_only=True):
    """404.html; all its links are absolute paths from the site's root, as a server may show it at any address."""

    ways_in: tuple[Link, ...]


class WithdrawnView(PageView, frozen=True, kw_only=True):
    """What answers at an address that was published and withdrawn: that it is so, and where to go from there."""

    ways_in: tuple[Link, ...]


class FeedView(msgspec.Struct, frozen=True, kw_only=True):
    """A feed: what it tells of, how many articles (of the digest: issues) that are, and the links to its forms."""

    name: str
    count: int
    address: str  # absolute, of the form that every reader knows
    forms: tuple[Link, ...]  # "RSS", "Atom", "JSON Feed"


class FeedGroup(msgspec.Struct, frozen=True, kw_only=True):
    """Feeds of one kind, `count` in all: whole, digest, added, undated, pages, sections, people, units, places."""

    kind: str
    feeds: tuple[FeedView, ...]
    count: int


class SubscribeView(PageView, frozen=True, kw_only=True):
    """subscribe.html: how to subscribe, and the feeds with their addresses."""

    title: str
    opml: str  # href of the list of all feeds, for readers that take one in
    groups: tuple[FeedGroup, ...]
    count: int


class OfflineView(PageView, frozen=True, kw_only=True):
    """offline.html: shown to readers without a net in place of a page that their browser has not kept."""

    ways_in: tuple[Link, ...]  # for readers without JavaScript


class ManifestView(msgspec.Struct, frozen=True, kw_only=True):
    """manifest.webmanifest: by what name and icon the site is installed."""

    site: SiteView


class WorkerView(msgspec.Struct, frozen=True, kw_only=True):
    """sw.js: what the worker keeps, as sitegen.site.beside.offline words it; addresses are relative to the worker."""

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
    | WithdrawnView
    | SubscribeView
    | OfflineView
    | ManifestView
)
