"""Pieces of blocks → buckets: the lists of each term put together, long ones cut into chunks behind their champions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log2

import numpy as np

from sitegen.site import urls
from sitegen.site.arrays import Indexes, spread, starts
from sitegen.site.search.blocks import GROUPS, Piece, unpacked
from sitegen.site.search.format import Sizes, data, utf16
from sitegen.site.search.lists import best_of, cut_list, write_lists
from sitegen.site.search.postings import NONE, WORD_FLAG, Keys, Places, hashes_of, terms_of

# A chunk's number is known only when the chunks before it are counted; no term holds these two characters.
_NUMBER = re.compile(rb"\\t\\u0000(\d+):")
_ENOUGH = 1_000_000  # bytes of lines from which the number of buckets can be told
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Part:
    """Some buckets of a segment with the chunks of their terms: names of files and their data.

    The buckets' data still count the chunks from 0: `numbered` counts them on.
    """

    buckets: tuple[tuple[int, bytes], ...]
    chunks: tuple[bytes, ...]

    def numbered(self, first: int) -> Iterator[tuple[str, bytes]]:
        """Give all files, the first chunk under the number `first`."""
        for number, content in self.buckets:
            if self.chunks:
                content = _NUMBER.sub(lambda found: b"\\t%d:" % (first + int(found[1])), content)
            yield urls.search_bucket(number), content
        for number, content in enumerate(self.chunks, first):
            yield urls.search_chunk(number), content


@dataclass(frozen=True, slots=True)
class _Merged:
    """The terms of some groups in the order of their keys, and a row for each posting, by term and id."""

    terms: Sequence[str]
    hashes: Indexes
    begins: Indexes  # of each term, its first row
    counts: Indexes  # of each term, its documents
    ids: Indexes  # within the segment
    text: Places
    headline: Places


def count_buckets(groups: Sequence[Sequence[Piece]], sizes: Sizes) -> int:
    """Give how many buckets a segment wants; of a large one the first groups tell."""
    size = measured = 0
    while measured < len(groups) and size < _ENOUGH:
        size += sum(len(line.encode()) + 1 for line in _lines(_merge(groups[measured]), sizes, []))
        measured += 1
    whole = size * len(groups) / measured
    return 1 << max(0, round(log2(max(1, whole / sizes.bucket))))


def make_part(task: tuple[int, int, Sequence[Piece], Sizes]) -> Part:
    """Make every bucket whose number leaves one rest: task is the rest, how many buckets, the pieces, the sizes."""
    rest, buckets, pieces, sizes = task
    of_bucket: dict[int, list[str]] = {number: [] for number in range(rest, buckets, min(buckets, GROUPS))}
    merged = _merge(pieces)
    chunks: list[str] = []
    lines = _lines(merged, sizes, chunks)
    numbers = (merged.hashes % buckets).tolist()
    # Without characters beyond U+FFFF the order of code points is that of UTF-16, and much cheaper.
    astral = _ASTRAL.search("".join(merged.terms))
    order = list(map(utf16, merged.terms)) if astral else merged.terms
    for at in sorted(range(len(lines)), key=order.__getitem__):
        of_bucket[numbers[at]].append(lines[at])
    made = tuple((number, data("\n".join(held))) for number, held in of_bucket.items())
    return Part(made, tuple(map(data, chunks)))


def _merge(pieces: Sequence[Piece]) -> _Merged:
    """Put the postings of each term together; the pieces of one group are in the order of their ids."""
    vocabulary: dict[str, int] = {}
    found = [(piece.start, unpacked(piece)) for piece in pieces]
    stretches = np.concatenate([_renumbered(one.keys, one.words, vocabulary) for _, one in found])
    sizes = np.concatenate([one.counts for _, one in found]).astype(np.int64)
    order = np.argsort(stretches, kind="stable")
    rows = spread((np.cumsum(sizes) - sizes)[order], sizes[order])
    ids = np.concatenate([one.documents.astype(np.int64) + start for start, one in found])
    first = starts(stretches[order])
    counts = np.add.reduceat(sizes[order], first) if len(first) else first
    keys, words = stretches[order][first], list(vocabulary)
    return _Merged(
        terms=terms_of(keys, words),
        hashes=hashes_of(keys, words),
        begins=np.cumsum(counts) - counts,
        counts=counts,
        ids=ids[rows],
        text=np.concatenate([one.text for _, one in found])[rows],
        headline=np.concatenate([one.headline for _, one in found])[rows],
    )


def _renumbered(keys: Keys, words: Sequence[str], vocabulary: dict[str, int]) -> Keys:
    """Give the keys of a block with its words counted as in all blocks."""
    numbers = [vocabulary.setdefault(word, len(vocabulary)) for word in words]
    return np.append(keys[: len(keys) - len(words)], np.array(numbers, np.uint64) | WORD_FLAG)


def _lines(merged: _Merged, sizes: Sizes, chunks: list[str]) -> list[str]:
    """Give the terms' lines; the chunks of hot terms are added to `chunks`."""
    kept = np.ones(len(merged.ids), bool)
    lengths = merged.counts.copy()
    cut: dict[int, str] = {}  # of the hot terms: where their chunks are
    for at in np.flatnonzero(merged.counts > sizes.hot).tolist():
        begin = merged.begins[at]
        rows = slice(begin, begin + merged.counts[at])
        text, headline = merged.text[rows], merged.headline[rows]
        best = best_of(text, headline, sizes.champions)
        kept[rows] = False
        kept[begin + best] = True
        lengths[at] = len(best)
        first, pieces = cut_list(merged.ids[rows], text, headline, sizes.chunk)
        cut[at] = f"\t\0{len(chunks)}:{','.join(map(str, first[1:]))}"
        chunks.extend(pieces)
    lists = write_lists(merged.ids[kept], merged.text[kept], merged.headline[kept], np.cumsum(lengths) - lengths)
    twice = (merged.text != NONE) & (merged.headline != NONE)
    both = np.add.reduceat(twice.astype(np.int64), merged.begins) if len(lists) else merged.counts
    counted = zip(merged.terms, merged.counts.tolist(), both.tolist(), lists, strict=True)
    lines = [f"{term}\t{df}\t{df + two if two else ''}\t{listed}" for term, df, two, listed in counted]
    for at, where in cut.items():
        lines[at] += where
    return lines
