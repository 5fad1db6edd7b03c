"""When was a page printed? The ladder: editor's overlay, folio, file name, nothing. Never today."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sitegen.errors import Diagnostic, Severity, finding
from sitegen.model.dates import EdtfDate, PageDate
from sitegen.model.layout import PrintedLine, Role
from sitegen.reading.files.overlay import Overlay
from sitegen.reading.text import patterns
from sitegen.reading.text.folding import fold
from sitegen.source import SourceText

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
FIRST_OF_REPUBLIC = 1912  # 民国元年
_WEEKDAYS = "一二三四五六日"
# 2024-03-22, 20240322, 2024年3月22日 in a file name, with nothing that would make it a hash around it
_NAME_DAY = re.compile(
    r"(?<![0-9A-Za-z])(\d{4})(?:-(\d{2})-(\d{2})|_(\d{2})_(\d{2})|\.(\d{2})\.(\d{2})|(\d{2})(\d{2})|年(\d{1,2})月(\d{1,2})日)(?![0-9A-Za-z])"
)
_NAME_PAGE = re.compile(r"^[-_ .]{0,2}(?:第|p|page)?\s?0{0,2}([A-Z]?\d{1,3})(?:版)?(?![0-9A-Za-z])", re.I)
# 2022年11月, 2022年1-12月: a month that the text names. 到/至/预计 … before it, or 前/底前 after, speak of the future.
_TEXT_MONTH = re.compile(r"(?P<year>(?:19|20)\d{2})年(?:\d{1,2}\s?[-—~至到]\s?)?(?P<month>1[0-2]|0?[1-9])月")
_FUTURE_BEFORE = re.compile(r"(?:到|(?<!截)至|预计|力争|计划|将于|将在|截止到|不晚于|争取)[^。]{0,4}$")
_FUTURE_AFTER = re.compile(r"^(?:\d{1,2}日)?(?:底|末)?(?:之?前|起施行|将)")


@dataclass(frozen=True, slots=True)
class Dated:
    """What the ladder found for one page: date, page label, and what does not fit."""

    date: PageDate
    label: str
    diagnostics: tuple[Diagnostic, ...]


def date_page(
    source: SourceText, stem: str, overlay: Overlay, lines: Sequence[PrintedLine], text_start: int = 0
) -> Dated:
    """Find date and page label of a bulletin, whose text begins at `text_start`."""
    folios = [line for line in lines if line.role is Role.FOLIO]
    folio_day, folio_label, found = _read_folios(source, folios)
    folio_label = folio_label or _label_beside(source, lines)
    name_day, name_label = read_file_name(stem)
    label = overlay.page if overlay.page is not None else folio_label or name_label
    rungs = (
        ("overlay", overlay.date),
        ("folio", _as_edtf(folio_day)),
        ("file-name", _as_edtf(name_day)),
    )
    origin, when = next(((o, w) for o, w in rungs if w is not None), ("none", None))
    not_before = "" if when is not None else latest_month(source.text[text_start:])
    dated = PageDate(when=when, origin=origin, not_before=not_before, note=overlay.date_note)
    if overlay.date is not None:
        found = ()  # the editor has looked at the folio
    disagreements = _disagreements(source, folios, dated, folio_day, name_day)
    return Dated(dated, clean_label(label), (*found, *disagreements, *_notes(source, dated)))


def _as_edtf(day: date | None) -> EdtfDate | None:
    return EdtfDate(day.year, day.month, day.day) if day else None


def clean_label(label: str) -> str:
    """Give a page label without leading zeros, Chinese numerals as digits: 05 → 5, 第十二 → 12, ③ → 3."""
    label = unicodedata.normalize("NFKC", label)
    if label and all(char in "一二三四五六七八九十" for char in label):
        return str(han_number(label))
    match = re.fullmatch(r"([A-Za-z]*)0*(\d+)", label.strip())
    return match[1].upper() + match[2] if match else label.strip()


def han_number(text: str) -> int:
    """Read a Chinese numeral up to 99: 十二 → 12, 二十 → 20, 三 → 3."""
    tens, found, ones = text.partition("十")
    if not found:
        return _DIGITS.get(text, 0)
    return (_DIGITS.get(tens, 1) if tens else 1) * 10 + (_DIGITS.get(ones, 0) if ones else 0)


def _number(text: str) -> int:
    """Read a number as figures (112), as a numeral (二十八) or figure by figure (一一二)."""
    if text.isdecimal():
        return int(text)
    return han_number(text) if "十" in text else int("".join(str(_DIGITS[c]) for c in text))


def read_day(match: re.Match[str]) -> date | None:
    """Give the calendar day of a match of `patterns.DAY`; None for a day that does not exist."""
    try:
        if match["year"]:
            return date(int(match["year"]), int(match["month"]), int(match["day"]))
        for form in ("en", "us"):
            if match[f"{form}_year"]:
                month = patterns.MONTHS.index(match[f"{form}_month"][:3].lower()) + 1
                return date(int(match[f"{form}_year"]), month, int(match[f"{form}_day"]))
        if match["roc_year"]:
            year, month, day = (_number(match[f"roc_{part}"]) for part in ("year", "month", "day"))
            return date(FIRST_OF_REPUBLIC + year - 1, month, day)
        year = int("".join(str(_DIGITS[c]) for c in match["han_year"]))
        return date(year, han_number(match["han_month"]), han_number(match["han_day"]))
    except ValueError:
        return None


def _read_folios(source: SourceText, folios: Sequence[PrintedLine]) -> tuple[date | None, str, tuple[Diagnostic, ...]]:
    day: date | None = None
    label = ""
    found: list[Diagnostic] = []
    for line in folios:
        text = fold(source.slice(line.span))
        match = patterns.DAY.search(text)
        if match:
            read = read_day(match)
            day = day or read
            found.extend(_check_day(source, line, match, read, text))
        rest = text[: match.start()] + " " * len(match[0]) + text[match.end() :] if match else text
        page = patterns.PAGE_LABEL.search(patterns.NUMBER_OF_PAGES.sub("", rest))
        label = label or ((page["label"] or page["after"] or page["english"]) if page else _at_edge(rest))
    return day, label, tuple(found)


def _at_edge(folio: str) -> str:
    """Give the page number that a folio prints bare at its edge: `某某报  2025年1月6日  星期一  市场  3`."""
    match = patterns.NUMBER_AT_EDGE.search(f" {patterns.WEEKDAY.sub(' ', folio).strip()}")
    return (match["before"] or match["behind"]) if match else ""


def _label_beside(source: SourceText, lines: Sequence[PrintedLine]) -> str:
    """Give the page number where it stands alone at the top of the page, or behind the nameplate: `河湾日报  A05`."""
    for line in lines:
        text = fold(source.slice(line.span))
        if line.rule == "page_number":
            alone, named = patterns.PAGE_NUMBER.match(text), patterns.PAGE_AND_NAME.match(text)
            return alone["number"] if alone else (named["number"] or named["behind"]) if named else ""
        behind = patterns.NUMBER_IN_NAMEPLATE.search(text) if line.role is Role.NAMEPLATE else None
        if behind:
            return behind["number"]
    return ""


def _check_day(
    source: SourceText, line: PrintedLine, match: re.Match[str], day: date | None, text: str
) -> Iterator[Diagnostic]:
    at = line.span.start + match.start()
    if day is None:
        yield finding(
            "d-002", Severity.ERROR, source, at, f"{match[0]} is no day of the calendar", "give the date in an overlay"
        )
        return
    weekday = patterns.WEEKDAY.search(text)
    if weekday is None:
        return
    printed, true = _weekdays(weekday, day)
    if printed != true:
        yield finding(
            "d-001",
            Severity.WARNING,
            source,
            line.span.start + weekday.start(),
            f"{day.isoformat()} is a {true}, the folio prints {printed}: one of the two is misread",
            "compare with the printed page and give the right date in an overlay",
        )


def _weekdays(printed: re.Match[str], day: date) -> tuple[str, str]:
    """Give the weekday as printed and as the calendar has it, in the same language."""
    if printed["en_weekday"]:
        return printed["en_weekday"].title(), ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[day.weekday()]
    return "星期" + printed["weekday"].replace("天", "日"), "星期" + _WEEKDAYS[day.weekday()]


def _disagreements(
    source: SourceText, folios: Sequence[PrintedLine], dated: PageDate, folio: date | None, name: date | None
) -> Iterator[Diagnostic]:
    """Tell where folio and file name differ from the date used; of the editor's date that is a note, no doubt."""
    exact = dated.exact
    at = folios[0].span.start if folios else 0
    for other, what in ((folio, "folio"), (name, "file name")):
        if not exact or not other or other == exact:
            continue
        if dated.origin == "overlay":
            day = f"{exact.isoformat()}, a 星期{_WEEKDAYS[exact.weekday()]}"
            message = f"the overlay's date is {day}; the {what} says {other.isoformat()}"
            yield finding("d-006", Severity.NOTE, source, at, message)
            continue
        message = f"the date used is {exact.isoformat()}, the {what} says {other.isoformat()}"
        hint = "a date in the overlay (NAME.yaml beside the bulletin) settles it"
        yield finding("d-003", Severity.WARNING, source, at, message, hint)


