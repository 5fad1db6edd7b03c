"""A block of neighbouring documents: what it shows, its statistics, its postings in the few bytes that others merge.

`read_block` and `post_block` are the work of one process on one block; little but bytes and counts leaves it.
"""

from __future__ import annotations

import pickle
import zlib
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain, pairwise
from typing import Any, NamedTuple

import numpy as np

from sitegen.site.search_documents import SearchDocument
from sitegen.site.search_format import data
from sitegen.site.search_postings import Postings, facet_postings, postings_of
from sitegen.site.search_tokens import has_traditional, length_in_tokens, runs

GROUPS = 64  # a power of two; terms are merged a group at a time

# Runs of the headline, runs of the text (both joined by blanks), facet terms.
_Lines = tuple[str, str, tuple[str, ...]]
# What is suggested: ("place", "赤峰市") → in how many documents, and the last of them within the block.
Suggested = Mapping[tuple[str, str], tuple[int, int]]
# Of the terms of a group: they, their lists without the first delta, the first and last id within the block, how many
# documents have each, how many have it in both fields, their hashes.
_Columns = tuple[str, str, "array[int]", "array[int]", "array[int]", "array[int]", "array[int]"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Some hundred documents of one year, read once."""

    year: str
    documents: int
    shown: bytes  # what the results show, packed
    digests: bytes  # of what each result shows
    lines: bytes  # what the postings are made of, packed
    lengths: tuple[int, int]  # tokens of all headlines and of all texts
    traditional: bool
    kinds: Mapping[str, int]
    suggested: Suggested


@dataclass(frozen=True, slots=True)
class Piece:
    """The postings of one block for the terms of one group."""

    start: int  # the block's first id within its segment
    packed: bytes  # _Columns


class Stretch(NamedTuple):
    """A term's postings in one block, without the delta of the first; ids are those of the segment."""

    list: str
    first: int
    last: int
    documents: int
    both: int  # documents that have the term in both fields


def read_block(documents: Sequence[SearchDocument]) -> Block:
    """Read documents of one year."""
    shown = [data(document.shown()) for document in documents]
    lines: list[_Lines] = [
        (_line([document.headline]), _line(document.text), document.facets()) for document in documents
    ]
    letters = set(chain.from_iterable(chain(document.text, [document.headline]) for document in documents))
    return Block(
        year=documents[0].year,
        documents=len(documents),
        shown=_pack(shown),
        digests=b"".join(sha256(one).digest() for one in shown),
        lines=_pack(lines),
        lengths=(sum(length_in_tokens(head) for head, _, _ in lines), sum(length_in_tokens(t) for _, t, _ in lines)),
        traditional=has_traditional("".join(set(chain.from_iterable(letters)))),
        kinds=Counter(document.kind for document in documents),
        suggested=_suggested(documents),
    )


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
    """Give the postings of a block by group: task is its first id, its lines, and the mean lengths of both fields."""
    start, packed, averages = task
    lines: list[_Lines] = _unpack(packed)
    facets: dict[str, list[int]] = {}
    for ordinal, (_, _, of_document) in enumerate(lines):
        for facet in of_document:
            facets.setdefault(facet, []).append(ordinal)
    words = postings_of([headline for headline, _, _ in lines], [text for _, text, _ in lines], averages)
    parts = [_by_group(postings) for postings in (words, facet_postings(facets))]
    return [Piece(start, _pack(_columns(group))) for group in zip(*parts, strict=True)]


def _by_group(postings: Postings) -> list[tuple[Postings, list[int]]]:
    """Give for each group the places of its terms."""
    groups = postings.hashes % GROUPS
    order = np.argsort(groups, kind="stable")
    cuts = np.searchsorted(groups[order], range(GROUPS + 1)).tolist()
    return [(postings, order[begin:end].tolist()) for begin, end in pairwise(cuts)]


def _columns(group: Sequence[tuple[Postings, list[int]]]) -> _Columns:
    def column(name: str, size: str = "H") -> array[int]:
        numbers = array(size)
        for postings, at in group:
            numbers.extend(getattr(postings, name)[at].tolist())
        return numbers

    return (
        "\n".join([postings.terms[at] for postings, places in group for at in places]),
        "\n".join([postings.lists[at] for postings, places in group for at in places]),
        column("first"),
        column("last"),
        column("documents"),
        column("both"),
        column("hashes", "I"),
    )


def rows(piece: Piece) -> Iterator[tuple[str, int, Stretch]]:
    """Unpack a piece: each term with its hash and its postings."""
    columns: _Columns = _unpack(piece.packed)
    terms, lists, first, last, documents, both, hashes = columns
    if not terms:
        return iter(())
    begin = piece.start.__add__
    stretches = map(Stretch, lists.split("\n"), map(begin, first), map(begin, last), documents, both)
    return zip(terms.split("\n"), hashes, stretches, strict=True)
