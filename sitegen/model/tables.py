"""The cells of a table; what they hold is text, with a line end between rows and a tab between the cells of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

ROW, CELL = "\n", "\t"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: whether it heads a row or column, and over how many columns and rows it stands."""

    heads: bool = False
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: `part` is the HTML element that it stands in (thead, tbody, tfoot, or caption for the title).

    `begins` tells that it is the first of a table; several may stand on one line.
    """

    part: str
    cells: tuple[Cell, ...]
    begins: bool = False


def cells_of(text: str) -> list[list[str]]:
    """Returns what the cells of a table hold, row by row."""
    return [line.split(CELL) for line in text.split(ROW)]


def are_cells(rows: Sequence[Row], text: str) -> bool:
    """Tell whether a text has the cells of these rows; an editor's words in it may hold tabs."""
    return [len(row.cells) for row in rows] == [len(line) for line in cells_of(text)]
