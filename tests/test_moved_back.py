"""What stands again at an address that edition.yaml redirects or declares gone: said once, with what settles it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.editions import CONFIG, DATED, make_seeds, sitegen_here

PAGE = "2023/05/04/01"
BULLETIN = "2023-05-04-01"


def said(folder: Path, more: str, *, lang: str = "en", overlay: str = "") -> tuple[int, str]:
    files = {"edition.yaml": CONFIG + more, f"{BULLETIN}.txt": DATED}
    if overlay:
        files[f"{BULLETIN}.yaml"] = overlay
    make_seeds(folder, files)
    done = sitegen_here(folder, "--lang", lang, "build", "-q")
    return done.returncode, done.stderr


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The addresses of the articles of a page."""
    folder = tmp_path_factory.mktemp("stories")
    make_seeds(folder, {"edition.yaml": CONFIG, f"{BULLETIN}.txt": DATED})
    assert sitegen_here(folder, "build", "-q").returncode == 0
    found = sorted(
        path.relative_to(folder / "public").as_posix() for path in (folder / "public").glob(f"{PAGE}-*.html")
    )
    assert len(found) > 1
    return found


def test_a_redirect_away_from_an_address_that_is_taken_again_is_told_where_it_is_written(
    stories: list[str], tmp_path: Path
) -> None:
    old, new = stories[:2]
    code, told = said(tmp_path, f"redirects:\n  {old}: {new}\n")
    assert code == 1
    assert told.count("error p-001") == 1, "the text-only form has the same fault, and is not told again"
    line = len(CONFIG.splitlines()) + 2
    assert f"seeds/edition.yaml:{line}:" in told and f"`{old}` leads to `{new}`" in told
    assert "take this line out of `redirects:`" in told


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_the_hint_says_settles_it(lang: str, stories: list[str], tmp_path: Path) -> None:
    old, new = stories[:2]
    _, told = said(tmp_path, f"redirects:\n  {old}: {new}\n", lang=lang)
    (entry,) = re.findall(r"`(\{line: \d+, id: NAME\})`", told)
    (overlay,) = re.findall(r"`(seeds/\S+\.yaml)`", told)
    assert overlay == f"seeds/{BULLETIN}.yaml"
    code, told = said(
        tmp_path, f"redirects:\n  {old}: {new}\n", overlay=f"corrections:\n- {entry.replace('NAME', 'bridge')}\n"
    )
    assert code == 0, told
    assert (tmp_path / "public" / f"{PAGE}-bridge.html").exists()
    assert "refresh" in (tmp_path / "public" / old).read_text("utf-8")


def test_a_story_that_has_come_back_turns_its_redirect_round(stories: list[str], tmp_path: Path) -> None:
    code, told = said(tmp_path, f"redirects:\n  {stories[0]}: {PAGE}-99.html\n")
    assert code == 1 and "where nothing stands any more" in told
    (turned,) = re.findall(r"turn the line round: `(.*?)`", told)
    assert said(tmp_path, f"redirects:\n  {turned}\n")[0] == 0
    assert "refresh" in (tmp_path / "public" / f"{PAGE}-99.html").read_text("utf-8")


def test_what_was_withdrawn_and_stands_there_again_is_told_in_the_list(stories: list[str], tmp_path: Path) -> None:
    code, told = said(tmp_path, f"gone:\n- old.html\n- {stories[0]}\n")
    assert code == 1 and told.count("error p-001") == 1
    line = len(CONFIG.splitlines()) + 3
    assert f"seeds/edition.yaml:{line}:3: error p-001: `{stories[0]}` is declared gone" in told
    assert "take its address out of `gone:`" in told


def test_of_a_printed_page_the_hint_speaks_of_its_bulletin(stories: list[str], tmp_path: Path) -> None:
    code, told = said(tmp_path, f"redirects:\n  {PAGE}.html: {stories[0]}\n")
    assert code == 1 and "call the bulletin by another name" in told and "id: NAME" not in told


def test_all_of_them_are_told_at_once(stories: list[str], tmp_path: Path) -> None:
    _, told = said(tmp_path, f"redirects:\n  {stories[0]}: index.html\ngone: [{stories[1]}, {PAGE}.html]\n")
    assert told.count("error p-001") == 3
