"""The tokens of the search: their twin in the theme is held equal to them in test_search_client.py."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.site.search_tokens import bigrams, fold, is_ideograph, runs, squash, tokens

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "fixtures" / "search_tokens.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["is"])
def test_each_case_folds_squashes_and_splits_as_written(case: dict[str, Any]) -> None:
    given_back = {"fold": fold(case["text"]), "squash": squash(case["text"]), "tokens": tokens(case["text"])}
    assert given_back == {key: case[key] for key in given_back}


def test_a_number_between_ideographs_gives_its_parts_and_itself() -> None:
    assert tokens("执行110号") == ["执", "行", "号", "执行", "行1", "11", "10", "0号", "110"]


def test_two_punctuated_words_share_no_token() -> None:
    assert "行局" not in tokens("执行，局长")


def test_whether_a_character_is_an_ideograph_does_not_depend_on_the_unicode_version() -> None:
    assert all(map(is_ideograph, "执豈〇々𠮷\U000323af\U0003347f"))
    assert not any(map(is_ideograph, "a1あ한，\ue000"))


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_squashing_keeps_the_runs_and_nothing_else(text: str) -> None:
    assert squash(text) == "".join(runs(text))


@given(st.text(min_size=1))
def test_every_pair_of_neighbours_in_a_run_is_a_token(text: str) -> None:
    assert {pair for run in runs(text) for pair in bigrams(run)} <= set(tokens(text))


@given(st.text(alphabet="执行赤峰𠮷0123abcΣς·，％Ａ ", max_size=30), st.data())
def test_a_cut_out_of_a_text_is_found_in_the_squashed_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert squash(text[start:end]) in squash(text)
    assert {pair for run in runs(text[start:end]) for pair in bigrams(run)} <= set(tokens(text))
