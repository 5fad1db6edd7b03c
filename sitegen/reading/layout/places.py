"""Where lines stand on their page → what that tells of them: ranks of headlines, signs, and what is certain.

A sidecar tells of size, place and a layout model's word; nothing here looks at a line's text. Weights of these signs
are set by hand, in `by_place.txt`. Lines that run down or up are looked at on a page turned so that they run across.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from msgspec import structs

from sitegen.model.scans import Box
from sitegen.reading.files.sidecar import Direction, Kind, PageLayout, PlacedBlock, size_of_most, turned, turned_back
from sitegen.reading.layout.decode import Allowed
from sitegen.reading.layout.labels import FURNITURE, Label
from sitegen.reading.text.lines import Line

LARGE = 1.12  # by how much type is larger than most of the page's, to be a head's
HEADLINE = 1.4  # what is so much larger is no small head within a text
_SMALL = 0.93
_SIZES = ((_SMALL, "small"), (LARGE, "body"), (HEADLINE, "some"), (1.9, "large"))
_ALIKE = 1.08
_NEAR = 3.0  # heights of type between lines of one head
_BESIDE_PICTURE = 2.5  # heights of type between a picture and its caption
_TEXT = frozenset({Kind.TEXT, Kind.TITLE})
_BY_PICTURE = "layout-picture"
_CERTAIN: Mapping[Kind, frozenset[Label]] = {
    Kind.CAPTION: frozenset({Label.CAPTION, Label.CREDIT}),
    Kind.TABLE: frozenset({Label.TABLE}),
    Kind.HEADER: FURNITURE,
    Kind.FOOTER: FURNITURE,
    Kind.NUMBER: FURNITURE,
}


@dataclass(frozen=True, slots=True)
class Places:
    """What the places of lines tell, by line number: rank (0 for none), signs, labels left, those by a picture."""

    ranks: Mapping[int, int] = field(default_factory=dict)
    signs: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    certain: Mapping[int, frozenset[Label]] = field(default_factory=dict)
    by_picture: frozenset[int] = frozenset()


NOWHERE = Places()


def find_places(layout: PageLayout | None) -> Places:
    """Returns what a page's layout tells of its lines; nothing where there is none."""
    if layout is None:
        return NOWHERE
    height = layout.height
    blocks = [_turned(block, height) for block in layout.blocks if block.line and block.kind is not Kind.PICTURE]
    body = size_of_most(
        (block.size, _area(block.box)) for block in blocks if block.size and block.kind is not Kind.TABLE
    )
    heads = dict(_heads(blocks, body, height))
    shown = [block.box for block in layout.blocks if block.kind is Kind.PICTURE and block.box]
    pictures = {way: [turned(box, way, height) for box in shown] for way in Direction}
    width = _column_width(blocks, body)
    signs = {
        block.line: tuple(_signs(block, above, body, heads.get(block.line, ""), pictures[block.direction], width))
        for above, block in pairwise((None, *blocks))
        if block is not None
    }
    ranks = {block.line: _rank(heads.get(block.line, "")) for block in blocks if block.kind in _TEXT and body}
    certain = {block.line: _CERTAIN[block.kind] for block in blocks if block.kind in _CERTAIN}
    by_picture = frozenset(line for line, told in signs.items() if any(sign.startswith(_BY_PICTURE) for sign in told))
    return Places(ranks, signs, certain, by_picture)


def _turned(block: PlacedBlock, height: int) -> PlacedBlock:
    if block.direction is Direction.ACROSS or block.box is None:
        return block
    return replace(block, box=turned(block.box, block.direction, height))


def with_ranks(lines: Sequence[Line], places: Places) -> tuple[Line, ...]:
    """Returns lines that bear the marks that their size gives them, as a converter's `##` would."""
    return tuple(
        structs.replace(line, level=places.ranks[line.number])
        if places.ranks.get(line.number, line.level) != line.level
        else line
        for line in lines
    )


def with_signs(signs: Iterable[Sequence[str]], numbers: Sequence[int], places: Places) -> Iterator[tuple[str, ...]]:
    """Makes the signs of lines with those of their places."""
    return ((*seen, *places.signs.get(number, ())) for seen, number in zip(signs, numbers, strict=True))


def with_certain(allowed: Sequence[Allowed], numbers: Sequence[int], places: Places) -> tuple[Allowed, ...]:
    """Returns the labels that are left to lines: what an editor or markup says holds before a layout model's word."""
    return tuple(
        places.certain.get(number) if one is None else one for one, number in zip(allowed, numbers, strict=True)
    )


def _area(box: Box | None) -> int:
    return max(1, (box[2] - box[0]) * (box[3] - box[1])) if box else 1


