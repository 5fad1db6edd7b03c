"""What is done to headlines so that lines end where a compositor would end them."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.site import segments
from sitegen.site.theme.typesetting import unbroken


def shown(headline: str) -> str:
    """Show where a line may end, and what stays whole: {} never cut, [] only where no line has room."""
    text = re.sub('</?span class="words">', "", str(unbroken(headline))).replace("<wbr>", "|")
    text = re.sub('<span class="whole(?:-mixed)?">([^<]*)</span>', r"{\1}", text)
    return re.sub('<span class="whole-long">([^<]*)</span>', r"[\1]", text).removesuffix("</span>")


@pytest.mark.parametrize(
    "marked",
    [
        "最高人民法院|打造|一站式|服务中心",
        "河湾市|中级|人民法院|公开|开庭审理|一起|案件",  # a word of one character stands with its neighbour
        "为群众|办实事|解难题",
        "全国人大常委会|第24次|会议|闭幕",  # a number with what it counts
        "2024年3月22日起|施行",
        "三年来|我市|新增|就业|5.6万人",
        "以党建|带队建 打造|过硬|队伍",
        "对外贸易|增长|9.3%|{（链接）}",
        "法院|{“执行完毕率”}|居首 学习|{《民法典》}",
        "让老百姓|吃上|{“放心肉”，}|大家|都说好吃",
        "[“努力|让人民|群众|都感受到|公平正义”，]|法官|这样说",
        "推行|“一次|办好",
    ],
)
def test_lines_end_between_words_and_never_within_short_quotations(marked: str) -> None:
    assert shown(re.sub(r"[|{}\[\]]", "", marked)) == marked


@pytest.mark.parametrize("headline", ["The mill is open again", "朝の川に橋が架かる", "강변에 다리가 놓였다", ""])
def test_a_headline_without_chinese_words_is_left_to_the_browser(headline: str) -> None:
    assert unbroken(headline) == headline


@given(st.text(st.sampled_from("执行“”《》（）(，。第24年的人民法院<&>\"' a")))
def test_every_character_is_kept_and_escaped(text: str) -> None:
    assert html.unescape(re.sub("</?(?:span|wbr)[^>]*>", "", unbroken(text))) == text


@given(st.text(st.sampled_from("执行“”《》（），。第24年的人民法院 a")))
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(text: str) -> None:
    bare = html.unescape(re.sub("</?span[^>]*>", "", unbroken(text)))
    assert not re.search("[“《（]<wbr>|<wbr>[”》），。]", bare)


@given(st.lists(st.text(st.sampled_from("执行“”（）。第24年的人民法院强a朝の"), max_size=9), max_size=4))
def test_lines_of_a_text_with_spaces_end_where_they_end_in_the_whole_of_it(parts: list[str]) -> None:
    text = " ".join(parts)
    assert segments.breaks(text) == segments._find(text)  # noqa: SLF001


def test_words_of_a_headline_are_not_looked_for_where_its_parts_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segments, "_known", {})
    segments.know(["以党建带队建", "打造过硬队伍"], [(3,), (2, 4)])
    assert segments.breaks("以党建带队建 打造过硬队伍") == (3, 9, 11)


def test_where_lines_end_is_found_once_and_forgotten_when_it_is_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segments, "_known", known := {})
    monkeypatch.setattr(segments, "MOST_KNOWN", 2)
    headline, other = "河湾新桥昨日通车", "图书馆延长开放时间"
    found = segments.breaks(headline)
    assert known == {headline: found}
    segments.know([other], [(3,)])
    assert segments.breaks(other) == (3,)
    segments.know([], [])
    assert known == {}
    assert segments.breaks(headline) == found
