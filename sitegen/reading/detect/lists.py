"""Runs of lines that are no sentences: tables, and the index of a front page (导读)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from sitegen.reading.text import patterns
from sitegen.reading.text.lines import Line
from sitegen.reading.text.scripts import HAN

FEWEST_ROWS = 3
# Cells are set apart by a tab, a rule or wide spaces; `赵  兵` alone is a name, so a row needs three cells or a figure.
_CELLS = re.compile(r"\t+|\s*\|\s*|\s{2,}")
# 12, -3.2%, 860个, 2:1
_FIGURE = re.compile(r"^[+-]?[\d,.]+(?:[:∶][\d,.]+)?%?[^\d\s]{0,3}$")
_SCORE = re.compile(r"\d{1,3}[:∶-]\d{1,3}")
# 导读, 今日导读, 要目: the head of a list of what stands on other pages; 详见第3版, …… 3版: its lines
_INDEX_HEAD = re.compile(
    r"^(?:(?:今日|本期|本报|要闻|新闻|重点|版面|内容)?(?:导读|导航|要目|看点|提要|目录)"
    r"|(?i:inside(?: today)?|index|in this issue|inhalt|в номере))$"
)
_INDEX_LINE = re.compile(
    rf"^(?:[{HAN}]{{2,6}}\s{{0,3}}[·|]?\s{{0,3}})?[A-Z]?\d{{1,2}}\s?版(?=[\s:·])|"  # 民生 2版 供暖期居民最关心的事
    r"(?:(?:详见|见|刊)?第?\s?[A-Z]?[\d一二三四五六七八九十①-⑳]{1,3}\s?版|\.{3,40}\s?[A-Z]?\d{1,3}|…{1,20}\s?[A-Z]?\d{1,3}"
    r"|(?:—{1,2}|>{1,3}|[▶►→\s])\s?[A-Z]\d{1,2}(?:-[A-Z]?\d{1,2})?)\s?[)\]】]?$"
)


def find_tables(lines: Sequence[Line], free: Sequence[bool]) -> frozenset[int]:
    """Returns the places of the rows of tables: three or more lines in a row with the same number of cells."""
    found: set[int] = set()
    shapes = [_cells(line) if is_free else 0 for line, is_free in zip(lines, free, strict=True)]
    for cells, run in groupby(range(len(lines)), key=shapes.__getitem__):
        places = list(run)
        if cells and len(places) >= FEWEST_ROWS:
            found.update(places)
            above = places[0] - 1
            if above >= 0 and free[above] and cells in (len(_CELLS.split(_row(lines[above]))), _words(lines[above])):
                found.add(above)  # the names of the columns: 年份  座数  投资
    return frozenset(found)


def _words(line: Line) -> int:
    return len(line.canonical.split())


def _cells(line: Line) -> int:
    """Returns the number of cells of a line that may be a row, else 0."""
    if line.level or "。" in line.canonical:
        return 0
    cells = [cell for cell in _CELLS.split(_row(line).strip("| ")) if cell]
    single = line.canonical.split()
    if len(cells) < 2 and len(single) > FEWEST_ROWS and sum(map(_is_figure, single)) * 2 >= len(single):
        cells = single  # 1 北海队 17 3 4 54: mostly figures, so every space parts cells
    if len(single) in (3, 4) and any(_SCORE.fullmatch(cell) for cell in single[1:-1]):
        cells = single[:3]  # 江城队 1:1 海滨队(点球3:5)
    if len(cells) < 2 or any(len(cell) > 24 for cell in cells):
        return 0
    return len(cells) if len(cells) >= 4 or any(map(_is_figure, cells)) else 0


def _row(line: Line) -> str:
    """Returns a line with its tabs, which rules see as spaces."""
    return line.canonical.replace(" ", "\t") if "\t" in line.text and "  " not in line.canonical else line.canonical


def _is_figure(cell: str) -> bool:
    return _FIGURE.match(cell) is not None


def find_index(lines: Sequence[Line], free: Sequence[bool]) -> frozenset[int]:
    """Returns the places of an index: its head (`导读`) and the lines below it that end in a page number."""
    found: set[int] = set()
    at = 0
    while at < len(lines):
        end = at + 1
        if _INDEX_HEAD.match(lines[at].canonical) or _INDEX_HEAD.match(lines[at].canonical.replace(" ", "")):
            while end < len(lines) and _is_index_line(lines[end]):
                end += 1
            if end - at > 2:
                found.update(range(at, end))
        at = end
    return frozenset(place for place in found if free[place])


def find_page_list(lines: Sequence[Line]) -> frozenset[int]:
    """Returns the places of a list of the issue's pages, as web editions have it: `第01版:要闻` / `第02版:时政` / …"""
    numbered = [
        "版" in line.canonical and patterns.NUMBERED_SECTION.match(line.canonical) is not None for line in lines
    ]
    found: set[int] = set()
    for is_one, run in groupby(range(len(lines)), key=numbered.__getitem__):
        places = list(run)
        if is_one and len(places) >= FEWEST_ROWS:
            found.update(places)
    return frozenset(found)


def _is_index_line(line: Line) -> bool:
    return len(line.canonical) <= 60 and _INDEX_LINE.search(line.canonical) is not None