def _notes(source: SourceText, dated: PageDate) -> Iterator[Diagnostic]:
    if dated.when is not None and dated.exact is None:
        yield finding("d-004", Severity.NOTE, source, 0, f"the date is known only as {dated.when}: the undated shelf")
    if dated.when is None:
        evidence = f"; the text is not older than {dated.not_before}" if dated.not_before else ""
        yield finding(
            "d-005",
            Severity.NOTE,
            source,
            0,
            f"no date in overlay, folio or file name: the undated shelf{evidence}",
            "if you know the date, write `date: YYYY-MM-DD` into an overlay (NAME.yaml beside the bulletin)",
        )


def read_file_name(stem: str) -> tuple[date | None, str]:
    """Read day and page out of a file name such as `2024-03-22-07`; a hash with digits in it is no date."""
    match = _NAME_DAY.search(stem)
    if match is None:
        return None, ""
    month, day = (int(part) for part in match.groups()[1:] if part is not None)
    try:
        found = date(int(match[1]), month, day)
    except ValueError:
        return None, ""
    if not 1800 <= found.year <= 2199:
        return None, ""
    page = _NAME_PAGE.match(stem[match.end() :])
    return found, page[1] if page else ""


def latest_month(text: str) -> str:
    """Give the latest month, `2022-12`, that a text names as past: evidence that it is not older."""
    latest = ""
    for match in _TEXT_MONTH.finditer(text):
        if _FUTURE_BEFORE.search(text, max(0, match.start() - 12), match.start()):
            continue
        if _FUTURE_AFTER.match(text[match.end() : match.end() + 6]):
            continue
        latest = max(latest, f"{match['year']}-{int(match['month']):02d}")
    return latest
