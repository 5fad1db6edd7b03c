"""Texts within a page: the quick look finds what is there, and is taken in by nothing."""

from __future__ import annotations

import pytest

from sitegen.check.texts import NEAR, not_held, stand_in_turn


@pytest.mark.parametrize(
    ("shown", "texts"),
    [
        ("头版 甲乙丙 \n丁戊", ["甲乙丙", "丁戊"]),
        ("甲　乙\n丙", ["甲 乙丙"]),  # white space is nothing that could be lost
        ("甲甲", ["甲", "甲"]),
        ("", []),
        ("甲" + "注" * NEAR + "乙", ["甲", "乙"]),
    ],
)
def test_texts_that_stand_one_behind_the_other_are_seen(shown: str, texts: list[str]) -> None:
    assert stand_in_turn(shown, texts)


@pytest.mark.parametrize(
    ("shown", "texts"),
    [
        ("甲乙", ["甲丙"]),
        ("甲乙", ["甲，乙"]),  # left to the look that counts letters alone
        ("甲", ["甲", "甲"]),  # one does not stand for two
        ("甲乙丙", ["甲乙", "乙丙"]),
        ("乙甲", ["甲", "乙"]),
    ],
)
def test_what_is_lost_or_stands_elsewhere_is_left_to_the_slower_look(shown: str, texts: list[str]) -> None:
    assert not stand_in_turn(shown, texts)


def test_the_slower_look_tells_which_are_absent_from_which_stand_elsewhere() -> None:
    assert not_held("乙甲", ["甲", "乙", "丙"]) == (frozenset({"丙"}), False)
