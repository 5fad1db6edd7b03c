"""What a line may look like on its own, and what a rule may look at to say so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from sitegen.config import ReadingHints
from sitegen.reading.sorts.titles import PageStyle
from sitegen.reading.text.lines import Line


class Sort(StrEnum):
    """What a line looks like on its own."""

    FOLIO = "folio"
    CONTACT = "contact"
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


MAKERS = frozenset({Sort.BYLINE, Sort.SPEAKER})  # who made the text below, or speaks in it


@dataclass(frozen=True, slots=True)
class Sorted:
    """A line with the sort it was given, by which rule, how sure."""

    line: Line
    sort: Sort
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Around:
    """What a rule may look at besides the line itself."""

    before: Line | None
    after: Line | None
    style: PageStyle
    hints: ReadingHints


Answer = tuple[Sort, float] | None
Rule = Callable[[Line, Around], Answer]
