"""What words of a line tell of it: that it is news, that somebody takes a turn in it, that it says who took part."""

from __future__ import annotations

import re

from sitegen.reading.text import people_lines
from sitegen.reading.text.words import is_surname_start

_NEWS_LEAD = re.compile(r".{0,14}记者.{0,14}从.{2,20}(?:获悉|了解到)")
_NEWS_START = 16  # characters in which 记者 stands
_TAKES_TURN = re.compile(r"(?:[问答]|(?:本报)?记者|主持人|编者[附按]?|编后|编辑)[^:。]{0,2}:")
_TURN_START = 10  # characters in which the colon stands


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
