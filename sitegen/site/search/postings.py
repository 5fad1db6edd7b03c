"""The postings of a block of documents, in arrays: every token one number, sorted and counted.

A dictionary of lists would touch memory all over for each of the million tokens of a block; numbers that are sorted lie
side by side. A token's number is, from the highest bit down: the term's key, the document, the field. A key is a pair
of characters (or one and nothing), behind a flag three digits, or behind another the place of a word in a list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from sitegen.site.arrays import Indexes, starts
from sitegen.site.search.format import ALPHABET, FACET, hashed
from sitegen.site.search.scores import places
from sitegen.site.search.tokens import HAN_RANGES, NUMBER, WORD

Keys = NDArray[np.uint64]
Places = NDArray[np.uint8]
Small = NDArray[np.uint16]

NONE = 255  # stands for the place in the alphabet of a weight where the field lacks the term
NUMBER_FLAG, WORD_FLAG = np.uint64(1 << 42), np.uint64(1 << 43)
BLANK = ord(" ")
_CHARACTER = np.uint64(21)  # bits of a code point
_ONE = np.uint64(1)
_FIELDS = np.uint64(17)  # bits of a document within its block, and of the field
_HEADLINE = 1  # the lowest bit; 0 is the text
_BMP = 1 << 16
_ZERO, _NINE = ord("0"), ord("9")
_FNV_START, _FNV_PRIME = np.uint32(0x811C9DC5), np.uint32(0x01000193)


@dataclass(frozen=True, slots=True)
class Postings:
    """Terms in the order of their keys, and what holds them: a row for each term and document, in that order."""

    keys: Keys
    words: Sequence[str]  # what the keys behind the flag of words count, in their order
    counts: Small  # documents of each term
    documents: Small
    text: Places
    headline: Places


def postings_of(
    headlines: Sequence[str], texts: Sequence[str], facets: Mapping[str, Sequence[int]], averages: tuple[float, float]
) -> Postings:
    """Returns the postings of documents, whose fields are runs joined by blanks; `averages` of headline and text.

    `facets`: which documents have each facet, ascending.
    """
    fields = [line for pair in zip(headlines, texts, strict=True) for line in pair]
    tokens, words = _tokens(fields)
    tokens.sort()
    counted = starts(tokens)
    times = np.diff(np.append(counted, len(tokens)))
    entries = tokens[counted]
    rows, text, headline = _rows(entries, _places(entries, times, averages))
    tagged = [
        (int(WORD_FLAG) | at) << int(_FIELDS) | document << 1
        for at, documents in enumerate(facets.values(), len(words))
        for document in documents
    ]
    rows = np.append(rows, np.array(tagged, np.uint64))
    terms = rows >> _FIELDS
    begins = starts(terms)
    return Postings(
        keys=terms[begins],
        words=[*words, *facets],
        counts=np.diff(np.append(begins, len(rows))).astype(np.uint16),
        documents=((rows >> _ONE) & np.uint64((1 << 16) - 1)).astype(np.uint16),
        text=np.append(text, np.full(len(tagged), ALPHABET.index(FACET), np.uint8)),
        headline=np.append(headline, np.full(len(tagged), NONE, np.uint8)),
    )


def _tokens(fields: Sequence[str]) -> tuple[Keys, list[str]]:
    """Returns the numbers of all tokens, and the words that the flagged ones count."""
    whole = " ".join(fields)
    characters = np.frombuffer(whole.encode("utf-32-le"), "<u4").astype(np.uint64)
    slots = np.repeat(np.arange(len(fields), dtype=np.uint64), [len(field) + 1 for field in fields])[: len(whole)]
    where = ((slots >> _ONE) << _ONE) | ((slots & _ONE) ^ _ONE)  # headline before text in `fields`, text first in order
    printed = characters != BLANK
    single = np.flatnonzero(_ideographs()[characters.astype(np.int64)])
    paired = np.flatnonzero(printed[:-1] & printed[1:])
    is_digit = (characters >= _ZERO) & (characters <= _NINE)
    triple = np.flatnonzero(is_digit[:-2] & is_digit[1:-1] & is_digit[2:])
    digits = np.where(is_digit, characters, np.uint64(_ZERO)) - np.uint64(_ZERO)
    vocabulary: dict[str, int] = {}
    found = [m for m in WORD.finditer(whole) if m.end() - m.start() != 2]
    ids = np.array([vocabulary.setdefault(m[0], len(vocabulary)) for m in found], np.uint64)
    at_words = np.array([m.start() for m in found], np.int64)
    number = digits[triple] * np.uint64(100) + digits[triple + 1] * np.uint64(10) + digits[triple + 2]
    terms = (
        (characters[single] << _CHARACTER, single),
        (characters[paired] << _CHARACTER | characters[paired + 1], paired),
        (number | NUMBER_FLAG, triple),
        (ids | WORD_FLAG, at_words),
    )
    return np.concatenate([term << _FIELDS | where[at] for term, at in terms]), list(vocabulary)


@cache
def _ideographs() -> NDArray[np.bool_]:
    table = np.zeros(0x110000, bool)
    for first, last in HAN_RANGES:
        table[first : last + 1] = True
    return table


def _places(entries: Keys, times: Indexes, averages: tuple[float, float]) -> Places:
    """Returns the place in the alphabet of each entry's weight."""
    field = (entries & np.uint64((1 << 17) - 1)).astype(np.int64)
    lengths = np.bincount(field, times).astype(np.float64)
    return places(times.astype(np.float64), lengths[field], np.where(field & 1 == _HEADLINE, *averages))


