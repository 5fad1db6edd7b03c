"""The best labels of a page: what weighs most, under what is never true, and as an editor says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise, product
from weakref import finalize

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.reading.layout.decode import UNWONTED, Allowed
from sitegen.reading.layout.explain import explain_lines
from sitegen.reading.layout.grouping import sure
from sitegen.reading.layout.labels import LABELS, Label, may_follow
from sitegen.reading.layout.weights import AT_ONCE, Points, Weights, load_weights, parse_weights
from tests.nightly import examples
from tests.reading.decoding import decode

WEIGHTS = """\
# sign by sign
short = headline 300
short = kicker 250
short = deck 200
long = paragraph 400
long = caption 100
first = headline 50
step headline = deck 120
step deck = paragraph 80
wrap.full = goes-on 9
"""


def labels(*signs: str, given: list[Allowed] | None = None, weights: str = WEIGHTS) -> list[Label]:
    found = decode([tuple(line.split()) for line in signs], parse_weights(weights), given)
    return [one.label for one in found]


def test_labels_are_weighed_together() -> None:
    assert labels("short", "short", "long") == [Label.HEADLINE, Label.DECK, Label.PARAGRAPH]


def test_a_page_without_lines_has_no_labels() -> None:
    assert decode([], parse_weights(WEIGHTS)) == ()


def test_signs_without_weight_weigh_nothing() -> None:
    assert labels("short never-seen", "never-seen long") == labels("short", "long")


def test_what_is_never_true_is_never_read() -> None:
    # A kicker leads to its headline: above running text a short line is none, whatever speaks for it.
    assert labels("short", "long", weights="short = kicker 900\nlong = paragraph 400\n") != [
        Label.KICKER,
        Label.PARAGRAPH,
    ]
    assert Label.KICKER not in labels("short", weights="short = kicker 900\n")
    assert Label.DECK not in labels("short", weights="short = deck 900\n")


def test_what_an_editor_says_holds_and_his_neighbours_need_not_bend_to_it() -> None:
    given: list[Allowed] = [frozenset({Label.KICKER}), None]
    weights = "long = paragraph 500\nlong = headline 90\n"
    assert labels("short", "long", given=given, weights=weights) == [Label.KICKER, Label.PARAGRAPH]


def test_an_editors_line_leads_its_neighbours_where_little_speaks_against_it() -> None:
    given: list[Allowed] = [None, frozenset({Label.HEADLINE}), None]
    assert labels("short", "short", "long", given=given) == [Label.KICKER, Label.HEADLINE, Label.PARAGRAPH]


@pytest.mark.parametrize("above", [Label.KICKER, Label.DECK])
def test_no_label_that_an_editor_gives_is_impossible(above: Label) -> None:
    some = [(above, here, below) for here, below in product(LABELS, LABELS[::6])]
    assert [three for three in some if labels("", "", "", given=[frozenset({one}) for one in three]) != [*three]] == []


def test_of_several_labels_that_an_editor_leaves_the_best_is_taken() -> None:
    given: list[Allowed] = [frozenset({Label.DECK, Label.KICKER})]
    (found,) = decode([("short",)], parse_weights(WEIGHTS), given)
    assert (found.label, found.other, found.margin) == (Label.KICKER, Label.DECK, 50)


def test_the_margin_is_what_the_best_page_with_another_label_has_less() -> None:
    (found,) = decode([("long",)], parse_weights(WEIGHTS))
    assert (found.label, found.other, found.margin) == (Label.PARAGRAPH, Label.CAPTION, 300)
    assert sure(0) == 0.5 < sure(found.margin) < sure(10**9) == 1.0


def test_a_line_with_one_label_left_has_no_other() -> None:
    (found,) = decode([("short",)], parse_weights(WEIGHTS), [frozenset({Label.DECK})])
    assert found.other is None


def test_ties_go_to_the_label_that_is_listed_first() -> None:
    assert labels("", "") == [LABELS[1], LABELS[3]]  # the first line's weight, then a deck below a headline


@given(st.lists(st.lists(st.sampled_from(("short", "long", "unseen", "first")), max_size=4), max_size=4))
@settings(deadline=None, max_examples=examples(50))
def test_no_other_row_of_labels_weighs_more(lines: list[list[str]]) -> None:
    weights = parse_weights(WEIGHTS)
    found = [one.label for one in decode(lines, weights)]
    some = (Label.KICKER, Label.HEADLINE, Label.DECK, Label.PARAGRAPH, Label.CAPTION)
    best = max((_weight(lines, row, weights) for row in product(some, repeat=len(lines))), default=0)
    assert _weight(lines, found, weights) >= best


def _weight(lines: list[list[str]], row: list[Label] | tuple[Label, ...], weights: Weights) -> int:
    if not row:
        return 0
    places = [LABELS.index(label) for label in row]
    total = sum(int(_sum_of(line, weights)[at]) for line, at in zip(lines, places, strict=True))
    total += sum(int(weights.steps[one, two]) for one, two in pairwise(places))
    return total + int(weights.first[places[0]]) + int(weights.last[places[-1]])


def _sum_of(line: list[str], weights: Weights) -> Points:
    return np.asarray(weights.rows[[weights.row_numbers.get(sign, -1) for sign in line]].sum(axis=0))


def test_many_lines_are_summed_as_single_ones_are() -> None:
    weights = parse_weights(WEIGHTS)
    lines = [["short"], [], ["long", "short", "short"], ["unseen"]] * 200
    assert np.array_equal(weights.of_lines(lines), np.stack([_sum_of(line, weights) for line in lines]))


class _Signs(list[str]):
    """Signs of a line, counted as long as anybody holds them."""


def test_signs_are_let_go_of_once_they_are_summed() -> None:
    weights, lines = parse_weights(WEIGHTS), [["short"], ["long", "first"], ["unseen"]] * AT_ONCE
    alive, most = Counter[str](), 0

    def made() -> Iterator[_Signs]:
        nonlocal most
        for line in lines:
            signs = _Signs(line)
            alive["signs"] += 1
            finalize(signs, alive.subtract, ["signs"])
            most = max(most, alive["signs"])
            yield signs

    assert decode(made(), weights) == decode(lines, weights)
    assert AT_ONCE <= most <= 2 * AT_ONCE


def test_the_weights_that_sitegen_comes_with_speak_of_labels_and_forbid_no_more_than_grammar() -> None:
    weights = load_weights()
    for above, below in product(LABELS, LABELS):
        step = int(weights.steps[LABELS.index(above), LABELS.index(below)])
        assert (step > UNWONTED * 10) == may_follow(above, below)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("above: a title, marked +3.0", "line 1/2 of this head +0.5")),
        ("zh-Hans", ("上一行：标题（有标记） +3.0", "题区第 1/2 行 +0.5")),
    ],
)
def test_what_decided_is_told_in_words_the_strongest_first(language: str, said: tuple[str, ...]) -> None:
    weights = parse_weights(
        "-1.kind:title* = credit 300\nrun:0/2 = credit 50\nend:none = credit -20\nend:stop = caption 10\n"
    )
    signs = [("run:0/2", "-1.kind:title*", "end:none", "end:stop")]
    decided = decode(signs, weights, [frozenset({Label.CREDIT, Label.CAPTION})])
    assert explain_lines(signs, weights, decided, language) == (said,)


def test_a_sign_that_has_no_words_yet_is_told_by_its_name() -> None:
    weights = parse_weights("quite-new:3 end:stop = credit 300\n")
    signs = [("quite-new:3 end:stop",)]
    assert explain_lines(signs, weights, decode(signs, weights), "en") == (("quite new 3, ends in a stop +3.0",),)
