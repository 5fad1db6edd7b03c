"""The least of a smooth function and what speaks for small weights: OWL-QN, which leaves most weights at nothing.

Galen Andrew and Jianfeng Gao, Scalable Training of L1-Regularized Log-Linear Models (2007).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Function = Callable[[Numbers], tuple[float, Numbers]]  # its value at a place, and how it changes there

REMEMBERED = 6  # steps, from which the next one is reckoned
MOST_HALVED = 20  # times that a step is halved
LEAST_GAIN = 1e-4  # of what a step promises
PERIOD = 10  # rounds in which the value must fall
ENOUGH = 1e-5  # by this share


@dataclass(frozen=True, slots=True)
class Penalties:
    """What speaks for small weights: `size` times the sum of their sizes, `square` times that of their squares."""

    size: float
    square: float


@dataclass(frozen=True, slots=True)
class _Place:
    """Some weights, the value there, and how it changes with each, but for what `size` adds."""

    weights: Numbers
    value: float
    slope: Numbers


def descend(function: Function, start: Numbers, penalties: Penalties, rounds: int) -> Numbers:
    """Returns the weights at which the function and the penalties are together least."""
    here = _at(function, start, penalties)
    steps: deque[tuple[Numbers, Numbers]] = deque(maxlen=REMEMBERED)
    values = [here.value]
    for _ in range(rounds):
        slope = _steepest(here, penalties.size)
        if not slope.any():
            break
        there = _step(function, here, slope, _way(slope, steps), penalties, first=not steps)
        moved, bent = there.weights - here.weights, there.slope - here.slope
        if moved @ bent > 0:
            steps.append((moved, bent))
        here = there
        values.append(here.value)
        if len(values) > PERIOD and values[-1 - PERIOD] - here.value < ENOUGH * abs(here.value):
            break
    return here.weights


def _at(function: Function, weights: Numbers, penalties: Penalties) -> _Place:
    value, slope = function(weights)
    value += penalties.square * float(weights @ weights) + penalties.size * float(np.abs(weights).sum())
    return _Place(weights, value, slope + 2 * penalties.square * weights)


def _steepest(here: _Place, size: float) -> Numbers:
    """Returns how the value changes, `size` added; 0 for a weight that is nothing and had better stay so."""
    up, down = here.slope + size, here.slope - size
    resting = np.where(up < 0, up, np.where(down > 0, down, 0.0))
    return np.where(here.weights > 0, up, np.where(here.weights < 0, down, resting))


def _way(slope: Numbers, steps: Iterable[tuple[Numbers, Numbers]]) -> Numbers:
    """Returns where to go, as the steps so far tell how the slope bends; never up."""
    known = list(steps)
    way = -slope
    shares: list[float] = []
    for moved, bent in reversed(known):
        shares.append(float(moved @ way) / float(moved @ bent))
        way = way - shares[-1] * bent
    if known:
        moved, bent = known[-1]
        way = way * (float(moved @ bent) / float(bent @ bent))
    for (moved, bent), share in zip(known, reversed(shares), strict=True):
        way = way + moved * (share - float(bent @ way) / float(moved @ bent))
    return np.where(way * slope < 0, way, 0.0)


def _step(
    function: Function, here: _Place, slope: Numbers, way: Numbers, penalties: Penalties, *, first: bool
) -> _Place:
    """Returns the place after a step; a weight that would pass 0 stays there."""
    side = np.where(here.weights != 0, np.sign(here.weights), -np.sign(slope))
    far = 1 / float(np.linalg.norm(slope)) if first else 1.0
    there = here
    for _ in range(MOST_HALVED):
        weights = here.weights + far * way
        there = _at(function, np.where(weights * side > 0, weights, 0.0), penalties)
        if there.value <= here.value + LEAST_GAIN * float(slope @ (there.weights - here.weights)):
            break
        far /= 2
    return there
