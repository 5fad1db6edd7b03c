"""Makes a printed page up anew from its text: which articles stand side by side, and how many columns each takes.

A broadsheet of four columns of sixteen characters. The page is cut into bands across its width, a band into upright
strips, a strip into articles one below the other: so the order of the text is kept for eyes, keyboard and ear. Of all
ways to cut, the one that leaves the least paper white is taken (dynamic programming over the articles, in whole
numbers). The printed place of an article is not in the text, so it is not claimed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate, combinations, pairwise
from operator import itemgetter

import msgspec

COLUMNS = 4
_SPANS = range(COLUMNS + 1)
_CHARACTERS = 16  # to a line of a column: in narrower ones a number or a mark tears the line before it
_COLUMN, _GAP, _LINE = 274, 40, 29  # pixels, as the style sheet sets them on a wide screen
_SPACE = 48  # above and below an article
_HEADLINE = {1: 22, 2: 28, 3: 34, 4: 34}  # size of a headline over so many columns
_LEAD = 46
_MOST_IN_BAND = 4
_TALLEST = 1100  # of a strip: what is taller makes the reader scroll up again
_FLATTEST = 4 * _LINE  # of the text: less over many columns is hard to follow
_FULL = 350 * COLUMNS  # white paper that is better than one more article across the whole width
_NARROW_LEAD = 400 * COLUMNS  # white paper that is better than a lead of one or two columns


class Item(msgspec.Struct, frozen=True):
    """What an article needs: characters of its headline and of each block, its further lines, its pictures' shapes."""

    headline: int
    blocks: tuple[int, ...]
    lines: int = 0  # kicker, deck, byline, subheadings, credits
    pictures: tuple[tuple[int, int], ...] = ()  # width, height


class Strip(msgspec.Struct, frozen=True):
    """Articles one below the other, over so many columns: the first and the one behind the last."""

    span: int
    first: int
    end: int


Band = tuple[Strip, ...]
_Way = tuple[tuple[int, int, int], ...]  # how wide each strip of a band is, and where it begins and ends


def make_up(items: Sequence[Item]) -> tuple[Band, ...]:
    """Returns the bands of a page, from top to bottom, each of strips from left to right; together all columns."""
    sums = _sums(items)
    best: list[tuple[int, tuple[Band, ...]]] = [(0, ())]
    for end in range(1, len(items) + 1):
        ways = (
            (best[start][0] + cost, start, way)
            for start in range(max(0, end - _MOST_IN_BAND), end)
            for cost, way in _bands(sums, start, end)
        )
        cost, start, way = min(ways, key=itemgetter(0, 1))
        band = tuple(Strip(span, start + first, start + behind) for span, first, behind in way)
        best.append((cost, (*best[start][1], band)))
    return best[-1][1]


class _Sums(msgspec.Struct, frozen=True):
    """By span, of the first articles of a page: how tall they are one below the other, and what is too flat of them."""

    tall: tuple[tuple[int, ...], ...]
    flat: tuple[tuple[int, ...], ...]


def _sums(items: Sequence[Item]) -> _Sums:
    numbered = [(at == 0, item) for at, item in enumerate(items)]
    tall = (accumulate((_height(item, span, is_lead) for is_lead, item in numbered), initial=0) for span in _SPANS)
    flat = (accumulate((_flat(item, span) for item in items), initial=0) for span in _SPANS)
    return _Sums(tuple(map(tuple, tall)), tuple(map(tuple, flat)))


def _bands(sums: _Sums, start: int, end: int) -> Iterator[tuple[int, _Way]]:
    """Returns every way to set some articles in one band, with what it costs."""
    for way in _ways(end - start):
        tallest = filled = flat = 0
        for span, first, behind in way:
            heights = sums.tall[span]
            tall = heights[start + behind] - heights[start + first]
            filled += tall * span
            tallest = max(tall, tallest)
            if span > 2:
                flat += sums.flat[span][start + behind] - sums.flat[span][start + first]
        cost = tallest * COLUMNS - filled + flat
        cost += _NARROW_LEAD if start == 0 and way[0][0] < 3 else 0
        if len(way) > 1:
            cost += max(0, tallest - _TALLEST) * COLUMNS
        elif start:
            cost += _FULL
        yield cost, way


@cache
def _ways(articles: int) -> tuple[_Way, ...]:
    """Returns the widths of strips, and the borders of so many articles among them."""
    return tuple(
        tuple(
            (right - left, first, behind)
            for (left, right), (first, behind) in zip(
                pairwise((0, *edges, COLUMNS)), pairwise((0, *cuts, articles)), strict=True
            )
        )
        for strips in range(min(articles, 2), min(articles, COLUMNS) + 1)  # one below the other are bands
        for edges in combinations(range(1, COLUMNS), strips - 1)
        for cuts in combinations(range(1, articles), strips - 1)
    )


def _flat(item: Item, span: int) -> int:
    """Returns what it costs that the text of an article over many columns is too flat."""
    return max(0, _FLATTEST - _text_height(item, span)) * span if span > 2 else 0


def _height(item: Item, span: int, is_lead: bool) -> int:
    if not span:
        return 0
    size = _LEAD if is_lead and span > 2 else _HEADLINE[span]
    width = span * _COLUMN + (span - 1) * _GAP
    headline = -(-item.headline * size // width) * size * 4 // 3
    return _SPACE + headline + _text_height(item, span)


def _text_height(item: Item, span: int) -> int:
    lines = item.lines + sum(-(-length // _CHARACTERS) for length in item.blocks)
    pictures = sum(_COLUMN * height // max(1, width) for width, height in item.pictures)
    return (lines * _LINE + pictures) // span
