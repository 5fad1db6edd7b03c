"""The invented articles that pages are made up of keep to their format."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.reading.articles import load

ARTICLES = Path(__file__).parents[2] / "benchmarks/reading/articles"
LABELS = {
    "kind", "kicker", "headline", "deck", "byline", "part-byline", "dateline", "paragraph", "subheading", "caption",
    "credit", "jump-to", "continued-from", "verse", "signature",
}  # fmt: skip
KINDS = {"news", "brief", "photo", "letter", "notice", "commentary", "interview", "package"}
FILES = sorted(ARTICLES.glob("*/*.txt"))


def articles(path: Path) -> list[list[tuple[str, str]]]:
    """Returns the articles of a file as pairs of label and text."""
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    lines = ([line for line in block.splitlines() if not line.startswith("#")] for block in blocks)
    return [[(line.partition(": ")[0], line.partition(": ")[2]) for line in block] for block in lines if block]


ALPHABETIC = [path for path in FILES if path.stem != "zh"]


@pytest.mark.parametrize("path", ALPHABETIC, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_unit_of_an_article_has_a_known_label_and_a_text(path: Path) -> None:
    for article in articles(path):
        assert article[0][0] == "kind"
        assert article[0][1] in KINDS
        assert all(label in LABELS and text.strip() == text and text for label, text in article)
        assert article[-1][0] != "dateline"


def test_no_unit_of_some_length_stands_both_in_the_texts_to_fit_on_and_in_those_to_test_on() -> None:
    def units(folder: str) -> set[str]:
        files = (ARTICLES / folder).glob("*.txt")
        return {text for path in files for article in articles(path) for _, text in article if len(text) > 25}

    assert not units("fit") & units("gate")


@pytest.mark.parametrize("language", ["en", "ru", "vi", "de"])
def test_every_language_has_articles_to_fit_on_and_others_to_test_on(language: str) -> None:
    assert len(articles(ARTICLES / "fit" / f"{language}.txt")) >= 25
    assert len(articles(ARTICLES / "gate" / f"{language}.txt")) >= 12


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_file_can_be_loaded_by_the_page_generator(path: Path) -> None:
    assert len(load(path)) >= 10
