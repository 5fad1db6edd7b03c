"""What is done to headlines so that lines end where a compositor would end them."""

from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from sitegen.site.theme.typesetting import unbroken


def test_a_short_quotation_and_a_title_stay_whole() -> None:
    assert unbroken("法院“执行完毕率”居首 学习《民法典》") == (
        '法院<span class="whole">“执行完毕率”</span>居首 学习<span class="whole">《民法典》</span>'
    )


def test_a_quotation_longer_than_a_narrow_line_may_be_cut() -> None:
    assert "span" not in unbroken("“努力让人民群众感受到公平正义”")


def test_a_mark_without_its_partner_changes_nothing() -> None:
    assert unbroken("推行“一次办好") == "推行“一次办好"


@given(st.text(st.sampled_from("执行“”《》（）<&>\"' a")))
def test_every_character_is_kept_and_escaped(text: str) -> None:
    assert html.unescape(re.sub("</?span[^>]*>", "", unbroken(text))) == text
