"""The orders in which columns that were read across may lie in lines, each with a weight a line.

gaps    会议强调要坚持    昨日上午新桥正式通     both columns on one line, the gap between them kept
beside  会议强调要坚持昨日上午新桥正式通         both on one line, without it
turns   会议强调要坚持 / 昨日上午新桥正式通      a line of each in turn
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sitegen.reading.columns.links import PROOF, Scale, proves, weigh_against
from sitegen.reading.columns.strips import Strip
from sitegen.reading.text.words import CLOSERS, OPENERS

WITH_GAPS = ("gaps", "spaces")  # orders in which the columns are kept apart
MOST_COLUMNS = 3
NARROWEST = 8  # ideographs of a column on a line with another
FULL = 0.8  # of the width of most lines, for a line to hold a piece of each column
NUDGES = (0.0, -0.5, 0.5, -1.0, 1.0)  # ideographs; columns that look equally wide are not quite
TRIED = 12  # lines on which a border of columns is tried
PROOFS = 2  # among them, for a border to be one
Measure = Callable[[str], list[float]]
_LATIN = re.compile("[!-~]")
_HANGS = ",。、;:!?" + CLOSERS  # what never begins a line, and hangs out of a column


@dataclass(frozen=True, slots=True)
class Order:
    """How columns lie in lines, and what each line says for it, in hundredths."""

    name: str
    weights: tuple[int, ...]


def orders(strips: Sequence[Strip]) -> Iterator[Order]:
    """Returns every order of columns that some lines may have, with what each line says for it."""
    yield from (_turns(strips, columns) for columns in range(2, MOST_COLUMNS + 1))
    yield from _gaps(strips)
    yield from _beside(strips)


def _turns(strips: Sequence[Strip], columns: int) -> Order:
    """Weigh lines of columns in turn: each goes on in the second or third below it, not in the next."""
    scale, weights = Scale(), []
    for at, strip in enumerate(strips):
        weight = 0
        if strip.is_open and at + columns < len(strips) and strips[at + columns].may_follow:
            weight += scale.weigh_open(strip.text, strips[at + columns].text)
        if strip.is_open and at + 1 < len(strips) and strips[at + 1].may_follow:
            weight -= PROOF if proves(strip.text, strips[at + 1].text) else 0
        weights.append(weight)
    return Order(f"turns {columns}", tuple(weights))


def _gaps(strips: Sequence[Strip]) -> Iterator[Order]:
    """Weigh lines whose columns are kept apart by wide gaps, or by single spaces."""
    for name, rows in zip(WITH_GAPS, ([s.pieces for s in strips], [s.words for s in strips]), strict=True):
        cells = [row if 2 <= len(row) <= MOST_COLUMNS else () for row in rows]
        if sum(map(bool, cells)) > 2:
            yield Order(name, _side_by_side(cells))


def _beside(strips: Sequence[Strip]) -> Iterator[Order]:
    """Weigh lines cut into columns of one width, where a first few of them speak for some border of columns.

    Converters count ideographs, printers their widths: figures and Latin letters are half as wide.
    """
    measures = (_widths, _counts) if any(_LATIN.search(strip.text) for strip in strips) else (_widths,)
    for measure in measures:
        lengths = [_LENGTHS[measure](strip.whole) for strip in strips]
        full = _most_usual(length for strip, length in zip(strips, lengths, strict=True) if strip.is_open)
        fits = (FULL * full <= length <= full / FULL for length in lengths)
        long = [strip.whole if fit else "" for strip, fit in zip(strips, fits, strict=True)]
        for columns in range(2, MOST_COLUMNS + 1):
            column = _column(long, full / columns, measure) if full >= columns * NARROWEST else 0.0
            if column:
                cells = [cut_up(text, column, columns, measure) if text else () for text in long]
                yield Order(f"beside {columns}", _side_by_side(cells))


def _column(texts: Sequence[str], about: float, measure: Measure) -> float:
    """Tell how wide the first column is, by which of its ends goes on at the beginning of the next line; 0 for none."""
    pairs = [(text, below) for text, below in pairwise(texts) if text and below][:TRIED]
    proofs = {
        about + nudge: sum(proves(cut_up(text, about + nudge, 2, measure)[0], below.strip()) for text, below in pairs)
        for nudge in NUDGES
    }
    best = max(proofs, key=lambda column: proofs[column], default=0.0)
    return best if proofs and proofs[best] >= PROOFS else 0.0


def _most_usual(lengths: Iterable[float]) -> float:
    """Returns the length that most lines have, one more or less: that of the full lines of wrapped text."""
    counts = Counter(round(length) for length in lengths)
    return max(counts, key=lambda n: (counts[n - 1] + counts[n] + counts[n + 1], counts[n], -n), default=0)


def _widths(text: str) -> list[float]:
    return [0.5 if sign.isascii() else 1.0 for sign in text]


def _counts(text: str) -> list[float]:
    return [1.0] * len(text)


def _width(text: str) -> float:
    return len(text) - 0.5 * len(text.encode("ascii", "ignore"))


_LENGTHS: Mapping[Measure, Callable[[str], float]] = {_widths: _width, _counts: len}


def cut_up(text: str, column: float, columns: int, measure: Measure) -> tuple[str, ...]:
    """Cut a line into columns of one width, at a space where one stands near."""
    sizes = measure(text)
    pieces, start, at, reached = list[str](), 0, 0, 0.0
    for border in range(1, columns):
        while at < len(text) and reached < border * column:
            reached += sizes[at]
            at += 1
        space = text.find(" ", max(start, at - 3), at + 3) if at > 2 else -1
        cut = space if space != -1 else _past_hanging(text, at)
        pieces.append(text[start:cut].strip())
        start = cut
    return (*pieces, text[start:].strip())


def _past_hanging(text: str, at: int) -> int:
    """Keep a mark that hangs out of a column with it, and one that opens a quotation with what is quoted."""
    while at < len(text) and text[at] in _HANGS:
        at += 1
    return at - 1 if at > 0 and text[at - 1] in OPENERS else at


def _side_by_side(cells: Sequence[tuple[str, ...]]) -> tuple[int, ...]:
    """Weigh lines that hold a cell of each column: cells go on below, not beside."""
    scale, weights = Scale(), []
    for row, below in pairwise((*cells, ())):
        weight = sum(weigh_against(left, right) for left, right in pairwise(row))
        if row and len(below) == len(row):
            weight += sum(scale.weigh(cell, under) for cell, under in zip(row, below, strict=True))
            weight += weigh_against(row[-1], below[0])
        weights.append(weight)
    return tuple(weights)
