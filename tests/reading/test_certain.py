"""Labels that a title cannot have, whatever a weight says."""

from __future__ import annotations

import pytest

from sitegen.config import ReadingHints
from sitegen.reading.detect.rules import classify_lines
from sitegen.reading.layout.certain import proved_labels
from sitegen.reading.layout.labels import Label
from sitegen.reading.text.lines import split_lines
from sitegen.source import SourceText

TEXT = "清河两岸的护林员每天都要走上二十里路，看新栽的树苗有没有缺水，夜里还要守着苗圃，等天亮了才换班。"
OF_HEADLINE = {Label.HEADLINE, Label.HEADLINE_ON, Label.DECK}
BESIDE_HEADLINE = {Label.KICKER, Label.DECK, Label.SUBHEADING}


def left(*rows: str) -> list[frozenset[Label]]:
    """Returns the labels that are left to each of some rows."""
    entries = classify_lines(split_lines(SourceText("page", "\n\n".join(rows) + "\n")), ReadingHints())
    return [labels or frozenset(Label) for labels in proved_labels(entries)]


@pytest.mark.parametrize("line", ["前四月", "河湾县整治渡口——", "县水务局发言人：", "截至2025年底"])
def test_a_time_or_what_leads_on_is_no_headline_above_a_title(line: str) -> None:
    above, *_ = left(line, "新桥通车两年间", TEXT)
    assert not above & OF_HEADLINE
    assert Label.KICKER in above


def test_a_headline_that_a_line_cuts_after_a_colon_within_quotation_marks_stays_open() -> None:
    above, *_ = left("学生来信谈“共护清河：", "青山对话”活动", TEXT)
    assert Label.HEADLINE in above


@pytest.mark.parametrize("mark", ["", "## "])
def test_a_title_with_the_tag_of_a_series_stands_beside_no_headline(mark: str) -> None:
    title, *_ = left(f"{mark}渡口的灯为什么亮着（河湾谈）", TEXT)
    assert not title & BESIDE_HEADLINE


@pytest.mark.parametrize("tag", ["选摘", "外一首", "中国画", "试行", "第一批"])
def test_what_kind_of_work_a_title_names_is_no_tag_of_a_series(tag: str) -> None:
    title, *_ = left(f"母亲守着渡口的灯（{tag}）", TEXT)
    assert title >= BESIDE_HEADLINE


def test_below_the_name_of_a_body_no_headline_goes_on() -> None:
    _, title, *_ = left("河湾县图书馆", "灯下的人和书", "张三", TEXT)
    assert not title & {Label.HEADLINE_ON, Label.DECK}


def test_below_a_head_that_ends_like_the_name_of_a_body_it_may_go_on() -> None:
    _, title, *_ = left("强化产业布局", "筑牢创新根基", TEXT)
    assert Label.HEADLINE_ON in title


def test_a_note_on_the_pictures_of_a_page_is_no_head() -> None:
    note, *_ = left("本版图片除署名外均由河湾县文化馆提供", TEXT)
    assert not note & {Label.HEADLINE, Label.KICKER, Label.SUBHEADING}
