"""PDF with a text layer → pages: characters with their places put into lines, columns and paragraphs (`pdf` extra)."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sitegen.adding.blocks import Block, Heard, Scale, SourcePage, inside
from sitegen.adding.directions import by_direction
from sitegen.adding.mixed import in_mixed_order
from sitegen.adding.order import Column
from sitegen.adding.pdf_characters import MOST_CHARACTERS, Frame, characters_of
from sitegen.adding.pdf_lines import in_lines, row_of, runs_of
from sitegen.adding.pdf_size import LARGEST_STREAM, unpacks_too_far
from sitegen.adding.printed import paragraphs, with_titles
from sitegen.model.scans import PAGE_WIDTH, Box
from sitegen.reading.files.sidecar import Kind

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

LARGEST_SCAN = 2400  # pixels of the longer side of a rendered page
LEAST_PICTURE = 0.01  # of a page's area; what is smaller is an ornament
_QUALITY = 82
_FEWEST = 0.05  # of the characters; more without meaning are told


def read_pdf(path: Path, heard: Heard, *, scans: bool) -> Iterator[SourcePage]:
    """Returns the pages of a PDF, one at a time; `scans` asks for a picture of each."""
    try:
        import pypdfium2

        if find_spec("PIL") is None or find_spec("pypdf") is None:  # one writes the pictures, one asks how large it is
            raise ImportError
    except ImportError:
        heard.error("a-002.extra", path)
        return
    if unpacks_too_far(path):
        heard.warning("a-017", path, limit=LARGEST_STREAM // 1_000_000)
        return
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        locked = (pypdfium2.raw.FPDF_ERR_PASSWORD, pypdfium2.raw.FPDF_ERR_SECURITY)
        heard.error("a-002.encrypted" if getattr(error, "err_code", 0) in locked else "a-002", path)
        return
    try:
        yield from _pages(path, document, heard, scans)
    finally:
        document.close()


def _pages(path: Path, document: PdfDocument, heard: Heard, scans: bool) -> Iterator[SourcePage]:
    import pypdfium2

    of = len(document)
    any_text = False
    for at in range(of):
        try:
            page = document[at]
            made = _page(path, page, at + 1, of, heard, scans)
            page.close()
        except pypdfium2.PdfiumError:
            heard.error("a-002.page", path, page=at + 1)
            continue
        any_text = any_text or any(block.text for block in made.blocks)
        yield made
    if not any_text:
        heard.error("a-002.no_text", path)


def _page(path: Path, page: PdfPage, number: int, of: int, heard: Heard, scans: bool) -> SourcePage:
    wide, high = page.get_size()
    if not (wide > 0 and high > 0):
        wide, high = 595.0, 842.0
    scale, height = Scale.of(wide), round(high * PAGE_WIDTH / wide)
    chars = characters_of(page)
    if chars.meaningless > _FEWEST * (len(chars.placed) + chars.meaningless):
        heard.warning("a-014", path, page=number, count=chars.meaningless)
    if chars.too_many:
        heard.error("a-013.page", path, limit=MOST_CHARACTERS)
    rows = [
        row_of(run, scale, direction)
        for direction, of_way in by_direction(chars.placed, wide, high).items()
        for run in runs_of(of_way)
    ]
    boxes = _pictures(page, scale, height)
    blocks, shown = _blocks(in_mixed_order(rows, boxes, height), boxes, height)
    blocks += [Block(text=chars.others)] if chars.others else []
    picture = _render(page, wide, high) if scans and any(block.text for block in blocks) else None
    cut = {name: _jpeg(picture.crop(_pixels(box, picture.width))) for name, box in shown.items()} if picture else {}
    if not picture:
        blocks = [replace(block, picture="") for block in blocks]
    return SourcePage(
        source=path,
        format="PDF",
        number=number,
        of=of,
        blocks=with_titles(blocks),
        pictures=cut,
        scan=_jpeg(picture) if picture else b"",
        height=height,
    )


def _blocks(columns: Iterator[Column], boxes: Sequence[Box], height: int) -> tuple[list[Block], dict[str, Box]]:
    """Returns the paragraphs of columns, and the pictures among them with the names that they get."""
    blocks: list[Block] = []
    shown: dict[str, Box] = {}
    columns_ = [*columns]
    rows = [item.row for column in columns_ for item in column.items if item.row]
    page = "\n".join(row.text for row in rows)
    for column in columns_:
        if column.items[0].row is None:
            box = inside(boxes[column.items[0].picture], height)
            if box is not None:
                name = f"{len(shown) + 1}.jpg"
                shown[name] = box
                blocks.append(Block(kind=Kind.PICTURE, box=box, picture=name))
            continue
        lines = in_lines([item.row for item in column.items if item.row])
        made = paragraphs(lines, Kind.TEXT, page, rows, height)
        blocks += [replace(block, box=inside(block.box, height) if block.box else None) for block in made]
    return blocks, shown


def _pictures(page: PdfPage, scale: Scale, height: int) -> list[Box]:
    """Returns the places of the pictures of a page that are no ornaments, and not the scan of all of it."""
    from pypdfium2 import raw

    frame = Frame.of(page)
    boxes: list[Box] = []
    for found in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        box = inside(scale.box(*frame.box(*found.get_bounds())), height)
        share = (box[2] - box[0]) * (box[3] - box[1]) / (PAGE_WIDTH * height) if box else 0.0
        if box and LEAST_PICTURE <= share <= 0.8 and box not in boxes:
            boxes.append(box)
    return boxes[:200]


def _render(page: PdfPage, wide: float, high: float) -> Any:
    """Returns a picture of a page, as large as a screen needs it, however large the page is."""
    scale = min(LARGEST_SCAN / max(wide, high), 4.0)
    return page.render(scale=scale).to_pil().convert("RGB")


def _pixels(box: Box, width: int) -> tuple[int, int, int, int]:
    across = width / PAGE_WIDTH
    left, top = math.floor(box[0] * across), math.floor(box[1] * across)
    return left, top, max(left + 1, math.ceil(box[2] * across)), max(top + 1, math.ceil(box[3] * across))


def _jpeg(picture: Any) -> bytes:
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=_QUALITY)
    return file.getvalue()
