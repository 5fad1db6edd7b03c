"""The postings of a block of documents, in arrays: every token one number, sorted, counted, written.

A dictionary of lists would touch memory all over for each of the million tokens of a block; numbers that are sorted lie
side by side. A token's number is, from the highest bit down: the term (a pair of characters, or one and nothing, or
behind a flag the number of a word), the document, the field.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sitegen.site.search_format import ALPHABET, FACET, IN_HEADLINE, delta, hashed
from sitegen.site.search_scores import codes
from sitegen.site.search_tokens import HAN_RANGES, WORD

Numbers = NDArray[np.uint64]
Indexes = NDArray[np.int64]

BLANK = ord(" ")
_CHARACTER = np.uint64(21)  # bits of a code point
_DOCUMENT = np.uint64(16)
_ONE = np.uint64(1)
_WORD_FLAG = np.uint64(1 << 42)
_TEXT, _HEADLINE = 0, 1  # the field, the lowest bit
_BMP = 1 << 16
_FNV_START, _FNV_PRIME = np.uint32(0x811C9DC5), np.uint32(0x01000193)
_PLACES = 64  # at least as many as there are codes


@dataclass(frozen=True, slots=True)
class Postings:
    """Terms in any order, each with its list without the first delta, and what is known of it in this block."""

    terms: Sequence[str]
    lists: Sequence[str]
    hashes: Indexes
    first: Indexes  # id of the first document
    last: Indexes
    documents: Indexes
    both: Indexes  # documents that have the term in both fields


def postings_of(headlines: Sequence[str], texts: Sequence[str], averages: tuple[float, float]) -> Postings:
    """Give the postings of documents, whose fields are runs joined by blanks; `averages` of headline and text."""
    fields = [line for pair in zip(headlines, texts, strict=True) for line in pair]
    tokens, words = _tokens(fields)
    tokens.sort()
    counted = _starts(tokens)
    times = np.diff(np.append(counted, len(tokens)))
    entries = tokens[counted]
    return _write(entries, _codes(entries, times, averages), words)


def facet_postings(facets: Mapping[str, Sequence[int]]) -> Postings:
    """Give the postings of facet terms: which documents have each."""
    lists = [_facet_list(documents) for documents in facets.values()]
    return Postings(
        terms=list(facets),
        lists=lists,
        hashes=np.array([hashed(term) for term in facets], np.int64),
        first=np.array([documents[0] for documents in facets.values()], np.int64),
        last=np.array([documents[-1] for documents in facets.values()], np.int64),
        documents=np.array([len(documents) for documents in facets.values()], np.int64),
        both=np.zeros(len(facets), np.int64),
    )


def _facet_list(documents: Sequence[int]) -> str:
    steps = (following - one for one, following in pairwise(documents))
    return FACET + "".join(delta(step, FACET) + FACET for step in steps)


def _tokens(fields: Sequence[str]) -> tuple[Numbers, list[str]]:
    """Give the numbers of all tokens, and the words that the flagged ones count."""
    whole = " ".join(fields)
    characters = np.frombuffer(whole.encode("utf-32-le"), "<u4").astype(np.uint64)
    slots = np.repeat(np.arange(len(fields), dtype=np.uint64), [len(field) + 1 for field in fields])[: len(whole)]
    where = ((slots >> _ONE) << _ONE) | ((slots & _ONE) ^ _ONE)  # headline before text in `fields`, text first in order
    shift = _DOCUMENT + _ONE
    printed = characters != BLANK
    single = np.flatnonzero(_ideographs()[characters.astype(np.int64)])
    paired = np.flatnonzero(printed[:-1] & printed[1:])
    vocabulary: dict[str, int] = {}
    found = [m for m in WORD.finditer(whole) if m.end() - m.start() != 2]
    ids = np.array([vocabulary.setdefault(m[0], len(vocabulary)) for m in found], np.uint64)
    starts = np.array([m.start() for m in found], np.int64)
    terms = (
        (characters[single] << _CHARACTER, single),
        (characters[paired] << _CHARACTER | characters[paired + 1], paired),
        (ids | _WORD_FLAG, starts),
    )
    return np.concatenate([term << shift | where[at] for term, at in terms]), list(vocabulary)


@cache
def _ideographs() -> NDArray[np.bool_]:
    table = np.zeros(0x110000, bool)
    for first, last in HAN_RANGES:
        table[first : last + 1] = True
    return table


def _starts(sorted_numbers: Numbers) -> Indexes:
    """Give where each run of equal numbers begins."""
    if not len(sorted_numbers):
        return np.zeros(0, np.int64)
    return np.append(0, np.flatnonzero(sorted_numbers[1:] != sorted_numbers[:-1]) + 1).astype(np.int64)


def _codes(entries: Numbers, times: Indexes, averages: tuple[float, float]) -> Indexes:
    """Give the place in the alphabet of each entry's weight."""
    field = (entries & np.uint64((1 << 17) - 1)).astype(np.int64)
    size = int(field.max(initial=-1)) + 1
    lengths = np.bincount(field, times, size).astype(np.int64)
    most = np.zeros(size, np.int64)
    np.maximum.at(most, field, times)
    tables = [
        codes(int(most[at]), int(lengths[at]), averages[0 if at & 1 == _HEADLINE else 1]) if lengths[at] else []
        for at in range(size)
    ]
    begin = np.cumsum([0, *map(len, tables)])[:-1]
    flat = np.frombuffer("".join(map("".join, tables)).encode("ascii"), np.uint8)
    return _places()[flat[begin[field] + times]] if len(entries) else np.zeros(0, np.int64)


