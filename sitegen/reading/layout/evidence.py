"""What single lines tell of stories, and of where these begin and end, by their words; and the marks of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from sitegen.reading.detect.look import Classified, Look
from sitegen.reading.text import patterns, people_lines
from sitegen.reading.text.days import signing_day
from sitegen.reading.text.letters import are_initials_and_surnames, sets_surnames
from sitegen.reading.text.words import is_surname_start

IN_HEAD = frozenset({Look.TITLE, Look.DASHED, Look.BYLINE, Look.CONTINUED_FROM})
_NEWS_LEAD = re.compile(r".{0,14}记者.{0,14}从.{2,20}(?:获悉|了解到)")
_NEWS_START = 16  # characters in which 记者 stands
_TAKES_TURN = re.compile(r"(?:[问答]|(?:本报)?记者|主持人|编者[附按]?|编后|编辑)[^:。]{0,2}:")
_TURN_START = 10  # characters in which the colon stands
_CYRILLIC = re.compile(r"[а-яё]", re.I)
_SOURCE = re.compile(r"\(?(?:摘自|原载|选自|录自|转自|据)\s?《[^》]{2,20}》[^。]{0,16}$")


def marks_parts(entries: Sequence[Classified], top: int) -> bool:
    """Tell whether a page has marks of their own for parts of stories: a title with a lower one, right below a text."""
    return any(
        entry.line.level > top and entry.look is Look.TITLE and above.look not in IN_HEAD
        for above, entry in pairwise(entries)
    )


def tells_news(text: str) -> bool:
    """`记者从河湾县水务局获悉,…`: of 27 titles above such a text none heads a part of a story."""
    return "记者" in text[:_NEWS_START] and _NEWS_LEAD.match(text) is not None


def takes_turn(text: str) -> bool:
    """`答:…`, `编者按:…`: of 299 such lines none goes on with the line above."""
    return ":" in text[:_TURN_START] and _TAKES_TURN.match(text) is not None


def attends(text: str) -> bool:
    """Tell whether a line says, at its end at least, who took part: `审议两部法律草案 某某某主持`."""
    last = text[text.rfind(" ") + 1 :]
    return any(people_lines.ATTENDED.match(one) and is_surname_start(one) for one in (text, last))


def ends_story(entry: Classified) -> bool:
    """`新华社河湾7月2日电` alone below a story: of 74 titles below such a line all begin another.

    So do 38 below names with their surnames in capitals, `Вера ЛОСЕВА`, or any in Cyrillic; of 54 below others seven
    head a letter of the same column.
    """
    text = entry.line.canonical
    if entry.look is Look.SIGNATURE:
        return sets_surnames(text) or are_initials_and_surnames(text) or _CYRILLIC.search(text) is not None
    return entry.look is Look.CREDIT and patterns.DATELINE_WIRE.fullmatch(text) is not None


def is_of_author(entry: Classified) -> bool:
    """`(作者为河湾县图书馆馆员)`: of 187 such lines of any length all are credits."""
    return entry.look is Look.CREDIT and entry.line.canonical.startswith("(作者")


def tells_source(text: str) -> bool:
    """`摘自《河湾县志》`, `(据《书法百问》)`: of 14 such lines all are credits."""
    return "《" in text[:6] and _SOURCE.match(text) is not None


def is_signing_day(text: str) -> bool:
    """`一九六四年十月二十六日于河湾`: when and where a text was written."""
    return "年" in text and signing_day(text) is not None
