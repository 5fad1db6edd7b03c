"""A finished page read back by a parser, for whoever checks what readers get."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from selectolax.lexbor import LexborHTMLParser

_LOOKED_AT = "[href], [src], [action], [id], [datetime]"
_LEADS = ("href", "src", "action")


class Document(msgspec.Struct, frozen=True):
    """A finished HTML page read back: text, links, anchors, machine-readable dates, pictures (address and words).

    Text counts inside <main> only, where articles are set.
    """

    text: str
    links: tuple[str, ...]
    anchors: frozenset[str]
    dates: tuple[str, ...]
    images: frozenset[tuple[str, str]]


def read_html(content: bytes) -> Document:
    """Read a finished page back."""
    parser = LexborHTMLParser(content)
    links: list[str] = []
    anchors: set[str] = set()
    dates: list[str] = []
    images: set[tuple[str, str]] = set()
    for node in parser.css(_LOOKED_AT):
        given = node.attributes
        if "src" in given and node.tag == "img":
            images.add((given["src"] or "", given.get("alt") or ""))
        if not (given.get("rel") == "canonical" and node.tag == "link"):
            links += [value for name in _LEADS if (value := given.get(name)) is not None]
        if anchor := given.get("id"):
            anchors.add(anchor)
        if date := given.get("datetime"):
            dates.append(date)
    main = parser.css_first("main")
    return Document(
        (main.text(deep=True, separator="", strip=False) or "") if main else "",
        tuple(links),
        frozenset(anchors),
        tuple(dates),
        frozenset(images),
    )


def attributes_in(html: str) -> Iterator[str]:
    """Returns what all attributes of a piece of HTML hold."""
    if html:
        for node in LexborHTMLParser(html).css("*"):
            yield from filter(None, node.attributes.values())
