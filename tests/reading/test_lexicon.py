"""The lists of words: kept as data, in one order, each entry once."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

import sitegen
from sitegen.reading import lexicon
from sitegen.reading.lexicon.load import either, entries
from sitegen.reading.text.words import is_person_name
from sitegen.surnames import DOUBLE_SURNAMES

LISTS = sorted(Path(lexicon.__file__).parent.glob("*.txt"))
SHARED = Path(sitegen.__file__).parent / "data" / "double-surnames.txt"  # with the indexes of the site
SOURCE = "\n".join(path.read_text("utf-8") for path in Path(lexicon.__file__).parents[1].rglob("*.py"))


def lines_of(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


@pytest.mark.parametrize("path", [*LISTS, SHARED], ids=lambda path: path.stem)
def test_a_list_says_what_it_is_and_holds_each_entry_once_in_order(path: Path) -> None:
    comments = [line for line in lines_of(path) if line.startswith("#")]
    words = [line for line in lines_of(path) if not line.startswith("#")]
    assert comments
    assert words == sorted(set(words))
    assert all(word == unicodedata.normalize("NFC", word.strip()) and word for word in words)


def test_every_list_is_read_by_a_rule() -> None:
    names = [path.stem for path in LISTS]
    assert [name for name in names if f'"{name}"' not in SOURCE and f"'{name}'" not in SOURCE] == []


def test_the_longest_entry_is_tried_first() -> None:
    assert re.findall(either("picture-credits"), "李明摄影报道 王小川摄") == ["摄影报道", "摄"]


def test_a_label_may_be_set_wide_where_its_entry_has_a_space() -> None:
    assert re.fullmatch(either("makers", wide=2), "记  者")
    assert not re.fullmatch(either("makers"), "记 者")
    assert "记者" in entries("makers")


def test_surnames_have_one_character_and_double_ones_two() -> None:
    assert {len(name) for name in entries("surnames")} == {1}
    assert {len(name) for name in DOUBLE_SURNAMES} == {2}


@pytest.mark.parametrize("name", ["洪小满", "傅川", "郜小满", "卞川", "逄小满", "鲜于小满", "澹台川"])
def test_names_with_rare_surnames_are_names_of_people(name: str) -> None:
    assert is_person_name(name)


@pytest.mark.parametrize("word", ["信息", "展望", "平台", "通知", "百里路"])
def test_everyday_words_are_no_names_of_people(word: str) -> None:
    assert not is_person_name(word)
