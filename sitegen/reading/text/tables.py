"""Tables that converters left as HTML → one line of text each, its cells kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sitegen.model.prose import Edit, Reason
from sitegen.model.tables import CELL, ROW, Cell, Row
from sitegen.reading.text import tags
from sitegen.reading.text.setting import bold_marks, set_region, with_tokens
from sitegen.reading.text.tokens import BLANK_LINE, Kind, Token
from sitegen.source import Span

MOST_COLUMNS, MOST_ROWS = 1_000, 10_000
_NUMBER = re.compile(r"\d{1,5}")
_SECTIONS = frozenset({"thead", "tbody", "tfoot"})


@dataclass(frozen=True, slots=True)
class Area:
    """Where a table stands among the tokens (`end` not included), and whether it is closed as it should be."""

    first: int
    end: int
    whole: bool


def find_areas(text: str, tokens: Sequence[Token]) -> Iterator[Area]:
    """Find the tables; rows and cells without a table around them are one as well."""
    parts = [_is_part(token) for token in tokens]
    closing = _closing(tokens)
    at = 0
    while at < len(tokens):
        if not parts[at]:
            at += 1
            continue
        end = closing.get(at, 0) + 1
        whole = end > 1
        if not whole:
            end = _loose_end(text, tokens, parts, at)
        if any(token.name in ("td", "th") and parts[at + n] for n, token in enumerate(tokens[at:end])) or whole:
            yield Area(at, end, whole)
        at = end


def _is_part(token: Token) -> bool:
    return token.kind is Kind.TAG and token.name in tags.TABLE_PARTS


def _closing(tokens: Sequence[Token]) -> dict[int, int]:
    """Returns for each `<table>` that is closed the place of its closing tag."""
    open_, closing = [], {}
    for at, token in enumerate(tokens):
        if token.kind is not Kind.TAG or token.name != "table":
            continue
        if not token.closes:
            open_.append(at)
        elif open_:
            closing[open_.pop()] = at
    return closing


def _loose_end(text: str, tokens: Sequence[Token], parts: Sequence[bool], first: int) -> int:
    """Returns where a table ends that nothing closes: before a blank line outside of its tags, or the next table."""
    last = first
    for at in range(first + 1, len(tokens)):
        token = tokens[at]
        if not parts[at]:
            continue
        if (token.name == "table" and not token.closes) or BLANK_LINE.search(text, tokens[last].end, token.start):
            break
        last = at
        if token.name == "table":
            break
    return last + 1


@dataclass(slots=True)
class OpenCell:
    """A cell while its table is gone through."""

    cell: Cell
    start: int
    tokens: list[Token] = field(default_factory=list)
    end: int = 0


@dataclass(slots=True)
class OpenRow:
    """A row while its table is gone through."""

    part: str
    begins: bool
    cells: list[OpenCell] = field(default_factory=list)


@dataclass(slots=True)
class _Table:
    """Rows and cells while tags are gone through; private to this module."""

    text: str
    rows: list[OpenRow] = field(default_factory=list)
    row: OpenRow | None = None
    cell: OpenCell | None = None
    depth: int = 0
    part: str = "tbody"
    begins: bool = True  # the next row is the first of its table

    def begin_row(self, part: str) -> None:
        """Open a row."""
        self.row = OpenRow(part, self.begins)
        self.begins = False
        self.rows.append(self.row)

    def begin_cell(self, start: int, cell: Cell | None = None) -> None:
        """Open a cell, in a row of its own where none is open; text outside of a table is its title."""
        if self.row is None:
            titles = not self.depth and cell is None
            self.begins |= titles
            self.begin_row("caption" if titles else self.part)
        if self.row is not None:
            self.cell = OpenCell(cell or Cell(), start)
            self.row.cells.append(self.cell)

    def end_cell(self, end: int) -> None:
        """Close the open cell, if there is one."""
        if self.cell is not None:
            self.cell.end = end
        self.cell = None

    def end_row(self, end: int) -> None:
        """Close the open row."""
        self.end_cell(end)
        self.row = None


@dataclass(frozen=True, slots=True)
class TableText:
    """What a table shows: its edits over the whole of its span, the shapes of its rows; no rows if it is empty."""

    edits: tuple[Edit, ...]
    rows: tuple[Row, ...]


def read_table(text: str, span: Span, tokens: Sequence[Token]) -> TableText:
    """Read the lines that a table in HTML stands on: its cells, and what else stands there as its title or last row."""
    table = _Table(text)
    at = span.start
    for token in tokens:
        if table.cell is None and text[at : token.start].strip():
            table.begin_cell(at)
        _take(table, token)
        at = token.end
    if table.cell is None and text[at : span.end].strip():
        table.begin_cell(at)
    table.end_row(span.end)
    return set_table(text, span, _settled(table.rows))


def _settled(rows: list[OpenRow]) -> list[OpenRow]:
    """Leave rows without cells out; a title that no table follows is the last row of the one above."""
    rows = [row for row in rows if row.cells]
    if len(rows) > 1 and rows[-1].part == "caption":
        rows[-1].part, rows[-1].begins = "tfoot", False
        wide = max(sum(cell.cell.columns for cell in row.cells) for row in rows[:-1])
        rows[-1].cells[-1].cell = Cell(columns=max(1, wide - len(rows[-1].cells) + 1))
    return rows


def _take(table: _Table, token: Token) -> None:
    if not _is_part(token):
        if table.cell is None and token.kind is Kind.SIGN and token.becomes.strip():
            table.begin_cell(token.start)
        if table.cell is not None:
            table.cell.tokens.append(token)
    elif token.name == "table":
        _take_table(table, token)
    elif table.depth > 1 and table.cell is not None:
        table.cell.tokens.append(token)
    elif token.name in ("td", "th"):
        table.end_cell(token.start)
        if not token.closes:
            table.begin_cell(token.end, _shape(token))
    elif token.name == "tr":
        table.end_row(token.start)
        if not token.closes:
            table.begin_row(table.part)
    elif token.name in _SECTIONS or token.name == "caption":
        table.end_row(token.start)
        if token.name == "caption" and not token.closes:
            table.begin_row("caption")
            table.begin_cell(token.end)
        elif token.name != "caption":
            table.part = "tbody" if token.closes else token.name


def _take_table(table: _Table, token: Token) -> None:
    if token.closes:
        table.depth -= 1
    if table.depth > 0 and table.cell is not None:
        table.cell.tokens.append(token)
    else:
        table.end_row(token.start)
        table.part = "tbody"
        if not token.closes:
            table.begins = not table.rows or table.rows[-1].part != "caption" or not table.rows[-1].begins
        table.depth = max(0, table.depth)
    if not token.closes:
        table.depth += 1


def _shape(token: Token) -> Cell:
    given = tags.attributes_of(token.attributes)
    columns, rows = (_NUMBER.match(given.get(name, "")) for name in ("colspan", "rowspan"))
    return Cell(
        heads=token.name == "th",
        columns=min(MOST_COLUMNS, max(1, int(columns[0]))) if columns else 1,
        rows=min(MOST_ROWS, max(1, int(rows[0]))) if rows else 1,
    )


def set_table(text: str, span: Span, rows: Sequence[OpenRow]) -> TableText:
    """Put the cells side by side: everything between what two of them show becomes a tab or a line end."""
    edits: list[Edit] = []
    at, between, shows = span.start, "", False
    for row in rows:
        for cell in row.cells:
            bold = bold_marks(text, Span(cell.start, cell.end), cell.tokens)
            setting = set_region(text, cell.start, cell.end, with_tokens(cell.tokens, bold), joint=" ")
            shows |= setting.shows
            edits.append(Edit(Span(at, setting.span.start), between, Reason.MARKUP))
            edits += setting.edits
            at, between = setting.span.end, CELL
        between = ROW
    edits.append(Edit(Span(at, span.end), "", Reason.MARKUP))
    shapes = (Row(row.part, tuple(cell.cell for cell in row.cells), row.begins) for row in rows)
    whole = tuple(edit for edit in edits if len(edit.span) or edit.becomes)
    return TableText(whole, tuple(shapes) if shows else ())
