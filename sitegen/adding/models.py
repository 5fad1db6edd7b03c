"""Block JSON of layout models → pages: MinerU's content list, PaddleOCR-VL's parsing result, the blocks of dots.ocr."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

import msgspec

from sitegen.adding.blocks import A4, Block, Heard, Scale, SourcePage, inside
from sitegen.adding.json_values import Item, items, numbers, rest_of, string, text_in, whole
from sitegen.adding.texts import find_beside
from sitegen.adding.type_size import estimate_size
from sitegen.adding.ways import Shape, is_tall, ways_of
from sitegen.reading.files.sidecar import WIDTH, Box, Direction, Kind

_ONE_COLUMN = 1.7  # heights of type: what is no wider is one line that runs down
SHARES = 1000  # of a page's width and height, in which MinerU gives boxes
_MINERU_KINDS = {
    "text": Kind.TEXT,
    "title": Kind.TITLE,
    "list": Kind.TEXT,
    "table": Kind.TABLE,
    "image": Kind.PICTURE,
    "chart": Kind.PICTURE,
    "seal": Kind.PICTURE,
    "header": Kind.HEADER,
    "footer": Kind.FOOTER,
    "page_number": Kind.NUMBER,
    "page_footnote": Kind.FOOTNOTE,
}
_MINERU = frozenset(
    [
        "type",
        "sub_type",
        "text",
        "text_level",
        "text_format",
        "bbox",
        "page_idx",
        "page_size",
        "img_path",
        "score",
        "angle",
        "code_language",
        "table_body",
        "code_body",
        "list_items",
        "anchor",
    ]
)
_ABOVE = ("image_caption", "img_caption", "chart_caption", "table_caption", "code_caption")
_BELOW = ("image_footnote", "img_footnote", "chart_footnote", "table_footnote", "code_footnote")
_PADDLE_KINDS = {
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
_PADDLE = frozenset(
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
_PADDLE_LEVELS = {"doc_title": 1, "paragraph_title": 2}
_DOTS_KINDS = {
    "Title": Kind.TITLE,
    "Section-header": Kind.TITLE,
    "Caption": Kind.CAPTION,
    "Table": Kind.TABLE,
    "Picture": Kind.PICTURE,
    "Page-header": Kind.HEADER,
    "Page-footer": Kind.FOOTER,
    "Footnote": Kind.FOOTNOTE,
}
_DOTS = frozenset(("bbox", "category", "text", "picture_path", "score"))
_DOTS_LEVELS = {"Title": 1, "Section-header": 2}
_MARKS = re.compile(r"#{1,6}[ \t]+")


def read_json(path: Path, data: bytes, heard: Heard) -> Iterator[SourcePage]:
    """Returns the pages of a JSON file of a layout model that is known."""
    try:
        value = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        heard.error("a-003", path, reason=str(error))
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
        return _mineru(path, rows, heard)
    if whole_list and all("category" in row and "bbox" in row for row in rows):
        return [_page(path, "dots.ocr", 1, 1, _dots(path, rows, heard), _extent(rows), heard)]
    results = [found for row in (rows if whole_list else [value]) if (found := _result_of(row))]
    if results and len(results) == (len(rows) if whole_list else 1):
        return _paddle(path, results, heard)
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


def _mineru(path: Path, rows: Sequence[Item], heard: Heard) -> list[SourcePage]:
    numbered = sorted(
        ((max(0, whole(row, "page_idx") or 0), at) for at, row in enumerate(rows)), key=lambda pair: pair[0]
    )
    of = numbered[-1][0] + 1
    pages: list[SourcePage] = []
    for index, group in groupby(numbered, key=lambda pair: pair[0]):
        blocks = [block for _, at in group for block in _of_mineru(path, rows[at], heard)]
        pages.append(_page(path, "MinerU", index + 1, of, blocks, (SHARES, SHARES * A4), heard, across=SHARES))
    return pages


Raw = tuple[Block, tuple[float, float, float, float] | None]  # a block, and its place in the source's own units


def _of_mineru(path: Path, row: Item, heard: Heard) -> Iterator[Raw]:
    kind = _MINERU_KINDS.get(string(row, "type"), Kind.TEXT)
    place, level = numbers(row.get("bbox")), whole(row, "text_level") or 0
    kind = Kind.TITLE if level and kind is Kind.TEXT else kind
    picture = string(row, "img_path")
    above = [text for name in _ABOVE for text in text_in(row.get(name))]
    below = [text for name in _BELOW for text in text_in(row.get(name))]
    titled = kind is Kind.TABLE  # a table's title stands above it, a picture's below
    yield from ((Block(kind=Kind.CAPTION, text=text), None) for text in (above if titled else ()))
    if kind is Kind.PICTURE and picture:
        yield Block(kind=kind, picture=picture), place
    body = [text for name in ("text", "table_body", "code_body", "list_items") for text in text_in(row.get(name))]
    body = body or ([] if not (titled and picture) else [""])
    for text in body:
        shown = picture if titled and not text else ""
        yield Block(kind=kind if not shown else Kind.PICTURE, text=text, level=level, picture=shown), place
    yield from ((Block(kind=Kind.CAPTION, text=text), None) for text in (*(() if titled else above), *below))
    yield from _unknown(path, row, _MINERU | {*_ABOVE, *_BELOW}, heard)


def _unknown(path: Path, row: Item, known: frozenset[str], heard: Heard) -> Iterator[Raw]:
    for name, text in rest_of(row, known):
        heard.warning("a-010", path, name=name)
        yield Block(text=text), None


def _paddle(path: Path, results: Sequence[Item], heard: Heard) -> list[SourcePage]:
    pages: list[SourcePage] = []
    for at, result in enumerate(results):
        rows = items(result["parsing_res_list"])
        index = whole(result, "page_index")
        size = _size(result) or _extent(rows, "block_bbox")
        blocks = [raw for row in _in_order(rows) for raw in _of_paddle(path, row, heard)]
        number = (index if index is not None else at) + 1
        of = max(len(results), number, whole(result, "page_count") or 1)
        pages.append(_page(path, "PaddleOCR", number, of, blocks, size, heard))
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


def _of_paddle(path: Path, row: Item, heard: Heard) -> Iterator[Raw]:
    label = string(row, "block_label")
    kind, level = _PADDLE_KINDS.get(label, Kind.TEXT), _PADDLE_LEVELS.get(label, 0)
    text, place = string(row, "block_content"), numbers(row.get("block_bbox"))
    picture = string(row, "block_image_path") or (_cut_out(path, label, place) if kind is Kind.PICTURE else "")
    if kind is Kind.PICTURE and (picture or not text):
        yield Block(kind=kind, picture=picture), place
    if text:
        way = Direction.DOWN if label == "vertical_text" else Direction.ACROSS
        yield Block(kind=Kind.TEXT if kind is Kind.PICTURE else kind, text=text, level=level, direction=way), place
    yield from _unknown(path, row, _PADDLE, heard)


def _cut_out(path: Path, label: str, place: tuple[float, float, float, float] | None) -> str:
    """Returns the name under which PaddleOCR lays a picture that it has cut out of a page, if it is there."""
    name = f"imgs/img_in_{label}_box_{'_'.join(f'{one:.0f}' for one in place or ())}.jpg"
    return name if place and find_beside(path, name) else ""


def _dots(path: Path, rows: Sequence[Item], heard: Heard) -> list[Raw]:
    found: list[Raw] = []
    for row in rows:
        category = string(row, "category")
        kind, level = _DOTS_KINDS.get(category, Kind.TEXT), _DOTS_LEVELS.get(category, 0)
        place = numbers(row.get("bbox"))
        text = string(row, "text")
        if kind is Kind.PICTURE:
            found.append((Block(kind=kind, picture=string(row, "picture_path")), place))
        if text:
            found.append((Block(kind=Kind.TEXT if kind is Kind.PICTURE else kind, text=text, level=level), place))
        found += _unknown(path, row, _DOTS, heard)
    return found


def _extent(rows: Sequence[Item], name: str = "bbox") -> tuple[float, float]:
    """Returns the size of a page of which only its blocks are known: as far as these reach."""
    boxes = [box for row in rows if (box := numbers(row.get(name)))]
    return max((box[2] for box in boxes), default=0) or 1.0, max((box[3] for box in boxes), default=0) or 1.0


def _page(
    path: Path,
    form: str,
    number: int,
    of: int,
    raws: Sequence[Raw],
    size: tuple[float, float],
    heard: Heard,
    across: float = 0,
) -> SourcePage:
    """Returns a page of blocks in the source's units, `across` to its width if that is another number than its size."""
    scale = Scale.of(size[0]) if not across else Scale(WIDTH / across, size[1] / across * WIDTH / across)
    height = round(size[1] * WIDTH / size[0])
    blocks: list[Block] = []
    pictures: dict[str, Path | bytes] = {}
    for block, place in raws:
        box = inside(scale.box(*place), height) if place else None
        if place and (box is None or _leaves(scale.box(*place), height)):
            heard.warning("a-004", path, page=number, box=", ".join(f"{one:g}" for one in place), text=block.text[:20])
            box = None
        if block.picture and block.picture not in pictures:
            file = find_beside(path, block.picture)
            if file is None:
                heard.warning("a-011", path, name=block.picture)
            else:
                pictures[block.picture] = file
        blocks += _placed(block, box)
    return SourcePage(
        source=path, format=form, number=number, of=of, blocks=tuple(blocks), pictures=pictures, height=height
    )


def _leaves(box: Box, height: int) -> bool:
    """Tell whether a box lies outside its page by more than rounding explains."""
    slack = WIDTH // 100
    return min(box[0], box[1]) < -slack or box[2] > WIDTH + slack or box[3] > height + slack


def _placed(block: Block, box: Box | None) -> Iterator[Block]:
    """Returns a block as lines of a bulletin, each a paragraph with the place of the block."""
    if block.kind is Kind.TABLE and "<t" in block.text.lower():
        yield replace(block, text=" ".join(block.text.split()), box=box)
        return
    lines = [line for line in (" ".join(row.split()) for row in block.text.splitlines()) if line]
    if not lines:
        yield replace(block, text="", box=box)
        return
    bare = [_MARKS.sub("", line) for line in lines]
    size = estimate_size(bare, box) if box else 0
    way = block.direction
    if box and size and len(lines) == 1 and is_tall(box) and box[2] - box[0] < _ONE_COLUMN * size:
        (way,) = ways_of([Shape(bare[0], box)])
    for line in lines:
        marked = bool(block.level) and not _MARKS.match(line)
        text = f"{'#' * min(block.level, 6)} {line}" if marked else line
        yield replace(block, text=text, box=box, size=size, direction=way)
