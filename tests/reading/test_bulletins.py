"""Finding and reading bulletins; most faults are recorded in tests/diagnostics, here those that no repository holds."""

from __future__ import annotations

import os
import shutil
import unicodedata
from pathlib import Path

import pytest

from sitegen.errors import Diagnostic
from sitegen.reading.files.bulletins import LINE_LIMIT, Bulletin, find_bulletins, read_one
from sitegen.source import SourceText

SEEDS = Path(__file__).parents[2] / "seeds"


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


def names(bulletins: tuple[Bulletin, ...]) -> list[str]:
    return [bulletin.source.path for bulletin in bulletins]


def codes(faults: tuple[Diagnostic, ...]) -> list[tuple[str, str]]:
    return [(fault.code, fault.path) for fault in faults]


def test_bulletins_come_in_the_order_of_their_names_with_sub_folders(tmp_path: Path) -> None:
    write(tmp_path, b_txt="乙", a_md="甲", c__d_txt="丁", e_TXT="戊")
    write(tmp_path, README_md="x", edition_yaml="x: [", picture_jpg="x", _hidden_txt="x", _git__x_txt="x")
    bulletins, faults = find_bulletins(tmp_path, "seeds")
    assert names(bulletins) == ["seeds/a.md", "seeds/b.txt", "seeds/c/d.txt", "seeds/e.TXT"]
    assert [bulletin.stem for bulletin in bulletins] == ["a", "b", "d", "e"]
    assert faults == ()


def test_the_seeds_are_read_exactly() -> None:
    bulletins, faults = find_bulletins(SEEDS, "seeds")
    assert faults == ()
    assert bulletins
    for bulletin in bulletins:
        assert bulletin.source.text.encode() == (SEEDS.parent / bulletin.source.path).read_bytes()


def test_paths_in_the_current_folder_have_no_dot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, a_txt="甲")
    monkeypatch.chdir(tmp_path)
    assert names(find_bulletins(Path(), ".")[0]) == ["a.txt"]


def test_an_overlay_belongs_to_the_bulletin_beside_it(tmp_path: Path) -> None:
    write(tmp_path, a_txt="甲", a_yaml="page: 7\n", b_txt="乙")
    first, second = find_bulletins(tmp_path, "seeds")[0]
    assert (first.overlay.path, first.overlay.page) == ("seeds/a.yaml", "7")
    assert (second.overlay.path, second.overlay.page) == ("", None)


