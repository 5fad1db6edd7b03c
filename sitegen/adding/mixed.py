"""Lines that run down, up and across one page → columns in reading order.

A page is read as most of it is set: one set down as one turned to the left, on which its columns are lines and its
tiers columns. What runs another way is one thing among these: a story set across in a box, or the head of a story,
which is read before the text beside which it stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sitegen.adding.order import LARGE, Column, Item, order_items, usual_size, without_folio
from sitegen.adding.printed import PrintedRow
from sitegen.model.scans import Box
from sitegen.reading.files.sidecar import Direction, turned, turned_back

_NEAR = 1.6  # heights of type between lines of one nested part
_NEAR_COLUMNS = 2.0
_LITTLE_TEXT = 40  # characters in the size of the text that a head may have beside it
_TO_TEXT = 4.0  # heights of type between a head and the text beside it
_GOES_ON = 1.3  # heights of type between lines of one column
_MOST = 600  # nested lines; a page of more is no mixture that could be taken apart


def in_mixed_order(rows: Sequence[PrintedRow], pictures: Sequence[Box], height: int) -> Iterator[Column]:
    """Returns the columns of a page in reading order; `height` is the page's."""
    body = usual_size(rows)
    items = [Item(box, box, row) for row in rows for box in (_seen(row, height),)]
    items += [Item(box, box, None, at) for at, box in enumerate(pictures)]
    if all(row.direction is Direction.ACROSS for row in rows):
        yield from order_items(items, body)
        return
    for part in without_folio(items, body):  # it runs across at the head of a page that is set down, too
        yield from _ordered(part, body, height)


def _seen(row: PrintedRow, height: int) -> Box:
    return turned_back(row.box, row.direction, height)


def _ordered(items: Sequence[Item], body: int, height: int) -> Iterator[Column]:
    rows = [item.row for item in items if item.row is not None]
    way = _usual_way(rows)
    own = [item for item in items if item.row is None or item.row.direction is way]
    others = [row for row in rows if row.direction is not way]
    placed = [_turned(item, way, height) for item in own]
    foreign = [item.box for item in own if item.row]
    placed += [_nested(run, way, height) for run in _clusters(others, foreign, body, height)]
    for column in order_items(_led(placed, body), body):
        nested = column.items[0].nested
        if nested:
            yield from order_items([Item(row.box, row.box, row) for row in nested], body)
        else:
            yield column


def _usual_way(rows: Sequence[PrintedRow]) -> Direction:
    """Returns the way in which most of some lines run."""
    counted: Counter[Direction] = Counter()
    for row in rows:
        counted[row.direction] += len(row.text)
    return max(counted, key=lambda way: (counted[way], way is Direction.ACROSS), default=Direction.ACROSS)


def _turned(item: Item, way: Direction, height: int) -> Item:
    box = turned(item.box, way, height)
    return replace(item, box=box, cut=box)


def _nested(rows: Sequence[PrintedRow], way: Direction, height: int) -> Item:
    box = turned(_around(_seen(row, height) for row in rows), way, height)
    return Item(box, box, nested=tuple(rows))


def _clusters(rows: Sequence[PrintedRow], foreign: Sequence[Box], body: int, height: int) -> Iterator[list[PrintedRow]]:
    """Put lines together that stand by one another, where nothing `foreign` stands among them."""
    for widest in (round(LARGE * body), 0):  # of the type that may stand in columns; heads side by side are two
        left: list[PrintedRow] = []
        for run in _joined(rows, widest):
            whole = _around(_seen(row, height) for row in run)
            if len(run) == 1 or not any(_holds(whole, box) for box in foreign):
                yield run
            elif widest:
                left += run
            else:
                yield from ([row] for row in run)
        rows = left


def _joined(rows: Sequence[PrintedRow], widest: int) -> list[list[PrintedRow]]:
    """Returns lines in groups of those that stand below one another, and side by side if their type is less wide."""
    if len(rows) > _MOST:
        return [[row] for row in rows]
    groups: list[list[PrintedRow]] = []
    for row in sorted(rows, key=lambda row: (row.box[1], row.box[0])):
        touching = [group for group in groups if any(_touch(row, other, widest) for other in group)]
        groups = [group for group in groups if group not in touching]
        groups.append([one for group in touching for one in group] + [row])
    return groups


