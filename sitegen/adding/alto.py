"""ALTO 2, 3 and 4 → pages, read as the file comes in: 80 MB of it take no more memory than its largest page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers.expat import ErrorString, ExpatError

from sitegen.adding.blocks import Block, Heard, Scale, SourcePage, inside
from sitegen.adding.markup import RefusedError, read_xml
from sitegen.adding.printed import WORD_SPACE, PrintedRow, Span, is_solid, paragraphs, spread, with_titles, words_of
from sitegen.adding.ways import SAID, Shape, is_tall, ways_of
from sitegen.model.scans import PAGE_WIDTH, Box
from sitegen.reading.files.sidecar import Direction, Kind, turned

MOST_ON_PAGE = 3_000_000  # characters; more are no page
_POINTS_AN_INCH = 72
_UNITS_AN_INCH = {"mm10": 254.0, "inch1200": 1200.0}
_MARGINS = {"TopMargin": Kind.HEADER, "BottomMargin": Kind.FOOTER}
_KINDS = (("caption", Kind.CAPTION), ("header", Kind.HEADER), ("footer", Kind.FOOTER), ("footnote", Kind.FOOTNOTE))
_TITLES = ("heading", "headline", "title")
_DIVIDES = "\u00ad"  # a hyphen that goes when its line is joined to the next


@dataclass(slots=True)
class _Row:
    place: tuple[float, float, float, float] | None
    text: str = ""
    tall: float = 0
    space: float = 0  # how wide the last space is
    size: float = 0
    bold: bool = False
    way: Direction | None = None  # as the source says
    tall_line: bool = False
    spans: list[Span] = field(default_factory=list)  # of the characters of its text

    def say(self, text: str, start: float, end: float) -> None:
        """Add a piece of text with both ends of it along the line; with none where it has no place."""
        self.text += text
        self.spans += spread(text, start, end) if end > start else [None] * len(text)

    def along(self, given: Mapping[str, str]) -> float:
        """Returns how much of its line a word or space takes up."""
        return _number(given, "HEIGHT" if self.tall_line else "WIDTH")

    def beside(self, given: Mapping[str, str]) -> float:
        """Returns how high the type of a word is."""
        return _number(given, "WIDTH" if self.tall_line else "HEIGHT")


@dataclass(slots=True)
class _Block:
    kind: Kind
    place: tuple[float, float, float, float] | None
    name: str = ""
    style: str = ""
    way: Direction | None = None
    rows: list[_Row] = field(default_factory=list)


@dataclass(slots=True)
class _Alto:
    """What is known of a file so far: its styles, its tags, the page that is being read, pages that are whole."""

    path: Path
    heard: Heard
    sizes: dict[str, tuple[float, bool]] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    order: dict[str, int] = field(default_factory=dict)
    unit: str = ""
    in_unit: bool = False
    width: float = 0
    height: float = 0
    margin: Kind | None = None
    blocks: list[_Block] = field(default_factory=list)
    whole: list[SourcePage] = field(default_factory=list)
    number: int = 0
    letters: int = 0
    compound: bool = False

    def start(self, name: str, given: Mapping[str, str]) -> None:
        """Take the start of an element."""
        match name:
            case "MeasurementUnit":
                self.in_unit = True
            case "TextStyle":
                bold = "bold" in given.get("FONTSTYLE", "").lower()
                self.sizes[given.get("ID", "")] = _number(given, "FONTSIZE"), bold
            case "LayoutTag" | "StructureTag" | "OtherTag" | "RoleTag":
                self.tags[given.get("ID", "")] = f"{given.get('LABEL', '')} {given.get('TYPE', '')}".lower()
            case "ElementRef":
                self.order.setdefault(given.get("REF", ""), len(self.order))
            case "Page":
                self._begin_page(given)
            case "TopMargin" | "BottomMargin":
                self.margin = _MARGINS[name]
            case "TextBlock":
                name, way = given.get("ID", ""), SAID.get(given.get("BASEDIRECTION", ""))
                self.blocks.append(_Block(self._kind(given), _place(given), name, _style(given), way))
            case "Illustration":
                self.blocks.append(_Block(Kind.PICTURE, _place(given), given.get("ID", "")))
            case "TextLine" if self.blocks:
                size, bold = self._style(f"{self.blocks[-1].style} {_style(given)}")
                way = SAID.get(given.get("BASEDIRECTION", ""), self.blocks[-1].way)
                place = _place(given)
                tall = is_tall(place) if way is None else way is not Direction.ACROSS
                self.blocks[-1].rows.append(_Row(place, size=size, bold=bold, way=way, tall_line=tall))
            case "String" | "SP" | "HYP" if self.blocks and self.blocks[-1].rows:
                self._word(name, given)
            case _:
                pass

    def end(self, name: str) -> None:
        """Take the end of an element."""
        match name:
            case "MeasurementUnit":
                self.in_unit = False
            case "TopMargin" | "BottomMargin":
                self.margin = None
            case "Page":
                self.whole.append(self._page())
                self.blocks.clear()
            case _:
                pass

    def text(self, data: str) -> None:
        """Take text: only the unit of measure stands as such in ALTO."""
        if self.in_unit:
            self.unit += data.strip().lower()

    def _begin_page(self, given: Mapping[str, str]) -> None:
        self.width, self.height = _number(given, "WIDTH"), _number(given, "HEIGHT")
        self.number += 1
        self.letters = 0
        self.margin = None
        self.blocks.clear()

    def _kind(self, given: Mapping[str, str]) -> Kind:
        if self.margin is not None:
            return self.margin
        tags = (self.tags.get(one, "") for one in given.get("TAGREFS", "").split())
        words = " ".join([given.get("TYPE", ""), given.get("ROLE", ""), *tags]).lower()
        found = next((kind for word, kind in _KINDS if word in words), Kind.TEXT)
        return Kind.TITLE if found is Kind.TEXT and any(word in words for word in _TITLES) else found

    def _style(self, names: str) -> tuple[float, bool]:
        """Returns size and boldness of the styles named, the last of them first."""
        known = [self.sizes[name] for name in names.split() if name in self.sizes]
        return known[-1] if known else (0.0, False)

    def _word(self, name: str, given: Mapping[str, str]) -> None:
        row = self.blocks[-1].rows[-1]
        if name == "SP":
            if row.text and not row.text.endswith(" "):
                row.say(" ", 0, 0)
            row.space = row.along(given)
            return
        said = self._said(name, given)
        if row.text.endswith(" ") and row.space < WORD_SPACE * row.beside(given) and is_solid(row.text, said):
            row.text = row.text.rstrip()
            del row.spans[len(row.text) :]
        # Words that no <SP/> parts stand apart where letters meet; ideographs do not.
        apart = name == "String" and row.text[-1:].isascii() and row.text[-1:].isalnum() and said[:1].isalnum()
        if apart and said[:1].isascii():
            row.say(" ", 0, 0)
        start = _number(given, "VPOS" if row.tall_line else "HPOS")
        row.say(said, start, start + row.along(given))
        row.tall = max(row.tall, row.beside(given))
        own = self._style(_style(given))
        row.size = max(row.size, own[0])
        row.bold = row.bold or own[1] or "bold" in given.get("STYLE", "").lower()
        self.letters += len(said)
        if self.letters > MOST_ON_PAGE:
            raise RefusedError("a-013.page")

    def _said(self, name: str, given: Mapping[str, str]) -> str:
        """Returns what a word or hyphen says; a hyphen is a divided word's, unless the whole word has it too."""
        said = given.get("CONTENT", "-" if name == "HYP" else "")
        if name == "String":
            self.compound = given.get("SUBS_CONTENT", "").startswith(f"{said.rstrip('-')}-")
        return _DIVIDES if name == "HYP" and not self.compound else said

    def _page(self) -> SourcePage:
        blocks = list(self.blocks)
        if self.order and all(block.name in self.order for block in blocks):
            blocks.sort(key=lambda block: self.order[block.name])
        height = round(self.height * PAGE_WIDTH / self.width) if self.width > 0 and self.height > 0 else 0
        scale = Scale.of(self.width) if height else None
        page = "\n".join(row.text for block in blocks for row in block.rows)
        rows = [self._rows(block, scale, height) for block in blocks]
        others = [row for of_block in rows for row in of_block or ()]
        made = [
            one
            for block, of_block in zip(blocks, rows, strict=True)
            for one in self._of_block(block, of_block, self._box(block.place, scale, height), page, others, height)
        ]
        return SourcePage(source=self.path, format="ALTO", number=self.number, blocks=with_titles(made), height=height)

    def _rows(self, block: _Block, scale: Scale | None, height: int) -> list[PrintedRow] | None:
        """Returns the lines of a block with their places, None where one of them has none."""
        rows = [row for row in block.rows if row.text.strip()]
        places = [self._box(row.place, scale, height) for row in rows]
        if scale is None or not all(places):
            return None
        shapes = [Shape(row.text, box, row.way) for row, box in zip(rows, places, strict=True) if box]
        return [
            self._printed(row, turned(shape.box, way, height), way, scale)
            for row, shape, way in zip(rows, shapes, ways_of(shapes), strict=True)
        ]

    def _printed(self, row: _Row, box: Box, way: Direction, scale: Scale) -> PrintedRow:
        size = self._size(row, box, scale)
        text, cut = row.text.strip(), len(row.text) - len(row.text.lstrip())
        placed = row.tall_line is (way is Direction.DOWN)
        words = words_of(text, row.spans[cut : cut + len(text)], scale.across) if placed else ()
        return PrintedRow(text=text, box=box, size=size, bold=row.bold, direction=way, words=words)

    def _of_block(
        self,
        block: _Block,
        rows: list[PrintedRow] | None,
        box: Box | None,
        page: str,
        others: list[PrintedRow],
        height: int,
    ) -> Iterator[Block]:
        if block.kind is Kind.PICTURE:
            yield Block(kind=block.kind, box=box)
        elif rows is None:
            texts = (" ".join(row.text.split()) for row in block.rows)
            yield from (Block(kind=block.kind, text=text, box=box) for text in texts if text)
        else:
            yield from paragraphs(rows, block.kind, page, others, height)

    def _box(self, place: tuple[float, float, float, float] | None, scale: Scale | None, height: int) -> Box | None:
        if place is None or scale is None:
            return None
        box = scale.box(*place)
        if box[0] < -100 or box[1] < -100 or box[2] > PAGE_WIDTH + 100 or box[3] > height + 100:
            where = ", ".join(f"{one:g}" for one in place)
            self.heard.warning("a-004", self.path, page=self.number, box=where, text="")
            return None
        return inside(box, height)

    def _size(self, row: _Row, box: Box, scale: Scale) -> int:
        """Returns how large a line is set: its style says so, else its words are as high."""
        if row.size and self.unit in _UNITS_AN_INCH:
            return round(row.size / _POINTS_AN_INCH * _UNITS_AN_INCH[self.unit] * scale.down)
        if row.size:
            return round(row.size * self.height / 800 * scale.down)  # pixels: points of a page 800 points high
        return round(row.tall * scale.down) or box[3] - box[1]


