"""One bulletin → its printed pages, each read by itself."""

from __future__ import annotations

from dataclasses import replace

from sitegen.config import ReadingHints
from sitegen.reading.files.bulletins import Bulletin
from sitegen.reading.page import NO_HINTS, Reading, read_page
from sitegen.reading.splitting.parts import split_pages


def read_bulletin(bulletin: Bulletin, hints: ReadingHints = NO_HINTS, explain: str = "") -> tuple[Reading, ...]:
    """Read the printed pages of a bulletin, in order: mostly one. What is doubtful of the file is told of the first.

    `explain` is the language in which each line's role is explained; without it, which is faster, it is not.
    """
    split = split_pages(bulletin, hints.name)
    first, *others = (read_page(page, hints, explain) for page in split.bulletins)
    return replace(first, diagnostics=(*split.diagnostics, *first.diagnostics)), *others
