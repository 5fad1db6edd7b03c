"""What earlier builds found out is never needed: a file of it that cannot be used is told of, and in nobody's way."""

from __future__ import annotations

import contextlib
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sitegen.machine import cache
from tests.editions import CONFIG, DATED, FILES, contents, make_seeds, published, sitegen_here, untouched

opened = cache._opened  # noqa: SLF001


def filled(file: Path) -> sqlite3.Connection:
    """Open a file on a disk that holds no more than there is in it now."""
    base = opened(file)
    pages = base.execute("PRAGMA page_count").fetchone()[0]
    base.execute(f"PRAGMA max_page_count = {pages}")
    return base


def read_only(file: Path) -> sqlite3.Connection:
    """Open a file that this user may read and not write."""
    base = opened(file)
    base.execute("PRAGMA query_only = ON")
    return base


def no_file(_file: Path) -> sqlite3.Connection:
    """Open a file in a folder that no file can be made in."""
    raise sqlite3.OperationalError("unable to open database file")


@pytest.mark.parametrize(
    ("opens", "told"),
    [(filled, "database or disk is full"), (read_only, "readonly database"), (no_file, "unable to open database file")],
)
@pytest.mark.parametrize("clean", [True, False])
def test_a_file_that_cannot_be_written_is_told_of(
    tmp_path: Path, opens: Callable[[Path], sqlite3.Connection], told: str, clean: bool
) -> None:
    site = published(tmp_path)
    more = DATED.replace("5月4日 星期四", "5月5日 星期五")  # what is kept of another issue needs room
    make_seeds(tmp_path, {"edition.yaml": CONFIG + "plain: false\n", "2023-05-05-01.txt": more})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cache, "_opened", opens)
        done = sitegen_here(tmp_path, "build", *(["--clean"] if clean else []))
    assert done.returncode == 0, done.stderr
    assert told in done.stderr
    assert sitegen_here(tmp_path, "build", "--clean", "-o", "other").returncode == 0
    assert contents(site) == contents(tmp_path / "other")
    after = published(tmp_path)
    assert sitegen_here(tmp_path, "build", "--clean", "-o", "other").returncode == 0
    assert contents(after) == contents(tmp_path / "other")


@pytest.mark.parametrize("clean", [True, False])
def test_something_else_in_the_place_of_the_file_is_told_of_and_left(tmp_path: Path, clean: bool) -> None:
    make_seeds(tmp_path)
    (tmp_path / ".public.cache").mkdir()
    (tmp_path / ".public.cache" / "mine.txt").write_text("mine", "utf-8")
    done = sitegen_here(tmp_path, "build", *(["--clean"] if clean else []))
    assert done.returncode == 0, done.stderr
    assert ".public.cache cannot be used (" in done.stderr
    assert (tmp_path / ".public.cache" / "mine.txt").read_text("utf-8") == "mine"


def test_a_damaged_file_that_cannot_be_made_anew_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = published(tmp_path)
    right = contents(site)
    (tmp_path / ".public.cache").write_bytes(b"nonsense" * 1000)

    def refuse(_file: Path) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(cache.Path, "unlink", refuse)
        found = cache.Cache(tmp_path / ".public.cache")
    assert found.fault == ("cache.not_kept", {"error": "[Errno 13] Permission denied"})
    assert found.get("page", "index.html", b"") is None
    found.put("page", "index.html", b"", b"")
    found.save("page")
    assert contents(published(tmp_path)) == right


@contextlib.contextmanager
def disk(at: Path, size: int) -> Iterator[Path]:
    """Returns a folder on a disk of so many bytes, in memory."""
    at.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", at], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no disk can be mounted here")
    try:
        yield at
    finally:
        subprocess.run(["umount", "-l", at], capture_output=True, check=True)


@pytest.mark.skipif(sys.platform != "linux", reason="a disk in memory is mounted otherwise elsewhere")
def test_wherever_a_disk_is_full_the_site_is_the_old_one_or_the_new_one(tmp_path: Path) -> None:
    site = published(tmp_path)
    old = contents(site)
    size = sum((len(content) + 4095) // 4096 * 4096 for content in old.values())
    more = {**FILES, "2023-05-04-01.txt": str(FILES["2023-05-04-01.txt"]).replace("20分钟", "30分钟")}
    new = contents(published(tmp_path, more))
    ends = []
    for room in range(80_000, 480_000, 40_000):  # beside the old site: for a part of what is new, for all of it
        with disk(tmp_path / f"disk{room}", size + room) as small:
            make_seeds(tmp_path)
            assert sitegen_here(tmp_path, "build", "-o", f"{small}/public").returncode == 0
            before = untouched(small / "public")
            make_seeds(tmp_path, more)
            done = sitegen_here(tmp_path, "build", "-o", f"{small}/public")
            assert "Traceback" not in done.stderr
            ends.append(done.returncode)
            if done.returncode == 0:
                assert contents(small / "public") == new
            else:
                assert " error p-012: " in done.stderr
                assert untouched(small / "public") == before
    assert {*ends} == {0, 1}, "no disk was too small, or each was"


@pytest.mark.parametrize(("library", "other"), [("something", False), ("msgspec", True), ("markupsafe", True)])
def test_only_what_sitegen_builds_with_makes_a_cache_another_sitegens(
    library: str, other: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = cache.sitegen_digest.__wrapped__()
    about = tmp_path / f"{library}-99.9.dist-info" / "METADATA"
    about.parent.mkdir()
    about.write_text(f"Metadata-Version: 2.1\nName: {library}\nVersion: 99.9\n", "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert (cache.sitegen_digest.__wrapped__() != before) == other
