"""Redirects of edition.yaml that lead to nothing: the editor's fault, told where he wrote it.

The kind: an address that is written by hand, and that no build made: misspelt, of an article that is gone, of a folder
without a page, of what is declared gone.
"""

from __future__ import annotations

import re
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


def test_nothing_can_lead_on_from_the_address_of_a_folder(tmp_path: Path) -> None:
    make_seeds(tmp_path, {"edition.yaml": f"{CONFIG}redirects: {{2022/: index.html}}\n"})
    done = sitegen_here(tmp_path, "build")
    assert done.returncode == 3
    assert "error c-007: `2022/` is the address of a folder" in done.stderr
    assert "name the page that stood there: `2022/index.html`" in done.stderr


@pytest.mark.parametrize(
    ("old", "code"), [("2023/05/04/01.html/x", "p-003"), ("Index.html", "p-002"), ("x" * 256 + ".html", "p-004")]
)
def test_an_address_at_which_no_file_can_stand_is_told_at_its_line(old: str, code: str, tmp_path: Path) -> None:
    make_seeds(tmp_path, {"edition.yaml": f"{CONFIG}redirects:\n  {old}: 2023/05/04/index.html\n"})
    done = sitegen_here(tmp_path, "build")
    assert done.returncode == 1
    found = re.search(rf"seeds/edition.yaml:5:\d+: error {code}: .*\n(?:  \|.*\n)?  hint: ", done.stderr)
    assert found, done.stderr


@pytest.mark.parametrize("target", ["2023/05/04/01-5.html", "older.html", "static/site.css", "feed.xml"])
def test_a_redirect_may_lead_to_whatever_the_site_has(target: str, tmp_path: Path) -> None:
    moved = f"redirects:\n  older.html: index.html\n  old.html: {target}\n"
    make_seeds(tmp_path, {"edition.yaml": CONFIG + moved})
    done = sitegen_here(tmp_path, "build")
    assert done.returncode == 0, done.stderr


def test_the_nearest_address_is_named(tmp_path: Path) -> None:
    make_seeds(tmp_path, {"edition.yaml": CONFIG + "redirects: {old.html: 2023/05/04/1-5.html}\n"})
    assert "did you mean `2023/05/04/01-5.html`?" in sitegen_here(tmp_path, "build").stderr


@pytest.mark.parametrize("pattern", ["news/*", "news/:splat", "a*.html", ":year/index.html", "*", "x/:id/y.html"])
@pytest.mark.parametrize("key", ["redirects", "gone"])
def test_what_stands_for_many_addresses_is_refused(pattern: str, key: str, tmp_path: Path) -> None:
    moved = f'redirects: {{"{pattern}": index.html}}' if key == "redirects" else f'gone: ["{pattern}"]'
    make_seeds(tmp_path, {"edition.yaml": CONFIG + moved + "\n"})
    done = sitegen_here(tmp_path, "build")
    assert done.returncode in (1, 3)
    assert (
        f"seeds/edition.yaml:4:{13 if key == 'redirects' else 8}: error c-007: `{pattern}` stands for many"
        in done.stderr
    )


def test_chains_are_one_step_in_all_that_is_written(tmp_path: Path) -> None:
    moved = "redirects:\n  a.html: b.html\n  b.html: old/index.html\n  old/index.html: 2023/05/04/index.html\n"
    make_seeds(
        tmp_path, {"edition.yaml": CONFIG + moved + "gone: [旧 页.html, 2022/index.html]\n".replace(" 页", "页")}
    )
    done = sitegen_here(tmp_path, "build")
    assert done.returncode == 0, done.stderr
    public = tmp_path / "public"
    for old in ("a.html", "b.html"):
        assert 'url=2023/05/04/index.html"' in (public / old).read_text("utf-8")
    rules = (public / "_redirects").read_text("utf-8").splitlines()
    assert rules[:2] == ["/a.html /2023/05/04/index.html 301", "/b.html /2023/05/04/index.html 301"]
    assert all(rule.split()[1].endswith("2023/05/04/index.html") for rule in rules)
    assert '"/hewan/old/" "/hewan/2023/05/04/";\n' in (public / "redirects.map").read_text("utf-8")
    gone = (public / "gone.map").read_text("utf-8")
    assert '"/hewan/旧页.html" "1";\n"/hewan/2022/index.html" "1";\n"/hewan/2022/" "1";\n' in gone
    assert (public / ".nojekyll").read_bytes() == b""


@pytest.mark.parametrize("circle", ["a.html: a.html", "a.html: b.html, b.html: a.html", "x: a, a: b, b: c, c: a"])
def test_a_circle_is_refused(circle: str, tmp_path: Path) -> None:
    make_seeds(tmp_path, {"edition.yaml": CONFIG + f"redirects: {{{circle}}}\n"})
    done = sitegen_here(tmp_path, "build")
    assert done.returncode in (1, 3)
    assert "leads back to itself" in done.stderr
