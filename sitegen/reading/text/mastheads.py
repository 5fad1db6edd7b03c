"""What newspapers in alphabetic scripts print at the top of a page: name, folio, number of the issue, price, page.

Each function tells something of one canonical line, by the words of data/alphabets.txt.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sitegen.reading.text import patterns
from sitegen.reading.text.days import WORD, find_day, find_weekdays, is_day_part
from sitegen.reading.text.lines import Line
from sitegen.reading.text.scripts import LETTER, has_han, is_alphabetic
from sitegen.reading.text.vocabulary import (
    ARTICLES,
    DAY_WORDS,
    ISSUES,
    MONTHS,
    NAMEPLATES,
    NAMEPLATES_FIRST,
    NAMEPLATES_WEAK,
    NUMBERS,
    PAGES,
    PAGES_BEHIND,
    PRICES,
    PUBLISHERS,
    SMALL,
    TIMES,
    WEEKDAYS,
)
from sitegen.reading.text.words import ends_sentence

FOLIO_LIMIT = 140
WORDS_LIMIT = 24  # Page Three: a folio without a figure
REST_LIMIT = 45  # letters beside day, page, number and price: the newspaper's name, the town
NAME_LETTERS = 48  # at most
TOP = 5  # lines, blank ones too
MOST_NAME_WORDS = 7
MOST_SMALL_WORDS = 3
_DAY_IN_FIGURES = re.compile(r"^\d{1,2}[./-]\d{1,2}[./-]\d{4}$")
_DIGIT = re.compile(r"\d")
_WIDE = re.compile(r"\s{4,80}")
_SET_OFF = re.compile(r"\s{1,8}[—–|·•/-]{1,2}\s{1,8}|\s{3,80}")
MOST_PIECES = 4
_ROMAN = re.compile(r"[ivxlcdm]{1,8}")
# PAGE 15, Page Three, p. A-3, Seite 3, Trang 3, стр. 3
_PAGE = re.compile(
    rf"(?<![^\W\d_])(?P<word>{LETTER}{{1,9}}\.?)"
    rf"(?=\s{{0,3}}(?P<label>[A-Z]{{0,2}}-?\d{{1,3}}[A-Z]?|{LETTER}{{3,9}})(?!\w))"
)
# 3-я полоса, 3 стр.
# № 23 (6289), No. 32,145, Vol. 12, 5 cents
_ISSUE = re.compile(
    rf"(?P<word>№|{LETTER}{{1,10}})[.:°º]{{0,2}}\s{{0,2}}\d{{1,6}}(?:[,.]\d{{3}})?(?!\d)(?:\s{{0,2}}\(\d{{1,6}}\))?"
)
_PAGE_BEHIND = re.compile(
    rf"(?<!\w)(?P<label>\d{{1,3}})(?:\s?-\s?(?P<ending>а?я))?\s{{1,2}}(?P<word>{LETTER}{{3,8}}\.?)"
)


def _single(*kinds: Mapping[str, object]) -> frozenset[str]:
    return frozenset(match[0] for kind in kinds for form in kind for match in WORD.finditer(form))


_ISSUE_WORDS = _single(ISSUES, PRICES)
_DAY_WORDS = _single(DAY_WORDS, TIMES, MONTHS, WEEKDAYS) | {"г", "года"}
_KNOWN_WORDS = _ISSUE_WORDS | _DAY_WORDS
_GERMAN = tuple(word for word in NAMEPLATES if NAMEPLATES[word][0].language == "de")  # Der Abendkurier
_PUBLISHER_STARTS = tuple(sorted(PUBLISHERS))


@dataclass(frozen=True, slots=True)
class PrintedLabel:
    """A page's number in a text, without what stands before it: 3, A3, 6A."""

    start: int
    end: int
    label: str


def find_label(text: str) -> PrintedLabel | None:
    """Find the number of the page: `PAGE 15`, `Page Three`, `стр. 3`, `3-я полоса`, `Trang 3`, `Seite 3`."""
    for match in _PAGE.finditer(text):
        if match["word"].lower() in PAGES and (label := _label(match["label"])):
            return PrintedLabel(match.start(), match.end("label"), label)
    for match in _PAGE_BEHIND.finditer(text):
        word = match["word"].lower()
        if word in PAGES_BEHIND or f"{match['ending']} {word}" in PAGES_BEHIND:
            return PrintedLabel(match.start(), match.end(), match["label"])
    return None


