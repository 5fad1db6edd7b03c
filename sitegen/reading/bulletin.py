"""One bulletin → its printed pages, each read by itself."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from sitegen.config import ReadingHints
from sitegen.errors import Diagnostic
from sitegen.reading.files.bulletins import Bulletin
from sitegen.reading.illustrating import Reading
from sitegen.reading.page import NO_HINTS, read_page
from sitegen.reading.splitting.parts import split_pages


def read_bulletin(bulletin: Bulletin, hints: ReadingHints = NO_HINTS, explain: str = "") -> tuple[Reading, ...]:
    """Read the printed pages of a bulletin, in order: mostly one. What is doubtful of a file is told of its pages.

    `explain` is the language in which each line's role is explained; without it, which is faster, it is not.
    """
    split = split_pages(bulletin, hints.name)
    readings = [read_page(page, hints, explain) for page in split.bulletins]
    if not split.diagnostics:
        return tuple(readings)
    doubts = [list[Diagnostic]() for _ in readings]
    begins = [reading.page.follows for reading in readings]
    for doubt in split.diagnostics:
        doubts[bisect_right(begins, doubt.line) - 1].append(doubt)
    return tuple(replace(r, diagnostics=(*told, *r.diagnostics)) for r, told in zip(readings, doubts, strict=True))
