"""The tokens of the search: their twin in the theme is held equal to them in test_search_client.py."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen import traditional
from sitegen.site.search.format import hashed
from sitegen.site.search.postings import NONE, hashes_of, postings_of, terms_of
from sitegen.site.search.tokens import (
    fold,
    has_traditional,
    length_in_tokens,
    runs,
    squash,
)
from sitegen.traditional import RADICALS, SIMPLIFIED
from tests.alphabet import ANY
from tests.site.search_terms import bigrams, is_ideograph, tokens

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "fixtures" / "search_tokens.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["is"])
def test_each_case_folds_squashes_and_splits_as_written(case: dict[str, Any]) -> None:
    given_back = {"fold": fold(case["text"]), "squash": squash(case["text"]), "tokens": tokens(case["text"])}
    assert given_back == {key: case[key] for key in given_back}


def test_a_number_between_ideographs_gives_its_parts_and_itself() -> None:
    assert tokens("执行110号") == ["执", "行", "号", "执行", "行1", "11", "10", "0号", "#110", "110"]


def test_two_punctuated_words_share_no_token() -> None:
    assert "行局" not in tokens("执行，局长")


def test_whether_a_character_is_an_ideograph_does_not_depend_on_the_unicode_version() -> None:
    assert all(map(is_ideograph, "执豈〇々𠮷\U000323af\U0003347f"))
    assert not any(map(is_ideograph, "a1あ한，\ue000"))


def test_a_traditional_and_a_simplified_text_have_the_same_tokens() -> None:
    assert tokens("內蒙古自治區高級人民法院") == tokens("内蒙古自治区高级人民法院")
    assert has_traditional("赤峰市人民法院執行局")
    assert not has_traditional("赤峰市人民法院执行局，ABC")
    assert has_traditional("\uf92f动"), "a compatibility form of 勞"


def test_the_map_to_simplified_gives_one_ideograph_for_one_and_ends_where_it_leads() -> None:
    assert len(SIMPLIFIED) > 4_000
    for printed, simplified in SIMPLIFIED.items():
        assert is_ideograph(printed) or printed in RADICALS
        assert is_ideograph(simplified)
        assert simplified not in SIMPLIFIED
        assert unicodedata.normalize("NFKC", printed + simplified) == printed + simplified


def test_every_radical_is_found_by_the_ideograph_that_it_looks_like() -> None:
    assert squash("⻓街⻢戏⻅到⻢队") == "长街马戏见到马队"
    assert squash("⼈⾛⽆") == "人走无"
    assert squash("⻑⾞") == "长车", "a radical of traditional form"
    left = [chr(code) for code in range(0x2E80, 0x2FE0) if unicodedata.category(chr(code)) != "Cn"]
    assert [sign for sign in left if not all(map(is_ideograph, fold(sign)))] == ["⺀"], "a part that is no ideograph"
    assert has_traditional("⻓街")


def test_the_licence_of_the_map_lies_beside_it() -> None:
    data = Path(traditional.__file__).parent / "data"
    assert "Apache License" in (data / "traditional-LICENSE.txt").read_text("utf-8")


@given(st.text(ANY))
def test_the_quick_length_is_that_of_the_tokens(text: str) -> None:
    assert length_in_tokens(" ".join(runs(text))) == len(tokens(text))


@given(st.text(st.sampled_from("执行號〇，。（ 1aA-_`％·…　\u3000é豈𠮷\u0301")))
def test_the_short_way_to_the_runs_of_common_characters_is_the_long_one(text: str) -> None:
    kept = (character if unicodedata.category(character)[0] in "LNM" else " " for character in fold(text))
    assert runs(text) == tuple("".join(kept).split())


@given(st.lists(st.tuples(st.text(ANY), st.text(ANY)), min_size=1, max_size=5))
def test_postings_in_arrays_are_those_of_the_tokens(documents: list[tuple[str, str]]) -> None:
    lines = [[" ".join(runs(text)) for text in field] for field in zip(*documents, strict=True)]
    found = postings_of(lines[0], lines[1], {"@kind:news": range(len(documents))}, (3.0, 9.0))
    expected: dict[str, list[int]] = {}
    for ordinal, both in enumerate(documents):
        for term in {token for text in both for token in tokens(text)}:
            expected.setdefault(term, []).append(ordinal)
    expected["@kind:news"] = list(range(len(documents)))
    terms = terms_of(found.keys, found.words)
    assert sorted(terms) == sorted(expected)
    assert hashes_of(found.keys, found.words).tolist() == list(map(hashed, terms))
    ends = np.cumsum(found.counts)
    for term, begin, end in zip(terms, ends - found.counts, ends, strict=True):
        assert found.documents[begin:end].tolist() == expected[term]
        for row in range(begin, end):
            given = [term in tokens(text) for text in documents[found.documents[row]]]
            assert [weights[row] != NONE for weights in (found.headline, found.text)] == (
                [False, True] if term[0] == "@" else given
            )


@given(st.text(ANY))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(ANY))
def test_squashing_keeps_the_runs_and_nothing_else(text: str) -> None:
    assert squash(text) == "".join(runs(text))


@given(st.text(ANY, min_size=1))
def test_every_pair_of_neighbours_in_a_run_is_a_token(text: str) -> None:
    assert {pair for run in runs(text) for pair in bigrams(run)} <= set(tokens(text))


@given(st.text(alphabet="执行赤峰𠮷0123abcΣς·，％Ａ ", max_size=30), st.data())
def test_a_cut_out_of_a_text_is_found_in_the_squashed_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert squash(text[start:end]) in squash(text)
    assert {pair for run in runs(text[start:end]) for pair in bigrams(run)} <= set(tokens(text))
