"""However odd a bulletin, the time to read it grows as its length does: no pattern and no loop goes with the square.

Times are compared, never limited: four times the text must not take twelve times as long. Sizes climb from small ones,
so that what goes with the square is caught long before it would take minutes. They climb until there is a time long
enough to compare with; by night (`--nightly`) to the largest, whatever the time.
"""

from __future__ import annotations

import gc
import importlib
import pkgutil
import re
import time
from collections import deque
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path

import pytest

import sitegen.reading
from benchmarks.whole import check_reading
from sitegen.model.edition import assemble
from tests import nightly
from tests.outline import read_text

STEP, RATIO = 4, 12
STEADY = 6  # times as long for four times the text: no more than that, and the next four times cannot take twelve
COUNTS_FROM = 0.005  # seconds; below this a clock and its neighbours say nothing, and a bulletin grows no further
COUNTS_FOR_PATTERNS = 0.0005  # there are thousands of them to try, and nothing but the pattern takes time
PATTERN_SIZES = (100, 400, 1_600, 6_400, 25_600, 102_400)
LARGE = 6_400  # characters; further only with what is slow at such a size, and takes more than `STEADY` says
SLOW_AT, SLOW = 25_600, 0.002  # characters, seconds: at other sizes as much as that comes to if it goes with the square


def took(work: Callable[[str], object], text: str, times: int = 1) -> float:
    best = float("inf")
    gc.disable()  # which looks through all that other tests have left, too
    try:
        for _ in range(times):
            start = time.process_time()
            work(text)
            best = min(best, time.process_time() - start)
    finally:
        gc.enable()
    return best


def grows_too_fast(
    work: Callable[[str], object],
    text_of: Callable[[int], str],
    sizes: tuple[int, ...],
    counts: float = COUNTS_FROM,
    tells: float = COUNTS_FROM,
    large: float = float("inf"),
) -> str:
    """Returns at which size the time grew too fast, "" if at none; a suspicion is measured again, more carefully."""
    before = took(work, text_of(sizes[0]))
    for size, smaller in zip(sizes[1:], sizes, strict=False):
        now = took(work, text_of(size))
        if before > counts and now > STEADY * before:  # a neighbour makes times longer, and hides a square
            before = min(before, took(work, text_of(smaller), 3))
        if before > counts and now > RATIO * before:
            now = min(now, took(work, text_of(size), 2))
            if now > RATIO * before:
                return f"{size}: {now:.3f} s, a quarter of it: {before:.3f} s"
        if before > tells or (size >= large and (before > counts or now <= SLOW * (size / SLOW_AT) ** 2)):
            return ""  # long enough to tell, or quick however long
        if size >= large and now <= STEADY * min(before, took(work, text_of(smaller), 2)):
            return ""  # of the square there is a fifth of the rest, and at the next size less than the rest
        before = now
    return ""


def module_patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for module in pkgutil.walk_packages(sitegen.reading.__path__, "sitegen.reading."):
        members = vars(importlib.import_module(module.name))
        for name, value in sorted(members.items()):
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                yield f"{module.name}.{name}", value


