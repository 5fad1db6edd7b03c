"""When was a page printed? The ladder: overlay, folio, file name, day of signing, nothing. Never today."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from types import MappingProxyType

from sitegen.errors import Diagnostic, Severity, finding
from sitegen.model.dates import EdtfDate, PageDate
from sitegen.model.layout import PrintedLine, Role
from sitegen.model.numerals import han_number
from sitegen.reading.files.bulletins import Bulletin, pinned_page
from sitegen.reading.files.parts import Part
from sitegen.reading.names.editions import edition_in_name, named_edition, printed_edition
from sitegen.reading.text import patterns
from sitegen.reading.text.days import CHINESE, PrintedDay, find_day, find_weekdays, misfit, signing_day, weekday_name
from sitegen.reading.text.folding import fold
from sitegen.reading.text.folio import read_folio
from sitegen.source import SourceText

_AS_PRINTED: Mapping[int, str] = MappingProxyType({})
# 2024-03-22, 20240322, 2024年3月22日 in a file name, with nothing that would make it a hash around it
_NAME_DAY = re.compile(
    r"(?<![0-9A-Za-z])(\d{4})(?:-(\d{2})-(\d{2})|_(\d{2})_(\d{2})|\.(\d{2})\.(\d{2})|(\d{2})(\d{2})|年(\d{1,2})月(\d{1,2})日)(?![0-9A-Za-z])"
)
_NAME_PAGE = re.compile(
    r"^[-_ .]{0,2}(?:第|p|page)?\s?0{0,2}((?:[A-Z]|[特增晚早夜副附专])?\d{1,3})(?:版)?(?![0-9A-Za-z])", re.I
)
# 2022年11月, 2022年1-12月: a month that the text names. 到/至/预计 … before it, or 前/底前 after, speak of the future.
_TEXT_MONTH = re.compile(r"(?P<year>(?:19|20)\d{2})年(?:\d{1,2}\s?[-—~至到]\s?)?(?P<month>1[0-2]|0?[1-9])月")
_FUTURE_BEFORE = re.compile(r"(?:到|(?<!截)至|预计|力争|计划|将于|将在|截止到|不晚于|争取)[^。]{0,4}$")
_FUTURE_AFTER = re.compile(r"^(?:\d{1,2}日)?(?:底|末)?(?:之?前|起施行|将)")
FOOT = 2  # lines: the day, and the signature above or below it
FEWEST_LINES = 4
# What only a newspaper's page has
_NEWSPAPER = frozenset({Role.NAMEPLATE, Role.STANDING_HEAD, Role.FOLIO, Role.BYLINE, Role.INDEX, Role.EDITORS})


@dataclass(frozen=True, slots=True)
class Dated:
    """What the ladder found for one page: date, page label, edition of the day, and what does not fit."""

    date: PageDate
    label: str
    edition: str
    diagnostics: tuple[Diagnostic, ...]


def date_page(bulletin: Bulletin, lines: Sequence[PrintedLine], texts: Mapping[int, str] = _AS_PRINTED) -> Dated:
    """Find date and page label of a bulletin, or of its part of a file, by its printed lines.

    `texts` are what lines with markup say without it, by number.
    """
    source, overlay = bulletin.source, bulletin.overlay
    part = bulletin.part or Part(span=bulletin.extent)
    folios = [line for line in lines if line.role is Role.FOLIO]
    folio_day, folio_label, found = _read_folios(source, folios, texts)
    folio_label = folio_label or _label_beside(source, lines, texts) or part.label
    name_day, name_label, name_edition = read_file_name(bulletin.stem)
    signed = signed_day(source, lines, texts)
    label = overlay.page if overlay.page is not None else folio_label or ("" if part.follows else name_label)
    pinned = pinned_page(bulletin)
    if pinned:
        label = overlay.page if overlay.page is not None else pinned.page
    rungs = (
        ("overlay", overlay.date),
        (pinned.origin if pinned else "none", pinned.date if pinned else None),
        ("folio", _as_edtf(folio_day or part.day)),
        ("file-name", _as_edtf(name_day)),
        ("signed", _as_edtf(signed[0]) if signed else None),
    )
    origin, when = next(
        ((o, w) for o, w in (rungs[:2] if pinned and pinned.origin != "overlay" else rungs) if w is not None),
        ("none", None),
    )
    not_before = "" if when is not None else latest_month(source.slice(part.span))
    dated = PageDate(when=when, origin=origin, not_before=not_before, note=overlay.date_note)
    if overlay.date is not None:
        found = ()  # the editor has looked at the folio
    at = part.span.start if bulletin.part else 0
    disagreements = _disagreements(source, folios[0].span.start if folios else at, dated, folio_day, name_day)
    foot = signed[1].span.start if signed else 0
    told = pinned.edition if pinned else printed_edition(source, lines, texts) or name_edition
    edition = named_edition(overlay.edition or told)
    return Dated(dated, clean_label(label), edition, (*found, *disagreements, *_notes(source, at, dated, foot)))


def _as_edtf(day: date | None) -> EdtfDate | None:
    return EdtfDate(day.year, day.month, day.day) if day else None


def clean_label(label: str) -> str:
    """Returns a page label without leading zeros, Chinese numerals as digits: 05 → 5, 第十二 → 12, ③ → 3."""
    label = unicodedata.normalize("NFKC", label)
    if label and all(char in "一二三四五六七八九十" for char in label):
        return str(han_number(label))
    match = re.fullmatch(r"([^\W\d_]*)0*(\d+)", label.strip())
    return match[1].upper() + match[2] if match else label.strip()


def _read_folios(
    source: SourceText, folios: Sequence[PrintedLine], texts: Mapping[int, str]
) -> tuple[date | None, str, tuple[Diagnostic, ...]]:
    day: date | None = None
    label = ""
    found: list[Diagnostic] = []
    for line, text in _folio_texts(source, folios, texts):
        folio = read_folio(text)
        if folio.day:
            day = day or folio.day.day
            found.extend(_check_day(source, line, folio.day, text))
        label = label or folio.label
    return day, label, tuple(found)


def _folio_texts(
    source: SourceText, folios: Sequence[PrintedLine], texts: Mapping[int, str]
) -> Iterator[tuple[PrintedLine, str]]:
    """Returns the folios; two of which only both together tell a day are one: `23 СРЕДА` / `ЯНВАРЯ 1935 г.`."""
    said = [fold(texts.get(line.number) or source.slice(line.span)) for line in folios]
    dated = any(find_day(text) for text in said)
    at = 0
    while at < len(said):
        both = " ".join(said[at : at + 2])
        if not dated and len(said) > at + 1 and find_day(both):
            yield folios[at], both
            at += 2
            continue
        yield folios[at], said[at]
        at += 1


def _label_beside(source: SourceText, lines: Sequence[PrintedLine], texts: Mapping[int, str]) -> str:
    """Returns the page number that stands behind the nameplate: `河湾日报  A05`."""
    names = (line for line in lines if line.role is Role.NAMEPLATE)
    texts_of = (fold(texts.get(line.number) or source.slice(line.span)) for line in names)
    found = (match["number"] for match in map(patterns.NUMBER_IN_NAMEPLATE.search, texts_of) if match)
    return next(found, "")


def _check_day(source: SourceText, line: PrintedLine, printed: PrintedDay, text: str) -> Iterator[Diagnostic]:
    day = printed.day
    if day is None:
        at = min(line.span.start + printed.start, line.span.end)
        yield finding("d-002", Severity.ERROR, source, at, printed=text[printed.start : printed.end])
        return
    weekday = misfit(day, find_weekdays(text))
    if weekday is None:
        return
    true, given = (weekday_name(number, weekday.language) for number in (day.weekday(), weekday.number))
    at = min(line.span.start + weekday.start, line.span.end)
    yield finding("d-001", Severity.WARNING, source, at, day=day.isoformat(), true=true, printed=given)


def _disagreements(
    source: SourceText, at: int, dated: PageDate, folio: date | None, name: date | None
) -> Iterator[Diagnostic]:
    """Tell where folio and file name differ from the date used; of the editor's date that is a note, no doubt."""
    exact = dated.exact
    for other, what in ((folio, "folio"), (name, "file name")):
        if not exact or not other or other == exact:
            continue
        if dated.origin == "overlay":
            weekday = weekday_name(exact.weekday(), CHINESE)
            days = {"used": exact.isoformat(), "day": other.isoformat()}
            yield finding("d-006", Severity.NOTE, source, at, weekday=weekday, other=what, **days)
            continue
        yield finding("d-003", Severity.WARNING, source, at, used=exact.isoformat(), other=what, day=other.isoformat())


