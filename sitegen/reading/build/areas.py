"""Where lines stood on the page → the rectangles that each article covers.

Boxes of one column that follow each other become one rectangle, columns side by side another, as long as nothing of
anybody else stands in it. So most articles are one rectangle, and one that runs around another is an L.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from sitegen.model.newspaper import Article
from sitegen.model.scans import PAGE_WIDTH, Area, Box, PlacedLine, Plan, packed_rows
from sitegen.reading.files.sidecar import Kind, PageLayout, PlacedBlock
from sitegen.source import SourceText

MOST_BLOCKS = 3_000  # the fullest page of small advertisements has a third of that
_HIGHEST = 10 * PAGE_WIDTH  # of a page: what is longer is none
_CELL = 500
_NOBODY = -1  # what belongs to the page: nameplate, folio, slogans
_NEAR = 400  # two pieces further apart than this are shown as two
_SAME_COLUMN = 0.5  # of the wider one, that two boxes stand above one another
_GAP_BELOW = 800  # between pieces of one column
_HOLE = 3_000  # between a head and its text: a picture that nobody has told of stands there
_UNKNOWN = 0.15  # of a rectangle: how much of it may be nothing that is known
_ALIGNED = 300
_MARGIN = 40  # around an area, where there is room
_SLIVER = 20
_MOST_PIECES = 200


def plan_of(layout: PageLayout | None, articles: Sequence[Article], source: SourceText) -> Plan:
    """Make the plan of a page from its layout; an empty one where there is none, or none that is a page's."""
    if layout is None or not 0 < layout.height <= _HIGHEST:
        return Plan()
    blocks = [block for block in layout.blocks if block.box is not None and _size(block.box)]
    if len(blocks) > MOST_BLOCKS:
        return Plan(height=layout.height)
    lines = [
        PlacedLine(b.line, b.box, b.kind is Kind.PICTURE, b.direction.value, packed_rows(b.rows))
        for b in blocks
        if b.box is not None
    ]
    whose = _owners(blocks, _articles_of_lines(articles, source))
    rectangles = _areas([line.box for line in lines], whose, layout.height)
    areas = [Area(article.line, tuple(rectangles[at])) for at, article in enumerate(articles) if rectangles.get(at)]
    return Plan(height=layout.height, areas=tuple(areas), lines=tuple(lines))


def _articles_of_lines(articles: Sequence[Article], source: SourceText) -> Mapping[int, int]:
    """Look up for each line of the bulletin in which article it stands, by that one's place on the page."""
    found: dict[int, int] = {}
    for at, article in enumerate(articles):
        for prose in article.proses():
            for number in prose.lines(source):
                found.setdefault(number, at)
        for figure in article.figures:
            found.setdefault(figure.line, at)
    return found


def _owners(blocks: Sequence[PlacedBlock], articles: Mapping[int, int]) -> list[int]:
    """Returns to which article each block belongs; a picture that no line names to that of its caption."""
    whose = [articles.get(block.line, _NOBODY) for block in blocks]
    for at, block in enumerate(blocks):
        if block.kind is Kind.PICTURE and whose[at] == _NOBODY:
            beside = [other for other in (at + 1, at - 1) if 0 <= other < len(blocks) and whose[other] != _NOBODY]
            captions = [other for other in beside if blocks[other].kind is Kind.CAPTION]
            above = [other for other in beside if other < at]
            whose[at] = next((whose[other] for other in (*captions, *above, *beside)), _NOBODY)
    return whose


def _areas(boxes: Sequence[Box], whose: Sequence[int], height: int) -> dict[int, list[Box]]:
    """Returns the rectangles of each article, none of which overlaps another."""
    ground = _Ground()
    for box, owner in zip(boxes, whose, strict=True):
        ground.put(box, owner)
    pieces: dict[int, list[Box]] = defaultdict(list)
    for box, owner in zip(boxes, whose, strict=True):
        if owner != _NOBODY:
            _add(pieces[owner], box, owner, ground)
    for owner, found in pieces.items():
        merged = _merged(found, owner, ground) if len(found) <= _MOST_PIECES else found
        pieces[owner] = [_grown(box, owner, ground, height) for box in merged]
    return _apart(pieces)


