"""A conditional random field fitted to pages: how likely their labels are by the weights of their signs and steps.

All pages go at once: the first lines of all, then the second ones. A page that counts many times is held once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from benchmarks.reading.descent import Numbers, Penalties, descend

NEVER = -1e9  # what no weights make up for

Weighed = Mapping[tuple[str, str], float]
Cost = Callable[[str, str], float]  # of another label than the right one


@dataclass(frozen=True, slots=True)
class Chain:
    """Lines in a row, each with its signs and its label; `times` is how often they count.

    `left` are the labels that are left to each line whatever its signs weigh, None where all are; empty for no line.
    """

    signs: Sequence[Sequence[str]]
    labels: Sequence[str]
    times: float = 1
    left: Sequence[Collection[str] | None] = ()


@dataclass(frozen=True, slots=True)
class _Packed:
    """All lines of all chains, the longest chain first: first the first line of each, then the second of each.

    `starts` tells where the lines of each place in a chain begin. Weighed is only what the examples show `often`:
    a sign on lines of a label, a step from label to label.
    """

    signs: tuple[str, ...]
    labels: tuple[str, ...]
    lines: csr_array[np.float64]
    right: NDArray[np.intp]  # the label of each line
    times: Numbers  # of each line
    starts: tuple[int, ...]
    costs: Numbers  # of each label on each line
    shown: Numbers  # how often signs stand on lines of labels
    steps: Numbers  # how often a label follows another
    often: tuple[NDArray[np.bool_], NDArray[np.bool_]]

    def unpacked(self, weights: Numbers) -> tuple[Numbers, Numbers]:
        """Returns the weights of signs and of steps as tables."""
        tables = np.zeros(self.shown.shape), np.zeros(self.steps.shape)
        count = int(self.often[0].sum())
        tables[0][self.often[0]], tables[1][self.often[1]] = weights[:count], weights[count:]
        return tables


def fit_chains(
    chains: Sequence[Chain], penalties: Penalties, least: int, rounds: int, cost: Cost | None = None
) -> tuple[Weighed, Weighed]:
    """Returns the weights of (sign, label) and of (label, next label), where examples show both at least so often.

    The right label of a line must lie above each other one by what that would `cost` (softmax-margin, Gimpel and
    Smith 2010).
    """
    packed = _pack(chains, least, cost or _none)
    start = np.zeros(sum(int(often.sum()) for often in packed.often))
    found = descend(lambda weights: _loss(packed, weights), start, penalties, rounds)
    of_signs, of_steps = packed.unpacked(found)
    return _named(of_signs, packed.signs, packed.labels), _named(of_steps, packed.labels, packed.labels)


def _none(_right: str, _label: str) -> float:
    return 0.0


def _named(table: Numbers, rows: Sequence[str], columns: Sequence[str]) -> Weighed:
    places = zip(*(axis.tolist() for axis in np.nonzero(table)), strict=True)
    return {(rows[row], columns[column]): float(table[row, column]) for row, column in places}


def _pack(chains: Sequence[Chain], least: int, cost: Cost) -> _Packed:
    ordered = sorted(chains, key=lambda chain: -len(chain.labels))
    signs = _seen_often(ordered, least)
    labels = tuple(sorted({label for chain in ordered for label in chain.labels}))
    places, numbers = {sign: at for at, sign in enumerate(signs)}, {label: at for at, label in enumerate(labels)}
    longest = len(ordered[0].labels) if ordered else 0
    rows = [(chain, at) for at in range(longest) for chain in ordered if at < len(chain.labels)]
    lines = _matrix((chain.signs[at] for chain, at in rows), places)
    right = np.array([numbers[chain.labels[at]] for chain, at in rows], dtype=np.intp)
    times = np.array([chain.times for chain, _ in rows], dtype=np.float64)
    costs = np.array([[cost(one, other) for other in labels] for one in labels])[right] + _costs_of_closed(rows, labels)
    shown = np.asarray(lines.T @ (np.eye(len(labels))[right] * times[:, None]))
    sizes = Counter(at for _, at in rows)
    starts = tuple(np.cumsum([0, *(sizes[at] for at in range(longest))]).tolist())
    steps = np.zeros((len(labels), len(labels)))
    for here, above in _places(starts):
        np.add.at(steps, (right[above], right[here]), times[here])
    often = shown >= least, steps >= least
    return _Packed(signs, labels, lines, right, times, starts, costs, shown, steps, often)


def _costs_of_closed(rows: Sequence[tuple[Chain, int]], labels: Sequence[str]) -> Numbers:
    """Returns for each line what each label costs that is not left to it: what is proved need not be learned.

    Where what is left is wrong, a line learns its label as if all were open.
    """
    left = [chain.left[at] if chain.left else None for chain, at in rows]
    known = [
        frozenset(some) if some is not None and chain.labels[at] in some else None
        for some, (chain, at) in zip(left, rows, strict=True)
    ]
    places = {some: place for place, some in enumerate(dict.fromkeys(known))}
    costs = np.array([[NEVER if some is not None and one not in some else 0.0 for one in labels] for some in places])
    return costs[[places[some] for some in known]]


def _places(starts: Sequence[int]) -> list[tuple[slice, slice]]:
    """Returns where the lines of each place in a chain but the first are, and where the lines right above them."""
    bounds = zip(starts, starts[1:], starts[2:], strict=False)
    return [(slice(start, end), slice(above, above + end - start)) for above, start, end in bounds]


def _seen_often(chains: Sequence[Chain], least: int) -> tuple[str, ...]:
    seen: defaultdict[str, float] = defaultdict(float)
    for chain in chains:
        for line in chain.signs:
            for sign in line:
                seen[sign] += chain.times
    return tuple(sorted(sign for sign, times in seen.items() if times >= least))


def _matrix(lines: Iterable[Sequence[str]], places: Mapping[str, int]) -> csr_array[np.float64]:
    rows = [np.array([places[sign] for sign in line if sign in places], dtype=np.int32) for line in lines]
    ends = np.cumsum([0, *map(len, rows)], dtype=np.int32)
    numbers = np.concatenate([np.empty(0, dtype=np.int32), *rows])
    return csr_array((np.ones(len(numbers)), numbers, ends), shape=(len(rows), len(places)))


def _loss(packed: _Packed, weights: Numbers) -> tuple[float, Numbers]:
    """Returns how unlikely the right labels are, and how that changes with each weight: forward, backward."""
    of_signs, of_steps = packed.unpacked(weights)
    points = np.asarray(packed.lines @ of_signs) + packed.costs
    most = points.max(axis=1, keepdims=True)
    here, step = np.exp(points - most), np.exp(of_steps)
    forward, sums = _forward(packed, here, step)
    all_rows = float((packed.times * (np.log(sums) + most[:, 0])).sum())
    right = float((packed.times * points[np.arange(len(points)), packed.right]).sum() + (packed.steps * of_steps).sum())
    backward, expected = _backward(packed, here, step, forward, sums)
    shares = forward * backward * packed.times[:, None]
    # Line by line, as the table of signs stays at hand; exactly, as a third added half a million times does not vanish.
    change = np.asarray(packed.lines.T @ shares) - packed.shown
    changes = (change[packed.often[0]], (expected - packed.steps)[packed.often[1]])
    return all_rows - right, np.concatenate(changes)


def _forward(packed: _Packed, here: Numbers, step: Numbers) -> tuple[Numbers, Numbers]:
    """Returns the share of each label of a line among all rows of labels down to it, and what made them shares."""
    forward = here.copy()
    sums = np.empty(len(here))
    first = slice(0, packed.starts[1])
    for lines, above in [(first, None), *_places(packed.starts)]:
        if above is not None:
            forward[lines] *= forward[above] @ step
        sums[lines] = forward[lines].sum(axis=1)
        forward[lines] /= sums[lines, None]
    return forward, sums


def _backward(
    packed: _Packed, here: Numbers, step: Numbers, forward: Numbers, sums: Numbers
) -> tuple[Numbers, Numbers]:
    """Returns the same from each line down to the last, and how often each step is to be expected."""
    backward, expected = np.ones_like(here), np.zeros_like(step)
    for lines, above in reversed(_places(packed.starts)):
        below = here[lines] * backward[lines] / sums[lines, None]
        expected += (forward[above] * packed.times[lines, None]).T @ below
        backward[above] = below @ step.T
    return backward, expected * step
