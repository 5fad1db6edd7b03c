"""The measure of a page's columns: what is as wide as one, what is longer, and where there is none."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from sitegen.reading.files.bulletins import Bulletin
from sitegen.reading.layout.measure import find_measure
from sitegen.reading.layout.page_lines import page_lines
from sitegen.reading.layout.wrapping import unwrap, wrap_signs
from sitegen.reading.text.lines import Line
from sitegen.source import SourceText

COLUMN = (
    "河湾大桥昨日通车，两岸居",
    "民过河不必再等渡船，大桥，",
    "全长九百米，历时三年建成。",
    "县交通局说，过河的车每天约",
    "有六千辆，渡船将在月底停航",
    "引桥明年动工，后年也要通车",
)

TEXT = (
    "河湾大桥昨日通车，两岸居民过河不必再等渡船。大桥全长九百米，历时三年建成，县交通局说，过河的车每天约有六千辆，渡船将在"
    "月底停航。引桥明年动工，后年也要通车。河东的学生上学路上省下半个小时，遇到大风大雨也不必停课。"
)
HEADS = ("河湾大桥昨日通车", "松岭夜市开张", "老街改造三问", "县里办起书屋")


def lines_of(*rows: str) -> tuple[SourceText, tuple[Line, ...]]:
    source = SourceText("page", "\n".join(rows) + "\n")
    return source, page_lines(Bulletin(source=source, stem="page")).text


def lacks_above(*rows: str) -> list[str]:
    """Return of each line but the first how full the one above is."""
    source, lines = lines_of(*rows)
    measure = find_measure(lines)
    assert measure is not None
    found = list(wrap_signs(source, lines, measure))[1:]
    return [sign.split(":")[1].split(" ")[0] for signs in found for sign in signs if sign.startswith("wrap.lack:")]


def test_a_mark_may_hang_out_of_a_column_but_no_word() -> None:
    rows = (
        "河湾大桥昨日通车两岸居民",
        *[COLUMN[3][:12]] * 6,
        "过河的车每天约有六千多辆，",
        "过河的车每天约有六千多辆次",
        "说",
    )
    assert lacks_above(*rows)[-2:] == ["full", "over"]


def test_heads_of_like_length_among_long_paragraphs_make_no_column() -> None:
    heads = [f"向{where}处，不懈攀登" for where in "远高深新前"]
    paragraph = "村医王大田每月上去两次，给住在海拔一千米的人家看病送药，风雨无阻。"
    _, lines = lines_of(*(row for at, head in enumerate(heads) for row in (head, paragraph[4 * at :])))
    assert find_measure(lines) is None


def set_in(text: str, size: int) -> list[str]:
    """Return the printed lines of a paragraph whose first line is shorter by two, the indent being lost."""
    return [text[: size - 2], *(text[at : at + size] for at in range(size - 2, len(text), size))]


def test_the_measure_is_that_of_the_lines_below_the_first_of_a_paragraph() -> None:
    text = "河湾大桥昨日通车两岸居民过河不必再等渡船大桥全长九百米历时三年建成每天约有六千辆车过河渡船将在月底停航"
    _, lines = lines_of(*(row for at in range(4) for row in set_in(text[at:], 14)))
    measure = find_measure(lines)
    assert measure is not None and measure.size == 14


def test_a_line_that_lacks_just_an_indent_is_told_from_full_ones() -> None:
    text = "河湾大桥昨日通车两岸居民过河不必再等渡船大桥全长九百米历时三年建成每天约有六千辆车过河渡船将在月底停航"
    found = lacks_above(*(row for at in range(4) for row in set_in(text[at:], 14)), "说")
    assert found[:3] == ["set-in", "full", "full"]


def test_a_line_that_lacks_one_is_full_where_a_mark_did_not_fit() -> None:
    assert lacks_above(*[COLUMN[4]] * 6, COLUMN[4][:-1], "，渡船停航", "说")[-2:] == ["full", "short"]


def as_an_ocr_reads(paragraphs: Sequence[str], measure: int, chance: random.Random, *, white: bool) -> str:
    """Set paragraphs in a column, two signs in at first, and lose one or two signs there."""
    blocks: list[str] = []
    for paragraph in paragraphs:
        rows = [paragraph[: measure - 2]]
        rows += [paragraph[at : at + measure] for at in range(measure - 2, len(paragraph), measure)]
        blocks.append("\n".join((rows[0][chance.choice((1, 2)) :], *rows[1:])))
    return ("\n\n" if white else "\n").join(blocks)


@pytest.mark.parametrize("measure", [24, 26, 32])
def test_the_measure_is_seen_though_few_lines_are_just_as_wide(measure: int) -> None:
    chance = random.Random(measure)
    briefs = [TEXT[at : at + 3 * measure - 12] for at in range(12)]
    rows = [
        f"{HEADS[at % 4]}\n\n{as_an_ocr_reads([brief], measure, chance, white=True)}" for at, brief in enumerate(briefs)
    ]
    _, lines = lines_of(*"\n\n".join(rows).split("\n"))
    found = find_measure(lines)

    assert found is not None
    assert found.size == measure


@pytest.mark.parametrize("measure", [20, 26, 32])
def test_the_first_line_of_a_paragraph_that_lacks_its_indent_is_no_head(measure: int) -> None:
    chance = random.Random(measure)
    stories = [f"{head}\n\n{as_an_ocr_reads([TEXT] * 3, measure, chance, white=True)}" for head in HEADS]
    source, lines = lines_of(*"\n\n".join(stories).split("\n"))
    whole = [line.text for line in unwrap(source, lines)]

    assert [text for text in whole if len(text) < len(TEXT) / 2] == [*HEADS]
    assert len(whole) == 4 * len(HEADS)


def test_a_head_nearly_as_wide_as_its_column_stands_above_the_text_right_below_it() -> None:
    heads = ("河湾新桥昨日通车两岸居民不再等渡", "松岭夜市六月开张一百多个摊位", "老街改造三年居民三问如今有了")
    stories = [f"{head}\n{as_an_ocr_reads([TEXT] * 3, 18, random.Random(head), white=False)}" for head in heads]
    source, lines = lines_of(*"\n\n".join(stories).split("\n"))
    whole = unwrap(source, lines)

    assert {line.text for line in whole} >= set(heads)


def test_lists_of_like_width_are_no_column() -> None:
    names = [f"河湾县第{number}小学校长王小川" for number in "一二三四五六七八九十" * 5]
    _, lines = lines_of(*(TEXT * times for times in (1, 2, 3, 4, 1, 2)), *names)

    assert find_measure(lines) is None