def test_the_byte_order_mark_is_dropped_and_line_ends_are_kept(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf" + "甲\r\n乙\f".encode())
    ((bulletin,), faults) = find_bulletins(tmp_path, "s")
    assert (bulletin.source.text, faults) == ("甲\r\n乙\f", ())


def test_a_name_typed_on_a_mac_is_shown_composed(tmp_path: Path) -> None:
    (tmp_path / unicodedata.normalize("NFD", "é.txt")).write_text("甲", encoding="utf-8")
    ((bulletin,), _) = find_bulletins(tmp_path, "s")
    assert (bulletin.source.path, bulletin.stem) == ("s/é.txt", "é")


def test_a_faulty_bulletin_does_not_hide_the_faults_of_its_overlay(tmp_path: Path) -> None:
    write(tmp_path, a_txt="", a_yaml="date: soon\n")
    bulletins, faults = find_bulletins(tmp_path, "s")
    assert bulletins == ()
    assert codes(faults) == [("b-003", "s/a.txt"), ("o-002", "s/a.yaml")]


def test_a_line_of_more_than_a_million_characters_is_refused(tmp_path: Path) -> None:
    write(tmp_path, a_txt="甲\n" + "乙" * (LINE_LIMIT + 1) + "\n丙\n", b_txt="乙" * LINE_LIMIT + "\n")
    bulletins, (fault,) = find_bulletins(tmp_path, "s")
    assert names(bulletins) == ["s/b.txt"]
    assert (fault.code, fault.path, fault.line) == ("b-005", "s/a.txt", 2)
    assert len(fault.excerpt) <= 160


def test_a_link_that_leads_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    write(tmp_path, out__secret_txt="x", seeds__a_txt="甲")
    (tmp_path / "seeds" / "b.txt").symlink_to("../out/secret.txt")
    (tmp_path / "seeds" / "more").symlink_to("../out")
    (tmp_path / "seeds" / "picture.jpg").symlink_to("../out/secret.txt")
    bulletins, faults = find_bulletins(tmp_path / "seeds", "seeds")
    assert names(bulletins) == ["seeds/a.txt"]
    assert codes(faults) == [("b-008", "seeds/b.txt"), ("b-008", "seeds/more")]


def test_links_within_the_folder_make_no_circle(tmp_path: Path) -> None:
    write(tmp_path, a_txt="甲", sub__b_txt="乙")
    (tmp_path / "sub" / "up").symlink_to("..")
    (tmp_path / "c.txt").symlink_to("a.txt")
    (tmp_path / "self.txt").symlink_to("self.txt")
    bulletins, faults = find_bulletins(tmp_path, "s")
    assert names(bulletins) == ["s/a.txt", "s/c.txt", "s/sub/b.txt"]
    assert codes(faults) == [("b-009", "s/self.txt")]


def test_a_folder_behind_a_link_may_be_the_folder_of_bulletins(tmp_path: Path) -> None:
    write(tmp_path, real__a_txt="甲")
    (tmp_path / "seeds").symlink_to("real")
    assert names(find_bulletins(tmp_path / "seeds", "seeds")[0]) == ["seeds/a.txt"]


def test_what_cannot_be_opened_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    write(tmp_path, a_txt="甲")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert codes(find_bulletins(tmp_path, "s")[1]) == [("b-009", "s/a.txt")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_does_not_stop_the_build_for_ever(tmp_path: Path) -> None:
    write(tmp_path, a_txt="甲")
    os.mkfifo(tmp_path / "b.txt")
    assert codes(find_bulletins(tmp_path, "s")[1]) == [("b-009", "s/b.txt")]


def test_a_missing_folder_is_told_once(tmp_path: Path) -> None:
    assert codes(find_bulletins(tmp_path / "none", "none")[1]) == [("b-009", "none")]


def test_damaged_utf8_is_not_taken_for_gb18030(tmp_path: Path) -> None:
    whole = "法院开庭审理一起案件。\n".encode()
    (tmp_path / "a.txt").write_bytes(whole * 20 + whole[:-2] + b"\n" + whole)
    _, (fault,) = find_bulletins(tmp_path, "s")
    assert (fault.code, fault.line) == ("b-001", 21)
    assert "GB18030" not in fault.hint


def test_one_bulletin_is_read_with_the_overlay_beside_it(tmp_path: Path) -> None:
    write(tmp_path, a_txt="甲", a_yaml="date: 2021~\nx: 1\n")
    bulletin, faults = read_one(tmp_path / "a.txt", "some/a.txt")
    assert bulletin is not None
    assert (bulletin.source, bulletin.stem) == (SourceText("some/a.txt", "甲"), "a")
    assert str(bulletin.overlay.date) == "2021~"
    assert codes(faults) == [("o-001", "some/a.yaml")]


def test_one_bulletin_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert read_one(tmp_path / "a.txt", "a.txt")[0] is None
    assert codes(read_one(tmp_path / "a.txt", "a.txt")[1]) == [("b-009", "a.txt")]


def test_the_order_of_the_disk_does_not_show(tmp_path: Path) -> None:
    for name in ("b", "a", "c"):
        write(tmp_path / "one", **{f"{name}_txt": name})
    for name in ("c", "b", "a"):
        write(tmp_path / "two", **{f"{name}_txt": name})
    assert find_bulletins(tmp_path / "one", "s") == find_bulletins(tmp_path / "two", "s")
    shutil.rmtree(tmp_path / "two")
