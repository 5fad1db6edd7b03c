"""Where sentences of alphabetic text end, and which lines go on with the one above."""

from __future__ import annotations

import pytest

from sitegen.reading.text.sentences import is_open, runs_on
from sitegen.reading.text.words import ends_sentence, unclosed, unopened


@pytest.mark.parametrize(
    "text",
    [
        "Мост открыт.",
        "Он сказал: «Да».",
        "Он спросил: «Кто там?»",
        "Идёт снег…",
        "Мост построен в 1935 г.",
        "Cầu dài ba trăm mét.",
        "xe tải chưa được phép qua cầu. MINH AN",
        "giao thông ùn tắc. NGỌC LÂM - ANH TÚ",
        "Le pont est fermé.",
        "Die Straße ist gesperrt.",
        "„Dann mache ich zu.“",
        "»Nein.«",
        'He said "No."',
        "(They were not consulted.)",
        "It opens at 7 p.m.",
        "He lives on Elm St.",
        "It was built by Hart & Sons Inc.",
        "The scorers were A. Green (2), B. Brown and D. Black.",
    ],
)
def test_a_stop_ends_a_sentence_in_any_alphabet(text: str) -> None:
    assert ends_sentence(text)


@pytest.mark.parametrize(
    "text",
    [
        "The prize went to Mr.",
        "the church of St.",
        "it was signed by J.",
        "Слово предоставили тов.",
        "улица им.",
        "Er wohnt im Haus Nr.",
        "Es sprach Prof.",
        "Мост открыт",
        "a report from NASA. The",
        "made in the U.S. NAVY",
    ],
)
def test_a_title_an_initial_or_nothing_ends_no_sentence(text: str) -> None:
    assert not ends_sentence(text)


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("The bridge was opened by the", "mayor at noon."),
        ("Мост был открыт", "вчера утром."),
        ("Cầu mới qua sông", "đã thông xe."),
        ("Die Brücke ist", "übergeben worden."),
        ("Le pont a été", "ouvert."),
        ("on Route A-", "12 there is"),
        ("the builder Jean-", "Paul Orme"),
        ("They met Mr. Green.", "and left"),
    ],
)
def test_a_line_that_begins_small_or_behind_a_hyphen_runs_on(above: str, below: str) -> None:
    assert runs_on(above, below)


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("The bridge is open.", "Farmers will use it."),
        ("Bring the following:", "a) a lamp"),
        ("Jane Corliss", "jane@courier.example"),
        ("会议要求各乡镇", "iPhone用户"),
        ("It rained —", "Farmers were glad."),
    ],
)
def test_a_line_that_begins_a_sentence_a_list_or_an_address_does_not_run_on(above: str, below: str) -> None:
    assert not runs_on(above, below)


@pytest.mark.parametrize(
    "text", ["opened by the", "мост и", "con đường của", "eröffnet und", "ouvert par", "puente de"]
)
def test_a_line_that_ends_with_a_small_word_is_open(text: str) -> None:
    assert is_open(text)
    assert not is_open(text + " end")


@pytest.mark.parametrize("text", ["It went to Mr.", "дали тов.", "signed by J."])
def test_a_line_that_ends_with_a_title_is_open(text: str) -> None:
    assert is_open(text)
    assert not is_open("It opens at 7 p.m.")


@pytest.mark.parametrize(
    "text",
    ["„Dann mache ich zu.“", "»Nein.«", "«Да», — сказал он.", "I don’t know the girls’ school.", "“Yes,” he said."],
)
def test_quotation_marks_of_each_country_and_apostrophes_are_closed(text: str) -> None:
    assert not unclosed(text)
    assert not unopened(text)


@pytest.mark.parametrize("text", ["„Dann mache ich zu", "«Да, сказал он", "“We waited"])
def test_a_quotation_that_is_not_closed_is_told(text: str) -> None:
    assert unclosed(text)
