"""The first bytes of a picture → its format and size, as a browser will show it; nothing is decoded.

A page states width and height, so that text does not jump when the picture comes. JPEG, PNG, GIF, WebP and AVIF are
what every browser shows; SVG is left out, as it can hold scripts and fetch from other hosts.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.messages import Fact

FORMATS = ("JPEG", "PNG", "GIF", "WebP", "AVIF")
_PNG, _PNG_END = b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"
_JPEG_END = b"\xff\xd9"
_ORIENTATION = 0x0112
_BOX_HEADER = 8
_AVIF = (b"avif", b"avis")
# What editors may take for a picture of the web, by how the file begins.
_OTHERS = (
    (b"<svg", "SVG"),
    (b"<?xml", "SVG"),
    (b"BM", "BMP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"%PDF", "PDF"),
    (b"8BPS", "Photoshop"),
    (b"\0\0\x01\0", "ICO"),
    (b"version https://git-lfs", "Git LFS"),
)


class NoImageError(ValueError):
    """These bytes are no picture that can be shown; `how` and `facts` say why, so that an editor can mend it."""

    def __init__(self, how: str, /, **facts: Fact) -> None:
        """Take what is wrong: a variant of b-012 in the catalogue, and what fills its blanks."""
        super().__init__(how)
        self.how = how
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Header:
    """What a picture's file says of it: the suffix of its format, and its size in pixels as shown."""

    suffix: str
    width: int
    height: int


def read_header(content: bytes) -> Header:
    """Returns format and size of a picture. Raises NoImageError where it is none that can be shown, or not whole."""
    try:
        header = _read(content)
    except (struct.error, IndexError):
        raise NoImageError("half", size=len(content)) from None
    if not (header.width and header.height):
        raise NoImageError("no_size")
    return header


def _read(content: bytes) -> Header:
    if content.startswith(b"\xff\xd8\xff"):
        return _jpeg(content)
    if content.startswith(_PNG):
        _refuse_half(content, content.find(_PNG_END) > 0)
        return Header("png", *struct.unpack_from(">II", content, 16))
    if content.startswith((b"GIF87a", b"GIF89a")):
        _refuse_half(content, b"\0;" in content[-1024:])
        return Header("gif", *struct.unpack_from("<HH", content, 6))
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return _webp(content)
    if content[4:8] == b"ftyp":
        return _avif(content)
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    name = next((name for mark, name in _OTHERS if start.startswith(mark)), "")
    raise NoImageError("other", format=name or ("no known format" if content else "empty"))


def _refuse_half(content: bytes, has_end: bool) -> None:
    """Raise where a file lacks its end: half a picture is what a broken copy leaves."""
    if not has_end:
        raise NoImageError("half", size=len(content))


def _jpeg(content: bytes) -> Header:
    at, turned = 2, False
    while True:
        if content[at] != 0xFF:
            raise NoImageError("damaged", how="no JPEG mark")
        marker = content[at + 1]
        if marker == 0xFF or marker == 0x01 or 0xD0 <= marker <= 0xD8:  # filling, and marks without a length
            at += 1 if marker == 0xFF else 2
            continue
        if marker in (0xD9, 0xDA):
            raise NoImageError("damaged", how="no size before pixels")
        (length,) = struct.unpack_from(">H", content, at + 2)
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", content, at + 5)
            _refuse_half(content, content.rfind(_JPEG_END) > at)
            return Header("jpg", height, width) if turned else Header("jpg", width, height)
        if marker == 0xE1 and content[at + 4 : at + 10] == b"Exif\0\0":
            turned = _is_turned(content[at + 10 : at + 2 + length])
        at += 2 + length


def _is_turned(exif: bytes) -> bool:
    """Tell whether a camera was held upright: browsers then turn the picture, and its width is its height."""
    order = {b"II": "<", b"MM": ">"}.get(exif[:2], "")
    if not order:
        return False
    try:
        (table,) = struct.unpack_from(f"{order}I", exif, 4)
        (count,) = struct.unpack_from(f"{order}H", exif, table)
        for entry in range(table + 2, table + 2 + 12 * count, 12):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", exif, entry)
            if tag == _ORIENTATION:
                return value in range(5, 9)
    except struct.error:  # browsers show a picture whose notes are damaged, too
        pass
    return False


def _webp(content: bytes) -> Header:
    (length,) = struct.unpack_from("<I", content, 4)
    _refuse_half(content, len(content) >= length + 8)
    kind = content[12:16]
    if kind == b"VP8X":
        width, height = (int.from_bytes(content[at : at + 3], "little") + 1 for at in (24, 27))
    elif kind == b"VP8L":
        (bits,) = struct.unpack_from("<I", content, 21)
        width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    elif kind == b"VP8 ":
        width, height = (side & 0x3FFF for side in struct.unpack_from("<HH", content, 26))
    else:
        raise NoImageError("damaged", how="no WebP picture")
    return Header("webp", width, height)


def _avif(content: bytes) -> Header:
    """Read AVIF, whose parts are boxes. A picture of tiles names their sizes beside its own, which is the largest."""
    (length,) = struct.unpack_from(">I", content, 0)
    brands = {content[8:12], *(content[at : at + 4] for at in range(16, min(length, len(content)), 4))}
    if not brands.intersection(_AVIF):
        raise NoImageError("other", format="HEIC")
    _refuse_half(content, any(_boxes(content, b"mdat")))
    properties = [
        part
        for meta in _boxes(content, b"meta")
        for entries in _boxes(meta[4:], b"iprp")
        for container in _boxes(entries, b"ipco")
        for part in (*_boxes(container, b"ispe"), *_boxes(container, b"irot"))
    ]
    sizes = [struct.unpack_from(">II", part, 4) for part in properties if len(part) >= 12]
    if not sizes:
        raise NoImageError("damaged", how="no size")
    width, height = max(sizes, key=lambda size: size[0] * size[1])
    turned = any(part[0] & 1 for part in properties if len(part) == 1)
    return Header("avif", height, width) if turned else Header("avif", width, height)


def _boxes(content: bytes, kind: bytes) -> Iterator[bytes]:
    """Returns what the boxes of one kind hold."""
    at = 0
    while at < len(content):
        length, name = struct.unpack_from(">I4s", content, at)
        head = _BOX_HEADER
        if length == 1:
            (length,) = struct.unpack_from(">Q", content, at + head)
            head *= 2
        length = length or len(content) - at  # 0: the last box, as long as the file
        _refuse_half(content, head <= length <= len(content) - at)
        if name == kind:
            yield content[at + head : at + length]
        at += length
