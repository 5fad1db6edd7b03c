"""What the search shows of an article that it has found, and which near matches it offers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("py_mini_racer", reason="needs mini-racer, of the test extra")
from sitegen.site.search.client import Client
from tests.site.clients import answer, client_of, document
from tests.site.test_search_client import SEEDS


@pytest.fixture(scope="module")
def seeds() -> Iterator[Client]:
    with client_of(*SEEDS) as client:
        yield client


def snippet(client: Client, query: str, ordinal: int = 0) -> list[dict[str, Any]]:
    found = client.call(
        "async (q, n) => { const a = await sitegenSearch.find(q);"
        "  return sitegenSearch.snippet(a.results[n].document, a).map(({text, hit}) => ({text, hit})); }",
        query,
        ordinal,
    )
    assert isinstance(found, list)
    return found


PRINTED = {
    "110": "１１０",
    '"执行 110"': "执行　１１０",
    "12m2": "12㎡",
    "café": "Ｃafe\u0301",
    "𠮷": "𠮷",
    "模式 工作": "工作模式",
}


def test_the_snippet_shows_what_was_found_as_it_is_printed() -> None:
    with client_of(document("全面推行“执行　１１０”工作模式，面积12㎡，Ｃafe\u0301与𠮷某")) as client:
        marked = {
            query: "".join(piece["text"] for piece in snippet(client, query) if piece["hit"]) for query in PRINTED
        }
        assert marked == PRINTED


@pytest.mark.parametrize(
    ("text", "query", "marks"),
    [
        ("Their aid did not help the theatre, but the town did.", "the", ["the", "the"]),
        ("Their aid did not help a theatre.", "the", ["The", "the"]),
        ("The cantata was sung by the clerk.", "cant", ["cant"]),
        ("Город и пригород: городской сад.", "город", ["Город"]),
        ("全省12110个网点接入110平台。", "110", ["110"]),
        ("In New York and Newyorka", "new york", ["New York"]),
    ],
)
def test_words_of_letters_are_marked_whole_where_they_stand_whole(text: str, query: str, marks: list[str]) -> None:
    with client_of(document(text)) as client:
        pieces = snippet(client, f'"{query}"' if " " in query else query)
        assert [piece["text"] for piece in pieces if piece["hit"]] == marks


def test_the_snippet_is_the_densest_eighty_characters() -> None:
    text = "执行" + "甲" * 200 + "乙法院与执行丙" + "甲" * 200
    with client_of(document(text)) as client:
        pieces = snippet(client, "执行 法院")
        shown = "".join(piece["text"] for piece in pieces)
        assert len(shown) == 82
        assert shown.startswith("…") and shown.endswith("…")
        assert [piece["text"] for piece in pieces if piece["hit"]] == ["法院", "执行"]


def test_the_snippet_of_letters_is_twice_as_long_and_cuts_no_word() -> None:
    text = "The transit authority has run ferries across the bay for years. " * 6 + "A heron waits on the weir. "
    with client_of(
        document(text + "Nobody was hurt on Friday. " * 20, headline="News"), document("a" * 9000)
    ) as client:
        shown = "".join(piece["text"] for piece in snippet(client, "heron"))
        assert 160 <= len(shown) <= 210
        assert re.fullmatch(r"…\S.*\S…", shown)
        assert {*shown.strip("…").split()} <= {*text.split(), "Nobody", "was", "hurt", "on", "Friday."}
        assert len("".join(piece["text"] for piece in snippet(client, "a" * 40))) < 220


def test_the_snippet_of_a_find_in_the_headline_is_the_beginning_of_the_text() -> None:
    with client_of(document("甲" * 100, headline="执行")) as client:
        assert snippet(client, "执行") == [{"text": "甲" * 80, "hit": False}, {"text": "…", "hit": False}]


def test_the_snippet_of_an_article_without_text_is_empty() -> None:
    with client_of(document(headline="图片新闻")) as client:
        assert snippet(client, "图片") == []


def test_a_snippet_is_a_part_of_the_text_as_displayed(seeds: Client) -> None:
    for query in ("执行", "法院 人民", "110", "2022"):
        for n, ordinal in enumerate(seeds.find(query)[:10]):
            shown = "".join(piece["text"] for piece in snippet(seeds, query, n)).strip("…")
            assert shown in " ".join(SEEDS[ordinal].text)


def test_the_snippet_of_a_near_match_shows_the_character_that_differs() -> None:
    with client_of(document("赤峰市中级人民法院院长毕晨介绍")) as client:
        told = answer(client, "院长毕辰介")
        assert (told["near"], told["total"], told["ids"]) == (True, 1, [0])
        pieces = client.call(
            "async q => { const a = await sitegenSearch.find(q);"
            "  return sitegenSearch.snippet(a.results[0].document, a); }",
            "院长毕辰介",
        )
        assert isinstance(pieces, list)
        assert [(piece["text"], piece["wrong"]) for piece in pieces if piece["hit"]] == [
            ("院长毕", False),
            ("晨", True),
            ("介", False),
        ]


def test_one_wrong_character_of_a_name_of_three_still_finds_it() -> None:
    with client_of(document("院长毕晨明出席"), document("副院长王某出席")) as client:
        for name in ("毕辰明", "赵晨明", "毕晨朋"):
            told = answer(client, name)
            assert (told["near"], told["ids"]) == (True, [0]), name


def test_a_word_of_two_characters_with_one_wrong_is_another_word() -> None:
    with client_of(document("院长毕晨出席")) as client:
        assert answer(client, "毕辰")["ids"] == []


def test_of_several_words_those_that_no_article_has_with_the_others_are_named() -> None:
    with client_of(document("赤峰法院"), document("包头法院")) as client:
        found = client.call(
            "async q => { const a = await sitegenSearch.find(q);"
            "  return [a.near, a.results.map(r => [r.id, r.missing])]; }",
            "赤峰法院 鲸鱼",
        )
        assert found == [True, [[0, ["鲸鱼"]]]]


def test_other_punctuation_than_the_query_s_is_no_near_match() -> None:
    with client_of(document("推行“执行110”工作模式")) as client:
        told = answer(client, "推行执行110工作")
        assert (told["near"], told["ids"]) == (False, [0])
