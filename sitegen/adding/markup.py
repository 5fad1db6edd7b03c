"""XML of others, read as it comes in: in pieces, so that its size does not matter, and without anything it declares.

A file that declares entities is refused: nobody's page needs them, and a few of them fill any memory. Nothing that a
file names elsewhere is ever fetched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol
from xml.parsers import expat

PIECE = 1 << 16  # bytes
DEEPEST = 200  # elements within one another


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

    Raises RefusedError for entities and for elements too deep, ExpatError for what is no XML, OSError.
    """
    parser = expat.ParserCreate(namespace_separator=None)
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
            parser.Parse(piece, False)
            yield
        parser.Parse(b"", True)
    yield


def _bare(name: str) -> str:
    return name.rpartition(":")[2]
