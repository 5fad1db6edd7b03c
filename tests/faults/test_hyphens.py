"""Hyphens that belong to a word and happen to stand at a line's end.

The kind: a printed line ends in a hyphen, and only its word tells whether the hyphen divides it: compounds, names,
numbers, names of capitals, prefixes. It is kept where it may be the word's own, or its loss is told (r-002).
"""

from __future__ import annotations

import pytest

from tests.outline import read_text

PAGE = """\
# The Mill Lane Post

## Bridge opens

{}
"""
# A line ends at `/`; the hyphen before it is the word's own, and `~` one that divides a word.
TEXTS = [
    "The well-/known builder Jean-/Paul Orme, twenty-/five, led a U.S.-/led and state-of-the-/art crew on Route A-/12.",
    "The mother-/in-law of the mayor spoke first and thanked Anne-/Marie Quill, a Wi-/Fi engineer, for COVID-/19 help.",
    "Readers in mid-/March met an ex-/Minister and the anti-/American league of post-/1945 days in Baden-/Baden.",
    "The work of the UN-/backed and EU-/funded team of F-/16 pilots and an 18-/year-old ended in a one-/off gift.",
    "The construc~/tion of the rail~/way and the govern~/ment office was fin~/ished on Thurs~/day by men of Lon~/don.",
]


@pytest.mark.parametrize("text", TEXTS, ids=[text[:20].replace("/", "") for text in TEXTS])
def test_a_hyphen_is_kept_where_it_is_the_words_own(text: str) -> None:
    reading = read_text(PAGE.format(text.replace("~", "-").replace("/", "\n")))
    (article,) = reading.page.articles
    assert [block.prose.text for block in article.body] == [text.replace("~/", "").replace("/", "")]


def test_a_hyphen_that_may_be_the_words_own_is_told_where_it_is_left_out() -> None:
    reading = read_text(PAGE.format("The span was closed since the last storm and has been re-\nopened."))
    assert "r-002" in [found.code for found in reading.diagnostics]
