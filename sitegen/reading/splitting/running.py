"""Running heads and feet: what stands alike at the top or foot of several pages of a file, only numbers differing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from sitegen.model.layout import Role
from sitegen.reading.splitting.folios import is_name
from sitegen.reading.splitting.rows import Row
from sitegen.reading.splitting.view import View
from sitegen.reading.text import patterns, picture_credits
from sitegen.reading.text.words import MAKER, is_person_name

DEPTH = 3  # rows
LONGEST = 60
_DIGITS = re.compile(r"\d{1,12}")
_MAKER = re.compile(MAKER)
_BLANKS = re.compile(r"\s{1,40}")


def running_rows(view: View, stretches: Sequence[range], taken: frozenset[int]) -> dict[int, Role]:
    """Returns the rows that run through the pages with their roles; rows `taken` are spoken for.

    A head that holds a folio is left to whoever reads the top of the page.
    """
    roles: dict[int, Role] = {}
    for edges, top in ((iter, True), (reversed, False)):
        by_page = [[at for at in edges(stretch) if at not in taken][:DEPTH] for stretch in stretches]
        counts = Counter(shape for page in by_page for shape in {_shape(view.rows[at]) for at in page})
        for page in by_page:
            if top and any(_is_folio(view, at) for at in page):
                continue
            for at in page:
                if _is_folio(view, at):
                    continue  # read like any folio: its day is held against its weekday
                pages = counts[_shape(view.rows[at])]
                role = _role(view, at, top, everywhere=pages == len(stretches)) if pages > 1 else None
                if role is None:
                    break
                roles[at] = role
    return roles


def _shape(row: Row) -> str:
    return _BLANKS.sub("", _DIGITS.sub("0", row.text))


def _is_folio(view: View, at: int) -> bool:
    piece = view.pieces[at]
    return piece is not None and bool(piece.day or (piece.label and not piece.bare))


def _role(view: View, at: int, top: bool, *, everywhere: bool) -> Role | None:
    """Returns the role of a row that stands on several pages; None where a story may have it on each, as `(李明)`."""
    row, text = view.rows[at], view.rows[at].text
    if len(text) > LONGEST or row.told or patterns.SEPARATOR.match(text):
        return None
    if patterns.REACHABLE.search(text):
        return Role.CONTACT
    if patterns.EDITORS.match(text):
        return Role.EDITORS
    if patterns.PUBLISHER.match(text):
        return Role.PUBLISHER
    if is_name(text) or text in view.names:
        return Role.NAMEPLATE
    if patterns.PAGE_NUMBER.match(text) or patterns.PAGE_AND_NAME.match(text):
        return Role.FOLIO
    if row.marked or not everywhere or _may_sign(text):
        return None
    return Role.STANDING_HEAD if top else Role.PUBLISHER


def _may_sign(text: str) -> bool:
    """Tell whether a line may end a story: `(李明)`, `本报记者 李明`, `李  明`, `李明摄`."""
    name = "".join(text.split())
    if text.startswith("(") or _MAKER.search(text) or is_person_name(name):
        return True
    return picture_credits.PHOTO_CREDIT.match(text) is not None or patterns.JUMP_AT_END.search(text) is not None
