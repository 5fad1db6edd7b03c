"""An edition in English is English throughout: labels, roles, indexes, what the tools say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sitegen.site.catalogue import KINDS
from sitegen.site.locale import wording
from sitegen.site.theme.templates import load_theme
from tests.editions import ROOT, contents, make_seeds, published, sitegen_here

CONFIG = """\
publication: {name: The Mill Lane Post, publisher: Mill Lane Press}
authority: post.example
language: en
base_url: https://post.example/
"""
PAPER = """\
# The Mill Lane Post

## Baths to open again

By Ada Fenn

The council voted on Monday to open the old baths again.

## A walk along the river

By Tom Hale and Ada Fenn

The river rose two feet in the night, and the mill stood in water until noon on Tuesday. Nobody was hurt.
"""
UNDATED = """\
## Meeting of the parish

The parish meets on Friday at the school house. All are welcome, and tea is served at five.
"""


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    names = {"2023-05-04-01.txt": PAPER, "2023-05-05-01.txt": PAPER, "laojie.txt": UNDATED}
    return published(tmp_path_factory.mktemp("post"), {"edition.yaml": CONFIG, **names})


def test_no_page_says_anything_in_chinese(public: Path) -> None:
    pages = {path: text.decode() for path, text in contents(public).items() if path.endswith((".html", ".xml"))}
    assert len(pages) > 20
    assert not {path: found for path, text in pages.items() if (found := re.findall("[㐀-鿿]+", text))}


def test_writers_are_people_and_called_authors(public: Path) -> None:
    assert "Ada Fenn" in (public / "people/index.html").read_text("utf-8")
    assert not (public / "units").exists()
    lists = "".join(path.read_text("utf-8") for path in (public / "people").rglob("*.html"))
    assert re.search(r'<span class="roles">Author</span>', lists)


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("2023/05/04/01-3.html", "11 words"),
        ("2023/05/04/01-9.html", "21 words"),
        ("2023/05/04/index.html", "Full text, 21 words"),
        ("archive/index.html", "32 words"),
    ],
)
def test_texts_are_counted_in_words(public: Path, page: str, said: str) -> None:
    text = (public / page).read_text("utf-8")
    assert f">{said}<" in text
    assert " characters<" not in text


def test_programs_are_told_how_many_words_an_article_has(public: Path) -> None:
    assert '"wordCount":21' in (public / "2023/05/04/01-9.html").read_text("utf-8")


@pytest.mark.parametrize(("language", "said"), [("ja", "characters"), ("ru", "words"), ("de-CH", "words")])
def test_a_language_without_spaces_between_words_counts_characters(language: str, said: str, tmp_path: Path) -> None:
    config = CONFIG.replace("language: en", f"language: {language}")
    public = published(tmp_path, {"edition.yaml": config, "2023-05-04-01.txt": PAPER, "laojie.txt": UNDATED})
    assert f" {said}</span>" in (public / "2023/05/04/01-3.html").read_text("utf-8")


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
def test_the_indexes_have_one_name_wherever_they_are_named(language: str) -> None:
    spoken = load_theme("broadsheet", ROOT, language).words
    named = wording(language)
    assert [spoken[kind] for kind in KINDS] == [getattr(named, kind) for kind in KINDS]
    assert [spoken[f"feeds_{kind}"] for kind in KINDS] == [spoken[kind] for kind in KINDS]


@pytest.mark.parametrize(
    ("sheet", "language", "said"),
    [("en", "en", "21 words"), ("zh", "en", "21 词"), ("en", "de-CH", "21 words"), ("en", "zh-Hans", "characters")],
)
def test_the_proof_sheet_counts_as_readers_of_the_edition_do(
    sheet: str, language: str, said: str, tmp_path: Path
) -> None:
    config = CONFIG.replace("language: en", f"language: {language}")
    make_seeds(tmp_path, {"edition.yaml": config, "2023-05-04-01.txt": PAPER})
    sitegen_here(tmp_path, "--lang", sheet, "proof")
    text = (tmp_path / "proof" / "index.html").read_text("utf-8")
    counted = re.findall(r'<p class="kind"[^>]*>[^<]* · ([^<]+)</p>', text)
    assert any(one.endswith(said) for one in counted)
    assert len({one.rpartition(" ")[2].removesuffix("s") for one in counted}) == 1
    assert not [one for one in counted if one.startswith("1 ") and one.endswith("s")]
