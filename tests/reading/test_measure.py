"""The measure of a page's columns: what is as wide as one, what is longer, and where there is none."""

from __future__ import annotations

from sitegen.reading.files.bulletins import Bulletin
from sitegen.reading.layout.measure import find_measure
from sitegen.reading.layout.page_lines import page_lines
from sitegen.reading.layout.wrapping import wrap_signs
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
