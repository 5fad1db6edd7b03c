"""What is made of the picture of a printed page: smaller copies of it, and what each article covers cut out of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.model.images import Image
from sitegen.model.scans import Box, Scan, pixels_of
from sitegen.site.addresses import scan_urls
from sitegen.site.pictures.image_variants import (
    Copy,
    Shrunk,
    can_shrink,
    damage_told,
    encoded,
    make_copies,
    read_pixels,
    recall,
)

if TYPE_CHECKING:
    from PIL.Image import Image as Pixels

WIDTHS = (480, 960, 1600, 2400)
WIDEST, HIGHEST = 1_200, 2_400  # of a clipping, in pixels
_DOTS = 64  # to a side, by which the colour of the paper is found
_LIGHT = 0.8  # of the dots are darker than the paper is said to be: type, and what shines through


def copies_of(image: Image) -> tuple[Copy, ...]:
    """Returns the copies of a page's picture, AVIF first, narrow ones first."""
    return _known(image).copies


def damage_of(image: Image) -> str:
    """Returns what is wrong with the pixels of a page's picture, "" where nothing is."""
    return _known(image).damage


def has_clipping(scan: Scan, boxes: tuple[Box, ...]) -> bool:
    """Tell whether an article is cut out of its page."""
    return bool(boxes and recall(scan_urls.clipping(scan.image, boxes)).copies)


def size_of(scan: Scan, boxes: tuple[Box, ...]) -> tuple[int, int]:
    """Returns width and height of a clipping."""
    left, top, right, bottom = _around([pixels_of(box, scan) for box in boxes])
    share = min(1.0, WIDEST / (right - left), HIGHEST / (bottom - top))
    return max(1, round((right - left) * share)), max(1, round((bottom - top) * share))


def content_of(image: Image) -> bytes:
    """Returns the bytes of a page's picture, read whenever they are needed. Raises OSError without the file."""
    return image.content or Path(image.file).read_bytes()


def make_variants(scan: Scan) -> Mapping[str, Shrunk]:
    """Make all copies and clippings of a page's picture, by the names under which they are known."""
    image = scan.image
    if not can_shrink():
        return {_name(image): Shrunk()}
    try:
        pixels = read_pixels(image, content_of(image), WIDTHS[-1])
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - decoders of damaged files raise whatever they come upon
        return {_name(image): Shrunk(damage=damage_told(error))}
    if pixels is None:
        return {_name(image): Shrunk()}
    made = {_name(image): Shrunk(make_copies(pixels, image.width, WIDTHS, image.size))}
    flat = _flat(pixels)
    for area in scan.plan.areas:
        content = encoded(*_cut(flat, scan, area.boxes))
        if content:
            made[scan_urls.clipping(image, area.boxes)] = Shrunk((Copy("webp", size_of(scan, area.boxes)[0], content),))
    return made


def addresses(scan: Scan, made: Mapping[str, Shrunk]) -> Iterator[tuple[str, Copy]]:
    """Returns every copy and clipping with the address at which it is published."""
    for name, shrunk in made.items():
        for copy in shrunk.copies:
            yield scan_urls.scan_copy(scan.image, copy.width, copy.suffix) if name == _name(scan.image) else name, copy


def _name(image: Image) -> str:
    return f"{image.digest}-page"


def _known(image: Image) -> Shrunk:
    return recall(_name(image))


def _flat(pixels: Pixels) -> Pixels:
    """Returns a picture without anything to see through: paper is not."""
    from PIL import Image as Pillow

    if pixels.mode != "RGBA":
        return pixels
    white = Pillow.new("RGBA", pixels.size, "white")
    white.alpha_composite(pixels)
    return white.convert("RGB")


def _cut(pixels: Pixels, scan: Scan, boxes: tuple[Box, ...]) -> tuple[Pixels, str, int]:
    """Cut an article out: what stands between its pieces and is not its own becomes bare paper."""
    from PIL import Image as Pillow
    from PIL.Image import Resampling

    share = pixels.width / scan.image.width  # a very large picture is read smaller than it is
    pieces = [_scaled(pixels_of(box, scan), share) for box in boxes]
    left, top, right, bottom = _around(pieces)
    sheet = Pillow.new(pixels.mode, (right - left, bottom - top), _paper(pixels.crop((left, top, right, bottom))))
    for piece in pieces:
        sheet.paste(pixels.crop(piece), (piece[0] - left, piece[1] - top))
    size = size_of(scan, boxes)
    return (sheet if sheet.size == size else sheet.resize(size, Resampling.LANCZOS)), "webp", size[0]


def _scaled(box: Box, share: float) -> Box:
    left, top = int(box[0] * share), int(box[1] * share)
    return left, top, max(left + 1, round(box[2] * share)), max(top + 1, round(box[3] * share))


def _around(boxes: list[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _paper(pixels: Pixels) -> tuple[int, ...]:
    """Returns the colour of the paper: that of the lighter dots among some that stand far apart."""
    from PIL.Image import Resampling

    coarse = pixels.resize((_DOTS, _DOTS), Resampling.NEAREST)
    depth = len(coarse.getbands())
    data = coarse.tobytes()
    dots = sorted(tuple(data[at : at + depth]) for at in range(0, len(data), depth))
    return sorted(dots, key=sum)[int(len(dots) * _LIGHT)]
