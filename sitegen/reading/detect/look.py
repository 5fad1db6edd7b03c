"""What a line may look like on its own, and what a rule may look at to say so."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

import msgspec

from sitegen.config import ReadingHints
from sitegen.reading.detect.titles import PageStyle
from sitegen.reading.text.lines import Line


class Look(StrEnum):
    """What a line looks like on its own."""

    FOLIO = "folio"
    CONTACT = "contact"
    IMPRINT = "imprint"
    EDITORS = "editors"
    CONTINUED_FROM = "continued-from"
    JUMP_TO = "jump-to"
    CAPTION = "caption"
    ARTWORK = "artwork"
    PHOTO_CREDIT = "photo-credit"
    BYLINE = "byline"
    SPEAKER = "speaker"
    SIGNATURE = "signature"
    TEXT_CREDIT = "text-credit"
    CREDIT = "credit"
    DASHED = "dashed"
    DATELINED = "datelined"
    VERSE = "verse"
    TABLE = "table"
    INDEX = "index"
    STRAY = "stray"
    TITLE = "title"
    PROSE = "prose"


class Classified(msgspec.Struct, frozen=True):
    """A line with the look it was given, by which rule, how sure."""

    line: Line
    look: Look
    rule: str
    confidence: float


class Around(msgspec.Struct, frozen=True):
    """What a rule may look at besides the line itself."""

    before: Line | None
    after: Line | None
    style: PageStyle
    hints: ReadingHints


Answer = tuple[Look, float] | None
Rule = Callable[[Line, Around], Answer]
