"""What is seen of a whole text at a glance misses no markup and no character that nobody sees."""

from __future__ import annotations

import pytest

from sitegen.reading.text.leavings import find_tokens, has_markup
from sitegen.reading.text.unseen import UNSEEN

LEFT = (
    *("<b>新桥</b>", "&nbsp;", "98.1\\%", "$x^2$", "![](a.png)", "[链接](http://a.example)", "x^{2}", "m^2", "x_{2}"),
    *("```", ":::", "[新桥]{.mark}", "新桥 {#head}", "新桥 {.unnumbered}", "H~2~O", "data:image/png;base64,AAAA"),
)


def test_every_character_that_nobody_sees_is_seen_at_a_glance() -> None:
    assert [sign for sign in UNSEEN if not has_markup(f"新桥{sign}通车\n　　完工")] == []


@pytest.mark.parametrize("left", LEFT)
def test_all_that_a_converter_leaves_is_seen_at_a_glance(left: str) -> None:
    assert has_markup(f"新桥通车\n{left}\n")


def test_plain_text_has_no_markup_and_what_is_printed_white_or_in_brackets_is_none() -> None:
    text = "　　新桥 通车\u00a0[图]\t完工\r\n(记者 李远)🌉"

    assert not has_markup(text)
    assert not find_tokens(text)
