"""Smaller copies of an editor's picture for small screens, as AVIF and WebP; made by Pillow where it is installed.

A copy carries nothing that the camera wrote into the file but its colour profile. Encoders work on one thread each, as
what they write may hang on their number; several pictures and sizes are encoded side by side.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
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


def is_large(image: Image) -> bool:
    """Tell whether there is a smaller size than a picture's own; moving ones stay whole."""
    return image.width > WIDTHS[0] and image.suffix != "gif"


def shrink_all(images: Iterable[Image]) -> None:
    """Make the copies of many pictures side by side, so that they are there when each page asks."""
    with ThreadPoolExecutor(os.process_cpu_count() if hasattr(os, "process_cpu_count") else os.cpu_count()) as pool:
        list(pool.map(copies, images))


Known = dict[str, tuple[Copy, ...]]
_known: Known = {}  # by the digest of a picture, what was made of it: every page that shows it asks


def copies(image: Image) -> tuple[Copy, ...]:
    """Give the copies of a picture, AVIF first, narrow ones first; none where no size or format would be smaller."""
    known = _known.get(image.digest)
    if known is None:
        known = _known[image.digest] = _make_copies(image)
    return known


def known() -> Known:
    """Give which copies there are of pictures, without their bytes, for a process that only names them."""
    return {of: tuple(replace(copy, content=b"") for copy in made) for of, made in _known.items()}


def know(others: Known) -> None:
    """Know which copies another process has made of pictures."""
    for of, made in others.items():
        _known.setdefault(of, made)


def _make_copies(image: Image) -> tuple[Copy, ...]:
    if not (is_large(image) and can_shrink()):
        return ()
    pixels = _pixels(image)
    if pixels is None:
        return ()
    made: list[Copy] = []
    for suffix in FORMATS:
        widths = (*(width for width in WIDTHS if width < image.width), min(image.width, WIDTHS[-1]))
        row = [Copy(suffix, width, _encoded(pixels, suffix, width)) for width in sorted(set(widths))]
        if len(row[-1].content) < len(image.content):  # drawings may be smaller as they are
            made += row
    return tuple(made)


def _pixels(image: Image) -> Pixels | None:
    """Decode a picture, upright; None where browsers do better: in print's colours, in motion, or damaged."""
    from PIL import Image as Pillow
    from PIL import ImageOps

    try:
        with Pillow.open(io.BytesIO(image.content)) as opened:
            mode = _COLOURS.get(opened.mode)
            if mode is None or getattr(opened, "n_frames", 1) > 1:
                return None
            upright = ImageOps.exif_transpose(opened)
            return upright.convert(mode)
    except (OSError, SyntaxError, ValueError, Pillow.DecompressionBombError):
        return None


def _encoded(pixels: Pixels, suffix: str, width: int) -> bytes:
    from PIL.Image import Resampling

    height = max(1, round(pixels.height * width / pixels.width))
    small = pixels if width == pixels.width else pixels.resize((width, height), Resampling.LANCZOS)
    profile = pixels.info.get("icc_profile", b"")
    file = io.BytesIO()
    small.save(file, suffix.upper(), icc_profile=profile, exif=b"", **_OPTIONS[suffix])
    return file.getvalue()
