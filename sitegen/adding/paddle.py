"""The parsing results of PaddleOCR → pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from sitegen.adding.blocks import Block, Heard, SourcePage
from sitegen.adding.json_values import Item, items, numbers, string, whole
from sitegen.adding.model_pages import Raw, extent, page_of, unknown
from sitegen.adding.texts import find_beside
from sitegen.reading.files.sidecar import Direction, Kind

_KINDS = {
    "doc_title": Kind.TITLE,
    "paragraph_title": Kind.TITLE,
    "figure_title": Kind.CAPTION,
    "figure_table_chart_title": Kind.CAPTION,
    "table_title": Kind.CAPTION,
    "chart_title": Kind.CAPTION,
    "table": Kind.TABLE,
    "image": Kind.PICTURE,
    "chart": Kind.PICTURE,
    "seal": Kind.PICTURE,
    "header_image": Kind.PICTURE,
    "footer_image": Kind.PICTURE,
    "header": Kind.HEADER,
    "footer": Kind.FOOTER,
    "number": Kind.NUMBER,
    "footnote": Kind.FOOTNOTE,
    "vision_footnote": Kind.FOOTNOTE,
}
_KNOWN = frozenset(
    [
        "block_label",
        "block_content",
        "block_bbox",
        "block_order",
        "block_id",
        "group_id",
        "block_polygon_points",
        "global_block_id",
        "global_group_id",
        "block_image_path",
    ]
)
_LEVELS = {"doc_title": 1, "paragraph_title": 2}


def paddle_pages(path: Path, results: Sequence[Item], heard: Heard) -> list[SourcePage]:
    """Returns the pages of parsing results."""
    pages: list[SourcePage] = []
    for at, result in enumerate(results):
        rows = items(result["parsing_res_list"])
        index = whole(result, "page_index")
        size = _size(result) or extent(rows, "block_bbox")
        blocks = [raw for row in _in_order(rows) for raw in _raws(path, row, heard)]
        number = (index if index is not None else at) + 1
        of = max(len(results), number, whole(result, "page_count") or 1)
        pages.append(page_of(path, "PaddleOCR", number, of, blocks, size, heard))
    return pages


def _size(result: Item) -> tuple[float, float] | None:
    width, height = whole(result, "width"), whole(result, "height")
    return (float(width), float(height)) if width and height and width > 0 and height > 0 else None


def _in_order(rows: Sequence[Item]) -> list[Item]:
    """Returns blocks in reading order; what has no place in it, as furniture, stays behind what it stood behind."""
    orders: list[tuple[int, int]] = []
    last = -1
    for at, row in enumerate(rows):
        order = whole(row, "block_order")
        last = order if order is not None else last
        orders.append((last, at))
    return [rows[at] for _, at in sorted(orders)]


def _raws(path: Path, row: Item, heard: Heard) -> Iterator[Raw]:
    label = string(row, "block_label")
    kind, level = _KINDS.get(label, Kind.TEXT), _LEVELS.get(label, 0)
    text, place = string(row, "block_content"), numbers(row.get("block_bbox"))
    picture = string(row, "block_image_path") or (_cut_out(path, label, place) if kind is Kind.PICTURE else "")
    if kind is Kind.PICTURE and (picture or not text):
        yield Block(kind=kind, picture=picture), place
    if text:
        way = Direction.DOWN if label == "vertical_text" else Direction.ACROSS
        yield Block(kind=Kind.TEXT if kind is Kind.PICTURE else kind, text=text, level=level, direction=way), place
    yield from unknown(path, row, _KNOWN, heard)


def _cut_out(path: Path, label: str, place: tuple[float, float, float, float] | None) -> str:
    """Returns the name under which PaddleOCR lays a picture that it has cut out of a page, if it is there."""
    name = f"imgs/img_in_{label}_box_{'_'.join(f'{one:.0f}' for one in place or ())}.jpg"
    return name if place and find_beside(path, name) else ""
