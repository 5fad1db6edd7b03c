"""Folios of a stretch of rows → the rows at which another page begins, and where that cannot be told.

Folios stand at the head of every page or at its foot; which, the ends of the stretch show. A folio that a story quotes
(`1957年7月15日 星期一 第1版` below `报头印着：`), one that says what the page's own says, and two side by side are
doubts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from sitegen.reading.splitting.folios import FolioRows, find_folios
from sitegen.reading.splitting.view import View
from sitegen.reading.text.breaks import cannot_begin, cuts_word, hangs
from sitegen.reading.text.words import ends_sentence, width

SHORT = 12  # ideographs of a page's own name (民生) between the newspaper's and the folio
REACH = 3


@dataclass(frozen=True, slots=True)
class Doubt:
    """A row at which another page may begin, and why that cannot be told: the name of a text in the catalogue."""

    at: int
    why: str


@dataclass(frozen=True, slots=True)
class Cuts:
    """Rows at which another page begins, and rows at which one may."""

    cuts: tuple[int, ...] = ()
    doubts: tuple[Doubt, ...] = ()


SAME = "r-005.same"
BESIDE = "r-005.beside"
QUOTED = "r-005.quoted"
OTHER_DAY = "r-005.other_day"
OTHER_NAME = "r-005.other_name"
LAST = "r-005.last"
AMID = "r-005.amid"


def folio_cuts(view: View, start: int, end: int) -> Cuts:
    """Find where pages begin among rows `start` to `end`, by their folios."""
    found = list(find_folios(view.pieces, start, end, view.names))
    if len(found) < 2:
        return Cuts()
    top = not view.tells(start, found[0].start)
    anchors = _anchors(view, found, top)
    if len(anchors) < 2:
        return Cuts()
    bottom = not view.tells(anchors[-1].end, end)
    last_differs = anchors[-1].differs(anchors[-2])
    if top and not (bottom and last_differs):
        return _by_heads(view, anchors, end)
    if top and len(anchors) > 2 and not anchors[0].differs(anchors[1]):
        return _by_feet(view, anchors[1:], end)
    if top:
        above = _by_heads(view, anchors[:-1], end)
        return Cuts(above.cuts, (*above.doubts, Doubt(anchors[-1].start, LAST)))
    return _by_feet(view, anchors, end) if bottom else Cuts(doubts=(Doubt(anchors[0].start, AMID),))


def _anchors(view: View, found: Sequence[FolioRows], top: bool) -> list[FolioRows]:
    """Returns the folios that bear proof enough to be those of pages; the first one at the top of a page needs none."""
    anchors = [found[0]] if top else []
    counting = top and found[0].alone
    for folio in found[1:] if top else found:
        last = anchors[-1] if anchors else None
        if _is_strong(view, folio, last) or (counting and folio.alone and _counts_on(view, last, folio)):
            anchors.append(folio)
    return anchors


def _is_strong(view: View, folio: FolioRows, last: FolioRows | None) -> bool:
    if folio.same:
        # 河湾日报 / 2023年5月4日 below a notice: the newspaper signs it
        return bool(folio.label or folio.weekday or folio.ruled) or _is_marked(view, folio)
    if folio.other and not folio.framed:
        # 新河日报 2022年8月1日 第3版 below a story: where it was reprinted from, mostly on another day
        return bool(folio.label and last and folio.day == last.day)
    if folio.day and folio.label and not folio.alone:
        return True
    if folio.label and folio.ruled:
        return not folio.bare or _follows(last, folio)
    return bool(folio.day and folio.weekday and last and last.day == folio.day)


def _follows(last: FolioRows | None, folio: FolioRows) -> bool:
    before = last.label if last else ""
    return before.isdecimal() and folio.label.isdecimal() and int(folio.label) == int(before) + 1


def _counts_on(view: View, last: FolioRows | None, folio: FolioRows) -> bool:
    """`第1版:要闻` at the top, `第2版:民生` amid the file: heads of pages if they count on, each above its stories."""
    if last is None or folio.bare or not _follows(last, folio):
        return False
    row = view.rows[folio.start]
    if row.marked != view.rows[last.start].marked or not row.gap or view.goes_on(folio.end):
        return False
    return view.tells(last.end, folio.start) and view.tells(folio.end, len(view.rows))


def _by_heads(view: View, anchors: Sequence[FolioRows], end: int) -> Cuts:
    cuts, doubts = list[int](), list[Doubt]()
    current = anchors[0]
    for folio, following in zip_longest(anchors[1:], anchors[2:]):
        below = following.start if following else end
        if not _is_another(folio, current):
            if view.has_text(folio.end, below) and not _is_amid(view, folio):
                doubts.append(Doubt(folio.start, SAME))
            continue
        why = _why_not(view, current, folio)
        if why:
            doubts.append(Doubt(folio.start, why))
            continue
        cuts.append(_top(view, folio))
        current = folio
    return Cuts(tuple(cuts), tuple(doubts))


def _is_another(folio: FolioRows, current: FolioRows) -> bool:
    """Tell whether a folio is that of another page; a front page often prints no number, the second one does."""
    return folio.differs(current) or bool(folio.label and not current.label and folio.day == current.day)


def _why_not(view: View, current: FolioRows, folio: FolioRows) -> str:
    if not view.has_text(current.end, folio.start):
        return BESIDE
    if not (folio.same or folio.ruled) and _is_quoted(view, folio):
        return QUOTED
    if folio.other and not folio.same:
        return "" if folio.framed and folio.label and (folio.ruled or _is_marked(view, folio)) else OTHER_NAME
    if folio.day and current.day and folio.day != current.day and not (folio.same or folio.ruled):
        return OTHER_DAY
    return ""


def _is_marked(view: View, folio: FolioRows) -> bool:
    return any(view.rows[at].marked for at in range(folio.start, folio.end))


def _is_quoted(view: View, folio: FolioRows) -> bool:
    if folio.start == 0 or folio.end == len(view.rows):
        return False
    above, below = view.rows[folio.start - 1], view.rows[folio.end]
    return above.text.endswith((":", ",")) or cut_in_sentence(above.text, below.text)


def _is_amid(view: View, folio: FolioRows) -> bool:
    """Tell whether a converter has put the page's foot amid its text, which goes on below it."""
    above, below = view.rows[folio.start - 1].text, view.rows[folio.end].text
    return cut_in_sentence(above, below) or (len(above) > 2 * SHORT and not ends_sentence(above))


