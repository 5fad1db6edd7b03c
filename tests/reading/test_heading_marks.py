"""Headings as other markup than Markdown's `##` writes them, and what only looks so."""

from __future__ import annotations

import pytest

from benchmarks.whole import check_reading
from sitegen.model.edition import assemble
from sitegen.reading.files.bulletins import Bulletin
from sitegen.reading.layout.page_lines import page_lines
from sitegen.reading.text.line import Line
from sitegen.source import SourceText
from tests.outline import read_text

TEXT = "河湾县新桥昨日通车，居民不再等渡船。"
TITLES = ("河湾新桥昨日通车", "松岭夜市开张", "三问老街改造")


def lines_of(text: str) -> tuple[Line, ...]:
    """Returns the lines of a page."""
    return page_lines(Bulletin(source=SourceText("p.txt", text), stem="p")).text


@pytest.mark.parametrize(
    ("mark", "level"),
    [
        ("## {}", 2),
        ("##{}", 2),
        ("## {} ##", 2),
        ("＃＃{}", 2),
        ("##\u00a0{}", 2),
        ("== {} ==", 2),
        ("=== {} ===", 3),
        ("=={}==", 2),
        ("== {}", 2),
    ],
)
def test_a_mark_before_a_heading_is_none_of_its_text(mark: str, level: int) -> None:
    text = f"{mark.format(TITLES[0])}\n\n{TEXT}"
    head = lines_of(text)[0]

    assert (head.text, head.level) == (TITLES[0], level)
    assert [*check_reading(assemble([read_text(text).page]))] == []


@pytest.mark.parametrize("line", ["=====", "== ==", "==河湾", "= 河湾", "河湾 == 松岭", "a #1", "====河湾"])
def test_what_no_text_follows_or_closes_is_no_heading(line: str) -> None:
    assert lines_of(f"{line}\n\n{TEXT}")[0].level == 0


@pytest.mark.parametrize("rule", ["===", "=" * 40, "---", "~~~~~~", "^^^^"])
def test_lines_that_are_underlined_are_headings(rule: str) -> None:
    text = "\n\n".join(f"{title}\n{rule}\n\n{TEXT}" for title in TITLES)

    assert {line.text for line in lines_of(text) if line.level} == set(TITLES)
    assert [*check_reading(assemble([read_text(text).page]))] == []


def test_signs_of_rules_are_levels_in_their_order() -> None:
    text = f"{TITLES[0]}\n===\n\n{TEXT}\n\n{TITLES[1]}\n---\n\n{TEXT}\n\n{TITLES[2]}\n---\n\n{TEXT}"

    assert [line.level for line in lines_of(text) if line.text in TITLES] == [1, 2, 2]


def test_rules_above_and_below_a_heading_make_it_one() -> None:
    text = "\n\n".join(f"=====\n{title}\n=====\n\n{TEXT}" for title in TITLES)

    assert {line.text for line in lines_of(text) if line.level} == set(TITLES)


@pytest.mark.parametrize("last", [TEXT, "（王小川）", "来源：", TEXT * 4])
def test_rules_below_the_ends_of_stories_underline_nothing(last: str) -> None:
    text = "\n".join(f"{title}\n{TEXT}\n{last}\n-----" for title in TITLES)

    assert not any(line.level for line in lines_of(text))


def test_a_rule_with_white_above_underlines_nothing() -> None:
    text = "\n\n".join(f"{title}\n\n---\n\n{TEXT}" for title in TITLES)

    assert not any(line.level for line in lines_of(text))


def test_one_rule_of_dashes_underlines_nothing() -> None:
    assert not any(line.level for line in lines_of(f"{TITLES[0]}\n---\n{TEXT}\n\n{TEXT}"))
