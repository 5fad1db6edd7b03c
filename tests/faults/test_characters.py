"""Line ends of other machines, and characters that no page may hold.

The kind: OCR programs and converters of all ages write what ends a line (CR, NEL, VT, LS, PS, FF, CR twice, several in
one file), and leave control characters and what Unicode says is no character. The first end a line of the paper; the
others are seen by nobody, and HTML and XML refuse them.
"""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.reading.bulletin import read_bulletin
from sitegen.reading.files.bulletins import Bulletin
from sitegen.reading.files.decoding import decode
from sitegen.source import SourceText
from tests.editions import CONFIG, DATED, contents, make_seeds, published, sitegen_here
from tests.site.search_reader import text_of

ENDS = {
    "LF": "\n",
    "CR LF": "\r\n",
    "CR": "\r",
    "CR CR LF": "\r\r\n",
    "NEL": "\x85",
    "VT": "\v",
    "FF": "\f",
    "LS": "\u2028",
    "PS": "\u2029",
}


def reading(text: str, name: str = "2023-05-04-01.txt") -> list[tuple[str, list[str]]]:
    """Returns the headlines of a bulletin, each with its paragraphs."""
    source = decode(name, text.encode())
    assert isinstance(source, SourceText)
    pages = read_bulletin(Bulletin(source=source, stem="2023-05-04-01"))
    return [
        (article.headline.text if article.headline else "", [block.prose.text for block in article.body])
        for page in pages
        for article in page.page.articles
    ]


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_lines_end_as_they_did_on_the_machine_that_wrote_them(end: str) -> None:
    assert reading(DATED.replace("\n", end)) == reading(DATED)


@pytest.mark.parametrize("end", ["\r", "\v", "\u2028", "\u2029", "\r\n"])
def test_lines_may_end_in_several_ways_in_one_file(end: str) -> None:
    half = DATED.index("## 图书馆")
    assert reading(DATED[:half].replace("\n", end) + DATED[half:]) == reading(DATED)
    assert reading(DATED.rstrip("\n").replace("\n", end) + "\n") == reading(DATED)


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_edited_markdown_and_overlays_may_come_from_any_machine(end: str, tmp_path: Path) -> None:
    edited = "---\ndate: 2023-05-06\npage: 2\n---\n\n# 新桥\n\n*新桥*昨日通车。\n\n- 一\n- 二\n"
    overlay = "section: 要闻\ncorrections:\n  - {line: 13, role: headline}\n"
    files = {"2023-05-06-02.md": edited, "2023-05-04-01.yaml": overlay}
    for folder, ending in (("here", "\n"), ("there", end)):
        made = {name: text.replace("\n", ending) for name, text in files.items()}
        published(tmp_path / folder, made)
    here, there = contents(tmp_path / "here" / "public"), contents(tmp_path / "there" / "public")
    assert {path for path in here if here[path] != there.get(path)} == set()


@given(st.text(st.sampled_from("甲a\n\r\v\f\x85\u2028\u2029 "), max_size=40))
def test_lines_and_columns_stay_whatever_ends_its_lines(text: str) -> None:
    source = decode("a.txt", text.encode())
    assert isinstance(source, SourceText)
    lines = re.split(r"\r*\n|[\r\v\u2028\u2029]", text)
    if len(lines) > 1:
        assert [line.rstrip("\r") for line in source.text.split("\n")] == lines


NEVER = [*range(1, 9), *range(0xE, 0x20), *range(0x7F, 0xA0), 0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF]
SIGNS = "".join(map(chr, NEVER))


def refused_in(site: dict[str, bytes]) -> dict[str, list[str]]:
    """Returns what the pages and lists of a site hold that HTML and XML refuse."""
    found = {
        path: sorted({hex(ord(sign)) for sign in text_of(content) if ord(sign) in NEVER or sign in "\f\v"})
        for path, content in site.items()
        if path.endswith((".html", ".xml", ".txt", ".webmanifest")) or path.startswith("search/")
    }
    for path, content in site.items():
        if path.endswith(".xml"):
            ET.fromstring(content)
    return {path: signs for path, signs in found.items() if signs}


AMID = "".join(f"河湾{sign}新桥，" for sign in SIGNS if sign != "\x85")
TEXTS = {
    "in a text": {"2023-05-04-01.txt": DATED.replace("两岸居民", f"{AMID}两岸居民")},
    "in a headline": {"2023-05-04-01.txt": DATED.replace("新桥昨日", f"新{SIGNS}桥昨日")},
    "in a table": {"2023-05-04-01.txt": f"{DATED}\n<table><tr><td>甲{SIGNS}</td><td>乙\x9b</td></tr></table>\n"},
    "as references": {"2023-05-04-01.txt": DATED.replace("两岸", "".join(f"&#{code};" for code in NEVER) + "两岸")},
    "in edited Markdown": {
        "2023-05-06-01.md": f"---\ndate: 2023-05-06\npage: 2\n---\n\n# 河湾{SIGNS}新桥\n\n"
        f"本报讯 {AMID}*通\x9b\f车*。\n\n"
        f"| 甲\x01 | 乙\v |\n|---|---|\n| 丙\ufdd0 | `丁\x02` |\n\n![桥\x01边](https://example.org/a\x01.png)\n"
    },
}


@pytest.mark.parametrize("files", TEXTS.values(), ids=TEXTS)
def test_no_page_holds_what_html_refuses(files: dict[str, str], tmp_path: Path) -> None:
    site = contents(published(tmp_path, files))
    assert refused_in(site) == {}


@pytest.mark.parametrize("code", [0x01, 0x0C, 0x1B, 0x7F, 0x85, 0x9B, 0xD800, 0xFDD0, 0xFFFF, 0x1FFFE, 0x10FFFF])
def test_an_editors_file_that_says_such_a_character_is_refused(code: int, tmp_path: Path) -> None:
    escape = f"\\U{code:08x}"
    config = CONFIG.replace("河湾日报,", f'"河湾{escape}日报",')
    make_seeds(tmp_path, {"edition.yaml": config})
    assert "seeds/edition.yaml:1:21: error c-003: " in sitegen_here(tmp_path, "build").stderr
    make_seeds(tmp_path, {"edition.yaml": CONFIG, "2023-05-04-01.yaml": f'section: "要{escape}闻"\n'})
    assert "seeds/2023-05-04-01.yaml:1:10: error o-003: " in sitegen_here(tmp_path, "build").stderr


def test_what_is_left_out_is_told_as_an_edit(tmp_path: Path) -> None:
    make_seeds(tmp_path, {"2023-05-04-01.txt": DATED.replace("两岸", "两\x9b岸")})
    done = sitegen_here(tmp_path, "read", "--format", "json", "seeds/2023-05-04-01.txt")
    edits = json.loads(done.stdout)["edits"]
    assert {"line": 9, "reason": "invisible", "before": "\x9b", "after": ""} in edits