def _rows(entries: Keys, weights: Places) -> tuple[Keys, Places, Places]:
    """Returns a row for each term and document of sorted entries, and the weights of both fields."""
    at = starts(entries >> _ONE)
    rows = entries[at]
    in_headline = (rows & _ONE) == _HEADLINE
    both = np.diff(np.append(at, len(entries))) == 2
    text = np.where(in_headline, np.uint8(NONE), weights[at]).astype(np.uint8)
    headline = np.full(len(at), NONE, np.uint8)
    headline[in_headline] = weights[at[in_headline]]
    headline[both] = weights[at[both] + 1]
    return rows, text, headline


def hashes_of(keys: Keys, words: Sequence[str]) -> Indexes:
    """Returns the hashes of sorted keys; `words` are what those behind the flag of words count."""
    number, word = _parts(keys)
    left, right = _characters(keys[:number])
    hashes = np.append(_hashes(left, right), np.zeros(len(keys) - number, np.uint32)).astype(np.int64)
    for at in np.flatnonzero((left >= _BMP) | (right >= _BMP)).tolist():
        hashes[at] = hashed(chr(left[at]) + chr(right[at]) if right[at] else chr(left[at]))
    hashes[number:word] = [hashed(term) for term in _numbers(keys[number:word])]
    hashes[word:] = [hashed(words[key]) for key in (keys[word:] ^ WORD_FLAG).tolist()]
    return hashes


def terms_of(keys: Keys, words: Sequence[str]) -> list[str]:
    """Returns sorted keys as text."""
    number, word = _parts(keys)
    left, right = _characters(keys[:number])
    pairs = np.stack((left, np.where(right, right, BLANK)), axis=1).astype("<u4").tobytes().decode("utf-32-le")
    terms = [pairs[at : at + 2] for at in range(0, len(pairs), 2)]
    for at in np.flatnonzero(right == 0).tolist():
        terms[at] = terms[at][0]
    return [*terms, *_numbers(keys[number:word]), *(words[key] for key in (keys[word:] ^ WORD_FLAG).tolist())]


def _parts(keys: Keys) -> tuple[int, int]:
    """Returns where in sorted keys those of numbers and those of words begin."""
    return int(np.searchsorted(keys, NUMBER_FLAG)), int(np.searchsorted(keys, WORD_FLAG))


def _characters(keys: Keys) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    return (keys >> _CHARACTER).astype(np.uint32), (keys & np.uint64((1 << 21) - 1)).astype(np.uint32)


def _numbers(keys: Keys) -> list[str]:
    return [f"{NUMBER}{key:03d}" for key in (keys ^ NUMBER_FLAG).tolist()]


def _hashes(left: NDArray[np.uint32], right: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Hash pairs of characters below U+10000, as `hashed` does one by one."""
    value = np.full(len(left), _FNV_START, np.uint32)
    for units in (left, right):
        for byte in (units & np.uint32(255), units >> np.uint32(8)):
            np.multiply(value ^ byte, _FNV_PRIME, out=value, where=units > 0)
    return value
