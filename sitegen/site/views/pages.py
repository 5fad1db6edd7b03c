"""What a template may see: typed, documented, finished. Views hold ready text and links that fit the page they are on.

Every `href` is relative to the page being made, every text plain; what the print does not have is "" or ().
"""

from __future__ import annotations

import msgspec

from sitegen.site.page_layout import Band
from sitegen.site.views.articles import ArticleBodyView, CardView, ContinuationView, ContributorView
from sitegen.site.views.heads import AlternateView, Link, PageView
from sitegen.site.views.pictures import ClippingView, ScanView


class FurnitureView(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of page furniture: role is nameplate, standing-head, folio, publisher, contact, slogan …"""

    role: str
    text: str
    lines: str


class PageLink(msgspec.Struct, frozen=True, kw_only=True):
    """A printed page in a list of pages: its number as set ("05"), its name, its address."""

    label: str  # "05版", or "版次待考" for a page that prints no number
    section: str
    href: str
    current: bool
    cards: tuple[CardView, ...]


class IssueCard(msgspec.Struct, frozen=True, kw_only=True):
    """An issue as another page announces it."""

    href: str
    title: str  # "2025年6月27日 星期五"; for undated ones "日期待考，不早于2022年12月" or "约2021年"
    note: str  # of an undated issue: the editor's evidence, "" for none
    page_count: int
    article_count: int
    size: int  # characters of all articles
    word_count: int  # 0 where readers of the language count characters
    headlines: tuple[Link, ...]


class DayView(msgspec.Struct, frozen=True, kw_only=True):
    """A cell of the calendar: day of the month (0 for an empty cell), link to the issue ("" if none)."""

    day: int
    href: str
    title: str  # "2025年6月27日，5篇", for screen readers
    current: bool = False


class MonthView(msgspec.Struct, frozen=True, kw_only=True):
    """One month of the calendar, weeks from Monday to Sunday."""

    title: str  # "2025年6月"
    weeks: tuple[tuple[DayView, ...], ...]
    href: str = ""  # of the month's list of issues, "" where the year's page lists them all


class IssueView(PageView, frozen=True, kw_only=True):
    """YYYY/MM/DD/index.html: all pages of one date with all their articles."""

    issue: IssueCard
    pages: tuple[PageLink, ...]
    editions: tuple[IssueCard, ...] = ()  # other ones of the day; all of them where this is the page of the day alone
    numbers: tuple[Link, ...] = ()  # of its pages, with their names as notes
    month: MonthView | None
    previous_issue: Link | None
    next_issue: Link | None
    archives: tuple[Link, ...] = ()  # the issue for archives, if it has scans; `note` is the type of each file
    day_iso: str = ""  # what a search within the issue is narrowed by; "" for an undated one
    in_brief: bool = False  # it has so many articles that only their headlines fit on one page
    alternates: tuple[AlternateView, ...] = ()  # forms in which the issue may be taken away


class PrintedPageView(PageView, frozen=True, kw_only=True):
    """One printed page (版): its furniture and its articles in full, and the issue's other pages.

    For an undated bulletin this is at the same time the issue.
    """

    issue: IssueCard
    label: str  # "05版", or "版次待考"
    section: str
    date_note: str  # the editor's reason for a date given by hand, "" for none and on the undated shelf
    top: tuple[FurnitureView, ...]  # furniture printed above the first article
    bottom: tuple[FurnitureView, ...]  # furniture printed elsewhere
    articles: tuple[ArticleBodyView, ...]
    bands: tuple[Band, ...]  # which of the articles stand side by side
    pages: tuple[PageLink, ...]
    numbers: tuple[Link, ...] = ()  # of the issue's pages: "05", with their names as notes; this page's is `current`
    previous_page: Link | None
    next_page: Link | None
    previous_issue: Link | None = None  # where there is no page before
    next_issue: Link | None = None  # where there is no page after
    alternates: tuple[AlternateView, ...] = ()  # of an undated page, which is an issue: how it may be taken away
    scan: ScanView | None = None  # the page as it was printed
    archives: tuple[Link, ...] = ()  # the page for archives, of an undated one the issue; `note` is the type of each


class ArticleView(PageView, frozen=True, kw_only=True):
    """An article on its own page."""

    article: ArticleBodyView
    contributors: tuple[ContributorView, ...]
    issue: IssueCard
    page: Link  # the printed page it stands on
    date: str  # "2025年6月27日 星期五"
    date_iso: str  # for <time datetime>, "" where not exact
    date_note: str
    previous_article: Link | None
    next_article: Link | None
    numbers: tuple[Link, ...] = ()  # of the issue's pages; that of the article's page is `current`
    previous_page: Link | None
    next_page: Link | None
    previous_issue: Link | None = None  # where there is no page before
    next_issue: Link | None = None  # where there is no page after
    siblings: tuple[CardView, ...]  # the other articles of the same printed page
    related: tuple[CardView, ...]  # articles of other pages that tell of the same things, nearest first
    people: tuple[Link, ...]  # index entries that list this article
    units: tuple[Link, ...]
    places: tuple[Link, ...]
    jump_target: Link | None
    continued_target: Link | None
    continuations: tuple[ContinuationView, ...]
    structured: tuple[str, ...]  # JSON-LD, each safe to set unescaped in a <script> of its own
    clipping: ClippingView | None = None  # the article as it was printed, if its page has a scan
    citation: str = ""  # the entry of a list of references (GB/T 7714), with a place for the day of access
    alternates: tuple[AlternateView, ...] = ()  # forms in which it may be taken away
