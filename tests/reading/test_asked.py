"""What is quickly seen of a line never keeps a pattern from matching it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.model.prose import PHRASE_SPACE
from sitegen.reading.layout.phrases import QUOTES, told_of
from sitegen.reading.lexicon.load import entries
from sitegen.reading.text import asked, patterns
from sitegen.reading.text.days import printed_day
from sitegen.reading.text.marks import canonical
from sitegen.reading.text.picture_credits import CAPTION, CAPTION_BRIEF, CAPTION_SHOT, PHOTO_CREDIT

ROOT = Path(__file__).parents[2]
FILES = (*sorted((ROOT / "seeds").glob("*.txt")), *sorted((ROOT / "tests" / "fixtures" / "reading").glob("*.md")))
ENDS = sorted(entries("picture-credits") | entries("institution-ends"))
MADE = (
    *(f"新桥今日通车。 李远{end}" for end in ENDS),
    *(f"河湾市云岭{end}" for end in ENDS),
    *(f"{art}:李远" for art in sorted(entries("arts") | entries("picture-labels"))),
    *(f"河湾{end}" for end in sorted(entries("standing-head-ends"))),
    *(f"李远{says}" for says in ("强调", "指出", "要求", "表示", "批示", "提出", "认为", "呼吁")),
    "新华社发(李 远摄)",
    "受访者提供",
    "(资料图片)",
    "渡口上的老船工 资料图片",
    "护林员巡山归来 李小满 摄",
    "以上照片均为李远提供",
    "Photo by Jane Doe",
    "PAGE 3",
    "p. 4",
    "版次:4",
    "新桥通车(经济新方位·聚焦假期消费)",
    "新桥通车 图书馆开放",
    "2024 年 3 月 2 日",
    "民国 三十五 年 六 月 一 日",
    "二〇二四年三月二十二日",
    "9 May 2023",
    "May 9, 2023",
    "新华社河湾5月3日电",
    "河湾讯 今日",
    "方  圆",
    "河湾县云岭镇  李小满",
    "李  明  本报评论员",
    "▲8月14日,新桥通车",
    "· 广  告 ·",
)
LINES = sorted(
    {canonical(line.strip("# \n")) for file in FILES for line in file.read_text("utf-8").split("\n")} | {*MADE}
)

PAIRS: dict[str, tuple[Callable[[str], object], Callable[[str], object]]] = {
    "caption": (
        asked.caption_match,
        lambda text: any(shape.match(text) for shape in (CAPTION, CAPTION_BRIEF, CAPTION_SHOT)),
    ),
    "unit": (asked.unit_alone, patterns.UNIT_ALONE.match),
    "spaced name": (asked.spaced_name, patterns.SPACED_NAME.match),
    "placed name": (asked.placed_name, patterns.PLACED_NAME.match),
    "speaker": (asked.listed_speaker, patterns.SPEAKER_IN_LIST.match),
    "phrase space": (asked.phrase_space, PHRASE_SPACE.search),
    "series": (asked.series_tag, patterns.SERIES.search),
    "photo credit": (asked.photo_credit, PHOTO_CREDIT.match),
    "page label": (asked.page_label, patterns.PAGE_LABEL.search),
    "bullet": (asked.is_bullet, patterns.BULLET.match),
    "advertisement": (asked.is_advertisement, patterns.ADVERTISEMENT_HEAD.match),
    "day": (printed_day, patterns.DAY.search),
}


@pytest.mark.parametrize("name", PAIRS)
def test_a_short_cut_answers_as_its_pattern_does(name: str) -> None:
    quick, pattern = PAIRS[name]

    assert [line for line in LINES if bool(quick(line)) != bool(pattern(line))] == []
    assert any(map(quick, LINES))


@pytest.mark.parametrize(
    ("pattern", "holds"),
    [
        (patterns.JUMP_TO, asked.names_page),
        (patterns.CONTINUED_FROM, asked.names_page),
        (patterns.DATELINE_WIRE, asked.may_open_dateline),
        (patterns.DATELINE_BRIEF, asked.may_open_dateline),
        (patterns.DATELINE_BRACKET, asked.may_open_dateline),
    ],
)
def test_what_a_pattern_needs_is_in_all_that_it_matches(pattern: re.Pattern[str], holds: Callable[[str], bool]) -> None:
    matched = [line for line in LINES if pattern.match(line)]

    assert matched
    assert all(map(holds, matched))


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("notice-head", patterns.NOTICE_HEAD),
        ("document", patterns.DOCUMENT),
        ("quotes-somebody", QUOTES),
        ("part-label", patterns.PART_LABEL),
        ("collection-name", patterns.COLLECTION_NAME),
        ("standing-head-end", patterns.STANDING_HEAD_END),
        ("signing", patterns.SIGNING),
        ("letter-opening", patterns.LETTER_OPENING),
        ("notice-end", patterns.NOTICE_END),
        ("day-alone", patterns.DAY_ALONE),
        ("invitation", patterns.INVITATION),
    ],
)
def test_what_a_line_is_told_by_goes_by_its_pattern(name: str, pattern: re.Pattern[str]) -> None:
    assert [line for line in LINES if (name in told_of(line)) != bool(pattern.search(line))] == []
