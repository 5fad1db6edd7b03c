"""Makes a printed page up anew from its text: which articles stand side by side, and how many columns each takes.

A broadsheet of four columns of sixteen characters. The page is cut into bands across its width, a band into upright
strips, a strip into articles one below the other: so the order of the text is kept for eyes, keyboard and ear. Of all
ways to cut, the one that leaves the least paper white is taken (dynamic programming over the articles, in whole
numbers). The printed place of an article is not in the text, so it is not claimed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

COLUMNS = 4
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


@dataclass(frozen=True, slots=True)
class Item:
    """What an article needs: characters of its headline and of each block, its further lines, its pictures' shapes."""

    headline: int
    blocks: tuple[int, ...]
    lines: int = 0  # kicker, deck, byline, subheadings, credits
    pictures: tuple[tuple[int, int], ...] = ()  # width, height


@dataclass(frozen=True, slots=True)
class Strip:
    """Articles one below the other, over so many columns: the first and the one behind the last."""

    span: int
    first: int
    end: int


Band = tuple[Strip, ...]


def make_up(items: Sequence[Item]) -> tuple[Band, ...]:
    """Returns the bands of a page, from top to bottom, each of strips from left to right; together all columns."""
    heights = [[_height(item, span, at == 0) for span in range(COLUMNS + 1)] for at, item in enumerate(items)]
    best: list[tuple[int, tuple[Band, ...]]] = [(0, ())]
    for end in range(1, len(items) + 1):
        ways = (
            (best[start][0] + cost, start, band)
            for start in range(max(0, end - _MOST_IN_BAND), end)
            for cost, band in _bands(items, heights, start, end)
        )
        cost, start, band = min(ways, key=lambda way: way[:2])
        best.append((cost, (*best[start][1], band)))
    return best[-1][1]


def _bands(items: Sequence[Item], heights: Sequence[Sequence[int]], start: int, end: int) -> Iterator[tuple[int, Band]]:
    """Returns every way to set some articles in one band, with what it costs."""
    for spans, cuts in _ways(end - start):
        band = tuple(
            Strip(span, start + first, start + behind)
            for span, first, behind in zip(spans, (0, *cuts), (*cuts, end - start), strict=True)
        )
        tall = [sum(heights[at][strip.span] for at in range(strip.first, strip.end)) for strip in band]
        white = sum((max(tall) - one) * strip.span for one, strip in zip(tall, band, strict=True))
        yield white + _faults(items, band, max(tall)), band


@cache
def _ways(articles: int) -> tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]:
    """Returns the widths of strips and where so many articles are parted among them."""
    return tuple(
        (tuple(b - a for a, b in zip((0, *edges), (*edges, COLUMNS), strict=True)), cuts)
        for strips in range(min(articles, 2), min(articles, COLUMNS) + 1)  # one below the other are bands
        for edges in combinations(range(1, COLUMNS), strips - 1)
        for cuts in combinations(range(1, articles), strips - 1)
    )


def _faults(items: Sequence[Item], band: Band, tall: int) -> int:
    """Returns what a band costs beside its white paper."""
    cost = 0 if len(band) > 1 or band[0].first == 0 else _FULL
    cost += max(0, tall - _TALLEST) * COLUMNS if len(band) > 1 else 0
    for strip in band:
        if strip.first == 0 and strip.span < 3:
            cost += _NARROW_LEAD
        if strip.span > 2:
            cost += sum(
                max(0, _FLATTEST - _text_height(items[at], strip.span)) * strip.span
                for at in range(strip.first, strip.end)
            )
    return cost


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
