"""What may lie where a build publishes, and is not the build's: it stays, and where it is in the way that is told.

The kind: whatever bears a name that a build uses (`.public.old-5`, `.public.new-5`, `.public.lock`), or lies in the
folder that a build replaces, and was put there by somebody else, or by a build that was killed.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen import publish as publishing
from sitegen.errors import Diagnostic, SitegenError
from sitegen.machine import recovery, swapping
from sitegen.machine.recovery import MARK, SAYS
from sitegen.publish import publish
from sitegen.site.artifacts import Artifact
from tests.editions import DATED, contents, make_seeds, sitegen_here

SITE = [Artifact("index.html", b"front", "the front page"), Artifact("addresses.txt", b"index.html\n", "the list")]


def refused(out: Path) -> Diagnostic:
    with pytest.raises(SitegenError) as caught:
        publish(SITE, out)
    (fault,) = caught.value.diagnostics
    return fault


def a_folder(path: Path) -> None:
    path.mkdir()
    (path / "thesis").write_text("years of work", "utf-8")


def a_file(path: Path) -> None:
    path.write_text("years of work", "utf-8")


def a_link_to_a_file(path: Path) -> None:
    elsewhere = path.with_name("elsewhere.txt")
    a_file(elsewhere)
    path.symlink_to(elsewhere.name)


def a_link_to_a_marked_site(path: Path) -> None:
    publish(SITE, path.with_name("elsewhere"))
    path.symlink_to("elsewhere")


def a_broken_link(path: Path) -> None:
    path.symlink_to("nowhere")


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


THINGS = [a_folder, a_file, a_link_to_a_file, a_link_to_a_marked_site, a_broken_link, a_pipe]


def seen(folder: Path) -> dict[str, str]:
    """Returns what lies in a folder: of files their text, of all else what it is."""
    return {
        path.relative_to(folder).as_posix(): f"link to {path.readlink()}"
        if path.is_symlink()
        else path.read_text("utf-8")
        if path.is_file()
        else "folder"
        if path.is_dir()
        else "other"
        for path in sorted(folder.rglob("*"))
    }


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither pipes nor links for everybody")
@pytest.mark.parametrize("name", [".public.old-5", ".public.new-5"])
@pytest.mark.parametrize("there", [None, "empty folder", "site"])
@pytest.mark.parametrize("make", THINGS)
def test_what_only_bears_the_name_of_a_leftover_stays(
    make: Callable[[Path], None], name: str, there: str | None, tmp_path: Path
) -> None:
    out = tmp_path / "public"
    if there == "site":
        publish(SITE, out)
    elif there:
        out.mkdir()
    make(tmp_path / name)
    before = {path: what for path, what in seen(tmp_path).items() if not path.startswith("public")}
    publish(SITE, out)
    assert {path: what for path, what in seen(tmp_path).items() if not path.startswith("public")} == before
    assert (out / "index.html").read_bytes() == b"front"


@pytest.mark.parametrize("what", ["new", "old"])
@pytest.mark.parametrize("make", [a_folder, a_file])
def test_a_build_takes_another_name_where_its_own_is_taken(
    make: Callable[[Path], None], what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swapping, "_exchange", lambda *_: False)
    out, taken = tmp_path / "public", tmp_path / f".public.{what}-{os.getpid()}"
    make(taken)
    publish(SITE, out)
    publish(SITE, out)
    assert sorted(path.name for path in tmp_path.iterdir()) == [taken.name, "public"]
    assert "years of work" in seen(tmp_path).values()


@pytest.mark.parametrize("content", [b"", SAYS[:9], SAYS], ids=["no mark yet", "half a mark", "a mark"])
def test_a_folder_that_a_killed_build_has_begun_is_removed(content: bytes, tmp_path: Path) -> None:
    begun = tmp_path / ".public.new-7"
    begun.mkdir()
    if content:
        (begun / MARK).write_bytes(content)
    publish(SITE, tmp_path / "public")
    assert [path.name for path in tmp_path.iterdir()] == ["public"]


@pytest.mark.parametrize("there", [False, True], ids=["nothing there", "an empty folder there"])
def test_the_newest_site_that_was_moved_away_is_put_back(there: bool, tmp_path: Path) -> None:
    out = tmp_path / "public"
    for number, word in enumerate([b"older", b"newer"]):
        publish([Artifact("index.html", word)], out)
        os.utime(out, ns=(0, number * 10**9))
        out.rename(tmp_path / f".public.old-{9 - number}")
    if there:
        out.mkdir()
    with publishing.open_publication(out):
        assert (out / "index.html").read_bytes() == b"newer"
    assert [path.name for path in tmp_path.iterdir()] == ["public"]


def test_a_moved_site_is_not_removed_where_somebody_elses_folder_took_its_place(tmp_path: Path) -> None:
    out = tmp_path / "public"
    publish(SITE, out)
    out.rename(tmp_path / ".public.old-5")
    a_folder(out)
    assert refused(out).code == "p-010"
    assert (tmp_path / ".public.old-5" / "index.html").read_bytes() == b"front"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither pipes nor links for everybody")
@pytest.mark.parametrize("make", THINGS)
def test_what_stands_in_the_place_of_the_lock_is_told_and_left_as_it_is(
    make: Callable[[Path], None], tmp_path: Path
) -> None:
    lock = tmp_path / ".public.lock"
    make(lock)
    before = seen(tmp_path)
    fault = refused(tmp_path / "public")
    assert (fault.code, fault.path) == ("p-016", lock.as_posix())
    assert seen(tmp_path) == before


FOREIGN = ["CNAME", ".nojekyll", "google123.html", "2024/notes.txt", "扫描件.pdf"]


@pytest.mark.parametrize("name", FOREIGN)
def test_a_file_that_no_build_put_into_the_site_is_not_lost(name: str, tmp_path: Path) -> None:
    out = tmp_path / "public"
    publish(SITE, out)
    (out / name).parent.mkdir(exist_ok=True)
    (out / name).write_text("mine", "utf-8")
    fault = refused(out)
    assert (fault.code, f"`{name}`" in fault.message) == ("p-010", True)
    assert (out / name).read_text("utf-8") == "mine"


def test_a_file_that_is_put_into_the_site_while_a_build_runs_is_not_lost(tmp_path: Path) -> None:
    out = tmp_path / "public"
    publish(SITE, out)
    with publishing.open_publication(out) as publication:
        written = [publication.write(artifact) for artifact in SITE]
        (out / "CNAME").write_text("mine", "utf-8")
        with pytest.raises(SitegenError) as caught:
            publication.publish(written)
    assert [fault.code for fault in caught.value.diagnostics] == ["p-010"]
    assert (out / "CNAME").read_text("utf-8") == "mine"


def test_of_many_foreign_files_some_are_named_and_all_are_counted(tmp_path: Path) -> None:
    out = tmp_path / "public"
    publish(SITE, out)
    for number in range(20):
        (out / f"{number:02d}.gz").touch()
    assert "`00.gz, 01.gz, 02.gz` and 17 more" in refused(out).message


def test_what_nobody_wrote_by_hand_stops_no_build(tmp_path: Path) -> None:
    out = tmp_path / "public"
    publish([*SITE, Artifact("caf\u00e9.html", b"")], out)
    (out / ".DS_Store").touch()
    (out / "empty").mkdir()
    (out / "caf\u00e9.html").rename(out / "cafe\u0301.html")  # as some file systems of a Mac give the name back
    mark = out / MARK
    mark.write_bytes(mark.read_bytes().replace(b"\n", b"\r\n"))  # as a checkout may
    publish(SITE, out)
    assert sorted(contents(out)) == [MARK, "addresses.txt", "index.html"]


def test_a_site_of_an_older_sitegen_whose_mark_names_no_files_is_replaced(tmp_path: Path) -> None:
    out = tmp_path / "public"
    publish(SITE, out)
    (out / MARK).write_bytes(SAYS)
    publish(SITE, out)
    assert b"index.html\n" in (out / MARK).read_bytes()


def test_a_tree_that_cannot_be_removed_is_told_and_the_site_is_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "public"
    publish(SITE, out)
    unlink = Path.unlink

    def refuse(path: Path, missing_ok: bool = False) -> None:
        if path.name == "index.html":
            raise PermissionError(13, "Permission denied", str(path))
        unlink(path, missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(recovery.Path, "unlink", refuse)
        left = publish([Artifact("index.html", b"newer")], out)
        assert [(fault.code, "index.html" in fault.message) for fault in left] == [("p-015", True)]
        again = publish([Artifact("index.html", b"newest")], out)
        assert [fault.code for fault in again] == ["p-015", "p-015"]
    assert (out / "index.html").read_bytes() == b"newest"
    publish(SITE, out)
    assert [path.name for path in tmp_path.iterdir()] == ["public"]


def test_the_build_tells_what_cannot_be_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_seeds(tmp_path)
    assert sitegen_here(tmp_path, "build").returncode == 0
    left = tmp_path / ".public.new-5"
    left.mkdir()
    (left / MARK).write_bytes(SAYS)
    monkeypatch.setattr(recovery, "_empty", lambda path: (_ for _ in ()).throw(PermissionError(13, "no", str(path))))
    done = sitegen_here(tmp_path, "build")
    assert done.returncode == 0
    assert ".public.new-5: warning p-015: an earlier site cannot be removed" in done.stderr


def test_what_the_system_refuses_is_told_with_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, content: bytes) -> int:  # noqa: ARG001
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(publishing, "write_file", refuse)
    assert (
        f"No space left on device (`{tmp_path.resolve().as_posix()}/.public.new-"
        in refused(tmp_path / "public").message
    )


def test_a_full_disk_is_told_with_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int, _content: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")  # like the system, it does not say of which file

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OSError, match="No space") as caught:
        publishing.write_file(tmp_path / "page.html", b"x")
    assert caught.value.filename == str(tmp_path / "page.html")


@pytest.mark.parametrize("made_again", [False, True], ids=["no folder", "an empty folder"])
def test_old_addresses_are_looked_for_after_a_crash_has_been_put_right(tmp_path: Path, made_again: bool) -> None:
    more = {"2023-05-05-01.txt": DATED.replace("5月4日 星期四", "5月5日 星期五")}
    seeds = make_seeds(tmp_path, more)
    assert sitegen_here(tmp_path, "build").returncode == 0
    site = contents(tmp_path / "public")
    (tmp_path / "public").rename(tmp_path / ".public.old-5")  # killed between two renames
    if made_again:
        (tmp_path / "public").mkdir()
    (seeds / "2023-05-05-01.txt").unlink()
    done = sitegen_here(tmp_path, "build")
    assert (done.returncode, "error x-008" in done.stderr) == (1, True)
    assert contents(tmp_path / "public") == site


def test_old_addresses_are_those_of_the_build_that_published_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build that waits to begin while another publishes is held to what that one published."""
    from sitegen.machine import locks

    seeds = make_seeds(tmp_path)
    more = {"2023-05-05-01.txt": DATED.replace("5月4日 星期四", "5月5日 星期五")}
    take = locks._take_lock  # noqa: SLF001 - the very moment that matters
    waited: list[Path] = []

    def wait(path: Path, shown: Path) -> int:
        if not waited:
            waited.append(path)
            make_seeds(tmp_path, more)
            assert sitegen_here(tmp_path, "build").returncode == 0
            (seeds / "2023-05-05-01.txt").unlink()
        return take(path, shown)

    monkeypatch.setattr(locks, "_take_lock", wait)
    done = sitegen_here(tmp_path, "build")
    assert (done.returncode, "error x-008" in done.stderr) == (1, True)
