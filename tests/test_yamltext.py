"""YAML with places: what is written comes out as written, and no file, however broken, raises."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.source import SourceText
from sitegen.yamlfiles.fields import as_mapping, check_keys, number, take_pairs, take_text, take_texts
from sitegen.yamlfiles.text import Codes, Mapping, Reader, Scalar, Sequence, parse_yaml

CODES = Codes(syntax="y-1", unknown_key="y-2", wrong_type="y-3", missing_key="y-4", wrong_value="y-5")


def read(text: str) -> tuple[Reader, Mapping]:
    reader = Reader(SourceText("x.yaml", text), CODES)
    node = parse_yaml(reader)
    assert isinstance(node, Mapping)
    return reader, node


def faults(text: str) -> list[tuple[int, int, str]]:
    reader = Reader(SourceText("x.yaml", text), CODES)
    parse_yaml(reader)
    return [(fault.line, fault.column, fault.code) for fault in reader.faults]


@pytest.mark.parametrize(
    "written", ["2024-03-22", "2021~", "0471", "no", "On", "1e3", "12:30", "0x1F", "1_000", "2024"]
)
def test_a_value_is_the_text_as_written(written: str) -> None:
    reader, node = read(f"key: {written}\nlist: [{written}]\n")
    assert take_text(reader, node, "key") == Scalar(written, 5)
    assert [item.text for item in take_texts(reader, node, "list")] == [written]
    assert reader.faults == []


def test_every_key_and_value_knows_its_place() -> None:
    reader, node = read("# 法院😀\nname: 法院\nlist:\n  - 甲\n  - 乙\n")
    places = [
        (str(reader.source.locate(key.offset)), reader.source.locate(value.offset).column)
        for key, value in node.entries
    ]
    assert places == [("x.yaml:2:1", 7), ("x.yaml:3:1", 3)]


def test_the_byte_order_mark_does_not_move_places() -> None:
    assert faults("\ufeffa: 1\na: 2\n") == [(2, 1, "y-1")]


@pytest.mark.parametrize("text", ["", "\n", "# nothing yet\n", "---\n"])
def test_an_empty_file_is_an_empty_mapping(text: str) -> None:
    reader = Reader(SourceText("x.yaml", text), CODES)
    node = parse_yaml(reader)
    assert isinstance(node, Mapping | Scalar)
    assert as_mapping(reader, node, "the file") == Mapping((), node.offset)


@pytest.mark.parametrize("written", ["", "~", "null"])
def test_a_key_without_a_value_is_not_given(written: str) -> None:
    reader, node = read(f"key: {written}\n")
    assert take_text(reader, node, "key") is None
    assert take_texts(reader, node, "key") == ()
    assert reader.faults == []


def test_a_quoted_null_is_text() -> None:
    reader, node = read('key: "null"\n')
    assert take_text(reader, node, "key") == Scalar("null", 5, plain=False)


def test_the_first_of_two_equal_keys_holds_and_the_second_is_a_fault() -> None:
    reader, node = read("a: 1\nb: 2\na: 3\n")
    assert take_text(reader, node, "a") == Scalar("1", 3)
    assert [(fault.line, fault.message) for fault in reader.faults] == [
        (3, "the key `a` is given twice, first in line 1"),
    ]


def test_a_bomb_of_aliases_is_refused_without_growing() -> None:
    layers = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    found = faults("\n".join(layers))
    assert len(found) == 12 + 11 * 9
    assert {code for _, _, code in found} == {"y-1"}


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "a: " + "[{" * 100_000, "{" * 50, "a:\n" + "".join("  " * n + "- \n" for n in range(1, 40))]
)
def test_deep_nesting_is_a_fault_not_a_crash(text: str) -> None:
    assert [code for _, _, code in faults(text)] == ["y-1"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: 1\nb: [1, 2\n", (3, 1)),
        ("a:\n\tb: 1\n", (2, 1)),
        ("a: b: c\n", (1, 5)),
        ("a: 1\n---\nb: 2\n", (2, 1)),
        ("a: !x 1\n", (1, 4)),
        ("a: !!python/object/apply:os.system [ls]\n", (1, 4)),
        ("? [a]\n: 1\n", (1, 3)),
        ("a: \x00\n", (1, 4)),
        ('a: "\\ud800"\n', (1, 4)),
        ('a: "\\UFFFFFFFF"\n', (1, 1)),
    ],
)
def test_what_is_not_our_yaml_is_one_fault_with_its_place(text: str, place: tuple[int, int]) -> None:
    assert faults(text) == [(*place, "y-1")]


@given(st.text(alphabet=st.sampled_from("ab:-[]{}&*!|>'\"#%@`,? \n\t\\x法：~\x00\ufeff\u2028😀0"), max_size=60))
def test_no_text_raises_and_every_place_is_in_the_file(text: str) -> None:
    reader = Reader(SourceText("x.yaml", text), CODES)
    node = parse_yaml(reader)
    assert node is not None or reader.faults
    assert all(1 <= fault.line <= text.count("\n") + 1 for fault in reader.faults)


@given(st.dictionaries(st.text("abc法院", min_size=1), st.text("ab c'法：“”0", min_size=1)))
def test_quoted_text_comes_back_whole(entries: dict[str, str]) -> None:
    lines = ["'{}': '{}'".format(key, value.replace("'", "''")) for key, value in entries.items()]
    _, node = read("\n".join(lines))
    assert {key.text: value.text for key, value in node.entries if isinstance(value, Scalar)} == entries


def test_an_unknown_key_is_told_with_the_nearest_known_one() -> None:
    reader, node = read("languge: zh\nzzz: 1\n")
    check_keys(reader, node, ("language", "theme"))
    assert [fault.hint for fault in reader.faults] == ["did you mean `language`?", "known keys: language, theme"]


@pytest.mark.parametrize("written", ["-1", "0", "1.5", "many", "９", "9" * 5000, "'5 '"])
def test_a_wrong_number_is_a_fault_and_the_default_stands_in(written: str) -> None:
    reader, node = read(f"items: {written}\n")
    assert number(least=1)(reader, node, "items") is None
    assert [fault.code for fault in reader.faults] == ["y-5"]


def test_all_faults_of_a_file_are_collected() -> None:
    reader, node = read("list: text\npairs: {a: [1]}\ntext: {a: 1}\n")
    assert (take_texts(reader, node, "list"), take_pairs(reader, node, "pairs")) == ((), ())
    assert take_text(reader, node, "text") is None
    assert [(fault.line, fault.code) for fault in reader.faults] == [(1, "y-3"), (2, "y-3"), (3, "y-3")]


def test_nodes_are_plain_values() -> None:
    _, node = read("a: [1, {b: 2}]\n")
    inner = Mapping(((Scalar("b", 8), Scalar("2", 11)),), 7)
    assert node == Mapping(((Scalar("a", 0), Sequence((Scalar("1", 4), inner), 3)),), 0)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("date: [\n", 1),
        ("date: 2024-03-04\ncorrections:\n- {line: 3,\n\n", 3),
        ("corrections: [{line: 3, role: headline}\n\n\n", 1),
        ("corrections: [{line: 3, role: headline]\ndate: 2024-03-04\n", 1),
    ],
)
def test_a_bracket_that_nothing_closes_is_told_by_the_line_in_which_it_stands(text: str, line: int) -> None:
    reader = Reader(SourceText("a.yaml", text), CODES)
    assert parse_yaml(reader) is None
    (fault,) = reader.faults
    assert f"line {line} opens" in fault.told("en")[1]
