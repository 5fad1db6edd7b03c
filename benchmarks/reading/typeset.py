"""Invented articles → a newspaper page set in columns: where each line stands, and what it is; as PDF and as ALTO.

Stories take whole rectangles: some columns wide, head above, text below in columns. What is printed where is known
exactly, so that a reading of the page can be held against it.
"""

from __future__ import annotations

import io
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

from benchmarks.reading.articles import Article

WIDE, HIGH, MARGIN = 1100.0, 1560.0, 44.0
SIZE, LEADING, GUTTER = 10.0, 14.5, 17.0
HANGS = "，。、；：！？）》”’」』"
FEWEST_LINES = 4  # of a column
HEADS = ("kicker", "headline", "deck", "byline")
IN_BODY = ("paragraph", "subheading", "credit", "verse", "signature", "caption", "part-byline")


@dataclass(frozen=True, slots=True)
class Set:
    """A printed line: its text, its left end and base line from the top, its size; `first` of a unit."""

    text: str
    left: float
    base: float
    size: float
    width: float
    bold: bool = False
    first: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """An article as it was set: its units in printed order."""

    units: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Sheet:
    """A page that was set: blocks of lines, pictures, and the stories on it."""

    lang: str
    blocks: list[list[Set]] = field(default_factory=list)
    pictures: list[tuple[float, float, float, float]] = field(default_factory=list)
    stories: list[Story] = field(default_factory=list)

    @property
    def high(self) -> float:
        """The height of the page: that of paper, or what its last story needs."""
        return max(HIGH, MARGIN + max(line.base for block in self.blocks for line in block))


