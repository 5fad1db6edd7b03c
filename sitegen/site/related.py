"""Articles that tell of the same things: found by the rare pairs of characters that they share.

Each article is reduced to the pairs that tell most of it: rare in the edition, often in the article. Two articles are
as near as the angle between these is small. All counting is in whole numbers, and the one division is rounded, so that
every machine gives the same order; weights move in coarse steps, so that a new issue changes few old pages.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sitegen.model.newspaper import Article
from sitegen.site.arrays import spread
from sitegen.site.catalogue import Place
from sitegen.site.jumps import continuations
from sitegen.site.search.tokens import runs

MOST_RELATED = 4
TERMS = 60  # pairs of characters that stand for an article
LEAST_NEAR = 6  # of 100, which is the same text: below it, what two articles share is mostly chance
LEAST_SHARED = 4  # pairs; fewer are one name or one turn of phrase
_OFTEN = 10  # a pair in more than one of so many articles tells nothing
_ALWAYS_RARE = 4  # articles: of a small edition a tenth would be none …
_NEVER_RARE = 4  # … and what stands in one of four is common in any
_HALF_BITS = 2  # steps of rarity for each doubling
# Pairs are counted in a table by a hash: two in one place are rare, and only make both seem more frequent.
_TABLE_BITS = 24
_FIRST, _SECOND = np.uint32(0x9E3779B1), np.uint32(0x85EBCA77)

Numbers = npt.NDArray[np.int64]
# The pairs of a text, sorted, and how often each stands in it; 255 for more.
Pairs = tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint8]]


def related_places(places: Sequence[Place]) -> Mapping[str, tuple[Place, ...]]:
    """Give for the address of each article those related to it, nearest first; equally near ones in the order given.

    The articles of its own printed page are not among them, nor the other parts of its own story; of a story on two
    pages only the first part is, as it is set whole there.
    """
    at = {place.address: position for position, place in enumerate(places)}
    stories = list(range(len(places)))
    for position, place in enumerate(places):
        for part in continuations(place):
            stories[at[part.address]] = position
    sheets: dict[int, int] = {}
    pages = [sheets.setdefault(id(place.page), len(sheets)) for place in places]
    found = nearest((telling_text(place.article) for place in places), pages, stories)
    pairs = zip(places, found, strict=True)
    return {place.address: tuple(places[other] for other in others) for place, others in pairs}


def telling_text(article: Article) -> str:
    """Give the text by which an article is compared: its titles, which count double, and its body; no credits."""
    titles = [prose.text for prose in (article.kicker, article.headline, article.series, article.deck) if prose]
    texts = (*titles, *titles, *(block.prose.text for block in article.body))
    return " ".join(texts).replace("\n", " ")  # `runs` has a quick way for texts without line ends


def nearest(texts: Iterable[str], pages: Sequence[int], stories: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Give for each text the positions of those nearest to it, never one of its own page or story.

    `stories` gives each text the position of the first part of its story, its own where it stands alone.
    """
    index = _index(texts)
    page_of, story_of = np.array(pages), np.array(stories)
    whole = story_of == np.arange(len(stories))
    for position in range(len(stories)):
        near, score = index.near(position)
        fits = whole[near] & (page_of[near] != page_of[position]) & (story_of[near] != story_of[position])
        near, score = near[fits], score[fits]
        best = np.lexsort((near, -score))[:MOST_RELATED]
        yield tuple(near[best].tolist())


