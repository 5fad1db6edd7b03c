"""A printed page and its articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from statistics import fmean

from sitegen.model.dates import PageDate
from sitegen.model.images import Figure, Image
from sitegen.model.layout import PrintedLine, Role
from sitegen.model.markup import Markup
from sitegen.model.prose import Prose
from sitegen.model.scans import Scan
from sitegen.model.tables import Row
from sitegen.source import SourceText, Span

WEIGHT = 1  # of an article of which the editor says nothing; 0 goes behind all others
LEAD = 1_000_000_000  # of the one that he makes the lead


class ArticleKind(StrEnum):
    """What sort of item an article is."""

    NEWS = "news"
    PHOTO = "photo"
    BRIEF = "brief"
    VERSE = "verse"
    LETTER = "letter"
    INDEX = "index"
    NOTICE = "notice"
    ADVERTISEMENT = "advertisement"


class BlockKind(StrEnum):
    """What a block of an article's body is."""

    PARAGRAPH = "paragraph"
    SUBHEADING = "subheading"
    BYLINE = "byline"  # of a part of the article
    CAPTION = "caption"
    VERSE = "verse"
    TABLE = "table"
    LIST = "list"
    QUOTE = "quote"
    FOOTNOTE = "footnote"


# Blocks that are no running text.
_BESIDE_TEXT = frozenset({BlockKind.CAPTION, BlockKind.BYLINE})


@dataclass(frozen=True, slots=True)
class Contributor:
    """Someone who made the article, with the role as printed: 记者, 通讯员, 供稿, 摄, 作者, 编辑 …"""

    role: str
    name: str


@dataclass(frozen=True, slots=True)
class Mentions:
    """Who and what an article names: people, units (institutions) and places, each sorted and once."""

    people: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """What an article said in print, what it says now, the day on which that was corrected, and why ("" if unsaid)."""

    before: str
    after: str
    day: date
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyBlock:
    """One block of an article's body. `level` is 1 or 2 for subheadings, else 0.

    `html` is the cleaned HTML of a block of edited Markdown: what a paragraph or caption holds, or the whole of a
    table, list, quotation or footnote. It is empty where `prose` says all, which it shows. `rows` are the cells of a
    table that a converter left in raw text.
    """

    kind: BlockKind
    prose: Prose
    level: int = 0
    html: Markup = ()
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One piece as read: its head, its body, who made it.

    `line` is the line of the headline, or the first line where there is none; it is the article's number in its
    address, unless `key` gives another: in edited Markdown, whose lines move, the heading's `{#id}` or the article's
    order on the page. Fields that the print does not have are None or empty. `contributors` repeat names that stand in
    bylines, `credit_lines` or captions; every other character stands in exactly one field. `corrections` are those
    that readers are told of; the text already says what they say. `figures` are the editor's pictures, in the order in
    which they stand. `weight` is the editor's word on its place among the articles of its issue.
    """

    line: int
    key: str = ""
    kind: ArticleKind = ArticleKind.NEWS
    kicker: Prose | None = None
    headline: Prose | None = None
    series: Prose | None = None
    deck: Prose | None = None
    dateline: Prose | None = None
    byline: Prose | None = None
    contributors: tuple[Contributor, ...] = ()
    credit_lines: tuple[Prose, ...] = ()
    body: tuple[BodyBlock, ...] = ()
    jump_to: Prose | None = None
    continued_from: Prose | None = None
    mentions: Mentions = Mentions()
    corrections: tuple[Correction, ...] = ()
    figures: tuple[Figure, ...] = ()
    weight: int = WEIGHT

    def proses(self) -> Iterator[Prose]:
        """Returns every piece of text of the article once, head first."""
        head = (self.kicker, self.headline, self.series, self.deck, self.continued_from, self.dateline, self.byline)
        yield from (prose for prose in head if prose is not None)
        yield from (block.prose for block in self.body)
        yield from self.credit_lines
        if self.jump_to is not None:
            yield self.jump_to

    def figures_at(self, at: int, *, captioned: bool) -> tuple[Figure, ...]:
        """Returns the pictures above a block of the body, or those that it is the caption of."""
        if not self.figures:
            return ()
        return tuple(figure for figure in self.figures if (figure.before, figure.captioned) == (at, captioned))

    @property
    def size(self) -> int:
        """Length of the running text in characters, as editors count (字数): white space left out."""
        return sum(len("".join(b.prose.text.split())) for b in self.body if b.kind not in _BESIDE_TEXT)

    @property
    def word_count(self) -> int:
        """Length of the running text in words, as readers of languages count that part these by spaces."""
        return sum(len(b.prose.text.split()) for b in self.body if b.kind not in _BESIDE_TEXT)


@dataclass(frozen=True, slots=True)
class Furniture:
    """A piece of page furniture: nameplate, folio, slogan, editors' line …"""

    role: Role
    prose: Prose


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One printed page, read from one bulletin.

    `stem` is the bulletin's file name without ending. `label` is the page number as printed without leading zeros, ""
    where none is printed. `edition` tells which of several newspapers of one day it belongs to (早, 晚, 号外), "" where
    there is one. `section` is the name of the page (版名), "" where there is none. `lines` holds every
    line that is not blank with its role. `text_start` is where the page's text begins in the source: above
    it stands the editor's front matter, if the bulletin has one. `images` are the files of its pictures by the names
    that the editor calls them. `part` is what the page takes up of a file that holds several, None where it is alone.
    `scan` is a picture of the page itself, None for most.
    """

    source: SourceText
    stem: str
    date: PageDate
    label: str
    section: str
    furniture: tuple[Furniture, ...]
    articles: tuple[Article, ...]
    lines: tuple[PrintedLine, ...]
    text_start: int = 0
    images: Mapping[str, Image] = field(default_factory=dict)
    part: Span | None = None
    edition: str = ""
    scan: Scan | None = None

    @property
    def extent(self) -> Span:
        """Where the page stands in its source: all below the front matter, or its part of a file of several pages."""
        return self.part if self.part is not None else Span(self.text_start, len(self.source.text))

    @property
    def follows(self) -> int:
        """The line in which a page begins that stands below another one in its file, 0 for the first or only one."""
        return self.source.line_number(self.part.start) if self.part is not None and self.part.start else 0

    @property
    def place(self) -> str:
        """The bulletin as findings name it: its path, with the line of a page that stands below another in its file."""
        return f"{self.source.path}:{self.follows}" if self.follows else self.source.path

    @property
    def sureness(self) -> float:
        """How sure the reader is of its lines, from 0 to 1."""
        return fmean(line.confidence for line in self.lines) if self.lines else 0.0

    def proses(self) -> Iterator[Prose]:
        """Returns every piece of text of the page once: furniture, then the articles."""
        yield from (item.prose for item in self.furniture)
        for article in self.articles:
            yield from article.proses()