@dataclass(slots=True)
class _Ground:
    """The boxes of a page by squares of it, so that what stands in a place is found without asking all."""

    cells: dict[tuple[int, int], list[tuple[Box, int]]] = field(default_factory=lambda: defaultdict(list))

    def put(self, box: Box, owner: int) -> None:
        for cell in _cells(box):
            self.cells[cell].append((box, owner))

    def is_free(self, place: Box, owner: int) -> bool:
        """Tell whether nothing of anybody else stands in a place."""
        return not any(
            other != owner and _overlap(place, box) for cell in _cells(place) for box, other in self.cells.get(cell, ())
        )


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    for across in range(box[0] // _CELL, box[2] // _CELL + 1):
        for down in range(box[1] // _CELL, box[3] // _CELL + 1):
            yield across, down


def _add(pieces: list[Box], box: Box, owner: int, ground: _Ground) -> None:
    """Put a box to the last piece where it goes on below it in the same column, else by itself."""
    if pieces:
        last = pieces[-1]
        both = _union(last, box)
        follows = last[1] <= box[1] <= last[3] + _GAP_BELOW
        if follows and _shared(last, box, 0) >= _SAME_COLUMN * (both[2] - both[0]) and ground.is_free(both, owner):
            pieces[-1] = both
            return
    pieces.append(box)


def _merged(pieces: Sequence[Box], owner: int, ground: _Ground) -> list[Box]:
    """Put pieces together that make a rectangle, until none do."""
    left = list(pieces)
    while True:
        pairs = combinations(range(len(left)), 2)
        pair = next((pair for pair in pairs if _make_one(left[pair[0]], left[pair[1]], owner, ground)), None)
        if pair is None:
            return left
        left[pair[0]] = _union(left[pair[0]], left.pop(pair[1]))


def _make_one(a: Box, b: Box, owner: int, ground: _Ground) -> bool:
    across, down = _shared(a, b, 0), _shared(a, b, 1)
    both = _union(a, b)
    is_within = both[2] - both[0] - max(a[2] - a[0], b[2] - b[0]) <= _ALIGNED
    if is_within and -_HOLE <= down <= 0 < across:
        return ground.is_free(both, owner)
    if min(across, down) < -_NEAR or max(across, down) <= 0:
        return False
    unknown = _size(both) - _size(a) - _size(b) + max(0, across) * max(0, down)
    level = [abs(a[side] - b[side]) <= _ALIGNED for side in range(4)]
    is_row, is_column = level[1] and level[3], level[0] and level[2]
    return (is_row or is_column or unknown <= _UNKNOWN * _size(both)) and ground.is_free(both, owner)


def _grown(box: Box, owner: int, ground: _Ground, height: int) -> Box:
    """Returns a rectangle with a margin on each side on which there is room for two."""
    limits = (0, 0, PAGE_WIDTH, height)
    for side in range(4):
        way = -1 if side < 2 else 1
        if ground.is_free(_moved(box, side, 2 * way * _MARGIN, limits), owner):
            box = _moved(box, side, way * _MARGIN, limits)
    return box


def _moved(box: Box, side: int, by: int, limits: Box) -> Box:
    moved = list(box)
    moved[side] = max(moved[side] + by, limits[side]) if by < 0 else min(moved[side] + by, limits[side])
    return moved[0], moved[1], moved[2], moved[3]


def _apart(pieces: Mapping[int, Sequence[Box]]) -> dict[int, list[Box]]:
    """Cut what rectangles share out of the larger one: a picture within a story is the picture's."""
    order = sorted((_size(box), owner, at) for owner, boxes in pieces.items() for at, box in enumerate(boxes))
    taken = _Ground()
    kept: dict[int, dict[int, list[Box]]] = defaultdict(dict)
    for _, owner, at in order:
        left = [pieces[owner][at]]
        near = dict.fromkeys(box for cell in _cells(left[0]) for box, _ in taken.cells.get(cell, ()))
        for other in near:
            left = [part for box in left for part in _without(box, other)]
        kept[owner][at] = left
        for box in left:
            taken.put(box, owner)
    return {owner: [box for at in sorted(kept[owner]) for box in kept[owner][at]] for owner in kept}


def _without(box: Box, other: Box) -> Iterable[Box]:
    """Returns what is left of a box without another: four rectangles at most, slivers left out."""
    if not _overlap(box, other):
        return (box,)
    left, top, right, bottom = box
    upper, lower = max(top, other[1]), min(bottom, other[3])
    parts = (
        (left, top, right, upper),
        (left, upper, max(left, other[0]), lower),
        (min(right, other[2]), upper, right, lower),
        (left, lower, right, bottom),
    )
    return tuple(part for part in parts if min(part[2] - part[0], part[3] - part[1]) >= _SLIVER)


def _union(a: Box, b: Box) -> Box:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])


def _shared(a: Box, b: Box, axis: int) -> int:
    """Returns how far two boxes stand beside one another along an axis; less than 0 is the gap between them."""
    return min(a[axis + 2], b[axis + 2]) - max(a[axis], b[axis])


def _overlap(a: Box, b: Box) -> bool:
    return _shared(a, b, 0) > 0 and _shared(a, b, 1) > 0


def _size(box: Box) -> int:
    return (box[2] - box[0]) * (box[3] - box[1])
