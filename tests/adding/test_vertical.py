"""Pages set down in columns from right to left, by themselves and mixed with what runs across."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sitegen.adding.blocks import Heard, SourcePage
from sitegen.adding.bulletins import write_bulletin
from sitegen.adding.recognizing import pages_of
from sitegen.model.newspaper import Page
from sitegen.reading.bulletin import read_bulletin
from sitegen.reading.files.bulletins import read_one
from sitegen.reading.files.sidecar import Direction, encode_layout, read_layout, turned, turned_back
from sitegen.source import SourceText
from tests.adding import vertical
from tests.adding.vertical import BRIDGE, BRIDGE_TEXT, MARKET, MARKET_TEXT, WEATHER, WEATHER_TEXT

ORDER = [BRIDGE, *BRIDGE_TEXT, MARKET, *MARKET_TEXT, WEATHER, WEATHER_TEXT]


def shuffled() -> bytes:
    down, across = vertical.mixed()
    random.Random(7).shuffle(down)
    return vertical.pdf(down, across)


def row_by_row() -> bytes:
    down, across = vertical.mixed()
    return vertical.pdf(sorted(down, key=lambda one: (round(one.down), -one.across)), across)


SOURCES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "PDF, glyph by glyph": ("page.pdf", lambda: vertical.pdf(*vertical.mixed())),
    "PDF, in a font for columns": ("page.pdf", lambda: vertical.pdf(*vertical.mixed(), by_font=True)),
    "PDF, row by row": ("page.pdf", row_by_row),
    "PDF, shuffled": ("page.pdf", shuffled),
    "ALTO": ("page.xml", lambda: vertical.alto().encode()),
    "ALTO that says it": ("page.xml", lambda: vertical.alto(direction=True).encode()),
    "hOCR": ("page.hocr", lambda: vertical.hocr().encode()),
}


def pages(tmp_path: Path, name: str, content: bytes) -> list[SourcePage]:
    path = tmp_path / name
    path.write_bytes(content)
    heard = Heard()
    found = [*pages_of(path, heard, scans=False)]
    assert heard.found == []
    return found


def read(folder: Path, page: SourcePage, *, layout: bool = True) -> Page:
    """Return a page as it is read, with its sidecar or without."""
    written = write_bulletin(page, {})
    text = folder / "p.txt"
    text.write_text(written.text, "utf-8")
    bulletin, faults = read_one(text, "p.txt")
    assert bulletin is not None and not faults
    (reading,) = read_bulletin(replace(bulletin, layout=written.layout if layout else None))
    return reading.page


@pytest.mark.parametrize("form", SOURCES)
def test_a_page_of_stories_down_and_across_is_read_in_its_order(form: str, tmp_path: Path) -> None:
    name, content = SOURCES[form]
    (page,) = pages(tmp_path, name, content())
    texts = [block.text for block in page.blocks]
    assert texts[-len(ORDER) :] == ORDER
    assert [block.direction.value for block in page.blocks[-len(ORDER) :]] == [
        "",
        *["down"] * 3,
        *["down"] * 3,
        "",
        "",
    ]
    assert all(block.indent for block in page.blocks if block.text in (*BRIDGE_TEXT, *MARKET_TEXT))


@pytest.mark.parametrize("form", SOURCES)
def test_each_story_of_such_a_page_is_an_article_with_its_head(form: str, tmp_path: Path) -> None:
    name, content = SOURCES[form]
    (page,) = pages(tmp_path, name, content())
    articles = read(tmp_path, page).articles
    heads = [article.headline.text if article.headline else "" for article in articles]
    assert heads == [BRIDGE, MARKET, WEATHER]
    for article, text in zip(articles, vertical.STORIES.values(), strict=True):
        said = "".join(prose.text for prose in article.proses())
        assert all(part[6:30] in said for part in text)


@pytest.mark.parametrize("form", SOURCES)
def test_every_character_of_such_a_page_stands_in_the_bulletin(form: str, tmp_path: Path) -> None:
    name, content = SOURCES[form]
    (page,) = pages(tmp_path, name, content())
    text = Counter(filter(str.isalnum, write_bulletin(page, {}).text))
    assert text == Counter(filter(str.isalnum, "".join([*ORDER, "河湾日报", vertical.FOLIO])))


def test_with_its_layout_the_page_is_read_and_without_it_is_not(tmp_path: Path) -> None:
    (page,) = pages(tmp_path, "page.pdf", vertical.pdf(*vertical.mixed()))
    page = replace(page, blocks=tuple(one for one in page.blocks if one.text != WEATHER))
    heads = [
        [a.headline.text if a.headline else "" for a in read(tmp_path, page, layout=on).articles]
        for on in (True, False)
    ]
    assert heads[0] == [BRIDGE, MARKET]
    assert "河湾日报" not in "".join(heads[1]) and len(heads[1]) >= 2


def test_marks_in_their_forms_for_columns_are_published_as_usual_and_the_bulletin_keeps_them(tmp_path: Path) -> None:
    (page,) = pages(tmp_path, "page.pdf", vertical.pdf(*vertical.mixed(forms=True)))
    assert "通车第一天︐值班人员疏导车辆两千余辆︐没有发生拥堵" in write_bulletin(page, {}).text
    first = read(tmp_path, page).articles[0]
    (paragraph,) = [block.prose for block in first.body if block.prose.text.startswith("通车第一天")]
    assert paragraph.text == BRIDGE_TEXT[1]
    assert {edit.reason for edit in paragraph.edits} == {"punctuation"}
    assert first.byline is None or "︵" not in first.byline.text


def test_a_sidecar_says_which_way_lines_run_and_where_they_are_seen(tmp_path: Path) -> None:
    (page,) = pages(tmp_path, "page.pdf", vertical.pdf(*vertical.mixed()))
    written = write_bulletin(page, {})
    assert written.layout is not None
    data = encode_layout(written.layout)
    rows = [row for row in json.loads(data)["blocks"] if row.get("direction")]
    assert len(rows) == 6 and {row["direction"] for row in rows} == {"down"}
    head = next(row for row in rows if row["kind"] == "title")
    left, top, right, bottom = head["box"]
    assert bottom - top > 5 * (right - left)
    layout, faults = read_layout("p", data, SourceText("p.txt", written.text))
    assert layout == written.layout and not faults


def test_a_box_that_is_turned_and_turned_back_is_the_box() -> None:
    box = (100, 250, 700, 900)
    assert [turned_back(turned(box, way, 14000), way, 14000) for way in Direction] == [box] * 3
    assert turned((9000, 100, 9500, 5000), Direction.DOWN, 14000) == (100, 500, 5000, 1000)


@pytest.mark.parametrize("left", [True, False])
def test_a_head_set_down_beside_text_across_leads_it(left: bool, tmp_path: Path) -> None:
    texts = "".join(BRIDGE_TEXT), "".join(BRIDGE_TEXT[1:])
    at = 60 if left else 280
    lines = [
        (100.0 if left else 50.0, 100 + 15 * k + 140 * n, 10.0, text[20 * k : 20 * k + 20])
        for n, text in enumerate(texts)
        for k in range(-(-len(text) // 20))
    ]
    down = [*vertical.head(BRIDGE, at, 95, 14), *vertical.head(MARKET, at, 235, 14)]
    (page,) = pages(tmp_path, "page.pdf", vertical.pdf(down, lines))
    assert [block.text for block in page.blocks] == [BRIDGE, texts[0], MARKET, texts[1]]
    assert [block.direction.value for block in page.blocks] == ["down", "", "down", ""]


def test_a_table_of_single_characters_on_a_page_across_is_not_read_down(tmp_path: Path) -> None:
    text = "".join(BRIDGE_TEXT)
    lines = [(50.0, 100 + 15.0 * k, 10.0, text[20 * k : 20 * k + 20]) for k in range(6)]
    cells = [
        (50.0 + 60 * column, 300 + 15.0 * row, 10.0, "是否优良中"[(row + column) % 5])
        for row in range(4)
        for column in range(4)
    ]
    (page,) = pages(tmp_path, "page.pdf", vertical.pdf([], [*lines, *cells]))
    assert {block.direction.value for block in page.blocks} == {""}
    assert page.blocks[0].text == text[:120]


def test_a_credit_that_runs_up_beside_a_picture_is_one_line(tmp_path: Path) -> None:
    text = "".join(BRIDGE_TEXT)
    lines = [(50.0, 100 + 15.0 * k, 10.0, text[20 * k : 20 * k + 20]) for k in range(6)]
    (page,) = pages(tmp_path, "page.pdf", vertical.pdf([], lines, credit=(400, 400, "Photo by Lin Qingshan 摄影")))
    assert [(block.text, block.direction.value) for block in page.blocks] == [
        (text[:120], ""),
        ("Photo by Lin Qingshan 摄影", "up"),
    ]


def test_japanese_in_columns_with_kana_and_latin_is_read_in_its_order(tmp_path: Path) -> None:
    text = (
        "市営バスの新しい路線が12日から走りはじめた。朝は六時に出る。",
        "運転手のABC Busさんは「道がひろくて、よい」とはなした。",
    )
    (page,) = pages(tmp_path, "page.pdf", vertical.pdf([*vertical.columns(text, 560, 130, 260)]))
    assert [block.text for block in page.blocks] == list(text)


def test_a_whole_page_turned_on_its_side_is_read_as_one_upright(tmp_path: Path) -> None:
    import pypdfium2

    text = "".join(BRIDGE_TEXT)
    lines = [(50.0, 100 + 15.0 * k, 10.0, text[20 * k : 20 * k + 20]) for k in range(6)]
    (tmp_path / "a.pdf").write_bytes(vertical.pdf([], [(50.0, 70.0, 22.0, BRIDGE), *lines]))
    for degrees in (90, 270):
        document = pypdfium2.PdfDocument(tmp_path / "a.pdf")
        document[0].set_rotation(degrees)
        document.save(tmp_path / f"{degrees}.pdf")
        (page,) = pages(tmp_path, "page.pdf", (tmp_path / f"{degrees}.pdf").read_bytes())
        assert [block.text for block in page.blocks] == [BRIDGE, text[:120]]


@pytest.mark.parametrize(
    ("label", "box"), [("vertical_text", [500, 100, 540, 400]), ("doc_title", [500, 100, 540, 400])]
)
def test_a_layout_models_block_that_runs_down_is_told_so(label: str, box: list[int], tmp_path: Path) -> None:
    block = {"block_label": label, "block_content": MARKET, "block_bbox": box, "block_order": 1}
    wide = {"block_label": "text", "block_content": BRIDGE_TEXT[0], "block_bbox": [40, 100, 400, 130], "block_order": 2}
    value = {"page_index": 0, "width": 1000, "height": 1400, "parsing_res_list": [block, wide]}
    (page,) = pages(tmp_path, "page.json", json.dumps(value).encode())
    assert [one.direction.value for one in page.blocks] == ["down", ""]
    assert 30 <= page.blocks[0].size / 10 <= 60
