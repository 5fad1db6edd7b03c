"""Block JSON of layout models → pages: MinerU's content list, PaddleOCR-VL's parsing result, the blocks of dots.ocr."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from sitegen.adding.blocks import Block, Heard, SourcePage
from sitegen.adding.json_values import Item, items, numbers, string
from sitegen.adding.mineru import mineru_pages
from sitegen.adding.model_pages import Raw, extent, page_of, unknown
from sitegen.adding.paddle import paddle_pages
from sitegen.reading.files.sidecar import Kind

_KINDS = {
    "Title": Kind.TITLE,
    "Section-header": Kind.TITLE,
    "Caption": Kind.CAPTION,
    "Table": Kind.TABLE,
    "Picture": Kind.PICTURE,
    "Page-header": Kind.HEADER,
    "Page-footer": Kind.FOOTER,
    "Footnote": Kind.FOOTNOTE,
}
_KNOWN = frozenset(("bbox", "category", "text", "picture_path", "score"))
_BYTE = re.compile(r"\(byte (\d+)\)")
_LEVELS = {"Title": 1, "Section-header": 2}


def read_json(path: Path, data: bytes, heard: Heard) -> Iterator[SourcePage]:
    """Returns the pages of a JSON file of a layout model that is known."""
    try:
        value = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        cut, at = "truncated" in str(error), _BYTE.search(str(error))
        heard.error("a-003.cut" if cut else "a-003", path, byte=int(at[1]) + 1 if at else 0)
        return
    pages = _pages_of(path, value, heard)
    if pages is None:
        heard.error(_what(value), path)
        return
    if not any(block.text for page in pages for block in page.blocks):
        heard.error("a-003.no_text", path)
        return
    yield from pages


def _pages_of(path: Path, value: Any, heard: Heard) -> list[SourcePage] | None:
    rows = items(value)
    whole_list = isinstance(value, list) and len(rows) == len(value) and bool(rows)
    if whole_list and all("type" in row and "page_idx" in row for row in rows):
        return mineru_pages(path, rows, heard)
    if whole_list and all("category" in row and "bbox" in row for row in rows):
        return [page_of(path, "dots.ocr", 1, 1, _dots(path, rows, heard), extent(rows), heard)]
    results = [found for row in (rows if whole_list else [value]) if (found := _result_of(row))]
    if results and len(results) == (len(rows) if whole_list else 1):
        return paddle_pages(path, results, heard)
    return None


def _result_of(value: object) -> Item | None:
    """Returns the mapping that holds a parsing result, in `res` or by itself."""
    if not isinstance(value, Mapping):
        return None
    inner = value.get("res")
    within: Item = inner if isinstance(inner, Mapping) else value
    return within if isinstance(within.get("parsing_res_list"), list) else None


def _what(value: object) -> str:
    """Name the finding about JSON of no known form: that of a known model which is not the one wanted, else any."""
    if isinstance(value, Mapping) and "pdf_info" in value:
        return "a-003.middle"
    if isinstance(value, list) and value and all(isinstance(one, list) for one in value):
        return "a-003.v2"
    return "a-003.unknown"


def _dots(path: Path, rows: Sequence[Item], heard: Heard) -> list[Raw]:
    found: list[Raw] = []
    for row in rows:
        category = string(row, "category")
        kind, level = _KINDS.get(category, Kind.TEXT), _LEVELS.get(category, 0)
        place = numbers(row.get("bbox"))
        text = string(row, "text")
        if kind is Kind.PICTURE:
            found.append((Block(kind=kind, picture=string(row, "picture_path")), place))
        if text:
            found.append((Block(kind=Kind.TEXT if kind is Kind.PICTURE else kind, text=text, level=level), place))
        found += unknown(path, row, _KNOWN, heard)
    return found
