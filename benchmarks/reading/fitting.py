"""Weights out of examples: two linear models, rounded to whole numbers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from benchmarks.reading.crf import Chain, fit_chains
from benchmarks.reading.descent import Penalties
from benchmarks.reading.labelled import BEGINS, Example
from benchmarks.reading.rows import Row
from sitegen.reading.layout.labels import FURNITURE, LABELS, Label, may_follow
from sitegen.reading.layout.weights import JOINS

SCALE = 100
LEAST = 5  # a weight nearer to 0 is left out
NEVER_SEEN = -300  # a step from label to label that no page shows, though it might be
SEEN_OFTEN = 4  # a sign or a step that is rarer teaches nothing

_OF_LABELS = Penalties(6.0, 0.12)  # where each page is once among the examples
_OF_WRAPS = Penalties(0.3, 0.05)
_ROUNDS = 110
# What counts is whole articles: a label that makes another of them, or another head, costs as much as this weight.
_BREAKS_ARTICLE = 1.5
_HEADS = {Label.HEADLINE, Label.HEADLINE_ON, Label.KICKER, Label.DECK, Label.ITEM, Label.CONTINUED_FROM}
_SEEN_OFTEN_IN_WRAPS = 3

Counted = tuple[Example, float]  # a page, and how often it counts


def fit_wraps(found: Sequence[tuple[Sequence[str], str]]) -> list[Row]:
    """Returns the weights of whether a line goes on with the one above; none where no line does."""
    if not any(label == JOINS for _, label in found):
        return []
    weights: Counter[str] = Counter()
    times = Counter((tuple(signs), label) for signs, label in found)
    lines = [Chain((signs,), (label,), count) for (signs, label), count in times.items()]
    states, _ = fit_chains(lines, _OF_WRAPS, _SEEN_OFTEN_IN_WRAPS, _ROUNDS)
    for (sign, label), weight in states.items():
        weights[sign] += weight if label == JOINS else -weight if label == BEGINS else 0  # type: ignore[assignment]
    return _rows((sign, JOINS, weight) for sign, weight in weights.items())


def fit_labels(pages: Sequence[Counted], loud: float = 1.0) -> list[Row]:
    """Returns the weights of labels and of steps between them; `loud` is how loud small weights are spoken for.

    That must be as loud as the pages are: twice as loud where each is there twice.
    """
    penalties = Penalties(_OF_LABELS.size * loud, _OF_LABELS.square * loud)
    chains = [Chain(page.signs, page.labels, times, page.proved) for page, times in pages]
    states, steps = fit_chains(chains, penalties, SEEN_OFTEN, _ROUNDS, _cost)
    rows = _rows((sign, label, weight) for (sign, label), weight in states.items())
    return rows + _rows((f"step {above}", below, weight) for (above, below), weight in steps.items()) + _unseen(pages)


def _cost(right: str, label: str) -> float:
    return 0.0 if _part_in_article(right) == _part_in_article(label) else _BREAKS_ARTICLE


def _part_in_article(name: str) -> Label | None:
    """Returns the line of a head that a label is, UNCLASSIFIED for furniture (no part of it), None for the rest."""
    label = Label(name)
    return label if label in _HEADS else Label.UNCLASSIFIED if label in FURNITURE else None


def _rows(found: Iterable[tuple[str, str, float]]) -> list[Row]:
    rows = (Row(sign, label, round(weight * SCALE)) for sign, label, weight in found)
    return [row for row in rows if abs(row.weight) >= LEAST]


def _unseen(pages: Iterable[Counted]) -> list[Row]:
    """Speak against steps that hardly any page shows; one that is seen often and weighs nothing is free."""
    seen: defaultdict[tuple[str, str], float] = defaultdict(float)
    for page, times in pages:
        for step in pairwise(page.labels):
            seen[step] += times
    return [
        Row(f"step {above}", below.value, NEVER_SEEN)
        for above in LABELS
        for below in LABELS
        if seen[above.value, below.value] < SEEN_OFTEN and may_follow(above, below)
    ]