PATTERNS = {id(pattern): (name, pattern) for name, pattern in module_patterns()}
LETTERS = "王aA1 (#*-—.,。"
SHAPES: dict[str, Callable[[int], str]] = {
    "nested brackets": lambda n: "(" * (n // 2) + ")" * (n // 2),
    "brackets that close first": lambda n: ")(" * (n // 2),
    "a name, a space": lambda n: "王 " * (n // 2),
    "a space, a letter": lambda n: " a" * (n // 2),
    "digits and dots": lambda n: "1." * (n // 2),
    "e-mail without an end": lambda n: "a@" * (n // 2),
    "hosts": lambda n: "a@" + "b." * (n // 2),
    "days that are none": lambda n: "2024年13" * (n // 7),
    "reporters": lambda n: "本报记者 " * (n // 5),
    "offices": lambda n: "院长王一" * (n // 4),
    "courts": lambda n: "某市某区人民法院" * (n // 8),
    "bold marks": lambda n: "**字" * (n // 3),
    "hashes far behind": lambda n: "# 字" + " " * n + "字",
    "words cut at line ends": lambda n: "ab-\n" * (n // 4),
    "letters with marks of their own": lambda n: "a\u0301" * (n // 2),
    "days in words": lambda n: "15 July " * (n // 8),
    "pages that follow": lambda n: "(下转第" * (n // 4),
    "pictures": lambda n: "图为" * (n // 2) + "摄",
    "cells": lambda n: "一  " * (n // 3),
}


def hostile_texts(pattern: re.Pattern[str]) -> dict[str, Callable[[int], str]]:
    """Returns texts by size: runs of what a pattern speaks of, whole and with a last sign that fits nothing."""
    own = re.sub(r"\\.|\(\?P<\w+>|[\\^$.|?*+(){}\[\]]", "", pattern.pattern)
    signs = dict.fromkeys(LETTERS + "".join(sorted(set(own), key=own.index)[:8]))
    runs = {f"a run of {sign!r}": lambda n, sign=sign: sign * (n - 1) + "\x00" for sign in signs}
    words = max(re.findall(r"[\u4e00-\u9fffA-Za-z]+", own), key=len, default="")
    near = {f"{words} again and again": lambda n: (words + " ") * (n // (len(words) + 1))} if words else {}
    return runs | near | {shape: partial(text_of_shape, shape) for shape in SHAPES}


@cache
def methods_called() -> dict[str, set[str]]:
    """Returns what is called of each name in the reader's code: `_DAY.match(line)`."""
    found: dict[str, set[str]] = {}
    for file in Path(sitegen.reading.__path__[0]).rglob("*.py"):
        for name, method in re.findall(r"\b(\w+)\.(\w+)\(", file.read_text("utf-8")):
            found.setdefault(name, set()).add(method)
    return found


@cache
def text_of_shape(shape: str, size: int) -> str:
    """Returns a text that is tried with every pattern."""
    return SHAPES[shape](size)


def uses_of(name: str, pattern: re.Pattern[str]) -> Callable[[str], object]:
    """Tell what is done with a pattern: one that is only tried where a text begins need not be quick to search for."""
    used = methods_called().get(name.rpartition(".")[2], set())
    if used and used <= {"match", "fullmatch"}:
        return lambda text: [getattr(pattern, method)(text) for method in sorted(used)]
    return lambda text: deque(pattern.finditer(text), maxlen=0)


@pytest.mark.parametrize("name", [name for name, _ in PATTERNS.values()])
def test_a_pattern_takes_time_in_proportion_to_the_text(name: str) -> None:
    pattern = next(pattern for known, pattern in PATTERNS.values() if known == name)

    use = uses_of(name, pattern)
    large = float("inf") if nightly.WANTED else LARGE
    slow = {
        what: grown
        for what, text_of in hostile_texts(pattern).items()
        if (grown := grows_too_fast(use, text_of, PATTERN_SIZES, COUNTS_FOR_PATTERNS, COUNTS_FROM, large))
    }
    assert not slow


@pytest.mark.parametrize("pattern", ["a+b", "王?a+b"])
def test_a_pattern_that_goes_with_the_square_is_caught(pattern: str) -> None:
    use = uses_of("nobody's", re.compile(pattern))

    def text_of(size: int) -> str:
        return "a" * size

    # Of three looks one sees it, however busy the machine is with other things in the midst of one of them.
    assert any(grows_too_fast(use, text_of, PATTERN_SIZES, COUNTS_FOR_PATTERNS, COUNTS_FROM, LARGE) for _ in range(3))


def test_all_patterns_of_the_reader_were_found() -> None:
    assert len(PATTERNS) > 60


# What a whole bulletin may be: its text from a number, and how large that number gets.
BULLETINS: dict[str, tuple[Callable[[int], str], int]] = {
    "one line of 900,000 ideographs": (lambda n: "字" * n, 900_000),
    "one line of 900,000 letters": (lambda n: "a" * n, 900_000),
    "one line of 900,000 digits": (lambda n: "1" * n, 900_000),
    "60,000 lines of one character": (lambda n: "字\n" * n, 60_000),
    "200,000 lines of one letter, apart": (lambda n: "a\n\n" * n, 20_000),
    "brackets in brackets": (lambda n: "(" * (n // 2) + ")" * (n // 2), 100_000),
    "wide brackets in brackets": (lambda n: "字（" * (n // 2) + "）" * (n // 2), 100_000),
    "brackets that never close": (lambda n: "字(" * n, 100_000),
    "quotations that never close": (lambda n: "“字" * n, 100_000),
    "hashes": (lambda n: "#" * n, 100_000),
    "hashes and spaces": (lambda n: "# " * n, 100_000),
    "a heading of spaces": (lambda n: "# 字" + " " * n + "字", 400_000),
    "stars": (lambda n: "*" * n, 100_000),
    "bold marks and commas": (lambda n: "**字**," * n, 25_000),
    "underscores": (lambda n: "__a__ " * n, 25_000),
    "only spaces": (lambda n: " " * n, 400_000),
    "spaces and marks": (lambda n: " ," * n, 100_000),
    "marks far behind their words": (lambda n: ("字" + " " * 400 + ",") * (n // 400), 100_000),
    "blank lines": (lambda n: "字\n" + "\n" * n + "字\n", 200_000),
    "at signs": (lambda n: "字a@" * n, 50_000),
    "entities": (lambda n: "字&" * n, 100_000),
    "months": (lambda n: "到2022年11月底前," * n, 5_000),
    "headings": (lambda n: "## 标题在此\n\n" * n, 5_000),
    "articles": (lambda n: "## 标题在此\n\n本报讯 正文在此。\n\n(王新鹏)\n\n" * n, 1_500),
    "titles without text": (lambda n: "标题在此 再说一句\n\n" * n, 5_000),
    "captions": (lambda n: "正文没有完,\n\n" + "图为桥头的一块石碑。\n\n" * n, 5_000),
    "captions in an open sentence": (lambda n: "## 标题\n\n" + "正文没有完,\n\n图为石碑。\n\n" * n, 2_500),
    "photo items": (lambda n: "## 标题\n\n正文。\n\n正文。\n\n" + "河边的一棵树。\n\n周小满 摄\n\n" * n, 2_500),
    "pictures of nobody": (lambda n: "周小满 摄\n\n" * n, 5_000),
    "all pictures above": (lambda n: "河边的一棵树。\n\n" * n + "以上图片均为周小满摄\n", 5_000),
    "open sentences": (lambda n: "正文没有完,\n\n也没有,\n\n" * n, 2_500),
    "short rests": (lambda n: "".join(f"正文没有完{chr(0x4E00 + i % 20000)}\n\n短。\n\n" for i in range(n)), 2_500),
    "reporters": (lambda n: "本报记者 王小满\n\n" * n, 5_000),
    "people in office": (lambda n: "院长王一二指出," * n, 10_000),
    "courts": (lambda n: "".join(f"{_name(i)}市{_name(i + 7)}区人民法院,近日。" for i in range(n)), 2_500),
    "bodies without a mark between them": (lambda n: "云南省图书馆" * n, 10_000),
    "foreign names without an end": (lambda n: "总统" + "阿拉·" * n, 50_000),
    "folios": (lambda n: "2024年3月22日 星期五 7版\n\n" * n, 5_000),
    "editors' lines": (lambda n: "本版责编:王一\n\n" * n, 5_000),
    "dashes": (lambda n: "——记某地\n\n" * n, 5_000),
    "briefs": (lambda n: "## 环球扫描\n\n" + "短讯一则\n\n本报讯 正文。\n\n" * n, 2_000),
    "numbered lines": (lambda n: "".join(f"{i % 99}.某事\n" for i in range(n)), 6_000),
    "lines of verse": (lambda n: "春风又到\n江南岸边\n\n" * n, 5_000),
    "cells": (lambda n: "甲  乙  丙\n" * n, 6_000),
    "narrow columns": (lambda n: "正文在此一行又一行写满全栏宽\n" * n, 6_000),
    "words cut at line ends": (lambda n: "the well-\nknown construc-\ntion of it\n" * n, 3_000),
    "halves of days": (lambda n: "23 СРЕДА\nЯНВАРЯ\n" * n, 5_000),
    "days in two halves": (lambda n: "23 СРЕДА\nЯНВАРЯ 1935 г.\n" * n, 5_000),
    "pages in words": (lambda n: "PAGE THREE\n\n" * n, 5_000),
    "signed days": (lambda n: "一九六七年八月二日于河湾\n" * n, 5_000),
    "jumps": (lambda n: "正文。(下转第4版)\n\n" * n, 5_000),
    # What converters leave, whole and broken.
    "signs that begin tags": (lambda n: "<" * n, 400_000),
    "tables that never close": (lambda n: "<table>" * n, 10_000),
    "tables that never close, on lines": (lambda n: "<table>\n" * n, 5_000),
    "tables in tables": (lambda n: "<table>" * n + "字" + "</table>" * n, 10_000),
    "tables in cells": (lambda n: "<table><tr><td>" * n + "字" + "</td></tr></table>" * n, 3_000),
    "a table of many rows": (lambda n: "<table>" + "<tr><td>字</td><td>1</td></tr>\n" * n + "</table>", 6_000),
    "cells that never close": (lambda n: "<td>字" * n, 10_000),
    "rows apart": (lambda n: "<tr><td>字</td></tr>\n\n" * n, 3_000),
    "tables one after another": (lambda n: "<table><tr><td>字</td></tr></table>\n\n" * n, 2_500),
    "a table in Markdown": (lambda n: "| 甲 | 乙 |\n|---|---|\n" + "| 丙 | 丁 |\n" * n, 6_000),
    "strokes": (lambda n: "|" * n, 200_000),
    "strokes on lines": (lambda n: "|\n" * n, 20_000),
    "rules of tables": (lambda n: "|---|---|\n" * n, 10_000),
    "a rule of dashes": (lambda n: "|" + "-" * n, 400_000),
    "tags": (lambda n: "<b>字" * n, 20_000),
    "open quotes in tags": (lambda n: "<a b='\" c=\"' " * n, 20_000),
    "attributes": (lambda n: "<a" + " b" * n, 200_000),
    "white space in tags": (lambda n: "<b>" + " " * n + "</b>字", 400_000),
    "paragraphs side by side": (lambda n: "<p>字</p>" * n, 8_000),
    "paragraphs that never close": (lambda n: "<p>\n字\n" * n, 5_000),
    "frames": (lambda n: "<div align=center>\n" * n + "字\n" + "</div>\n" * n, 4_000),
    "frames that cross": (lambda n: "<div><span>" * n + "</div>" * n, 8_000),
    "comments that never close": (lambda n: "<!--" * n, 40_000),
    "comments over lines": (lambda n: "字<!--\n-->" * n, 8_000),
    "scripts that never close": (lambda n: "<script><style>" * n, 15_000),
    "tags that nobody knows": (lambda n: "".join(f"<x{i}>字" for i in range(n)), 8_000),
    "pictures in a line": (lambda n: "![](a.jpg)" * n, 10_000),
    "pictures on lines": (lambda n: "".join(f"![](a{i}.jpg)\n\n" for i in range(n)), 3_000),
    "pictures cut off": (lambda n: "![a](b " * n, 40_000),
    "links": (lambda n: "[字](https://a.cn)" * n, 8_000),
    "ends of links": (lambda n: "[" * n + "](https://a.cn)" * n, 10_000),
    "dollar signs": (lambda n: "$" * n, 200_000),
    "dollar signs and backslashes": (lambda n: "$\\" * n, 40_000),
    "formulas": (lambda n: "$98.1\\%$" * n, 8_000),
    "formulas that cannot be read": (lambda n: "$\\foo$" * n, 15_000),
    "braces that never close": (lambda n: "\\(" + "\\mathrm{" * n, 20_000),
    "brackets of formulas": (lambda n: "\\[" * n, 40_000),
    "backslashes": (lambda n: "\\" * n, 60_000),
    "numbers raised": (lambda n: "<sup>2</sup>^2^" * n, 10_000),
    "references": (lambda n: "&nbsp;字" * n, 15_000),
    "references in references": (lambda n: "&amp;" * n, 30_000),
    "a picture written into the text": (lambda n: "data:image/png;base64," + "A" * n, 900_000),
    "pictures written into the text": (lambda n: "data:a" * n, 40_000),
    "fences": (lambda n: "```\n" * n, 10_000),
    "characters that nobody sees": (lambda n: "字\u200b" * n, 30_000),
    "codes of the make-up desk": (lambda n: "正文。②6\n" * n, 5_000),
    "points": (lambda n: "会议完成排查." * n, 15_000),
    # What programs set around lines and between them.
    "lines that are counted": (lambda n: "".join(f"{i} 正文在此。\n" for i in range(n)), 5_000),
    "lines in tags": (lambda n: '"text": "正文在此。",\n' * n, 5_000),
    "lines quoted, of hashes": (lambda n: "> " + "# " * n + "字\n" + "> 正文。\n" * 20, 100_000),
    "lines underlined": (lambda n: "标题\n---\n" * n, 4_000),
    "heads written twice": (lambda n: "河湾新桥通车\n\n" * n, 5_000),
    "notes of programs": (lambda n: "正文在此,\n- 3 -\n2024-06-07 10:21\n" * n, 3_000),
    "rules read as strokes": (lambda n: "正文没有完,也没有 | 别的正文没有完\n" * n, 4_000),
}


def _name(number: int) -> str:
    return chr(0x4E00 + number * 13 % 9000) + chr(0x4E00 + number * 29 % 9000)


def read_and_add_up(text: str) -> None:
    reading = read_text(text)
    assert not [*check_reading(assemble([reading.page]))]


@pytest.mark.parametrize("what", BULLETINS)
def test_a_bulletin_takes_time_in_proportion_to_its_length(what: str) -> None:
    text_of, most = BULLETINS[what]
    sizes = tuple(most // STEP**power for power in (3, 2, 1, 0))
    tells = float("inf") if nightly.WANTED else COUNTS_FROM
    assert grows_too_fast(read_and_add_up, text_of, sizes, tells=tells) == ""
