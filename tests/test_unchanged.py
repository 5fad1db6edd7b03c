"""A build of what was built before reads no bulletin, and tells the same."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen import unchanged
from tests.editions import CONFIG, contents, make_seeds, sitegen_here


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take files that have just been written for ones that lay there for a while."""
    monkeypatch.setattr(unchanged, "SETTLED", -60_000_000_000)


BULLETIN = "# 河湾日报\n\n2023年5月5日 第1版\n\n## 新桥\n\n新桥限重十吨\n"


def make_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.build.build", lambda *_, **__: pytest.fail("something was made"))


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    make_seeds(tmp_path, {"2023-05-05-01.txt": BULLETIN})
    assert sitegen_here(tmp_path, "build").returncode == 0
    return tmp_path


def test_nothing_is_made_where_nothing_has_changed(edition: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = sitegen_here(edition, "build", "--quiet", "--clean")
    before = contents(edition / "public")
    make_nothing(monkeypatch)
    again = sitegen_here(edition, "build", "--quiet")
    assert again.returncode == 0, again.stderr
    assert (again.stdout, again.stderr) == (first.stdout, first.stderr)
    assert "warning" in again.stderr or "note" in again.stderr
    assert contents(edition / "public") == before


CHANGES: dict[str, Callable[[Path], object]] = {
    "a bulletin": lambda here: (here / "seeds/2023-05-05-01.txt").write_text(BULLETIN.replace("十", "九"), "utf-8"),
    "a bulletin written anew": lambda here: os.utime(here / "seeds/2023-05-05-01.txt"),
    "a bulletin more": lambda here: (here / "seeds/n.txt").write_text("# 河湾\n\n## 老桥\n\n拆了。\n", "utf-8"),
    "a link": lambda here: (here / "seeds/README").symlink_to("edition.yaml"),
    "edition.yaml": lambda here: (here / "seeds/edition.yaml").write_text(CONFIG + "plain: false\n", "utf-8"),
    "a published file": lambda here: (here / "public/index.html").write_bytes(b""),
    "a published file gone": lambda here: (here / "public/404.html").unlink(),
    "what a killed build left": lambda here: (here / ".public.new-1").mkdir(),
    "the cache": lambda here: (here / ".public.cache").write_bytes(b"SQLite"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_has_changed_is_seen(edition: Path, change: str) -> None:
    CHANGES[change](edition)
    assert sitegen_here(edition, "build").returncode == 0
    assert sitegen_here(edition, "build", "--clean", "-o", "other").returncode == 0
    assert contents(edition / "public") == contents(edition / "other")
    assert not (edition / ".public.new-1").exists()


def test_a_file_of_his_own_is_still_refused(edition: Path) -> None:
    (edition / "public/note.txt").write_text("mine")
    assert "p-010" in sitegen_here(edition, "build").stderr


@pytest.mark.parametrize("options", [("--strict",), ("--base-url", "https://example.com/"), ("--clean",)])
def test_what_is_asked_otherwise_is_made(
    edition: Path, options: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    make_nothing(monkeypatch)
    with pytest.raises(pytest.fail.Exception):
        sitegen_here(edition, "build", *options)


def test_files_that_have_just_been_changed_prove_nothing(edition: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unchanged, "SETTLED", 60_000_000_000)
    assert unchanged.stamp_before([edition / "seeds"], edition / "public/index.html") == b""
