"""The spare tree of links makes builds quicker and decides nothing: whatever it holds, the site is what was made."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from sitegen.errors import SitegenError
from sitegen.machine import spare, swapping
from sitegen.machine.below import entries_below
from sitegen.machine.recovery import MARK, mark_of
from sitegen.publish import open_publication
from sitegen.site.artifacts import Artifact
from tests.test_publish_killed import start_child

Files = Mapping[str, str]
OLD: Files = {"a/1.html": "one", "a/2.html": "two", "b/c/3.html": "three", "4.html": "four", "5": "five", "e/6": "six"}
# Another word, one more, two gone, a file where a folder was and a folder where a file was; the rest is the same.
NEW: Files = {"a/1.html": "ONE", "a/2.html": "two", "b/c": "three", "5/x": "five", "e/6": "six", "f/7": "seven"}


def publish(files: Files, out: Path, *, clean: bool = False) -> None:
    with open_publication(out, has_spare=True, clean=clean) as publication:
        publication.publish([publication.write(artifact) for artifact in artifacts(files)])


def artifacts(files: Files) -> Sequence[Artifact]:
    return [Artifact(path, text.encode(), path) for path, text in files.items()]


def expected(files: Files) -> dict[str, bytes]:
    return {**{path: text.encode() for path, text in files.items()}, MARK: mark_of(files)}


def lies(folder: Path) -> dict[str, bytes]:
    assert not any(path.is_symlink() for path in folder.rglob("*"))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def inodes(folder: Path) -> dict[str, int]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name not in (MARK, ".gitignore"))
    return {path.relative_to(folder).as_posix(): path.stat().st_ino for path in files}


def folders(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_dir()}


def is_whole(out: Path, files: Files) -> bool:
    """Tell whether exactly these files are published, and the spare has exactly the same, and nothing else is left."""
    names = sorted(path.name for path in out.parent.iterdir() if path.name.startswith((".public", "public")))
    site, other = out, spare.spare_of(out)
    return (
        lies(site) == expected(files)
        and names == [other.name, site.name]
        and inodes(site) == inodes(other)
        and folders(site) == folders(other)
    )


@pytest.fixture(autouse=True)
def _small_sites_have_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spare, "LEAST_FILES", 0)


@pytest.fixture(params=["one step", "two renames"])
def out(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A site with a spare, which is swapped in one of two ways."""
    if request.param == "two renames":
        monkeypatch.setattr(swapping, "_exchange", lambda *_: False)
    publish(OLD, tmp_path / "public")
    return tmp_path / "public"


def test_the_spare_holds_the_very_files_of_the_site_after_each_build(out: Path) -> None:
    assert is_whole(out, OLD)
    for files in (NEW, NEW, OLD, {"only": "one"}, OLD):
        publish(files, out)
        assert is_whole(out, files)


def test_a_file_that_stays_is_the_same_file_and_one_that_changes_is_another(out: Path) -> None:
    before = inodes(out)
    copy = out.with_name("copy of links")
    shutil.copytree(out, copy, copy_function=os.link)
    publish(NEW, out)
    after = inodes(out)
    assert {path for path in before if before[path] == after.get(path)} == {"a/2.html", "e/6"}
    assert lies(copy) == expected(OLD)  # nothing was ever written into a file that somebody may have elsewhere


def elsewhere(out: Path) -> Path:
    folder = out.with_name("elsewhere")
    folder.mkdir()
    (folder / "1.html").write_text("somebody's", "utf-8")
    return folder


def change_a_file(tree: Path, _out: Path) -> None:
    (tree / "a/2.html").unlink()
    (tree / "a/2.html").write_text("TWO", "utf-8")


def remove_a_folder(tree: Path, _out: Path) -> None:
    shutil.rmtree(tree / "b")


def add_files(tree: Path, _out: Path) -> None:
    (tree / "a" / "more" / "still").mkdir(parents=True)
    (tree / "a" / "more" / "x.html").write_text("x", "utf-8")
    (tree / "a" / "7.html").write_text("seven", "utf-8")


