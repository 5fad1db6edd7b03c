"""Page marks and printed page numbers of a file → the rows at which another page begins.

Marks of one style are judged together: whether they stand above their pages or below shows at the ends of the file. A
number that a newspaper may have printed for another reason (`- 2 -` between the parts of a story) needs neighbours that
count on, and a place at the border of a page.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from sitegen.reading.names.dating import clean_label
from sitegen.reading.splitting.marks import Kind, Mark
from sitegen.reading.splitting.rows import CENTRED
from sitegen.reading.splitting.view import View

_PRINTED_ALONE = frozenset({"bare", "plain", "fraction"})  # `3`, `Page 3`, `3/8`: too little without a border


def mark_cuts(view: View, hard: frozenset[int]) -> tuple[frozenset[int], frozenset[int]]:
    """Returns the rows at which marks begin another page, and the rows that are marks, of all that look so.

    `hard` are the rows at which form feeds begin another page.
    """
    cuts: set[int] = set()
    taken = {at for at, mark in view.marks.items() if mark.kind is not Kind.NUMBER}
    styles: dict[str, list[int]] = defaultdict(list)
    for at, mark in view.marks.items():
        if mark.kind in (Kind.BREAK, Kind.ENDS):
            cuts.add(at + 1)
        elif mark.kind in (Kind.BEGINS, Kind.NUMBER):
            styles[mark.style].append(at)
    borders = hard | cuts | {0, len(view.rows)}
    for ats in styles.values():
        proved = ats if view.marks[ats[0]].kind is Kind.BEGINS else _proved(view, ats, borders)
        if proved:
            taken.update(proved)
            cuts.update(_cuts(view, proved))
    return frozenset(cut for cut in cuts if 0 < cut < len(view.rows)), frozenset(taken)


def _cuts(view: View, ats: Sequence[int]) -> list[int]:
    """Returns where marks of one style begin pages: at them if they stand above their pages, else behind them."""
    above, below = _is_above(view, ats[0]), _is_below(view, ats[-1])
    heads = above if above != below else view.marks[ats[0]].drawn
    if not heads:
        return [at + 1 for at in ats]
    return [_top(view, at) for at in ats if at > ats[0] or not above]


def _is_above(view: View, at: int) -> bool:
    """Tell whether a mark stands at the top of the file; above one that may be another number there is no text."""
    return not (view.tells(0, at) if view.marks[at].drawn else view.has_text(0, at))


def _is_below(view: View, at: int) -> bool:
    end = len(view.rows)
    return not (view.tells(at + 1, end) if view.marks[at].drawn else view.has_text(at + 1, end))


def _top(view: View, at: int) -> int:
    """Go up from a mark to the top of the head that it stands in."""
    while at and (piece := view.pieces[at - 1]) is not None and (piece.name or piece.day):
        at -= 1
    return at


def _proved(view: View, ats: Sequence[int], borders: frozenset[int]) -> list[int]:
    """Returns the numbers of one style that are those of pages."""
    at_border = [at for at in ats if at in borders or at + 1 in borders]
    if len(at_border) > 1 and _counts_on(view, at_border):
        return at_border
    if not _counts_on(view, ats):
        return []
    at_ends = _is_above(view, ats[0]) or _is_below(view, ats[-1])
    if view.marks[ats[0]].style in _PRINTED_ALONE:
        may_be = len(ats) > 1 and at_ends and not any(view.goes_on(at + 1) for at in ats)
    else:
        may_be = at_ends or all(_is_set_apart(view, at) for at in ats)
    return list(ats) if may_be else []


def _is_set_apart(view: View, at: int) -> bool:
    """Tell whether a number amid the file is set as between pages: in the middle, or above the head of a page."""
    row = view.rows[at]
    if not row.gap or at + 1 == len(view.rows) or not view.rows[at - 1].told or view.goes_on(at + 1):
        return False
    return row.indent >= CENTRED or view.rows[at + 1].marked or view.pieces[at + 1] is not None


def _counts_on(view: View, ats: Sequence[int]) -> bool:
    """Tell whether numbers count pages: each one more than the one before, with running text between."""
    numbers = [_value(view.marks[at]) for at in ats]
    return all(b - a == 1 for a, b in pairwise(numbers)) and all(view.tells(a, b) for a, b in pairwise(ats))


def _value(mark: Mark) -> int:
    digits = re.sub(r"\D", "", clean_label(mark.number))
    return int(digits) if digits else 0


def labels(marks: Mapping[int, Mark]) -> dict[int, str]:
    """Returns the page number that each mark tells; programs that count from 0 are told by their 0."""
    from_zero = any(mark.style == "braces" and not _value(mark) for mark in marks.values())
    return {
        at: str(_value(mark) + 1) if mark.style == "braces" and from_zero else mark.number
        for at, mark in marks.items()
        if mark.number
    }