def _touch(one: PrintedRow, other: PrintedRow, widest: int) -> bool:
    if one.direction is not other.direction:
        return False
    size = max(one.size, other.size)
    across, down = _gap(one.box, other.box, 0), _gap(one.box, other.box, 1)
    return (across < 0 and down < _NEAR * size) or (size < widest and down < 0 and across < _NEAR_COLUMNS * size)


def _led(items: Sequence[Item], body: int) -> list[Item]:
    """Returns items of which heads that run another way are cut as if they stood above the text that they lead."""
    done: list[Item] = []
    for item in items:
        small = sum(len(row.text) for row in item.nested if row.size < LARGE * body)
        head = any(row.size >= LARGE * body for row in item.nested) and small <= _LITTLE_TEXT
        done.append(_above_text(item, items, body) if head else item)
    return done


def _above_text(head: Item, items: Sequence[Item], body: int) -> Item:
    """Returns a head as it counts for the cutting: as a line above the text to its right, else to its left."""
    left, top, right, bottom = head.box
    rows = [item.box for item in items if item.row is not None]
    beside = [box for box in rows if top - body <= (box[1] + box[3]) // 2 <= bottom + body]
    after = [box for box in beside if box[0] - right + body // 2 >= 0 and box[0] - right <= _TO_TEXT * body]
    before = [box for box in beside if left - box[2] + body // 2 >= 0 and left - box[2] <= _TO_TEXT * body]
    if not (after or before):
        return head
    first = _around(after or before)
    others = [item.box for item in items if item is not head]
    free = [box for box in rows if not any(_stands_in((left, box[1], right, box[3]), other) for other in others)]
    if after:
        free = [box for box in free if abs(box[0] - first[0]) <= 3 * body and box[0] >= right - body // 2]
    else:
        free = [box for box in free if abs(box[2] - first[2]) <= 3 * body and box[2] <= left + body // 2]
    first = _grown(first, free, body)
    reach = _reach(first, rows, body) if after else first
    start = min(top, first[1])
    return replace(head, cut=(min(left, first[0]), start - 2, max(right, reach[2]), start - 1))


def _grown(first: Box, free: Iterable[Box], body: int) -> Box:
    """Returns the text beside a head with the lines on both sides of it that go on without a gap."""
    for box in sorted(free, key=lambda box: box[1], reverse=True):
        if -body < first[1] - box[3] <= _GOES_ON * body:
            first = _around((first, box))
    for box in sorted(free, key=lambda box: box[1]):
        if -body < box[1] - first[3] <= _GOES_ON * body:
            first = _around((first, box))
    return first


def _reach(first: Box, rows: Sequence[Box], body: int) -> Box:
    """Returns the text that a head leads: further columns too, as long as their lines begin and end as the first do."""
    whole = first
    while True:
        within = [box for box in rows if box[0] >= whole[2] and first[1] <= (box[1] + box[3]) // 2 <= first[3]]
        start = min((box[0] for box in within), default=0)
        column = [box for box in within if box[0] - start <= 3 * body]
        if not column or start - whole[2] > _TO_TEXT * body:
            return whole
        place = _around(column)
        beyond = [box for box in rows if _gap(box, place, 0) < 0 and not first[1] <= (box[1] + box[3]) // 2 <= first[3]]
        if any(_gap(box, place, 1) < _GOES_ON * body for box in beyond):
            return whole
        whole = _around((whole, place))


def _around(boxes: Iterable[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _gap(one: Box, other: Box, axis: int) -> int:
    return max(one[axis], other[axis]) - min(one[axis + 2], other[axis + 2])


def _holds(whole: Box, box: Box) -> bool:
    across, down = (box[0] + box[2]) // 2, (box[1] + box[3]) // 2
    return whole[0] <= across <= whole[2] and whole[1] <= down <= whole[3]


def _stands_in(place: Box, box: Box) -> bool:
    return _gap(place, box, 0) < 0 and _gap(place, box, 1) < 0
