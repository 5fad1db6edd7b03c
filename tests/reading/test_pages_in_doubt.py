"""Where a page begins in a file is never guessed: a doubt is told, and the editor settles it."""

from __future__ import annotations

import pytest

from tests.reading.test_pages import NAME, ONE_AND_TWO, codes, folio, heads, pages, read, story

DOUBTS = {
    "the page's own folio again": (NAME + folio(1) + story(1) + folio(1) + story(2), 11),
    "two folios side by side": (NAME + folio(2) + folio(3) + story(1) + story(2), 5),
    "a folio that a story quotes": (
        NAME + folio(1) + "## 旧报\n\n我翻出一张旧报,报头下写着:\n\n1957年7月15日 星期一 第1版\n\n纸已经黄了。\n",
        9,
    ),
    "a folio of another day": (
        NAME + folio(1) + "## 旧报\n\n我翻出一张旧报。\n\n1957年7月15日 星期一 第1版\n\n纸已经黄了。\n",
        9,
    ),
    "another newspaper's folio of the same day": (NAME + folio(1) + story(1) + "云岭晚报 " + folio(2) + story(2), 11),
    "folios only amid the file": (story(1) + folio(1) + story(2) + folio(2) + story(3), 7),
    "another number at the very end": (NAME + folio(1) + story(1) + folio(2), 11),
    "the name without a folio": (NAME + folio(1) + story(1) + NAME + story(2), 11),
    "a form feed amid a sentence": (NAME + folio(1) + story(1) + "两岸居民奔走相\f告,都说这座桥修得好。\n", 11),
}


@pytest.mark.parametrize(("text", "line"), DOUBTS.values(), ids=DOUBTS)
def test_where_a_page_begins_is_never_guessed(text: str, line: int) -> None:
    found = read(text)
    assert len(found) == 1
    (doubt,) = (d for d in found[0].diagnostics if d.code == "r-005")
    assert (doubt.severity.value, doubt.line) == ("error", line)
    assert f"`pages: [{{line: {line}, page: N}}]`" in doubt.hint


@pytest.mark.parametrize(("text", "line"), DOUBTS.values(), ids=DOUBTS)
def test_a_doubt_is_told_of_the_page_on_which_it_stands(text: str, line: int) -> None:
    first = f"{NAME}{folio(8, '2023年5月3日 星期三')}{story(4)}\f"
    last = read(first + text)[-1]
    assert [d.line for d in last.diagnostics if d.code == "r-005"] == [line + first.count("\n")]


@pytest.mark.parametrize(("text", "line"), DOUBTS.values(), ids=DOUBTS)
def test_the_editor_settles_a_doubt_either_way(text: str, line: int) -> None:
    assert "r-005" not in [code for code, _ in codes(read(text, overlay=f"pages: [{{line: {line}, begins: false}}]"))]
    if "\f" not in text:
        found = read(text, overlay=f"pages: [{{line: {line}, page: 9}}]")
        assert [label for label, _ in pages(found)][1:2] == ["9"]
        assert "r-005" not in [code for code, _ in codes(found)]


def test_a_role_for_a_quoted_folio_settles_it_too() -> None:
    text, line = DOUBTS["a folio of another day"]
    found = read(text, overlay=f"corrections: [{{line: {line}, role: paragraph}}]")
    assert len(found) == 1
    assert "r-005" not in [code for code, _ in codes(found)]


