"""The labels of a page, decoded once, and once more where a line was in doubt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from sitegen.reading.layout.credited import settle_credits
from sitegen.reading.layout.decode import NEVER, Allowed, Decided, decode_scores, scores_of
from sitegen.reading.layout.labels import LABELS
from sitegen.reading.layout.observed import Observed
from sitegen.reading.layout.revising import SECOND_LOOK, revising_signs
from sitegen.reading.layout.weights import Points, Weights

DOUBT = 100  # points of margin below which a line is in doubt, and its page decoded once more

Signs = tuple[tuple[str, ...], ...]


def decide(
    seen: Observed,
    signs: Iterable[Sequence[str]],
    weights: Weights,
    given: Sequence[Allowed] | None = None,
    proved: Sequence[Allowed] | None = None,
) -> tuple[Signs, tuple[Decided, ...]]:
    """Returns the labels of a page, and signs that came to those given; labels left to lines are those of `decode`.

    The second time, lines that were not sure also have the signs of what was found the first time. Weights are the
    same ones.
    """
    scores = scores_of(signs, weights, given, proved)
    found = decode_scores(scores, weights, given)
    if all(one.margin >= DOUBT for one in found):
        return (), settle_credits(seen.lines, scores, weights, found, given)
    more = revising_signs(seen, found)
    scores += weights.of_lines(more)
    found = _decide_unsure(scores.copy(), found, weights, given)
    return more, settle_credits(seen.lines, scores, weights, found, given)


def joined(signs: Signs, more: Signs) -> Signs:
    """Returns the signs of lines with further ones, if any came."""
    if not more:
        return signs
    return tuple((*some, *further) for some, further in zip(signs, more, strict=True))


def _decide_unsure(
    scores: Points, found: Sequence[Decided], weights: Weights, given: Sequence[Allowed] | None
) -> tuple[Decided, ...]:
    """Decode the lines that were not sure, between sure ones that keep their labels: only those beside them are needed.

    Where others are left out between two sure lines, the step from one to the other weighs for every row the same.
    """
    sure = np.array([one.margin >= SECOND_LOOK for one in found])
    needed = ~sure
    needed[1:] |= ~sure[:-1]
    needed[:-1] |= ~sure[1:]
    places: list[int] = np.flatnonzero(needed).tolist()
    kept = [at for at in places if sure[at]]
    labels = [LABELS.index(found[at].label) for at in kept]
    fixed = np.full((len(kept), len(LABELS)), NEVER, dtype=np.int64)
    fixed[np.arange(len(kept)), labels] = 0
    scores[kept] = fixed
    again = decode_scores(scores[places], weights, [given[at] for at in places] if given else None)
    decided = list(found)
    for at, one in zip(places, again, strict=True):
        if not sure[at]:
            decided[at] = one
    return tuple(decided)
