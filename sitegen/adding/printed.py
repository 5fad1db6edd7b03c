"""Printed lines with places → paragraphs: what a source gives line by line is put together as it was set."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from statistics import median

from sitegen.adding.blocks import Block
from sitegen.model.scans import Box
from sitegen.reading.files.sidecar import Direction, Kind, size_of_most, turned_back
from sitegen.reading.text.folding import fold
from sitegen.reading.text.joints import is_alphabetic_joint, joint, space_between
from sitegen.reading.text.scripts import has_han
from sitegen.reading.text.words import ends_sentence, width

_INDENT = 0.8  # heights of type by which the first line of a paragraph is set in
_DEEPEST = 4.5
_SET_IN = 2.2  # what stands further in on both sides is centred
_SHORT = 1.6  # heights of type that a line lacks which ends a paragraph
_GAP = 0.75  # heights of type between paragraphs
_ALIKE = 1.12  # by how much sizes of one paragraph may differ
_LARGER = 1.06  # than the text is that of heads
_HEAD = 1.25  # what is so much larger than the lines around is no running text
_RARE = 8  # as often as an edge is seen; paragraphs of one line hide that of their column
WORD_SPACE = 0.6  # heights of type; what stands closer is not parted by a space, in ideographs


Word = tuple[int, int, int]  # its place in the text of its line, both ends of it along the line
Span = tuple[float, float] | None  # both ends of a character along its line, None of a space that nobody printed
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedRow:
    """A printed line: its text, its box, how large it is set, and whether in bold.

    Its box is where it would stand if the page were turned so that it runs across; `words` are its words, each with its
    place in the text and both ends along the line.
    """

    text: str
    box: Box
    size: int
    bold: bool = False
    direction: Direction = Direction.ACROSS
    words: tuple[Word, ...] = ()


def paragraphs(
    rows: Sequence[PrintedRow], kind: Kind, page: str, others: Sequence[PrintedRow], height: int
) -> Iterator[Block]:
    """Returns the paragraphs of a column's lines, from top to bottom; `page` is text by which divided words are known.

    `others` are the lines of the page, by which it is known how wide the column is, `height` is the page's. Lines that
    another way than those before them are another column, as are those that begin further up and beside them.
    """
    for run in _columns(rows):
        direction = run[0].direction
        alike = [row for row in others if row.direction is direction]
        for block in _paragraphs(run, kind, page, alike):
            box = turned_back(block.box, direction, height) if block.box else None
            rows_seen = tuple(_row_seen(row, direction, height) for row in block.rows) if height else ()
            yield replace(block, box=box, direction=direction, rows=rows_seen)


def _columns(rows: Sequence[PrintedRow]) -> Iterator[list[PrintedRow]]:
    run: list[PrintedRow] = []
    for row in rows:
        if run and (row.direction is not run[-1].direction or _is_beside(run[-1].box, row.box)):
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _is_beside(above: Box, box: Box) -> bool:
    return box[1] < above[1] and (box[0] >= above[2] or box[2] <= above[0])


def _paragraphs(rows: Sequence[PrintedRow], kind: Kind, page: str, others: Sequence[PrintedRow]) -> Iterator[Block]:
    left, right = _edges(rows, others)
    runs: list[list[PrintedRow]] = []
    usual = median(row.size for row in (others or rows))
    for row in rows:
        if runs and _goes_on(runs[-1], row, left, right, usual):
            runs[-1].append(row)
        else:
            runs.append([row])
    for run in runs:
        yield _paragraph(run, kind, page, _is_set_in(run, left))


def _edges(rows: Sequence[PrintedRow], others: Sequence[PrintedRow]) -> tuple[int, int]:
    """Returns where a column begins and ends: as its own lines tell, or others of the page set to the same edge."""
    left, right = min(row.box[0] for row in rows), max(row.box[2] for row in rows)
    size = max(1, round(median(row.size for row in rows)))
    alike = [row for row in others if _ALIKE * size >= row.size >= size / _ALIKE]
    step = max(1, size // 4)  # what differs by less is one edge
    lefts = Counter(row.box[0] // step for row in alike if left - _DEEPEST * size <= row.box[0] <= left + step)
    most = max(lefts.values(), default=0)
    often = [edge for edge, count in lefts.items() if count > 2 and count * _RARE >= most]
    begin = min(left, min(often) * step) if often else left
    rights = Counter(
        row.box[2] // size for row in alike if begin <= row.box[0] <= begin + _DEEPEST * size and row.box[2] >= right
    )
    measures = [edge for edge, count in rights.items() if count > 2]
    return begin, max(right, min(measures) * size) if measures else right


def _goes_on(run: Sequence[PrintedRow], row: PrintedRow, left: int, right: int, body: float) -> bool:
    """Tell whether a line belongs to the paragraph of the lines above it."""
    above = run[-1]
    size = max(above.size, row.size, 1)
    if size > _ALIKE * max(1, min(above.size, row.size)) or above.bold != row.bold:
        return False
    gap = row.box[1] - above.box[3]
    pitch = row.box[1] - above.box[1]
    if len(run) > 1:
        usual = median(two.box[1] - one.box[1] for one, two in pairwise(run))
        if pitch > usual + 0.5 * size:
            return False
    elif gap > _GAP * 1.6 * size:
        return False
    if size > _LARGER * body:
        return True  # lines of one head
    start = row.box[0] - left
    centred = [_is_centred(one, left, right) for one in (above, row)]
    if centred[0] != centred[1] and not (start < _INDENT * size and above.box[0] - left < _INDENT * size):
        return False
    if start > _DEEPEST * size and not all(centred) and abs(row.box[0] - above.box[0]) > size:
        return False
    if _INDENT * size <= start <= _DEEPEST * size and _INDENT * size <= row.box[0] - run[-1].box[0] + (
        _INDENT * size if len(run) == 1 and above.box[0] - left >= _INDENT * size else 0
    ):
        return False
    lacks = right - above.box[2]
    ended = ends_sentence(fold(above.text)) or lacks > _DEEPEST * size
    return not (lacks > _SHORT * size and ended and _can_end(above, row, left, right))


def _is_centred(row: PrintedRow, left: int, right: int) -> bool:
    """Tell whether a line stands in the middle of its column, with room on both sides."""
    before, behind = row.box[0] - left, right - row.box[2]
    return min(before, behind) > _SET_IN * row.size and abs(before - behind) < 1.2 * row.size


def _can_end(above: PrintedRow, row: PrintedRow, left: int, right: int) -> bool:
    """Tell whether a short line is the last of its paragraph: the first word below it would have fitted."""
    word = row.text.split(maxsplit=1)[0] if row.text.isascii() else row.text[:1]
    needs = len(word) * max(above.size, 1) * (0.55 if word.isascii() else 1.0)
    return right - above.box[2] > needs + 0.6 * above.size and not _is_centred(above, left, right)


def _is_set_in(run: Sequence[PrintedRow], left: int) -> bool:
    """Tell whether the first line of a paragraph is set in."""
    first = run[0]
    base = min((row.box[0] for row in run[1:]), default=left)
    return _INDENT * first.size <= first.box[0] - min(base, first.box[0]) <= _DEEPEST * first.size


def _paragraph(run: Sequence[PrintedRow], kind: Kind, page: str, indent: bool) -> Block:
    text, starts = run[0].text, [0]
    for row in run[1:]:
        text = joined(text, row.text, page)
        starts.append(len(text) - len(row.text))
    boxes = [row.box for row in run]
    box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    size = round(median(row.size for row in run))
    rows = tuple(_placed(row, at) for row, at in zip(run, starts, strict=True))
    bold = all(row.bold for row in run)
    return Block(kind=kind, text=text, box=box, size=size, bold=bold, indent=indent, rows=rows)


def _placed(row: PrintedRow, start: int) -> tuple[int, ...]:
    words = (number for at, begins, ends in row.words for number in (start + at, begins, ends))
    return start, *row.box, *(words if len(row.words) > 1 else ())


def _row_seen(row: tuple[int, ...], direction: Direction, height: int) -> tuple[int, ...]:
    """Returns a row of a turned page as it is seen."""
    at, left, top, right, bottom, *words = row
    box = turned_back((left, top, right, bottom), direction, height)
    if direction is not Direction.UP:
        return at, *box, *words
    ends = ((words[one], height - words[one + 2], height - words[one + 1]) for one in range(0, len(words), 3))
    return at, *box, *(number for word in ends for number in word)


def spread(text: str, start: float, end: float) -> list[Span]:
    """Returns where the characters of a piece of text stand of which only both ends are known."""
    wide = [width(char) for char in text]
    unit = (end - start) / (sum(wide) or 1.0)
    edges = [start, *(start + unit * so_far for so_far in accumulate(wide))]
    return [*pairwise(edges)]


def words_of(text: str, spans: Sequence[Span], scale: float = 1.0) -> tuple[Word, ...]:
    """Returns the words of a line with their places; none where it is not known of each character."""
    if len(spans) != len(text):
        return ()
    found: list[Word] = []
    for match in _WORD.finditer(text):
        ends = [span for span in spans[match.start() : match.end()] if span is not None]
        if not ends:
            return ()
        begins, stops = min(span[0] for span in ends), max(span[1] for span in ends)
        found.append((match.start(), max(0, round(begins * scale)), max(0, round(stops * scale))))
    return tuple(found)


def is_solid(left: str, right: str) -> bool:
    """Tell whether two pieces of a line meet in ideographs, between which a program's space means nothing."""
    return has_han(left.rstrip()[-1:] + right.lstrip()[:1])


def joined(left: str, right: str, page: str) -> str:
    """Returns two printed lines as one: a divided word whole, ideographs without, words with a space between."""
    if met := joint(left, right, page):
        return left[: len(left) - met.cut] + met.between + right
    if is_alphabetic_joint(left, right):
        return left + space_between(left, right) + right
    both = left[-1:].isascii() and right[:1].isascii() and (left[-1:].isalnum() or right[:1].isalnum())
    return left + (" " if both else "") + right


def with_titles(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Returns blocks of which those set much larger than most of the text are titles."""
    body = size_of_most((block.size, len(block.text)) for block in blocks if block.size and block.text)
    return tuple(
        replace(block, kind=Kind.TITLE) if block.kind is Kind.TEXT and body and block.size >= _HEAD * body else block
        for block in blocks
    )
