"""What stands on the paper: printed lines, and the part each plays."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from sitegen.source import Span


class Role(StrEnum):
    """The part a printed line plays. The first group is page furniture: it belongs to the page, to no article."""

    NAMEPLATE = "nameplate"
    STANDING_HEAD = "standing-head"
    FOLIO = "folio"
    PUBLISHER = "publisher"
    CONTACT = "contact"
    SLOGAN = "slogan"
    SLOGAN_ATTRIBUTION = "slogan-attribution"
    EDITORS = "editors"
    INDEX = "index"
    UNCLASSIFIED = "unclassified"

    KICKER = "kicker"
    HEADLINE = "headline"
    DECK = "deck"
    BYLINE = "byline"
    PARAGRAPH = "paragraph"
    CONTINUATION = "continuation"
    SUBHEADING = "subheading"
    CAPTION = "caption"
    CREDIT = "credit"
    VERSE = "verse"
    TABLE = "table"
    JUMP_TO = "jump-to"
    CONTINUED_FROM = "continued-from"


FURNITURE = frozenset(
    {
        Role.NAMEPLATE,
        Role.STANDING_HEAD,
        Role.FOLIO,
        Role.PUBLISHER,
        Role.CONTACT,
        Role.SLOGAN,
        Role.SLOGAN_ATTRIBUTION,
        Role.EDITORS,
        Role.INDEX,
        Role.UNCLASSIFIED,
    }
)


UNSURE = 0.7  # of a line whose role is less sure an editor is told


class PrintedLine(msgspec.Struct, frozen=True):
    """One line of a bulletin that is not blank, with what was decided about it.

    `number` counts from 1 as editors do; `span` is the text without marks and outer white space; `confidence` (0 to 1)
    tells how sure the role is, `other` what the line would be next ("" where nothing else was weighed), `why` what
    decided, the strongest first, in words for editors: a page that is read to be published has none for most lines.
    """

    number: int
    span: Span
    role: Role
    confidence: float
    other: str = ""
    why: tuple[str, ...] = ()

    @property
    def is_unsure(self) -> bool:
        """Tell whether a second look at it is worth the while."""
        return self.confidence < UNSURE
