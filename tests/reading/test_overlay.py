"""What the editor says of a bulletin; each fault's wording is recorded in tests/diagnostics."""

from __future__ import annotations

import pytest

from sitegen.model.dates import EdtfDate
from sitegen.reading.files.overlay import Overlay, parse_overlay
from sitegen.source import SourceText


def test_every_key_is_read() -> None:
    text = "date: 2024-03-22\ndate_note: 馆藏合订本\npage: 07\nsection: 要闻\n"
    overlay, faults = parse_overlay(SourceText("a.yaml", text))
    assert faults == ()
    assert overlay == Overlay(
        path="a.yaml", date=EdtfDate(2024, 3, 22), date_note="馆藏合订本", page="07", section="要闻"
    )


@pytest.mark.parametrize("written", ["2024-03-22", "2022-12", "2021", "2021~", "2022-12?", "2024-03-22%", '"2024"'])
def test_a_date_is_as_exact_as_it_is_written(written: str) -> None:
    overlay, faults = parse_overlay(SourceText("a.yaml", f"date: {written}\n"))
    assert (str(overlay.date), faults) == (written.strip('"'), ())


@pytest.mark.parametrize("written", ["yesterday", "2024-13", "2024-02-30", "3/2/2024", "0000"])
def test_what_is_no_date_is_told_with_the_forms_that_are(written: str) -> None:
    overlay, (fault,) = parse_overlay(SourceText("a.yaml", f"# why\ndate: {written}\n"))
    assert overlay.date is None
    assert (fault.code, fault.path, fault.line, fault.column) == ("o-002", "a.yaml", 2, 7)
    assert "`2024-03`" in fault.hint


@pytest.mark.parametrize("written", ["22/03/2024", "2024年3月22日", "March 22, 2024"])
def test_a_day_written_as_it_is_printed_is_told_as_it_is_to_be_written(written: str) -> None:
    overlay, (fault,) = parse_overlay(SourceText("a.yaml", f"date: {written}\n"))
    assert (overlay.date, fault.code, fault.hint.startswith("write `2024-03-22`, then")) == (None, "o-002", True)


@pytest.mark.parametrize("text", ["", "# later\n", "page:\n", "date: ~\n"])
def test_an_overlay_that_says_nothing_is_no_fault(text: str) -> None:
    assert parse_overlay(SourceText("a.yaml", text)) == (Overlay(path="a.yaml"), ())


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("第二版", "二"),
        ("第2版", "2"),
        ("2版", "2"),
        ("A2版", "A2"),
        ("第十二版", "十二"),
        ("头版", "头版"),
    ],
)
def test_a_page_label_as_it_is_printed_is_taken_without_the_words_around_it(written: str, label: str) -> None:
    overlay, faults = parse_overlay(SourceText("a.yaml", f"page: {written}\n"))
    assert (overlay.page, faults) == (label, ())


@pytest.mark.parametrize("written", ["7", "07", "A12", "特1", "T8"])
def test_a_page_label_is_letters_and_digits(written: str) -> None:
    assert parse_overlay(SourceText("a.yaml", f"page: {written}\n"))[0].page == written


@pytest.mark.parametrize("written", ["../7", "7-8", "7 8", "第 7 版", "1234567890123"])
def test_a_label_that_no_address_can_hold_is_refused(written: str) -> None:
    overlay, (fault,) = parse_overlay(SourceText("a.yaml", f"page: {written}\n"))
    assert (overlay.page, fault.code) == (None, "o-002")


def test_a_faulty_field_does_not_spoil_the_others() -> None:
    overlay, faults = parse_overlay(SourceText("a.yaml", "date: soon\npage: 7\nsecton: 要闻\n"))
    assert overlay == Overlay(path="a.yaml", page="7")
    assert [(fault.code, fault.line) for fault in faults] == [("o-002", 1), ("o-001", 3)]


def test_every_fault_of_an_entry_is_told_even_where_its_anchor_or_action_is_missing() -> None:
    text = "pages:\n  - {date: soon, page: 7-8}\ncorrections:\n  - {quote: 插秧机, date: soon, alt: [x]}\n"
    overlay, faults = parse_overlay(SourceText("a.yaml", text))
    assert overlay == Overlay(path="a.yaml")
    assert [(fault.line, fault.column, fault.said) for fault in faults] == [
        *((2, 5, "o-005.line"), (2, 12, "o-002.date"), (2, 24, "o-002.label")),
        *((4, 5, "o-011.belongs.image"), (4, 5, "o-011.belongs.replace"), (4, 5, "o-011.no_action")),
        *((4, 24, "o-002.day"), (4, 35, "yaml.not_text")),
    ]


def test_words_that_a_block_ends_with_a_line_break_are_still_the_same_words() -> None:
    text = "corrections:\n  - quote: |\n      插秧机\n    replace: 插秧机\n"
    overlay, (fault,) = parse_overlay(SourceText("a.yaml", text))
    assert (fault.said, fault.line) == ("o-002.same", 4)
    assert [(entry.quote, entry.replace) for entry in overlay.corrections] == [("插秧机", "")]


@pytest.mark.parametrize("key", ["pages", "corrections"])
def test_what_speaks_of_the_lines_of_raw_text_is_refused_above_edited_markdown(key: str) -> None:
    overlay, (fault,) = parse_overlay(SourceText("a.md", f"section: 要闻\n{key}: [{{line: x}}]\n"), beside=False)
    assert (overlay, fault.said) == (Overlay(path="a.md", section="要闻"), f"o-001.{key}")
