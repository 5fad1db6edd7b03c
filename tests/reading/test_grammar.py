"""How heads of letters are built, by their words of grammar."""

from __future__ import annotations

import pytest

from sitegen.reading.layout.grammar import grammar_signs
from sitegen.reading.layout.phrases import word_parts
from sitegen.reading.layout.runs import page_features
from sitegen.reading.text.grammar_words import classes_of, language_of
from sitegen.source import SourceText
from tests.reading.labelled import features_of

TEXT = "The council said on Monday that the ferry would stop for a week, and that nobody there had to pay for it."


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The ferry will stop for a week, and nobody has to pay for it"),
        ("de", "Die Fähre wird für eine Woche nicht fahren, und niemand muß zahlen"),
        ("ru", "Паром не будет ходить до понедельника, и за это никто не должен платить"),
        ("vi", "Phà sẽ ngừng chạy từ thứ hai và không ai phải trả tiền cho việc này"),
        ("fr", "Le bac ne passera pas avant la semaine prochaine et personne ne doit payer pour lui"),
        ("es", "La barca no pasará hasta la semana próxima y nadie tiene que pagar por ello"),
        ("", "Паром Причал Мельница"),
    ],
)
def test_a_language_is_told_by_its_words_of_grammar(language: str, text: str) -> None:
    assert language_of(text) == language


def test_words_have_the_classes_of_their_language() -> None:
    assert classes_of("War of words at the mill", "en") == (
        "other",
        "preposition",
        "other",
        "preposition",
        "determiner",
        "other",
    )
    assert classes_of("Es war am Fluß", "de") == ("pronoun", "auxiliary", "preposition", "other")


def signs(*rows: str) -> list[tuple[str, ...]]:
    lines = features_of(SourceText("page", "\n\n".join(rows) + "\n"))
    return list(grammar_signs(lines, page_features(lines)))


def test_a_line_that_the_next_one_ends_is_told_so() -> None:
    first, second, _ = signs("Council Stops Ferry for", "A Week", TEXT)
    assert "grammar-last:preposition" in first
    assert "grammar-over:preposition>determiner line:below" in first
    assert "grammar-over:preposition>determiner line:above" in second


def test_a_line_that_may_be_a_name_below_a_sentence_is_told_so() -> None:
    head, name, text = signs("Council says the ferry will stop", "Tom Harrow", TEXT)
    assert "may-name:1 run-last:1 run-below:text" in name
    assert "may-name:0 case:sentence" in head
    assert text == ()


def test_pages_in_ideographs_have_no_words_of_grammar() -> None:
    assert signs("河湾县修建新桥", "渡口的灯昨夜又亮了起来，摆渡的人说，明天还要早起。") == [(), ()]


def test_words_of_letters_are_compared_by_their_stems_and_vietnamese_ones_by_pairs_of_syllables() -> None:
    assert word_parts("Прокурора проверили") == ["проку", "прове"]
    assert word_parts("Bến phà ngừng chạy") == ["bến phà", "phà ngừng", "ngừng chạy"]
