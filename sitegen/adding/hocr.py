"""hOCR → pages: HTML whose elements tell places in their `title`; read in pieces, as it comes in."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import chain
from pathlib import Path

from sitegen.adding.alto import MOST_ON_PAGE
from sitegen.adding.blocks import Block, Heard, Scale, SourcePage, inside
from sitegen.adding.markup import PIECE
from sitegen.adding.printed import WORD_SPACE, PrintedRow, Span, is_solid, paragraphs, spread, with_titles, words_of
from sitegen.adding.ways import Shape, is_tall, ways_of
from sitegen.model.scans import PAGE_WIDTH, Box
from sitegen.reading.files.sidecar import Direction, Kind, turned

_BOX = re.compile(r"\bbbox\s+(-?\d+)\s+(-?\d+)\s+(-?\d+)\s+(-?\d+)")
_SIZE = re.compile(r"\b(?:x_size|x_fsize)\s+([\d.]+)")
_ROWS = {
    "ocr_line": Kind.TEXT,
    "ocrx_line": Kind.TEXT,
    "ocr_textfloat": Kind.TEXT,
    "ocr_header": Kind.TEXT,
    "ocr_caption": Kind.CAPTION,
}
_PICTURES = frozenset({"ocr_photo", "ocr_image", "ocr_linedrawing", "ocr_graphic"})
_BLOCKS = frozenset({"ocr_par", "ocrx_block", "ocr_carea"})
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_SILENT = frozenset({"script", "style", "title", "head"})
Place = tuple[float, float, float, float]


@dataclass(slots=True)
class _Row:
    place: Place | None
    size: float
    kind: Kind
    text: str = ""
    bold: bool = True
    edge: float = 0  # where its last word ends
    word: Place | None = None  # the one that is being read
    spans: list[Span] = field(default_factory=list)  # of the characters of its text
    tight: bool = False  # its next word stands close to the last


@dataclass(slots=True)
class _Page:
    place: Place | None
    blocks: list[list[_Row] | Place | None] = field(default_factory=lambda: [[]])


class _Hocr(HTMLParser):
    """Gathers the lines of pages as elements come."""

    def __init__(self) -> None:
        """Begin outside of any page."""
        super().__init__(convert_charrefs=True)
        self.whole: list[_Page] = []
        self.page: _Page | None = None
        self._row: _Row | None = None
        self._open: list[tuple[str, str]] = []  # elements within the page, with what they are
        self._bold = 0
        self._silent = 0
        self.letters = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the start of an element."""
        given = {name: value or "" for name, value in attrs}
        classes = given.get("class", "").split()
        what = next((one for one in classes if one.startswith(("ocr_", "ocrx_"))), "")
        if "ocr_page" in classes:
            self.finish()
            self.page = _Page(_place(given.get("title", "")))
        elif self.page is not None and what in _PICTURES:
            self.page.blocks += [_place(given.get("title", "")), []]
        elif self.page is not None and what in _BLOCKS:
            self.page.blocks.append([])
        elif self.page is not None and what in _ROWS:
            self._begin_row(given.get("title", ""), _ROWS[what])
        elif self._row is not None and what == "ocrx_word":
            self._begin_word(self._row, _place(given.get("title", "")))
        self._bold += tag in ("strong", "b")
        self._silent += tag in _SILENT
        if tag not in _VOID:
            self._open.append((tag, what))
            if len(self._open) > 2000:
                del self._open[:1000]  # nothing of ours is so deep

    def handle_endtag(self, tag: str) -> None:
        """Take the end of an element, and of those within that nobody has ended."""
        if not any(name == tag for name, _ in self._open):
            return
        while self._open:
            name, what = self._open.pop()
            self._bold -= name in ("strong", "b")
            self._silent -= name in _SILENT
            if what in _ROWS:
                self._row = None
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        """Take text, of the line in which it stands; what stands in none is a line of its own."""
        if self._silent or self.page is None:
            return
        text = " ".join(data.split())
        if not text:
            if self._row is not None and self._row.text and not self._row.text.endswith(" "):
                self._row.text += " "
                self._row.spans.append(None)
            return
        self.letters += len(text)
        row = self._row or self._begin_row("", Kind.TEXT)
        if row.tight and is_solid(row.text, text):
            row.text = row.text.rstrip()
            del row.spans[len(row.text) :]
        row.tight = False
        before, behind = " " * (data[:1].isspace() and bool(row.text)), " " * data[-1:].isspace()
        row.text += before + text + behind
        row.spans += [*[None] * len(before), *_spans(row, text), *[None] * len(behind)]
        row.bold = row.bold and self._bold > 0
        if not any(what in _ROWS for _, what in self._open):
            self._row = None

    def finish(self) -> None:
        """End the page that is being read."""
        if self.page is not None:
            self.whole.append(self.page)
        self.page, self._row, self.letters = None, None, 0

    def _begin_word(self, row: _Row, place: Place | None) -> None:
        """Learn whether a word stands close to the one before it, as an ideograph does."""
        if place is None:
            return
        along = 1 if is_tall(row.place) else 0
        row.word = place
        row.tight = bool(row.edge) and place[along] - row.edge < WORD_SPACE * (place[3 - along] - place[1 - along])
        row.edge = place[along + 2]

    def _begin_row(self, title: str, kind: Kind) -> _Row:
        assert self.page is not None
        size = _SIZE.search(title)
        self._row = _Row(_place(title), float(size[1]) if size else 0.0, kind)
        if not isinstance(self.page.blocks[-1], list):
            self.page.blocks.append([])
        last = self.page.blocks[-1]
        if isinstance(last, list):
            last.append(self._row)
        return self._row


