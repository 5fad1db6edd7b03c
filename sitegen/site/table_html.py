"""A table's text → HTML: cells as real cells, over as many columns and rows as they had."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from sitegen.model.markup import Markup
from sitegen.model.newspaper import BodyBlock
from sitegen.model.tables import Cell, Row, cells_of


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
    for part, rows in groupby(table, key=lambda entry: entry[0].part):
        if part == "caption":
            yield f"<caption>{escape(' '.join(text for _, line in rows for text in line), quote=False)}</caption>"
        else:
            yield f"<{part}>{''.join(_row(row, line) for row, line in rows)}</{part}>"


def _row(row: Row, line: Sequence[str]) -> str:
    return f"<tr>{''.join(_cell(row, cell, text) for cell, text in zip(row.cells, line, strict=True))}</tr>"


def _cell(row: Row, cell: Cell, text: str) -> str:
    tag = "th" if cell.heads or row.part == "thead" else "td"
    spans = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    spans += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    scope = ' scope="col"' if row.part == "thead" else ""
    return f"<{tag}{scope}{spans}>{escape(text, quote=False)}</{tag}>"
