"""A photo's credit far down in a story: what stands above it is the photo's caption, or an item of its own.

A story that is a photo's own has a paragraph or two above the credit, `图为渡口。` among them. Labels are decided from
line to line and count no paragraphs, so what they say of a credit below many of them is weighed again here. Papers in
letters print no such items.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from sitegen.reading.features import LineFeatures
from sitegen.reading.layout.decode import NEVER, Allowed, Decided, decode_scores, weight_of
from sitegen.reading.layout.labels import HEAD, LABELS, Label
from sitegen.reading.layout.weights import Points, Weights
from sitegen.reading.text.scripts import is_alphabetic

MOST = 3  # paragraphs above a credit in a story of its own; of 77 on known pages one has more
_ABOVE = 4  # lines of which an item may begin with any
_TEXT = frozenset({Label.PARAGRAPH, Label.CONTINUATION})
_BEGINS = frozenset({Label.PARAGRAPH, Label.ITEM})
_CAPTION, _CREDIT, _ITEM = frozenset({Label.CAPTION}), frozenset({Label.CREDIT}), frozenset({Label.ITEM})


def settle_credits(
    lines: Sequence[LineFeatures],
    scores: Points,
    weights: Weights,
    decided: Sequence[Decided],
    given: Sequence[Allowed] | None,
) -> tuple[Decided, ...]:
    """Returns the labels of a page, with those around credits far down in a story decided anew; `given` ones stay."""
    settled = list(decided)
    for at in _far_down(lines, decided):
        start = max(0, at - _ABOVE - 1)
        if given and any(left is not None for left in given[start : at + 1]):
            continue
        ways = list(_ways(start, at, may_be_item=not is_alphabetic(lines[at].line.canonical)))
        settled[start : at + 2] = _settle(scores, weights, settled, start, ways)
    return tuple(settled)


def _far_down(lines: Sequence[LineFeatures], decided: Sequence[Decided]) -> Iterator[int]:
    """Returns the places of photos' credits right below text, with too many paragraphs above them."""
    paragraphs = 0
    above: Label | None = None
    for at, (line, one) in enumerate(zip(lines, decided, strict=True)):
        if one.label is Label.CREDIT and line.kind == "photo-credit" and above in _TEXT and paragraphs > MOST:
            yield at
        if one.label in HEAD or one.label is Label.ITEM:
            paragraphs = 0
        paragraphs += one.label in _BEGINS
        above = one.label


def _settle(
    scores: Points, weights: Weights, decided: Sequence[Decided], start: int, ways: Sequence[Mapping[int, Allowed]]
) -> tuple[Decided, ...]:
    """Returns the labels of a credit and lines above it, read in the way that weighs most; other lines stay."""
    places = range(start, min(max(ways[0]) + 2, len(decided)))
    stay = {place: frozenset({decided[place].label}) for place in places}
    left = [np.array([_left(scores[place], {**stay, **way}[place]) for place in places]) for way in ways]
    found = [decode_scores(points, weights, None) for points in left]
    weighed = [weight_of(points, [one.label for one in row], weights) for points, row in zip(left, found, strict=True)]
    best = found[weighed.index(max(weighed))]
    return tuple(
        decided[place] if decided[place].label is one.label else one for place, one in zip(places, best, strict=True)
    )


def _ways(start: int, at: int, *, may_be_item: bool) -> Iterator[Mapping[int, Allowed]]:
    """Returns the ways to read a credit: below a caption or a text, or as the end of an item that begins above it."""
    yield {at - 1: _CAPTION | _TEXT, at: _CAPTION}
    for begins in range(at - 1, start, -1) if may_be_item else ():
        yield {**dict.fromkeys(range(begins + 1, at), _TEXT), begins: _ITEM, at: _CREDIT}


def _left(points: Points, some: Allowed) -> Points:
    if some is None:
        return points
    return np.where([label in some for label in LABELS], points, NEVER)
