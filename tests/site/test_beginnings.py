"""What a card, a title and a front show of a text ends with a sentence or a word, in characters and in letters."""

from __future__ import annotations

import pytest

from sitegen.site.beginnings import cells, cut, first_sentences, sentences

ENGLISH = (
    "Mr. Arthur M. Pell, the commissioner, said on Sept. 30 that restrictions would be lifted. "
    "“I’d be obliged,” he added, “if you would go on forgetting to.” The reservoir holds 9.4 billion gallons!"
)


def test_sentences_of_letters_end_at_none_of_their_abbreviations() -> None:
    assert [each.strip() for each in sentences(ENGLISH)] == [
        "Mr. Arthur M. Pell, the commissioner, said on Sept. 30 that restrictions would be lifted.",
        "“I’d be obliged,” he added, “if you would go on forgetting to.”",
        "The reservoir holds 9.4 billion gallons!",
    ]
    assert "".join(sentences(ENGLISH)) == ENGLISH


def test_sentences_of_characters_end_as_before() -> None:
    text = "全长3.5米。“通车了！”他说？还没有句号"
    assert list(sentences(text)) == ["全长3.5米。", "“通车了！”", "他说？"]


@pytest.mark.parametrize("most", range(5, 60))
def test_a_title_from_a_text_of_letters_ends_with_a_word(most: int) -> None:
    title = cut(ENGLISH, most)
    assert title.endswith("…")
    assert not title.endswith("……")
    assert len(title) <= 2 * most + 1
    assert ENGLISH[len(title) - 1] in " ,.—-"


def test_what_fits_is_not_cut() -> None:
    assert cut("短讯", 2) == "短讯"
    assert cut("brief", 3) == "brief"
    assert cut("三个字", 2) == "三个……"
    assert cut("unbreakably", 2) == "unbr…"


def test_a_lead_is_whole_sentences_or_ends_at_a_clause_or_a_word() -> None:
    assert first_sentences(ENGLISH, 60) == next(sentences(ENGLISH))
    assert first_sentences(ENGLISH, 20) == "Mr. Arthur M. Pell, the commissioner…"
    assert first_sentences("一二三四五，六七八九十一二三四五", 10) == "一二三四五……"
    assert first_sentences("一二三。四五六。七八九。", 9) == "一二三。四五六。"


def test_letters_are_half_as_wide_as_characters() -> None:
    assert (cells("河湾"), cells("river"), cells("")) == (2, 3, 0)
