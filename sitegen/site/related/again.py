"""Which texts are near, where most of them are as they were: only what may have become otherwise is compared again.

What stands for a text depends on how many texts hold each of its pairs, and that by coarse steps: another word in a
text moves few pairs over one, and few texts hold these. So this finds what comparing all anew would find.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sitegen.site.arrays import Indexes, spread
from sitegen.site.related.nearness import (
    PRODUCT_BITS,
    TEXT_ABOVE,
    TEXT_BITS,
    Compared,
    Rows,
    choose,
    mask,
    near_enough,
    norms_of,
    pack,
    parts_of,
    rarity_among,
    summed,
    texts_of,
)
from sitegen.site.related.pairs import PAIR_BITS, TIMES_BITS, Pairs, join_pairs

FEW = 20  # of so many texts one may be compared again: of more, to compare all takes no longer
_LIKELY_BITS = 16  # of a pair, by which most rows are passed over: a table of all pairs would be looked into too slowly
Numbers = NDArray[np.uint32]


@dataclass(frozen=True, slots=True, eq=False)
class Changed:
    """A text that is another one now: its number, and the rows of its pairs before and now."""

    number: int
    before: Numbers
    now: Numbers


def changes(first: int, before: Pairs, now: Pairs) -> Iterator[Changed]:
    """Returns those that have changed of as many texts as before, from the one numbered `first` on."""
    ends = [np.cumsum(pairs.sizes, dtype=np.int64)[:-1] for pairs in (before, now)]
    held = (np.split(pairs.rows, end) for pairs, end in zip((before, now), ends, strict=True))
    for number, (old, new) in enumerate(zip(*held, strict=True), first):
        if not np.array_equal(old, new):
            yield Changed(number, old, new)


def compare_again(before: Compared, parts: Sequence[Pairs], changed: Sequence[Changed]) -> Compared | None:
    """Returns what comparing all texts anew would give; `parts` are the pairs of all of them as they are now.

    None where so much may be otherwise that all are to be compared.
    """
    count = sum(len(part.sizes) for part in parts)
    rarity = rarity_among(count)
    numbers = _affected(parts, changed, rarity)
    if len(numbers) * FEW > count:
        return None
    begins, ends = _bounds(before.chosen, numbers)
    old = spread(begins, ends - begins)
    new = _chosen_of(numbers, parts, rarity)
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


def _affected(parts: Sequence[Pairs], changed: Sequence[Changed], rarity: NDArray[np.uint16]) -> Indexes:
    """Returns the numbers of the texts for which other pairs may stand now, or of another weight."""
    gained, lost = (
        np.concatenate([np.zeros(0, np.uint32), *(np.setdiff1d(_pairs(a), _pairs(b)) for a, b in both)])
        for both in ([(one.now, one.before) for one in changed], [(one.before, one.now) for one in changed])
    )
    wanted = np.unique(np.concatenate((gained, lost)))
    texts, places = _holders(parts, wanted)
    now = np.bincount(places, minlength=len(wanted))
    came, went = (np.bincount(np.searchsorted(wanted, some), minlength=len(wanted)) for some in (gained, lost))
    moved = rarity.take(now, mode="clip") != rarity.take(now - came + went, mode="clip")
    return np.unique(np.append(texts[moved[places]], [one.number for one in changed]).astype(np.int64))


def _pairs(rows: Numbers) -> Numbers:
    return rows >> np.uint32(TIMES_BITS)


def _holders(parts: Iterable[Pairs], wanted: Numbers) -> tuple[Indexes, Indexes]:
    """Returns the numbers of the texts that hold one of some sorted pairs, and the place of that pair among them."""
    texts, places, first = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)], 0
    for part in parts:
        at, place = _among(wanted, _pairs(part.rows))
        ends = np.cumsum(part.sizes, dtype=np.int64)
        texts.append(np.searchsorted(ends, at, side="right") + first)
        places.append(place)
        first += len(part.sizes)
    return np.concatenate(texts), np.concatenate(places)


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


def _chosen_of(numbers: Indexes, parts: Sequence[Pairs], rarity: NDArray[np.uint16]) -> Rows:
    """Returns the pairs that stand for the texts with these numbers."""
    some = join_pairs(list(_taken(numbers, parts)))
    known = np.unique(_pairs(some.rows))
    _, places = _holders(parts, known)
    texts = np.bincount(places, minlength=len(known))
    return choose(some, numbers.astype(np.uint64), lambda pair: texts.take(np.searchsorted(known, pair)), rarity)


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
