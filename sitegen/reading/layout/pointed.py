"""Heads in letters end with a point or without, as their paper has it: where they have none, a line with one is text.

`She said: “I'd just done that floor.”` between two paragraphs is as short as a head, and else looked like one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from sitegen.reading.detect.look import Classified, Look
from sitegen.reading.text.scripts import is_alphabetic
from sitegen.reading.text.words import ends_sentence

LONGEST = 80  # letters of a line that may be a head
LEAST = 4  # heads without a point, right above a text, that show what the paper does
MOST_POINTED = 0.3  # of the short lines right above a text
_LINES, _TEXTS = frozenset({Look.TITLE, Look.PROSE}), frozenset({Look.PROSE, Look.DATELINED})
_ABBREVIATED = re.compile(r"(?:\b\w|\betc|\.)\.$")  # M.R.C.S., to 40 p.c., and then …


def texts_by_point(entries: Sequence[Classified]) -> frozenset[int]:
    """Returns the places of short unmarked lines below a text that their point shows to be no heads.

    Of 232 such lines on invented pages none is a head.
    """
    above_text = [upper for upper, lower in pairwise(entries) if _is_running(lower)]
    pointed = sum(map(_is_pointed, above_text))
    bare = sum(one.look is Look.TITLE and not _is_pointed(one) for one in above_text)
    if bare < LEAST or pointed >= MOST_POINTED * (pointed + bare):
        return frozenset()
    return frozenset(
        at
        for at, (above, entry) in enumerate(pairwise(entries), 1)
        if _is_text(above) and _is_pointed(entry) and not entry.line.level and not entry.line.canonical.isupper()
    )


def _is_pointed(entry: Classified) -> bool:
    text = entry.line.canonical
    short = entry.look in _LINES and len(text) <= LONGEST and text.endswith(".")
    return short and is_alphabetic(text) and _ABBREVIATED.search(text) is None


def _is_running(entry: Classified) -> bool:
    return entry.look in _TEXTS and len(entry.line.canonical) > LONGEST


def _is_text(entry: Classified) -> bool:
    return entry.look in _TEXTS and ends_sentence(entry.line.canonical)
