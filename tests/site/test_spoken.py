"""Printed text as it is said aloud, and the sentences in which it is said; the theme's script in a bare engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

racer = pytest.importorskip("py_mini_racer", reason="needs mini-racer, of the test extra")

SCRIPT = Path(__file__).parents[2] / "themes" / "broadsheet" / "static" / "reader" / "spoken.js"


@pytest.fixture(scope="module")
def engine() -> Iterator[Any]:
    engine = racer.MiniRacer()
    engine.eval(SCRIPT.read_text(encoding="utf-8"))
    yield engine
    engine.close()


def said(engine: Any, text: str) -> str:
    return str(engine.call("sitegenReader.spoken", text))


def sentences(engine: Any, text: str) -> list[str]:
    found = engine.call("sitegenReader.sentences", text)
    assert "".join(piece["text"] for piece in found) == text
    places = [0, *(piece["to"] for piece in found)]
    assert [piece["from"] for piece in found] == places[:-1]
    return [piece["text"] for piece in found]


@pytest.mark.parametrize(
    ("printed", "spoken"),
    [
        ("结案率98.1%", "结案率百分之九十八点一"),
        ("增长１０.０５％", "增长百分之十点零五"),
        ("占0.5%", "占百分之零点五"),
        ("达110%", "达百分之一百一十"),
        ("达10024%", "达百分之一万零二十四"),
        ("达100000%", "达百分之十万"),
        ("由10—20%", "由百分之十至百分之二十"),
        ("由10%—20%", "由百分之十至百分之二十"),
        ("2022年1—12月", "2022年1月至12月"),
        ("2022年1-9月", "2022年1月至9月"),
        ("2021—2023年", "2021年至2023年"),
        ("6月25日—27日", "6月25日至27日"),
        ("共24,951件", "共24951件"),
        ("3个、1,024,000元", "3个、1024000元"),
        ("气温-5℃", "气温-5摄氏度"),
        ("120㎡的房", "120平方米的房"),
        ("《民法典》《刑法》", "民法典、刑法"),
        ("“双推进”“深融合”", "双推进、深融合"),
        ("服务——最后一公里", "服务，最后一公里"),
    ],
)
def test_signs_that_have_one_reading_are_said_so(engine: Any, printed: str, spoken: str) -> None:
    assert said(engine, printed) == spoken


@pytest.mark.parametrize(
    "text",
    ["执行110", "5·8支部", "电话0471—6612345", "热线400—880—1234", "电话(0471) 4687539", "2023年5月4日", "3.5个百分点"],
)
def test_what_may_be_read_in_two_ways_is_left_to_the_voice(engine: Any, text: str) -> None:
    assert said(engine, text) == text


def test_english_text_keeps_its_marks(engine: Any) -> None:
    assert said(engine, "Up 10% in “May”.") == "Up 10% in “May”."


def test_a_sentence_ends_at_its_mark_and_keeps_the_quotation_closed(engine: Any) -> None:
    text = "“你好！”他说。今天3.5元；好……走吧（完）。\n第二行\n没有句号"
    wanted = ["“你好！”", "他说。", "今天3.5元；", "好……", "走吧（完）。\n", "第二行\n", "没有句号"]
    assert sentences(engine, text) == wanted


def test_english_sentences_end_at_full_stops_before_a_capital(engine: Any) -> None:
    text = "It rose by 3.5 per cent. Why? Nobody knows, e.g. here."
    assert sentences(engine, text) == ["It rose by 3.5 per cent. ", "Why? ", "Nobody knows, e.g. here."]


@pytest.mark.parametrize(
    "text",
    [
        "一" * 400,
        "推进，" * 100 + "完。",
        "𠮷" * 200,
        "word " * 200,
        "“" * 70 + "中",
        "",
        "。。。",
        "!?!?",
        "a!b?c",
        "\n\n",
    ],
)
def test_no_sentence_is_so_long_that_a_browser_cuts_it_off_and_none_is_lost(engine: Any, text: str) -> None:
    for part in sentences(engine, text):
        assert len(part.encode("utf-16-le")) // 2 <= (60 if any("一" <= c <= "鿿" or c == "𠮷" for c in part) else 180)


def test_a_long_sentence_is_cut_behind_a_comma(engine: Any) -> None:
    parts = sentences(engine, "该院着力构建导学、促学、研学体系，" * 8 + "成效显著。")
    assert all(part.endswith(("，", "、", "。")) for part in parts)
