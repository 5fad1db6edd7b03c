"""Pieces of blocks → buckets: the lists of each term put together, long ones cut into chunks behind their champions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from sitegen.site.addresses import search_urls
from sitegen.site.arrays import Indexes, spread, starts
from sitegen.site.search.blocks import GROUPS, Piece, unpacked
from sitegen.site.search.format import Sizes, data, named_by, utf16
from sitegen.site.search.lists import best_of, cut_list, write_lists
from sitegen.site.search.postings import NONE, WORD_FLAG, Keys, Places, hashes_of, terms_of
from sitegen.site.search.shelves import FACETS, OFTEN, SELDOM, Buckets, fill, shelf_of

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Part:
    """Some buckets of a segment with the chunks of their terms, and the lines of the facets among these."""

    shelves: Mapping[str, Buckets]
    chunks: Mapping[str, bytes]  # names of files and their data
    facets: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Lines:
    """The terms of some groups in the order of their keys, with what buckets say of each, and the chunks of these."""

    terms: Sequence[str]
    hashes: Indexes
    lines: Sequence[str]
    chunks: Mapping[str, bytes]  # names of files and their data


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


def written(pieces: Sequence[Piece], sizes: Sizes) -> Lines:
    """Put the postings of each term together and write them."""
    merged = _merge(pieces)
    return Lines(merged.terms, merged.hashes, *_lines(merged, sizes))


def line_sizes(lines: Lines, groups: Sequence[int]) -> list[dict[str, int]]:
    """Returns how many bytes the lines of each group take on each shelf."""
    size = {group: {OFTEN: 0, SELDOM: 0, FACETS: 0} for group in groups}
    of_group = (lines.hashes % GROUPS).tolist()
    for term, line, group in zip(lines.terms, lines.lines, of_group, strict=True):
        size[group][shelf_of(term)] += len(line.encode()) + 1
    return list(size.values())


def make_part(task: tuple[int, int, Mapping[str, int], Sequence[Piece] | Lines, Sizes]) -> Part:
    """Make every bucket whose number leaves one rest: task is that, of how many, buckets by shelf, pieces, sizes.

    Lines that are written already may stand for the pieces.
    """
    rest, parts, counts, given, sizes = task
    made = given if isinstance(given, Lines) else written(given, sizes)
    lines = made.lines
    of_bucket: dict[str, dict[int, list[str]]] = {
        shelf: {number: [] for number in range(rest, counts[shelf], parts)} for shelf in (OFTEN, SELDOM)
    }
    facets: dict[str, str] = {}
    hashes = made.hashes.tolist()
    # Without characters beyond U+FFFF the order of code points is that of UTF-16, and much cheaper.
    astral = _ASTRAL.search("".join(made.terms))
    order = list(map(utf16, made.terms)) if astral else made.terms
    for at in sorted(range(len(lines)), key=order.__getitem__):
        term, shelf = made.terms[at], shelf_of(made.terms[at])
        if shelf == FACETS:
            facets[term] = lines[at]
        else:
            of_bucket[shelf][hashes[at] % counts[shelf]].append(lines[at])
    return Part({shelf: fill(shelf, counts[shelf], held) for shelf, held in of_bucket.items()}, made.chunks, facets)


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
    """Returns the keys of a block with its words counted as in all blocks."""
    numbers = [vocabulary.setdefault(word, len(vocabulary)) for word in words]
    return np.concatenate((keys[: len(keys) - len(words)], np.array(numbers, np.uint64) | WORD_FLAG))


def _lines(merged: _Merged, sizes: Sizes) -> tuple[list[str], dict[str, bytes]]:
    """Returns the terms' lines, and the files with the whole lists of hot terms."""
    kept = np.ones(len(merged.ids), bool)
    lengths = merged.counts.copy()
    whole: dict[int, list[tuple[int, str]]] = {}  # of the hot terms: first ids and pieces
    for at in np.flatnonzero(merged.counts > sizes.hot).tolist():
        begin = merged.begins[at]
        rows = slice(begin, begin + merged.counts[at])
        text, headline = merged.text[rows], merged.headline[rows]
        best = best_of(text, headline, sizes.champions)
        kept[rows] = False
        kept[begin + best] = True
        lengths[at] = len(best)
        whole[at] = cut_list(merged.ids[rows], text, headline, sizes.chunk)
    lists = write_lists(merged.ids[kept], merged.text[kept], merged.headline[kept], np.cumsum(lengths) - lengths)
    lines = [f"{term}\t{listed}" for term, listed in zip(merged.terms, lists, strict=True)]
    places, files = _chunked(whole, merged.counts, sizes.chunk)
    for at, where in places.items():
        lines[at] += f"\t{merged.counts[at]}\t{_summed(merged, at)}\t{where}"
    return lines, files


def _summed(merged: _Merged, at: int) -> int:
    """Returns the documents of a term summed over both fields."""
    rows = slice(merged.begins[at], merged.begins[at] + merged.counts[at])
    return int(np.count_nonzero(merged.text[rows] != NONE) + np.count_nonzero(merged.headline[rows] != NONE))


def _chunked(
    whole: Mapping[int, Sequence[tuple[int, str]]], counts: Indexes, limit: int
) -> tuple[dict[int, str], dict[str, bytes]]:
    """Put the pieces of hot terms into files of about `limit` postings: where each term's are, and the files."""
    pieces = [(at, first, piece, min(limit, counts[at])) for at, cut in whole.items() for first, piece in cut]
    ends = np.cumsum([length for *_, length in pieces]).tolist()
    found: dict[int, list[str]] = {}
    files = {}
    for _, held in groupby(zip(pieces, ends, strict=True), lambda one: (one[1] - 1) // limit):
        together = [piece for piece, _ in held]
        content = data([piece for _, _, piece, _ in together])
        name = named_by([content], 10)
        files[search_urls.chunk(name)] = content
        for place, (at, first, _, _) in enumerate(together):
            found.setdefault(at, []).append(f"{name}:{place}:{first}")
    return {at: ",".join(where) for at, where in found.items()}, files
