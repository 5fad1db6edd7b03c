"""What `sitegen read` shows people: each line with what became of it, and all of it fit to the terminal's width."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.reading.outline import EditRow, FindingRow, JoinRow, LineRow, PageRow, Row, RuleRow, lay_out_page
from sitegen.speaking.outline_cells import cells, columns, cut, plain
from tests.alphabet import ANY
from tests.outline import read_text

FOLDER = Path(__file__).parent.parent / "fixtures" / "outline"


def rows_of(text: str) -> tuple[Row, ...]:
    reading = read_text(text)
    return lay_out_page(reading.page, reading.diagnostics)


@pytest.fixture(scope="module")
def rows() -> tuple[Row, ...]:
    return rows_of((FOLDER / "page.txt").read_text("utf-8"))


@pytest.mark.parametrize("width", [80, 120])
def test_a_page_is_laid_out_as_recorded(rows: tuple[Row, ...], width: int, update_golden: bool) -> None:
    golden, shown = FOLDER / f"golden-{width}.txt", plain(rows, width) + "\n"
    if update_golden:
        golden.write_text(shown, encoding="utf-8", newline="\n")
    assert shown == golden.read_text("utf-8")


def test_every_line_of_the_bulletin_is_shown_once_furniture_first(rows: tuple[Row, ...]) -> None:
    text = (FOLDER / "page.txt").read_text("utf-8")
    numbers = [row.number for row in rows if isinstance(row, LineRow)]
    assert sorted(numbers) == [number for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    assert isinstance(rows[0], PageRow)
    assert isinstance(rows[1], RuleRow)
    assert rows[1].title == "page"


def test_a_healed_break_is_shown_between_its_lines_with_the_words_that_meet(rows: tuple[Row, ...]) -> None:
    at = next(index for index, row in enumerate(rows) if isinstance(row, JoinRow))
    before, join, after = rows[at - 1 : at + 2]
    assert isinstance(before, LineRow)
    assert isinstance(join, JoinRow)
    assert isinstance(after, LineRow)
    assert before.text.endswith(join.before)
    assert after.text.startswith(join.after)


def test_a_finding_stands_right_below_the_line_it_is_about(rows: tuple[Row, ...]) -> None:
    said = {row.code: rows[at - 1] for at, row in enumerate(rows) if isinstance(row, FindingRow)}
    lines = {code: row.number for code, row in said.items() if isinstance(row, LineRow)}
    assert lines["d-001"] == 3
    assert lines["r-002"] == 13


def test_marks_set_right_are_counted_and_other_edits_shown() -> None:
    told = "本报讯 通车１２３,桥长。他说 it was very inter-\nesting to all of us here today and tomorrow as well.\n"
    text = f"## 标题在此\n\n{told}"
    shown = rows_of(text)
    assert any(isinstance(row, LineRow) and row.edits >= 4 for row in shown)
    edits = [row for row in shown if isinstance(row, EditRow)]
    assert [row.reason for row in edits] in ([], ["line-end-hyphen"])


def test_an_unsure_line_bears_a_question_mark() -> None:
    row = LineRow(7, "paragraph", "or deck", 0.6, "一直", 0)
    assert "0.60?" in plain([row], 100)
    assert "?" not in plain([replace(row, confidence=0.9)], 100)


def test_control_characters_never_reach_the_terminal() -> None:
    row = LineRow(1, "paragraph", "or deck", 0.9, "红\x1b[31m色\x9b2J\u202e", 0)
    assert plain([row], 100).isprintable()


@given(st.text(ANY, max_size=80), st.integers(24, 200))
def test_a_cut_text_fits_and_begins_as_the_text_does(text: str, room: int) -> None:
    short = cut(text, room)
    assert columns(short) <= room
    assert short == text or short[: short.index("…")].rstrip() in text


@pytest.mark.parametrize("width", [1, 40, 80, 200])
def test_a_line_is_no_wider_than_the_terminal_where_that_has_room(rows: tuple[Row, ...], width: int) -> None:
    for row in rows:
        if isinstance(row, LineRow | RuleRow):
            assert all(columns("".join(t for t, _ in line)) <= max(width, 84) for line in cells(row, width))


def test_nothing_is_lost_where_text_stands_in_no_article() -> None:
    assert [row.number for row in rows_of("第12版\n") if isinstance(row, LineRow)] == [1]


def test_a_line_that_ends_a_word_stands_with_the_article_that_the_word_is_of() -> None:
    rows = rows_of(
        "QINGHER MORGENPOST\n15. Juli 1957\n\n## Staudamm geschlossen\n\n"
        "Am Sonntagmorgen um neun Uhr wurde der Damm am Qinghe ge-\nschlossen, zwei Wochen früher als geplant.\n"
    )
    titles = [(at, row.title) for at, row in enumerate(rows) if isinstance(row, RuleRow)]
    shown = {row.number: at for at, row in enumerate(rows) if isinstance(row, LineRow)}
    assert titles[-1][1] == "Staudamm geschlossen"
    assert titles[-1][0] < shown[6] < shown[7]
