"""Blocks of a layout model → a page of lines, each with the place of its block."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from sitegen.adding.blocks import Block, Heard, Scale, SourcePage, inside
from sitegen.adding.json_values import Item, numbers, rest_of
from sitegen.adding.texts import find_beside
from sitegen.adding.ways import Shape, is_tall, ways_of
from sitegen.model.scans import PAGE_WIDTH, Box
from sitegen.reading.files.sidecar import Kind
from sitegen.reading.text.words import width

_LEADING = 1.45  # from line to line, in heights of its type
_LOOSE = 1.1  # by how much a line may seem longer than its box is wide
_MOST_ROWS = 400
_ONE_COLUMN = 1.7  # heights of type: what is no wider is one line that runs down
_MARKS = re.compile(r"#{1,6}[ \t]+")
Raw = tuple[Block, tuple[float, float, float, float] | None]  # a block, and its place in the source's own units


def unknown(path: Path, row: Item, known: frozenset[str], heard: Heard) -> Iterator[Raw]:
    """Returns what a block holds in fields of which nothing is known, each as a text, and tells of them."""
    for name, text in rest_of(row, known):
        heard.warning("a-010", path, name=name)
        yield Block(text=text), None


def extent(rows: Sequence[Item], name: str = "bbox") -> tuple[float, float]:
    """Returns the size of a page of which only its blocks are known: as far as these reach."""
    boxes = [box for row in rows if (box := numbers(row.get(name)))]
    return max((box[2] for box in boxes), default=0) or 1.0, max((box[3] for box in boxes), default=0) or 1.0


def page_of(
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
    scale = Scale.of(size[0]) if not across else Scale(PAGE_WIDTH / across, size[1] / across * PAGE_WIDTH / across)
    height = round(size[1] * PAGE_WIDTH / size[0])
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
    slack = PAGE_WIDTH // 100
    return min(box[0], box[1]) < -slack or box[2] > PAGE_WIDTH + slack or box[3] > height + slack


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
    size = _size_of_type(bare, box) if box else 0
    way = block.direction
    if box and size and len(lines) == 1 and is_tall(box) and box[2] - box[0] < _ONE_COLUMN * size:
        (way,) = ways_of([Shape(bare[0], box)])
    for line in lines:
        marked = bool(block.level) and not _MARKS.match(line)
        text = f"{'#' * min(block.level, 6)} {line}" if marked else line
        yield replace(block, text=text, box=box, size=size, direction=way)


def _size_of_type(lines: Sequence[str], box: Box) -> int:
    """Returns the height of type of which so much text fills a box, in the box's units; 0 for no text.

    Of the numbers of rows on which the text may stand, the smallest that leaves it room holds.
    """
    wide, high = box[2] - box[0], box[3] - box[1]
    ems = sum(map(width, lines))
    if ems <= 0 or wide <= 0 or high <= 0:
        return 0
    for rows in range(max(1, len(lines)), _MOST_ROWS):
        size = high / (rows * _LEADING - (_LEADING - 1))
        if ems * size <= rows * wide * _LOOSE:
            return round(size)
    return 0
