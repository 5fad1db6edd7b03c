"""Lines that programs and converters have put among those of a page, set apart before any others are put together.

Text goes on below them: `…通车,` / `- 3 -` / `两岸居民…` is one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from msgspec.structs import replace

from sitegen.model.layout import PrintedLine, Role
from sitegen.reading.splitting.marks import counts_pages, dressed_number
from sitegen.reading.text.days import printed_day
from sitegen.reading.text.lines import Line
from sitegen.reading.text.patterns import NAMEPLATE_END
from sitegen.reading.text.programs import is_by_program, is_stamp

TOP, FOOT = 8, 2  # lines among which the number of the page may stand
HEAD = 4  # lines at the top of a page that converters repeat
LONGEST_HEAD = 60
_LABEL = re.compile(r"^[A-Z]\d{1,2}$")  # A1, B2: of a page that a converter has torn from its folio
_SURE = 0.95


def without_notes(
    lines: Sequence[Line], kept: Collection[int]
) -> tuple[tuple[Line, ...], tuple[tuple[Line, PrintedLine], ...]]:
    """Returns the lines of a page, and apart those that are nobody's text; none that is `kept`, by its number.

    On a page that sets lines close, the line below such a one is as close to the text above as either.
    """
    notes = {line.number: (line, printed) for line, printed in _notes(lines) if line.number not in kept}
    if not notes:
        return tuple(lines), ()
    return tuple(_parted(lines, notes)), tuple(notes.values())


def _parted(lines: Sequence[Line], notes: Collection[int]) -> Iterator[Line]:
    close = 2 * sum(line.gap > 0 for line in lines if line.number not in notes) < len(lines)
    above: list[int] = []
    for line in lines:
        if line.number in notes:
            above.append(line.gap)
            continue
        gap = (min if close else max)(*above, line.gap) if above else line.gap
        yield replace(line, gap=gap) if gap != line.gap else line
        above = []


def _notes(lines: Sequence[Line]) -> Iterator[tuple[Line, PrintedLine]]:
    heads = {line.canonical for line in lines[:HEAD] if _heads_page(line.canonical)}
    counts_parts = any(dressed_number(line.canonical) == 1 for line in lines)  # `- 1 -` above a part of a story
    for at, line in enumerate(lines):
        if line.level or line.given is not None:
            continue
        text = line.canonical
        if is_by_program(text):
            yield line, _printed(line, Role.FOLIO if is_stamp(text) else Role.CONTACT, "by-program")
        elif counts_pages(text) or (dressed_number(text) and not counts_parts):
            yield line, _printed(line, Role.FOLIO, "page-number")
        elif TOP <= at < len(lines) - FOOT and _LABEL.match(text):
            yield line, _printed(line, Role.UNCLASSIFIED, "page-number")
        elif at >= HEAD and text in heads:
            yield line, _printed(line, Role.UNCLASSIFIED, "running-head")


def _heads_page(text: str) -> bool:
    if len(text) > LONGEST_HEAD:
        return False
    return NAMEPLATE_END.search(text) is not None or printed_day(text) is not None


def _printed(line: Line, role: Role, why: str) -> PrintedLine:
    return PrintedLine(line.number, line.span, role, _SURE, why=(why,))
