"""Words that change with the number beside them: which form each language takes, and where a theme says its forms."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sitegen.errors import ConfigError
from sitegen.site.plurals import RULES, Plural, category
from sitegen.site.theme.templates import load_theme
from sitegen.site.views.lists import NotFoundView
from tests.editions import CONFIG, ROOT, make_seeds, published
from tests.site.sample_views import view_of

racer = pytest.importorskip("py_mini_racer", reason="needs mini-racer, of the test extra")

LIKE_ENGLISH = ("en", "de", "nl", "sv", "da", "nb", "fi", "et", "el", "hu", "tr", "bg", "mn", "eo", "ka", "kk", "ur")
NUMBERS = (*range(320), 1000, 1001, 1011, 1_000_000, 1_000_001, 2_000_000)
EVENING = {"evening/theme.yaml": "name: evening\nextends: broadsheet\n"}
SAYS = '{% extends "broadsheet/404.html" %}{% block main %}<p>{{ t.late.format(n=NUMBER) }}</p>{% endblock %}'
PAPER = """\
# Riverbend Courier

2023-05-04 Page 1

## Footbridge opens after two years of work

The new footbridge over the Bend opened on Thursday morning.
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    engine = racer.MiniRacer()
    yield engine
    engine.close()


@pytest.mark.parametrize("language", [*RULES, *LIKE_ENGLISH])
def test_a_language_takes_the_forms_that_browsers_know_of_it(language: str, browser: Any) -> None:
    asked = f"new Intl.PluralRules('{language}')"
    assert browser.eval(f"{asked}.resolvedOptions().locale") == language
    known = browser.eval(f"JSON.stringify({json.dumps(NUMBERS)}.map((n) => {asked}.select(n)))")
    assert [category(language, number) for number in NUMBERS] == json.loads(known)


def test_a_variety_of_a_language_has_its_rules() -> None:
    assert [category(one, 3) for one in ("ru-RU", "RU", "uk-Cyrl", "en-GB")] == ["few", "few", "few", "other"]


@pytest.mark.parametrize(("number", "said"), [(1, "1 copy"), (3, "3 copies"), (1500, "1,500 copies")])
def test_a_template_of_somebodys_theme_fills_in_the_form_for_a_number(number: int, said: str, tmp_path: Path) -> None:
    words = 'late: {one: "{n} copy", other: "{n:,} copies"}\n'
    files = {"evening/i18n/en.yaml": words, "evening/i18n/zh-Hans.yaml": 'late: "{n} 份"\n'}
    make_seeds(tmp_path, EVENING | files | {"evening/templates/404.html": SAYS.replace("NUMBER", str(number))})
    theme = load_theme("evening", tmp_path / "seeds", "en")
    assert f"<p>{said}</p>" in theme.render(view_of(NotFoundView)).decode()


def test_the_form_for_numbers_of_no_other_form_stands_where_one_is_missing_or_no_number_is_known() -> None:
    word = Plural("ru", (("one", "{n} номер"), ("few", "{n} номера"), ("other", "{n} номеров")))
    assert [word.format(n=number) for number in (21, 3, 11)] == ["21 номер", "3 номера", "11 номеров"]
    assert str(word) == "{n} номеров"
    assert Plural("ru", (("one", "{n} номер"), ("many", "{n} номеров"))).format(n=3) == "3 номеров"


@pytest.mark.parametrize(
    "word",
    [
        "{one: a copy, other: copies}",  # says no number
        '{one: "{n} copy", other: "{m} copies"}',
        '{one: "{n} copy", others: "{n} copies"}',
        '{one: "{n} copy", other: ["{n} copies"]}',
        "{}",
    ],
)
def test_forms_that_nothing_can_be_made_of_are_told(word: str, tmp_path: Path) -> None:
    files = {"evening/i18n/en.yaml": f"late: {word}\n", "evening/i18n/zh-Hans.yaml": 'late: "{n} 份"\n'}
    make_seeds(tmp_path, EVENING | files)
    with pytest.raises(ConfigError) as caught:
        load_theme("evening", tmp_path / "seeds", "en")
    assert {one.code for one in caught.value.diagnostics} <= {"c-022", "c-025"}


def test_a_form_reaches_nothing_within_what_fills_it_in() -> None:
    with pytest.raises(KeyError):
        Plural("en", (("other", "{n.__class__} copies"),)).format(n=3)


@pytest.mark.parametrize(("copies", "said"), [(1, "1 article"), (2, "2 articles")])
def test_a_page_counts_its_articles_as_english_does(copies: int, said: str, tmp_path: Path) -> None:
    more = "\n## Library stays open until nine\n\nReaders may renew books by telephone.\n" * (copies - 1)
    config = CONFIG + "language: en\n"
    public = published(tmp_path, {"edition.yaml": config, "2023-05-04-01.txt": PAPER + more})
    assert f"<span>{said}</span>" in (public / "2023/05/04/01.html").read_text("utf-8")
    assert f", {said}" in (public / "index.html").read_text("utf-8")  # the calendar's day
    assert "1 articles" not in "".join(file.read_text("utf-8") for file in public.rglob("*.html"))


def test_english_words_of_one_number_are_never_set_beside_another() -> None:
    words = load_theme("broadsheet", ROOT, "en").words
    forms = {name: dict(word.forms) for name, word in words.items() if isinstance(word, Plural)}
    assert {"articles_count", "pages_count", "issues_count", "entries_count", "words_count"} <= set(forms)
    assert all(set(one) == {"one", "other"} for one in forms.values())