def _column_width(blocks: Sequence[PlacedBlock], body: int) -> float:
    widths = [b.box[2] - b.box[0] for b in blocks if b.box and b.kind is Kind.TEXT and body and b.size < LARGE * body]
    return median(widths) if widths else 0.0


def _heads(blocks: Sequence[PlacedBlock], body: int, height: int) -> Iterator[tuple[int, str]]:
    """Returns the place of each line in its head: the `largest`, `on` for a further line of it, `above`, `below`.

    Heads that are hardly larger than the text are `small`.
    """
    run: list[PlacedBlock] = []
    bold = sum(_area(block.box) for block in blocks if block.bold) * 2 > sum(_area(block.box) for block in blocks)
    for block in blocks:
        stands_out = block.kind is Kind.TITLE or block.size >= LARGE * body or (not bold and _is_bold_line(block))
        large = block.kind in _TEXT and body > 0 and stands_out
        if run and not (large and _adjoin(run[-1], block, height)):
            yield from _in_head(run, body)
            run = []
        if large:
            run.append(block)
    if run:
        yield from _in_head(run, body)


def _is_bold_line(block: PlacedBlock) -> bool:
    return block.bold and block.box is not None and block.box[3] - block.box[1] < 2 * block.size


def _adjoin(above: PlacedBlock, below: PlacedBlock, height: int) -> bool:
    """Tell whether two lines stand right below one another, over the same columns; side by side if one runs across."""
    if above.box is None or below.box is None:
        return True
    size = max(above.size, below.size)
    if above.direction is not below.direction:
        one, other = (turned_back(box, way, height) for box, way in _boxes(above, below))
        return all(max(one[axis], other[axis]) - min(one[axis + 2], other[axis + 2]) < size for axis in (0, 1))
    gap = below.box[1] - above.box[3]
    over = min(above.box[2], below.box[2]) - max(above.box[0], below.box[0])
    return over > 0 and -size < gap < _NEAR * size


def _boxes(*blocks: PlacedBlock) -> Iterator[tuple[Box, Direction]]:
    return ((block.box, block.direction) for block in blocks if block.box is not None)


def _in_head(run: Sequence[PlacedBlock], body: int) -> Iterator[tuple[int, str]]:
    largest = max(block.size for block in run)
    first = next(at for at, block in enumerate(run) if block.size == largest)
    last = first
    while last + 1 < len(run) and run[last + 1].size * _ALIKE >= largest:
        last += 1
    while first and run[first - 1].size * _ALIKE >= largest:
        first -= 1
    small = largest < HEADLINE * body
    for at, block in enumerate(run):
        place = "above" if at < first else "below" if at > last else "largest" if at == first else "on"
        yield block.line, "small" if small else place


def _rank(head: str) -> int:
    return {"largest": 1, "on": 1, "small": 3}.get(head, 0)


def _signs(
    block: PlacedBlock,
    above: PlacedBlock | None,
    body: int,
    head: str,
    pictures: Sequence[Box],
    width: float,
) -> Iterator[str]:
    if head:
        yield f"layout:{head}"
    if body and block.size and not (head and block.size < LARGE * body):
        ratio = block.size / body
        size = next((name for most, name in _SIZES if ratio < most), "huge")
        yield f"layout-size:{size}"
    if block.kind not in _TEXT:
        yield f"layout-kind:{block.kind.value}"
    if block.box is None:
        return
    if block.size <= LARGE * body and any(_is_by(picture, block) for picture in pictures):
        yield f"{_BY_PICTURE}:{'small' if body and block.size < _SMALL * body else 'body'}"
    if width and block.box[2] - block.box[0] > 1.5 * width:
        yield "layout-wide"
    if block.kind is Kind.TEXT and not head:
        moved = "next" if above is not None and _is_next_column(above, block) else "same"
        indent = "" if block.indent is None else "set-in" if block.indent else "flush"
        if indent:
            yield f"layout-{moved}:{indent}"


def _is_next_column(above: PlacedBlock, block: PlacedBlock) -> bool:
    """Tell whether a block stands at the top of another column than the one before it."""
    if above.box is None or block.box is None:
        return False
    if above.direction is not block.direction:
        return True
    over, box = above.box, block.box
    return box[1] < over[3] and (box[0] >= over[2] or box[2] <= over[0])


def _is_by(picture: Box, block: PlacedBlock) -> bool:
    """Tell whether small text stands right below a picture, or beside it, as captions do."""
    box, size = block.box, max(1, block.size)
    if box is None:
        return False
    within = box[0] >= picture[0] - size and box[2] <= picture[2] + size
    return within and -size < box[1] - picture[3] < _BESIDE_PICTURE * size
