"""Laws 1 and 2 broken by themes: a template changed in one place, so that it drops text, or invents a day or a link."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.editions import CONFIG, ROOT, make_seeds, sitegen_here
from tests.newsroom import DOUBLED, Newsroom
from tests.pictures import png


@pytest.fixture(scope="module")
def published_with_theme(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seeds with a theme of their own, and the site that was published from them."""
    folder = tmp_path_factory.mktemp("workshop")
    make_seeds(folder, {"edition.yaml": CONFIG + "theme: ../paper\n", "2023-05-04-01.txt": DOUBLED})
    shutil.copytree(ROOT / "themes" / "broadsheet", folder / "paper")
    assert sitegen_here(folder, "build").returncode == 0
    return folder


@pytest.fixture
def workshop(published_with_theme: Path, tmp_path: Path) -> Newsroom:
    shutil.copytree(published_with_theme, tmp_path, dirs_exist_ok=True)
    return Newsroom(tmp_path)


ARTICLE_PARTS = "_article.html"
BAD_THEMES = {
    "credit lines left out": (ARTICLE_PARTS, '<p class="credit">{{ line }}</p>', "", "x-004"),
    "paragraphs shortened": (
        ARTICLE_PARTS,
        "{{ block.text }}",
        "{{ block.text[:9] }}…",
        "x-004",
    ),
    "the second of two equal paragraphs left out": (
        ARTICLE_PARTS,
        "{% for block in article.blocks %}",
        '{% for block in article.blocks if block.id != "p19" %}',
        "x-004",
    ),
    "text only in a comment": (
        ARTICLE_PARTS,
        "{{ block.text }}",
        "<!-- {{ block.text }} -->",
        "x-004",
    ),
    "dateline left out": (ARTICLE_PARTS, "{{ article.dateline }}", "", "x-004"),
    "furniture left out of the printed page": ("page.html", "{{ set_furniture(top, t.furniture) }}", "", "x-004"),
    "today on an article": (
        "article.html",
        "{% block main %}",
        '{% block main %}<time datetime="2026-01-01">',
        "x-006",
    ),
    "a day for an undated article": ("article.html", "{{ date_iso }}", "{{ date_iso }}T12:00", "x-006"),
    "today on a printed page": (
        "page.html",
        "{% block main %}",
        '{% block main %}<time datetime="2026-01-01">',
        "x-006",
    ),
    "today on the front page": (
        "front.html",
        "{% block main %}",
        '{% block main %}<time datetime="2026-01-01">',
        "x-006",
    ),
    "a day on the undated shelf": (
        "shelf.html",
        "{% block main %}",
        '{% block main %}<time datetime="2022-11-30">',
        "x-006",
    ),
    "a link that leads nowhere": (
        "base.html",
        '<main id="main"',
        '<a href="nowhere.html"></a><main id="main"',
        "x-005",
    ),
    "an anchor that no page has": ("front.html", "{% block main %}", '{% block main %}<a href="#nobody"></a>', "x-005"),
    "a picture that is not there": ("issue.html", "{% block main %}", '{% block main %}<img src="x.png">', "x-005"),
    "a link out of the site": ("front.html", "{% block main %}", '{% block main %}<a href="../up.html"></a>', "x-005"),
}


@pytest.mark.parametrize("fault", BAD_THEMES)
def test_a_theme_that_drops_text_or_invents_a_day_or_a_link_is_caught(workshop: Newsroom, fault: str) -> None:
    template, right, wrong, code = BAD_THEMES[fault]
    file = workshop.folder / "paper" / "templates" / template
    text = file.read_text("utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong), "utf-8")
    codes, _ = workshop.is_refused()
    assert codes == {code}


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("{{ set_figure(block.figures) -}}", ""),
        ('alt="{{ image.alt }}"', 'alt=""'),
        ("{% for image in images %}", "{% for image in images if image.lazy %}"),
    ],
)
def test_a_theme_that_leaves_a_picture_or_its_words_out_is_caught(workshop: Newsroom, right: str, wrong: str) -> None:
    (workshop.folder / "seeds" / "bridge.png").write_bytes(png())
    workshop.write("2023-05-04-01.yaml", "corrections: [{line: 9, image: bridge.png, alt: 新桥}]\n")
    assert workshop.attempt()[0] == 0
    file = workshop.folder / "paper" / "templates" / ARTICLE_PARTS
    text = file.read_text("utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong), "utf-8")
    codes, said = workshop.is_refused()
    assert codes == {"x-010"}
    assert "seeds/2023-05-04-01.txt:9:1: error x-010: the picture `bridge.png` with its words is not shown in" in said
