"""The best labels of a whole page: integer weights summed over its lines, under a grammar of what is never true."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from itertools import pairwise

import msgspec
import numpy as np

from sitegen.reading.layout.labels import LABELS, Label
from sitegen.reading.layout.weights import FORBIDDEN, Points, Weights

NEVER = -(10**9)
AT_ONCE = 1024  # lines whose places in the sums are held ready: a place is many times as large as what it points to
UNWONTED = -400  # points of a step that grammar forbids, to or from a line that the editor has named

# The labels that an editor leaves a line, None where all are open.
Allowed = Set[Label] | None


class Decided(msgspec.Struct, frozen=True):
    """The label of a line, the next best one, and how many points the best page without this label has less.

    A line that an editor has left one label has no other.
    """

    label: Label
    other: Label | None
    margin: int


def scores_of(
    signs: Iterable[Sequence[str]], weights: Weights, given: Sequence[Allowed] | None, proved: Sequence[Allowed] | None
) -> Points:
    """Returns what the signs of each line weigh together for each label, NEVER for one that is not left to it.

    `given` are the labels that an editor leaves each line; `proved` those that a line's own look leaves it, where the
    editor has said nothing.
    Signs are many times as large as the text of their line: where nobody else needs them, they are best made when asked
    for.
    """
    scores = weights.of_lines(signs)
    nothing = [None] * len(scores)
    both = zip(given or nothing, proved or nothing, strict=True)
    left = [_left_by_both(said, seen) for said, seen in both]
    sets = list(dict.fromkeys(left))  # few, and the same on many lines
    closed = np.array([[some is not None and label not in some for label in LABELS] for some in sets])
    number = {some: at for at, some in enumerate(sets)}
    if closed.any():
        scores[closed[[number[some] for some in left]]] = NEVER
    return scores


def _left_by_both(said: Allowed, seen: Allowed) -> frozenset[Label] | None:
    """Returns which labels both an editor and its look leave a line; where they have none in common, the editor's."""
    if said is None or seen is None:
        some = seen if said is None else said
        return None if some is None else frozenset(some)
    return frozenset(said) & frozenset(seen) or frozenset(said)


def decode_scores(scores: Points, weights: Weights, given: Sequence[Allowed] | None) -> tuple[Decided, ...]:
    """Returns the labels that together weigh most.

    Sums are integers and ties go to the label that is listed first, so every machine decides alike. Next to a line that
    the editor has named grammar forbids nothing: what he says is true, and his neighbours need not bend to it.
    """
    if not len(scores):
        return ()
    given = given or [None] * len(scores)
    free = [not (above is below is None) for above, below in pairwise(given)]
    first = weights.first if given[0] is None else _softened(weights.first)
    last = weights.last if given[-1] is None else _softened(weights.last)
    kinds = (weights.steps, _softened(weights.steps) if any(free) else weights.steps)
    both = _best_to(scores, kinds, free, np.array((first, last)))
    forward, backward = both[:, 0], both[::-1, 1]
    best = _best_row(forward, [kinds[is_free] for is_free in free], last)
    totals = np.subtract(forward, scores, out=forward)
    totals += backward
    return _decided(totals, best)


def weight_of(scores: Points, labels: Sequence[Label], weights: Weights) -> int:
    """Returns what labels of lines weigh together, the last line being the last one of its page."""
    row = [LABELS.index(label) for label in labels]
    told = scores[np.arange(len(row)), row].sum() + weights.first[row[0]] + weights.last[row[-1]]
    return int(told + weights.steps[row[:-1], row[1:]].sum())


def _softened(points: Points) -> Points:
    """Returns points in which nothing is forbidden, only unwonted."""
    return np.where(points <= FORBIDDEN // 2, UNWONTED, points)


def _best_to(scores: Points, kinds: Sequence[Points], free: Sequence[bool], ends: Points) -> Points:
    """Find for each line and label the weight of the best row of labels that ends there, from the top and the bottom.

    Both ways go at once, as what costs is the number of steps, not their size: in the first place of a step is the way
    down, in the second the way up, from the last line on. `free` tells which of two `kinds` of steps stand between
    lines, `ends` are the points of the first and last line.
    """
    ways = [*zip(free, reversed(free), strict=True)]
    steps = {way: np.array((kinds[way[0]], kinds[way[1]].T)) for way in set(ways)}
    best = np.empty((len(scores), *ends.shape), dtype=scores.dtype)
    best[:, 0], best[:, 1] = scores, scores[::-1]
    best[0] += ends
    sums, most = np.empty((*ends.shape, ends.shape[1]), dtype=scores.dtype), np.empty_like(ends)
    between = iter(ways)
    for start in range(0, len(best), AT_ONCE):
        some = best[start : start + AT_ONCE + 1]
        for above, below, way in zip(some[..., None], some[1:], between, strict=False):
            np.add(above, steps[way], out=sums)
            np.maximum.reduce(sums, axis=1, out=most)
            below += most
    return best


def _best_row(forward: Points, between: Sequence[Points], last: Points) -> list[int]:
    """Returns the labels of the best row, from its end back: of rows that weigh the same never a mixture."""
    label = int((forward[-1] + last).argmax())
    row = [label]
    for best, steps in zip(forward[-2::-1], reversed(between), strict=True):
        label = int((best + steps[:, label]).argmax())
        row.append(label)
    return row[::-1]


def _decided(totals: Points, best: Sequence[int]) -> tuple[Decided, ...]:
    lines = np.arange(len(totals))
    ours = totals[lines, best]
    totals[lines, best] = 4 * NEVER
    other = totals.argmax(axis=1)
    margins = ours - totals[lines, other]
    rows = zip(best, other.tolist(), margins.tolist(), strict=True)
    return tuple(
        Decided(LABELS[label], LABELS[second] if margin < -NEVER // 2 else None, margin)
        for label, second, margin in rows
    )