def cut_in_sentence(left: str, right: str) -> bool:
    """Tell whether a sentence goes on over a border, by what stands right above and below it."""
    if ends_sentence(left):
        return False
    return bool(cuts_word(left, right) or hangs(left) or cannot_begin(right))


def _top(view: View, folio: FolioRows) -> int:
    """Go up from a folio to the newspaper's name, over the page's own: `河湾日报` / `民生` / `2023年5月4日 第2版`.

    A rule above it stays with the page that it closes.
    """
    for at in range(folio.start - 1, max(0, folio.start - 1 - REACH), -1):
        piece = view.pieces[at]
        if piece is not None and piece.name in view.names:
            return at
        if piece is None and (view.rows[at].told or width(view.rows[at].text) > SHORT):
            break
    rows = range(folio.start, folio.end)
    return next((at for at in rows if (piece := view.pieces[at]) is None or not piece.rule), folio.start)


def _by_feet(view: View, anchors: Sequence[FolioRows], end: int) -> Cuts:
    """Pages end below their folios, and below what is printed there on each of them."""
    more = _rows_below_all(view, anchors, end)
    cuts = [folio.end + more for folio, below in pairwise(anchors) if folio.differs(below)]
    doubts = [Doubt(below.start, SAME) for folio, below in pairwise(anchors) if not folio.differs(below)]
    return Cuts(tuple(cut for cut in cuts if cut < end), tuple(doubts))


def _rows_below_all(view: View, anchors: Sequence[FolioRows], end: int) -> int:
    """Count the rows that stand alike below every folio: `河湾日报社出版 电话…`."""
    for more in range(REACH):
        rows = [view.rows[a.end + more].text if a.end + more < end else "" for a in anchors]
        if len(set(rows)) > 1 or not rows[0]:
            return more
    return REACH


def lone_names(view: View, start: int, end: int, cuts: Sequence[int]) -> Iterator[Doubt]:
    """Find the newspaper's name set amid the text as at its top, without a folio: is it the head of another page?"""
    first = next((at for at in range(start, end) if _names_paper(view, at)), None)
    if first is None or view.tells(start, first) or not view.rows[first].marked:
        return
    near = {at + step for at in cuts for step in range(-REACH, REACH + 1)}
    for at in range(first + 1, end):
        is_head = _names_paper(view, at) and view.rows[at].marked and at not in near
        if is_head and view.tells(first, at) and view.tells(at, end):
            yield Doubt(at, NAME)


NAME = "r-005.name"


def _names_paper(view: View, at: int) -> bool:
    piece = view.pieces[at]
    return piece is not None and piece.name in view.names and piece.name == view.rows[at].text
