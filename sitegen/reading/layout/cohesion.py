"""Whether the text below a place goes on telling of what the text above told: what both sides have in common.

A story keeps to its names and matters. Between two stories few pairs of ideographs (of letters: words) stand on both
sides; across a subheading many do. What counts is running text; lines of which a head may be made are left out.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from sitegen.reading.features import LineFeatures
from sitegen.reading.layout.runs import PageFeatures

FEWEST = 60  # ideographs on either side, with fewer nothing is told
_FIRST_IDEOGRAPH = 0x3401
_BITS = 21  # of a character's number
_WORD = re.compile(r"[^\W\d_]{4,}")
_LETTERS_WIDE = 3  # characters of a text of letters that tell as much as one ideograph

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Scale:
    """How far is looked, of what length the pieces are that both sides may share, and what is few and many."""

    window: int
    ideographs: int
    letters: int  # of a word
    steps: tuple[float, ...]


_NEAR = _Scale(600, 2, 4, (0.015, 0.022, 0.030, 0.038, 0.055, 0.080))
_FAR = _Scale(1200, 3, 7, (0.002, 0.004, 0.007, 0.011, 0.022, 0.041))
UNTOLD = -1
MOST = len(_NEAR.steps) + len(_FAR.steps)


def cohesion(lines: Sequence[LineFeatures], page: PageFeatures) -> tuple[int, ...]:
    """Returns for each line how much the texts above and below it share, from 0 to MOST; UNTOLD where too little is.

    A line of a run is told what holds for the run.
    """
    texts = ["" if page.run_at[at] >= 0 else line.line.canonical for at, line in enumerate(lines)]
    starts = np.array([*accumulate((len(text) + 1 for text in texts), initial=0)])
    whole = "\n".join(texts)
    letters = "page.alphabetic" in page.signs
    both = [_shared(whole, starts, scale, letters=letters) for scale in (_NEAR, _FAR)]
    told = [UNTOLD if near < 0 else _step(near, _NEAR) + _step(far, _FAR) for near, far in zip(*both, strict=True)]
    return tuple(told[page.runs[number].start] if number >= 0 else told[at] for at, number in enumerate(page.run_at))


def _step(share: float, scale: _Scale) -> int:
    return bisect(scale.steps, share)


def _shared(whole: str, starts: Numbers, scale: _Scale, *, letters: bool) -> list[float]:
    """Returns for each line which share of the shorter side stands on both sides of its start."""
    wide = _LETTERS_WIDE if letters else 1
    window = scale.window * wide
    pieces, places = _words(whole, scale.letters) if letters else _grams(whole, scale.ideographs)
    order = np.argsort(pieces, kind="stable")
    same = pieces[order[1:]] == pieces[order[:-1]]
    above, below = places[order[:-1]][same], places[order[1:]][same]
    first, beyond = np.maximum(above, below - window) + 1, np.minimum(below, above + window) + 1
    spans = first < beyond
    size = len(whole) + window + 2
    changes = np.bincount(first[spans], minlength=size) - np.bincount(beyond[spans], minlength=size)
    counts = np.cumsum(changes)[starts[:-1]]
    least = np.minimum(np.minimum(starts[:-1], len(whole) - starts[:-1]), window)
    shares = counts / np.maximum(least, 1) * (wide if letters else 1)
    shares[least < FEWEST * wide] = -1
    told: list[float] = shares.tolist()
    return told


def _grams(whole: str, size: int) -> tuple[Numbers, Numbers]:
    """Returns all runs of so many ideographs as numbers, and where they stand."""
    codes = np.frombuffer(whole.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)
    ideographs = (codes >= _FIRST_IDEOGRAPH) & ((codes < 0xFF00) | (codes > 0xFFFF))
    count = max(0, len(codes) - size + 1)
    pieces, fit = np.zeros(count, dtype=np.int64), np.ones(count, dtype=bool)
    for at in range(size):
        pieces = (pieces << _BITS) | codes[at : at + count]
        fit &= ideographs[at : at + count]
    places = np.flatnonzero(fit)
    return pieces[places], places


def _words(whole: str, least: int) -> tuple[Numbers, Numbers]:
    """Returns all words of so many letters as numbers, and where they stand."""
    known: dict[str, int] = {}
    found = [
        (known.setdefault(word[0].lower(), len(known)), word.start())
        for word in _WORD.finditer(whole)
        if word.end() - word.start() >= least
    ]
    pairs = np.array(found, dtype=np.int64).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]


def cohesion_signs(lines: Sequence[LineFeatures], page: PageFeatures, told: Sequence[int]) -> Iterator[tuple[str, ...]]:
    """Makes for each line the signs of what the texts above and below it share, as `cohesion` tells."""
    of_runs = sorted(told[run.start] for run in page.runs if told[run.start] != UNTOLD)
    for at, share in enumerate(told):
        yield tuple(_signs(lines, at, page, share, of_runs))


def _signs(
    lines: Sequence[LineFeatures], at: int, page: PageFeatures, share: int, of_runs: Sequence[int]
) -> Iterator[str]:
    number = page.run_at[at]
    if share == UNTOLD:
        yield f"cohesion:untold run:{number >= 0:d}"
        return
    coarse = (share + 1) // 2
    if number < 0:
        yield f"cohesion-of-text:{coarse}"
        return
    run = page.runs[number]
    place, size = min(3, at - run.start), min(3, run.end - run.start)
    mark = min(1, lines[at].rank)
    yield f"cohesion:{share}"
    yield f"cohesion:{coarse} mark:{mark}"
    yield f"cohesion:{coarse} run:{place}/{size}"
    yield f"cohesion:{coarse} proved:{run.proved:d}"
    yield f"cohesion:{coarse} over:{run.over} below:{run.below}"
    if len(of_runs) > 2:
        rank = 3 * bisect(of_runs, share - 1) // len(of_runs)
        yield f"cohesion-rank:{rank} mark:{mark}"
        yield f"cohesion-rank:{rank} cohesion:{coarse}"
