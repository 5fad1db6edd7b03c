"""The bytes of a file → its exact text, or what is wrong with them and what they may be instead."""

from __future__ import annotations

import re

from sitegen.errors import Diagnostic, Severity, file_error, finding
from sitegen.source import SourceText

_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
# Not tab, line feed, vertical tab, form feed, carriage return: OCR programs write those.
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")


def decode(shown: str, data: bytes) -> SourceText | Diagnostic:
    """Give the exact text that the bytes of a file are. `\\r` stays: it is white space."""
    # The byte order mark says how the bytes are written; it is no character of the page.
    data = data.removeprefix(_UTF8_MARK)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(shown, data, error.start)
    source = SourceText(shown, text)
    at = text.find("\0")
    if at == -1:
        return source
    return finding("b-002.nul", Severity.ERROR, source, at)


def _not_utf8(shown: str, data: bytes, start: int) -> Diagnostic:
    """Say where the first wrong byte stands and what the file may be instead."""
    source = SourceText(shown, data.decode("utf-8", "replace"))
    offset = len(data[:start].decode("utf-8"))  # all before it is valid, so the places agree
    encoding = _other_encoding(data, source.text)
    if not encoding and _CONTROL.search(data):
        return file_error("b-002", shown)
    said = "b-001.encoding" if encoding else "b-001"
    return finding(said, Severity.ERROR, source, offset, byte=f"{data[start]:02X}", encoding=encoding, path=shown)


def _other_encoding(data: bytes, read_as_utf8: str) -> str:
    """Name the encoding that the bytes fit: UTF-16 by its mark, GB18030 if they decode; "" if neither."""
    if data.startswith(_UTF16_MARKS):
        return "UTF-16"
    # Damaged UTF-8 may happen to decode as GB18030 too; then most of it is still good UTF-8.
    wrong = read_as_utf8.count("\ufffd")
    if wrong * 2 < sum(not character.isascii() for character in read_as_utf8) or b"\0" in data:
        return ""
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "GB18030"