@dataclass(slots=True)
class Setter:
    """Sets stories into columns with the habits of one paper."""

    rng: random.Random
    columns: int
    sheet: Sheet
    head_side: str = "centre"
    sub_size: float = 11.5
    indent: float = 2.0

    @property
    def column(self) -> float:
        """The width of a column."""
        return (WIDE - 2 * MARGIN - (self.columns - 1) * GUTTER) / self.columns

    def left(self, column: int) -> float:
        """Returns where a column begins."""
        return MARGIN + column * (self.column + GUTTER)

    def span(self, columns: int) -> float:
        """Returns how wide some columns are together."""
        return columns * self.column + (columns - 1) * GUTTER

    def story(self, units: Sequence[tuple[str, str]], column: int, columns: int, top: float) -> float:
        """Set a story with its upper left corner at a column; return where it ends."""
        body = [(label, text) for label, text in units if label in IN_BODY]
        pieces = [piece for label, text in body if label != "caption" for piece in self._unit(label, text)]
        columns = min(columns, max(1, len(pieces) // FEWEST_LINES))  # no head stands over empty columns
        at = top
        for label in HEADS:
            for text in [text for name, text in units if name == label]:
                at = self._head(label, text, column, columns, at)
        at += 8
        picture = 0.0
        caption = next((text for label, text in body if label == "caption"), "")
        if caption:
            picture = self.column * 0.62
            pieces_of_caption = self._broken(caption, self.column, SIZE - 1.5, 0)
        lines = len(pieces) + ((picture / LEADING) + len(pieces_of_caption) + 1 if caption else 0)
        deep = max(1, -(-int(lines + columns - 0.01) // columns))
        rest = list(pieces)
        end = at
        shown = self.rng.randrange(columns) if caption else -1
        for step in range(columns):
            y, left = at, self.left(column + step)
            room = deep
            if step == shown:
                self.sheet.pictures.append((left, y, left + self.column, y + picture))
                y += picture + 4
                block = [
                    Set(t, left, y + (k + 1) * (SIZE + 1.5), SIZE - 1.5, w, first=not k)
                    for k, (t, w) in enumerate(pieces_of_caption)
                ]
                self.sheet.blocks.append(block)
                y = block[-1].base + 8
                room = max(0, int(deep - (y - at) / LEADING))
            take = len(rest) if step == columns - 1 else room
            column_lines, rest = rest[:take], rest[take:]
            block = []
            for label, text, shift, width, first in column_lines:
                size = self.sub_size if label == "subheading" else SIZE
                y += LEADING
                block.append(Set(text, left + shift, y, size, width, label == "subheading", first))
            if block:
                self.sheet.blocks.append(block)
            end = max(end, y)
        self.sheet.stories.append(Story(tuple(unit for unit in units if unit[0] in (*HEADS, *IN_BODY))))
        return end + 22

    def _head(self, label: str, text: str, column: int, columns: int, top: float) -> float:
        wide = self.span(columns)
        ems = sum(map(em, text))
        largest = {"kicker": 15.0, "headline": 20.0 + 6 * columns, "deck": 14.0, "byline": SIZE}[label]
        size = max({"headline": 17.0}.get(label, SIZE), min(largest, wide / max(1.0, ems) * 0.96))
        block = []
        for part in text.split(" / ") if label == "headline" else [text]:
            for k, (line, width) in enumerate(self._broken(part, wide, size, 0)):
                top += size * 1.3
                shift = (wide - width) / 2 if self.head_side == "centre" else 0
                block.append(Set(line, self.left(column) + shift, top, size, width, label == "headline", not k))
        self.sheet.blocks.append(block)
        return top + size * 0.2

    def _unit(self, label: str, text: str) -> Iterator[tuple[str, str, float, float, bool]]:
        size = self.sub_size if label == "subheading" else SIZE
        indent = self.indent * SIZE if label in ("paragraph", "verse") else 0
        for k, (line, width) in enumerate(self._broken(text, self.column, size, indent)):
            shift = indent if not k else 0.0
            if label == "subheading":
                shift = (self.column - width) / 2 if self.head_side == "centre" else 0
            if label in ("credit", "signature"):
                shift = self.column - width
            yield label, line, shift, width, not k

    def _broken(self, text: str, wide: float, size: float, indent: float) -> list[tuple[str, float]]:
        """Break a text into lines: ideographs anywhere but before closing marks, words between them."""
        lines: list[tuple[str, float]] = []
        line, width, room = "", 0.0, wide - indent
        for word in words(text):
            w = sum(map(em, word)) * size
            if line and width + w > room + 0.01:
                # No line begins with a closing mark: what stands before it comes along.
                keep = len(line) - (word[0] in HANGS) * (1 + (line[-1] in HANGS))
                lines.append((line[:keep].rstrip(), sum(map(em, line[:keep].rstrip())) * size))
                line, room = (line[keep:] if keep < len(line) else ""), wide
                word = word if line else word.lstrip()
                width, w = sum(map(em, line)) * size, sum(map(em, word)) * size
            line, width = line + word, width + w
        return [*lines, (line.rstrip(), width)] if line.strip() else lines


def em(char: str) -> float:
    """Returns the width of a character in heights of its type."""
    return 1.0 if char >= "\u2e80" or char in "—…“”‘’" else 0.5


def words(text: str) -> Iterator[str]:
    """Returns the pieces of a text that no line end cuts."""
    word = ""
    for char in text:
        if em(char) == 1.0:
            if word:
                yield word
            yield char
            word = ""
        elif char == " ":
            yield word + char
            word = ""
        else:
            word += char
    if word:
        yield word


def set_page(rng: random.Random, articles: Sequence[Article], columns: int, number: int = 3) -> Sheet:
    """Returns a page of so many columns on which some of the articles stand."""
    lang = articles[0].lang
    setter = Setter(rng, columns, Sheet(lang), rng.choice(("centre", "left")), rng.choice((11.5, 12.0, 13.0)))
    setter.indent = 2.0 if lang == "zh" else rng.choice((1.0, 1.5))
    name, folio = ("河湾日报", f"2024年5月{1 + number % 28}日 星期{'一二三四五六日'[date_of(number)]} 第{number}版")
    if lang != "zh":
        name, folio = "The Hewan Gazette", f"Page {number}"
    setter.sheet.blocks.append([Set(name, MARGIN, 80, 30, sum(map(em, name)) * 30, True, True)])
    wide = sum(map(em, folio)) * SIZE
    setter.sheet.blocks.append([Set(folio, WIDE - MARGIN - wide, 80, SIZE, wide, False, True)])
    top, waiting = 112.0, [units_of(article) for article in articles]
    while waiting and top < HIGH - 260:
        top = _band(setter, waiting, top)
    return setter.sheet


def _band(setter: Setter, waiting: list[list[tuple[str, str]]], top: float) -> float:
    """Set the stories of one band: one over all columns, two side by side, or one beside two."""
    rng, columns = setter.rng, setter.columns
    if columns < 3 or len(waiting) < 2 or rng.random() < 0.3:
        return setter.story(waiting.pop(0), 0, columns, top)
    first = rng.randrange(1, columns)
    end = setter.story(waiting.pop(0), 0, first, top)
    other = top
    while waiting and other < end - 120:
        other = setter.story(waiting.pop(0), first, columns - first, other)
    return max(end, other)


def date_of(number: int) -> int:
    """Returns the weekday, Monday as 0, of the day that the folio of a page prints."""
    import datetime

    return datetime.date(2024, 5, 1 + number % 28).weekday()


def units_of(article: Article, most: int = 9) -> list[tuple[str, str]]:
    """Returns the units of an article as they are set: what is printed run in stands before the paragraph."""
    units: list[tuple[str, str]] = []
    pending = ""
    for label, text in article.units:
        if label in ("dateline", "run-in"):
            pending += text
        elif label == "credit-at-end" and units and units[-1][0] == "paragraph":
            units[-1] = ("paragraph", units[-1][1] + text)
        elif label in (*HEADS, *IN_BODY):
            units.append((label, pending + text))
            pending = ""
    return units[: most + 4]


def box_of(line: Set) -> tuple[float, float, float, float]:
    """Returns the box of a line."""
    return line.left, line.base - 0.88 * line.size, line.left + line.width, line.base + 0.12 * line.size


def as_pdf(sheets: Sequence[Sheet]) -> bytes:
    """Returns pages as a PDF with a text layer."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(WIDE, HIGH), invariant=True)
    for sheet in sheets:
        high = sheet.high
        canvas.setPageSize((WIDE, high))
        for left, top, right, bottom in sheet.pictures:
            canvas.drawInlineImage(_grey(), left, high - bottom, right - left, bottom - top)
        for line in (line for block in sheet.blocks for line in block):
            latin = sheet.lang != "zh"
            font = ("Times-Bold" if line.bold else "Times-Roman") if latin else "STSong-Light"
            text = canvas.beginText(line.left, high - line.base)
            text.setFont(font, line.size)
            if latin:  # set to the width that was reckoned with
                natural = pdfmetrics.stringWidth(line.text, font, line.size)
                text.setHorizScale(100 * line.width / natural if natural else 100)
            text.textLine(line.text)
            canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _grey() -> object:
    from PIL import Image

    return Image.new("RGB", (40, 30), (150, 160, 170))


def as_alto(sheets: Sequence[Sheet]) -> str:
    """Returns pages as ALTO 4, a block a column of a story, with the styles of its lines."""
    sizes = sorted({line.size for sheet in sheets for block in sheet.blocks for line in block})
    styles = "".join(f'<TextStyle ID="s{at}" FONTSIZE="{size:.1f}"/>' for at, size in enumerate(sizes))
    pages = "".join(_alto_page(at, sheet, sizes) for at, sheet in enumerate(sheets))
    unit = "<Description><MeasurementUnit>inch1200</MeasurementUnit></Description>"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#">'
        f"{unit}<Styles>{styles}</Styles><Layout>{pages}</Layout></alto>\n"
    )


def _alto_page(at: int, sheet: Sheet, sizes: Sequence[float]) -> str:
    scale = 1200 / 72
    blocks = "".join(
        f"<TextBlock>{''.join(_alto_line(line, sizes, scale) for line in block)}</TextBlock>" for block in sheet.blocks
    )
    pictures = "".join(f"<Illustration {_at(box, scale)}/>" for box in sheet.pictures)
    size = f'WIDTH="{WIDE * scale:.0f}" HEIGHT="{sheet.high * scale:.0f}"'
    return f'<Page ID="p{at}" PHYSICAL_IMG_NR="{at + 1}" {size}><PrintSpace>{blocks}{pictures}</PrintSpace></Page>'


def _alto_line(line: Set, sizes: Sequence[float], scale: float) -> str:
    place = _at(box_of(line), scale)
    parts = line.text.split(" ")
    words_ = "<SP/>".join(f"<String CONTENT={quoteattr(part)}/>" for part in parts if part)
    return f'<TextLine {place} STYLEREFS="s{sizes.index(line.size)}">{words_}</TextLine>'


def as_blocks(sheets: Sequence[Sheet]) -> str:
    """Returns pages as block JSON of MinerU: a block a paragraph of a column, in which headlines are marked alike."""
    rows: list[dict[str, object]] = []
    for at, sheet in enumerate(sheets):
        for block in sheet.blocks:
            for unit in _units(block):
                boxes = [box_of(line) for line in unit]
                left, top = min(b[0] for b in boxes), min(b[1] for b in boxes)
                right, bottom = max(b[2] for b in boxes), max(b[3] for b in boxes)
                box = [round(left * 1000 / WIDE), round(top * 1000 / sheet.high)]
                box += [round(right * 1000 / WIDE), round(bottom * 1000 / sheet.high)]
                text = "".join(line.text if sheet.lang == "zh" else f"{line.text} " for line in unit).strip()
                row: dict[str, object] = {"type": "text", "text": text, "bbox": box, "page_idx": at}
                if unit[0].size > SIZE + 1:
                    row["text_level"] = 1
                rows.append(row)
    return json.dumps(rows, ensure_ascii=False)


def _units(block: Sequence[Set]) -> Iterator[list[Set]]:
    unit: list[Set] = []
    for line in block:
        if line.first and unit:
            yield unit
            unit = []
        unit.append(line)
    if unit:
        yield unit


def _at(box: tuple[float, float, float, float], scale: float) -> str:
    left, top, right, bottom = (value * scale for value in box)
    return f'HPOS="{left:.0f}" VPOS="{top:.0f}" WIDTH="{right - left:.0f}" HEIGHT="{bottom - top:.0f}"'
