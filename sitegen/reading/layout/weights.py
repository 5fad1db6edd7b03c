"""The weights: how much a sign speaks for a label, in whole numbers. Data, made by training, reviewed in diffs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate, chain, islice, repeat

import numpy as np
from numpy.typing import NDArray

from sitegen.reading.layout.labels import LABELS, NEVER_FIRST, NEVER_LAST, Label, may_follow

FORBIDDEN = -(10**7)
TRAINED, BY_PLACE = "weights.txt", "by_place.txt"
JOINS = "goes-on"
_SAYS = " = "  # between a sign and what it says
AT_ONCE = 256  # lines whose signs are looked up together
_STEP, _FIRST, _LAST = "step", "first", "last"

Points = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights as tables: a row of labels for each sign, steps from label to label, the first and last line's.

    `row_numbers` says which row is a sign's; the last row, of signs without weight, is all 0.
    """

    row_numbers: Mapping[str, int]
    rows: Points
    steps: Points
    first: Points
    last: Points
    joins: Mapping[str, int]  # whether a printed line goes on with the one above, in hard-wrapped text

    def of_lines(self, signs: Iterable[Sequence[str]]) -> Points:
        """Returns the sums of the weights of each line's signs for every label, a row a line."""
        lines = iter(signs)
        sums = [self._of_some(some) for some in iter(lambda: tuple(islice(lines, AT_ONCE)), ())]
        return np.concatenate(sums) if sums else np.zeros((0, len(LABELS)), dtype=np.int64)

    def _of_some(self, signs: Sequence[Sequence[str]]) -> Points:
        lines = [(*line, "") for line in signs]  # none is without a row
        *starts, size = accumulate(map(len, lines), initial=0)
        numbers = np.fromiter(map(self.row_numbers.get, chain.from_iterable(lines), repeat(-1)), np.intp, size)
        return np.add.reduceat(self.rows.take(numbers, axis=0), starts, axis=0)


@cache
def load_weights() -> Weights:
    """Returns the weights that sitegen comes with: what training made, and those of places, set by hand."""
    folder = files("sitegen.reading.layout")
    return parse_weights("\n".join(folder.joinpath(name).read_text("utf-8") for name in (TRAINED, BY_PLACE)))


def parse_weights(text: str) -> Weights:
    """Returns the weights of a text of lines `sign = label weight, …`; `step LABEL` is a sign of the label before.

    A sign may stand on several lines, and each label beside it once.
    """
    size = len(LABELS)
    numbers: dict[str, int] = {}
    found: list[tuple[int, int, int]] = []  # row, label, weight
    steps = np.zeros((size, size), dtype=np.int64)
    first, last = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    joins: dict[str, int] = {}
    for sign, name, weight in rows_of(text):
        if name == JOINS:
            joins[sign] = weight
            continue
        label = LABELS.index(Label(name))
        if sign.startswith(_STEP + " "):
            steps[LABELS.index(Label(sign.removeprefix(_STEP + " "))), label] = weight
        elif sign in (_FIRST, _LAST):
            (first if sign == _FIRST else last)[label] = weight
        else:
            found.append((numbers.setdefault(sign, len(numbers)), label, weight))
    rows = np.zeros((len(numbers) + 1, size), dtype=np.int64)
    for number, label, points in found:
        rows[number, label] = points
    return Weights(numbers, rows, steps + _grammar(), first + _never(NEVER_FIRST), last + _never(NEVER_LAST), joins)


def rows_of(text: str) -> Iterator[tuple[str, str, int]]:
    """Returns what a text of weights says, as sign, label and weight; lines that begin with # say nothing."""
    for line in text.splitlines():
        sign, _, told = line.partition(_SAYS)
        if told and not line.startswith("#"):
            for pair in told.split(", "):
                label, weight = pair.split(" ")
                yield sign, label, int(weight)


def _grammar() -> Points:
    never = [[0 if may_follow(above, below) else FORBIDDEN for below in LABELS] for above in LABELS]
    return np.array(never, dtype=np.int64)


def _never(labels: Set[Label]) -> Points:
    return np.array([FORBIDDEN if label in labels else 0 for label in LABELS], dtype=np.int64)