SILENT = {
    "the page's own folio at its foot": NAME + folio(1) + story(1) + folio(1),
    "the page's own folio amid a sentence": NAME
    + folio(1)
    + "## 早市\n\n早市六点开门,来买菜的人把巷子挤得满满当当,卖菜的人大多是附近村子里种\n\n"
    + folio(1)
    + "菜的农户。\n",
    "a note on a source": NAME + folio(1) + story(1) + "(原载《云岭晚报》2022年8月1日第3版)\n\n" + story(2),
    "a story's source on a line": NAME + folio(1) + story(1) + "云岭晚报 2022年8月1日 第3版\n\n" + story(2),
    "a diary": NAME
    + folio(1)
    + "## 日记三则\n\n"
    + "".join(f"2023年2月{n}日 星期{w}\n\n今日有雨。河里涨了水。\n\n" for n, w in ((6, "一"), (7, "二"), (8, "三"))),
    "a notice signed by the newspaper": NAME
    + folio(1)
    + "## 启事\n\n本报自即日起征集老照片。\n\n河湾日报\n\n2023年5月1日\n\n"
    + story(1),
    "an index": NAME + folio(1) + "导读\n\n第2版:老桥重修\n\n第3版:河水清了\n\n" + story(1),
    "an index in English": "# Bridge Opens\n\nThe bridge opened.\n\nMayor resigns\n[Page 3]\nFair ends\n[Page 5]\n",
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_what_only_looks_like_a_folio_parts_nothing(text: str) -> None:
    found = read(text)
    assert len(found) == 1
    assert "r-005" not in [code for code, _ in codes(found)]


THREE = f"{NAME}{folio(1)}{story(1)}\f{story(2)}\f{NAME}{folio(3)}{story(3)}"


def test_the_overlay_speaks_of_the_file_and_of_single_pages() -> None:
    overlay = "{date: 2023-05-05, page: 4, section: 要闻, pages: [{line: 11, page: 6, section: 民生}]}"
    found = read(THREE, overlay=overlay)
    assert [(str(r.page.date.when), r.page.label, r.page.section) for r in found] == [
        ("2023-05-05", "4", "要闻"),
        ("2023-05-05", "6", "民生"),
        ("2023-05-05", "3", ""),
    ]


def test_the_overlay_may_name_any_line_of_a_pages_head_and_dates_a_page() -> None:
    found = read(THREE, overlay="pages: [{line: 1, page: 7}, {line: 19, page: 9, date: 2023-05-06}]")
    assert [(str(r.page.date.when), r.page.label, r.page.follows) for r in found] == [
        ("2023-05-04", "7", 0),
        ("2023-05-04", "", 11),
        ("2023-05-06", "9", 17),
    ]


def test_the_overlay_begins_a_page_that_nothing_in_the_file_tells() -> None:
    found = read(f"{NAME}{folio(1)}{story(1)}{story(2)}", overlay="pages: [{line: 11, page: 2}]")
    assert heads(found) == ONE_AND_TWO
    assert pages(found) == [("1", 0), ("2", 11)]


def test_the_overlay_denies_that_a_page_begins() -> None:
    found = read(THREE, overlay="pages: [{line: 11, begins: false}]")
    assert heads(found) == [["第1座桥昨日通车", "第2座桥昨日通车"], ["第3座桥昨日通车"]]
    text = f"{NAME}{folio(1)}## 早市\n\n早市六点开门,来的人挤满了\n\f巷子。"
    joined = read(text, overlay="corrections: [{line: 8, break: join}]")
    assert [b.prose.text for b in joined[0].page.articles[0].body] == ["早市六点开门，来的人挤满了巷子。"]


def test_corrections_hold_on_the_page_on_which_they_stand() -> None:
    overlay = """
corrections:
  - {line: 13, role: subheading}
  - {quote: 第3座桥昨日上午, replace: 第三座桥昨日上午, kind: correction, date: 2023-05-06}
  - {line: 5, image: bridge.jpg, alt: 桥}
"""
    first, second, third = read(THREE, overlay=overlay)
    assert codes((first, second, third)) == [("r-003", 15)] or codes((first, second, third)) == []
    assert [image.name for image in first.images] == ["bridge.jpg"]
    assert not second.images
    assert second.page.articles[0].body[0].kind.value == "subheading"
    assert third.page.articles[0].corrections[0].after == "第三座桥昨日上午"
