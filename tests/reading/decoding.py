"""Lines decoded at once, as the reading does in two steps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sitegen.reading.layout.decode import Allowed, Decided, decode_scores, scores_of
from sitegen.reading.layout.weights import Weights


def decode(
    signs: Iterable[Sequence[str]], weights: Weights, given: Sequence[Allowed] | None = None
) -> tuple[Decided, ...]:
    """Returns the labels that together weigh most; `given` are the labels that an editor leaves each line."""
    return decode_scores(scores_of(signs, weights, given, None), weights, given)
