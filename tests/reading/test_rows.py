"""Heads that are set alike, one behind the other, and what stands above the first of them."""

from __future__ import annotations

from sitegen.reading.layout.rows import heads_of, row_signs
from sitegen.source import SourceText
from tests.reading.labelled import features_of

TEXT = "清河两岸的护林员每天都要走上二十里路，看新栽的树苗有没有缺水，夜里还要守着苗圃。"
NEWS = "本报河湾7月2日电  （记者张三）" + TEXT


def signs(*rows: str) -> dict[str, tuple[str, ...]]:
    """Returns the signs of rows by their lines."""
    lines = features_of(SourceText("page", "\n\n".join(rows) + "\n"))
    return {line.line.canonical: told for line, told in zip(lines, row_signs(lines), strict=True)}


def test_briefs_under_the_name_of_a_column_are_a_row_that_begins_with_a_name() -> None:
    told = signs("寰宇速递", "新桥通车", NEWS, "渡口重开", NEWS, "老街修缮完工", NEWS)
    assert "row:name row-many:3 row-extra:1" in told["寰宇速递"]
    assert "row:name row-name:0 row-told:all" in told["寰宇速递"]
    assert "row:first row-many:3 row-extra:1" in told["新桥通车"]
    assert "row:mid row-many:3 row-extra:1" in told["渡口重开"]
    assert "row:last row-many:3 row-extra:1" in told["老街修缮完工"]


def test_a_head_of_another_form_ends_a_row() -> None:
    told = signs("新桥通车", TEXT, "渡口重开", TEXT, "老街修缮完工", "本报记者  张三", TEXT)
    assert "row:last row-many:2 row-extra:0" in told["渡口重开"]
    assert not any(sign.startswith("row:") for sign in told["老街修缮完工"])


def test_the_last_of_a_row_does_not_begin_the_next_one() -> None:
    told = signs(*("河湾县青山村——", "古镇开了新书店", TEXT) * 2, "渡口重开", TEXT, "老街修缮完工", TEXT)
    assert "row:last row-many:2 row-extra:0" in told["古镇开了新书店"]
    assert "row:first row-many:2 row-extra:0" in told["渡口重开"]


def test_a_sentence_alone_is_no_head() -> None:
    lines = features_of(SourceText("page", "\n\n".join(("新桥通车", TEXT, "路修好了，还要有人管。", TEXT)) + "\n"))
    (head,) = heads_of(lines)
    assert head.form == ("title0",)


def test_an_office_with_a_name_behind_it_is_set_as_a_byline_is() -> None:
    told = signs("修桥先修心", "河湾市交通局原局长  张三", TEXT, "渡口的灯", "李四", TEXT)
    assert "row:last row-many:2 row-extra:0" in told["渡口的灯"]


def test_a_head_that_stands_on_a_page_more_than_once_is_told_so() -> None:
    told = signs("河湾古桥", TEXT, "【镜头外】", TEXT, "青山书院", TEXT, "【镜头外】", TEXT)
    assert "again:2" in told["【镜头外】"]
    assert not any(sign.startswith("again:") for sign in told["河湾古桥"])