def read_hocr(path: Path, heard: Heard) -> Iterator[SourcePage]:
    """Returns the pages of an hOCR file, each as soon as it is whole."""
    parser = _Hocr()
    number = 0
    for piece in chain(_pieces(path, heard), ("",)):
        if piece:
            parser.feed(piece)
        else:
            parser.close()
            parser.finish()
        if parser.letters > MOST_ON_PAGE:
            heard.error("a-013.page", path, line=0, limit=MOST_ON_PAGE)
            return
        for page in parser.whole:
            number += 1
            yield _made(path, number, page, heard)
        parser.whole.clear()


def _pieces(path: Path, heard: Heard) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while data := file.read(PIECE):
                yield decoder.decode(data)
            yield decoder.decode(b"", True)
    except UnicodeDecodeError as error:
        heard.error("a-005.bytes", path, encoding=error.encoding)


def _made(path: Path, number: int, page: _Page, heard: Heard) -> SourcePage:
    width = page.place[2] - page.place[0] if page.place else 0.0
    height = round((page.place[3] - page.place[1]) * PAGE_WIDTH / width) if page.place and width > 0 else 0
    scale = Scale.of(width) if height > 0 else None
    text = "\n".join(row.text for block in page.blocks if isinstance(block, list) for row in block)
    printed = {
        at: _printed(path, number, block, scale, height, heard)
        for at, block in enumerate(page.blocks)
        if isinstance(block, list)
    }
    others = [row for rows in printed.values() for row in rows or ()]
    made: list[Block] = []
    for at, block in enumerate(page.blocks):
        if isinstance(block, list):
            rows = printed[at]
            kind = block[0].kind if block else Kind.TEXT
            bare = (Block(kind=row.kind, text=row.text.strip()) for row in block if row.text.strip())
            made += bare if rows is None else paragraphs(rows, kind, text, others, height)
        elif scale is not None and block is not None:
            made.append(Block(kind=Kind.PICTURE, box=inside(scale.box(*block), height)))
    return SourcePage(source=path, format="hOCR", number=number, blocks=with_titles(made), height=height)


def _printed(
    path: Path, number: int, rows: Sequence[_Row], scale: Scale | None, height: int, heard: Heard
) -> list[PrintedRow] | None:
    """Returns lines with their places, None where one of them has none."""
    rows = [row for row in rows if row.text.strip()]
    boxes = [_box(path, number, row, scale, height, heard) for row in rows]
    if scale is None or not all(boxes):
        return None
    shapes = [Shape(row.text, box) for row, box in zip(rows, boxes, strict=True) if box]
    return [
        _row_of(row, turned(shape.box, way, height), way, scale)
        for row, shape, way in zip(rows, shapes, ways_of(shapes), strict=True)
    ]


def _spans(row: _Row, text: str) -> list[Span]:
    """Returns where the characters of a word stand; none of what stands in no word."""
    place, along = row.word, 1 if is_tall(row.place) else 0
    return spread(text, place[along], place[along + 2]) if place else [None] * len(text)


def _row_of(row: _Row, box: Box, way: Direction, scale: Scale) -> PrintedRow:
    text, cut = row.text.strip(), len(row.text) - len(row.text.lstrip())
    placed = (way is Direction.DOWN) is is_tall(row.place)
    words = words_of(text, row.spans[cut : cut + len(text)], scale.across) if placed else ()
    size = round(row.size * scale.down) or box[3] - box[1]
    return PrintedRow(text=text, box=box, size=size, bold=row.bold, direction=way, words=words)


def _box(path: Path, number: int, row: _Row, scale: Scale | None, height: int, heard: Heard) -> Box | None:
    if row.place is None or scale is None:
        return None
    box = scale.box(*row.place)
    if box[0] < -100 or box[1] < -100 or box[2] > PAGE_WIDTH + 100 or box[3] > height + 100:
        heard.warning("a-004", path, page=number, box=", ".join(f"{one:g}" for one in row.place), text=row.text[:20])
        return None
    return inside(box, height)


def _place(title: str) -> Place | None:
    found = _BOX.search(title)
    if found is None:
        return None
    left, top, right, bottom = map(float, found.groups())
    return (left, top, right, bottom) if left < right and top < bottom else None
