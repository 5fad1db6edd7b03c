"""A block of neighbouring documents: what it shows, its statistics, its postings in the few bytes that others merge.

`read_block` and `post_block` are the work of one process on one block; little but bytes and counts leaves it.
"""

from __future__ import annotations

import pickle
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sitegen.site.arrays import spread
from sitegen.site.search.documents import SearchDocument
from sitegen.site.search.format import data
from sitegen.site.search.postings import NONE, Keys, Places, Postings, Small, hashes_of, postings_of
from sitegen.site.search.tokens import has_traditional, length_in_tokens, runs
from sitegen.site.search.words import counted

GROUPS = 64  # a power of two; terms are merged a group at a time

# Runs of the headline, runs of the text (both joined by blanks), facet terms.
_Lines = tuple[str, str, tuple[str, ...]]
# Of the terms of a group: what Postings hold, but of the headlines only the rows that have a weight, and these.
_Columns = tuple[Keys, Sequence[str], Small, Small, Places, NDArray[np.uint32], Places]
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
    suggested: Suggested
    words: str = ""  # how often each stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Some hundred documents of one month at most, read once."""

    outline: Outline
    shown: bytes  # what the results show, packed
    lines: bytes  # what the postings are made of, packed


@dataclass(frozen=True, slots=True)
class Piece:
    """The postings of one block for the terms of one group."""

    start: int  # the block's first id within its segment
    columns: bytes


def read_block(documents: Sequence[SearchDocument]) -> Block:
    """Read documents of one month."""
    shown = [data(document.shown()) for document in documents]
    lines: list[_Lines] = [
        (_line([document.headline]), _line(document.text), document.facets()) for document in documents
    ]
    outline = Outline(
        year=documents[0].year,
        month=documents[0].month(),
        documents=len(documents),
        lengths=(sum(length_in_tokens(head) for head, _, _ in lines), sum(length_in_tokens(t) for _, t, _ in lines)),
        traditional=has_traditional("".join(chain.from_iterable((d.headline, *d.text) for d in documents))),
        kinds=dict(Counter(document.kind for document in documents)),
        pages=dict(Counter(document.page for document in documents if document.page)),
        sections=dict(Counter(document.section for document in documents if document.section)),
        suggested=_suggested(documents),
        words=counted(documents),
    )
    return Block(outline=outline, shown=_pack(shown), lines=_pack(lines))


def _line(texts: Sequence[str]) -> str:
    # Text by text: no token reaches from one paragraph into the next.
    return " ".join(chain.from_iterable(map(runs, texts)))


def _suggested(documents: Sequence[SearchDocument]) -> Suggested:
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for ordinal, document in enumerate(documents):
        for entry in dict.fromkeys((*document.names(), ("title", document.title))):
            found[entry] = (found.get(entry, (0, 0))[0] + 1, ordinal)
    return found


def results_of(block_shown: bytes) -> list[bytes]:
    """Unpack what the results of a block show."""
    shown: list[bytes] = _unpack(block_shown)
    return shown


def _pack(value: object) -> bytes:
    # Huffman codes alone: a tenth more bytes in less than half the time.
    packing = zlib.compressobj(1, strategy=zlib.Z_HUFFMAN_ONLY)
    return packing.compress(pickle.dumps(value, pickle.HIGHEST_PROTOCOL)) + packing.flush()


def _unpack(packed: bytes) -> Any:
    return pickle.loads(zlib.decompress(packed))


def post_block(task: tuple[int, bytes, tuple[float, float]]) -> list[Piece]:
    """Take the postings of a block by group: task is its first id, its lines, and the mean lengths of both fields."""
    start, packed, averages = task
    lines: list[_Lines] = _unpack(packed)
    facets: dict[str, list[int]] = {}
    for ordinal, (_, _, of_document) in enumerate(lines):
        for facet in of_document:
            facets.setdefault(facet, []).append(ordinal)
    postings = postings_of([headline for headline, _, _ in lines], [text for _, text, _ in lines], facets, averages)
    return [Piece(start, pickle.dumps(_columns(group), pickle.HIGHEST_PROTOCOL)) for group in _by_group(postings)]


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
        group.keys,
        group.words,
        group.counts,
        group.documents,
        group.text,
        headed.astype(np.uint32),
        group.headline[headed],
    )


def unpacked(piece: Piece) -> Postings:
    """Unpack a piece; its words are counted in the order of their keys, the last ones."""
    columns: _Columns = pickle.loads(piece.columns)
    keys, words, counts, documents, text, headed, weights = columns
    headline = np.full(len(text), NONE, np.uint8)
    headline[headed] = weights
    return Postings(keys, words, counts, documents, text, headline)
