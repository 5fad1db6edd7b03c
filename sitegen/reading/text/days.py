"""Days and weekdays as newspapers print them, in figures, in Chinese numerals, in the words of six languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest

from sitegen.model.numerals import HAN_DIGITS, han_number
from sitegen.reading.text import patterns
from sitegen.reading.text.scripts import HAN, LETTER
from sitegen.reading.text.vocabulary import DAY_WORDS, MONTHS, WEEKDAY_NAMES, WEEKDAYS

OLD_STYLE_ENDS = date(1918, 2, 14)  # until then Russian papers counted by the Julian calendar, 12 or 13 days behind
CHINESE = "zh"
PART_LIMIT = 40
_YEARS = range(1600, 2200)
_HAN_WEEKDAYS = "一二三四五六日"
_PLANETS = "月火水木金土日"  # 木曜日

WORD = re.compile(rf"{LETTER}+|\d+")
# What DAY is looked for by: most lines have no year, and most that do have no month behind it.
_LIKE_A_DAY = re.compile(
    r"\d(?: ?\d){3}\s{0,2}[年./-]\s{0,2}\d(?: ?\d)?\s{0,2}[月./-]|年\s?[\d一二三四五六七八九十]{1,3}\s?月| \d{4}"
)
_LIKE_A_WEEKDAY = re.compile(rf"[期周拜曜]|(?![{HAN}]){LETTER}")
_YEAR_SOMEWHERE = re.compile(r"\d\d\d\d")  # is found sooner than four of one
_MONTH = rf"(?P<month>{LETTER}{{3,12}})"
_YEAR = r"(?P<year>\d{4})(?!\d)"
# 15th July 1957, 15. Juli 1957, 1er mars 1908, 15 de julio de 1957, 23 января 1935, 23 СРЕДА ЯНВАРЯ 1935,
# 4-го (17) іюля 1905
_DAY_FIRST = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|[ºª°]|-?го|-е)?[.,]?(?:\s?\(\d{{1,2}}\))?\s{{0,3}}"
    rf"(?:(?P<weekday>{LETTER}{{4,12}})[,.]?\s{{1,3}})?(?:de\s{{1,2}})?{_MONTH}[.,]?\s{{0,3}}(?:del?\s{{1,2}})?{_YEAR}",
    re.I,
)
# JULY 15. 1957, March 3d 1909
_MONTH_FIRST = re.compile(rf"{_MONTH}\.?\s{{1,3}}(?P<day>\d{{1,2}})(?:st|nd|rd|th|d)?[.,]?\s{{1,3}}{_YEAR}", re.I)
# ngày 14 tháng 2 năm 2017
_VIETNAMESE = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})\s{1,3}th(?:á|a\u0301)ng\s{1,3}(?P<month>\d{1,2}),?\s{1,3}(?:n(?:ă|a\u0306)m\s{1,3})?"
    + _YEAR,
    re.I,
)
# 12-2-2017, 22.01.2013, 7/15/1957
_FIGURES = re.compile(rf"(?<![\d./-])(?P<one>\d{{1,2}})(?P<mark>[./-])(?P<two>\d{{1,2}})(?P=mark){_YEAR}")
# 于河湾, 写于河湾, г.; Riverbend, or г. Речное, before a day in an alphabet
_BEHIND_DAY = re.compile(rf"^\s{{0,4}}(?:写?[于於]\s?[{HAN}·]{{2,12}}|г\.?|года)?[。.]?$")
_BEFORE_DAY = re.compile(r"^(?:[^\W\d_][^\W\d_.-]{0,20}[.,]{0,2}\s){0,4}$")


@dataclass(frozen=True, slots=True)
class PrintedDay:
    """A day in a text; `day` is None where no calendar has it: 2021年2月30日."""

    start: int
    end: int
    day: date | None


@dataclass(frozen=True, slots=True)
class PrintedWeekday:
    """A weekday in a text: from 0 for Monday on."""

    start: int
    end: int
    number: int
    language: str


def printed_day(text: str) -> re.Match[str] | None:
    """Returns the first day in figures or Chinese numerals that stands in a canonical text, as a match of `DAY`."""
    if not ("年" in text and "月" in text) and not _YEAR_SOMEWHERE.search(text):
        return None
    return patterns.DAY.search(text) if _LIKE_A_DAY.search(text) else None


def find_day(text: str) -> PrintedDay | None:
    """Find the first day that a canonical text gives with its year; None too where figures may be read in two ways."""
    if match := printed_day(text):
        return PrintedDay(match.start(), match.end(), read_day(match))
    return next(_named_days(text), None)


def _named_days(text: str) -> Iterator[PrintedDay]:
    if not _YEAR_SOMEWHERE.search(text):
        return
    for match in _VIETNAMESE.finditer(text):
        yield _printed(match, int(match["day"]), int(match["month"]))
    for match in _DAY_FIRST.finditer(text):
        between = match["weekday"]
        if match["month"].lower() in MONTHS and (between is None or between.lower() in WEEKDAYS):
            yield _printed(match, int(match["day"]), _month(match["month"]))
    for match in _MONTH_FIRST.finditer(text):
        if any(word.language == "en" for word in MONTHS.get(match["month"].lower(), ())):
            yield _printed(match, int(match["day"]), _month(match["month"]))
    for match in _FIGURES.finditer(text):
        order = _order(match, text) if int(match["year"]) in _YEARS else None
        if order is not None:
            yield _printed(match, *order)


def _month(word: str) -> int:
    return MONTHS[word.lower()][0].number + 1


def _printed(match: re.Match[str], day: int, month: int) -> PrintedDay:
    return PrintedDay(match.start(), match.end(), _real(int(match["year"]), month, day))


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _order(match: re.Match[str], text: str) -> tuple[int, int] | None:
    """Tell day from month in `12-2-2017`: by a figure that is no month, by the mark, by the weekday beside it."""
    one, two = int(match["one"]), int(match["two"])
    if one > 12 or two > 12:
        return (one, two) if one > 12 else (two, one)
    weekdays = find_weekdays(text)
    if one == two or match["mark"] == "." or any(found.language not in ("en", CHINESE) for found in weekdays):
        return one, two
    fitting = [
        (day, month)
        for day, month in ((one, two), (two, one))
        if (read := _real(int(match["year"]), month, day)) and any(fits(read, found) for found in weekdays)
    ]
    return fitting[0] if len(fitting) == 1 else None


_TENS = re.compile("[十廿卅]")


def _number(text: str) -> int:
    """Read a number as figures (112), as a numeral (二十八) or figure by figure (一一二)."""
    if text.isdecimal() or text == "元":
        return 1 if text == "元" else int(text)
    hundreds, _, rest = text.rpartition("百")  # 一百一十二
    if hundreds:
        return 100 * HAN_DIGITS[hundreds] + han_number(rest.lstrip("零〇○"))
    return han_number(text) if _TENS.search(text) else int("".join(str(HAN_DIGITS[c]) for c in text))


def read_day(match: re.Match[str]) -> date | None:
    """Returns the calendar day of a match of `patterns.DAY`; None for a day that does not exist."""
    if match["year"]:
        year, month, day = (int(match[part].replace(" ", "")) for part in ("year", "month", "day"))
        return _real(year, month, day)
    for form in ("en", "us"):
        if match[f"{form}_year"]:
            month = patterns.MONTHS.index(match[f"{form}_month"][:3].lower()) + 1
            return _real(int(match[f"{form}_year"]), month, int(match[f"{form}_day"]))
    if match["roc_year"]:
        year, month, day = (_number(match[f"roc_{part}"]) for part in ("year", "month", "day"))
        return _real(patterns.ERAS[match["era"]] + year - 1, month, day)
    return _real(_number(match["han_year"]), han_number(match["han_month"]), han_number(match["han_day"]))


def signing_day(text: str) -> date | None:
    """Returns the day that stands alone on a canonical line, or with the place of signing: `1950年3月12日于河湾`."""
    found = find_day(text) if len(text) <= PART_LIMIT else None
    if found is None or not _BEHIND_DAY.match(text[found.end :]):
        return None
    before = text[: found.start]
    return found.day if not before or (_BEFORE_DAY.match(before) and before.rstrip().endswith(",")) else None


def may_name_weekday(text: str) -> bool:
    """Tell whether a text, or a part of it, can name a weekday: most lines cannot."""
    return _LIKE_A_WEEKDAY.search(text) is not None


def find_weekdays(text: str) -> tuple[PrintedWeekday, ...]:
    """Find the weekdays of a canonical text; a full name counts for more than a short one (`THE SUN, MONDAY`)."""
    found = [
        PrintedWeekday(match.start(), match.end(), _han_weekday(match), CHINESE)
        for match in patterns.WEEKDAY.finditer(text)
        if match["weekday"] or match["planet"]
    ]
    found += _named_weekdays(text)
    full = [weekday for weekday in found if weekday.language == CHINESE or weekday.end - weekday.start > 4]
    return tuple(full or found)


def _han_weekday(match: re.Match[str]) -> int:
    if match["planet"]:
        return _PLANETS.index(match["planet"])
    return _HAN_WEEKDAYS.index(match["weekday"].replace("天", "日"))


def _named_weekdays(text: str) -> Iterator[PrintedWeekday]:
    words = list(WORD.finditer(text))
    for word, after in zip_longest(words, words[1:]):
        if word[0].islower() and len(word[0]) < 4:
            continue  # he sat
        pair = f"{word[0]} {after[0]}".lower() if after else ""
        if pair in WEEKDAYS and after:
            yield PrintedWeekday(word.start(), after.end(), WEEKDAYS[pair][0].number, WEEKDAYS[pair][0].language)
        elif known := WEEKDAYS.get(word[0].lower()):
            yield PrintedWeekday(word.start(), word.end(), known[0].number, known[0].language)


def fits(day: date, weekday: PrintedWeekday) -> bool:
    """Tell whether a day is of that weekday; before 1918 in Russian, by the Julian calendar as well."""
    if day.weekday() == weekday.number:
        return True
    if weekday.language != "ru" or day >= OLD_STYLE_ENDS:
        return False
    behind = 13 if day >= date(1900, 3, 1) else 12
    return (day + timedelta(behind)).weekday() == weekday.number


def misfit(day: date, weekdays: Sequence[PrintedWeekday]) -> PrintedWeekday | None:
    """Returns the weekday that does not fit a day; None where one does or none is printed."""
    return None if not weekdays or any(fits(day, found) for found in weekdays) else weekdays[-1]


def weekday_name(number: int, language: str) -> str:
    """Name a weekday in a language: 星期四, Thursday, Четверг."""
    return "星期" + _HAN_WEEKDAYS[number] if language == CHINESE else WEEKDAY_NAMES[language][number]


def is_day_part(text: str) -> bool:
    """Tell whether a line holds a part of a date and no more: `23 СРЕДА`, `ЯНВАРЯ 1935 г.`, `MONDAY,`."""
    words = [match[0].lower() for match in WORD.finditer(text)] if len(text) <= PART_LIMIT else []
    if " ".join(words) in WEEKDAYS:
        return True  # THỨ BA
    if not words or not any(_names_time(word) for word in words):
        return False
    known = (_names_time(word) or word in _YEAR_WORDS or (word.isdecimal() and len(word) <= 4) for word in words)
    return all(known)


def _names_time(word: str) -> bool:
    return word in MONTHS or word in WEEKDAYS or (len(word) == 4 and word.isdecimal() and int(word) in _YEARS)


_YEAR_WORDS = frozenset({"г", "год", "года", "de", "del", "den", "the", "of", *DAY_WORDS})
