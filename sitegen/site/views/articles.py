"""An article as a template may see it: as other pages announce it, and in full."""

from __future__ import annotations

import msgspec

from sitegen.site.views.heads import Link
from sitegen.site.views.pictures import ImageView


class NoteLinkView(msgspec.Struct, frozen=True):
    """Where a link within a text leads: to a footnote, or from it back into the text."""

    note_href: str


class BlockView(msgspec.Struct, frozen=True, kw_only=True):
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


class CardView(msgspec.Struct, frozen=True, kw_only=True):
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
    word_count: int  # 0 where readers of the language count characters
    date: str  # "2025年6月27日", or how the undated shelf words it
    page: Link  # the printed page it stands on: "05版"
    pictured: bool = False  # it has pictures


class ContributorView(msgspec.Struct, frozen=True, kw_only=True):
    """A contributor: role as printed, name, and their page in the index of people or units ("" if none)."""

    role: str
    name: str
    href: str


class CorrectionView(msgspec.Struct, frozen=True, kw_only=True):
    """A public correction (更正) of an article: what was printed, what the text says now, when that was mended."""

    before: str
    after: str
    date: str  # "2023年5月6日"
    date_iso: str  # for <time datetime>
    note: str  # the editor's, "" for none


class ArticleBodyView(msgspec.Struct, frozen=True, kw_only=True):
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
    word_count: int
    lines: str

    @property
    def first_paragraph(self) -> BlockView | None:
        """Returns the block that the dateline opens, None where it has no paragraph."""
        return next((block for block in self.blocks if block.kind == "paragraph"), None)

    @property
    def has_figures(self) -> bool:
        """Tell whether pictures stand in it that can be looked at alone."""
        return bool(self.figures) or any(block.figures or block.images for block in self.blocks)


class ContinuationView(msgspec.Struct, frozen=True, kw_only=True):
    """A further part of a story, from the page to which its first part jumps."""

    article: ArticleBodyView
    page: Link
    prefix: str  # goes before the ids of its blocks
