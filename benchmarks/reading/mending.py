"""Weights mended: pages that must be read right in any case move them by as little as it takes.

What is fitted to thousands of pages reads a few of those wrong whose labels somebody has written down, a habit each.
To fit again with those pages counted more often teaches their words by heart. Here each page that is misread moves the
weights of its own signs by a point, for the right label and against the wrong one, until all are right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from benchmarks.reading.labelled import Example, decoded
from benchmarks.reading.rows import Row, written
from sitegen.reading.layout.labels import Label, may_follow
from sitegen.reading.layout.weights import Weights, parse_weights

ROUNDS = 40
LEAST_MARGIN = 5  # points by which a known page is right
POINTS = 1  # by which a sign moves in a round


def mend(rows: Sequence[Row], known: Sequence[Example], rounds: int = ROUNDS) -> list[Row]:
    """Returns rows by which as many known pages as possible are read right; no row comes, none goes."""
    pages = [page for page in known if _is_possible(page)]
    now = {(row.sign, row.label): row.weight for row in rows}
    best, fewest = now, len(pages) + 1
    for _ in range(rounds):
        moves, wrong = _moves(parse_weights(written(_rows(now))), pages)
        if wrong < fewest:
            best, fewest = now, wrong
        if not wrong:
            break
        now = {key: weight + moves[key] for key, weight in now.items()}
    return _rows(best)


def _rows(weights: dict[tuple[str, str], int]) -> list[Row]:
    return sorted(Row(sign, label, weight) for (sign, label), weight in weights.items())


def _is_possible(page: Example) -> bool:
    return all(may_follow(Label(above), Label(below)) for above, below in pairwise(page.labels))


def _moves(weights: Weights, pages: Sequence[Example]) -> tuple[Counter[tuple[str, str]], int]:
    """Returns by how much each weight is to move, and how many pages are misread, or right by a hair."""
    moves: Counter[tuple[str, str]] = Counter()
    wrong = 0
    for page in pages:
        signs, found = decoded(page, weights)
        got = tuple(one.label.value for one in found)
        if got == page.labels and all(one.margin >= LEAST_MARGIN for one in found):
            continue
        wrong += 1
        for at, (right, one) in enumerate(zip(page.labels, found, strict=True)):
            rival = one.label if right != one.label.value else one.other if one.margin < LEAST_MARGIN else None
            if rival is not None:
                moves.update(dict.fromkeys(((sign, right) for sign in signs[at]), POINTS))
                moves.subtract(dict.fromkeys(((sign, rival.value) for sign in signs[at]), POINTS))
        moves.update(dict.fromkeys(_steps(page.labels), POINTS))
        moves.subtract(dict.fromkeys(_steps(got), POINTS))
    return moves, wrong


def _steps(labels: Sequence[str]) -> Iterator[tuple[str, str]]:
    return ((f"step {above}", below) for above, below in pairwise(labels))
