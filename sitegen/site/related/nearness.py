"""Which texts are near to which: each is reduced to the pairs of characters that tell most of it, and these compared.

They are those that are rare in the edition and often in the text. Two texts are as near as the angle between these is
small. All counting is in whole numbers, and the one division is rounded, so that every machine gives the same order;
weights move in coarse steps, so that a new issue changes few old pages.

All texts are gone through in a few large arrays, in whose rows several numbers are packed so that sorting brings what
belongs together side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sitegen.site.arrays import Indexes, spread, starts
from sitegen.site.related.pairs import PAIR_BITS, TIMES_BITS, Pairs, join_pairs
from sitegen.site.related.rarity import Counts, Rarity, often_in, rarity_among, weights_of

MOST_NEAR = 4
TERMS = 60  # pairs of characters that stand for a text
LEAST_NEAR = 6  # of 100, which is the same text: below it, what two texts share is mostly chance
LEAST_SHARED = 4  # pairs; fewer are one name or one turn of phrase
_ROWS = 1 << 18  # gone through at a time: more would not be quicker, but take more memory
_SAMPLE = 64  # of so many weights one is looked at
# Enough for a million texts: no pair weighs more than 342 in any of so many.
TEXT_BITS, WEIGHT_BITS, PRODUCT_BITS, SCORE_BITS = 24, 10, 20, 8
# How many bits stand below the text, in rows of pairs that stand for it, and in those of what is near to it.
TEXT_ABOVE, TEXT_ABOVE_NEAR = np.uint64(WEIGHT_BITS + PAIR_BITS), np.uint64(TEXT_BITS + SCORE_BITS)

Rows = NDArray[np.uint64]


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """What was found out of texts, whichever pages and stories they are of.

    `chosen` are the pairs that stand for each: the text, its weight and the pair in each row, sorted. `near` are those
    that are near enough to be shown: a text, a later one and how near they are in each row, sorted.
    """

    chosen: Rows
    near: Rows


def nearest(pairs: Iterable[Pairs], pages: Sequence[int], stories: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Returns for each text the positions of those nearest to it, as `ranked` does."""
    return ranked(compare(pairs).near, pages, stories)


def compare(pairs: Iterable[Pairs]) -> Compared:
    """Compare each text with each other."""
    chosen, count = _chosen(pairs)
    near = np.concatenate([np.zeros(0, np.uint64), *_near(chosen, count)])
    near.sort()
    return Compared(chosen, near)