def _notes(source: SourceText, at: int, dated: PageDate, foot: int) -> Iterator[Diagnostic]:
    if dated.origin == "signed":
        yield finding("d-007", Severity.NOTE, source, foot, when=str(dated.when))
    if dated.when is not None and dated.exact is None:
        yield finding("d-004", Severity.NOTE, source, at, when=str(dated.when))
    if dated.when is None:
        yield finding("d-005", Severity.NOTE, source, at, not_before=dated.not_before)


def read_file_name(stem: str) -> tuple[date | None, str, str]:
    """Read day, page and edition out of a file name such as `2024-03-22-07`; a hash with digits in it is no date."""
    match = _NAME_DAY.search(stem)
    if match is None:
        return None, "", ""
    month, day = (int(part) for part in match.groups()[1:] if part is not None)
    try:
        found = date(int(match[1]), month, day)
    except ValueError:
        return None, "", ""
    if not 1800 <= found.year <= 2199:
        return None, "", ""
    edition, number = edition_in_name(stem[match.end() :])
    page = _NAME_PAGE.match(f"-{number}" if number else stem[match.end() :])
    return found, page[1] if page else "", edition


def latest_month(text: str) -> str:
    """Returns the latest month, `2022-12`, that a text names as past: evidence that it is not older."""
    latest = ""
    for match in _TEXT_MONTH.finditer(text):
        if _FUTURE_BEFORE.search(text, max(0, match.start() - 12), match.start()):
            continue
        if _FUTURE_AFTER.match(text[match.end() : match.end() + 6]):
            continue
        latest = max(latest, f"{match['year']}-{int(match['month']):02d}")
    return latest


def signed_day(
    source: SourceText, lines: Sequence[PrintedLine], texts: Mapping[int, str]
) -> tuple[date, PrintedLine] | None:
    """Returns the day at the foot of a sheet that holds one document and no folio, and its line; None on any doubt.

    A leaflet or an open letter has no folio; the day its writers signed it is the only one it prints. A newspaper's
    page of several articles says nothing by the day below one of them.

    `texts` are what lines with markup say without it, by number.
    """
    if len(lines) < FEWEST_LINES or not _is_one_document(lines):
        return None
    said = ((fold(texts.get(line.number) or source.slice(line.span)), line) for line in lines)
    days = [(day, line) for text, line in said if (day := signing_day(text))]
    if len({day for day, _ in days}) != 1 or days[-1][1] not in lines[-FOOT:]:
        return None
    return days[-1]


def _is_one_document(lines: Sequence[PrintedLine]) -> bool:
    heads = [at for at, line in enumerate(lines) if line.role is Role.HEADLINE]
    apart = sum(1 for before, at in pairwise(heads) if at - before > 1)
    return apart == 0 and not any(line.role in _NEWSPAPER for line in lines)