def read_alto(path: Path, heard: Heard) -> Iterator[SourcePage]:
    """Returns the pages of an ALTO file, each as soon as it is whole."""
    alto = _Alto(path, heard)
    try:
        for _ in read_xml(path, alto):
            yield from alto.whole
            alto.whole.clear()
    except RefusedError as error:
        heard.error(error.said, path, line=error.line, limit=MOST_ON_PAGE)
    except ExpatError as error:
        heard.error("a-005", path, reason=ErrorString(error.code), line=error.lineno)
    except UnicodeDecodeError as error:
        heard.error("a-005.bytes", path, encoding=error.encoding)
    except ValueError:  # a decoder's, such as that of UTF-16 without a mark
        heard.error("a-005", path, reason="its bytes are not in the encoding that it declares", line=0)


def _number(given: Mapping[str, str], name: str) -> float:
    try:
        value = float(given.get(name, 0) or 0)
    except ValueError:
        return 0.0
    return value if abs(value) < 1e9 else 0.0


def _place(given: Mapping[str, str]) -> tuple[float, float, float, float] | None:
    left, top, wide, high = (_number(given, name) for name in ("HPOS", "VPOS", "WIDTH", "HEIGHT"))
    return (left, top, left + wide, top + high) if wide > 0 and high > 0 else None


def _style(given: Mapping[str, str]) -> str:
    return given.get("STYLEREFS", "")
