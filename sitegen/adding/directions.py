"""Which way the characters of a PDF page run: across, down in columns from right to left, or up, as credits may.

A file tells it nowhere: fonts for setting down, single glyphs and whole turned pages look the same on paper. So it is
seen from the places: in its line a character stands closer to the next than to those of the lines beside it. Letters
and numbers set upright within a column (two digits side by side) count as one character of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from sitegen.adding.pdf_characters import ASCENT, Char, is_full
from sitegen.reading.files.sidecar import Direction

_ABREAST = 0.3  # heights of type by which middles may differ in one line
_JOINS = 0.75  # heights of type over which characters are of one line
_TIGHT = 0.3
_SEEN = 2.5  # heights of type within which neighbours count
_CLOSER = 0.12
_ALIKE = 1.6
_MOST_UPRIGHT = 4  # characters that stand side by side within a column
_WIDEST = 1.45  # heights of type that these take up
_FEWEST = 3  # characters that make a column of a page set across
_FEWEST_APART = 5  # where they stand apart
_FAR = 9.0

_MOST_SQUARES = 20  # in which neighbours of large type are looked for

_Ways = list[Direction | None]


def by_direction(chars: Sequence[Char], wide: float, high: float) -> dict[Direction, list[Char]]:
    """Returns the characters of a page by the way they run, in their order, those not across as on a turned page.

    `wide` and `high` are the page's, in the units of the characters.
    """
    found: dict[Direction, list[Char]] = defaultdict(list)
    for direction, run in groupby(zip(_ways(chars), chars, strict=True), key=lambda pair: pair[0]):
        of_run = [char for _, char in run]
        if direction is not Direction.ACROSS:
            of_run = [_turned(char, direction, wide, high) for char in _upright(of_run)]
        found[direction] += of_run
    return dict(found)


def _ways(chars: Sequence[Char]) -> list[Direction]:
    if _is_plain(chars):
        return [Direction.ACROSS] * len(chars)
    ways: _Ways = [(None, Direction.DOWN, Direction.ACROSS, Direction.UP)[char.quarters] for char in chars]
    full = [at for at, char in enumerate(chars) if ways[at] is None and is_full(char.char)]
    grid = _Grid.of(chars, full)
    _vote(chars, ways, full, grid)
    for first, end in _stretches(chars, ways):
        ways[first:end] = [_way_of_stretch(chars, ways, first, end, grid)] * (end - first)
    settled = [way or Direction.ACROSS for way in ways]
    _drop_strays(chars, settled)
    return settled


def _is_plain(chars: Sequence[Char]) -> bool:
    """Tell, with a quick look, whether all of a page runs across: nothing turned, nothing below what precedes it."""
    tight = loose = 0
    below = False
    for last, char in pairwise(chars):
        if char.quarters:
            return False
        if last.base == char.base:  # as in most pairs; of these, how close they are is asked alone
            gap = char.cell[0] - last.cell[2]
            if gap < _TIGHT * char.size:
                tight += 1
            elif gap < _JOINS * char.size:
                loose += 1
        before, below = below, last.base != char.base and _follows_down(last, char)
        if before and below:  # a line of three characters may stand above one that is set in, but not above two
            return False
    return loose <= _TIGHT * tight


@dataclass(frozen=True, slots=True)
class _Grid:
    """Characters that are as wide as high, by squares of the page, so that those near another are found."""

    chars: Sequence[Char]
    step: float
    squares: Mapping[tuple[int, int], Sequence[int]]

    @classmethod
    def of(cls, chars: Sequence[Char], full: Sequence[int]) -> _Grid:
        """Returns the grid of some of the characters of a page."""
        step = max(1.0, 2 * sorted(chars[at].size for at in full)[len(full) // 2]) if full else 1.0
        squares: dict[tuple[int, int], list[int]] = defaultdict(list)
        for at in full:
            across, down = _middle(chars[at])
            squares[int(across // step), int(down // step)].append(at)
        return cls(chars, step, squares)

    def around(self, char: Char) -> list[int]:
        """Returns the characters of a like size near another, itself too."""
        across, down = _middle(char)
        reach = min(_SEEN * char.size, _MOST_SQUARES * self.step)
        columns = range(int((across - reach) // self.step), int((across + reach) // self.step) + 1)
        rows = range(int((down - reach) // self.step), int((down + reach) // self.step) + 1)
        near = (other for column in columns for row in rows for other in self.squares.get((column, row), ()))
        return [at for at in near if _ALIKE * char.size > self.chars[at].size > char.size / _ALIKE]


def _vote(chars: Sequence[Char], ways: _Ways, full: Sequence[int], grid: _Grid) -> None:
    """Tell the way of characters that are as wide as high by the closest of their neighbours, else by most of them."""
    weak: dict[int, Direction | None] = {}
    for at in full:
        across, down = _gaps(chars, at, grid.around(chars[at]))
        closer = Direction.DOWN if down + _CLOSER < across else Direction.ACROSS if across + _CLOSER < down else None
        if closer is not None and min(across, down) <= _TIGHT:
            ways[at] = closer
        else:
            weak[at] = closer
    usual = _most(ways)
    seen = list(ways)
    for at in full:
        if seen[at] is not None:
            by_file = _in_file(chars, at)
            if by_file not in (None, seen[at]) and by_file is _most(seen[other] for other in grid.around(chars[at])):
                ways[at] = by_file  # a number stands between it and the next of its line
    for at, closer in weak.items():
        signs = (_most(seen[other] for other in grid.around(chars[at])), closer, _in_file(chars, at), usual)
        ways[at] = next((way for way in signs if way is not None), None)


def _most(ways: Iterable[Direction | None]) -> Direction | None:
    counted = Counter(way for way in ways if way is not None)
    return max(counted, key=lambda way: counted[way]) if counted else None


def _gaps(chars: Sequence[Char], at: int, around: Sequence[int]) -> tuple[float, float]:
    """Returns how close the nearest neighbours across and down are, in heights of type."""
    char = chars[at]
    size = char.size
    across = down = _FAR
    for other in around:
        if other == at:
            continue
        gap_across, gap_down = _apart(char, chars[other], 0), _apart(char, chars[other], 1)
        right, below = (abs(one - two) for one, two in zip(_middle(char), _middle(chars[other]), strict=True))
        if below < _ABREAST * size and right > below:
            across = min(across, max(0.0, gap_across / size))
        elif right < _ABREAST * size and below > right:
            down = min(down, max(0.0, gap_down / size))
    return across, down


def _in_file(chars: Sequence[Char], at: int) -> Direction | None:
    """Returns the way in which a character goes on from the one before it in the file, or to the next."""
    for last, char in pairwise(chars[max(0, at - 1) : at + 2]):
        if _follows_down(last, char):
            return Direction.DOWN
        if _follows_across(last, char):
            return Direction.ACROSS
    return None


def _stretches(chars: Sequence[Char], ways: Sequence[Direction | None]) -> Iterator[tuple[int, int]]:
    """Returns where letters and numbers follow one another whose way is not known."""
    first = 0
    while first < len(ways):
        end = first + 1
        if ways[first] is None:
            down: bool | None = None
            while end < len(ways) and ways[end] is None:
                below = _follows_down(chars[end - 1], chars[end])
                if not (below or _follows_across(chars[end - 1], chars[end])) or (down is not None and below != down):
                    break
                down, end = below, end + 1
            yield first, end
        first = end


def _way_of_stretch(
    chars: Sequence[Char], ways: Sequence[Direction | None], first: int, end: int, grid: _Grid
) -> Direction:
    """Returns the way of letters: down where they stand below one another, or in a column as one of its characters."""
    run = chars[first:end]
    if len(run) > 1 and _follows_down(run[0], run[1]):
        return Direction.DOWN
    whole = _as_one(run)
    for other in (first - 1, end, *grid.around(whole)):
        if not 0 <= other < len(chars) or ways[other] is not Direction.DOWN:
            continue
        size = max(chars[other].size, whole.size)
        narrow = len(run) <= _MOST_UPRIGHT and whole.cell[2] - whole.cell[0] <= _WIDEST * size
        abreast = abs(_middle(whole)[0] - _middle(chars[other])[0]) < _ABREAST * size
        if narrow and abreast and -0.6 * size < _apart(whole, chars[other], 1) < _JOINS * size:
            return Direction.DOWN
    return Direction.ACROSS


def _drop_strays(chars: Sequence[Char], ways: list[Direction]) -> None:
    """Take back what only seems to run down on a page set across: a few characters below one another, as in tables."""
    if 2 * sum(way is Direction.DOWN for way in ways) >= len(ways):
        return
    first = 0
    while first < len(ways):
        end = first + 1
        if ways[first] is Direction.DOWN:
            while end < len(ways) and ways[end] is Direction.DOWN and _follows_down(chars[end - 1], chars[end]):
                end += 1
            run = chars[first:end]
            gaps = sum(max(0.0, _apart(last, char, 1)) / char.size for last, char in pairwise(run))
            loose = gaps > _TIGHT * (len(run) - 1)
            turned = any(char.quarters for char in run)
            if (
                not turned
                and len(run) < (_FEWEST_APART if loose else _FEWEST)
                and not _goes_on(chars, ways, first, end)
            ):
                ways[first:end] = [Direction.ACROSS] * (end - first)
        first = end


def _goes_on(chars: Sequence[Char], ways: Sequence[Direction], first: int, end: int) -> bool:
    """Tell whether what runs down does so right beside more of it: the last line of a paragraph, a number in one."""
    for at, other in ((first, first - 1), (end - 1, end)):
        if 0 <= other < len(chars) and ways[other] is Direction.DOWN:
            size = max(chars[at].size, chars[other].size)
            near = _apart(chars[at], chars[other], 0) < 2 * size
            if near and _apart(chars[at], chars[other], 1) < 40 * size:
                return True
    return False


def _upright(chars: Sequence[Char]) -> Iterator[Char]:
    """Returns the characters of columns, with letters and numbers side by side in one as one character."""
    run: list[Char] = []
    for char in chars:
        beside = run and not char.quarters and not is_full(char.char) and not is_full(run[-1].char)
        if run and not (beside and not run[-1].quarters and _follows_across(run[-1], char)):
            yield _as_one(run)
            run = []
        run.append(char)
    if run:
        yield _as_one(run)


def _as_one(run: Sequence[Char]) -> Char:
    if len(run) == 1:
        return run[0]
    lefts, tops, rights, bottoms = zip(*(char.cell for char in run), strict=True)
    cell = min(lefts), min(tops), max(rights), max(bottoms)
    text = "".join(char.char for char in run)
    return replace(run[0], char=text, cell=cell, size=max(char.size for char in run))


def _turned(char: Char, direction: Direction, wide: float, high: float) -> Char:
    """Returns a character as it stands on the page turned so that its line runs across; its middle is that line's."""
    left, top, right, bottom = char.cell
    middle = (left + right) / 2
    below = (ASCENT - 0.5) * char.size
    if direction is Direction.DOWN:
        return replace(char, left=top, right=bottom, base=wide - middle + below)
    return replace(char, left=high - bottom, right=high - top, base=middle + below)


def _follows_across(last: Char, char: Char) -> bool:
    size = max(last.size, char.size)
    level = abs(last.base - char.base) < _ABREAST * size
    return level and -0.6 * size < char.cell[0] - last.cell[2] < _JOINS * size and char.cell[0] > last.cell[0]


def _follows_down(last: Char, char: Char) -> bool:
    size = max(last.size, char.size)
    abreast = abs(_middle(last)[0] - _middle(char)[0]) < _ABREAST * size
    return abreast and -0.6 * size < char.cell[1] - last.cell[3] < _JOINS * size and char.cell[1] > last.cell[1]


def _middle(char: Char) -> tuple[float, float]:
    left, top, right, bottom = char.cell
    return (left + right) / 2, (top + bottom) / 2


def _apart(one: Char, other: Char, axis: int) -> float:
    """Returns the gap between two characters along an axis; less than 0 where they stand beside one another on it."""
    return max(one.cell[axis], other.cell[axis]) - min(one.cell[axis + 2], other.cell[axis + 2])