def link_a_folder_away(tree: Path, out: Path) -> None:
    shutil.rmtree(tree / "a")
    (tree / "a").symlink_to(elsewhere(out))


def link_a_file_away(tree: Path, out: Path) -> None:
    (tree / "a/1.html").unlink()
    (tree / "a/1.html").symlink_to(elsewhere(out) / "1.html")


def put_a_folder_for_a_file(tree: Path, _out: Path) -> None:
    (tree / "4.html").unlink()
    (tree / "4.html" / "below").mkdir(parents=True)


def close_folders(tree: Path, _out: Path) -> None:
    (tree / "a").chmod(0o700)


def remove_all(tree: Path, _out: Path) -> None:
    shutil.rmtree(tree)


def keep_only_the_mark(tree: Path, _out: Path) -> None:
    mark = (tree / MARK).read_bytes()
    shutil.rmtree(tree)
    tree.mkdir()
    (tree / MARK).write_bytes(mark)


TAMPERED = [
    *(change_a_file, remove_a_folder, add_files, link_a_folder_away, link_a_file_away, put_a_folder_for_a_file),
    *(close_folders, remove_all, keep_only_the_mark),
]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows wants rights for links")
@pytest.mark.parametrize("files", [OLD, NEW], ids=["the same", "another"])
@pytest.mark.parametrize("tamper", TAMPERED)
def test_a_spare_that_somebody_changed_changes_no_site(
    tamper: Callable[[Path, Path], None], files: Files, out: Path
) -> None:
    tamper(spare.spare_of(out), out)
    publish(files, out)
    assert is_whole(out, files)
    assert (out / "a").stat().st_mode & 0o777 == 0o777 & ~umask() & 0o755
    if (kept := out.with_name("elsewhere")).exists():
        assert lies(kept) == {"1.html": b"somebody's"}


def umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@pytest.mark.parametrize("change", ["edited", "replaced"])
def test_a_published_file_that_somebody_changed_is_made_again(change: str, out: Path) -> None:
    if change == "replaced":
        (out / "a/2.html").unlink()
    (out / "a/2.html").write_text("changed", "utf-8")  # edited, it is changed in the spare too
    publish(NEW, out)
    assert is_whole(out, NEW)


@pytest.mark.parametrize("what", ["folder", "file", "link"])
def test_what_somebody_has_in_the_place_of_the_spare_stays(what: str, out: Path) -> None:
    place = spare.spare_of(out)
    shutil.rmtree(place)
    if what == "folder":
        place.mkdir()
        (place / "mine").write_text("x", "utf-8")
    elif what == "file":
        place.write_text("x", "utf-8")
    else:
        place.symlink_to(elsewhere(out))
    publish(NEW, out)
    assert lies(out) == expected(NEW)
    if what == "folder":
        assert lies(place) == {"mine": b"x"}
    assert place.is_symlink() == (what == "link")
    assert sorted(path.name for path in out.parent.iterdir() if path.name != "elsewhere") == [place.name, out.name]


def test_a_build_that_fails_leaves_the_site_and_no_draft_in_the_spare(out: Path) -> None:
    with pytest.raises(SitegenError), open_publication(out, has_spare=True) as publication:
        for artifact in artifacts(NEW):
            publication.write(artifact)
        raise SitegenError([])
    assert is_whole(out, OLD)
    publish(NEW, out)
    assert is_whole(out, NEW)


def test_a_clean_build_makes_the_spare_anew(out: Path) -> None:
    before = (spare.spare_of(out) / "a").stat().st_ino
    held = os.open(spare.spare_of(out) / "a", os.O_RDONLY) if sys.platform != "win32" else None  # so that no other
    publish(OLD, out, clean=True)  # folder gets its number
    assert is_whole(out, OLD)
    assert (spare.spare_of(out) / "a").stat().st_ino != before
    if held is not None:
        os.close(held)


def test_where_files_cannot_be_linked_there_is_no_spare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    for files in (OLD, NEW, OLD):
        publish(files, tmp_path / "public")
        assert lies(tmp_path / "public") == expected(files)
        assert [path.name for path in tmp_path.iterdir()] == ["public"]


