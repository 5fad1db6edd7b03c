"""A finished page read back by a parser, for whoever checks what readers get."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser


@dataclass(frozen=True, slots=True)
class Document:
    """A finished HTML page read back: text, links, anchors, machine-readable dates, pictures (address and words)."""

    text: str
    links: tuple[str, ...]
    anchors: frozenset[str]
    dates: tuple[str, ...]
    images: frozenset[tuple[str, str]]


class _Reader(HTMLParser):
    """Collects what `Document` holds; text counts inside <main> only, where articles are set."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.dates: list[str] = []
        self.images: set[tuple[str, str]] = set()
        self.in_main = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.in_main = self.in_main or tag == "main"
        if tag == "img":
            given = {name: value or "" for name, value in attrs}
            self.images.add((given.get("src", ""), given.get("alt", "")))
        for name, value in attrs:
            if name in ("href", "src", "action") and value is not None and not (tag == "link" and _canonical(attrs)):
                self.links.append(value)
            elif name == "id" and value:
                self.anchors.add(value)
            elif name == "datetime" and value:
                self.dates.append(value)

    def handle_endtag(self, tag: str) -> None:
        self.in_main = self.in_main and tag != "main"

    def handle_data(self, data: str) -> None:
        if self.in_main:
            self.pieces.append(data)


def _canonical(attrs: Iterable[tuple[str, str | None]]) -> bool:
    return ("rel", "canonical") in attrs


def read_html(content: bytes) -> Document:
    """Read a finished page back."""
    reader = _Reader()
    reader.feed(content.decode("utf-8"))
    reader.close()
    return Document(
        "".join(reader.pieces),
        tuple(reader.links),
        frozenset(reader.anchors),
        tuple(reader.dates),
        frozenset(reader.images),
    )
