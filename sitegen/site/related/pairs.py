"""What texts are compared by: every two neighbouring characters of theirs, as numbers, and how often each stands there.

They are counted many texts at a time and lie packed in arrays, so that those of a whole edition are quick to keep, to
load and to go through.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sitegen.site.arrays import starts
from sitegen.site.search.tokens import runs

# Pairs are told apart by a hash of so many bits: two that share one are rare, and only make both seem more frequent.
PAIR_BITS = 24
TIMES_BITS = 8
MOST_TIMES = (1 << TIMES_BITS) - 1  # stands for more, too
AT_ONCE = 1 << (32 - PAIR_BITS)  # texts: their number and a pair fill 32 bits
_FIRST, _SECOND = np.uint32(0x9E3779B1), np.uint32(0x85EBCA77)
_EMPTY = np.zeros(0, np.uint32)


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """The pairs of some texts, one text after the other; `sizes` says how many each of them has.

    In each of `rows` the highest bits are a pair, the lowest how often it stands in the text; a text's are sorted.
    """

    rows: NDArray[np.uint32]
    sizes: NDArray[np.uint32]


def count_pairs(texts: Sequence[str]) -> Pairs:
    """Count every two neighbouring characters of each text, as the search folds them."""
    some = [_count(texts[begin : begin + AT_ONCE]) for begin in range(0, len(texts), AT_ONCE)]
    return join_pairs(some)


def join_pairs(some: Sequence[Pairs]) -> Pairs:
    """Returns the pairs of the texts of all of these."""
    if len(some) == 1:
        return some[0]
    rows, sizes = [one.rows for one in some], [one.sizes for one in some]
    return Pairs(np.concatenate([_EMPTY, *rows]), np.concatenate([_EMPTY, *sizes]))


def split_pairs(pairs: Pairs, counts: Sequence[int]) -> list[Pairs]:
    """Returns the pairs of the first so many texts, of so many after them, and so on."""
    ends = np.cumsum(counts, dtype=np.int64)[:-1]
    of_texts = np.append(0, np.cumsum(pairs.sizes, dtype=np.int64))
    parts = zip(np.split(pairs.rows, of_texts[ends]), np.split(pairs.sizes, ends), strict=True)
    return [Pairs(rows, sizes) for rows, sizes in parts] if len(counts) else []


def _count(texts: Sequence[str]) -> Pairs:
    """Count the pairs of `AT_ONCE` texts at most."""
    lines = [" ".join(runs(text)) for text in texts]
    lengths = [len(line) + 1 for line in lines]
    line = np.frombuffer(" ".join(lines).encode("utf-32-le"), np.uint32)
    left, right = line[:-1], line[1:]
    within = np.flatnonzero((left != ord(" ")) & (right != ord(" ")))
    mixed = (left[within] * _FIRST ^ right[within] * _SECOND) >> np.uint32(32 - PAIR_BITS)
    number = np.repeat(np.arange(len(texts), dtype=np.uint32), lengths)[within]
    every = np.sort(number << np.uint32(PAIR_BITS) | mixed)
    begin = starts(every)
    times = np.minimum(np.diff(begin, append=len(every)), MOST_TIMES).astype(np.uint32)
    each = every[begin]
    sizes = np.bincount(each >> np.uint32(PAIR_BITS), minlength=len(texts)).astype(np.uint32)
    # The shift drops the number of the text.
    return Pairs(each << np.uint32(TIMES_BITS) | times, sizes)
