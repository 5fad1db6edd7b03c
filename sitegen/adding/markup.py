"""XML of others, read as it comes in: in pieces, so that its size does not matter, and without anything it declares.

A file that declares entities is refused: nobody's page needs them, and a few of them fill any memory. Nothing that a
file names elsewhere is ever fetched.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol
from xml.parsers import expat

from sitegen.machine.ordinary import head_of

PIECE = 1 << 16  # bytes
DEEPEST = 200  # elements within one another
_DECLARED = re.compile(rb"<\?xml[^>]*?\sencoding\s*=\s*[\"']([A-Za-z0-9._-]+)")
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030"}  # what calls itself so holds characters that only the last one has
_KNOWN = frozenset({"utf-8", "utf-16", "us-ascii", "iso-8859-1"})  # to expat, by these names


class RefusedError(Exception):
    """What a file does that none may: `said` is the name of its text in the catalogue."""

    def __init__(self, said: str, line: int = 0) -> None:
        """Take the name of a text."""
        super().__init__(said)
        self.said = said
        self.line = line


class Handler(Protocol):
    """What is told of the elements of a file."""

    def start(self, name: str, given: Mapping[str, str]) -> None:
        """Take the start of an element: its name without namespace, and its attributes."""

    def end(self, name: str) -> None:
        """Take the end of an element."""

    def text(self, data: str) -> None:
        """Take text."""


def read_xml(path: Path, handler: Handler) -> Iterator[None]:
    """Read a file in pieces, after each of which what was found may be taken away.

    Raises RefusedError for entities, for elements too deep and for an encoding that nobody knows, ExpatError for what
    is no XML, UnicodeDecodeError, OSError.
    """
    decoder = _decoder_of(head_of(path, PIECE))
    parser = expat.ParserCreate("utf-8" if decoder else None, namespace_separator=None)
    parser.buffer_text = True
    depth = 0

    def start(name: str, given: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise RefusedError("a-005.deep", parser.CurrentLineNumber)
        handler.start(_bare(name), given)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        handler.end(_bare(name))

    def refuse(*_declared: object) -> None:
        raise RefusedError("a-005.entity", parser.CurrentLineNumber)

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, handler.text
    parser.EntityDeclHandler = refuse
    parser.SkippedEntityHandler = refuse
    parser.ExternalEntityRefHandler = lambda *_: 1
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            parser.Parse(decoder.decode(piece) if decoder else piece, False)
            yield
        parser.Parse(decoder.decode(b"", True) if decoder else b"", True)
    yield


def _decoder_of(head: bytes) -> codecs.IncrementalDecoder | None:
    """Returns what decodes a file that names an encoding unknown to expat, which has none of China's."""
    declared = _DECLARED.match(head.removeprefix(codecs.BOM_UTF8))
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    if name in _KNOWN:
        return None
    try:
        known = codecs.lookup(name)
        b" ".decode(name, "ignore")  # some are of no text, such as `hex`
    except LookupError as error:
        raise RefusedError("a-005.encoding", 1) from error
    return codecs.getincrementaldecoder(_WIDER.get(known.name, known.name))()


def _bare(name: str) -> str:
    return name.rpartition(":")[2]
