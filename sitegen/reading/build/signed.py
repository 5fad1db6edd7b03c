"""Who signs a notice behind its last sentence, in the same line: `…逾期则视为送达。河湾县人民法院`."""

from __future__ import annotations

import re

from sitegen.reading.text import patterns
from sitegen.reading.text.days import printed_day
from sitegen.reading.text.words import CLOSERS, HAN, INSTITUTION_END, STOPS, UNIT_ENDS, is_person_name

LONGEST_SIGNATURE = 60  # characters, its day with it
_LAST_SENTENCE = re.compile(rf".*[{STOPS}.;][{re.escape(CLOSERS)}]?[\s—–-]{{0,4}}")
# [河南], 声明人:, 公告单位:
_BEFORE = re.compile(rf"(?:\[[{HAN}]{{2,8}}\]\s?)?(?:[{HAN}]{{1,4}}(?:人|单位|者):\s?)?")
_WHO = re.compile(rf"[{HAN}·]{{2,30}}")
_BODY_END = re.compile(rf"(?:{INSTITUTION_END}|[{UNIT_ENDS}])$")
_TELEPHONE = re.compile(r"\d{3}-?\d{3,8}$")
# By order of the Board, Jane Doe, Secretary; — JANE ROE, Executrix
_SET_OFF = re.compile(r"[.!?]\s(?:By order of\b|[—–-]\s?[A-Z]{2,}\s[A-Z]{2,},)[^.!?]{1,60}$")


def is_closed(text: str) -> bool:
    """Tell whether a text of any kind ends in whom to ask, or in who orders: `…来电洽谈。电话:0476-1234567`."""
    if _SET_OFF.search(text):
        return True
    tail = _tail(text)
    return bool(tail) and patterns.SMALL_PRINT.match(tail) is not None and _TELEPHONE.search(tail) is not None


def ends_signed(text: str) -> bool:
    """Tell whether behind the last sentence of a notice stands who signs it, and the day."""
    tail = _tail(text)
    if not tail or len(tail) > LONGEST_SIGNATURE:
        return False
    day = printed_day(tail)
    who = _BEFORE.sub("", tail[: day.start()] if day and day.end() == len(tail) else tail, count=1).strip()
    if not who:
        return day is not None
    whole = "".join(who.split())
    return _WHO.fullmatch(whole) is not None and (is_person_name(whole) or _BODY_END.search(whole) is not None)


def _tail(text: str) -> str:
    """Returns what stands behind the last sentence of a text, "" where nothing does or there is no sentence."""
    last = _LAST_SENTENCE.match(text)
    return text[last.end() :].strip() if last else ""
