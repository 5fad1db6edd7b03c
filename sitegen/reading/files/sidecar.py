"""What is known of how a page was laid out: `NAME.layout.json` beside `NAME.txt`, written by `sitegen add`.

The text of a bulletin stands alone; its sidecar tells where each line stood, how large it was set, and what a layout
model took it for. A sidecar belongs to one text, of which it holds the digest: beside any other it counts for nothing.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

import msgspec

from sitegen.errors import Diagnostic, Severity, file_error, finding
from sitegen.model.scans import PAGE_WIDTH, Box
from sitegen.source import SourceText

SIDECAR = ".layout.json"
VERSION = 1
LARGEST_SIDECAR = 50_000_000  # bytes
_ROW, _WORD = 5, 3  # numbers of a row before those of its words, and of each word
_DIGEST = 16  # hexadecimal digits
_BYTE = re.compile(r"\(byte (\d+)\)")  # … where the reader of JSON says that it goes wrong
_PLACE = re.compile(r" - at `\$\.?(.+)`$")


class Kind(StrEnum):
    """What a block is, as far as the source of it tells: `text` is anything."""

    TEXT = "text"
    TITLE = "title"
    CAPTION = "caption"
    TABLE = "table"
    PICTURE = "picture"
    HEADER = "header"
    FOOTER = "footer"
    NUMBER = "number"
    FOOTNOTE = "footnote"


class Direction(StrEnum):
    """Which way the lines of a block run: across the page, down it from right to left, or up it from left to right."""

    ACROSS = ""
    DOWN = "down"
    UP = "up"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedBlock:
    """A line of the bulletin, or a picture, and where it stands on its page.

    `line` counts from 1; for a picture it is the line that names it, 0 where none does. `size` is the height of its
    type, 0 where that is not known; `level` the rank that a layout model gives a title, 1 the highest, 0 for none.
    `indent` tells whether its first line is set in, None where nobody knows. `box` is None where nothing is known; it
    is the place as it is seen, whatever the `direction` of its lines.

    `rows` are its printed lines: for each the place in the text at which it begins, its box, and for each of its words,
    where a source tells of them, the place in the text and where it begins and ends along the row, as it is seen.
    """

    kind: Kind
    line: int = 0
    box: Box | None = None
    size: int = 0
    level: int = 0
    bold: bool = False
    indent: bool | None = None
    direction: Direction = Direction.ACROSS
    rows: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLayout:
    """How a printed page is laid out: its size, its blocks in reading order, where it was taken from.

    A page is PAGE_WIDTH wide, whatever its paper. `text` is the digest of the bulletin to which all of this belongs,
    `source` the file and `page` the number of the page in it, `format` what kind of file that was, `scan` a picture of
    the page.
    """

    version: int = VERSION
    text: str = ""
    source: str = ""
    format: str = ""
    page: int = 1
    height: int = 0
    scan: str = ""
    blocks: tuple[PlacedBlock, ...] = ()


def turned(box: Box, direction: Direction, height: int) -> Box:
    """Returns where a box would stand if the page were turned so that lines of a direction run across it.

    A page set down is read from its right edge, as one turned to the left is from its top: all that holds of lines,
    heads and columns across holds of it then. `height` is that of the page.
    """
    left, top, right, bottom = box
    match direction:
        case Direction.ACROSS:
            return box
        case Direction.DOWN:
            return top, PAGE_WIDTH - right, bottom, PAGE_WIDTH - left
        case Direction.UP:
            return height - bottom, left, height - top, right


def size_of_most(sizes: Iterable[tuple[int, int]]) -> int:
    """Returns the size in which most of a page is set, 0 for none; beside each size stands how much is set in it."""
    rows = sorted(sizes)
    half, seen = sum(much for _, much in rows) / 2, 0
    for size, much in rows:
        seen += much
        if seen >= half:
            return size
    return 0


def turned_back(box: Box, direction: Direction, height: int) -> Box:
    """Returns where a box of a turned page is seen on the page as it is."""
    left, top, right, bottom = box
    match direction:
        case Direction.ACROSS:
            return box
        case Direction.DOWN:
            return PAGE_WIDTH - bottom, left, PAGE_WIDTH - top, right
        case Direction.UP:
            return top, height - right, bottom, height - left


def digest_of(text: str) -> str:
    """Returns what tells one text from another."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST]


def encode_layout(layout: PageLayout) -> bytes:
    """Returns a sidecar as it is written: one block a line, so that a change of one shows as such."""
    fields = msgspec.to_builtins(layout)
    blocks = fields.pop("blocks")
    head = [f'"{name}": {_json(value)}' for name, value in fields.items() if value != ""]
    rows = ",\n  ".join(_json({name: value for name, value in block.items() if _told(name, value)}) for block in blocks)
    return ("{" + ",\n ".join([*head, f'"blocks": [\n  {rows}\n ]' if rows else '"blocks": []']) + "}\n").encode()


def _told(name: str, value: object) -> bool:
    """Tell whether a value is written: what is not said is not so, but of an indent nobody knows."""
    return value is not None and (bool(value) or name == "indent")


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def read_layout(shown: str, data: bytes, source: SourceText) -> tuple[PageLayout | None, tuple[Diagnostic, ...]]:
    """Returns the layout that a sidecar tells, or None with what is wrong with it: the page is read without it then."""
    version = _version(data)
    if version is not None and version != VERSION:
        return None, (_fault("b-020.version", shown, version=version, known=VERSION),)
    try:
        layout = msgspec.json.decode(data, type=PageLayout)
    except msgspec.ValidationError as error:
        place = _PLACE.search(str(error))
        return None, (_fault("b-020.value", shown, place=place[1] if place else ""),)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        byte = _BYTE.search(str(error))
        return None, (_fault("b-020", shown, byte=int(byte[1]) + 1 if byte else 0),)
    if layout.text != digest_of(source.text):
        return None, (finding("b-021", Severity.WARNING, source, 0, sidecar=shown),)
    wrong = next(_misplaced(layout, len(source.line_starts)), None)
    if wrong is not None:
        return None, (_fault("b-020.box", shown, number=wrong + 1),)
    return layout, ()


@dataclass(frozen=True, slots=True)
class _Head:
    version: int


def _version(data: bytes) -> int | None:
    try:
        return msgspec.json.decode(data, type=_Head).version
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None


def _misplaced(layout: PageLayout, lines: int) -> Iterator[int]:
    """Returns the places of blocks that stand nowhere: outside their page or their text."""
    for at, block in enumerate(layout.blocks):
        box = block.box
        inside = box is None or (0 <= box[0] <= box[2] <= PAGE_WIDTH and 0 <= box[1] <= box[3] <= layout.height)
        rows = all(_is_row(row, layout.height) for row in block.rows)
        if not inside or not rows or not 0 <= block.line <= lines or block.size < 0:
            yield at


def _is_row(row: tuple[int, ...], height: int) -> bool:
    """Tell whether a row has a place on its page, and words with two ends each."""
    if len(row) < _ROW or (len(row) - _ROW) % _WORD:
        return False
    at, left, top, right, bottom = row[:_ROW]
    on_page = 0 <= left <= right <= PAGE_WIDTH and 0 <= top <= bottom <= height
    return on_page and at >= 0 and min(row[_ROW:], default=0) >= 0


def _fault(said: str, shown: str, **facts: str | int) -> Diagnostic:
    return replace(file_error(said, shown, **facts), severity=Severity.WARNING)
