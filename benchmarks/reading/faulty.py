"""Pages as worse converters leave them: characters apart, lines counted, heads marked otherwise, notes between lines.

What is right stays what it was for the page without the fault.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from itertools import count

from benchmarks.reading.printed import Printed
from sitegen.reading.text.scripts import HAN

SPECKS = ("·", "—", "~", "|", "。", "'", "－－", "…", "*", ".", "l", "i")
SPECKED = 0.12  # of the lines of a page: those with a speck above
NOTES = ("https://www.example.org/paper/0607.html", "www.example.org", "扫描全能王 创建", "河湾新闻网 版权所有")
CONTROLS = (
    "阅读 1234",
    "分享到：微信 微博",
    "字号：大 中 小",
    "上一篇 下一篇",
    "点击查看大图",
    "Share this article",
    "Print | Email",
)
PLACES = ("[图片]", "（图片）", "【插图】", "[image]", "<photo>")
STAMPS = ("2019-05-06 10:21", "2019年5月6日 08:05:12", "发布时间：2019-05-06 10:21")
NUMBERS = ("- 3 -", "— 4 —", "·5·")
NOTED = 0.08  # of the lines of a page: those with a note of a program above
WIDE_HEADS = 0.6  # of short lines
MISREAD = 0.02  # of characters
TOP = 6  # lines at the top of a page that no speck parts

_HEADING = re.compile(r"(#+) ")
_LEVEL = 2  # of the marks of headlines; those of subheadings are lower
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


def _quoted(_rng: random.Random, line: str) -> str:
    return f"> {line}".rstrip()


def _told_how_sure(rng: random.Random, line: str) -> str:
    return f"{line} [0.{rng.randrange(80, 100)}]" if line and not line.startswith("#") else line


def _of_a_wiki(_rng: random.Random, line: str) -> str:
    marks = _HEADING.match(line)
    return f"{'=' * len(marks[1])} {line[marks.end() :]} {'=' * len(marks[1])}" if marks else line


_OF_LINES: Mapping[str, Callable[[random.Random, str], str]] = {
    "characters apart": _parted,
    "heads set wide": _set_wide,
    "spaces lost": _spaces_lost,
    "2 % misread": _misread,
    "indents of em spaces": _indented,
    "lines as items of a list": _listed,
    "lines between pipes": _in_pipes,
    "lines quoted": _quoted,
    "how sure the OCR is": _told_how_sure,
    "heads of a wiki": _of_a_wiki,
}
# Lines that stand above some of those of a page: which, and above how many.
_BETWEEN: Mapping[str, tuple[tuple[str, ...], float]] = {
    "specks": (SPECKS, SPECKED),
    "notes of programs": (NOTES, NOTED),
    "controls of web pages": (CONTROLS, NOTED),
    "places of pictures": (PLACES, NOTED),
    "stamps of the time": (STAMPS, NOTED),
    "numbers of pages": (NUMBERS, NOTED),
}
COUNTED, UNDERLINED, TWICE = "lines counted", "heads underlined", "heads written twice"
FAULTS = (*_OF_LINES, *_BETWEEN, COUNTED, UNDERLINED, TWICE)


def with_fault(page: Printed, fault: str) -> Printed:
    """Returns a page with a fault; the same page and fault always give the same."""
    rng = random.Random(f"{page.texts} {fault}")
    if fault in _BETWEEN:
        return _with_lines_between(rng, page, *_BETWEEN[fault])
    if fault in (UNDERLINED, TWICE):
        return _with_heads(page, twice=fault == TWICE)
    rows = page.text.split("\n")
    if fault == COUNTED:
        numbers = count(1)
        return _with_rows(page, [f"{next(numbers)} {row}" if row else row for row in rows])
    change = _OF_LINES[fault]
    return _with_rows(page, [change(rng, row) for row in rows])


def _with_rows(page: Printed, rows: Sequence[str]) -> Printed:
    return Printed("\n".join(rows), page.labels, page.goes_on, page.texts)


def _with_heads(page: Printed, *, twice: bool) -> Printed:
    """Print the heads of a page again without their marks, or a rule below each in place of its marks."""
    rows: list[str] = []
    places: dict[int, int] = {}
    all_rows = page.text.split("\n")
    for number, row in enumerate(all_rows, 1):
        marks = _HEADING.match(row)
        bare = row[marks.end() :] if marks else row.strip("*")
        rows.append(bare if marks and not twice else row)
        places[number] = len(rows)
        if twice and page.labels.get(number) == "headline":
            rows += (*[""] * (all_rows[number : number + 1] == [""]), bare)
        elif marks and not twice:
            rows.append(("-" if len(marks[1]) > _LEVEL else "=") * len(bare))
    return _with_places(page, rows, places)


def _with_lines_between(rng: random.Random, page: Printed, printed: Sequence[str], share: float) -> Printed:
    rows: list[str] = []
    places: dict[int, int] = {}
    for number, row in enumerate(page.text.split("\n"), 1):
        if number in page.labels and number > TOP and rng.random() < share:
            rows += (rng.choice(printed), "")
        rows.append(row)
        places[number] = len(rows)
    return _with_places(page, rows, places)


def _with_places(page: Printed, rows: Sequence[str], places: Mapping[int, int]) -> Printed:
    labels = {places[number]: label for number, label in page.labels.items()}
    return Printed("\n".join(rows), labels, frozenset(places[number] for number in page.goes_on), page.texts)
