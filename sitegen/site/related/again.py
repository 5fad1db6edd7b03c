"""Which texts are near, where most of them are as they were: only what may have become otherwise is compared again.

What stands for a text depends on how many texts hold each of its pairs, and that by coarse steps: another word in a
text, or a text more, moves few pairs over one, and most of these are none of those that stand for a text. So this finds
what comparing all anew would find.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

import numpy as np
from numpy.typing import NDArray

from sitegen.site.arrays import Indexes, spread
from sitegen.site.related.nearness import (
    PRODUCT_BITS,
    SCORE_BITS,
    TERMS,
    TEXT_ABOVE,
    TEXT_BITS,
    WEIGHT_BITS,
    Compared,
    Rows,
    choose,
    mask,
    near_enough,
    norms_of,
    pack,
    parts_of,
    summed,
    texts_of,
)
from sitegen.site.related.pairs import PAIR_BITS, TIMES_BITS, Pairs, join_pairs
from sitegen.site.related.rarity import Counts, Rarity, often_in, rarity_among, weights_of

FEW = 8  # of so many texts one may be compared again: of more, to compare all takes no longer
GONE = -1  # the number of a text that stands there no more
_LIKELY_BITS = 16  # of a pair, by which most rows are passed over: a table of all pairs would be looked into too slowly
Numbers = NDArray[np.uint32]


@dataclass(frozen=True, slots=True, eq=False)
class Changed:
    """A text that is another one now: its number, and the rows of its pairs before and now; none of one not there."""

    number: int
    before: Numbers
    now: Numbers


def changes(first: int, before: Pairs, now: Pairs) -> Iterator[Changed]:
    """Returns what has changed of texts, each held against the one in its place; now they are numbered from `first`."""
    held = (np.split(pairs.rows, np.cumsum(pairs.sizes, dtype=np.int64))[:-1] for pairs in (before, now))
    none = np.zeros(0, np.uint32)
    for place, (old, new) in enumerate(zip_longest(*held, fillvalue=none)):
        if not np.array_equal(old, new):
            yield Changed(first + place if place < len(now.sizes) else GONE, old, new)


def compare_again(
    before: Compared, numbers: Indexes, parts: Sequence[Pairs], changed: Sequence[Changed]
) -> Compared | None:
    """Returns what comparing all texts anew would give; `parts` are the pairs of all of them as they are now.

    `numbers` says of each text `before` which number it has now; they rise, but for those that are GONE.
    None where so much may be otherwise that all are to be compared.
    """
    count = sum(len(part.sizes) for part in parts)
    often, rarity = often_in(parts, count), rarity_among(count)
    before = _renumbered(before, numbers)
    moved = _moved(parts, changed, often, rarity_among(len(numbers)), rarity)
    affected = _affected(before.chosen, parts, changed, moved)
    if len(affected) * FEW > count:
        return None
    begins, ends = _bounds(before.chosen, affected)
    old = spread(begins, ends - begins)
    new = choose(join_pairs(list(_taken(affected, parts))), affected.astype(np.uint64), often, rarity)
    others = _differing(before.chosen[old], new)
    if not len(others):
        return before
    chosen = np.concatenate((np.delete(before.chosen, old), new))
    chosen.sort(kind="stable")  # two sorted runs: this merges them
    again = np.zeros(count, bool)
    again[others] = True
    one, other, _ = texts_of(before.near)
    near = np.concatenate((before.near[~(again[one] | again[other])], _near_to(others, chosen, count)))
    near.sort(kind="stable")
    return Compared(chosen, near)


def _renumbered(compared: Compared, numbers: Indexes) -> Compared:
    """Returns what was found of the texts that are still there, by the numbers that they have now."""
    if np.array_equal(numbers, np.arange(len(numbers))):
        return compared
    old, weight, pair = parts_of(compared.chosen)
    text = numbers[old.astype(np.int64)]
    chosen = pack(pack(text, weight, WEIGHT_BITS), pair, PAIR_BITS)[text != GONE]
    one, other, score = texts_of(compared.near)
    one, other = numbers[one], numbers[other]
    both = np.flatnonzero((one != GONE) & (other != GONE))
    near = pack(pack(one[both], other[both], TEXT_BITS), score[both], SCORE_BITS)
    return Compared(chosen, near)


def _moved(
    parts: Iterable[Pairs], changed: Sequence[Changed], often: Counts, was_rare: Rarity, rare: Rarity
) -> tuple[Numbers, Rarity]:
    """Returns the pairs that tell more or less of texts than before, sorted, and the greater of what they weigh."""
    gained, lost = (
        np.concatenate([np.zeros(0, np.uint32), *(np.setdiff1d(_pairs(a), _pairs(b)) for a, b in both)])
        for both in ([(one.now, one.before) for one in changed], [(one.before, one.now) for one in changed])
    )
    wanted = np.unique(np.concatenate((gained, lost, _of_other_rarity(parts, often, was_rare, rare))))
    came, went = (np.bincount(np.searchsorted(wanted, some), minlength=len(wanted)) for some in (gained, lost))
    held = often(wanted).astype(np.int64)
    now, before = rare.take(held, mode="clip"), was_rare.take(held - came + went, mode="clip")
    moved = now != before
    return wanted[moved], np.maximum(now, before)[moved]


def _of_other_rarity(parts: Iterable[Pairs], often: Counts, was_rare: Rarity, rare: Rarity) -> Numbers:
    """Returns the pairs that weigh otherwise by the number of all texts alone."""
    held = np.arange(max(len(was_rare), len(rare)))
    otherwise = was_rare.take(held, mode="clip") != rare.take(held, mode="clip")
    if not otherwise.any():
        return np.zeros(0, np.uint32)
    pairs = map(_pairs, (part.rows for part in parts))
    return np.unique(np.concatenate([some[otherwise.take(often(some), mode="clip")] for some in pairs]))


def _affected(
    chosen: Rows, parts: Iterable[Pairs], changed: Iterable[Changed], moved: tuple[Numbers, Rarity]
) -> Indexes:
    """Returns the numbers of the texts for which other pairs may stand now, or of another weight.

    They are those that have changed, and those that hold a pair which has `moved`, if by the greater of its weights it
    is among those that stand for the text.
    """
    pairs, rarity = moved
    affected, first = [np.array([one.number for one in changed if one.number != GONE], np.int64)], 0
    for part in parts:
        at, place = _among(pairs, _pairs(part.rows))
        ends = np.cumsum(part.sizes, dtype=np.int64)
        texts = np.searchsorted(ends, at, side="right") + first
        tells = pack(weights_of(part.rows[at], rarity[place]), pairs[place], PAIR_BITS)
        affected.append(texts[tells >= _least(chosen, texts)])
        first += len(part.sizes)
    return np.unique(np.concatenate(affected))


def _least(chosen: Rows, texts: Indexes) -> Rows:
    """Returns for each of some texts what a pair must weigh to stand for it, above the pair itself."""
    begins, ends = _bounds(chosen, texts)
    full = ends - begins == TERMS
    least = np.ones(len(texts), np.uint64) << np.uint64(PAIR_BITS)  # any weight does where there are few pairs
    least[full] = chosen[begins[full]] & mask(PAIR_BITS + WEIGHT_BITS)
    return least


def _pairs(rows: Numbers) -> Numbers:
    return rows >> np.uint32(TIMES_BITS)


def _among(wanted: Numbers, pairs: Numbers) -> tuple[Indexes, Indexes]:
    """Returns where some sorted pairs stand among many, and the place of each among those sorted ones."""
    likely = np.zeros(1 << _LIKELY_BITS, bool)
    low = np.uint32((1 << _LIKELY_BITS) - 1)
    likely[wanted & low] = True
    at = np.flatnonzero(likely.take(pairs & low))
    found = pairs[at]
    place = np.searchsorted(wanted, found)
    same = np.flatnonzero(wanted.take(place, mode="clip") == found) if len(wanted) else place
    return at[same], place[same]


def _taken(numbers: Indexes, parts: Sequence[Pairs]) -> Iterator[Pairs]:
    """Returns the pairs of the texts with these numbers."""
    first = 0
    for part in parts:
        ends = np.cumsum(part.sizes, dtype=np.int64)
        for number in numbers[(numbers >= first) & (numbers < first + len(ends))] - first:
            yield Pairs(part.rows[ends[number] - part.sizes[number] : ends[number]], part.sizes[number : number + 1])
        first += len(ends)


def _bounds(chosen: Rows, numbers: Indexes) -> tuple[Indexes, Indexes]:
    """Returns where the rows of the texts with these numbers begin, and where they end."""
    begins, ends = (np.searchsorted(chosen, text.astype(np.uint64) << TEXT_ABOVE) for text in (numbers, numbers + 1))
    return begins, ends


def _differing(before: Rows, now: Rows) -> Indexes:
    """Returns the numbers of the texts of which some row is otherwise."""
    return np.unique(parts_of(np.setxor1d(before, now))[0]).astype(np.int64)


def _near_to(numbers: Indexes, chosen: Rows, count: int) -> Rows:
    """Returns which texts are near to those with these numbers, each pair of texts once."""
    begins, ends = _bounds(chosen, numbers)
    mine = chosen[spread(begins, ends - begins)]
    _, weight, pair = parts_of(mine)
    wanted = np.unique(pair).astype(np.uint32)
    theirs, place = _among(wanted, (chosen & mask(PAIR_BITS)).astype(np.uint32))
    order = np.argsort(place, kind="stable")
    ends_of = np.cumsum(np.bincount(place, minlength=len(wanted)))
    at = np.searchsorted(wanted, pair)
    held = np.diff(ends_of, prepend=0)[at]
    texts, weights, _ = parts_of(chosen[theirs[order][spread(ends_of[at] - held, held)]])
    one = np.repeat(np.repeat(np.arange(len(numbers)), ends - begins), held)
    met = pack(pack(one, texts, TEXT_BITS), np.repeat(weight, held) * weights, PRODUCT_BITS)
    met.sort()
    both, sums = summed(met)
    one, other = numbers[(both >> np.uint64(TEXT_BITS)).astype(np.int64)], (both & mask(TEXT_BITS)).astype(np.int64)
    once = np.flatnonzero((one != other) & ~(np.isin(other, numbers) & (other < one)))
    one, other = one[once], other[once]
    return near_enough(np.minimum(one, other), np.maximum(one, other), sums[once], norms_of(chosen, count))
