"""What a second decode is to learn from: pages with the labels that a first one found, of weights that never saw them.

Weights find the labels of pages that they were fitted to far more surely than those of others. So each half of the
pages is decoded with weights that were fitted to the other half.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from zlib import crc32

from benchmarks.reading.drawing import PROCESSES
from benchmarks.reading.fitting import Counted, fit_labels
from benchmarks.reading.labelled import Example, decoded_once, interned
from benchmarks.reading.rows import written
from sitegen.reading.layout.deciding import joined
from sitegen.reading.layout.observed import Observed
from sitegen.reading.layout.revising import revising_signs
from sitegen.reading.layout.weights import Weights, parse_weights

LOOKS = 2  # each page is learned as it is decoded first, and as it is decoded again


def twice(pages: Sequence[Counted]) -> list[Counted]:
    """Returns pages, each with how often it counts, with the signs of a first decode, then with those of a second.

    Both decodes have the same weights: what a sign says of a line, it says whether or not more is known.
    """
    folds = [fold_of(page, at) for at, (page, _) in enumerate(pages)]
    learned: list[list[Counted]] = [[], []]
    for fold, (page, times) in zip(folds, pages, strict=True):
        learned[1 - fold].append((replace(page, seen=None), times))
    with ProcessPoolExecutor(PROCESSES) as pool:
        unseen = [parse_weights(text) for text in pool.map(_fit, learned)]
    more = [
        (_revised(page, page.seen, unseen[fold]), times)
        for fold, (page, times) in zip(folds, pages, strict=True)
        if page.seen
    ]
    return [*pages, *more]


def _revised(page: Example, seen: Observed, weights: Weights) -> Example:
    """Returns a page with the signs of what weights that never saw it found on it."""
    more = interned(revising_signs(seen, decoded_once(page, weights)))
    return replace(page, signs=joined(page.signs, more))


def fold_of(page: Example, at: int) -> int:
    """Returns in which half the page at a place is: all pages of the same texts are in one."""
    return crc32(page.texts.encode()) // 2 % 2 if page.texts else at % 2


def _fit(pages: Sequence[Counted]) -> str:
    return written(fit_labels(pages))
