"""What a feed holds, whatever form it is written in. Every address is absolute, every text plain, but for `html`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import msgspec


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """A picture of an entry, as whoever loads it beforehand wants to know it."""

    address: str
    type: str
    size: int  # of the file, in bytes


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """An article, or an issue of the digest. `published` and `updated` are None where no day is known.

    `updated` is later than `published` only where a public correction has been made. `id` never changes.
    """

    id: str
    address: str
    title: str
    published: datetime | None
    updated: datetime | None
    authors: tuple[str, ...]
    categories: tuple[str, ...]
    summary: str
    html: str
    pictures: tuple[Picture, ...] = ()


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    """A feed document. `address` is its own, `style` that of the sheet by which browsers show it, relative to it.

    `previous` is the archive document with what is older, "" for none. An archive document itself has `current`, the
    feed that it belongs to, and `following`, the archive document with what is newer.
    """

    id: str
    address: str
    page: str
    style: str
    title: str
    description: str
    author: str
    language: str
    generator: str
    hub: str
    entries: tuple[Entry, ...]
    previous: str = ""
    current: str = ""
    following: str = ""

    @property
    def updated(self) -> datetime | None:
        """When something in it was last published or corrected; None where no day is known."""
        return max((entry.updated for entry in self.entries if entry.updated is not None), default=None)


Writer = Callable[[Feed], bytes]
