"""What rows that lie side by side in arrays have in common, whatever they count: where runs begin, and their places."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Indexes = NDArray[np.int64]


def starts(ordered: NDArray[np.uint64]) -> Indexes:
    """Returns where each run of equal numbers begins."""
    if not len(ordered):
        return np.zeros(0, np.int64)
    return np.append(0, np.flatnonzero(ordered[1:] != ordered[:-1]) + 1).astype(np.int64)


def spread(begins: Indexes, counts: Indexes) -> Indexes:
    """Returns the places of stretches one after the other: each from where it begins, so many."""
    ends = np.cumsum(counts)
    return np.repeat(begins - ends + counts, counts) + np.arange(ends[-1] if len(ends) else 0)
