"""What cannot be added, or not as it is, is a finding about its file, and nothing is written that is not whole."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.adding import sources
from tests.adding.sources import ALTO, FIRST, MINERU, SECOND, as_json, pdf
from tests.adding.test_adding import NAME, TEXT, add, codes, encoded, source
from tests.languages import english_in

BAD: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "an empty file": ("a.txt", lambda: b"", "a-001.empty"),
    "blank lines": ("a.txt", lambda: b" \n\n \n", "a-001.empty"),
    "bytes": ("a.txt", lambda: bytes(range(256)) * 4, "a-001"),
    "a picture": ("a.png", sources.png, "a-001.picture"),
    "an office document": ("a.docx", lambda: b"PK\x03\x04" + b"\0" * 99, "a-001.office"),
    "a PDF without text": ("a.pdf", lambda: pdf([[], []]), "a-002.no_text"),
    "an encrypted PDF": ("a.pdf", lambda: pdf([sources.page_lines()], password="x"), "a-002.encrypted"),
    "a PDF cut off": ("a.pdf", lambda: pdf([sources.page_lines()])[:300], "a-002"),
    "a PDF of nonsense": ("a.pdf", lambda: b"%PDF-1.7\n" + b"nonsense " * 99, "a-002"),
    "broken JSON": ("a.json", lambda: as_json(MINERU)[:-40], "a-003.cut"),
    "JSON that is no JSON": ("a.json", lambda: b"text", "a-003"),
    "JSON without end": ("a.json", lambda: b"[" * 100_000, "a-003"),
    "JSON of a list": ("a.json", lambda: b"[1, 2]", "a-003.unknown"),
    "JSON of an unknown model": ("a.json", lambda: b'{"version": 9, "blocks": [{"text": "x"}]}', "a-003.unknown"),
    "MinerU's middle JSON": ("a.json", lambda: b'{"pdf_info": []}', "a-003.middle"),
    "MinerU's second list": ("a.json", lambda: b'[[{"type": "title"}]]', "a-003.v2"),
    "JSON without text": ("a.json", lambda: as_json([{"type": "image", "page_idx": 0}]), "a-003.no_text"),
    "broken XML": ("a.xml", lambda: ALTO[:-60].encode(), "a-005"),
    "XML of another kind": ("a.xml", lambda: b"<?xml version='1.0'?><PcGts xmlns='x'></PcGts>", "a-005.other"),
    "ALTO without text": (
        "a.xml",
        lambda: b"<alto><Layout><Page WIDTH='9' HEIGHT='9'/></Layout></alto>",
        "a-005.no_text",
    ),
    "hOCR without text": ("a.html", lambda: b"<html><body class='ocr_page'></body></html>", "a-005.no_text"),
    "XML in an encoding that is none": ("a.xml", lambda: encoded("nonsense-9", "utf-8"), "a-005.encoding"),
    "XML in an encoding of no text": ("a.xml", lambda: encoded("hex", "utf-8"), "a-005.encoding"),
    "XML in another encoding than it says": (
        "a.xml",
        lambda: encoded("GBK", "utf-8")[:-40] + b"\xff\xff",
        "a-005.bytes",
    ),
    "XML in UTF-16 that does not begin as such": ("a.xml", lambda: encoded("utf_16", "utf-8"), "a-005"),
    "XML without end": ("a.xml", lambda: b"<alto>" + b"<a>" * 9999, "a-005.deep"),
    "billions of laughs": (
        "a.xml",
        lambda: b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><alto>&b;</alto>',
        "a-005.entity",
    ),
    "entities from elsewhere": (
        "a.xml",
        lambda: b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><alto>&a;</alto>',
        "a-005.entity",
    ),
}


@pytest.mark.parametrize("what", BAD)
def test_what_cannot_be_added_is_a_finding_about_its_file_and_nothing_is_written(
    what: str, tmp_path: Path, seeds: Path
) -> None:
    name, content, said = BAD[what]
    good = source(tmp_path, "good.txt", TEXT)
    bad = source(tmp_path, name, content())
    added = add(seeds, good, bad)
    assert codes(added) == [said]
    assert added.diagnostics[0].path == bad.as_posix()
    assert all(added.diagnostics[0].told(language)[1] for language in ("en", "zh") if said != "a-001.empty")
    assert not english_in(added.diagnostics[0].told("zh")[0])
    assert list(seeds.iterdir()) == []


@pytest.mark.parametrize("what", BAD)
def test_in_chinese_no_reason_is_left_in_the_english_of_a_library(what: str, tmp_path: Path, seeds: Path) -> None:
    name, content, _ = BAD[what]
    (found,) = add(seeds, source(tmp_path, name, content())).diagnostics
    assert not re.findall(r"[a-z]{3,} [a-z]{2,}", re.sub("`[^`]*`", "", found.told("zh")[0]))


def test_xml_that_breaks_is_told_with_its_line(tmp_path: Path, seeds: Path) -> None:
    broken = source(tmp_path, "a.xml", ALTO.replace("</TextBlock>", "</TextBlok>", 1).encode())
    (found,) = add(seeds, broken).diagnostics
    line = ALTO[: ALTO.index("</TextBlock>")].count("\n") + 1
    assert found.told("en")[0] == f"this is not valid: mismatched tag, line {line}"
    assert found.told("zh")[0] == f"文件无效：第 {line} 行，首尾标签对不上"


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path, seeds: Path) -> None:
    files = [source(tmp_path, f"{at}-{name}", content()) for at, (name, content, _) in enumerate(BAD.values())]
    added = add(seeds, *files, tmp_path / "missing.pdf")
    assert len({found.path for found in added.diagnostics}) == len(BAD) + 1


def test_boxes_outside_the_page_are_told_and_their_text_is_kept(tmp_path: Path, seeds: Path) -> None:
    rows = [dict(row) for row in MINERU]
    rows[3]["bbox"] = [40, 160, 3200, 230]
    rows[5]["bbox"] = [320, 290, 40, 235]
    added = add(seeds, source(tmp_path, "page.json", as_json(rows)))
    assert [code for code in codes(added) if code != "a-011"] == ["a-004", "a-004"]
    text = (seeds / f"{NAME}.txt").read_text("utf-8")
    assert FIRST in text and SECOND in text


def test_a_page_without_text_among_others_is_told(tmp_path: Path, seeds: Path) -> None:
    blank = {"type": "image", "img_path": "", "bbox": [0, 0, 999, 999], "page_idx": 1}
    one = source(tmp_path, "page.json", as_json([*MINERU, blank]))
    two = source(tmp_path, "page.pdf", pdf([sources.page_lines("2024年5月5日 星期日 第1版"), []]))
    added = add(seeds, one, two)
    assert [found.path for found in added.diagnostics if found.code == "a-012"] == [one.as_posix(), two.as_posix()]
    assert added.bulletins == 2


def test_fields_that_nobody_knows_keep_their_text(tmp_path: Path, seeds: Path) -> None:
    rows = [*MINERU, {"type": "sidebar", "remark": ["一句边注"], "bbox": [1, 1, 2, 2], "page_idx": 0}]
    added = add(seeds, source(tmp_path, "page.json", as_json(rows)))
    assert "a-010" in codes(added)
    assert "一句边注" in (seeds / f"{NAME}.txt").read_text("utf-8")
