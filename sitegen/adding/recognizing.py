"""Which format a file is in, by what it holds, not by its name; and its pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from sitegen.adding.alto import read_alto
from sitegen.adding.blocks import Heard, SourcePage
from sitegen.adding.hocr import read_hocr
from sitegen.adding.models import read_json
from sitegen.adding.pdf import read_pdf
from sitegen.adding.texts import read_text
from sitegen.errors import Diagnostic
from sitegen.machine.ordinary import head_of

HEAD = 65_536  # bytes by which a format is known
LARGEST_JSON = 400_000_000  # bytes; all of it is read at once
LARGEST_TEXT = 100_000_000
_PICTURES = (
    b"\xff\xd8\xff",
    b"\x89PNG",
    b"GIF8",
    b"II*\0",
    b"MM\0*",
    b"BM",
    b"RIFF",
    b"\x00\x00\x00\x0cJXL ",
    b"\x00\x00\x00\x0cjP",
)
_OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")
_XML_START = re.compile(rb"\s*(?:<\?xml|<!DOCTYPE|<!--|<[A-Za-z])")
_ALTO = re.compile(rb"<(?:\w+:)?alto[\s>]", re.I)
_HOCR = re.compile(rb"ocr_page|ocr-system|ocr_line")
_OTHER_XML = re.compile(rb"<(?:\w+:)?(PcGts|mets|TEI|document|pdf2xml)[\s>]")


def pages_of(path: Path, heard: Heard, *, scans: bool = True) -> Iterator[SourcePage]:
    """Read the pages of a file, one after the other; what is wrong with it is told. Raises nothing that a file can do.

    `scans` asks for a picture of each page where the file can give one.
    """
    try:
        head, size = head_of(path, HEAD), path.stat().st_size
    except OSError as error:
        heard.error("a-001.unreadable", path, reason=error.strerror or str(error))
        return
    if not head.strip():
        heard.error("a-001.empty", path)
        return
    yield from _read(path, head, size, heard, scans)


def _read(path: Path, head: bytes, size: int, heard: Heard, scans: bool) -> Iterator[SourcePage]:
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if b"%PDF-" in head[:1024]:
        yield from read_pdf(path, heard, scans=scans)
    elif head.startswith(_PICTURES):
        heard.error("a-001.picture", path)
    elif head.startswith(_OFFICE):
        heard.error("a-001.office", path)
    elif _XML_START.match(text) and path.suffix.lower() not in (".md", ".markdown", ".txt"):
        yield from _read_markup(path, head, heard)
    elif text[:1] in (b"[", b"{") and (path.suffix.lower() == ".json" or text[1:].lstrip()[:1] in (b"{", b'"', b"[")):
        if size > LARGEST_JSON:
            heard.error("a-013", path, limit=LARGEST_JSON // 1_000_000)
        else:
            yield from read_json(path, path.read_bytes(), heard)
    elif path.suffix.lower() == ".json":
        heard.error("a-003", path, byte=1)
    elif size > LARGEST_TEXT:
        heard.error("a-013", path, limit=LARGEST_TEXT // 1_000_000)
    else:
        yield from read_text(path, path.read_bytes(), heard)


def _read_markup(path: Path, head: bytes, heard: Heard) -> Iterator[SourcePage]:
    other = _OTHER_XML.search(head)
    if other is None and (_HOCR.search(head) or b"<html" in head.lower()) and not _ALTO.search(head):
        yield from _told(path, read_hocr(path, heard), heard)
    elif other is None:
        yield from _told(path, read_alto(path, heard), heard)
    else:
        heard.error("a-005.other", path, name=other[1].decode())


def _told(path: Path, pages: Iterator[SourcePage], heard: Heard) -> Iterator[SourcePage]:
    """Returns pages; a file of none, or without text, is told."""
    before = sum(_is_error(found) for found in heard.found)
    any_text = False
    for page in pages:
        any_text = any_text or any(block.text for block in page.blocks)
        yield page
    if not any_text and sum(_is_error(found) for found in heard.found) == before:
        heard.error("a-005.no_text", path)


def _is_error(found: Diagnostic) -> bool:
    return found.severity.value == "error"
