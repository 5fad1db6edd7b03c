"""Texts of bulletins put aside, packed pages and sources: those asked for lately are unpacked, others are let go of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

import msgspec

from sitegen.model.layout import PrintedLine
from sitegen.model.newspaper import Page
from sitegen.model.spool import Spool
from sitegen.source import SourceText

MOST_UNPACKED: Final = 64  # bulletins, in each process

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(tuple[bytes, bytes]).decode
_decode_pages = msgspec.msgpack.Decoder(tuple[Page, ...]).decode
_decode_lines = msgspec.msgpack.Decoder(tuple[tuple[PrintedLine, ...], ...]).decode
_spool = Spool()


def pack_pages(pages: Iterable[Page]) -> bytes:
    """Returns pages as they are kept: but for the text of the bulletin, which is at hand in each build.

    Its lines, which hardly any build asks for, stand apart from all else.
    """
    pages = tuple(pages)
    bare = tuple(replace(page, source=SourceText(page.source.path, ""), lines=()) for page in pages)
    return _encode((_encode(bare), _encode(tuple(page.lines for page in pages))))


class Texts:
    """The packed pages of one bulletin, fetched each time from where they are kept."""

    __slots__ = ("_fetch", "_stays")

    def __init__(self, fetch: Callable[[], bytes], *, stays: bool = False) -> None:
        """Know how they are fetched, and whether that `stays` possible for as long as this process and its own."""
        self._fetch, self._stays = fetch, stays

    def packed(self) -> bytes:
        """Returns the pages as they are packed."""
        return self._fetch()

    def hold(self) -> None:
        """Let them be there from now on, whatever becomes of where they are kept."""
        if not self._stays:
            self._fetch, self._stays = _spool.put(self.packed()), True

    def pages(self) -> tuple[Page, ...]:
        """Returns the pages with all their texts, but none of their lines."""
        return _unpacked(self)

    def lines(self) -> tuple[tuple[PrintedLine, ...], ...]:
        """Returns the lines of each page."""
        return _decode_lines(_decode(self.packed())[1])

    def __reduce__(self) -> tuple[Callable[..., Texts], tuple[bytes]]:
        """Let another process hold them."""
        return put_aside, (self.packed(),)


def put_aside(packed: bytes) -> Texts:
    """Returns pages that are packed and kept nowhere else."""
    return Texts(_spool.put(packed), stays=True)


def forget() -> None:
    """Let go of all texts that are unpacked."""
    _unpacked.cache_clear()
    _source.cache_clear()


@lru_cache(maxsize=MOST_UNPACKED)
def _unpacked(texts: Texts) -> tuple[Page, ...]:
    return _decode_pages(_decode(texts.packed())[0])


class LateSource(SourceText):
    """The text of a bulletin, which comes when it is asked for."""

    __slots__ = ("_fetch",)
    _fetch: Callable[[], bytes]

    def __getattr__(self, name: str) -> Any:
        """Returns what is not held."""
        if name.startswith("_"):  # nothing of its own that is not there
            raise AttributeError(name)
        return getattr(_source(self.path, self._fetch), name)

    def __eq__(self, other: object) -> bool:
        """Tell whether it is equal to another, held or not."""
        return isinstance(other, SourceText) and (self.path, self.text) == (other.path, other.text)

    def __hash__(self) -> int:
        return hash(self.path)

    def __reduce__(self) -> tuple[type[SourceText], tuple[str, str]]:
        """Let another process hold it."""
        return SourceText, (self.path, self.text)


def late_source(source: SourceText) -> SourceText:
    """Returns a source whose text is put aside until it is asked for."""
    late = LateSource.__new__(LateSource)
    object.__setattr__(late, "path", source.path)
    object.__setattr__(late, "_fetch", _spool.put(source.text.encode("utf-8", "surrogatepass")))
    return late


def whole_source(source: SourceText) -> SourceText:
    """Returns a source with its text held: whoever goes through it asks once."""
    return _source(source.path, source._fetch) if isinstance(source, LateSource) else source  # noqa: SLF001


@lru_cache(maxsize=MOST_UNPACKED)
def _source(path: str, fetch: Callable[[], bytes]) -> SourceText:
    return SourceText(path, fetch().decode("utf-8", "surrogatepass"))