def _label(printed: str) -> str:
    if any(char.isdecimal() for char in printed):
        return printed.replace("-", "")
    known = NUMBERS.get(printed.lower())
    return str(known[0].number + 1) if known else ""


def is_folio(text: str) -> bool:
    """Tell whether a line gives the day or the page and little else: `THE STAR, MONDAY, JULY 15, 1957. PAGE 3`."""
    if len(text) > FOLIO_LIMIT or not _is_western(text) or not (len(text) <= WORDS_LIMIT or _DIGIT.search(text)):
        return False
    day = find_day(text)
    label = find_label(_without(text, day.start, day.end) if day else text)
    if label and not day:
        return not _other_words(_without(text, label.start, label.end))
    if day is None:
        return False
    rest = _without(text, day.start, day.end)
    words = _other_words(_without(rest, label.start, label.end) if label else rest)
    if not words:
        return True
    beside = bool(label or find_weekdays(rest) or _ISSUE_WORDS & {match[0].lower() for match in WORD.finditer(rest)})
    return beside and sum(map(len, words)) <= REST_LIMIT and all(_is_set_off(word) for word in words)


def is_bare_day(text: str) -> bool:
    """Tell whether a line of letters is a day without weekday, page or number, as letters are signed with one."""
    day = find_day(text) if len(text) <= WORDS_LIMIT and _is_western(text) else None
    if day is None or find_weekdays(text):
        return False
    rest = _without(text, day.start, day.end)
    return not _other_words(rest) and not registers(rest)


def _is_western(text: str) -> bool:
    return not has_han(text) and (is_alphabetic(text) or _DAY_IN_FIGURES.match(text) is not None)


def heads_page(line: Line, before: Line | None, after: Line | None) -> bool:
    """Tell whether a line is a folio where it stands: a bare day only at the top, or beside what else stands there.

    `May 3, 1909` alone below the text of a letter is the letter's day.
    """
    if has_han(line.canonical):
        return False
    if not is_folio(line.canonical):
        top = line.number <= TOP and (_is_name_and_day(line.canonical) or _labels_page(line.canonical))
        return top or shares_day(line, before, after)
    if not is_bare_day(line.canonical):
        return True
    if before is not None and ends_sentence(before.canonical):
        return False
    beside = (other.canonical for other in (before, after) if other is not None)
    return line.number <= TOP or any(is_folio(text) or registers(text) or names_paper(text) for text in beside)


def _is_name_and_day(text: str) -> bool:
    """`КОММУНИСТ             4 ноября 1937 г.`: the newspaper's name, and the day at the other end of the line."""
    pieces = _WIDE.split(text) if len(text) <= FOLIO_LIMIT and _is_western(text) else []
    return len(pieces) == 2 and any(
        is_bare_day(day) and len(words := _other_words(name)) <= MOST_NAME_WORDS and all(map(_is_set_off, words))
        for name, day in (pieces, reversed(pieces))
    )


def _labels_page(text: str) -> bool:
    """`Page 6 — Vie locale`, `Nr. 113 · LOKALES · Seite 9`: the page's number, set off from its name or the issue's."""
    pieces = _SET_OFF.split(text) if len(text) <= FOLIO_LIMIT // 2 and is_alphabetic(text) else []
    if not 1 < len(pieces) <= MOST_PIECES:
        return False
    labels = [_is_label(piece) for piece in pieces]
    named = [piece for piece, label in zip(pieces, labels, strict=True) if not label and not registers(piece)]
    return sum(labels) == 1 and len(named) < 2 and all(map(_is_short_name, named))


def _is_label(text: str) -> bool:
    found = find_label(text)
    return found is not None and not _other_words(_without(text, found.start, found.end))


def _is_short_name(text: str) -> bool:
    words = text.split()
    return len(words) <= MOST_SMALL_WORDS and not text.endswith(".") and not any(map(str.isdecimal, text))


