"""Text and Markdown → pages: text of other encodings as UTF-8, Markdown with the pictures beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from sitegen.adding.blocks import Heard, SourcePage
from sitegen.reading.files.decoding import UTF8_MARK
from sitegen.reading.files.encodings import guess_encoding

_MARKDOWN = frozenset({".md", ".markdown"})
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_LINK = re.compile(
    r"(?P<before>!\[[^\]\n]{0,600}\]\(\s{0,4}<?|<img\b[^<>]{0,600}?\bsrc\s{0,3}=\s{0,3}[\"'])(?P<name>[^\s()<>\"']+)",
    re.I,
)
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|/|#")


def read_text(path: Path, data: bytes, heard: Heard) -> Iterator[SourcePage]:
    """Returns the one page of a text file; what its pictures are called stays to be settled."""
    text = decode_text(path, data, heard)
    if text is None:
        return
    if not text.strip():
        heard.error("a-001.empty", path)
        return
    if path.suffix.lower() in _MARKDOWN:
        yield SourcePage(source=path, format="markdown", raw=text, suffix=".md", pictures=_pictures(path, text, heard))
    else:
        yield SourcePage(source=path, format="text", raw=text)


def decode_text(path: Path, data: bytes, heard: Heard) -> str | None:
    """Returns the text that bytes are, told where they are not UTF-8; None, with a finding, where they are no text."""
    data = data.removeprefix(UTF8_MARK)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        encoding, text = guess_encoding(data)
        if encoding:
            heard.note("a-009", path, encoding=encoding)
    if not text or _CONTROL.search(text):
        if data:
            heard.error("a-001", path)
            return None
        return ""
    return text


def _pictures(path: Path, text: str, heard: Heard) -> dict[str, Path | bytes]:
    """Find the files of the pictures that a Markdown text names; one that is not there is told once."""
    found: dict[str, Path | bytes] = {}
    for match in _LINK.finditer(text):
        name = match["name"]
        if name in found or _ADDRESS.match(name):
            continue
        file = find_beside(path, name)
        if file is None:
            heard.warning("a-011", path, name=name)
        else:
            found[name] = file
    return found


def find_beside(path: Path, name: str) -> Path | None:
    """Returns the file that a source names, if it lies in the source's folder or below it; never one elsewhere."""
    from urllib.parse import unquote

    root = path.parent.resolve()
    for way in (name, unquote(name)):
        try:
            file = (root / way).resolve()
            if file.is_relative_to(root) and file.is_file():
                return file
        except (OSError, ValueError):
            continue
    return None


def with_links(text: str, renamed: dict[str, str]) -> str:
    """Returns a Markdown text that names its pictures by other names."""
    return _LINK.sub(lambda match: match["before"] + renamed.get(match["name"], match["name"]), text)
