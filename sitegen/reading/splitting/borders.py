"""Where another page begins in a file: at form feeds and page marks, at folios, and where the editor says so."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from sitegen.reading.files.overlay import GivenPage
from sitegen.reading.splitting.heads import Doubt, cut_in_sentence, folio_cuts, lone_names
from sitegen.reading.splitting.numbers import mark_cuts
from sitegen.reading.splitting.view import View

FED = "r-005.fed"


@dataclass(frozen=True, slots=True)
class Borders:
    """The rows at which another page begins, in order; those that are page marks; those at which one may begin."""

    cuts: tuple[int, ...]
    marks: frozenset[int]
    doubts: tuple[Doubt, ...]


def find_borders(view: View, given: Sequence[GivenPage], joined: Collection[int]) -> Borders:
    """Find the borders of pages. `given` is what the editor says of pages; lines `joined` go on with those above."""
    rows = _rows_by_line(view)
    denied = {rows[number] for number in joined if number in rows}
    denied |= {rows[page.line] for page in given if not page.begins and page.line in rows}
    fed = frozenset(at for at, row in enumerate(view.rows) if row.fed and at and at not in denied)
    marked, marks = mark_cuts(view, fed)
    amid = {at for at in fed - marked if _is_amid_sentence(view, at)}
    drawn = _without_empty(view, (fed | marked) - amid, marks)
    cuts, doubts = _with_folios(view, drawn)
    new = {rows[page.line] for page in given if page.begins and page.line in rows}
    new = {at for at in new if at and _head_of(view, at, sorted(cuts)) == 0}
    if new:
        cuts, doubts = _with_folios(view, drawn | new)
    doubts += [Doubt(at, FED) for at in sorted(amid - new)]
    # Pages are known by the line in which they begin: of two in one line, `上\f中\f下`, the first goes with the second.
    kept = {view.rows[at].number: at for at in sorted(cuts - denied)}
    return Borders(tuple(kept.values()), marks, tuple(doubt for doubt in doubts if doubt.at not in denied))


def given_by_row(view: View, given: Sequence[GivenPage], cuts: Sequence[int]) -> dict[int, GivenPage]:
    """Returns what the editor says of pages by the row in which each begins; he may have named a line of its head."""
    rows = _rows_by_line(view)
    named = ((rows[page.line], page) for page in given if page.begins and page.line in rows)
    return {_head_of(view, at, cuts): page for at, page in named}


def _rows_by_line(view: View) -> dict[int, int]:
    """Returns the row of each line; of one with a form feed in it, that behind it, where a page begins."""
    return {row.number: at for at, row in enumerate(view.rows)}


def _head_of(view: View, at: int, cuts: Sequence[int]) -> int:
    """Find the row at which the page begins in whose head a row stands, 0 if the row is in no head but the first's."""
    last = bisect_right(cuts, at)
    return cuts[last - 1] if last and not view.has_text(cuts[last - 1], at) else 0


def _with_folios(view: View, cuts: set[int]) -> tuple[set[int], list[Doubt]]:
    """Find where pages begin within what stands between the borders that are known."""
    found, doubts = set(cuts), list[Doubt]()
    for start, end in pairwise((0, *sorted(cuts), len(view.rows))):
        within = folio_cuts(view, start, end)
        found.update(within.cuts)
        doubts += within.doubts
        doubts += lone_names(view, start, end, within.cuts)
    return found, doubts


def _is_amid_sentence(view: View, at: int) -> bool:
    """Tell whether a form feed stands where no page ends: text goes on over it, and nothing else marks a border."""
    sides = (at - 1, at)
    if any(view.pieces[side] is not None or side in view.marks for side in sides):
        return False
    return cut_in_sentence(view.rows[at - 1].text, view.rows[at].text)


def _without_empty(view: View, cuts: Collection[int], marks: Collection[int]) -> set[int]:
    """Leave out pages that hold nothing but a converter's marks and rules: they go to the page above.

    Above the first page there is none: there they go to the page below.
    """
    printed = [0, *accumulate(not _is_drawn(view, at, marks) for at in range(len(view.rows)))]
    kept = set[int]()
    for cut, end in pairwise((*sorted(cuts), len(view.rows))):
        if printed[cut] and printed[end] > printed[cut]:
            kept.add(cut)
    return kept


def _is_drawn(view: View, at: int, marks: Collection[int]) -> bool:
    piece = view.pieces[at]
    return (at in marks and view.marks[at].drawn) or (piece is not None and piece.rule)
