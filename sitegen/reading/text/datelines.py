"""Datelines in letters, and how else a text may open that is set in letters: with its first words in capitals."""

from __future__ import annotations

import re

from sitegen.reading.text.scripts import CAPITAL, LETTER, is_alphabetic
from sitegen.reading.text.vocabulary import MONTHS, SMALL

SHORTEST = 40  # characters of a text whose opening tells something
LONGEST = 90  # characters of a dateline
_SMALL = "|".join(sorted(SMALL))

_MARK = r"['’.\-\u0300-\u036f]"
_IN_CAPITALS = rf"{CAPITAL}(?:{CAPITAL}|{_MARK}){{1,24}}(?:[ -](?:{CAPITAL}|{_MARK}){{1,20}}){{0,3}}"
_NAME = rf"{CAPITAL}(?:{LETTER}|{_MARK}){{1,24}}"
_PLACE = rf"{_NAME}(?:[ -](?:(?:{_SMALL})[ -])?{_NAME}){{0,3}}"
_REGION = rf"(?:, ?{CAPITAL}(?:{LETTER}|\.| (?={CAPITAL}\.)){{1,14}})?"
_NUMBER = r"\d{1,2}(?:st|nd|rd|th|er|º|\.)?"
_MONTH_BEHIND = rf"(?:(?:den|le|el|il) )?{_NUMBER} (?:de |di )?(?P<behind>{LETTER}{{3,10}})\.?"
_MONTH_BEFORE = rf"(?!ngày )(?P<before>{LETTER}{{3,10}})\.? {_NUMBER}"
_DAY_ALONE = r"(?:ngày )?\d{1,2}(?:-\d{1,2})?"
_DAY = rf"(?:{_MONTH_BEHIND}|{_MONTH_BEFORE})"
_SOURCE = r"\([^()]{2,40}\)"
_UPPER = rf"(?= ?[^\w\s]{{0,2}}{CAPITAL})"
_DASH = rf"(?:[.。]? ?[—–]|[.。] ?-|[.。]? -{{1,2}}(?= ))(?= ?[^\w\s]{{0,2}}(?:{CAPITAL}|\d))"
_END = rf"(?:{_DASH}|(?:[.:。](?: [a-z]{{2,4}}\.)?){_UPPER})"

# KATTOWITZ, 13. September (dapd). Bei …, BONN (Reuters)—About …, VIGO 15 (6 t.).—La …
_BY_SOURCE = re.compile(rf"{_PLACE}{_REGION}(?:,? (?:{_DAY}|{_DAY_ALONE}\.?))?[ ,]{{1,2}}{_SOURCE}(?:{_END}|{_UPPER})")
# VIENNA, MARCH 21.—The …, Bern, 8. März. Mit …, НЬЮ-ЙОРК, 20 сентября. Река …, SAIGON 21-7. — Mặc …
_BY_DAY = re.compile(rf"{_PLACE}{_REGION}, (?:{_DAY}{_END}|{_DAY_ALONE}{_DASH})|{_IN_CAPITALS} {_DAY_ALONE}{_DASH}")
# LEGAZPI CITY—Rescuers …, MERRITT — After …; but SIR – The …
_BY_DASH = re.compile(rf"(?!(?:SIR|MADAM)\b){_IN_CAPITALS}{_REGION}{_DASH}")
_OPENINGS = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("capitals-point", rf"{_IN_CAPITALS}{_REGION}[.:]{_UPPER}"),  # ПРАГА. Здесь …
        ("word-dash", rf"{_PLACE}{_REGION}{_DASH}{_UPPER}"),  # Kuala Lumpur — Malaysia …
        ("word-point", rf"{CAPITAL}{LETTER}{{3,24}}\.{_UPPER}"),  # Altenesch. Am Ostersonntag …
        ("capitals", rf"{CAPITAL}{{2,24}}(?: {CAPITAL}{{2,24}}){{0,3}}(?=[ ,])"),  # THE peso slid …
    )
)


def dateline_in_letters(text: str) -> int:
    """Returns where the dateline of a text in letters ends, 0 if it has none.

    It is a place with its agency or its day, or one in capitals before a dash.
    """
    start = text[:LONGEST]
    if len(text) < SHORTEST or not is_alphabetic(start):
        return 0
    found = _BY_SOURCE.match(start) or _BY_DAY.match(start) or _BY_DASH.match(start)
    if found is None or not all(map(_is_month, found.groupdict().values())):
        return 0
    return found.end()


def _is_month(word: str | None) -> bool:
    return word is None or word.lower() in MONTHS


def opening_of(text: str) -> str:
    """Returns a word for how a text in letters opens, "" for one that begins as any paragraph does."""
    if len(text) < SHORTEST or not is_alphabetic(text[:LONGEST]):
        return ""
    return next((name for name, pattern in _OPENINGS if pattern.match(text[:LONGEST])), "")
