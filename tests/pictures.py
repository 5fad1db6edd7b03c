"""Tiny pictures, made byte by byte: as small as each format allows, with any size they claim to have."""

from __future__ import annotations

import struct
import zlib


def png(width: int = 4, height: int = 3, shade: int = 128) -> bytes:
    """Returns a whole grey PNG, which any browser shows."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes([shade]) * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def jpeg(width: int = 4, height: int = 3, orientation: int = 0, *, order: str = ">") -> bytes:
    """Returns the frame of a JPEG; its pixels are missing, which no header tells."""

    def segment(marker: int, data: bytes) -> bytes:
        return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data

    entry = struct.pack(f"{order}HHHIHH", 1, 0x0112, 3, 1, orientation, 0)
    exif = b"Exif\0\0" + (b"MM\0*" if order == ">" else b"II*\0") + struct.pack(f"{order}I", 8) + entry
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\0"
    parts = (segment(0xE1, exif) if orientation else b"", segment(0xDB, bytes(65)), b"\xff", segment(0xC0, frame))
    return b"\xff\xd8" + b"".join(parts) + segment(0xDA, b"\x01\x01\0\0\x3f\0") + b"\x7f\xff\xd9"


def gif(width: int = 4, height: int = 3) -> bytes:
    """Returns a whole GIF with one pixel drawn on a canvas of any size."""
    head = b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    return head + b"," + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\0;"


def webp(kind: str = "VP8 ", width: int = 4, height: int = 3) -> bytes:
    """Returns the head of a WebP of one of its three kinds."""
    if kind == "VP8X":
        data = bytes(4) + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    elif kind == "VP8L":
        data = b"\x2f" + struct.pack("<I", (width - 1) | (height - 1) << 14)
    else:
        data = b"\x30\x01\0\x9d\x01\x2a" + struct.pack("<HH", width, height | 0x4000)
    data += bytes(len(data) % 2)
    body = b"WEBP" + kind.encode() + struct.pack("<I", len(data)) + data
    return b"RIFF" + struct.pack("<I", len(body)) + body


def avif(width: int = 4, height: int = 3, *, turned: bool = False, brand: bytes = b"avif") -> bytes:
    """Returns the boxes of an AVIF, one of a smaller tile before that of the picture."""

    def box(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I4s", len(data) + 8, kind) + data

    sizes = (struct.pack(">III", 0, 1, 1), struct.pack(">III", 0, width, height))
    properties = b"".join(box(b"ispe", size) for size in sizes) + (box(b"irot", b"\x01") if turned else b"")
    meta = box(b"meta", bytes(4) + box(b"hdlr", bytes(8)) + box(b"iprp", box(b"ipco", properties)))
    return box(b"ftyp", brand + bytes(4) + b"mif1") + meta + box(b"mdat", b"pixels")
