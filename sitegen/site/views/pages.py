"""What a template may see: typed, documented, finished. Views hold ready text and links that fit the page they are on.

Every `href` is relative to the page being made, every text plain; what the print does not have is "" or ().
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.site.page_layout import Band
from sitegen.site.views.heads import AlternateView, MetaView
from sitegen.site.views.pictures import ClippingView, ImageView, ScanView


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link: what it says, where it goes, a quiet word beside it ("" for none); `current` marks the page itself.

    `anchor` is the id of its place in a list, where others lead to it.
    """

    text: str
    href: str
    note: str = ""
    current: bool = False
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteView:
    """What every page knows of the publication and of the theme."""

    name: str  # the newspaper's name, set as nameplate
    publisher: str  # who publishes it
    email: str
    telephones: tuple[str, ...]
    language: str  # BCP 47, for <html lang>
    home: str  # href of the front page
    static: str  # href of the theme's static folder, ending in "/"
    search: str  # href of the search page
    feed: str  # href of the RSS feed
    subscribe: str  # href of the page about subscribing
    navigation: tuple[Link, ...]  # front page, archive, people, units, places
    generator: str  # "sitegen 0.1.0"
    opensearch: str = ""  # href of the description by which a browser offers this search
    other_form: str = ""  # href of this page in text only, on such a page of the full one; "" where there is none
    worker: str = ""  # href of the worker that keeps pages for readers without a net
    misreadings: str = ""  # where readers tell of them: an e-mail address, https://…, "" for nowhere
    manifest: str = ""  # href of what a browser needs to install the site


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadView:
    """What every page says about itself: <title>, description, canonical address, breadcrumbs, neighbours."""

    title: str
    description: str
    canonical: str  # absolute address
    breadcrumbs: tuple[Link, ...]  # from the front page down to this page (the last is current)
    previous: Link | None = None  # rel=prev
    next: Link | None = None  # rel=next
    feed_title: str = ""
    metas: tuple[MetaView, ...] = ()  # what it tells machines of itself


@dataclass(frozen=True, slots=True)
class NoteLinkView:
    """Where a link within a text leads: to a footnote, or from it back into the text."""

    note_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockView:
    """One block of an article: kind is paragraph, subheading, byline, caption, verse, table, list, quote or footnote.

    `id` is stable (`p3`), `level` 1 or 2 for subheadings, `lines` the printed lines as `21` or `36-40`, `parts` the
    text cut where a paired subheading has its space (one part for all else). Verse and tables hold line breaks.
    `html` is set in place of the text where it is not empty: clean HTML, to set unescaped, and between it pictures and
    where its links to footnotes lead.
    """

    id: str
    kind: str
    level: int
    text: str
    parts: tuple[str, ...]
    lines: str
    html: tuple[str | ImageView | NoteLinkView, ...] = ()  # of edited Markdown (the whole of a list …), of a table
    figures: tuple[ImageView, ...] = ()  # pictures that stand above it
    images: tuple[ImageView, ...] = ()  # pictures that it is the caption of; its text may be "" then

    @property
    def pictures(self) -> tuple[ImageView, ...]:
        """Returns all its pictures: above it, in its text, those that it is the caption of."""
        return (*self.figures, *self.within, *self.images)

    @property
    def within(self) -> tuple[ImageView, ...]:
        """Returns the pictures that stand in its text."""
        return tuple(piece for piece in self.html if isinstance(piece, ImageView))


@dataclass(frozen=True, slots=True, kw_only=True)
class CardView:
    """An article as another page announces it."""

    href: str
    kind: str  # news, photo, brief …
    kicker: str
    headline: str  # in one line, for lists; photo items without a headline have the beginning of their text
    headline_parts: tuple[str, ...]  # cut where a paired headline has its space
    deck: str
    dateline: str
    people: tuple[str, ...]  # who made it, names only
    lead: str  # the beginning of the text: its first paragraph, shortened at a sentence end if long
    size: int  # characters of running text
    date: str  # "2025年6月27日", or how the undated shelf words it
    page: Link  # the printed page it stands on: "05版"
    pictured: bool = False  # it has pictures


@dataclass(frozen=True, slots=True, kw_only=True)
class FurnitureView:
    """A piece of page furniture: role is nameplate, standing-head, folio, publisher, contact, slogan …"""

    role: str
    text: str
    lines: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributorView:
    """A contributor: role as printed, name, and their page in the index of people or units ("" if none)."""

    role: str
    name: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionView:
    """A public correction (更正) of an article: what was printed, what the text says now, when that was mended."""

    before: str
    after: str
    date: str  # "2023年5月6日"
    date_iso: str  # for <time datetime>
    note: str  # the editor's, "" for none


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleBodyView:
    """An article in full, wherever it is set: on its own page and on the printed page."""

    id: str  # anchor on the printed page: a19
    href: str  # its own page
    kind: str
    kicker: str
    headline: str
    headline_parts: tuple[str, ...]
    series: str
    deck: str
    dateline: str  # set bold at the start of the first paragraph
    byline: str  # as printed, with its marks; set after the dateline if byline_run_in, else under the headline
    byline_run_in: bool
    blocks: tuple[BlockView, ...]
    credit_lines: tuple[str, ...]  # set to the right, at the end
    figures: tuple[ImageView, ...]  # pictures below all text, above the credits
    continued_from: str
    jump_to: str
    corrections: tuple[CorrectionView, ...]  # set in a box above the text
    size: int
    lines: str

    @property
    def has_figures(self) -> bool:
        """Tell whether pictures stand in it that can be looked at alone."""
        return bool(self.figures) or any(block.figures or block.images for block in self.blocks)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContinuationView:
    """A further part of a story, from the page to which its first part jumps."""

    article: ArticleBodyView
    page: Link
    prefix: str  # goes before the ids of its blocks


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLink:
    """A printed page in a list of pages: its number as set ("05"), its name, its address."""

    label: str  # "05版", or "版次待考" for a page that prints no number
    section: str
    href: str
    current: bool
    cards: tuple[CardView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueCard:
    """An issue as another page announces it."""

    href: str
    title: str  # "2025年6月27日 星期五"; for undated ones "日期待考，不早于2022年12月" or "约2021年"
    note: str  # of an undated issue: the editor's evidence, "" for none
    page_count: int
    article_count: int
    size: int  # characters of all articles
    headlines: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayView:
    """A cell of the calendar: day of the month (0 for an empty cell), link to the issue ("" if none)."""

    day: int
    href: str
    title: str  # "2025年6月27日，5篇", for screen readers
    current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthView:
    """One month of the calendar, weeks from Monday to Sunday."""

    title: str  # "2025年6月"
    weeks: tuple[tuple[DayView, ...], ...]
    href: str = ""  # of the month's list of issues, "" where the year's page lists them all


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueView:
    """YYYY/MM/DD/index.html: all pages of one date with all their articles."""

    site: SiteView
    head: HeadView
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


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPageView:
    """One printed page (版): its furniture and its articles in full, and the issue's other pages.

    For an undated bulletin this is at the same time the issue.
    """

    site: SiteView
    head: HeadView
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """An article on its own page."""

    site: SiteView
    head: HeadView
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