@cache
def _places() -> Indexes:
    table = np.zeros(128, np.int64)
    table[list(ALPHABET.encode("ascii"))] = range(len(ALPHABET))
    return table


def _write(entries: Numbers, places: Indexes, words: Sequence[str]) -> Postings:
    """Write the lists of sorted entries: term, document, text before headline."""
    at = _starts(entries >> _ONE)  # an entry for each term and document
    if not len(at):
        return facet_postings({})
    rows = entries[at]
    size = np.diff(np.append(at, len(entries)))
    begins = _starts(rows >> (_DOCUMENT + _ONE))
    document = ((rows >> _ONE) & np.uint64((1 << 16) - 1)).astype(np.int64)
    step = np.diff(document, prepend=0)
    step[begins] = 0
    alone = (rows & _ONE) == _HEADLINE
    written = list(map(_written(int(step.max())).__getitem__, (step * _PLACES + places[at]).tolist()))
    for row in np.flatnonzero(alone | (size == 2)).tolist():
        text = "" if alone[row] else ALPHABET[places[at[row]]]
        code = f"{text}{IN_HEADLINE}{ALPHABET[places[at[row] + size[row] - 1]]}"
        written[row] = (delta(int(step[row]), code) if step[row] else "") + code
    ends = np.append(begins[1:], len(rows))
    spans = zip(begins.tolist(), ends.tolist(), strict=True)
    terms, hashes = _terms(rows[begins] >> (_DOCUMENT + _ONE), words)
    return Postings(
        terms=terms,
        lists=[written[start] if end - start == 1 else "".join(written[start:end]) for start, end in spans],
        hashes=hashes,
        first=document[begins],
        last=document[ends - 1],
        documents=ends - begins,
        both=np.add.reduceat((size == 2).astype(np.int64), begins),
    )


@cache
def _written(largest: int) -> list[str]:
    """Give what stands for a step and a code of the text; the first posting of a list has no step."""
    return [
        ("" if step <= 1 else str(step)) + (ALPHABET[place] if place < len(ALPHABET) else "")
        for step in range(largest + 1)
        for place in range(_PLACES)
    ]


def _terms(keys: Numbers, words: Sequence[str]) -> tuple[list[str], Indexes]:
    """Give sorted terms as text, and the hash of each."""
    plain = int(np.searchsorted(keys, _WORD_FLAG))
    left = (keys[:plain] >> _CHARACTER).astype(np.uint32)
    right = (keys[:plain] & np.uint64((1 << 21) - 1)).astype(np.uint32)
    pairs = np.stack((left, np.where(right, right, BLANK)), axis=1).astype("<u4").tobytes().decode("utf-32-le")
    terms = [pairs[at : at + 2] for at in range(0, len(pairs), 2)]
    terms = [term.rstrip(" ") for term in terms]
    terms += [words[int(key ^ _WORD_FLAG)] for key in keys[plain:]]
    hashes = np.append(_hashes(left, right), np.zeros(len(keys) - plain, np.int64)).astype(np.int64)
    for at in np.flatnonzero((left >= _BMP) | (right >= _BMP)).tolist():
        hashes[at] = hashed(terms[at])
    for at in range(plain, len(keys)):
        hashes[at] = hashed(terms[at])
    return terms, hashes


def _hashes(left: NDArray[np.uint32], right: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Hash pairs of characters below U+10000, as `hashed` does one by one."""
    value = np.full(len(left), _FNV_START, np.uint32)
    for units in (left, right):
        for byte in (units & np.uint32(255), units >> np.uint32(8)):
            np.multiply(value ^ byte, _FNV_PRIME, out=value, where=units > 0)
    return value
