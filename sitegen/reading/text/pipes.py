"""Tables that converters left in Markdown, their cells between pipes → one line of text each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from sitegen.model.tables import Cell
from sitegen.reading.text.setting import set_region
from sitegen.reading.text.tables import OpenCell, OpenRow, TableText, set_table
from sitegen.reading.text.tokens import Token
from sitegen.source import Span

_DASHES = r"[ \t]*+(?::-++:?+|-++:|-{2,}+|={2,}+)[ \t]*+"
_SHORT_RULE = re.compile(r"\|?(?:[ \t]*+:?+-++:?+[ \t]*+\|)++(?:[ \t]*+:?+-++:?+)?+")
_RULE = re.compile(rf"[|+]?{_DASHES}(?:[|+]{_DASHES})*+[|+]?")


def is_rule(line: str, *, below_head: bool = False) -> bool:
    """Tell whether a line is the rule between the head of a Markdown table and its rows: `|---|:-:|`, `+----+---+`.

    Right below a head one dash a cell is enough; elsewhere such a row may say that there is nothing.
    """
    if line[:1] not in ("|", "+", ":", "-") or not ("|" in line or "+" in line):
        return False
    return _RULE.fullmatch(line) is not None or (below_head and _SHORT_RULE.fullmatch(line) is not None)


def read_pipes(text: str, lines: Sequence[Span], tokens: Sequence[Token]) -> TableText:
    """Read the lines of a Markdown table; those above its first rule head it."""
    rows: list[OpenRow] = []
    rules = [is_rule(text[line.start : line.end], below_head=at == 1) for at, line in enumerate(lines)]
    heads = next((at for at, rule in enumerate(rules) if at and rule), 0)
    waiting = iter(tokens)
    token = next(waiting, None)
    for at, line in enumerate(lines):
        inside: list[Token] = []
        while token is not None and token.start < line.end:
            inside.append(token)
            token = next(waiting, None)
        if not rules[at]:
            row = OpenRow("thead" if at < heads else "tbody", not rows)
            row.cells = [*_pipe_cells(text, line, inside, Cell(heads=at < heads))]
            rows.append(row)
    span = Span(lines[0].start, lines[-1].end)
    if len(rows) > 1 and not any(set_region(text, c.start, c.end, c.tokens).shows for c in rows[0].cells):
        rows = [replace(rows[1], begins=True), *rows[2:]]  # a table without a head has an empty one in Markdown
    return set_table(text, span, rows)


def _pipe_cells(text: str, line: Span, tokens: Sequence[Token], shape: Cell) -> Iterator[OpenCell]:
    borders = [line.start - 1, *_borders(text, line, tokens), line.end]
    cells = list(pairwise(borders))
    if len(cells) > 1 and text[line.start] == "|":
        cells = cells[1:]
    if len(cells) > 1 and borders[-2] == line.end - 1:
        cells = cells[:-1]
    at = 0
    for before, after in cells:
        start = at
        while at < len(tokens) and tokens[at].start < after:
            at += 1
        while start < at and tokens[start].start <= before:
            start += 1
        yield OpenCell(shape, before + 1, list(tokens[start:at]), after)


def _borders(text: str, line: Span, tokens: Sequence[Token]) -> Iterator[int]:
    """Returns where `|` parts two cells; one that is escaped or stands in other markup is a sign like any other."""
    at = line.start
    for token in tokens:
        yield from (n for n in range(at, token.start) if text[n] == "|")
        at = max(at, token.end)
    yield from (n for n in range(at, line.end) if text[n] == "|")
