"""The bytes of a file → its exact text, or what is wrong with them and what they may be instead."""

from __future__ import annotations

import re

from sitegen.errors import Diagnostic, Severity, file_error, finding
from sitegen.reading.files.encodings import UTF16_MARKS, guess_encoding
from sitegen.reading.text.unseen import FOR_HTML
from sitegen.source import SourceText

UTF8_MARK = b"\xef\xbb\xbf"
# Not tab, line feed, vertical tab, form feed, carriage return: OCR programs write those.
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")


_LINE_END = "\n"
# A lone carriage return ends a line on old machines. Before a line feed it is white space, however often it stands.
_LONE = re.compile(r"\r(?!\r*\n)")
_DOUBLED = re.compile(r"\r+(?=\r\n)")
# What Unicode calls a line or paragraph separator, and office programs write for a break within a paragraph.
_SEPARATORS = ("\v", "\u2028", "\u2029")
# In a file without any of these. The first is that of mainframes, elsewhere a Windows character read wrongly; the
# second elsewhere begins a printed page.
_ELSE = ("\x85", "\f")


def decode(shown: str, data: bytes) -> SourceText | Diagnostic:
    """Returns the text that the bytes of a file are, each of its lines ended in one way.

    `\\r` before `\\n` stays: it is white space.
    """
    # The byte order mark says how the bytes are written; it is no character of the page.
    data = data.removeprefix(UTF8_MARK)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(shown, data, error.start)
    at = text.find("\0")
    text = _with_line_ends(text)
    if shown.lower().endswith(".md"):  # what is edited becomes HTML as it is written
        text = text.translate(FOR_HTML)
    source = SourceText(shown, text)
    if at == -1:
        return source
    return finding("b-002.nul", Severity.ERROR, source, at)


def _with_line_ends(text: str) -> str:
    """Returns a text in which a line feed stands for whatever ends a line; its lines and their columns stay."""
    if "\r" in text:
        text = _DOUBLED.sub("", _LONE.sub(_LINE_END, text))
    for separator in _SEPARATORS:
        text = text.replace(separator, _LINE_END)
    for last in _ELSE:
        text = text if _LINE_END in text else text.replace(last, _LINE_END)
    return text


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
    """Name the encoding that the bytes fit; "" where they fit none, or most of them are UTF-8."""
    if data.startswith(UTF16_MARKS):
        return "UTF-16"
    # Damaged UTF-8 may happen to decode as GB18030 too; then most of it is still good UTF-8.
    wrong = read_as_utf8.count("\ufffd")
    if wrong * 2 < sum(not character.isascii() for character in read_as_utf8) or b"\0" in data:
        return ""
    return guess_encoding(data)[0]
