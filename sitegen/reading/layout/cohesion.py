"""Whether the text below a place goes on telling of what the text above told: what both sides have in common.

A story keeps to its names and matters. Between two stories few pairs of ideographs (of letters: words) stand on both
sides; across a subheading many do. What most texts say tells nothing of that, and is left out (`everyday.py`). What
counts is running text; lines of which a head may be made are left out.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from sitegen.reading.features import LineFeatures
from sitegen.reading.layout.everyday import BITS, PAIR, WORD, everyday_pairs, everyday_words, stem
from sitegen.reading.layout.runs import PageFeatures

FEWEST = 60  # ideographs on either side, with fewer nothing is told
_FIRST_IDEOGRAPH = 0x3401
_LETTERS_WIDE = 3  # characters of a text of letters that tell as much as one ideograph

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Scale:
    """How far is looked, and which shares of what stands there are few and many."""

    window: int
    steps: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Pieces:
    """Of what length the pieces are that both sides may share, and on which scales they are counted."""

    ideographs: int
    letters: int  # of a word
    scales: tuple[_Scale, ...]


_SHORT = _Pieces(
    2,
    2,
    (
        _Scale(300, (0.004, 0.008, 0.014, 0.022, 0.035, 0.060)),
        _Scale(600, (0.004, 0.008, 0.013, 0.020, 0.032, 0.055)),
    ),
)
_LONG = _Pieces(3, 7, (_Scale(1200, (0.003, 0.007, 0.011, 0.017, 0.028, 0.050)),))
_SCALES = (*_SHORT.scales, *_LONG.scales)
UNTOLD = -1
_MOST_TIMES = 3  # that a piece counts
_FEW = 2  # runs of a page, whose mean would tell nothing
_THAN = (-6, -4, -2, -0.7, 0.7, 2, 4, 6)  # beyond the mean of the page
MOST = sum(len(scale.steps) for scale in _SCALES)


@dataclass(frozen=True, slots=True)
class Shared:
    """How much the texts above and below a line share: on all scales from 0 to MOST, and on the closest one.

    UNTOLD where there is too little text.
    """

    total: int = UNTOLD
    close: int = UNTOLD


def cohesion(lines: Sequence[LineFeatures], page: PageFeatures) -> tuple[Shared, ...]:
    """Returns for each line how much the texts above and below it share. A line of a run is told what holds for it."""
    texts = ["" if page.run_at[at] >= 0 else line.line.canonical for at, line in enumerate(lines)]
    starts = np.array([*accumulate((len(text) + 1 for text in texts), initial=0)])
    whole = "\n".join(texts)
    letters = "page.alphabetic" in page.signs
    scales = [shares for pieces in (_SHORT, _LONG) for shares in _shared(whole, starts, pieces, letters=letters)]
    told = [_told(shares) for shares in zip(*scales, strict=True)]
    return tuple(told[page.runs[number].start] if number >= 0 else told[at] for at, number in enumerate(page.run_at))


def _told(shares: Sequence[float]) -> Shared:
    if min(shares) < 0:
        return Shared()
    steps = [bisect(scale.steps, share) for scale, share in zip(_SCALES, shares, strict=True)]
    return Shared(sum(steps), steps[0])


def _shared(whole: str, starts: Numbers, of: _Pieces, *, letters: bool) -> Iterator[list[float]]:
    """Returns for each scale and each line which share of the shorter side stands on both sides of its start."""
    wide = _LETTERS_WIDE if letters else 1
    pieces, places = _words(whole, of.letters) if letters else _grams(whole, of.ideographs)
    order = np.argsort(pieces, kind="stable")
    pieces, places = pieces[order], places[order]
    for scale in of.scales:
        window = scale.window * wide
        counts = _spanning(pieces, places, window, len(whole))[starts[:-1]]
        least = np.minimum(np.minimum(starts[:-1], len(whole) - starts[:-1]), window)
        shares = counts / np.maximum(least, 1) * wide
        shares[least < FEWEST * wide] = -1
        yield shares.tolist()


def _spanning(pieces: Numbers, places: Numbers, window: int, end: int) -> Numbers:
    """Returns for each place of a text how many pieces stand on both sides of it, within the window.

    The same pieces stand beside one another, in the order of the text. One that stands twice above and three times
    below counts twice: what is next to the place on either side is a pair, and what is next but one.
    """
    changes = np.zeros(end + window + 2, dtype=np.int64)
    last = np.flatnonzero(pieces[1:] == pieces[:-1])  # above the place; the next of the same stands below
    for beside in range(_MOST_TIMES):
        inside = last[(last >= beside) & (last + 1 + beside < len(pieces))]
        last = inside[pieces[inside - beside] == pieces[inside + 1 + beside]]
        first = np.maximum(places[last], places[last + 1 + beside] - window) + 1
        beyond = np.minimum(places[last + 1], places[last - beside] + window) + 1
        spans = first < beyond
        changes += np.bincount(first[spans], minlength=len(changes))
        changes -= np.bincount(beyond[spans], minlength=len(changes))
    return np.cumsum(changes)


def _grams(whole: str, size: int) -> tuple[Numbers, Numbers]:
    """Returns all runs of so many ideographs as numbers, and where they stand; of pairs not those of most texts."""
    codes = np.frombuffer(whole.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)
    ideographs = (codes >= _FIRST_IDEOGRAPH) & ((codes < 0xFF00) | (codes > 0xFFFF))
    count = max(0, len(codes) - size + 1)
    pieces, fit = np.zeros(count, dtype=np.int64), np.ones(count, dtype=bool)
    for at in range(size):
        pieces = (pieces << BITS) | codes[at : at + count]
        fit &= ideographs[at : at + count]
    places = np.flatnonzero(fit)
    pieces = pieces[places]
    if size != PAIR:
        return pieces, places
    everyday = everyday_pairs()  # without its last, as a pair beyond all others is looked for at the end
    seldom = everyday[np.searchsorted(everyday[:-1], pieces)] != pieces
    return pieces[seldom], places[seldom]


def _words(whole: str, least: int) -> tuple[Numbers, Numbers]:
    """Returns how all words of so many letters begin, as numbers, and where they stand; not those of most texts."""
    known: dict[str, int] = {}
    everyday = everyday_words()
    found = [
        (known.setdefault(begun, len(known)), word.start())
        for word in WORD.finditer(whole)
        if word.end() - word.start() >= least and (begun := stem(word[0])) not in everyday
    ]
    pairs = np.array(found, dtype=np.int64).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]


def cohesion_signs(
    lines: Sequence[LineFeatures], page: PageFeatures, told: Sequence[Shared]
) -> Iterator[tuple[str, ...]]:
    """Makes for each line the signs of what the texts above and below it share, as `cohesion` tells.

    Words of letters come again less often than pairs of ideographs, and tell less: their signs have names of their own.
    """
    kind = "shared-words" if "page.alphabetic" in page.signs else "cohesion"
    of_runs = [share.total for run in page.runs if (share := told[run.start]).total != UNTOLD]
    mean = sum(of_runs) / len(of_runs) if len(of_runs) > _FEW else None
    for at, share in enumerate(told):
        yield tuple(_signs(lines, at, page, share, kind, mean))


def _signs(
    lines: Sequence[LineFeatures], at: int, page: PageFeatures, share: Shared, kind: str, mean: float | None
) -> Iterator[str]:
    number = page.run_at[at]
    if share.total == UNTOLD:
        yield f"{kind}:untold run:{number >= 0:d}"
        return
    coarse = (share.total + 2) // 3
    if number < 0:
        yield f"{kind}-of-text:{coarse}"
        return
    run = page.runs[number]
    place, size = min(3, at - run.start), min(3, run.end - run.start)
    mark = min(1, lines[at].rank)
    yield f"{kind}:{share.total}"
    yield f"{kind}:{coarse} mark:{mark}"
    yield f"{kind}:{coarse} run:{place}/{size}"
    yield f"{kind}:{coarse} proved:{run.proved:d}"
    yield f"{kind}:{coarse} over:{run.over} below:{run.below}"
    yield f"{kind}-close:{share.close} {kind}:{coarse}"
    if mean is not None:
        than = bisect(_THAN, share.total - mean)
        yield f"{kind}-than:{than} mark:{mark}"
        yield f"{kind}-than:{than} {kind}:{coarse}"
