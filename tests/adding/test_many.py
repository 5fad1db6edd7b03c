"""Many files at once: folders, several formats side by side, names of any kind, what an OCR program leaves."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sitegen.adding.adding import Added
from tests.adding import sources
from tests.adding.sources import ALTO, FIRST, FOLIO, HEAD, HOCR, MINERU, SECOND, as_json, pdf
from tests.adding.test_adding import add, codes, source

TEXT = f"河湾日报\n{FOLIO}\n\n{HEAD}\n\n{FIRST}\n\n{SECOND}\n"
GBK = os.fsdecode(b"\xb5\xda10\xb0\xe6.txt")


def page(number: int, text: str = TEXT) -> str:
    return text.replace("第3版", f"第{number}版")


def fill(folder: Path) -> Path:
    """Write a folder of files in six formats, with pictures, and with what systems and people leave in folders."""
    (folder / "sub" / "images").mkdir(parents=True)
    files: dict[str, str | bytes] = {
        "第五版 (终).txt": page(5),
        "two words.pdf": pdf([sources.page_lines("2024年5月4日 星期六 第6版")]),
        "alto.xml": page(7, ALTO),
        "h.hocr": page(8, HOCR),
        "sub/p_content_list.json": as_json(MINERU),
        "sub/images/a1.png": sources.png(),
        "sub/9.md": page(9),
        GBK: page(10).encode("gb18030"),
        "page.png": sources.png(),
        "Thumbs.db": b"\0",
        ".DS_Store": b"\0",
        "README.md": "# 说明\n",
    }
    for name, content in files.items():
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def names(added: Added) -> list[str]:
    return sorted(path.name for path in added.files if path.suffix in (".txt", ".md"))


def test_a_folder_stands_for_the_files_in_it(tmp_path: Path, seeds: Path) -> None:
    added = add(seeds, fill(tmp_path / "in"))
    assert names(added) == [
        f"2024-05-04-{number:02}.{'md' if number == 9 else 'txt'}" for number in range(3, 11) if number != 4
    ]
    assert codes(added) == ["a-009"]  # of GB18030 alone: nothing else is said of such a folder
    again = add(seeds, tmp_path / "in")
    assert (again.bulletins, again.known) == (0, 7)


def test_a_folder_and_a_file_in_it_are_added_once(tmp_path: Path, seeds: Path) -> None:
    folder = fill(tmp_path / "in")
    assert add(seeds, folder, folder / "alto.xml", folder).bulletins == 7


def test_of_what_an_ocr_program_left_of_one_page_that_which_tells_most_is_taken(
    tmp_path: Path,
    seeds: Path,
) -> None:
    text = page(1)
    left = {"p.md": text, "p_middle.json": "{}", "p_model.json": "[]", "p_origin.pdf": "%PDF-", "p_layout.pdf": "%PDF-"}
    other = {"q.xml": page(4, ALTO), "q.hocr": page(4, HOCR), "q.txt": page(4), "q.pdf": "%PDF-"}
    files = {"p_content_list.json": as_json(MINERU).decode(), **left, **other}
    for name, content in files.items():
        source(tmp_path, name, content)
    added = add(seeds, tmp_path / "in")
    assert names(added) == ["2024-05-04-03.txt", "2024-05-04-04.txt"]
    told = {
        found.path.rpartition("/")[2]: dict(found.facts)["names"]
        for found in added.diagnostics
        if found.code == "a-016"
    }
    assert told == {"p_content_list.json": "p.md", "q.xml": "q.hocr, q.pdf, q.txt"}
    assert (seeds / "2024-05-04-03.layout.json").exists() and (seeds / "2024-05-04-04.layout.json").exists()


def test_files_of_a_folder_that_cannot_be_added_are_told_in_one_line(tmp_path: Path, seeds: Path) -> None:
    source(tmp_path, "page.txt", TEXT)
    for number in range(9):
        source(tmp_path, f"稿件{number}.docx", b"PK\x03\x04")
    added = add(seeds, tmp_path / "in")
    assert codes(added) == ["a-015"] and added.bulletins == 1
    assert "稿件5.docx …" in added.diagnostics[0].told("zh")[0]


def test_a_folder_without_anything_to_add_is_told(tmp_path: Path, seeds: Path) -> None:
    (tmp_path / "in").mkdir()
    assert codes(add(seeds, tmp_path / "in")) == ["a-001.folder"]
    source(tmp_path, "page.png", sources.png())
    assert codes(add(seeds, tmp_path / "in")) == ["a-001.folder"]


def test_the_bulletins_themselves_and_sites_are_not_added(tmp_path: Path, seeds: Path) -> None:
    (seeds / "2024-05-05-01.txt").write_text(TEXT.replace("5月4日 星期六 第3版", "5月5日 星期日 第1版"), "utf-8")
    source(tmp_path, "page.txt", TEXT)
    site = source(tmp_path, "../public/article.txt", TEXT.replace("第3版", "第8版"))
    (site.parent / ".sitegen").write_text("", "utf-8")
    added = add(seeds, tmp_path)
    assert [path.name for path in added.files] == ["2024-05-04-03.txt"]


def test_pages_of_a_folder_come_in_the_order_of_their_numbers(tmp_path: Path, seeds: Path) -> None:
    for number in (10, 9, 1):
        source(tmp_path, f"page{number}.txt", page(3).replace("拥堵", f"拥堵{number}"))
    added = add(seeds, tmp_path / "in")
    assert [dict(found.facts)["other"].rpartition("/")[2] for found in added.diagnostics] == ["page1.txt"] * 2
    assert [found.path.rpartition("/")[2] for found in added.diagnostics] == ["page10.txt", "page9.txt"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is closed to who may do everything")
def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path, seeds: Path) -> None:
    folder = fill(tmp_path / "in")
    (folder / "sub").chmod(0)
    assert "a-001.unreadable" in codes(add(seeds, folder))
    (folder / "sub").chmod(0o755)
