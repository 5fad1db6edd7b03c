"""A theme that extends another: single blocks, files and words of its own, the rest inherited."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from sitegen.errors import ConfigError
from sitegen.site.theme.templates import Theme, load_theme
from sitegen.site.views.lists import NotFoundView
from tests.editions import CONFIG, ROOT, contents, make_seeds, published
from tests.site.sample_views import FULL, view_of

EVENING = {"evening/theme.yaml": "name: evening\nextends: broadsheet\n"}


def evening(folder: Path, language: str = "zh-Hans", **files: str) -> Theme:
    """Load a theme that extends the broadsheet, with files of its own."""
    make_seeds(folder, EVENING | {f"evening/{name}": text for name, text in files.items()})
    return load_theme("evening", folder / "seeds", language)


def test_a_theme_that_only_extends_renders_as_its_parent(tmp_path: Path) -> None:
    theme, parent = evening(tmp_path), load_theme("broadsheet", ROOT, "zh-Hans")
    assert [theme.render(view) for view in FULL] == [parent.render(view) for view in FULL]
    assert theme.static == parent.static


def test_a_template_may_change_a_single_block_of_its_parents(tmp_path: Path) -> None:
    text = '{% extends "broadsheet/404.html" %}\n{% block main %}<p>没有</p>{{ super() }}{% endblock %}\n'
    html = evening(tmp_path, **{"templates/404.html": text}).render(view_of(NotFoundView)).decode()
    assert "<p>没有</p>\n<div" in html.replace("<p>没有</p><div", "<p>没有</p>\n<div")
    assert "这一页不在" in html


def test_what_the_parent_includes_is_taken_from_the_child_first(tmp_path: Path) -> None:
    text = '{% extends "broadsheet/base.html" %}\n{% block footer %}<footer>晚刊</footer>{% endblock %}\n'
    theme = evening(tmp_path, **{"templates/base.html": text})
    for view in FULL:
        assert "<footer>晚刊</footer>" in theme.render(view).decode(), type(view).__name__


def test_a_style_sheet_of_the_child_takes_the_place_of_its_parents_within_the_joined_one(tmp_path: Path) -> None:
    theme = evening(tmp_path, **{"static/css/tokens.css": ":root { --paper: #fff; }\n", "static/extra.css": "p {}\n"})
    parent = {artifact.path: artifact.content for artifact in load_theme("broadsheet", ROOT, "zh-Hans").static}
    files = {artifact.path: artifact.content for artifact in theme.static}
    assert set(files) == {*parent, "static/extra.css"}
    assert files["static/site.css"].startswith(b":root { --paper: #fff; }")
    assert files["static/search.js"] == parent["static/search.js"]


@pytest.mark.parametrize(("language", "said"), [("zh-Hans", "晚刊首页"), ("en", "Evening"), ("en-GB", "Evening")])
def test_words_of_the_child_stand_before_its_parents(tmp_path: Path, language: str, said: str) -> None:
    words = {"i18n/zh-Hans.yaml": "archive: 晚刊首页\n", "i18n/en.yaml": "archive: Evening\n"}
    theme = evening(tmp_path, language, **words)
    inherited = load_theme("broadsheet", ROOT, language).words
    assert theme.words == {**inherited, "archive": said}


def test_a_grandchild_inherits_from_both(tmp_path: Path) -> None:
    base = '{% extends "broadsheet/base.html" %}\n{% block footer %}<footer>晚刊</footer>{% endblock %}\n'
    late = '{% extends "evening/base.html" %}\n{% block bar %}<nav>号外</nav>{% endblock %}\n'
    late_files = {"late/theme.yaml": "name: late\nextends: evening\n", "late/templates/base.html": late}
    make_seeds(tmp_path, {**EVENING, "evening/templates/base.html": base, **late_files})
    html = load_theme("late", tmp_path / "seeds", "zh-Hans").render(replace(view_of(NotFoundView))).decode()
    assert "<footer>晚刊</footer>" in html
    assert "<nav>号外</nav>" in html


def test_a_language_of_the_child_alone_must_have_every_word(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        evening(tmp_path, **{"i18n/fr.yaml": "archive: Archives\n"})
    assert {one.code for one in caught.value.diagnostics} == {"c-025"}
    assert len(caught.value.diagnostics) > 90


def test_a_theme_among_the_bulletins_is_none_of_them(tmp_path: Path) -> None:
    config = CONFIG + "theme: evening\n"
    public = published(tmp_path, {**EVENING, "edition.yaml": config, "evening/i18n/en.yaml": "skip: Skip\n"})
    assert "static/site.css" in contents(public)
