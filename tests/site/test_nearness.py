"""Which texts are near: what arrays say is what plain counting says, whatever the texts and however they are cut up."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from unittest import mock

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.site.related import again, nearness, pairs
from sitegen.site.related.again import GONE, Changed, changes, compare_again
from sitegen.site.related.nearness import LEAST_NEAR, LEAST_SHARED, MOST_NEAR, TERMS, compare, large, nearest
from sitegen.site.related.pairs import Pairs, count_pairs, join_pairs, split_pairs
from sitegen.site.search.tokens import runs
from tests.nightly import examples

WORDS = [
    "河湾新桥",
    "图书馆延长",
    "引桥接滨江路",
    "青龙江",
    "开放时间",
    "自习室座位",
    "老街修缮",
    "abc",
    "Ⅻ號",
    "𠮷野",
    "，",
]
some_texts = st.lists(st.lists(st.sampled_from(WORDS), max_size=30).map("".join), max_size=40)


def plain_pairs(text: str) -> Counter[int]:
    """Count the pairs of a text one by one, each by its hash."""
    each = (pair for run in runs(text) for pair in pairwise(map(ord, run)))
    return Counter((left * 0x9E3779B1 ^ right * 0x85EBCA77) % (1 << 32) >> 8 for left, right in each)


def plain_nearest(texts: Sequence[str], pages: Sequence[int], stories: Sequence[int]) -> list[tuple[int, ...]]:
    """Compare each text with each other."""
    counted = [plain_pairs(text) for text in texts]
    often = Counter(pair for one in counted for pair in one)
    count = len(texts)
    most = min(max(4, count // 10), count // 4)
    chosen = []
    for one in counted:
        weights = {
            pair: round(2 * math.log2(count / often[pair])) * (1 + min(times, 255).bit_length())
            for pair, times in one.items()
            if 2 <= often[pair] <= most
        }
        best = sorted(((weight, pair) for pair, weight in weights.items() if weight), reverse=True)[:TERMS]
        chosen.append({pair: weight for weight, pair in best})
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    norms = [sum(weight * weight for weight in one.values()) for one in chosen]
    for here in range(count):
        for other in range(count):
            shared = chosen[here].keys() & chosen[other].keys()
            apart = pages[here] != pages[other] and stories[here] != stories[other]
            if apart and stories[other] == other and len(shared) >= LEAST_SHARED:
                product = sum(chosen[here][pair] * chosen[other][pair] for pair in shared)
                found[here].append((-round(100 * product / math.sqrt(norms[here] * norms[other])), other))
    near = ([other for score, other in sorted(found[here]) if -score >= LEAST_NEAR] for here in range(count))
    return [tuple(others[:MOST_NEAR]) for others in near]


@pytest.mark.parametrize(("rows", "at_once"), [(1 << 18, 256), (100, 3), (1, 1)])
@settings(max_examples=examples(60), deadline=None)
@given(texts=some_texts, data=st.data())
def test_what_is_near_is_what_plain_counting_finds(
    rows: int, at_once: int, texts: list[str], data: st.DataObject
) -> None:
    page = st.lists(st.integers(0, len(texts) // 2), min_size=len(texts), max_size=len(texts))
    pages = data.draw(page)
    first = [data.draw(st.integers(0, position)) for position in range(len(texts))]
    stories = [one if first[one] == one else position for position, one in enumerate(first)]
    with mock.patch.object(nearness, "_ROWS", rows), mock.patch.object(pairs, "AT_ONCE", at_once):
        cut = split_pairs(count_pairs(texts), [1] * len(texts))
        assert list(nearest(cut, pages, stories)) == plain_nearest(texts, pages, stories)


def test_a_text_of_many_pairs_is_compared_by_its_best() -> None:
    """More pairs than stand for a text, of few weights: which of them are taken is told by the pairs alone."""
    texts = ["".join(chr(0x4E00 + (7 * start + step) % 900) for step in range(300)) * 2 for start in range(0, 900, 9)]
    alone = range(len(texts))
    assert list(nearest([count_pairs(texts)], alone, alone)) == plain_nearest(texts, alone, alone)


def test_a_pair_may_stand_in_a_text_any_number_of_times() -> None:
    texts = [*["河湾新桥图书馆" * 300] * 3, *(chr(0x5000 + at) * 3 for at in range(30))]
    assert max(count_pairs(texts).rows & 255) == 255
    alone = range(len(texts))
    assert next(nearest([count_pairs(texts)], alone, alone)) == (1, 2)


def sheaf(texts: Sequence[str]) -> Pairs:
    return count_pairs(texts) if texts else join_pairs([])


@pytest.mark.parametrize("rows", [1 << 18, 100])
@settings(max_examples=examples(150), deadline=None)
@given(sheaves=st.lists(st.tuples(some_texts, some_texts, st.booleans()), min_size=1, max_size=4))
def test_what_is_compared_again_is_what_comparing_all_finds(
    rows: int, sheaves: list[tuple[list[str], list[str], bool]]
) -> None:
    """Some sheaves of texts stay as they are, others have other texts, more or fewer of them, or none."""
    held = [(old, old if stays else new) for old, new, stays in sheaves]
    before, now = ([sheaf(one[side]) for one in held] for side in (0, 1))
    changed, numbers, first = list[Changed](), list[int](), 0
    with mock.patch.object(nearness, "_ROWS", rows), mock.patch.object(again, "FEW", 0):
        for old, new in zip(before, now, strict=True):
            changed += changes(first, old, new)
            numbers += [first + at if at < len(new.sizes) else GONE for at in range(len(old.sizes))]
            first += len(new.sizes)
        found = compare_again(compare(before), np.array(numbers, np.int64), list(large(now)), changed)
        wanted = compare(now)
    assert found is not None
    assert found.chosen.tolist() == wanted.chosen.tolist()
    assert found.near.tolist() == wanted.near.tolist()


def test_a_text_that_changes_may_change_what_stands_for_others() -> None:
    """The last text that shared pairs with two others says something else: what these share is as rare as can be."""
    shared, filler = "河湾新桥引桥接滨江路", [chr(0x5000 + 40 * at) * 3 for at in range(30)]
    texts = [f"{shared}甲", f"{shared}乙", f"{shared}丙", *filler]
    now = [*texts[:2], "开放时间", *texts[3:]]
    before, after = (compare([count_pairs(some)]) for some in (texts, now))
    others = [chosen[chosen >> np.uint64(34) < 2].tolist() for chosen in (before.chosen, after.chosen)]
    assert others[0] != others[1]
    held = [count_pairs(some) for some in (texts, now)]
    changed, numbers = list(changes(0, *held)), np.arange(len(texts))
    with mock.patch.object(again, "FEW", 20):
        assert compare_again(before, numbers, [held[1]], changed) is None  # three of 33: all are compared
    found = compare_again(before, numbers, [held[1]], changed)
    assert found is not None
    assert found.near.tolist() == after.near.tolist()
