"""The view of the front; like all views it holds ready text and links that fit the page."""

from __future__ import annotations

import msgspec

from sitegen.site.views.articles import ArticleBodyView, CardView
from sitegen.site.views.heads import Link, PageView
from sitegen.site.views.pages import FurnitureView, IssueCard, MonthView, PageLink


class BriefsView(msgspec.Struct, frozen=True, kw_only=True):
    """Further articles of a printed page, announced by their headlines."""

    page: PageLink
    cards: tuple[CardView, ...]


class WaysView(msgspec.Struct, frozen=True, kw_only=True):
    """The names of an index that most articles name; the note of each is their number."""

    title: str
    href: str  # of the whole index
    links: tuple[Link, ...]


class FrontView(PageView, frozen=True, kw_only=True):
    """index.html: the newest issue as a front, with ways to everything else."""

    issue: IssueCard
    pages: tuple[PageLink, ...]
    lead: ArticleBodyView | None  # its beginning, set in columns
    seconds: tuple[CardView, ...]  # articles of the lead's page, the weightiest first, at most seven
    briefs: tuple[BriefsView, ...]  # all others by page, those of each the weightiest first
    slogans: tuple[FurnitureView, ...]  # slogan and slogan-attribution lines of the issue
    month: MonthView | None  # the newest issue's month
    previous_issue: Link | None = None
    beside: int = 0  # how many of the seconds end level with the lead, beside it
    lead_goes_on: bool = False  # on its own page
    recent: tuple[IssueCard, ...]  # other dated issues, newest first (at most 8)
    undated: tuple[IssueCard, ...]  # the shelf of undated issues
    undated_href: str
    archive_href: str
    ways: tuple[WaysView, ...]  # places, people, units
