"""A table's text → HTML: cells as real cells, over as many columns and rows as they had; numbers below one another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from sitegen.model.markup import Markup
from sitegen.model.newspaper import BodyBlock
from sitegen.model.tables import Cell, Row, cells_of

_NUMBER = re.compile(r"[-+−±]?[¥$€£]?\d[\d,.]*\s?[%％‰]?")
_NOTHING = re.compile(r"[-—–/…\s]*")  # what stands where there is no number


def html_of(block: BodyBlock) -> Markup:
    """Returns a block's HTML, be it of edited Markdown or of a table's cells; empty where its text says all."""
    return (table_html(block.rows, block.prose.text),) if block.rows else block.html


def table_html(rows: Sequence[Row], text: str) -> str:
    """Returns a table as HTML, which may be several where they stood on one line."""
    lines = cells_of(text)
    tables: list[list[tuple[Row, list[str]]]] = []
    for row, line in zip(rows, lines, strict=True):
        if row.begins or not tables:
            tables.append([])
        tables[-1].append((row, line))
    return "".join(f"<table>{''.join(_sections(table))}</table>" for table in tables)


def _sections(table: Sequence[tuple[Row, list[str]]]) -> Iterator[str]:
    numbers = _number_columns(table)
    for part, rows in groupby(table, key=lambda entry: entry[0].part):
        if part == "caption":
            yield f"<caption>{escape(' '.join(text for _, line in rows for text in line), quote=False)}</caption>"
        else:
            yield f"<{part}>{''.join(_row(row, line, numbers) for row, line in rows)}</{part}>"


def _number_columns(table: Sequence[tuple[Row, list[str]]]) -> frozenset[int]:
    """Returns which columns hold numbers, but the first, which names rows; none where a cell stands over several."""
    rows = [(row, line) for row, line in table if row.part != "caption"]
    if len({len(row.cells) for row, _ in rows}) != 1 or any(_is_wide(cell) for row, _ in rows for cell in row.cells):
        return frozenset()
    below = (line for row, line in rows if row.part != "thead" and not all(cell.heads for cell in row.cells))
    return frozenset(at for at, texts in enumerate(zip(*below, strict=True)) if at and _are_numbers(texts))


def _is_wide(cell: Cell) -> bool:
    return cell.columns > 1 or cell.rows > 1


def _are_numbers(texts: Sequence[str]) -> bool:
    told = [text.strip() for text in texts if not _NOTHING.fullmatch(text)]
    return bool(told) and all(map(_NUMBER.fullmatch, told))


def _row(row: Row, line: Sequence[str], numbers: frozenset[int]) -> str:
    cells = enumerate(zip(row.cells, line, strict=True))
    return f"<tr>{''.join(_cell(row, cell, text, number=at in numbers) for at, (cell, text) in cells)}</tr>"


def _cell(row: Row, cell: Cell, text: str, *, number: bool) -> str:
    tag = "th" if cell.heads or row.part == "thead" else "td"
    spans = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    spans += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    scope = ' scope="col"' if row.part == "thead" else ""
    side = ' class="right"' if number else ""
    return f"<{tag}{side}{scope}{spans}>{escape(text, quote=False)}</{tag}>"
