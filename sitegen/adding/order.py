"""Printed lines with places → columns in reading order: a page is cut where nothing stands, across and down.

Titles that stand alone above several columns are as wide as these for the cutting, however short they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from sitegen.adding.printed import PrintedRow
from sitegen.model.scans import Box
from sitegen.reading.text import patterns
from sitegen.reading.text.days import printed_day
from sitegen.reading.text.folding import fold

LARGE = 1.25  # by how much a title is larger than most of the text
_GUTTER = 0.55  # heights of type between columns
_BAND_GAP = 0.35  # heights of type by which a gap between stories is more than one between lines
_FULL = 0.7  # of the width of most lines: what is as wide fills a column
_FAR = 14  # heights of type between a line of a head and the text
_LINE_GAP = 0.6  # heights of type
_SET_IN = 3  # heights of type by which a first line is set in
_EDGE = 4  # rows at the top of a page among which its folio is
_LONGEST_FOLIO = 80
_DEEPEST = 60
_MOST_TANGLED = 1500


@dataclass(frozen=True, slots=True)
class Item:
    """Something with a place: a printed line, or a picture; `cut` is the place that counts for the cutting.

    Lines that run another way than those of the page are one thing among them, `nested`.
    """

    box: Box
    cut: Box
    row: PrintedRow | None = None
    picture: int = -1
    nested: tuple[PrintedRow, ...] = ()

    @property
    def place(self) -> Box:
        """Where it is read: a head that runs another way above the text beside which it stands."""
        return self.cut if self.nested else self.box


@dataclass(frozen=True, slots=True)
class Column:
    """Lines right below one another, or one picture."""

    items: tuple[Item, ...]


def order_items(items: Sequence[Item], body: int) -> Iterator[Column]:
    """Returns things as columns in reading order, a folio first or last; `body` is the size of most of the text."""
    above, between, below = without_folio(items, body)
    for part in (above, _widened(between, body), below):
        if part:
            yield from _cut(part, body, 0)


def without_folio(items: Sequence[Item], body: int) -> tuple[list[Item], list[Item], list[Item]]:
    """Set apart what stands at the edge of a page as far as its folio: name of the paper, day, number."""
    if not items:
        return [], [], []
    rows = _parts(items, 1, 1)
    folios = [at for at, row in enumerate(rows) if any(map(_is_folio, row))]
    top = folios[0] + 1 if folios and folios[0] < _EDGE else 0
    while top in folios and min(i.box[1] for i in rows[top]) - max(i.box[3] for i in rows[top - 1]) < 2 * body:
        top += 1
    last = folios[-1] if folios else 0
    end = last if last >= max(top, len(rows) - 2) else len(rows)
    above, between, below = ([item for row in some for item in row] for some in (rows[:top], rows[top:end], rows[end:]))
    return above, between, below


def _is_folio(item: Item) -> bool:
    text = fold(item.row.text) if item.row is not None else ""
    if not text or len(text) > _LONGEST_FOLIO:
        return False
    return printed_day(text) is not None or patterns.PAGE_LABEL.search(text) is not None


def usual_size(rows: Sequence[PrintedRow]) -> int:
    """Returns the size in which most of the text is set."""
    sizes = [row.size for row in rows for _ in range(0, max(1, len(row.text)), 4)]
    return round(median(sizes)) if sizes else 100


def _widened(items: Sequence[Item], body: int) -> list[Item]:
    """Widen the lines of heads to the columns over which they are set, from the top of the page down."""
    if not items:
        return []
    text = [item for item in items if item.row is not None and item.row.size < LARGE * body]
    usual = median([item.box[2] - item.box[0] for item in text]) if text else 0
    columns = [*text, *(item for item in items if item.row is None)]
    edges = min(item.box[0] for item in items), max(item.box[2] for item in items)
    done: list[Item] = []
    heads: list[Item] = []
    for item in sorted(items, key=lambda item: item.box[1]):
        row = item.row
        large = row is not None and row.size >= LARGE * body
        below_head = row is not None and any(_is_right_below(head, item, items, body) for head in heads)
        short = item.box[2] - item.box[0] < _FULL * usual
        wide = _wide(item, items, columns, edges, body) if large or (below_head and short) else item
        if large or wide is not item:
            heads.append(wide)
        done.append(wide)
    return done


def _is_right_below(head: Item, item: Item, items: Sequence[Item], body: int) -> bool:
    """Tell whether a line stands right below a line of a head, and alone within its width."""
    gap = item.box[1] - head.box[3]
    if not (-body < gap < 2 * body and head.cut[0] <= item.box[0] and item.box[2] <= head.cut[2]):
        return False
    level = (one.box for one in items if one is not item and one.box[1] < item.box[3] and one.box[3] > item.box[1])
    return not any(_overlap(box, head.cut) for box in level)


def _wide(item: Item, items: Sequence[Item], columns: Sequence[Item], edges: tuple[int, int], body: int) -> Item:
    """Widen a line to the columns that begin side by side below it, if it stands alone above all of them."""
    top = item.box[1] - round(_LINE_GAP * body)  # what goes on beside it may have a gap between lines just there
    beside = [one.box for one in items if one is not item and one.box[1] < item.box[3] and one.box[3] > top]
    begin = max((box[2] for box in beside if box[2] <= item.box[0] + body), default=edges[0])
    end = min((box[0] for box in beside if box[0] >= item.box[2] - body), default=edges[1])
    below = [c.box for c in columns if c.box[1] >= item.box[3] - body // 4 and begin <= c.box[0] and c.box[2] <= end]
    for top in sorted({box[1] for box in below}):
        if top - item.box[3] > _FAR * body:
            break
        under = [box for box in below if top <= box[1] < top + 1.2 * body]
        for over in ([box for box in under if box[0] >= item.box[0] - _SET_IN * body], under):
            first, last = _edge_of(over, below, body), max((box[2] for box in over), default=0)
            if _are_apart(over, body) and _stands_over(item.box, first, last, body):
                cut = (min(item.box[0], first), item.box[1], max(item.box[2], last), item.box[3])
                return Item(item.box, cut, item.row, item.picture)
    return item


def _edge_of(over: Sequence[Box], below: Sequence[Box], body: int) -> int:
    """Returns where the first of some columns begins, whose first lines may be set in."""
    first = min(over, default=(0, 0, 0, 0))
    return min((box[0] for box in below if _overlap(box, first) and box[0] >= first[0] - _SET_IN * body), default=0)


def _stands_over(box: Box, first: int, last: int, body: int) -> bool:
    """Tell whether a line is set to the left edge of columns, to their middle, or is as wide as all of them."""
    inside_ = first - _SET_IN * body <= box[0] and box[2] <= last + _SET_IN * body
    left = abs(box[0] - first) <= 0.5 * body
    middle = abs(box[0] + box[2] - first - last) // 2 <= max(1.5 * body, (last - first) * 0.04)
    return inside_ and (left or middle)


def _are_apart(boxes: Sequence[Box], body: int) -> bool:
    """Tell whether boxes stand side by side, in two columns or more."""
    return len(_gutters([Item(box, box) for box in boxes], body)) > 0


def _cut(items: Sequence[Item], body: int, depth: int) -> Iterator[Column]:
    """Cut a part of a page down its gutters where it has any, else across, else take it line by line."""
    parts = [list(items)]
    if len(items) > 1 and depth < _DEEPEST:
        parts = _side_by_side(items, body)
        parts = parts if len(parts) > 1 else _bands(items, body)
    if len(parts) == 1:
        yield from _line_by_line(items)
        return
    for part in parts:
        yield from _cut(part, body, depth + 1)


def _parts(items: Sequence[Item], axis: int, least: int) -> list[list[Item]]:
    """Part items where a stretch of at least so much is empty all along."""
    parts: list[list[Item]] = []
    reach = 0
    for item in sorted(items, key=lambda item: (item.cut[axis], item.cut[1 - axis])):
        if not parts or item.cut[axis] - reach >= least:
            parts.append([])
            reach = item.cut[axis + 2]
        parts[-1].append(item)
        reach = max(reach, item.cut[axis + 2])
    return parts


def _bands(items: Sequence[Item], body: int) -> list[list[Item]]:
    """Part items across into bands that have gutters of their own, and lines over all of them.

    A band ends where its gutters do, and where a head or a wide gap stands above a line that leaves it fewer of them.
    """
    rows = _parts(items, 1, 1)
    gaps = [min(i.cut[1] for i in below) - max(i.cut[3] for i in above) for above, below in pairwise(rows)]
    wide_gap = (median(gaps) if gaps else 0) + _BAND_GAP * body
    bands = [list(rows[0])]
    gutters = _gutters(rows[0], body)
    for gap, row in zip(gaps, rows[1:], strict=True):
        both = _gutters([*bands[-1], *row], body)
        kept = [gutter for gutter in gutters if any(_meet(gutter, one) for one in both)]
        headed = gap >= wide_gap or any(_is_large(item, body) for item in row)
        if gutters:
            ends = not kept or (len(kept) < len(gutters) and headed) or gap >= wide_gap + body
        else:
            ends = bool(_gutters(row, body))
        if ends:
            bands.append(list(row))
            gutters = _gutters(row, body)
        else:
            bands[-1] += row
            gutters = both
    return bands


def _is_large(item: Item, body: int) -> bool:
    return any(row.size >= LARGE * body for row in (item.nested or (item.row,)) if row is not None)


def _side_by_side(items: Sequence[Item], body: int) -> list[list[Item]]:
    """Part items into columns: what stands lower and to the right, as a signature does, is no column."""
    parts: list[list[Item]] = []
    for part in _parts(items, 0, round(_GUTTER * body)):
        if parts and not _level(parts[-1], part):
            parts[-1] += part
        else:
            parts.append(part)
    return parts


def _level(left: Sequence[Item], right: Sequence[Item]) -> bool:
    """Tell whether something of two parts stands at the same height."""
    rows = sorted((item.cut[1], item.cut[3]) for item in left)
    reach = 0
    others = sorted((item.cut[1], item.cut[3]) for item in right)
    at = 0
    for top, bottom in others:
        while at < len(rows) and rows[at][0] < bottom:
            reach = max(reach, rows[at][1])
            at += 1
        if reach > top:
            return True
    return False


def _gutters(items: Sequence[Item], body: int) -> list[tuple[int, int]]:
    """Returns the empty stretches between columns."""
    parts = _side_by_side(items, body)
    edges = [(min(i.cut[0] for i in part), max(i.cut[2] for i in part)) for part in parts]
    return [(left[1], right[0]) for left, right in pairwise(edges)]


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _line_by_line(items: Sequence[Item]) -> Iterator[Column]:
    """Order what cannot be cut: each line after all that stands above it, going on below the last where that can be."""
    run: list[Item] = []
    for item in _downwards(items):
        below = run and run[-1].row is not None and _overlap(run[-1].box, item.box) and item.box[1] >= run[-1].box[1]
        if run and (item.row is None or not below):
            yield Column(tuple(run))
            run = []
        run.append(item)
    if run:
        yield Column(tuple(run))


def _downwards(items: Sequence[Item]) -> Iterator[Item]:
    waiting = sorted(items, key=lambda item: (item.place[1], item.place[0]))
    stacked = all(
        above.place[3] <= below.place[1] + (below.place[3] - below.place[1]) // 4 for above, below in pairwise(waiting)
    )
    if stacked or len(waiting) > _MOST_TANGLED:
        yield from waiting
        return
    above = [sum(_is_above(one, item) for one in waiting) for item in waiting]
    left = set(range(len(waiting)))
    last: Item | None = None
    while left:
        free = [at for at in left if not above[at]] or [min(left)]
        under = [at for at in free if last is not None and _is_above(last, waiting[at])]
        across = 1 if under else 0  # down the column, else from the left
        at = min(under or free, key=lambda at: waiting[at].place[across:2])
        left.discard(at)
        last = waiting[at]
        for other in left:
            above[other] -= _is_above(last, waiting[other])
        yield last


def _is_above(one: Item, other: Item) -> bool:
    return one is not other and _overlap(one.place, other.place) and one.place[1] < other.place[1]


def _overlap(one: Box, other: Box) -> bool:
    return min(one[2], other[2]) - max(one[0], other[0]) > 0
