"""What becomes of a hyphen at a line's end, and what stands between two printed lines of alphabetic text."""

from __future__ import annotations

import pytest

from sitegen.reading.text.joints import joint, space_between

KEPT = [
    "The well-/known builder",
    "builder Jean-/Paul Orme",
    "twenty-/five men",
    "a U.S.-/led team",
    "a state-of-the-/art crew",
    "a state-/of-the-art crew",
    "Route A-/12",
    "a UN-/backed plan",
    "the EU-/funded work",
    "die EU-/weite Regel",
    "for COVID-/19 help",
    "a Wi-/Fi engineer",
    "a mother-/in-law",
    "the F-/16 pilots",
    "the years 1957-/58",
    "the pre-/war span",
    "a six-/year-old",
    "his father-in-/law",
    "the north-/western bank",
    "a long-/term plan",
    "сине-/зелёный флаг",
    "юго-/западный ветер",
    "какой-/то человек",
    "кто-/нибудь",
    "18-/летний боец",
    "по-/русски",
    "общественно-/политическая газета",
    "46-/jähriger Mann",
    "die CDU-/Politiker",
    "an X-/ray of the seven-year-old",
    "a seven-year-/old dog",
    "д-/ра наук",
    "a two-/car garage",
    "во-/первых",
    "dit-/il",
    "vingt-/cinq",
    "Saint-/Denis",
    "Ô-xtrây-/lia và Niu Di-lân đã được mời đến dự lễ của xã trong một ngày",
]
DIVIDED = [
    "construc-/tion",
    "the harbor mas-/ter",
    "Thurs-/day",
    "mil-/lion",
    "all-/owed",
    "part-/ner",
    "on-/ly",
    "pre-/sent",
    "ex-/pected",
    "self-/ish",
    "the inflam-/matory speech",
    "CONSTRUC-/TION",
    "строи-/тельство",
    "семна-/дцать",
    "мес-/то",
    "по-/ехал",
    "северо-/мор",
    "Brücken-/bau",
    "Bürger-/meister",
    "cons-/truction du pont",
    "cons-/trucción del puente",
    "строи¬/тельство",
    "some-/thing",
    "six-/teen men",
    "по-/следнему",
    "города пого-/да",
    "im-/mer",
    "стро-/или",
]


@pytest.mark.parametrize("text", KEPT)
def test_the_hyphen_of_a_compound_is_kept_at_a_lines_end(text: str) -> None:
    left, right = text.split("/")
    met = joint(left, right, text.replace("/", "\n"))
    assert met is not None
    assert (met.cut, met.between) == (0, "")


@pytest.mark.parametrize("text", DIVIDED)
def test_the_hyphen_of_a_divided_word_is_taken_out(text: str) -> None:
    left, right = text.split("/")
    met = joint(left, right, text.replace("/", "\n"))
    assert met is not None
    assert (met.cut, met.between, met.doubtful) == (1, "", False)


@pytest.mark.parametrize(
    "text", ["Haupt-/und Nebenstraßen", "теле-/и радиопередачи", "two-/and three-year-olds", "Hin-/oder Rückweg"]
)
def test_a_half_word_before_a_conjunction_keeps_hyphen_and_space(text: str) -> None:
    left, right = text.split("/")
    met = joint(left, right, text.replace("/", "\n"))
    assert met is not None
    assert (met.cut, met.between) == (0, " ")


@pytest.mark.parametrize(
    ("page", "kept"),
    [
        ("A ware-\nhouse burned. The ware-house was new.", True),
        ("A ware-\nhouse burned. The warehouse was new.", False),
        ("A family-\nowned mill. The family sold it.", True),
        ("The lamp-\npost fell. A lamp stood by the gate, the post was oak.", True),
        ("Der Turm-\nbau dauert. Der Turm steht, der Bau nicht.", False),
        ("The news-\nroom is quiet. The news came; every room was full.", False),
    ],
)
def test_what_the_page_prints_elsewhere_decides(page: str, kept: bool) -> None:
    left, right = page.split("\n")
    met = joint(left, right, page)
    assert met is not None
    assert (met.cut == 0) == kept


@pytest.mark.parametrize("text", ["re-/opened", "non-/payment", "co-/operate", "anti-/tank", "semi-/circle"])
def test_a_prefix_that_papers_print_both_ways_is_joined_with_a_doubt(text: str) -> None:
    left, right = text.split("/")
    met = joint(left, right, text.replace("/", "\n"))
    assert met is not None
    assert met.doubtful


@pytest.mark.parametrize(
    "text", ["it rained -/and then", "it rained —/then", "某某-/东盟", "the end/of it", "-/a", "9-/。"]
)
def test_a_dash_an_ideograph_or_nothing_is_no_joint(text: str) -> None:
    left, right = text.split("/")
    assert joint(left, right, text) is None


@pytest.mark.parametrize(
    ("left", "right", "between"),
    [
        ("Вчера открыто", "движение", " "),
        ("he said,", "“We waited.”", " "),
        ("the bill—", "which passed", ""),
        ("the bill —", "which passed", " "),
        ("and/", "or", ""),
        ("(", "see below", ""),
    ],
)
def test_lines_of_letters_meet_with_a_space_but_behind_a_solid_dash_or_bracket(
    left: str, right: str, between: str
) -> None:
    assert space_between(left, right) == between
