"""What the texts above and below a place share tells stories apart from parts of one story."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from benchmarks.reading.everyday import EVERYDAY, everyday
from sitegen.config import ReadingHints
from sitegen.reading.detect.rules import classify_lines
from sitegen.reading.features import LineFeatures, observe_lines
from sitegen.reading.files.bulletins import Bulletin
from sitegen.reading.layout.cohesion import MOST, UNTOLD, Shared, cohesion, cohesion_signs
from sitegen.reading.layout.page_lines import page_lines
from sitegen.reading.layout.runs import page_features
from sitegen.source import SourceText

BRIDGE = (
    "河湾大桥昨日通车，两岸居民过河不必再等渡船。大桥全长九百米，由县交通局主持修建，历时三年。",
    "河湾大桥设四条车道，两侧有人行道。县交通局说，过河的车辆每天约有六千辆，渡船将在月底停航。",
    "大桥的修建用去钢材两万吨，引桥用去三千吨。两岸居民说，从前过河要等渡船，刮风下雨渡船停航，孩子上学也要等渡船。",
    "县交通局还将修建引桥，把河湾大桥同南岸的公路接起来，过河的车辆不必再从镇里绕行。引桥明年动工，后年通车。",
)
SCHOOL = (
    "松岭中学图书馆新添藏书三千册，学生每天放学后都可以借阅，周末也不闭馆，家长同样可以办证。",
    "馆长说，新书一半是学生自己挑选的，小说最受欢迎，科普读物其次，旧书送给了山里的教学点。",
    "图书馆还请来作家同学生座谈，谈怎样读书，怎样写读书笔记，学生们提了许多有趣的问题。",
)
ENGLISH_BRIDGE = (
    "The bridge across the river opened yesterday, and residents no longer wait for the ferry. Engineers of the county "
    "said the bridge carries four lanes of traffic and a footpath on either side for residents who walk to work.",
    "Engineers expect six thousand vehicles to cross the bridge each day. The ferry stops running this month, and the "
    "county will build a road that leads traffic from the bridge to the southern villages along the river.",
)
ENGLISH_SCHOOL = (
    "Three thousand books came to the library of the school. Pupils chose half of them, novels first, and teachers "
    "asked authors to visit in autumn, when pupils may tell them which stories they liked and which they did not.",
)


def observed(*rows: str) -> tuple[LineFeatures, ...]:
    source = SourceText("page", "\n\n".join(rows) + "\n")
    lines = page_lines(Bulletin(source=source, stem="page")).text
    return observe_lines(classify_lines(lines, ReadingHints()))


def signs_of(lines: Sequence[LineFeatures]) -> tuple[tuple[str, ...], ...]:
    page = page_features(lines)
    return tuple(cohesion_signs(lines, page, cohesion(lines, page)))


def shared(line: int, *rows: str) -> Shared:
    lines = observed(*rows)
    assert len(lines) == len(rows)
    return cohesion(lines, page_features(lines))[line]


def shared_at(line: int, *rows: str) -> int:
    return shared(line, *rows).total


def test_parts_of_a_story_share_more_than_two_stories() -> None:
    within = shared_at(2, *BRIDGE[:2], "渡船停航", *BRIDGE[2:])
    between = shared_at(2, *BRIDGE[:2], "松岭中学添新书", *SCHOOL)
    assert between < 3
    assert within > MOST / 2


def test_words_of_letters_are_shared_as_well() -> None:
    within = shared_at(1, ENGLISH_BRIDGE[0], "A road to the south", ENGLISH_BRIDGE[1])
    between = shared_at(1, ENGLISH_BRIDGE[0], "Books for the school", ENGLISH_SCHOOL[0])
    assert between < within


def test_the_words_of_heads_do_not_count() -> None:
    plain = shared_at(2, *BRIDGE[:2], "松岭中学添新书", *SCHOOL)
    assert shared_at(2, *BRIDGE[:2], "河湾大桥渡船停航", *SCHOOL) == plain


def test_what_most_texts_say_does_not_count() -> None:
    pairs = [entry for entry in everyday().split() if entry > "\u3400"][::40]
    common = "，".join(pairs)
    plain = shared_at(3, *BRIDGE[:2], "甲乙丙丁，" * 20, "松岭中学添新书", "戊己庚辛，" * 20, *SCHOOL)
    assert shared_at(3, *BRIDGE[:2], common, "松岭中学添新书", common, *SCHOOL) == plain


def test_what_stands_twice_on_both_sides_counts_twice() -> None:
    below = "青川渡口的青川渡口在青川渡口" + SCHOOL[0]
    once = shared(2, BRIDGE[0] + "青川渡口", BRIDGE[1], "渡船停航", below, *SCHOOL[1:])
    twice = shared(2, BRIDGE[0] + "青川渡口和青川渡口", BRIDGE[1], "渡船停航", below, *SCHOOL[1:])
    assert once.total < twice.total


def test_what_stands_far_above_is_shared_but_not_close() -> None:
    other = "".join(chr(0x4E00 + 17 * at) for at in range(320)) + "。"
    told = shared(5, *BRIDGE, other, "渡船停航", *BRIDGE[:3])
    assert told.close == 0 < told.total


def test_the_list_of_what_most_texts_say_is_that_of_the_invented_pages() -> None:
    assert EVERYDAY.read_text("utf-8") == everyday()


@pytest.mark.parametrize("line", [0, 3])
def test_nothing_is_told_where_hardly_any_text_is(line: int) -> None:
    rows = ("河湾大桥通车", *BRIDGE[:2], "渡船停航")
    assert shared_at(line, *rows) == UNTOLD
    assert signs_of(observed(*rows))[line] == ("cohesion:untold run:1",)


def test_a_page_without_running_text_has_signs_too() -> None:
    lines = observed("河湾大桥通车", "渡船停航")
    assert signs_of(lines) == (("cohesion:untold run:1",),) * 2
    assert signs_of(()) == ()
