"""A file as borders are looked for in it: its rows, what each says of a page, and sums over them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from sitegen.reading.splitting.folios import NAME_LIMIT, Piece, is_name, read_piece
from sitegen.reading.splitting.marks import Mark, read_mark
from sitegen.reading.splitting.rows import Row
from sitegen.reading.text.words import width

TOP = 16  # rows; no masthead is longer


@dataclass(frozen=True, slots=True)
class View:
    """The rows of a file with their marks and pieces; `told` and `texts` count such rows above each.

    A row is `told` if it is running text; it is text if it is neither mark nor piece. Where nothing speaks of a second
    page all but the rows is empty.
    """

    rows: Sequence[Row]
    marks: Mapping[int, Mark] = field(default_factory=dict)
    pieces: Sequence[Piece | None] = ()
    names: frozenset[str] = frozenset()
    told: Sequence[int] = ()
    texts: Sequence[int] = ()

    def tells(self, start: int, end: int) -> bool:
        """Tell whether running text stands in rows `start` to `end`."""
        return self.told[max(start, end)] > self.told[start]

    def goes_on(self, at: int) -> bool:
        """Tell whether running text stands in a row: at the head of a page there is a title or a name."""
        return self.tells(at, min(at + 1, len(self.rows)))

    def has_text(self, start: int, end: int) -> bool:
        """Tell whether anything but marks and pieces of folios stands in rows `start` to `end`."""
        return self.texts[max(start, end)] > self.texts[start]


def look_over(rows: Sequence[Row], settled: Collection[int], name: str, *, several: bool) -> View:
    """Look a file over.

    The editor says what the lines `settled` are, and whether there are `several` pages; `name` is what the paper is
    called.
    """
    free = {at: row for at, row in enumerate(rows) if row.number not in settled}
    marks = {at: mark for at, row in free.items() if (mark := read_mark(row))}
    says = [marks[at].says if at in marks and marks[at].drawn else row.text for at, row in enumerate(rows)]
    pieces = [read_piece(text) if text and at in free else None for at, text in enumerate(says)]
    names = _names(rows, pieces) | ({name} if name else frozenset())
    for at, (text, piece) in enumerate(zip(says, pieces, strict=True)):
        if text in names or (piece is not None and piece.day):
            pieces[at] = read_piece(text, names)
    if not several and not marks and _is_plain(rows, pieces):
        return View(rows)  # as most files are
    told = (row.told and pieces[at] is None and at not in marks for at, row in enumerate(rows))
    texts = (pieces[at] is None and at not in marks for at in range(len(rows)))
    return View(rows, marks, pieces, names, [0, *accumulate(told)], [0, *accumulate(texts)])


def _is_plain(rows: Sequence[Row], pieces: Sequence[Piece | None]) -> bool:
    """Tell whether no form feed is in a file, and all that speaks of a page stands in one place of it."""
    speaking = [at for at, p in enumerate(pieces) if p is not None and (p.day or p.label or p.name)]
    for said in ({p.day for p in pieces if p and p.day}, {p.label for p in pieces if p and p.label}):
        if len(said) > 1:
            return False
    between = rows[speaking[0] : speaking[-1]] if speaking else ()
    return not any(row.told for row in between) and not any(row.fed for row in rows)


def _names(rows: Sequence[Row], pieces: Sequence[Piece | None]) -> frozenset[str]:
    """Returns what the newspaper is called: what looks so above the first running text, or stands at several folios.

    `江上电讯` ends with no word that all newspapers' names end with, but it stands above one folio and in another.
    """
    told = next((at for at, row in enumerate(rows[:TOP]) if row.told and pieces[at] is None), TOP)
    names = {piece.name for piece in pieces[:told] if piece is not None and is_name(piece.name)}
    folios = (at for at, p in enumerate(pieces) if p is not None and p.day and (p.label or p.weekday))
    counts = Counter(word for at in folios for word in _words_at(rows, at))
    return frozenset(names | {word for word, count in counts.items() if count > 1 and not read_piece(word)})


def _words_at(rows: Sequence[Row], at: int) -> set[str]:
    """Returns what could be a name in a folio, and in the two rows above it."""
    words = {*rows[at].text.split(), *(row.text for row in rows[max(0, at - 2) : at] if not row.told)}
    return {word for word in words if len(word) > 2 and width(word) <= NAME_LIMIT}
