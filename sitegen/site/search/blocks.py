"""A block of neighbouring documents: what it shows, its statistics, its postings in the few bytes that others merge.

`read_block` and `post_block` are the work of one process on one block; little but bytes and counts leaves it.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

import msgspec
import numpy as np

from sitegen.site.arrays import spread
from sitegen.site.search.documents import SearchDocument
from sitegen.site.search.format import data
from sitegen.site.search.postings import NONE, WORD_FLAG, Postings, hashes_of, postings_of
from sitegen.site.search.tokens import has_traditional, length_in_tokens, runs
from sitegen.site.search.words import counted

_SEAM = "\x1f"  # stands in no run, no word and no facet
GROUPS = 64  # a power of two; terms are merged a group at a time

# Of the terms of a group: what Postings hold, but of the headlines only the rows that have a weight, and these.
_Columns = tuple[bytes, bytes, bytes, bytes, bytes, bytes, bytes]
# What is suggested: ("place", "赤峰市") → in how many documents, and the last of them within the block.
Suggested = dict[tuple[str, str], tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What is told of a block as a whole."""

    year: str
    month: str
    documents: int
    lengths: tuple[int, int]  # tokens of all headlines and of all texts
    traditional: bool
    kinds: dict[str, int]
    pages: dict[str, int]
    sections: dict[str, int]
    suggested: bytes  # a Suggested, packed: it is asked for once, and a block has a thousand of them
    words: str = ""  # how often each stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """What of a block takes much room."""

    shown: bytes  # what the results show
    lines: bytes  # what the postings are made of


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Some hundred documents of one month at most, read once.

    `key` is the digest of what its documents are made of, nothing where that is not known. `packed` is only asked for
    where something is made anew.
    """

    outline: Outline
    packed: Callable[[], Packed]
    key: bytes = b""


@dataclass(frozen=True, slots=True)
class Piece:
    """The postings of one block for the terms of one group."""

    start: int  # the block's first id within its segment
    columns: bytes


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(list[bytes]).decode
_decode_suggested = msgspec.msgpack.Decoder(Suggested).decode
_decode_columns = msgspec.msgpack.Decoder(_Columns).decode


def read_block(documents: Sequence[SearchDocument]) -> tuple[Outline, Packed]:
    """Read documents of one month."""
    shown = [data(document.shown()) for document in documents]
    heads = [_line([document.headline]) for document in documents]
    texts = [_line(document.text) for document in documents]
    lines = [
        _SEAM.join((head, text, *document.facets())).encode("utf-8", "surrogatepass")
        for head, text, document in zip(heads, texts, documents, strict=True)
    ]
    outline = Outline(
        year=documents[0].year,
        month=documents[0].month(),
        documents=len(documents),
        lengths=(sum(map(length_in_tokens, heads)), sum(map(length_in_tokens, texts))),
        traditional=has_traditional("".join(chain.from_iterable((d.headline, *d.text) for d in documents))),
        kinds=dict(Counter(document.kind for document in documents)),
        pages=dict(Counter(document.page for document in documents if document.page)),
        sections=dict(Counter(document.section for document in documents if document.section)),
        suggested=_encode(_suggested(documents)),
        words=counted(documents),
    )
    return outline, Packed(shown=_pack(shown), lines=_pack(lines))


def _line(texts: Sequence[str]) -> str:
    # Text by text: no token reaches from one paragraph into the next.
    return " ".join(chain.from_iterable(map(runs, texts)))


def _suggested(documents: Sequence[SearchDocument]) -> Suggested:
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for ordinal, document in enumerate(documents):
        for entry in dict.fromkeys((*document.names(), ("title", document.title))):
            found[entry] = (found.get(entry, (0, 0))[0] + 1, ordinal)
    return found


def suggested_by(outline: Outline) -> Suggested:
    """Returns what a block suggests."""
    return _decode_suggested(outline.suggested)


def results_of(packed: Packed) -> list[bytes]:
    """Returns what the results of a block show."""
    return _decode(zlib.decompress(packed.shown))


def _pack(values: list[bytes]) -> bytes:
    # Huffman codes alone: a tenth more bytes in less than half the time.
    packing = zlib.compressobj(1, strategy=zlib.Z_HUFFMAN_ONLY)
    return packing.compress(_encode(values)) + packing.flush()


def post_block(task: tuple[bytes, tuple[float, float]]) -> list[bytes]:
    """Returns the postings of a block by group: task is its lines, and the mean lengths of both fields."""
    packed, averages = task
    lines = [line.decode("utf-8", "surrogatepass").split(_SEAM) for line in _decode(zlib.decompress(packed))]
    facets: dict[str, list[int]] = {}
    for ordinal, (_, _, *of_document) in enumerate(lines):
        for facet in of_document:
            facets.setdefault(facet, []).append(ordinal)
    postings = postings_of([line[0] for line in lines], [line[1] for line in lines], facets, averages)
    return [_encode(_columns(group)) for group in _by_group(postings)]


def _by_group(postings: Postings) -> Iterator[Postings]:
    """Divide postings by the hashes of their terms."""
    groups = hashes_of(postings.keys, postings.words) % GROUPS
    order = np.argsort(groups, kind="stable")
    cuts = np.searchsorted(groups[order], range(GROUPS + 1))
    begins = np.cumsum(postings.counts, dtype=np.int64) - postings.counts
    words_begin = len(postings.keys) - len(postings.words)
    for begin, end in pairwise(cuts.tolist()):
        terms = order[begin:end]
        rows = spread(begins[terms], postings.counts[terms].astype(np.int64))
        words = terms[terms >= words_begin] - words_begin
        yield Postings(
            keys=postings.keys[terms],
            words=[postings.words[at] for at in words.tolist()],
            counts=postings.counts[terms],
            documents=postings.documents[rows],
            text=postings.text[rows],
            headline=postings.headline[rows],
        )


def _columns(group: Postings) -> _Columns:
    headed = np.flatnonzero(group.headline != NONE)
    return (
        group.keys[: len(group.keys) - len(group.words)].tobytes(),  # another word elsewhere moves those of words
        _SEAM.join(group.words).encode("utf-8", "surrogatepass"),
        group.counts.tobytes(),
        group.documents.tobytes(),
        group.text.tobytes(),
        headed.astype(np.uint32).tobytes(),
        group.headline[headed].tobytes(),
    )


def unpacked(piece: Piece) -> Postings:
    """Unpack a piece; its words are counted in the order of their keys, the last ones."""
    keys, packed_words, counts, documents, text, headed, weights = _decode_columns(piece.columns)
    words = packed_words.decode("utf-8", "surrogatepass").split(_SEAM) if packed_words else []
    headline = np.full(len(text), NONE, np.uint8)
    headline[np.frombuffer(headed, np.uint32)] = np.frombuffer(weights, np.uint8)
    return Postings(
        keys=np.concatenate((np.frombuffer(keys, np.uint64), np.arange(len(words), dtype=np.uint64) | WORD_FLAG)),
        words=words,
        counts=np.frombuffer(counts, np.uint16),
        documents=np.frombuffer(documents, np.uint16),
        text=np.frombuffer(text, np.uint8),
        headline=headline,
    )