@dataclass(frozen=True, slots=True, eq=False)
class _Index:
    """Who shares which pairs: rows of (text, weight) sorted by pair, and for each text the pairs it has."""

    starts: Numbers  # where the rows of a text's pairs begin, `TERMS` at most for each text …
    lengths: Numbers  # … how many they are …
    weights: Numbers  # … what the pair weighs in the text
    bounds: Numbers  # from where to where these three tell of a text
    row_text: Numbers
    row_weight: Numbers
    norms: Numbers  # the sum of its squared weights

    def near(self, text: int) -> tuple[Numbers, Numbers]:
        """Give the texts that are near enough to be shown, in their order, and how near they are, of 100."""
        mine = slice(self.bounds[text], self.bounds[text + 1])
        lengths = self.lengths[mine]
        rows = spread(self.starts[mine], lengths)
        others = self.row_text[rows]
        weights = self.row_weight[rows] * np.repeat(self.weights[mine], lengths)
        count = len(self.norms)
        shared = np.bincount(others, minlength=count)
        found = np.flatnonzero(shared >= LEAST_SHARED)
        # Sums of whole numbers far below 2**53: exact, in whatever order they are added.
        product = np.bincount(others, weights, count)[found]
        score = np.rint(100 * product / np.sqrt(self.norms[found] * self.norms[text])).astype(np.int64)
        enough = score >= LEAST_NEAR
        return found[enough], score[enough]


def _index(texts: Iterable[str]) -> _Index:
    pairs, often = _count(texts)
    rarity = _rarity(len(pairs))
    chosen = [_choose(one, often, rarity) for one in pairs]
    sizes = [len(terms) for terms, _ in chosen]
    bounds = np.concatenate(([0], np.cumsum(sizes, dtype=np.int64)))
    terms, weights = (np.concatenate([one[part] for one in chosen] or [np.empty(0, np.int64)]) for part in (0, 1))
    text_of = np.repeat(np.arange(len(sizes)), sizes)
    order = np.argsort(terms, kind="stable")
    _, which, held = np.unique(terms, return_inverse=True, return_counts=True)
    first = np.cumsum(held) - held
    norms = np.bincount(text_of, weights * weights, len(sizes)).astype(np.int64)
    return _Index(first[which], held[which], weights, bounds, text_of[order], weights[order], norms)


def _count(texts: Iterable[str]) -> tuple[list[Pairs], npt.NDArray[np.uint32]]:
    """Give of each text its pairs and how often each stands in it, and of each pair in how many texts it stands."""
    often = np.zeros(1 << _TABLE_BITS, np.uint32)
    found = []
    for text in texts:
        terms, times = np.unique(_pairs(text), return_counts=True)
        often[terms] += 1
        found.append((terms, np.minimum(times, 255).astype(np.uint8)))
    return found, often


def _pairs(text: str) -> npt.NDArray[np.uint32]:
    """Give every two neighbouring characters as the search folds them, each pair as a number below the table's size."""
    line = np.frombuffer(" ".join(runs(text)).encode("utf-32-le"), np.uint32)
    left, right = line[:-1], line[1:]
    within = (left != ord(" ")) & (right != ord(" "))
    mixed: npt.NDArray[np.uint32] = left[within] * _FIRST ^ right[within] * _SECOND
    return np.right_shift(mixed, np.uint32(32 - _TABLE_BITS))


def _rarity(count: int) -> Numbers:
    """Give what a pair weighs by the number of texts it stands in: 0 in one alone, and in more than are rare."""
    most = min(max(_ALWAYS_RARE, count // _OFTEN), count // _NEVER_RARE)
    weights = [round(_HALF_BITS * math.log2(count / held)) for held in range(2, most + 1)]
    return np.array([0, 0, *weights, 0])


def _choose(pairs: Pairs, often: npt.NDArray[np.uint32], rarity: Numbers) -> tuple[Numbers, Numbers]:
    """Give the pairs that tell most of a text, and their weights: rare ones, those that it repeats before others."""
    terms, times = pairs
    weights = rarity[np.minimum(often[terms], len(rarity) - 1)] * _REPEATED[times]
    telling = np.flatnonzero(weights)
    keys = (weights[telling] << _TABLE_BITS) | terms[telling]  # no two alike, so the best are always the same
    if len(keys) > TERMS:
        keys = np.partition(keys, len(keys) - TERMS)[-TERMS:]
    return keys & ((1 << _TABLE_BITS) - 1), keys >> _TABLE_BITS


# What a pair weighs more by standing several times in a text: 2, 3, 3, 4 … one more for each doubling.
_REPEATED = np.array([1 + times.bit_length() for times in range(256)])
