"""Headings that a converter has underlined, as Markdown and reStructuredText allow: `河湾新桥通车` above `======`."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from sitegen.reading.text.line import Line
from sitegen.reading.text.words import width

_RULE = re.compile(r"([=~^+-])\1{2,}")
_SURE = "="  # of rules: newspapers print others
LEAST = 2  # rules of another sign that underline
SHARE = 0.75  # of lines above rules of a sign: those that may be headings
LONGEST = 60  # ideographs' widths of a heading
_ENDS = ("。", ")", ",", ":", ";")  # of texts, of signatures


def with_underlined(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Returns the lines of a page; those that are underlined have the level of a heading, by the order of the signs.

    A rule parts stories as well: below their last lines, and with white above. A sign that does so underlines nothing.
    """
    signs = [match[1] if (match := _RULE.fullmatch(line.canonical)) else "" for line in lines]
    if not any(signs):
        return tuple(lines)
    found: dict[str, list[int]] = defaultdict(list)
    for at, (above, rule) in enumerate(pairwise(lines)):
        if signs[at + 1] and not signs[at] and not rule.gap and above.text and not above.level:
            found[signs[at + 1]].append(at)
    times = Counter(signs)
    underline = [sign for sign, ats in found.items() if _underlines(sign, [lines[at] for at in ats], times[sign])]
    levels = {at: level for level, sign in enumerate(underline, 1) for at in found[sign]}
    return tuple(replace(line, level=levels[at]) if at in levels else line for at, line in enumerate(lines))


def _underlines(sign: str, above: Sequence[Line], times: int) -> bool:
    """Tell whether lines right above rules of a sign are headings, of so many such rules on the page."""
    if sum(map(_may_head, above)) < SHARE * len(above):
        return False
    return sign == _SURE or (len(above) >= LEAST and 2 * len(above) >= times)  # reStructuredText rules above as well


def _may_head(line: Line) -> bool:
    text = line.canonical
    return not line.coded and width(text) <= LONGEST and not text.endswith(_ENDS)
