"""What stands where a file is looked for and is none: nothing waits for it, nothing fills the memory with it.

The kind: pipes, devices, folders and links in a circle in the place of edition.yaml, of a font, of what is to be added,
of bulletins and of what lies beside them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.machine.ordinary import head_of, read_ordinary
from tests.editions import CONFIG, make_seeds, sitegen_here

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among files, and few links")


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def circle(path: Path) -> None:
    path.symlink_to(path.name)


Make = Callable[[Path], None]
NO_FILES: tuple[Make, ...] = (os.mkfifo, device, circle, Path.mkdir)


@pytest.mark.parametrize("make", NO_FILES)
def test_an_edition_yaml_that_is_no_file_is_told(make: Make, tmp_path: Path) -> None:
    config = make_seeds(tmp_path) / "edition.yaml"
    config.unlink()
    make(config)
    done = sitegen_here(tmp_path, "build")
    assert done.returncode == 3
    assert "seeds/edition.yaml: error c-008: the file cannot be read: " in done.stderr


@pytest.mark.parametrize("make", NO_FILES)
def test_a_font_that_is_no_file_is_told(make: Make, tmp_path: Path) -> None:
    make(make_seeds(tmp_path, {"edition.yaml": f"{CONFIG}cards: {{font: serif.otf}}\n"}) / "serif.otf")
    done = sitegen_here(tmp_path, "build")
    assert done.returncode == 1
    assert "seeds/serif.otf: error c-027: cannot read the font: " in done.stderr


@pytest.mark.parametrize("make", NO_FILES[:3])
def test_what_is_added_must_be_a_file(make: Make, tmp_path: Path) -> None:
    make_seeds(tmp_path)
    make(tmp_path / "page.txt")
    done = sitegen_here(tmp_path, "add", "page.txt")
    assert done.returncode == 1
    assert "page.txt: error a-001: this cannot be read: " in done.stderr


@pytest.mark.parametrize("name", ["a.txt", "laojie.yaml", "a", "notes/a.doc"])
def test_links_in_a_circle_are_told_or_left_alone(name: str, tmp_path: Path) -> None:
    link = make_seeds(tmp_path) / name
    link.parent.mkdir(exist_ok=True)
    circle(link)
    for command in ("build", "check", "proof"):
        done = sitegen_here(tmp_path, command)
        assert done.returncode in (0, 1)
        assert done.returncode == 0 or f"seeds/{name}: error b-009: " in done.stderr


def test_a_folder_that_is_added_may_hold_what_is_no_file(tmp_path: Path) -> None:
    make_seeds(tmp_path)
    folder = tmp_path / "from-ocr"
    folder.mkdir()
    (folder / "page.txt").write_text("# 渡口新船下水\n\n本报讯 柳滩渡口的新船昨日下水。\n", "utf-8")
    for name, make in {"pipe.txt": os.mkfifo, "circle.txt": circle, "zero.txt": device}.items():
        make(folder / name)
    done = sitegen_here(tmp_path, "add", "from-ocr")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "seeds" / "page.txt").exists()


def test_more_than_so_many_bytes_are_not_read(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    large.write_bytes(b"12345")
    assert read_ordinary(large, 5) == b"12345"
    with pytest.raises(OSError, match="File too large"):
        read_ordinary(large, 4)
    assert head_of(large, 2) == b"12"
