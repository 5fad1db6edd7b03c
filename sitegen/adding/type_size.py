"""How large text is set that fills a box: what a source tells only by the box is reckoned."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.model.scans import Box
from sitegen.reading.text.words import width

LEADING = 1.45  # from line to line, in heights of its type
_LOOSE = 1.1  # by how much a line may seem longer than its box is wide
_MOST_ROWS = 400


def estimate_size(lines: Sequence[str], box: Box) -> int:
    """Returns the height of type of which so much text fills a box, in the box's units; 0 for no text.

    Of the numbers of rows on which the text may stand, the smallest that leaves it room holds.
    """
    wide, high = box[2] - box[0], box[3] - box[1]
    ems = sum(map(width, lines))
    if ems <= 0 or wide <= 0 or high <= 0:
        return 0
    for rows in range(max(1, len(lines)), _MOST_ROWS):
        size = high / (rows * LEADING - (LEADING - 1))
        if ems * size <= rows * wide * _LOOSE:
            return round(size)
    return 0
