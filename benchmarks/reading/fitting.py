"""Weights out of examples: two linear models by python-crfsuite, rounded to whole numbers."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import pycrfsuite

from benchmarks.reading.labelled import BEGINS, Example
from benchmarks.reading.rows import Row
from sitegen.reading.layout.labels import LABELS, may_follow
from sitegen.reading.layout.weights import JOINS

SCALE = 100
LEAST = 5  # a weight nearer to 0 is left out
NEVER_SEEN = -300  # a step from label to label that no page shows, though it might be
SEEN_OFTEN = 4  # a sign or a step that is rarer teaches nothing

_OF_LABELS = {"max_iterations": 110, "feature.minfreq": SEEN_OFTEN}
_PENALTIES = {"c1": 2.0, "c2": 0.02}  # where each page stands once among the examples
_OF_WRAPS = {"c1": 0.3, "c2": 0.05, "max_iterations": 100, "feature.minfreq": 3}


def fit_wraps(found: Sequence[tuple[Sequence[str], str]]) -> list[Row]:
    """Returns the weights of whether a line goes on with the one above; none where no line does."""
    if not any(label == JOINS for _, label in found):
        return []
    weights: Counter[str] = Counter()
    states, _ = _fit((([signs], [label]) for signs, label in found), _OF_WRAPS)
    for (sign, label), weight in states.items():
        weights[sign] += weight if label == JOINS else -weight if label == BEGINS else 0  # type: ignore[assignment]
    return _rows((sign, JOINS, weight) for sign, weight in weights.items())


def fit_labels(examples: Sequence[Example], copies: int = 1) -> list[Row]:
    """Returns the weights of labels and of steps between them; `copies` is how often each page is among the examples.

    What speaks for small weights must be heard as loud as the pages are.
    """
    options = _OF_LABELS | {name: penalty * copies for name, penalty in _PENALTIES.items()}
    states, steps = _fit(((example.signs, example.labels) for example in examples), options)
    rows = _rows((sign, label, weight) for (sign, label), weight in states.items())
    return (
        rows + _rows((f"step {above}", below, weight) for (above, below), weight in steps.items()) + _unseen(examples)
    )


def _rows(found: Iterable[tuple[str, str, float]]) -> list[Row]:
    rows = (Row(sign, label, round(weight * SCALE)) for sign, label, weight in found)
    return [row for row in rows if abs(row.weight) >= LEAST]


def _unseen(examples: Iterable[Example]) -> list[Row]:
    """Speak against steps that hardly any page shows; one that is seen often and weighs nothing is free."""
    seen = Counter(step for example in examples for step in pairwise(example.labels))
    return [
        Row(f"step {above}", below.value, NEVER_SEEN)
        for above in LABELS
        for below in LABELS
        if seen[above.value, below.value] < SEEN_OFTEN and may_follow(above, below)
    ]


Weighed = Mapping[tuple[str, str], float]


def _fit(
    data: Iterable[tuple[Sequence[Sequence[str]], Sequence[str]]], options: Mapping[str, float]
) -> tuple[Weighed, Weighed]:
    """Returns the weights of (sign, label) and of (label, next label)."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({**options, "feature.possible_transitions": False})
    for signs, labels in data:
        trainer.append([list(line) for line in signs], list(labels))
    with tempfile.TemporaryDirectory() as folder:
        model = str(Path(folder) / "model")
        trainer.train(model)
        tagger = pycrfsuite.Tagger()
        tagger.open(model)
        info = tagger.info()
        tagger.close()
    return info.state_features, info.transitions
