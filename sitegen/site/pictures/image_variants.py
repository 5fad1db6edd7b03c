"""Smaller copies of an editor's picture for small screens, as AVIF and WebP; made by Pillow where it is installed.

A copy carries nothing that the camera wrote into the file but its colour profile. Encoders work on one thread each, as
what they write may hang on their number; several pictures and sizes are encoded side by side. Every picture is
decoded here, so here it is seen whether its pixels are whole, which its header does not tell.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from hashlib import sha256
from importlib.util import find_spec
from typing import TYPE_CHECKING

from sitegen.model.images import Image

if TYPE_CHECKING:
    from PIL.Image import Image as Pixels

WIDTHS = (480, 960, 1600)
FORMATS = ("avif", "webp")  # in the order in which browsers are offered them
_OPTIONS: dict[str, dict[str, int | bool]] = {
    "avif": {"quality": 60, "speed": 8, "max_threads": 1, "autotiling": False},
    "webp": {"quality": 78, "method": 4},
}
_LONGEST_SIDE = 16_383  # WebP takes no more, and no phone shows more
_MOST_ENCODED = 12_000_000  # pixels of a copy: encoding takes a second for every two million
MOST_PIXELS = 50_000_000  # whatever its header said: more take seconds, and gigabytes on several processors
_JPEG_END = b"\xff\xd9"
_NO_PIXELS = bytes(range(1, 255)) * 4
_COLOURS = {"1": "L", "L": "L", "RGB": "RGB", "P": "RGBA", "LA": "RGBA", "PA": "RGBA", "RGBA": "RGBA"}


@dataclass(frozen=True, slots=True)
class Copy:
    """A smaller copy of a picture: its format's suffix, its width, its bytes."""

    suffix: str
    width: int
    content: bytes = field(repr=False)


def can_shrink() -> bool:
    """Tell whether the library that makes copies is installed (`pip install 'sitegen[images]'`)."""
    return find_spec("PIL") is not None


@dataclass(frozen=True, slots=True)
class Shrunk:
    """What came of a picture: its copies, and what is wrong with its pixels, "" where nothing is."""

    copies: tuple[Copy, ...] = ()
    damage: str = ""


def is_large(image: Image) -> bool:
    """Tell whether there is a smaller size than a picture's own; moving ones stay whole."""
    return image.width > WIDTHS[0] and image.suffix != "gif"


def shrink_all(images: Iterable[Image]) -> None:
    """Make the copies of many pictures side by side, so that they are there when each page asks."""
    with ThreadPoolExecutor(os.process_cpu_count() if hasattr(os, "process_cpu_count") else os.cpu_count()) as pool:
        list(pool.map(shrunk, images))


def copies(image: Image) -> tuple[Copy, ...]:
    """Returns the copies of a picture, AVIF first, narrow ones first; none where no size or format would be smaller."""
    return shrunk(image).copies


Known = dict[str, Shrunk]
_known: Known = {}  # by the digest of a picture, or its use, what was made of it: every page that shows it asks


def shrunk(image: Image) -> Shrunk:
    """Returns the copies of a picture and what is wrong with it; nothing where the library is not there."""
    found = _known.get(image.digest)
    if found is None:
        found = _known[image.digest] = _shrink(image)
    return found


def recall(of: str) -> Shrunk:
    """Returns what is known to have been made under a name."""
    return _known.get(of, Shrunk())


def known() -> Known:
    """Returns which copies there are of pictures, without their bytes, for a process that only names them."""
    bare = {of: tuple(replace(copy, content=b"") for copy in made.copies) for of, made in _known.items()}
    return {of: Shrunk(copies, _known[of].damage) for of, copies in bare.items()}


def know(others: Known) -> None:
    """Know which copies another process has made of pictures."""
    for of, made in others.items():
        _known.setdefault(of, made)


def _shrink(image: Image) -> Shrunk:
    if not can_shrink():
        return Shrunk()
    try:
        pixels = read_pixels(image, image.content, WIDTHS[-1])
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - decoders of damaged files raise whatever they come upon
        return Shrunk(damage=damage_told(error))
    return Shrunk(make_copies(pixels, image.width, WIDTHS, len(image.content))) if pixels is not None else Shrunk()


def damage_told(error: Exception) -> str:
    """Returns what is wrong with a picture at which a decoder raised an error, in words of the catalogue."""
    return "the file breaks off" if "truncated" in str(error) else "no program can read them"


def make_copies(pixels: Pixels, own: int, sizes: Sequence[int], most: int) -> tuple[Copy, ...]:
    """Make the copies of a picture at the widths that are smaller than its own, and at its own or the widest.

    In a format whose widest copy has `most` bytes or more there are none.
    """
    made: list[Copy] = []
    for suffix in FORMATS:
        widths = (*(width for width in sizes if width < own), min(own, sizes[-1]))
        rows = ((width, encoded(pixels, suffix, width)) for width in sorted(set(widths)))
        row = [Copy(suffix, width, content) for width, content in rows if content]
        if row and len(row[-1].content) < most:  # drawings may be smaller as they are
            made += row
    return tuple(made)


def read_pixels(image: Image, content: bytes, widest: int) -> Pixels | None:
    """Decode a picture, upright; None where browsers do better: in print's colours, in motion, small.

    `widest` is what its copies are at most. Raises whatever a decoder comes upon in a damaged one.
    """
    from PIL import Image as Pillow
    from PIL import ImageOps

    with Pillow.open(io.BytesIO(content)) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            return None
        # Telephones put a small second picture into a JPEG (MPO), which no browser shows.
        moves = getattr(opened, "is_animated", False) and opened.format != "MPO"
        opened.load()
        if opened.format == "JPEG" and _ends_early(opened, content):
            raise OSError("image file is truncated")
        mode = _COLOURS.get(opened.mode)
        if mode is None or moves or not is_large(image):
            return None
        upright = ImageOps.exif_transpose(opened).convert(mode)
    factor = upright.width // (2 * widest)
    # Of a scan several copies are made: the first step, which is quick, takes most of its pixels away.
    return upright.reduce(factor) if factor > 1 else upright


def _ends_early(pixels: Pixels, content: bytes) -> bool:
    """Tell whether the pixels of a JPEG end before its end mark: decoders fill the rest with grey, and say nothing.

    What stands between the last pixel and that mark is passed over: the picture is whole if more there changes nothing.
    """
    from PIL import Image as Pillow

    end = content.rfind(_JPEG_END)
    with Pillow.open(io.BytesIO(content[:end] + _NO_PIXELS + content[end:])) as other:
        return sha256(pixels.tobytes()).digest() != sha256(other.tobytes()).digest()


def encoded(pixels: Pixels, suffix: str, width: int) -> bytes:
    """Encode a picture at a width; nothing where the copy would be too high for a format or a phone."""
    from PIL.Image import Resampling

    height = max(1, round(pixels.height * width / pixels.width))
    if height > _LONGEST_SIDE or height * width > _MOST_ENCODED:
        return b""
    small = pixels if width == pixels.width else pixels.resize((width, height), Resampling.LANCZOS)
    profile = pixels.info.get("icc_profile", b"")
    file = io.BytesIO()
    small.save(file, suffix.upper(), icc_profile=profile, exif=b"", **_OPTIONS[suffix])
    return file.getvalue()
