"""Rows of a page's outline as they fit a terminal of some width: pieces of text, each with the name of its style."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from sitegen.messages import ENGLISH, say
from sitegen.model.layout import Role
from sitegen.reading.outline import EditRow, FindingRow, JoinRow, LineRow, PageRow, PictureRow, Row, RuleRow, WhyRow

MARGIN = 5  # columns of the line number
ROLE_COLUMNS, BESIDE_COLUMNS = 18, 20
LEAST_TEXT = 24
TAIL = 14  # columns of a long line's end

# A piece of a row as it is shown, and the name of its style.
Cell = tuple[str, str]


def plain(rows: Iterable[Row], width: int, language: str = ENGLISH) -> str:
    """Returns rows as plain text."""
    return "\n".join("".join(text for text, _ in line).rstrip() for row in rows for line in cells(row, width, language))


def cells(row: Row, width: int, language: str = ENGLISH) -> tuple[tuple[Cell, ...], ...]:
    """Returns the terminal lines of a row, each as pieces with the names of their styles."""
    match row:
        case PageRow():
            return ((clean(row.path), "title"),), ((clean(" · ".join(row.facts)), "text"),)
        case RuleRow():
            return (_rule_cells(row, width),)
        case LineRow():
            return (_line_cells(row, width),)
        case WhyRow():
            reasons = clean(say(language, "outline.next").join(row.signs))
            return (_beneath((f"    {say(language, 'outline.why')}{reasons}", "dim")),)
        case JoinRow():
            before = f"  ⤷ {say(language, 'outline.joined')}{clean(row.before)}"
            return (_beneath((before, "dim"), ("┊", "join"), (clean(row.after), "dim")),)
        case EditRow():
            return (_beneath((f"    {row.reason}: {clean(row.before)} → {clean(row.after)}", "edit")),)
        case PictureRow():
            shown = say(language, "outline.picture", name=clean(row.name), alt=clean(row.alt))
            return (_beneath((f"    {shown}", "edit")),)
        case FindingRow():
            severity = (f"  ▲ {say(language, f'severity.{row.severity}')} {row.code}", row.severity)
            said = _beneath(severity, (say(language, "told.message", what=clean(row.message)), "text"))
            return (said, _beneath((f"    {clean(row.hint)}", "dim"))) if row.hint else (said,)


def _beneath(*pieces: Cell) -> tuple[Cell, ...]:
    """Returns a terminal line that tells more of the line above: in place of a number it has none."""
    return ((_pad("", MARGIN), "dim"), *pieces)


def _rule_cells(row: RuleRow, width: int) -> tuple[Cell, ...]:
    note = f" {row.note} " if row.note else ""
    title = cut(clean(row.title), max(LEAST_TEXT, width - columns(note) - 8))
    left = max(2, width - columns(title) - columns(note) - 6)
    return (
        ("── ", "rule"),
        (title, "title"),
        (" " + "─" * left, "rule"),
        (note, "dim"),
        ("─" if note else "──", "rule"),
    )


def _line_cells(row: LineRow, width: int) -> tuple[Cell, ...]:
    sure = f"{row.confidence:4.2f}{'?' if row.unsure else ' '}" if row.role else "     "
    edits = f" ·{row.edits}" if row.edits else ""
    room = max(LEAST_TEXT, width - MARGIN - ROLE_COLUMNS - BESIDE_COLUMNS - 10 - columns(edits))
    role_style = "unsure" if row.unsure or row.role == Role.UNCLASSIFIED else "role"
    return (
        (f"{row.number:>{MARGIN}}  ", "dim"),
        (_pad(row.role or "  ⤷", ROLE_COLUMNS), role_style),
        (" " + _pad(row.beside, BESIDE_COLUMNS), "dim"),
        (f" {sure} ", "unsure" if row.unsure else "dim"),
        (cut(clean(row.text), room), "text"),
        (edits, "edit"),
    )


def clean(text: str) -> str:
    """Returns text that a terminal shows as it is: no control characters, one kind of space."""
    text = text.replace("\u3000", "  ")
    return "".join(sign if sign.isprintable() else " " if sign.isspace() else "\ufffd" for sign in text)


def columns(text: str) -> int:
    """Returns how many columns of a terminal a text takes: an ideograph two, a combining mark none."""
    return sum(map(_columns, text))


def _columns(sign: str) -> int:
    if sign.isascii():
        return 1
    if unicodedata.combining(sign) or unicodedata.category(sign) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def _pad(text: str, size: int) -> str:
    return text + " " * max(0, size - columns(text))


def cut(text: str, room: int) -> str:
    """Cut a text to some columns: its beginning, and where there is room its end, which tells whether it is whole."""
    if len(text) <= room and columns(text) <= room:
        return text
    tail = TAIL if room >= 3 * TAIL else 0
    end = _first(text[-tail:][::-1], tail)[::-1] if tail else ""
    return _first(text, room - columns(end) - (3 if tail else 1)) + (" … " if tail else "…") + end


def _first(text: str, room: int) -> str:
    for index, sign in enumerate(text):
        room -= _columns(sign)
        if room < 0:
            return text[:index]
    return text
