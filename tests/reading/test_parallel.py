"""Heads that are worded alike, as editors word the small heads of one story."""

from __future__ import annotations

import pytest

from sitegen.reading.layout.parallel import Both, parallels
from sitegen.source import SourceText
from tests.reading.labelled import features_of

TEXT = "清河两岸的护林员每天都要走上二十里路，看新栽的树苗有没有缺水，夜里还要守着苗圃。"


def likenesses(*heads: str) -> list[Both]:
    rows = [row for head in heads for row in (head, TEXT)]
    lines = features_of(SourceText("page", "\n\n".join(rows) + "\n"))
    return [both for both in parallels(lines) if both is not None]


@pytest.mark.parametrize(
    ("above", "here", "like"),
    [
        ("一户人家的远与近", "一条老街的旧与新", "first"),
        ("一户人家，远与近", "一条老街，旧与新", "both"),
        ("海上龙舟，比拼手工", "戈壁边缘，挥桨逐浪", "form"),
        ("保护好古树名木", "修起新的渡口", "none"),
        ("保护好古树名木", "修起新的渡口码", "length"),
        ("“北方水师”，青春心跳", "戈壁边缘，挥桨逐浪", "none"),
    ],
)
def test_heads_are_alike_in_their_first_sign_their_form_or_their_length(above: str, here: str, like: str) -> None:
    assert likenesses(above, here) == [("none", like), (like, "none")]


def test_a_head_is_compared_with_those_next_to_it_only() -> None:
    first, second, third = likenesses("一户人家，远与近", "保护好古树名木与老宅", "一条老街，旧与新")
    assert first == second == third == ("none", "none")


def test_the_same_head_twice_is_no_row() -> None:
    assert likenesses("一户人家的远与近", "一户人家的远与近") == [("none", "none"), ("none", "none")]
