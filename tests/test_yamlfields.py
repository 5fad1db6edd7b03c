"""A dataclass that declares its keys: one row is enough for a key to be known, read, checked and told of."""

from __future__ import annotations

import pickle
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import pytest

from sitegen.config import Accepted, Config, Publication, ReadingHints
from sitegen.errors import Diagnostic
from sitegen.reading.files.corrections import Entry
from sitegen.reading.files.overlay import GivenPage, Overlay
from sitegen.source import SourceText
from sitegen.yamlfiles.fields import (
    choice,
    flag,
    key,
    keys_of,
    matching,
    number,
    pairs,
    place,
    record,
    rows_of,
    take_fields,
    text,
    texts,
)
from sitegen.yamlfiles.text import Codes, Mapping, Reader, parse_yaml

CODES = Codes(syntax="y-1", unknown_key="y-2", wrong_type="y-3", missing_key="y-4", wrong_value="y-5")
ROOT = Path(__file__).parents[1]
TOLD = [*(ROOT / "docs").glob("*.md"), *(ROOT / "sitegen" / "starter").glob("edition.*.yaml")]


class Side(StrEnum):
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink:
    colour: str = key(text, "black", missing="yaml.missing_key")
    drops: int = key(number(least=1), 7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    offset: int = 0  # no row: no key fills it
    title: str = key(text, "", missing="yaml.missing_key")
    words: tuple[str, ...] = key(texts, ())
    names: tuple[tuple[str, str], ...] = key(pairs, ())
    folded: bool | None = key(flag, None)
    side: Side | None = key(choice("o-002.choice", *Side), None)
    scan: str = key(matching(re.compile(r"\w+\.png"), "c-007.place"), "none.png")
    ink: Ink = key(record(Ink), Ink())
    height: int = key(number(least=0), 30, at="size.height")
    width: int = key(number(least=0), 20, at="size.width")
    title_at: int = key(place, 0, at="title", compare=False)


def read(written: str) -> tuple[Sheet, list[Diagnostic]]:
    reader = Reader(SourceText("x.yaml", written), CODES)
    node = parse_yaml(reader)
    assert isinstance(node, Mapping)
    return Sheet(**take_fields(reader, node, Sheet)), reader.faults


def places(faults: list[Diagnostic]) -> list[tuple[int, int, str]]:
    return [(fault.line, fault.column, fault.code) for fault in sorted(faults, key=lambda fault: fault.sort_key)]


def test_each_row_takes_what_its_key_says() -> None:
    written = (
        "title: 法院专刊\nwords: [甲, 乙]\nnames: {丙: 丁}\nfolded: false\nside: left\nscan: 三.png\n"
        "ink: {colour: 红, drops: 9}\nsize: {height: 0, width: 5}\n"
    )
    sheet, faults = read(written)
    assert faults == []
    assert sheet == Sheet(
        title="法院专刊",
        words=("甲", "乙"),
        names=(("丙", "丁"),),
        folded=False,
        side=Side.LEFT,
        scan="三.png",
        ink=Ink(colour="红", drops=9),
        height=0,
        width=5,
    )
    assert sheet.title_at == 7
    assert pickle.loads(pickle.dumps(sheet)) == sheet


@pytest.mark.parametrize("nothing", ["", " ~", " null"])
def test_what_is_not_given_is_what_the_row_says(nothing: str) -> None:
    keys = [name for name in keys_of(Sheet) if name != "title"]
    written = "title: 报\n" + "".join(f"{name}:{nothing}\n" for name in keys)
    assert read(written) == (Sheet(title="报"), [])
    assert read("title: 报\n") == (Sheet(title="报"), [])


def test_every_fault_is_told_at_once_where_it_stands_and_the_rest_holds() -> None:
    written = (
        "words: 甲\nnames: [甲]\nfolded: yes\nside: lift\nscan: 三.jpg\nink: {drops: 0, colr: 红}\n"
        "size: {height: 1.5, width: 4, hight: 3}\ntilte: 报\n"
    )
    sheet, faults = read(written)
    assert sheet == Sheet(width=4)
    assert places(faults) == [
        (1, 1, "y-4"),
        *((1, 8, "y-3"), (2, 8, "y-3"), (3, 9, "y-5"), (4, 7, "y-5"), (5, 7, "y-5")),
        *((6, 6, "y-4"), (6, 14, "y-5"), (6, 17, "y-2")),
        *((7, 16, "y-5"), (7, 31, "y-2"), (8, 1, "y-2")),
    ]


def test_a_group_of_the_wrong_kind_is_one_fault_for_all_its_keys() -> None:
    sheet, faults = read("title: 报\nsize: [1, 2]\n")
    assert (sheet, places(faults)) == (Sheet(title="报"), [(2, 7, "y-3")])


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("tilte: 报", "did you mean `title`?"),
        ("title：报: x", "a half-width colon and a space must follow `title`: `title: …`"),
        ("zzz: 1", "known keys: title, words, names, folded, side, scan, ink, size"),
        ("offset: 1", "known keys: title, words, names, folded, side, scan, ink, size"),
        ("size: {hight: 1}", "did you mean `height`?"),
        ("ink: {colour: 红, zzz: 1}", "known keys: colour, drops"),
        ("side: Left", "did you mean `left`?"),
        ("side: above", "write one of: left, right"),
    ],
)
def test_the_nearest_of_the_rows_is_told_of_a_wrong_key_or_word(written: str, hint: str) -> None:
    _, faults = read(f"title: 报\n{written}\n")
    assert [fault.hint for fault in faults] == [hint]


@pytest.mark.parametrize("kind", [Config, Publication, ReadingHints, Accepted, Overlay, GivenPage, Entry])
def test_every_key_is_told_in_the_docs_or_in_a_new_edition(kind: type) -> None:
    told = "\n".join(file.read_text("utf-8") for file in TOLD if file.name != "findings.md")
    keys = {name for row in rows_of(kind) for name in (row.group, row.key) if name}
    retired = {"items"}
    assert {name for name in keys - retired if not re.search(rf"\b{name}\b`?:|`{name}\b", told)} == set()
