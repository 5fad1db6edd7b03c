"""Redirects of edition.yaml that lead to nothing: the editor's fault, told where he wrote it.

The kind: an address that is written by hand, and that no build made: misspelt, of an article that is gone, of a folder
without a page, of what is declared gone.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.editions import CONFIG, make_seeds, sitegen_here

NOWHERE = ["2023/05/04/", "2023/05/04/01-99.html", "2023/05/04/O1-7.html", "nothing/", "2023", "index.htm"]


@pytest.mark.parametrize("target", NOWHERE)
def test_a_redirect_to_nothing_is_told_at_its_line(target: str, tmp_path: Path) -> None:
    moved = f"gone: [lost.html]\nredirects:\n  older.html: index.html\n  old.html: {target}\n"
    make_seeds(tmp_path, {"edition.yaml": CONFIG + moved})
    for command in ("build", "check"):
        done = sitegen_here(tmp_path, command)
        assert done.returncode == 1
        assert f"seeds/edition.yaml:7:13: error c-007: `{target}` is no address of the site" in done.stderr
        assert "x-005" not in done.stderr


@pytest.mark.parametrize("target", ["2023/05/04/01-5.html", "older.html", "static/site.css", "feed.xml"])
def test_a_redirect_may_lead_to_whatever_the_site_has(target: str, tmp_path: Path) -> None:
    moved = f"redirects:\n  older.html: index.html\n  old.html: {target}\n"
    make_seeds(tmp_path, {"edition.yaml": CONFIG + moved})
    done = sitegen_here(tmp_path, "build")
    assert done.returncode == 0, done.stderr


def test_the_nearest_address_is_named(tmp_path: Path) -> None:
    make_seeds(tmp_path, {"edition.yaml": CONFIG + "redirects: {old.html: 2023/05/04/1-5.html}\n"})
    assert "did you mean `2023/05/04/01-5.html`?" in sitegen_here(tmp_path, "build").stderr
