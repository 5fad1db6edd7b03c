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


@pytest.mark.parametrize("line", ["资料来源：河湾县统计局", "来源：县气象台等", "图三", "周小满作（河湾社发）"])
def test_a_line_that_tells_of_a_picture_is_no_head(line: str) -> None:
    told, *_ = left(line, "渡口的灯亮了三十年", TEXT)
    assert told == {Label.CAPTION, Label.CREDIT}


def test_who_holds_an_office_is_a_portrait_between_a_story_that_ends_and_a_headline() -> None:
    *_, portrait, _, _ = left(TEXT, "（河湾社河湾7月2日电）", "周小满县长", "渡口的灯亮了三十年", TEXT)
    assert portrait == {Label.CAPTION}


def test_who_holds_an_office_may_begin_a_headline_elsewhere() -> None:
    _, title, *_ = left(TEXT, "周小满县长", "看望渡口的守灯人", TEXT)
    assert Label.HEADLINE in title


def test_a_title_in_lenticular_brackets_is_no_headline() -> None:
    title, *_ = left("【守灯人说】", TEXT)
    assert not title & OF_HEADLINE


def test_what_stands_above_a_dateline_below_a_whole_story_is_a_head_however_long() -> None:
    long = "庆祝河湾县建县三十周年暨清河两岸护林员先进代表座谈会在河湾县图书馆二楼报告厅隆重举行并回顾多年来的经验"
    _, head, *_ = left(TEXT, long, "本报河湾7月2日电（记者周小满）" + TEXT)
    assert head == {Label.HEADLINE, Label.HEADLINE_ON, Label.DECK, Label.SUBHEADING}


def test_what_goes_on_above_a_dateline_may_be_text() -> None:
    _, tail, *_ = left(
        TEXT + TEXT.removesuffix("。") + "的", "清河两岸的人都说", "本报河湾7月2日电（记者周小满）" + TEXT
    )
    assert Label.CONTINUATION in tail


def test_a_text_that_opens_with_a_dateline_does_not_go_on_with_the_line_above() -> None:
    *_, opened = left("渡口的灯亮了三十年", "本报河湾7月2日电（记者周小满）" + TEXT)
    assert Label.CONTINUATION not in opened
