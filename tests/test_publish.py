"""Publishing is all or nothing, whatever happens in the middle of it."""

from __future__ import annotations

import errno
import os
import signal
import sys
import textwrap
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen import publish as publishing
from sitegen.errors import SitegenError
from sitegen.machine import locks, swapping
from sitegen.machine.recovery import MARK, mark_of
from sitegen.machine.writing import write_file
from sitegen.publish import publish
from sitegen.site.addresses.paths import path_faults
from sitegen.site.artifacts import Artifact
from tests.forked import Forked

ROOT = Path(__file__).parents[1]
SIZE = 30


def site(word: str) -> list[Artifact]:
    return [Artifact(f"{number % 3}/{number}.html", word.encode(), f"page {number}") for number in range(SIZE)]


def expected(word: str) -> dict[str, bytes]:
    files = {artifact.path: artifact.content for artifact in site(word)}
    return {**files, MARK: mark_of(files)}


def read_site(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


def codes(artifacts: list[Artifact]) -> list[str]:
    return [fault.code for fault in path_faults(artifacts)]


def refused(artifacts: list[Artifact], out: Path) -> tuple[str, str]:
    with pytest.raises(SitegenError) as caught:
        publish(artifacts, out)
    (fault,) = caught.value.diagnostics
    return fault.code, fault.message


def only_the_site_is_left(out: Path) -> bool:
    return [path.name for path in out.parent.iterdir()] == [out.name]


@pytest.fixture(params=["one step", "two renames"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways of swapping: in one step where the system can, and by two renames."""
    if request.param == "two renames":
        monkeypatch.setattr(swapping, "_exchange", lambda *_: False)
    return str(request.param)


@pytest.mark.usefixtures("way")
def test_the_folder_holds_exactly_the_artifacts_and_the_marker(tmp_path: Path) -> None:
    out = tmp_path / "public"
    publish([*site("old"), Artifact("gone.html", b"x")], out)
    publish(site("new"), out)
    assert read_site(out) == expected("new")
    assert only_the_site_is_left(out)


def test_folders_above_are_made(tmp_path: Path) -> None:
    publish(site("new"), tmp_path / "a" / "b" / "public")
    assert read_site(tmp_path / "a" / "b" / "public") == expected("new")


def test_the_folder_may_be_named_relative_to_the_current_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    publish(site("new"), Path("public"))
    publish(site("new"), Path("other/../public"))
    assert read_site(tmp_path / "public") == expected("new")


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "public").mkdir()
    publish(site("new"), tmp_path / "public")
    assert read_site(tmp_path / "public") == expected("new")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_files_are_readable_for_all_as_far_as_the_umask_allows(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        publish(site("new"), tmp_path / "public")
    finally:
        os.umask(before)
    modes = {path.is_dir(): path.stat().st_mode & 0o777 for path in (tmp_path / "public").rglob("*")}
    assert modes == {True: 0o750, False: 0o640}


def test_two_artifacts_with_one_path_are_told_with_what_made_them() -> None:
    (fault,) = path_faults([Artifact("a/b.html", b"1", "the issue of Monday"), Artifact("a/b.html", b"1", "page 7")])
    assert (fault.code, fault.path) == ("p-001", "a/b.html")
    assert "the issue of Monday" in fault.message
    assert "page 7" in fault.message


@pytest.mark.parametrize(("one", "other"), [("A.html", "a.html"), ("x/Ä.html", "x/ä.html"), ("é.html", "e\u0301.html")])
def test_names_that_are_one_on_windows_or_a_mac_clash(one: str, other: str) -> None:
    assert codes([Artifact(one, b""), Artifact(other, b"")]) == ["p-002"]


@pytest.mark.parametrize(("file", "below"), [("a", "a/b.html"), ("a/b", "a/b/c/d.html"), ("A", "a/b.html")])
def test_a_file_cannot_be_a_folder_too(file: str, below: str) -> None:
    assert codes([Artifact(file, b""), Artifact(below, b"")]) == ["p-003"]
    assert codes([Artifact(below, b""), Artifact(file, b"")]) == ["p-003"]


@pytest.mark.parametrize(
    "path",
    [
        *(
            "",
            "/",
            "/a",
            "a/",
            "a//b",
            "..",
            "../a",
            "a/../b",
            ".",
            "./a",
            "a/.",
            "a\\b",
            "a\0b",
            "a\nb",
            "C:/a",
            "c:a",
        ),
        *("\ud800", "法" * 86),
    ],
)
def test_what_is_no_path_within_a_site_is_refused(path: str, tmp_path: Path) -> None:
    assert refused([Artifact(path, b"")], tmp_path / "public")[0] == "p-004"
    assert list(tmp_path.iterdir()) == []


def test_nothing_else_may_be_the_marker(tmp_path: Path) -> None:
    assert refused([Artifact(".sitegen", b"mine", "a page")], tmp_path / "public")[0] == "p-001"


def test_all_clashes_are_told_at_once() -> None:
    assert sorted(codes([Artifact(path, b"") for path in ("a", "a", "B", "b", "a/c", "/d")])) == [
        *("p-001", "p-002", "p-003", "p-004"),
    ]


STEPS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6) | st.sampled_from(["..", ".", "", "a", "A", "法"])
PATHS = st.lists(STEPS, min_size=1, max_size=4).map("/".join)


@given(st.lists(PATHS, max_size=6))
def test_paths_without_fault_stay_inside_and_apart(paths: list[str]) -> None:
    if path_faults([Artifact(path, b"") for path in paths]):
        return
    root = Path("/site")
    places = [Path(os.path.normpath(root / path)) for path in paths]
    assert len({str(place).casefold() for place in places}) == len(paths)
    assert all(root in place.parents for place in places)
    assert not any(one in other.parents for one in places for other in places)


@given(st.lists(PATHS, max_size=6), st.randoms())
def test_the_order_of_artifacts_decides_nothing(paths: list[str], random: object) -> None:
    shuffled = list(paths)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert bool(codes([Artifact(p, b"") for p in paths])) == bool(codes([Artifact(p, b"") for p in shuffled]))


def test_a_folder_that_sitegen_did_not_make_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "thesis.doc").write_text("years of work", encoding="utf-8")
    code, message = refused(site("new"), tmp_path / "home")
    assert code == "p-010"
    assert f"`{(tmp_path / 'home').as_posix()}` holds `thesis.doc`" in message
    assert read_site(tmp_path / "home") == {"thesis.doc": b"years of work"}
    assert only_the_site_is_left(tmp_path / "home")


def test_a_work_tree_in_the_folder_is_not_thrown_away(tmp_path: Path) -> None:
    publish(site("old"), tmp_path / "public")
    (tmp_path / "public" / ".git").write_text("gitdir: ../.git/worktrees/public", encoding="utf-8")
    assert refused(site("new"), tmp_path / "public")[0] == "p-010"


def test_a_marker_of_somebody_else_is_no_marker(tmp_path: Path) -> None:
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / ".sitegen").write_text("theme: mine\n", encoding="utf-8")
    assert refused(site("new"), tmp_path / "public")[0] == "p-010"


def test_the_root_is_never_replaced() -> None:
    assert refused(site("new"), Path("/"))[0] == "p-010"


def test_a_file_or_a_link_is_not_replaced_by_a_site(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    publish(site("old"), tmp_path / "real")
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "dangling").symlink_to("nowhere")
    assert [refused(site("new"), tmp_path / name)[0] for name in ("file", "link", "dangling")] == ["p-013"] * 3
    assert read_site(tmp_path / "real") == expected("old")


@pytest.mark.parametrize("after", [0, 1, SIZE - 1])
@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
def test_a_full_disk_or_an_interrupt_leaves_the_old_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int, error: BaseException
) -> None:
    out = tmp_path / "public"
    publish(site("old"), out)
    written: list[str] = []

    def write(path: str, content: bytes) -> int:
        if len(written) == after:
            write_file(path, content[:1])
            raise error
        written.append(path)
        return write_file(path, content)

    monkeypatch.setattr(publishing, "write_file", write)
    with pytest.raises((SitegenError, KeyboardInterrupt)) as caught:
        publish(site("new"), out)
    if isinstance(caught.value, SitegenError):
        assert [(fault.code, "No space left" in fault.message) for fault in caught.value.diagnostics] == [
            ("p-012", True)
        ]
    assert read_site(out) == expected("old")
    assert only_the_site_is_left(out)


def test_an_error_between_the_renames_brings_the_old_site_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "public"
    publish(site("old"), out)
    rename = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if ".new-" in path.name:
            raise OSError(errno.EBUSY, "Device or resource busy")
        return rename(path, target)

    monkeypatch.setattr(swapping, "_exchange", lambda *_: False)
    monkeypatch.setattr(Path, "rename", refuse)
    assert refused(site("new"), out)[0] == "p-012"
    assert read_site(out) == expected("old")
    assert only_the_site_is_left(out)


# A child publishes "new" over "old" and kills itself at a moment that the test names.
CHILD = """
    import os, signal, sys
    from pathlib import Path
    from sitegen import publish as publishing
    from sitegen.machine import recovery, swapping
    from tests.test_publish import site

    def die(*_):
        os.kill(os.getpid(), signal.SIGKILL)

    moment, out = sys.argv[1], Path(sys.argv[2])
    writes, renames = [], []
    write_file, rename = publishing.write_file, Path.rename
    exchange, remove = swapping._exchange, recovery._empty

    def write(path, content):
        if moment == f"write {len(writes)}":
            write_file(path, content[:1])
            die()
        writes.append(path)
        return write_file(path, content)

    def counted_rename(path, target):
        there = rename(path, target)
        renames.append(path)
        if moment == f"rename {len(renames)}":
            die()
        return there

    def maybe_exchange(one, other):
        if "rename" in moment or "step" in moment:
            return False
        done = exchange(one, other)
        return die() if moment == "exchange" else done

    def maybe_remove(path):
        if "remove" in moment:
            next(Path(path).rglob("*.html")).unlink()
            die()
        remove(path)

    publishing.write_file, Path.rename = write, counted_rename
    swapping._exchange, recovery._empty = maybe_exchange, maybe_remove
    publishing.publish(site("new"), out)
"""


def start_child(code: str, *arguments: str) -> Forked:
    return Forked(textwrap.dedent(code), arguments, ROOT)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize(
    "moment",
    [
        *("write 0", "write 17", f"write {SIZE}", f"write {SIZE + 1}"),
        *("exchange", "remove", "remove the second step's", "rename 1", "rename 2", "rename 3"),
    ],
)
def test_a_kill_at_any_moment_leaves_one_whole_site(
    tmp_path: Path, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "public"
    publish(site("old"), out)
    assert start_child(CHILD, moment, str(out)).wait(60) == -signal.SIGKILL
    if moment != "rename 1":  # between two renames there is no site; the next run begins by putting the old one back
        assert read_site(out) == expected("old" if moment.startswith("write") else "new")
    with monkeypatch.context() as patch:
        patch.setattr(publishing, "write_file", lambda *_: (_ for _ in ()).throw(OSError(errno.ENOSPC, "No space")))
        assert refused(site("next"), out)[0] == "p-012"
    assert read_site(out) in (expected("old"), expected("new"))
    assert only_the_site_is_left(out)
    publish(site("next"), out)
    assert read_site(out) == expected("next")
    assert only_the_site_is_left(out)


LOOP = """
    import sys
    from pathlib import Path
    from sitegen.publish import publish
    from tests.test_publish import site

    while True:
        for word in ("old", "new"):
            publish(site(word), Path(sys.argv[1]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux swaps in one step")
def test_a_kill_at_a_random_moment_leaves_one_whole_site(tmp_path: Path) -> None:
    out = tmp_path / "public"
    publish(site("old"), out)
    for round_ in range(8):
        child = start_child(LOOP, str(out))
        time.sleep(0.4 + round_ * 0.0137)
        child.kill()
        child.wait(60)
        assert read_site(out) in (expected("old"), expected("new"))
    publish(site("next"), out)
    assert only_the_site_is_left(out)


HOLD = """
    import sys, time
    from pathlib import Path
    from sitegen import publish as publishing
    from tests.test_publish import site

    write_file = publishing.write_file

    def slow(path, content):
        Path(sys.argv[2]).touch()
        while not Path(sys.argv[3]).exists():
            time.sleep(0.01)
        write_file(path, content)

    publishing.write_file = slow
    publishing.publish(site("first"), Path(sys.argv[1]))
"""


def test_a_second_build_is_turned_away_while_the_first_is_writing(tmp_path: Path) -> None:
    out, started, go_on = tmp_path / "site" / "public", tmp_path / "started", tmp_path / "go on"
    child = start_child(HOLD, str(out), str(started), str(go_on))
    try:
        while not started.exists():
            assert child.poll() is None
            time.sleep(0.01)
        code, message = refused(site("second"), out)
        assert (code, str(child.pid) in message) == ("p-011", True)
    finally:
        go_on.touch()
    assert child.wait(60) == 0
    assert read_site(out) == expected("first")
    assert only_the_site_is_left(out)


HOLD_ON = """
    import os, sys, time
    from pathlib import Path
    from sitegen.machine.locks import locked

    out = Path(sys.argv[1])
    with locked(out, out):
        if os.fork():
            os._exit(0)
        Path(sys.argv[2]).touch()
        time.sleep(float(sys.argv[3]))
        os._exit(0)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows shares no locks between processes")
def test_processes_that_outlive_their_killed_build_for_a_moment_are_waited_for(tmp_path: Path) -> None:
    out, started = tmp_path / "site" / "public", tmp_path / "started"
    out.parent.mkdir()
    assert start_child(HOLD_ON, str(out), str(started), "0.3").wait(60) == 0
    while not started.exists():
        time.sleep(0.01)
    publish(site("next"), out)
    assert read_site(out) == expected("next")
    assert only_the_site_is_left(out)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows shares no locks between processes")
def test_processes_that_outlive_their_killed_build_for_long_keep_others_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "_GLANCES", 5)
    out, started = tmp_path / "site" / "public", tmp_path / "started"
    out.parent.mkdir()
    child = start_child(HOLD_ON, str(out), str(started), "5")
    assert child.wait(60) == 0
    while not started.exists():
        time.sleep(0.01)
    code, message = refused(site("next"), out)
    assert (code, str(child.pid) in message) == ("p-011", True)


@pytest.mark.parametrize("content", ["999999999\n", "", f"{os.getpid()}\n"], ids=["gone", "empty", "another process"])
def test_a_lock_file_that_nobody_holds_stops_no_build(tmp_path: Path, content: str) -> None:
    (tmp_path / ".public.lock").write_text(content, encoding="utf-8")
    publish(site("new"), tmp_path / "public")
    assert only_the_site_is_left(tmp_path / "public")


def test_folders_of_other_names_beside_it_are_left_alone(tmp_path: Path) -> None:
    for name in (".public.new-mine", ".publicc.old-1", "public.new-1", ".other.new-1"):
        (tmp_path / name).mkdir()
    (tmp_path / ".public.new-1").mkdir()
    publish(site("new"), tmp_path / "public")
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left == [".other.new-1", ".public.new-mine", ".publicc.old-1", "public", "public.new-1"]
