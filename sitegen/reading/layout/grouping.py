"""Labels → placed lines: which article each line belongs to."""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import pairwise

import msgspec

from sitegen.model.layout import Role
from sitegen.reading.features import LineFeatures
from sitegen.reading.layout.decode import Decided
from sitegen.reading.layout.labels import FURNITURE, HEAD, OPENS_PARAGRAPH, Label, role_of
from sitegen.reading.text import patterns
from sitegen.reading.text.lines import Line
from sitegen.reading.text.words import OPENERS

PAGE = -1  # the article number of page furniture
SURE_BY = 120  # points of margin that make a label half as doubtful
_PLAIN_ON = frozenset({Label.KICKER, Label.CONTINUED_FROM})
_OPENS_REST = frozenset({Label.KICKER, Label.HEADLINE, Label.PARAGRAPH})


class Placed(msgspec.Struct, frozen=True):
    """A line with its label and the number of its article in printed order (PAGE for furniture).

    `level` is 1 or 2 for subheadings, else 0; `confidence` tells how sure the label is, `other` the runner-up.
    """

    seen: LineFeatures
    label: Label
    article: int
    level: int = 0
    confidence: float = 1.0
    other: Label | None = None

    @property
    def line(self) -> Line:
        """The line itself."""
        return self.seen.line

    @property
    def role(self) -> Role:
        """The role that the label gives the line."""
        return role_of(self.label)


def place(lines: Sequence[LineFeatures], decided: Sequence[Decided]) -> tuple[Placed, ...]:
    """Returns the lines with label and article; captions above the first article of a page belong to it."""
    labels = [found.label for found in decided]
    continued = frozenset(at for at, seen in enumerate(lines) if _is_rest(seen, labels[at]))
    placed = zip(lines, decided, _articles(labels, continued), _levels(labels), strict=True)
    return tuple(
        Placed(seen, found.label, article, level, sure(found.margin), found.other)
        for seen, found, article, level in placed
    )


def sure(margin: int) -> float:
    """Returns how sure a margin makes a label, from 0.5 to 1."""
    return round(1 - 0.5 / (1 + max(0, margin) / SURE_BY), 2)


def _is_rest(seen: LineFeatures, label: Label) -> bool:
    """Tell whether text says where its story began: `(上接第一版)…`."""
    text = seen.line.canonical
    return label is Label.PARAGRAPH and text[:1] in OPENERS and patterns.CONTINUED_FROM.match(text) is not None


def _levels(labels: Sequence[Label]) -> list[int]:
    """Returns subheadings their level: one right below another is the second of a pair."""
    pairs = pairwise((None, *labels))
    return [0 if label is not Label.SUBHEADING else 2 if above is label else 1 for above, label in pairs]


def _articles(labels: Sequence[Label], continued: Set[int]) -> list[int]:
    """Returns each line its article; the rest of a story from another page begins one below another's text."""
    numbers: list[int] = []
    current = PAGE
    above: Label | None = None
    waiting: list[int] = []  # captions above the first article
    told = False
    for at, label in enumerate(labels):
        if label in FURNITURE:
            numbers.append(PAGE)
            continue
        if current == PAGE and label is Label.CAPTION:
            waiting.append(at)
            numbers.append(PAGE)
            above = label
            continue
        if current == PAGE or _begins(label, above, labels[at + 1 : at + 2]) or (told and at in continued):
            current += 1
            told = False
        told |= label in OPENS_PARAGRAPH
        for place_of_caption in waiting:
            numbers[place_of_caption] = current
        waiting.clear()
        numbers.append(current)
        above = label
    for place_of_caption in waiting:
        numbers[place_of_caption] = 0
    return numbers


def _begins(label: Label, above: Label | None, below: Sequence[Label]) -> bool:
    if label is Label.KICKER:
        return above is not Label.KICKER and above is not Label.CONTINUED_FROM
    if label is Label.HEADLINE:
        return above not in _PLAIN_ON
    if label is Label.CONTINUED_FROM:
        return above not in HEAD and any(one in _OPENS_REST for one in below)
    return label is Label.ITEM
