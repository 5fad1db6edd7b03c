"""Entries added to YAML and changed in it: it says then what was meant, and every other character stays."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sitegen.yamlfiles.editing import UnsafeError, items_of, text_at, with_changed_item, with_item, with_key, written
from tests.alphabet import ANY

ITEM = {"line": "5", "role": "headline"}
FLOW = "{line: 5, role: headline}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", f"list:\n  - {FLOW}\n"),
        ("# 空\n", f"# 空\nlist:\n  - {FLOW}\n"),
        ("date: 2024", f"date: 2024\nlist:\n  - {FLOW}\n"),
        ("date: 2024\r\n", f"date: 2024\r\nlist:\r\n  - {FLOW}\r\n"),
        (
            "list:\n  - {a: 1}   # 一\n  # - {b: 2}\n\n# 末\nx: 3\n",
            f"list:\n  - {{a: 1}}   # 一\n  - {FLOW}\n  # - {{b: 2}}\n\n# 末\nx: 3\n",
        ),
        ("list: []\n", f"list: [{FLOW}]\n"),
        ("list: [{a: 1},]  # x\n", f"list: [{{a: 1}}, {FLOW},]  # x\n"),
        ("list:   # 更正\nx: 2\n", f"list:   # 更正\n  - {FLOW}\nx: 2\n"),
        ("list: ~\n", None),
        ("list:\n- a: 1\n  b: 2 # c\n\nx: 2\n", "list:\n- a: 1\n  b: 2 # c\n- line: 5\n  role: headline\n\nx: 2\n"),
        (
            "list:\n  - a: |\n      两行\n      文字\n\nx: 1\n",
            "list:\n  - a: |\n      两行\n      文字\n  - line: 5\n    role: headline\n\nx: 1\n",
        ),
        ("{date: 2024}\n", f"{{date: 2024, list: [{FLOW}]}}\n"),
        ("---\ndate: 2024\n...\n", f"---\ndate: 2024\nlist:\n  - {FLOW}\n...\n"),
        ("list: {a: 1}\n", None),
        ("list: text\n", None),
        ("- a\n", None),
        ("a: [\n", None),
        ("a: 1\n---\nb: 2\n", None),
    ],
)
def test_an_entry_is_added_behind_the_others(before: str, after: str | None) -> None:
    if after is None:
        with pytest.raises(UnsafeError):
            with_item(before, "list", ITEM)
        return
    assert with_item(before, "list", ITEM) == after


@pytest.mark.parametrize(
    ("before", "pairs", "after"),
    [
        ("- {line: 1, role: deck}  # a\n", {"line": "1", "break": "join"}, "- {line: 1, break: join}  # a\n"),
        ("- line: 1 # a\n  role: deck # b\n", {"line": "1", "break": "join"}, "- line: 1 # a\n  break: join # b\n"),
        ("- role: deck\n  line: 1\n", {"line": "1", "break": "join"}, "- break: join\n  line: 1\n"),
        (
            "- {q: a, r: b, kind: correction, date: 2024-01-01}\n",
            {"q": "a", "r": "c"},
            "- {q: a, r: c}\n",
        ),
        (
            "- q: a\n  r: b  # w\n  kind: correction # k\n  date: 2024-01-01\n# z\n",
            {"q": "a", "r": "c: d"},
            '- q: a\n  r: "c: d"  # w\n# z\n',
        ),
        ("- {q: a, r: b}\n", {"q": "a", "r": "c, d", "k": "e"}, '- {q: a, r: "c, d", k: e}\n'),
        ("- q: a\n  r: b # x\n", {"q": "a", "r": "c", "k": "e", "d": "f"}, "- q: a\n  r: c # x\n  k: e\n  d: f\n"),
        ("- q: a\n  r: |\n    b\n\nx: 1\n", {"q": "a", "r": "c"}, "- q: a\n  r: c\n\nx: 1\n"),
    ],
)
def test_an_entry_is_told_anew_where_it_stands(before: str, pairs: dict[str, str], after: str) -> None:
    assert with_changed_item(f"list:\n{before}", "list", 0, pairs) == f"list:\n{after}"


def test_a_text_of_the_whole_file_is_told_anew() -> None:
    assert with_key("date: 2024 # 约\nx: 1\n", "date", "2024-03") == "date: 2024-03 # 约\nx: 1\n"
    assert with_key("date:  # 约\n", "date", "2024-03") == "date: 2024-03  # 约\n"
    assert with_key("x: 1\n", "date", "2024~") == "x: 1\ndate: 2024~\n"
    with pytest.raises(UnsafeError):
        with_key("date: [1]\n", "date", "2024")


def test_what_entries_say_is_text_as_written() -> None:
    text = "date: 2024-03-22\nlist:\n  - {line: 07, at: no, more: [1]}\n  - 3\n"
    assert items_of(text, "list") == ({"line": "07", "at": "no"}, {})
    assert (text_at(text, "date"), text_at(text, "list"), text_at(text, "none")) == ("2024-03-22", None, None)


@given(st.text(ANY, max_size=30))
def test_whatever_is_written_is_read_back(text: str) -> None:
    line = written(text)
    assert "\n" not in line
    try:
        read = yaml.compose(f"{{k: {line}}}\n", yaml.SafeLoader)
    except yaml.YAMLError:  # characters that YAML has no place for
        assert not text.isprintable()
        return
    assert read.value[0][1].value == text or not text.isprintable()


@given(
    st.lists(st.sampled_from(["x: 1", "list:", "  - {a: 1}", "  - a: 1", "    b: 2", "# c", "", "  # d"]), max_size=8)
)
def test_what_is_added_takes_nothing_away(lines: list[str]) -> None:
    before = "".join(f"{line}\n" for line in lines)
    try:
        after = with_item(before, "list", ITEM)
    except UnsafeError:
        return
    left = after.splitlines()
    for line in before.splitlines():
        assert line in left
        left.remove(line)
    assert len(left) <= 2
    assert items_of(after, "list")[-1] == ITEM
