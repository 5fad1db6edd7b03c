"""Smaller copies of pictures encoded once: what an encoder makes hangs on the pixels, the format and the width alone.

They are kept in a folder for the workers that run beside this one, and for the next run.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.site.pictures import image_variants
from sitegen.site.scans import variants
from tests.keeping import KEPT, keep

if TYPE_CHECKING:
    from PIL.Image import Image as Pixels

_MADE_BY = sha256(Path(image_variants.__file__).read_bytes()).hexdigest()


def _once(encode: Callable[[Pixels, str, int], bytes]) -> Callable[[Pixels, str, int], bytes]:
    @wraps(encode)
    def remembering(pixels: Pixels, suffix: str, width: int) -> bytes:
        file = KEPT / "pictures" / _name(pixels, suffix, width)
        try:
            return file.read_bytes()
        except FileNotFoundError:
            return keep(encode(pixels, suffix, width), file)

    return remembering


def _name(pixels: Pixels, suffix: str, width: int) -> str:
    import PIL
    from PIL import features

    by = PIL.__version__, features.version(suffix), _MADE_BY, sha256(pixels.tobytes()).hexdigest()
    told = *by, pixels.mode, pixels.size, pixels.info.get("icc_profile", b""), suffix, width
    return sha256(repr(told).encode()).hexdigest()


# Not for a time: what is imported once stays as long as its process.
image_variants.encoded = variants.encoded = _once(image_variants.encoded)
