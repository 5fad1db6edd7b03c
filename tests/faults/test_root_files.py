"""Files that an editor wants at the root of the site lie in `seeds/root/` and are carried over as they are.

The kind: what a host or a search engine asks for by name, and what somebody puts into a folder without a thought.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sitegen.site.beside import root_files
from tests.editions import CONFIG, make_seeds, sitegen_here

GIVEN: dict[str, str | bytes] = {
    "root/CNAME": "paper.example\r\n",
    "root/google123.html": b"google-site-verification: google123.html\xff",
    "root/ads.txt": "## 不是文章\n",
    "root/.well-known/security.txt": "Contact: mailto:a@example.org",
    "root/old/seite.md": "# 旧页\n",
    "root/图标.png": b"\x89PNG",
}


def built(folder: Path, files: dict[str, str | bytes]) -> tuple[int, str]:
    make_seeds(folder, files)
    done = sitegen_here(folder, "build")
    return done.returncode, done.stderr


def test_files_for_the_root_are_carried_byte_for_byte_and_stay(tmp_path: Path) -> None:
    for _ in range(2):
        code, said = built(tmp_path, GIVEN)
        assert code == 0, said
        for name, content in GIVEN.items():
            carried = (tmp_path / "public" / name.removeprefix("root/")).read_bytes()
            assert carried == (content if isinstance(content, bytes) else content.encode())
    ledger = (tmp_path / "public/addresses.txt").read_text("utf-8")
    assert "google123" not in ledger
    assert "ads" not in ledger
    assert sitegen_here(tmp_path, "check").returncode == 0


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("robots.txt", "p-001"),
        ("index.html", "p-001"),
        ("Robots.TXT", "p-002"),
        ("2023", "p-003"),
        ("2023/05/04/01.html", "p-001"),
        ("search.html/x", "p-003"),
        ("_headers", "p-001"),
    ],
)
def test_what_would_take_an_address_of_the_site_is_told(tmp_path: Path, name: str, code: str) -> None:
    returned, said = built(tmp_path, {f"root/{name}": "x"})
    assert returned == 1
    assert f"error {code}:" in said
    assert "a file of yours" in said


def test_what_is_hidden_is_not_published_and_told_and_litter_is_neither(tmp_path: Path) -> None:
    files = ["root/.env", "root/.git/config", "root/.DS_Store", "root/a/Thumbs.db", "root/._CNAME", "root/b/.htpasswd"]
    code, said = built(tmp_path, dict.fromkeys(files, "secret"))
    assert code == 0
    hidden = [line.partition(":")[0] for line in said.splitlines() if "warning p-017" in line]
    assert hidden == ["seeds/root/.env", "seeds/root/.git", "seeds/root/b/.htpasswd"]
    assert not [path for path in (tmp_path / "public").rglob("*") if path.name in {".env", "config", "Thumbs.db"}]


def test_what_cannot_be_carried_is_told_all_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(root_files, "MOST_BYTES", 10)
    root = make_seeds(tmp_path, {"root/large.pdf": "x" * 11, "root/CNAME": "a.example", "secret.key": "s"}) / "root"
    (root / "out.txt").symlink_to(tmp_path / "seeds/secret.key")
    (root / "round").symlink_to(root, target_is_directory=True)
    (root / "nowhere").symlink_to("none")
    (root / "alias").symlink_to("CNAME")
    os.mkfifo(root / "pipe")
    done = sitegen_here(tmp_path, "build")
    assert done.returncode == 1
    told = sorted(
        line.partition(":")[0].removeprefix("seeds/root/") for line in done.stderr.splitlines() if "p-017" in line
    )
    assert told == ["large.pdf", "nowhere", "out.txt", "pipe", "round"]
    for name in told:
        (root / name).unlink()
    assert sitegen_here(tmp_path, "build").returncode == 0
    assert (tmp_path / "public/alias").read_bytes() == b"a.example"


def test_an_edition_without_the_folder_has_nothing_of_it(tmp_path: Path) -> None:
    code, said = built(tmp_path, {"root.txt": CONFIG.replace("publication", "# 某")})
    assert code == 0, said


def test_a_page_that_stands_is_told_once_a_file_that_it_leads_to_is_gone(tmp_path: Path) -> None:
    article = '{% extends "broadsheet/article.html" %}{% block main %}<a href="map.txt"></a>{{ super() }}{% endblock %}'
    theme = {"night/theme.yaml": "name: night\nextends: broadsheet\n", "night/templates/article.html": article}
    maps = dict.fromkeys(["root/2023/05/04/map.txt", "root/undated/map.txt"], "x")
    assert built(tmp_path, {"edition.yaml": f"{CONFIG}theme: night\n", **theme, **maps})[0] == 0
    for name in maps:
        (tmp_path / "seeds" / name).unlink()
    done = sitegen_here(tmp_path, "build")
    assert done.returncode == 1
    assert done.stderr.count("x-005: the link map.txt leads nowhere") > 1