def test_a_site_that_has_become_small_has_no_spare(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spare, "LEAST_FILES", 100)
    publish(NEW, out)
    assert lies(out) == expected(NEW)
    assert [path.name for path in out.parent.iterdir()] == ["public"]


def test_of_a_site_that_was_taken_away_no_spare_is_left(out: Path) -> None:
    shutil.rmtree(out)
    publish({"only": "one"}, out)
    assert is_whole(out, {"only": "one"})


def test_a_file_that_hides_behind_a_name_in_other_letters_is_missed(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "A.html").write_text("x", "utf-8")
    assert spare.keep_only(tmp_path, {"a.html"}) == {"a.html"}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("new", "old", "may"),
    [
        ({"a/2.html"}, {"a/1.html"}, False),
        ({"a.html"}, {"A.html"}, True),
        ({"a/2.html"}, {"A/1.html"}, True),
        ({"caf\u00e9.html"}, {"cafe\u0301.html"}, True),
        ({"a/1.html"}, set(), False),
    ],
)
def test_what_some_systems_take_for_one_name_is_known(new: set[str], old: set[str], may: bool) -> None:
    assert spare.Difference(new, old).may_hide() is may


def test_what_differs_is_known_without_a_look_through_both_trees_again(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []

    def look(folder: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
        looked.append(folder.name)
        return entries_below(folder)

    monkeypatch.setattr(spare, "entries_below", look)
    publish(NEW, out)
    assert is_whole(out, NEW)
    assert len(looked) == 2  # the spare and the site, as the build began


# A child publishes the new site over the old one and kills itself at a moment that the test names.
CHILD = """
    import os, signal, sys
    from pathlib import Path
    from sitegen import publish as publishing
    from sitegen.machine import recovery, spare, swapping
    from tests.test_spare import NEW, publish

    moment, out = sys.argv[1], Path(sys.argv[2])
    spare.LEAST_FILES = 0
    if "by two renames" in moment:
        swapping._exchange = lambda *_: False
    times = {}

    def counted(module, name, dies_before):
        does = getattr(module, name)

        def do(*given, **more):
            times[name] = times.get(name, 0) + 1
            here = moment.startswith(f"{name} {times[name]} ")
            if here and dies_before:
                os.kill(os.getpid(), signal.SIGKILL)
            done = does(*given, **more)
            if here:
                os.kill(os.getpid(), signal.SIGKILL)
            return done

        setattr(module, name, do)

    for module, names in {os: ("link", "unlink", "rmdir", "mkdir"), Path: ("rename", "mkdir")}.items():
        for name in names:
            counted(module, name, "before" in moment)
    counted(publishing, "write_file", "before" in moment)
    counted(swapping, "_exchange", "before" in moment)
    publish(NEW, out)
"""
MOMENTS = [
    *(f"{what} {time}" for what in ("link", "unlink") for time in (1, 2, 3, 4)),
    *(f"rename {time}" for time in (1, 2, 3, 4)),
    *("rmdir 1", "rmdir 2", "mkdir 1", "write_file 1", "write_file 4", "_exchange 1"),
]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("swap", ["in one step", "by two renames"])
@pytest.mark.parametrize("when", ["before", "behind"])
@pytest.mark.parametrize("moment", MOMENTS)
def test_a_kill_at_any_moment_leaves_one_whole_site(moment: str, when: str, swap: str, tmp_path: Path) -> None:
    out = tmp_path / "public"
    publish(OLD, out)
    code = start_child(CHILD, f"{moment} {when} {swap}", str(out)).wait(60)
    assert code in (-signal.SIGKILL, 0)  # not every moment comes in both ways
    if out.exists():  # between two renames there is no site; the next run begins by putting the old one back
        assert lies(out) in (expected(OLD), expected(NEW))
    else:
        assert swap == "by two renames"
    with pytest.raises(SitegenError), open_publication(out, has_spare=True):
        assert lies(out) in (expected(OLD), expected(NEW))
        raise SitegenError([])
    for files in (OLD, NEW):
        publish(files, out)
        assert is_whole(out, files)
