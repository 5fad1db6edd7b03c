"""The rules between columns that an OCR has read as strokes, in lines that go across: `…写了四年 | 病房四张床…`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sitegen.reading.text.lines import Line
from sitegen.reading.text.words import width

FEWEST = 6  # lines with a stroke: fewer are a table's, or its words of contact
SHARE = 0.2  # of the long lines around them
LEAST = 6  # ideographs' widths on either side of a stroke
LONG = 16  # of a line that may hold two columns
APART = 12  # lines between two with strokes
_SENTENCES = re.compile(r"[,。;]")  # cells of a table have none
_STROKE = re.compile(r"(?<=\S) ?[|丨] ?(?=\S)")


def ruled_stretches(lines: Sequence[Line]) -> Iterator[tuple[int, int, int]]:
    """Returns the stretches of lines that go across strokes: their first and last place, and how many have some."""
    with_strokes = [at for at, line in enumerate(lines) if _goes_across(line)]
    start = 0
    for at in range(1, len(with_strokes) + 1):
        if at < len(with_strokes) and with_strokes[at] - with_strokes[at - 1] <= APART:
            continue
        found = with_strokes[start:at]
        start = at
        around = [line for line in lines[found[0] : found[-1] + 1] if width(line.text) >= LONG]
        is_text = 2 * sum(_SENTENCES.search(lines[at].canonical) is not None for at in found) > len(found)
        if is_text and len(found) >= max(FEWEST, SHARE * len(around)):
            yield found[0], found[-1], len(found)


def _goes_across(line: Line) -> bool:
    text = line.canonical
    if not ("|" in text or "丨" in text) or line.given is not None or line.level or width(text) < LONG:
        return False
    return any(
        width(text[: stroke.start()]) >= LEAST and width(text[stroke.end() :]) >= LEAST
        for stroke in _STROKE.finditer(text)
    )