def shares_day(line: Line, before: Line | None, after: Line | None) -> bool:
    """Tell whether a line gives a day together with the one above or below: `23 СРЕДА` / `ЯНВАРЯ 1935 г.`"""
    if not is_alphabetic(line.canonical) or not is_day_part(line.canonical):
        return False
    pairs = ((before, line), (line, after))
    return any(
        _is_day_in_two(one.canonical, two.canonical) for one, two in pairs if one is not None and two is not None
    )


def _is_day_in_two(one: str, two: str) -> bool:
    both = f"{one} {two}"
    return len(both) <= FOLIO_LIMIT and not find_day(one) and not find_day(two) and is_folio(both)


def _without(text: str, start: int, end: int) -> str:
    return f"{text[:start]} | {text[end:]}"


def _other_words(text: str) -> list[str]:
    """Returns the words that are no number and no word of calendars, issues or prices."""
    words = [match[0] for match in WORD.finditer(text)]
    return [word for word in words if not _is_number(word) and word.lower() not in _KNOWN_WORDS]


def _is_number(word: str) -> bool:
    return word.isdecimal() or word.lower() in NUMBERS or _ROMAN.fullmatch(word.lower()) is not None or len(word) == 1


def _is_set_off(word: str) -> bool:
    return not word[0].islower() or word in SMALL


def without_issue(text: str) -> str:
    """Leave the number of the issue out of a folio, so that it is not taken for the page's: `№ 23 (6289)`."""
    return _ISSUE.sub(lambda match: " " * len(match[0]) if _counts_issues(match["word"]) else match[0], text)


def _counts_issues(word: str) -> bool:
    return word in "№°" or word.lower() in _ISSUE_WORDS


def registers(text: str) -> bool:
    """Tell whether a line gives the issue's number or its price alone: `VOL. XII. NO. 45`, `№ 23 (6289)`."""
    if len(text) > FOLIO_LIMIT // 2 or has_han(text):
        return False
    words = [match[0] for match in WORD.finditer(text)]
    issue = "№" in text or any(word.lower() in _ISSUE_WORDS for word in words)
    return issue and any(map(_is_number, words)) and not _other_words(text)


def publishes(text: str) -> bool:
    """Tell whether a line says whose paper it is: `Орган Речного райкома`, `Published Every Thursday`."""
    return len(text) <= FOLIO_LIMIT and text.lower().startswith(_PUBLISHER_STARTS) and not text.endswith((".", ":"))


def names_paper(text: str) -> bool:
    """Tell whether a line may be a newspaper's name: `THE RIVERBEND TIMES`, `РЕЧНАЯ ПРАВДА`, `BÁO SÔNG QUÊ`."""
    if len(text) > NAME_LETTERS or not is_alphabetic(text) or ends_sentence(text) or patterns.JUMP_AT_END.search(text):
        return False
    words = [match[0] for match in WORD.finditer(text)]
    if not words or len(words) > MOST_NAME_WORDS or not (all(map(_is_set_off, words)) or _is_small_name(words)):
        return False
    return _has_name_word([word.lower() for word in words])


def _is_small_name(words: Sequence[str]) -> bool:
    """`Речной вестник`: outside English only the first word of a name begins with a capital."""
    last = words[-1].lower()
    known = (*NAMEPLATES.get(last, ()), *NAMEPLATES_WEAK.get(last, ()))
    return words[0][0].isupper() and len(words) <= MOST_SMALL_WORDS and any(word.language != "en" for word in known)


def _has_name_word(words: Sequence[str]) -> bool:
    """`RIVERBEND TIMES`; `The Star` (but not `Mayor Gives Up Post`); `Le Courrier du Val`; `BÁO SÔNG QUÊ`."""
    article = words[0] in ARTICLES
    if words[-1] in NAMEPLATES or (words[-1] in NAMEPLATES_WEAK and (article or len(words) <= 2)):
        return True
    if article and words[-1].endswith(_GERMAN):
        return True
    if words[0] in NAMEPLATES_FIRST or " ".join(words[:2]) in NAMEPLATES_FIRST:
        return True
    begins = (word in NAMEPLATES or (article and word in NAMEPLATES_WEAK) for word in words[article : article + 2])
    return any(known and after in SMALL for known, after in zip(begins, words[article + 1 :], strict=False))
