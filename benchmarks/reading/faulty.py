"""Pages as worse converters leave them: characters apart, spaces lost, lists, specks and notes between lines.

What is right stays what it was for the page without the fault.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence

from benchmarks.reading.printed import Printed
from sitegen.reading.text.scripts import HAN

SPECKS = ("·", "—", "~", "|", "。", "'", "－－", "…", "*", ".", "l", "i")
SPECKED = 0.12  # of the lines of a page: those with a speck above
NOTES = ("https://www.example.org/paper/0607.html", "www.example.org", "扫描全能王 创建", "河湾新闻网 版权所有")
NOTED = 0.08  # of the lines of a page: those with a note of a program above
WIDE_HEADS = 0.6  # of short lines
MISREAD = 0.02  # of characters
TOP = 6  # lines at the top of a page that no speck parts

_PAIR = re.compile(rf"(?<=[{HAN}]) ?(?=[{HAN}])")
_SPACE = re.compile(rf"(?<=[{HAN}])[ \u3000]+(?=[{HAN}])")
_SHORT = re.compile(rf"[{HAN}]{{2,14}}")
_LIKE = {"e": "c", "c": "e", "l": "1", "i": "l", "o": "0", "n": "u", "t": "f", "s": "5"}


def _parted(_rng: random.Random, line: str) -> str:
    return _PAIR.sub(" ", line)


def _spaces_lost(_rng: random.Random, line: str) -> str:
    return _SPACE.sub("", line)


def _set_wide(rng: random.Random, line: str) -> str:
    return " ".join(line) if _SHORT.fullmatch(line) and rng.random() < WIDE_HEADS else line


def _indented(_rng: random.Random, line: str) -> str:
    return f"\u2003\u2003{line}" if line else line


def _listed(_rng: random.Random, line: str) -> str:
    return f"- {line}" if line and not line.startswith("#") else line


def _in_pipes(_rng: random.Random, line: str) -> str:
    return f"| {line} |" if line and not line.startswith("#") else line


def _misread(rng: random.Random, line: str) -> str:
    return "".join(_other(rng, sign) if rng.random() < MISREAD else sign for sign in line)


def _other(rng: random.Random, sign: str) -> str:
    return chr(rng.randrange(0x4E00, 0x9FA5)) if "\u4e00" <= sign <= "\u9fa5" else _LIKE.get(sign, sign)


_OF_LINES: Mapping[str, Callable[[random.Random, str], str]] = {
    "characters apart": _parted,
    "heads set wide": _set_wide,
    "spaces lost": _spaces_lost,
    "2 % misread": _misread,
    "indents of em spaces": _indented,
    "lines as items of a list": _listed,
    "lines between pipes": _in_pipes,
}
# Lines that stand above some of those of a page: which, and above how many.
_BETWEEN: Mapping[str, tuple[tuple[str, ...], float]] = {
    "specks": (SPECKS, SPECKED),
    "notes of programs": (NOTES, NOTED),
}
FAULTS = (*_OF_LINES, *_BETWEEN)


def with_fault(page: Printed, fault: str) -> Printed:
    """Returns a page with a fault; the same page and fault always give the same."""
    rng = random.Random(f"{page.texts} {fault}")
    if fault in _BETWEEN:
        return _with_lines_between(rng, page, *_BETWEEN[fault])
    change = _OF_LINES[fault]
    return Printed("\n".join(change(rng, row) for row in page.text.split("\n")), page.labels, page.goes_on, page.texts)


def _with_lines_between(rng: random.Random, page: Printed, printed: Sequence[str], share: float) -> Printed:
    rows: list[str] = []
    places: dict[int, int] = {}
    for number, row in enumerate(page.text.split("\n"), 1):
        if number in page.labels and number > TOP and rng.random() < share:
            rows += (rng.choice(printed), "")
        rows.append(row)
        places[number] = len(rows)
    labels = {places[number]: label for number, label in page.labels.items()}
    return Printed("\n".join(rows), labels, frozenset(places[number] for number in page.goes_on), page.texts)
