"""How much a pair of characters tells of a text: the more, the fewer texts hold it and the oftener it stands there."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from sitegen.site.related.pairs import MOST_TIMES, PAIR_BITS, TIMES_BITS, Pairs

_OFTEN = 10  # a pair in more than one of so many texts tells nothing
_ALWAYS_RARE = 4  # texts: of a small edition a tenth would be none …
_NEVER_RARE = 4  # … and what stands in one of four is common in any
_HALF_BITS = 2  # steps of rarity for each doubling
_NO_PAIR = np.uint32(1 << PAIR_BITS)  # above all of them
_FEW_ROWS = 1 << 14  # sorting so many is quicker than a table of all pairs there may be
# What a pair weighs more by standing several times in a text: 2, 3, 3, 4 … one more for each doubling.
_REPEATED = np.array([1 + times.bit_length() for times in range(MOST_TIMES + 1)], np.uint16)

Rarity = NDArray[np.uint16]  # what a pair weighs by the number of texts it stands in
Table = NDArray[np.uint16] | NDArray[np.uint32]
Counts = Callable[[NDArray[np.uint32]], NDArray[np.integer]]


def rarity_among(count: int) -> Rarity:
    """Returns what a pair weighs by the number of texts it stands in: 0 in one alone, and in more than are rare."""
    most = min(max(_ALWAYS_RARE, count // _OFTEN), count // _NEVER_RARE)
    weights = [round(_HALF_BITS * math.log2(count / held)) for held in range(2, most + 1)]
    return np.array([0, 0, *weights, 0], np.uint16)


def weights_of(rows: NDArray[np.uint32], rarity: NDArray[np.uint16]) -> NDArray[np.uint16]:
    """Returns what pairs weigh in the texts that they are rows of: more than by their rarity where they come again."""
    return rarity * _REPEATED.take(rows & np.uint32(MOST_TIMES))


def often_in(parts: Sequence[Pairs], count: int) -> Counts:
    """Returns what tells of pairs in how many of so many texts they stand."""
    if len(parts) == 1 and len(parts[0].rows) < _FEW_ROWS:  # most of a table would be made in vain
        return _among_few(parts[0].rows >> np.uint32(TIMES_BITS))
    # Every look into the table is at another place of it: the smaller it is, the more of it is at hand.
    small = count < 1 << 16
    often: Table = np.zeros(1 << PAIR_BITS, np.uint16) if small else np.zeros(1 << PAIR_BITS, np.uint32)
    one = often.dtype.type(1)  # of another type it would be added twenty times as slowly
    for part in parts:
        np.add.at(often, part.rows >> np.uint32(TIMES_BITS), one)
    return often.take


def _among_few(pairs: NDArray[np.uint32]) -> Counts:
    known, texts = np.unique(np.append(pairs, _NO_PAIR), return_counts=True)

    def often(pair: NDArray[np.uint32]) -> NDArray[np.integer]:
        at = np.searchsorted(known, pair)
        return np.where(known.take(at) == pair, texts.take(at), 0)

    return often
