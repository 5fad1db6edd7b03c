"""A block of neighbouring documents: what it shows, its statistics, its postings in the few bytes that others merge.

`read_block` and `post_block` are the work of one process on one block; little but bytes and counts leaves it.
"""

from __future__ import annotations

import pickle
import re
import zlib
from array import array
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain, repeat
from operator import sub
from typing import Any, NamedTuple

from sitegen.site.search_documents import SearchDocument
from sitegen.site.search_format import FACET, IN_HEADLINE, data, delta, hashed
from sitegen.site.search_scores import codes
from sitegen.site.search_tokens import count_tokens, has_traditional, length_in_tokens, runs

GROUPS = 64  # a power of two; terms are merged a group at a time

# Runs of the headline, runs of the text (both joined by blanks), facet terms.
_Lines = tuple[str, str, tuple[str, ...]]
# The postings of a term: id within the block, code, id, code …
_Postings = list[Any]
# What is suggested: ("place", "赤峰市") → in how many documents, and the last of them within the block.
Suggested = Mapping[tuple[str, str], tuple[int, int]]
# Of the terms of a group: they, their lists without the first delta, the first and last id within the block, how many
# documents have each, how many have it in both fields.
_Columns = tuple[str, str, "array[int]", "array[int]", "array[int]", "array[int]"]

_DELTAS = [delta(step, FACET) for step in range(1 << 16)]
# Stands before a code of the headline alone while a list is put together, as its delta may not be left out.
_ALONE = "\0"
_LEFT_OUT = re.compile(rf"(?<!\d){_ALONE}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Up to a thousand documents of one year, read once."""

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
    return zlib.compress(pickle.dumps(value, pickle.HIGHEST_PROTOCOL), 1)


def _unpack(packed: bytes) -> Any:
    return pickle.loads(zlib.decompress(packed))


def post_block(task: tuple[int, bytes, tuple[float, float]]) -> list[Piece]:
    """Give the postings of a block by group: task is its first id, its lines, and the mean lengths of both fields."""
    start, packed, averages = task
    lines: list[_Lines] = _unpack(packed)
    postings: defaultdict[str, _Postings] = defaultdict(list)
    both: Counter[str] = Counter()
    for ordinal, line in enumerate(lines):
        _post(ordinal, line, averages, postings, both)
    groups: list[list[str]] = [[] for _ in range(GROUPS)]
    for term in postings:
        groups[hashed(term) % GROUPS].append(term)
    return [_piece(start, group, postings, both) for group in groups]


def _post(
    ordinal: int,
    line: _Lines,
    averages: tuple[float, float],
    postings: defaultdict[str, _Postings],
    both: Counter[str],
) -> None:
    """Add the postings of a document to those of its block, in `both` the terms that are in both fields."""
    headline, text, facets = line
    counts, in_headline = count_tokens(text), count_tokens(headline)
    of_headline, of_text = _table(in_headline, averages[0]), _table(counts, averages[1])
    for term, times in in_headline.items():
        in_text = counts.pop(term, 0)
        postings[term] += (ordinal, f"{of_text[in_text] if in_text else _ALONE}{IN_HEADLINE}{of_headline[times]}")
        both[term] += in_text > 0
    for facet in facets:
        postings[facet] += (ordinal, FACET)
    # What a loop would do, without its cost: most of the time of a large index goes by here.
    values = [(ordinal, code) for code in of_text]
    deque(map(list.extend, map(postings.__getitem__, counts), map(values.__getitem__, counts.values())), maxlen=0)


def _table(counts: Mapping[str, int], average: float) -> list[str]:
    return codes(max(counts.values()), sum(counts.values()), average) if counts else []


def _piece(start: int, terms: Sequence[str], postings: Mapping[str, _Postings], both: Mapping[str, int]) -> Piece:
    found = [postings[term] for term in terms]
    columns: _Columns = (
        "\n".join(terms),
        "\n".join([one[1].removeprefix(_ALONE) if len(one) == 2 else _list(one) for one in found]),
        array("H", [one[0] for one in found]),
        array("H", [one[-2] for one in found]),
        array("H", [len(one) // 2 for one in found]),
        array("H", map(both.get, terms, repeat(0))),
    )
    return Piece(start, _pack(columns))


def _list(postings: _Postings) -> str:
    """Write postings without the delta of the first."""
    ids = postings[::2]
    rest = postings[1:]
    rest[1::2] = map(_DELTAS.__getitem__, map(sub, ids[1:], ids))
    written = "".join(rest).removeprefix(_ALONE)
    return _LEFT_OUT.sub(delta(1, IN_HEADLINE), written).replace(_ALONE, "") if _ALONE in written else written


def rows(piece: Piece) -> Iterator[tuple[str, Stretch]]:
    """Unpack a piece: each term with its postings."""
    columns: _Columns = _unpack(piece.packed)
    terms, lists, first, last, documents, both = columns
    if not terms:
        return iter(())
    begin = piece.start.__add__
    stretches = map(Stretch, lists.split("\n"), map(begin, first), map(begin, last), documents, both)
    return zip(terms.split("\n"), stretches, strict=True)
