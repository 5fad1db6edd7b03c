"""The content list of MinerU → pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from sitegen.adding.blocks import A4, Block, Heard, SourcePage
from sitegen.adding.json_values import Item, numbers, string, text_in, whole
from sitegen.adding.model_pages import Raw, page_of, unknown
from sitegen.reading.files.sidecar import Kind

_SHARES = 1000  # of a page's width and height, in which MinerU gives boxes
_KINDS = {
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
_KNOWN = frozenset(
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


def mineru_pages(path: Path, rows: Sequence[Item], heard: Heard) -> list[SourcePage]:
    """Returns the pages of a content list."""
    numbered = sorted(
        ((max(0, whole(row, "page_idx") or 0), at) for at, row in enumerate(rows)), key=lambda pair: pair[0]
    )
    of = numbered[-1][0] + 1
    pages: list[SourcePage] = []
    for index, group in groupby(numbered, key=lambda pair: pair[0]):
        blocks = [block for _, at in group for block in _raws(path, rows[at], heard)]
        pages.append(page_of(path, "MinerU", index + 1, of, blocks, (_SHARES, _SHARES * A4), heard, across=_SHARES))
    return pages


def _raws(path: Path, row: Item, heard: Heard) -> Iterator[Raw]:
    kind = _KINDS.get(string(row, "type"), Kind.TEXT)
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
    yield from unknown(path, row, _KNOWN | {*_ABOVE, *_BELOW}, heard)
