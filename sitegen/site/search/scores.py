"""What a posting weighs: lunr's formula with lunr's own parameters, in steps of an alphabet.

lunr.js 2.3.9 ranks in the browser what the buckets of a query hold. idf is left out of the weights: the client has it
from the counts of all segments. Tests hold the weights to the index that lunr.py itself would serialise.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from lunr.builder import Builder
from numpy.typing import NDArray

from sitegen.site.search.format import ALPHABET

HEADLINE_BOOST: Final = 4

Numbers = NDArray[np.float64]


class _Parameters(Builder):  # type: ignore[misc]  # lunr has no types
    """lunr's builder, for the numbers that it weighs with."""

    def limit(self) -> float:
        """Returns what no gain reaches, however often a term occurs."""
        return float(self._k1 + 1)

    def gain(self, times: Numbers, lengths: Numbers, averages: Numbers) -> Numbers:
        """Returns lunr's score of terms without idf and boost: they occur `times` in fields of so many tokens."""
        weighed = self._k1 * (1 - self._b + self._b * (lengths / averages))
        gain: Numbers = (self._k1 + 1) * times / (weighed + times)
        return gain


_LUNR = _Parameters()
STEP: Final = _LUNR.limit() / len(ALPHABET)


def gain(times: Numbers, lengths: Numbers, averages: Numbers) -> Numbers:
    """Returns lunr's score of terms without idf and boost: they occur `times` in fields of so many tokens."""
    return _LUNR.gain(times, lengths, averages)


def places(times: Numbers, lengths: Numbers, averages: Numbers) -> NDArray[np.uint8]:
    """Returns the places in the alphabet of the weights of terms that occur `times` in fields of so many tokens."""
    return (gain(times, lengths, averages) / STEP).astype(np.uint8)
