"""What comes out of the printer: sheets of A4 that begin and end where a reader would."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="needs playwright, of the test extra")
pytest.importorskip("pypdfium2", reason="needs pypdfium2, of the test extra")

import pypdfium2 as pdfium

from tests.browser.conftest import DESK
from tests.browser.windows import Windows
from tests.editions import published

TEXT = "会议要求各单位认真落实，确保任务按期完成，让群众放心满意。"
HEADS = ("河湾新桥通车", "老街灯会开幕", "图书馆延长开放", "渡口恢复通航", "小学添新操场", "菜场重新开张")
GAP = 20  # points between columns
_LABEL = re.compile(r"^0\d\s*版$")


def bulletin(page: int, articles: int) -> str:
    told = [f"# 河湾日报\n\n2023年5月4日 星期四 第{page}版"]
    for at, name in enumerate("甲乙丙丁戊己"[:articles]):
        told.append(f"## {HEADS[(page + at) % len(HEADS)]}之{page}{at}")
        told.append(f"本报讯（记者 刘{name}） {TEXT * (1 + (page * at) % 3)}")
    return "\n\n".join(told)


BY_DAY = (4, 5)


@pytest.fixture(
    scope="module",
    params=[pytest.param(many, marks=() if many in BY_DAY else pytest.mark.nightly) for many in (3, 4, 5, 6)],
)
def paper(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An issue of four pages, with so many articles on each that another heading comes near the foot of a sheet."""
    pages = {f"2023-05-04-0{page}.txt": bulletin(page, request.param) for page in range(1, 5)}
    return published(tmp_path_factory.mktemp("printed"), pages)


def in_lines(pieces: list[tuple[str, tuple[float, float, float, float]]]) -> list[str]:
    """Join what stands side by side, by its box: left, bottom, right, top."""
    lines: list[str] = []
    end, foot = 0.0, 0.0
    for text, (left, bottom, right, top) in sorted(pieces, key=lambda piece: (-round(piece[1][1] / 4), piece[1][0])):
        if lines and abs(bottom - foot) < top - bottom and left - end < GAP:
            lines[-1] += text
        else:
            lines.append(text)
        end, foot = right, bottom
    return [line for line in lines if line]


@pytest.fixture(scope="module")
def sheets(paper: Path, windows: Windows) -> Callable[[str], list[list[str]]]:
    """Print pages, each but once; tell the lines of each sheet from its head to its foot."""

    @cache
    def printed(address: str) -> list[list[str]]:
        content = windows.look_at(f"{paper.as_uri()}/{address}", DESK).pdf(format="A4", prefer_css_page_size=True)
        return list(lines_of(content))

    return printed


def lines_of(content: bytes) -> Iterator[list[str]]:
    document = pdfium.PdfDocument(content)
    for sheet in document:
        text = sheet.get_textpage()
        boxes = (text.get_rect(at) for at in range(text.count_rects()))
        yield in_lines([(text.get_text_bounded(*box).strip(), box) for box in boxes])
    document.close()


@pytest.mark.parametrize("address", ["index.html", "2023/05/04/index.html", "2023/05/04/02.html"])
def test_no_heading_ends_a_sheet_and_no_byline_begins_one(
    sheets: Callable[[str], list[list[str]]], address: str
) -> None:
    printed = sheets(address)
    assert printed
    for seen in printed:
        assert seen, "an empty sheet"
        assert not _LABEL.match(seen[-1]), seen
        # The front lists the headlines of the other pages.
        assert address == "index.html" or not any(head in seen[-1] for head in HEADS), seen
        assert not re.fullmatch("刘[甲乙丙丁戊己]", seen[0]), seen


def test_the_front_on_paper_has_nothing_that_one_clicks(sheets: Callable[[str], list[list[str]]]) -> None:
    text = "".join(line for lines in sheets("index.html") for line in lines)
    assert any(head in text for head in HEADS)
    for clicked in ("全文", "上一期", "检索", "人物"):
        assert clicked not in text