def ranked(near: Rows, pages: Sequence[int], stories: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Returns for each text the positions of those nearest to it, never one of its own page or story.

    Equally near ones come in their order. `stories` gives each text the position of the first part of its story, its
    own where it stands alone.
    """
    page_of, story_of = np.array(pages, np.int64), np.array(stories, np.int64)
    whole = story_of == np.arange(len(story_of))

    def ranks() -> Iterator[Rows]:
        for begin in range(0, len(near), _ROWS):
            one, other, score = texts_of(near[begin : begin + _ROWS])
            apart = (page_of[one] != page_of[other]) & (story_of[one] != story_of[other])
            here, there = np.flatnonzero(apart & whole[other]), np.flatnonzero(apart & whole[one])
            yield _ranks(one[here], other[here], score[here])
            yield _ranks(other[there], one[there], score[there])

    best = _best(ranks())
    owners = (best >> np.uint64(SCORE_BITS + TEXT_BITS)).astype(np.int64)
    found = (best & mask(TEXT_BITS)).tolist()
    ends = np.cumsum(np.bincount(owners, minlength=len(story_of))).tolist()
    for begin, end in zip([0, *ends], ends, strict=False):
        yield tuple(found[begin:end])


def texts_of(near: Rows) -> tuple[Indexes, Indexes, Indexes]:
    """Returns of rows of texts that are near these, the later ones, and how near they are."""
    one, other = near >> TEXT_ABOVE_NEAR, near >> np.uint64(SCORE_BITS) & mask(TEXT_BITS)
    return one.astype(np.int64), other.astype(np.int64), (near & mask(SCORE_BITS)).astype(np.int64)


def near_enough(one: Indexes, other: Indexes, product: Indexes, norms: Indexes) -> Rows:
    """Returns of texts and later ones those that are near enough, by the product of their weights and their norms."""
    score = np.rint(100 * product / np.sqrt(norms[one] * norms[other])).astype(np.int64)
    enough = np.flatnonzero(score >= LEAST_NEAR)
    return pack(pack(one[enough], other[enough], TEXT_BITS), score[enough], SCORE_BITS)


def _ranks(owner: Indexes, other: Indexes, score: Indexes) -> Rows:
    """Pack who is near to whom so that they sort as they are wanted: by owner, the nearest first, then in order."""
    return pack(pack(owner, 100 - score, SCORE_BITS), other, TEXT_BITS)


def _best(found: Iterable[Rows]) -> Rows:
    """Returns of each owner those that are wanted, sorted: all anew only when as many again have come."""
    best, more, count = np.zeros(0, np.uint64), list[Rows](), 0
    for ranks in found:
        more.append(ranks)
        count += len(ranks)
        if count > len(best):
            best, more, count = _first(np.concatenate((best, *more))), [], 0
    return _first(np.concatenate((best, *more)))


def _first(ranks: Rows) -> Rows:
    """Returns of each owner those that are wanted, sorted."""
    ranks.sort()
    owner = ranks >> np.uint64(SCORE_BITS + TEXT_BITS)
    wanted = np.ones(len(ranks), bool)
    wanted[MOST_NEAR:] = owner[MOST_NEAR:] != owner[:-MOST_NEAR]
    return ranks[wanted]


def _chosen(pairs: Iterable[Pairs]) -> tuple[Rows, int]:
    """Returns the pairs that stand for each text, and how many texts there are."""
    parts = list(large(pairs))
    count = sum(len(part.sizes) for part in parts)
    often, rarity = often_in(parts, count), rarity_among(count)
    texts, chosen = 0, [np.zeros(0, np.uint64)]
    for part in parts:
        numbers = np.arange(texts, texts + len(part.sizes), dtype=np.uint64)
        chosen.append(choose(part, numbers, often, rarity))
        texts += len(part.sizes)
    return np.concatenate(chosen), count


def large(pairs: Iterable[Pairs]) -> Iterator[Pairs]:
    """Join pairs to parts of so many rows as are gone through at a time."""
    held: list[Pairs] = []
    count = 0
    for some in pairs:
        held.append(some)
        count += len(some.rows)
        if count >= _ROWS:
            yield join_pairs(held)
            held, count = [], 0
    yield join_pairs(held)


def choose(pairs: Pairs, numbers: Rows, often: Counts, rarity: Rarity) -> Rows:
    """Find the pairs that tell most of texts with these numbers: rare ones, those that a text repeats before others."""
    pair = pairs.rows >> np.uint32(TIMES_BITS)
    weights = weights_of(pairs.rows, rarity.take(often(pair), mode="clip"))
    bounds = np.append(0, np.cumsum(pairs.sizes, dtype=np.int64))
    telling = np.flatnonzero(weights >= np.repeat(_least(weights, bounds), pairs.sizes))
    counts = np.diff(np.searchsorted(telling, bounds))
    rows = np.repeat(numbers, counts)
    rows = pack(pack(rows, weights[telling], WEIGHT_BITS), pair[telling], PAIR_BITS)
    rows.sort()  # no two of a text are alike, so the best are always the same
    best = np.minimum(counts, TERMS)
    return rows[spread(np.cumsum(counts) - best, best)]


def _least(weights: NDArray[np.uint16], bounds: Indexes) -> NDArray[np.uint16]:
    """Returns for each text a weight above 0 that its best pairs have at least: one that leaves few others to sort."""
    texts = len(bounds) - 1
    some = np.sort(weights[::_SAMPLE])[::-1]
    guess = some[min(2 * TERMS * texts // _SAMPLE, len(some) - 1)] if len(some) else 0
    counts = np.diff(np.searchsorted(np.flatnonzero(weights >= guess), bounds))
    return np.where(counts >= TERMS, max(guess, 1), 1).astype(np.uint16)


@dataclass(frozen=True, slots=True, eq=False)
class _Holders:
    """Which texts hold which pairs: rows of one pair side by side, in the order of their texts."""

    rows: Rows  # the text above what the pair weighs in it
    ends: Indexes  # where the rows of a row's pair end
    order: Indexes  # the rows text by text …
    bounds: Indexes  # … where in this order each text begins, and the end …
    norms: Indexes  # … and of each text the sum of its squared weights


def parts_of(chosen: Rows) -> tuple[Rows, Rows, Rows]:
    """Returns of pairs that stand for texts these, what the pairs weigh, and the pairs."""
    return chosen >> TEXT_ABOVE, chosen >> np.uint64(PAIR_BITS) & mask(WEIGHT_BITS), chosen & mask(PAIR_BITS)


def bounds_of(chosen: Rows, count: int) -> Indexes:
    """Returns where the rows of each of so many texts begin, and the end of the last."""
    return np.searchsorted(chosen, np.arange(count + 1, dtype=np.uint64) << TEXT_ABOVE)


def norms_of(chosen: Rows, count: int) -> Indexes:
    """Returns of each of so many texts the sum of its squared weights."""
    weight = chosen >> np.uint64(PAIR_BITS) & mask(WEIGHT_BITS)
    return np.diff(np.append(0, np.cumsum(weight * weight).astype(np.int64))[bounds_of(chosen, count)])


def _holders(chosen: Rows, count: int) -> _Holders:
    text, weight, pair = parts_of(chosen)
    by_pair = pack(pack(pair, text, TEXT_BITS), weight, WEIGHT_BITS)
    by_pair.sort()
    begins = starts(by_pair >> np.uint64(TEXT_BITS + WEIGHT_BITS))
    ends = np.append(begins[1:], len(by_pair))[: len(begins)]
    rows = pack(by_pair >> np.uint64(WEIGHT_BITS) & mask(TEXT_BITS), by_pair & mask(WEIGHT_BITS), PRODUCT_BITS)
    by_text = pack(rows >> np.uint64(PRODUCT_BITS), np.arange(len(rows)), 64 - TEXT_BITS)
    by_text.sort()
    order = (by_text & mask(64 - TEXT_BITS)).astype(np.int64)
    return _Holders(rows, np.repeat(ends, ends - begins), order, bounds_of(chosen, count), norms_of(chosen, count))


def _near(chosen: Rows, count: int) -> Iterator[Rows]:
    """Returns the texts that are near enough to be shown, some at a time."""
    held = _holders(chosen, count)
    later = held.ends[held.order] - held.order - 1
    done = np.append(0, np.cumsum(later))[held.bounds]  # rows before each text
    begin = 0
    while begin < count:
        # As many texts as come to so many rows, at least one.
        end = max(begin + 1, int(np.searchsorted(done, done[begin] + _ROWS, "right")) - 1)
        one, other, product = _shared(held, begin, end, later)
        yield near_enough(one, other, product, held.norms)
        begin = end


def _shared(held: _Holders, begin: int, end: int, later: Indexes) -> tuple[Indexes, Indexes, Indexes]:
    """Find for the texts from one to another each later one that shares enough pairs, and the product of their weights.

    Only the rows after each of a text's rows are looked at, `later` says how many: the texts there are later ones.
    """
    mine = slice(held.bounds[begin], held.bounds[end])
    rows, later = held.order[mine], later[mine]
    sizes = np.diff(held.bounds[begin : end + 1])
    text = np.repeat(np.arange(len(sizes), dtype=np.uint64) << np.uint64(TEXT_BITS + PRODUCT_BITS), sizes)
    weight = held.rows[rows] & mask(PRODUCT_BITS)
    met = held.rows.take(spread(rows + 1, later))
    # What lies lowest is the other's weight: as often again as makes the product.
    met += (met & mask(PRODUCT_BITS)) * np.repeat(weight - np.uint64(1), later)
    met += np.repeat(text, later)
    met.sort()
    both, sums = summed(met)
    one, other = both >> np.uint64(TEXT_BITS), both & mask(TEXT_BITS)
    return one.astype(np.int64) + begin, other.astype(np.int64), sums


def summed(met: Rows) -> tuple[Rows, Indexes]:
    """Returns of sorted rows, each a text with another above a product, those that come often enough, and the sums."""
    both = met >> np.uint64(PRODUCT_BITS)
    # Of rows that are the same, all but the last ones have their like some rows further on.
    like = np.flatnonzero(both[LEAST_SHARED - 1 :] == both[: 1 - LEAST_SHARED])
    runs = starts(both[like])
    begins, shared = like[runs], np.diff(runs, append=len(like)) + LEAST_SHARED - 1
    product = met[spread(begins, shared)] & mask(PRODUCT_BITS)
    sums = np.add.reduceat(product, np.cumsum(shared) - shared) if len(shared) else product
    return both[begins], sums.astype(np.int64)


def mask(bits: int) -> np.uint64:
    """Returns so many lowest bits."""
    return np.uint64((1 << bits) - 1)


def pack(high: NDArray[np.generic], low: NDArray[np.generic], bits: int) -> Rows:
    """Put numbers above others of so many bits."""
    packed = high.astype(np.uint64)
    packed <<= np.uint64(bits)
    packed |= low.astype(np.uint64, copy=False)
    return packed
