"""The statistics of the search are lunr's own."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from lunr.builder import Builder

from sitegen.site.search.documents import SearchDocument
from sitegen.site.search.format import ALPHABET
from sitegen.site.search.lists import best_of
from sitegen.site.search.postings import NONE
from sitegen.site.search.scores import STEP, gain, places
from tests.site.lunr_index import LeanBuilder, serialise

ROOT = Path(__file__).parents[2]


def document(*text: str, headline: str = "执行110接处警") -> SearchDocument:
    return SearchDocument(href="a.html", headline=headline, title="标题", text=text, date="", page="")


SMALL = (
    document("赤峰讯 “公正与效率”是司法获得公信力的核心所在", headline="全面推行“执行110”工作模式"),
    document("截至2022. 10 某日，执行到位率60%-70%，执行款5·8万元", headline="把握公正根本要求 用心用情办理案件"),
    document("𠮷先生与豈先生", "abc ＡＢＣ abc", headline=""),
    document(headline="图片新闻"),
)


def sorted_by_term(serialised: dict[str, Any]) -> Any:
    return json.loads(json.dumps(serialised | {"invertedIndex": sorted(serialised["invertedIndex"])}))


def test_the_lean_builder_serialises_as_lunr_itself_does() -> None:
    stock = serialise(SMALL, Builder())
    lean = serialise(SMALL, LeanBuilder())
    assert sorted_by_term(lean) == sorted_by_term(stock)
    assert len(lean["invertedIndex"]) > 100


def test_the_statistics_are_of_the_version_of_the_lunr_that_the_theme_ships() -> None:
    shipped = (ROOT / "themes/broadsheet/static/vendor/lunr.min.js").read_text(encoding="utf-8")
    version = serialise(SMALL)["version"]
    assert version == "2.3.9"
    assert f'.version="{version}"' in shipped


def test_the_lunr_that_is_shipped_is_lunr_with_parts_left_out_and_nothing_changed() -> None:
    shipped = (ROOT / "themes/broadsheet/static/vendor/lunr.min.js").read_text(encoding="utf-8")
    whole = (ROOT / "tests/fixtures/vendor/lunr-2.3.9.min.js").read_text(encoding="utf-8")
    own = shipped.partition("!function(){var e={};")[2]
    parts = re.split(r',(?=e\.[\w.]+=|function\(e,t\)\{"function"==typeof define)', own)
    assert len(parts) > 45
    at = 0
    for part in parts:
        at = whole.index(part, at) + len(part)
    assert len(shipped) < len(whole) / 2


def test_the_reference_index_has_no_pipeline_that_would_change_chinese_terms() -> None:
    assert serialise(SMALL)["pipeline"] == []


def test_the_terms_of_the_reference_index_are_sorted_as_lunr_js_wants_them() -> None:
    terms = [term for term, _ in serialise([document("𠮷 﨎 执")])["invertedIndex"]]
    assert terms == sorted(terms, key=lambda term: term.encode("utf-16-be"))
    assert terms.index("𠮷") < terms.index("﨎")


def test_an_index_of_nothing_is_no_fault() -> None:
    assert serialise([])["fieldVectors"] == []


def test_a_gain_is_a_score_of_lunr_without_idf_and_boost() -> None:
    builder = LeanBuilder()
    serialised = serialise([document("甲甲乙", headline="丙"), document("丁", headline="丙")], builder)
    index = {term: entry["_index"] for term, entry in serialised["invertedIndex"]}
    vector = dict(serialised["fieldVectors"])["text/0"]
    score = vector[vector[::2].index(index["甲"]) * 2 + 1]
    idf = math.log(1 + (2 - 1 + 0.5) / (1 + 0.5))
    gained = gain(np.array([2.0]), np.array([5.0]), np.array([3.0]))
    assert gained[0] * idf == pytest.approx(score, abs=0.0005)


def test_the_places_rise_with_the_number_of_times_and_never_leave_the_alphabet() -> None:
    times = np.arange(100_001, dtype=np.float64)
    found = places(times, np.full(len(times), 300.0), np.full(len(times), 700.0)).tolist()
    assert found == sorted(found)
    assert found[0] == 0
    assert found[-1] == len(ALPHABET) - 1 == 78
    assert pytest.approx(2.2) == STEP * 79


def test_a_headline_weighs_its_boost() -> None:
    text, headline = np.array([0, NONE, 0, 6, NONE], np.uint8), np.array([NONE, 1, 1, NONE, NONE], np.uint8)
    # In half steps 1, 12, 13, 13, 0: the later one of equals is the better one.
    assert [best_of(text, headline, count).tolist() for count in (1, 2, 3)] == [[3], [2, 3], [1, 2, 3]]
