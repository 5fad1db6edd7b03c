"""What weights are fitted to: examples, and no more than they show."""

from __future__ import annotations

import math
from itertools import pairwise, product

import numpy as np
import pytest

pytest.importorskip("scipy")

from benchmarks.reading.crf import Chain, Weighed, fit_chains
from benchmarks.reading.descent import Numbers, Penalties, descend

PENALTIES = Penalties(0.2, 0.05)
CHAINS = (
    Chain((("a", "b"), ("b",), ("c",)), ("x", "y", "y"), 2),
    Chain((("a",), ("c",)), ("x", "x")),
    Chain((("c", "a"),), ("y",)),
)


def test_a_weight_is_nothing_where_the_examples_say_little_for_it() -> None:
    wanted = np.array([3.0, 0.1, -2.0])

    def distance(place: Numbers) -> tuple[float, Numbers]:
        return float((place - wanted) @ (place - wanted)) / 2, place - wanted

    found = descend(distance, np.zeros(3), Penalties(0.5, 0.0), 50)
    assert found == pytest.approx([2.5, 0.0, -1.5], abs=1e-3)


def test_weights_are_those_by_which_the_labels_of_whole_pages_are_likeliest() -> None:
    of_signs, of_steps = fit_chains(CHAINS, PENALTIES, 1, 200)
    least = _cost(of_signs, of_steps)
    for key in product("abc", "xy"):
        if not _is_shown(*key):
            assert key not in of_signs
            continue
        for by in (-0.05, 0.05):
            assert _cost({**of_signs, key: of_signs.get(key, 0.0) + by}, of_steps) > least
    for key in of_steps:
        for by in (-0.05, 0.05):
            assert _cost(of_signs, {**of_steps, key: of_steps[key] + by}) > least


def test_a_page_that_counts_twice_is_as_two_pages() -> None:
    twice = [Chain(chain.signs, chain.labels) for chain in CHAINS for _ in range(int(chain.times))]
    for once, several in zip(fit_chains(CHAINS, PENALTIES, 1, 200), fit_chains(twice, PENALTIES, 1, 200), strict=True):
        assert once == pytest.approx(several, abs=1e-2)


def test_pages_that_count_half_are_two_by_two_as_those_that_count_whole() -> None:
    halves = [Chain(chain.signs, chain.labels, chain.times / 2) for chain in CHAINS for _ in range(2)]
    for whole, parts in zip(fit_chains(CHAINS, PENALTIES, 1, 200), fit_chains(halves, PENALTIES, 1, 200), strict=True):
        assert whole == pytest.approx(parts, abs=1e-2)


def test_a_label_that_costs_much_is_kept_farther_from_lines_of_another() -> None:
    def apart(cost: float) -> float:
        of_signs, _ = fit_chains(CHAINS, PENALTIES, 1, 200, lambda right, label: cost * (right != label))
        return of_signs.get(("b", "y"), 0.0) - of_signs.get(("b", "x"), 0.0)

    assert apart(2.0) > apart(0.0) + 0.1


def test_what_is_proved_of_a_line_need_not_be_learned() -> None:
    proved = [Chain((["a", "b"], ("c",)), ("x", "y"), left=(frozenset("x"), frozenset("y")))]
    of_signs, of_steps = fit_chains(proved, PENALTIES, 1, 200)
    assert not any(of_signs.values()), "no other label is left that signs could speak against"
    assert not any(of_steps.values())


def test_a_proof_that_is_wrong_teaches_nothing_wrong() -> None:
    told = [Chain(chain.signs, chain.labels, chain.times, ["z"] * len(chain.labels)) for chain in CHAINS]
    for with_proof, without in zip(
        fit_chains(told, PENALTIES, 1, 200), fit_chains(CHAINS, PENALTIES, 1, 200), strict=True
    ):
        assert with_proof == pytest.approx(without)


def test_what_few_examples_show_has_no_weight() -> None:
    of_signs, _ = fit_chains(CHAINS, PENALTIES, 3, 200)
    assert {sign for sign, _ in of_signs} <= {"a", "b", "c"}
    assert ("a", "y") not in of_signs


def _is_shown(sign: str, label: str) -> bool:
    return any(
        sign in signs and label == one for chain in CHAINS for signs, one in zip(chain.signs, chain.labels, strict=True)
    )


def _cost(of_signs: Weighed, of_steps: Weighed) -> float:
    """Returns what is to be least, all rows of labels gone through one by one."""

    def points(chain: Chain, labels: tuple[str, ...]) -> float:
        lines = sum(
            of_signs.get((s, label), 0) for signs, label in zip(chain.signs, labels, strict=True) for s in signs
        )
        return lines + sum(of_steps.get(step, 0) for step in pairwise(labels))

    def unlikely(chain: Chain) -> float:
        rows = product("xy", repeat=len(chain.labels))
        return math.log(sum(math.exp(points(chain, row)) for row in rows)) - points(chain, tuple(chain.labels))

    weights = [*of_signs.values(), *of_steps.values()]
    small = PENALTIES.size * sum(map(abs, weights)) + PENALTIES.square * sum(w * w for w in weights)
    return small + sum(chain.times * unlikely(chain) for chain in CHAINS)
