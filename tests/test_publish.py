"""Publishing is all or nothing, whatever happens in the middle of it."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen import publish as publishing
from sitegen.errors import SitegenError
from sitegen.machine import swapping
from sitegen.machine.recovery import MARK, mark_of
from sitegen.machine.writing import write_file
from sitegen.publish import publish
from sitegen.site.addresses.paths import path_faults
from sitegen.site.artifacts import Artifact

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


def test_folders_of_other_names_beside_it_are_left_alone(tmp_path: Path) -> None:
    for name in (".public.new-mine", ".publicc.old-1", "public.new-1", ".other.new-1"):
        (tmp_path / name).mkdir()
    (tmp_path / ".public.new-1").mkdir()
    publish(site("new"), tmp_path / "public")
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left == [".other.new-1", ".public.new-mine", ".publicc.old-1", "public", "public.new-1"]
