"""Pieces of blocks → buckets: the lists of each term put together, long ones cut into chunks behind their champions."""

from __future__ import annotations

import heapq
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import log2
from operator import itemgetter

from sitegen.site import urls
from sitegen.site.search_blocks import GROUPS, Piece, Stretch, rows
from sitegen.site.search_format import Sizes, data, delta, utf16
from sitegen.site.search_scores import weight

_POSTING = re.compile(r"(\d*)([^\d'](?:'.)?|'.)")
# A chunk's number is known only when the chunks before it are counted; no term holds these two characters.
_NUMBER = re.compile(rb"\\t\\u0000(\d+):")
_ENOUGH = 1_000_000  # bytes of lines from which the number of buckets can be told


Terms = Mapping[str, Sequence[Stretch]]
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


def count_buckets(groups: Sequence[Sequence[Piece]], sizes: Sizes) -> int:
    """Give how many buckets a segment wants; of a large one the first groups tell."""
    size = measured = 0
    while measured < len(groups) and size < _ENOUGH:
        terms, _ = merge(groups[measured])
        size += sum(len(_line(term, stretches, sizes, []).encode()) for term, stretches in terms.items())
        measured += 1
    whole = size * len(groups) / measured
    return 1 << max(0, round(log2(max(1, whole / sizes.bucket))))


def make_part(task: tuple[int, int, Sequence[Piece], Sizes]) -> Part:
    """Make every bucket whose number leaves one rest: task is the rest, how many buckets, the pieces, the sizes."""
    rest, buckets, pieces, sizes = task
    of_bucket: dict[int, list[str]] = {number: [] for number in range(rest, buckets, min(buckets, GROUPS))}
    terms, hashes = merge(pieces)
    # Without characters beyond U+FFFF the order of code points is that of UTF-16, and much cheaper.
    for term in sorted(terms, key=utf16 if _ASTRAL.search("".join(terms)) else None):
        of_bucket[hashes[term] % buckets].append(term)
    chunks: list[str] = []
    made = []
    for number, held in of_bucket.items():
        made.append((number, data("\n".join([_line(term, terms[term], sizes, chunks) for term in held]))))
    return Part(tuple(made), tuple(map(data, chunks)))


def merge(pieces: Sequence[Piece]) -> tuple[Terms, Mapping[str, int]]:
    """Put the postings of each term together, with its hash; the pieces of one group are in the order of their ids."""
    terms: defaultdict[str, list[Stretch]] = defaultdict(list)
    hashes: dict[str, int] = {}
    for piece in pieces:
        for term, hashed, stretch in rows(piece):
            terms[term].append(stretch)
            hashes[term] = hashed
    return terms, hashes


def _line(term: str, stretches: Sequence[Stretch], sizes: Sizes, chunks: list[str]) -> str:
    """Give a term's line; the chunks of a hot term are added to `chunks`."""
    if len(stretches) == 1:  # as of most terms
        listed, first, _, documents, both = stretches[0]
        whole = delta(first + 1, listed) + listed
    else:
        documents = sum([stretch.documents for stretch in stretches])
        both = sum([stretch.both for stretch in stretches])
        whole = join(stretches)
    head = f"{term}\t{documents}\t{documents + both if both else ''}\t"
    if len(whole) <= sizes.hot:
        return head + whole
    cut = list(_cut(stretches, sizes.chunk))
    starts = ",".join(str(part[0].first) for part in cut[1:])
    line = f"{head}{champions(whole, sizes.champions)}\t\0{len(chunks)}:{starts}"
    chunks.extend(map(join, cut))
    return line


def join(stretches: Sequence[Stretch]) -> str:
    """Give the list of neighbouring stretches, its first delta counted from −1."""
    last = -1
    parts: list[str] = []
    for stretch in stretches:
        parts += (delta(stretch.first - last, stretch.list), stretch.list)
        last = stretch.last
    return "".join(parts)


def _cut(stretches: Sequence[Stretch], limit: int) -> Iterator[list[Stretch]]:
    """Cut between stretches, so that the ids at the cuts are known without reading the list."""
    part: list[Stretch] = []
    size = 0
    for stretch in stretches:
        own = len(stretch.list) + len(str(stretch.first + 1))  # the delta is never longer
        if part and size + own > limit:
            yield part
            part, size = [], 0
        part.append(stretch)
        size += own
    yield part


def champions(postings: str, count: int) -> str:
    """Give the list of the `count` postings that weigh most, the later one among equals."""
    found = _POSTING.findall(postings)
    ids = accumulate((int(step or 1) for step, _ in found), initial=-1)
    next(ids)
    codes = [code for _, code in found]
    best = heapq.nlargest(count, zip(map(weight, codes), ids, codes, strict=True))
    return join([Stretch(code, ordinal, ordinal, 1, 0) for _, ordinal, code in sorted(best, key=itemgetter(1))])
