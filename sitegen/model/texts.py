"""Packed pages of a bulletin, put aside: unpacked a bulletin at a time, and let go of when not asked for lately.

What is put aside in a file is held by no process: neither by this one nor by those that are forked from it, each of
which would get a copy of all that it looks at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import Final

import msgspec

from sitegen.model.announced import Announced
from sitegen.model.fingerprint import Fingerprint
from sitegen.model.layout import PrintedLine
from sitegen.model.newspaper import Article, Mentions, Page
from sitegen.model.prose import Prose
from sitegen.model.spool import Spool
from sitegen.source import SourceText

MOST_UNPACKED: Final = 64  # bulletins, in each process
MOST_HEADS: Final = 2_048  # bulletins of which it is at hand what look-ups ask of every article
SPOOL: Final = Spool()
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(tuple[bytes, bytes, bytes]).decode
_decode_announced = msgspec.msgpack.Decoder(tuple[tuple[Announced, ...], ...]).decode
_decode_pages = msgspec.msgpack.Decoder(tuple[Page, ...]).decode
_decode_lines = msgspec.msgpack.Decoder(tuple[tuple[PrintedLine, ...], ...]).decode


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleHead:
    """What of an article look-ups go through, and lists ask for; by its `fingerprint` its texts are known again."""

    headline: Prose | None
    mentions: Mentions
    size: int
    word_count: int
    fingerprint: Fingerprint


_decode_both = msgspec.msgpack.Decoder(tuple[bytes, bytes]).decode
_decode_titles = msgspec.msgpack.Decoder(tuple[tuple[str, ...], ...]).decode
_decode_heads = msgspec.msgpack.Decoder(tuple[tuple[ArticleHead, ...], ...]).decode


def pack_heads(
    pages: Iterable[Iterable[tuple[Article, Fingerprint]]], announced: Sequence[Sequence[Announced]]
) -> bytes:
    """Returns what is told of the articles of each page, packed; their titles by themselves, as indexes ask no more."""
    titles = [[told.title for told in page] for page in announced]
    return _encode((_encode(titles), _encode([[_head(*told) for told in page] for page in pages])))


def _head(article: Article, fingerprint: Fingerprint) -> ArticleHead:
    return ArticleHead(
        headline=article.headline,
        mentions=article.mentions,
        size=article.size,
        word_count=article.word_count,
        fingerprint=fingerprint,
    )


def pack_pages(pages: Sequence[Page], announced: Sequence[Sequence[Announced]]) -> bytes:
    """Returns pages as they are kept: but for the text of the bulletin, which is at hand in each build.

    What the articles of each are `announced` by stands apart from all else, as most of them are only listed; so do its
    lines, which hardly any build asks for.
    """
    bare = tuple(replace(page, source=SourceText(page.source.path, ""), lines=()) for page in pages)
    return _encode((_encode(announced), _encode(bare), _encode(tuple(page.lines for page in pages))))


class Texts:
    """The packed pages of one bulletin, fetched each time from where they are kept."""

    __slots__ = ("_fetch", "_heads", "_held")

    def __init__(self, fetch: Callable[[], bytes], heads: bytes) -> None:
        """Know how they are fetched; `heads` are those of their articles, packed."""
        self._fetch, self._heads = fetch, SPOOL.put(heads)
        self._held: Callable[[], bytes] | None = None  # what announces their articles, once all stays at hand

    def packed(self) -> bytes:
        """Returns the pages as they are packed."""
        return self._fetch()

    def hold(self) -> None:
        """Let them be there from now on, whatever becomes of where they are kept."""
        if self._held is None:
            packed = self.packed()
            self._fetch, self._held = SPOOL.put(packed), SPOOL.put(_decode(packed)[0])

    def heads(self) -> tuple[tuple[ArticleHead, ...], ...]:
        """Returns what is told of the articles of each page."""
        return _unpacked_heads(self)

    def titles(self) -> tuple[tuple[str, ...], ...]:
        """Returns the titles of the articles of each page, "" where nothing gives it one."""
        return _unpacked_titles(self)

    def announced(self) -> tuple[tuple[Announced, ...], ...]:
        """Returns what the articles of each page are announced by."""
        return _announced(self)

    def pages(self) -> tuple[Page, ...]:
        """Returns the pages with all their texts, but none of their lines."""
        return _unpacked(self)

    def lines(self) -> tuple[tuple[PrintedLine, ...], ...]:
        """Returns the lines of each page."""
        return _decode_lines(_decode(self.packed())[2])

    def __reduce__(self) -> tuple[Callable[..., Texts], tuple[bytes, bytes]]:
        """Let another process hold them."""
        return put_aside, (self.packed(), self._heads())


def put_aside(packed: bytes, heads: bytes) -> Texts:
    """Returns pages that are packed and kept nowhere else."""
    texts = Texts(partial(bytes, packed), heads)
    texts.hold()
    return texts


def forget_pages() -> None:
    """Let go of all pages that are unpacked."""
    _unpacked.cache_clear()
    _announced.cache_clear()
    _unpacked_heads.cache_clear()
    _unpacked_titles.cache_clear()


@lru_cache(maxsize=MOST_UNPACKED)
def _unpacked(texts: Texts) -> tuple[Page, ...]:
    return _decode_pages(_decode(texts.packed())[1])


@lru_cache(maxsize=MOST_UNPACKED)
def _announced(texts: Texts) -> tuple[tuple[Announced, ...], ...]:
    return _decode_announced(texts._held() if texts._held else _decode(texts.packed())[0])  # noqa: SLF001


@lru_cache(maxsize=MOST_HEADS)
def _unpacked_heads(texts: Texts) -> tuple[tuple[ArticleHead, ...], ...]:
    return _decode_heads(_decode_both(texts._heads())[1])  # noqa: SLF001


@lru_cache(maxsize=MOST_HEADS)
def _unpacked_titles(texts: Texts) -> tuple[tuple[str, ...], ...]:
    return _decode_titles(_decode_both(texts._heads())[0])  # noqa: SLF001
