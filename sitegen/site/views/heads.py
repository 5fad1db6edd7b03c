"""What a page says of itself in its head, as a template may see it: metadata, and other forms of what it shows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MetaView:
    """What a page says of itself in <meta>: `key` is the attribute that names it, name or property."""

    key: str
    name: str
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AlternateView:
    """Another form in which what a page shows may be taken away: what it is called, where it is, its media type.

    `name` is what its file is to be called where a reader keeps it: 河湾日报-2023-05-04.epub, "" for programs.
    """

    text: str
    href: str
    type: str
    name: str = ""
