"""What a folio prints: the day, the page's number and name, and what else newspapers set beside these.

Papers put a dozen things on this line, in any order: `青山日报  2023年4月18日  星期二  农历癸卯年闰二月廿八  03版`,
`07 | 法治 | 2024年3月22日 星期五`, `2024年3月22日 星期五 晴 8℃～16℃ 第7版 国内统一刊号CN15-0012`. Each is taken out
in turn; what is left is the newspaper's name and the page's, or shows that the line is no folio.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from sitegen.reading.text import patterns
from sitegen.reading.text.days import PrintedDay, find_day, find_weekdays, may_name_weekday
from sitegen.reading.text.mastheads import find_label, without_issue
from sitegen.reading.text.scripts import HAN, is_alphabetic

# 今日立春, 明日大寒: the 24 terms of the sun (GB/T 33661-2017)
_TERM = re.compile(
    r"(?:[今明]日)?(?:立春|雨水|惊蛰|春分|清明|谷雨|立夏|小满|芒种|夏至|小暑|大暑"
    r"|立秋|处暑|白露|秋分|寒露|霜降|立冬|小雪|大雪|冬至|小寒|大寒)(?=[\s|/]|$)"
)
# 晴 8℃~16℃, 多云转小雨 12～20℃, 阴 -3/4°C
_WEATHER = re.compile(
    r"(?:[晴阴多云雾霾小中大暴雷阵雨雪转间到]{1,8}\s{0,2})?-?\d{1,2}\s?(?:℃|°C|度)?\s?[~～至—/-]{1,2}\s?-?\d{1,2}\s?(?:℃|°C|度)"
)
# 总第3215期, 第26453号, 2024年第12期; 今日8版, 共12版; 出版 behind the day
_COUNTED = re.compile(
    rf"(?<!\S)(?:出版|印行|内部[刊资][物料]|免费赠阅|第[一二三四五六七八九十\d]{{1,3}}张)(?!\S)|(?:\d{{4}}年)?(?:总?第?\s?\d{{1,6}}|第[一二三四五六七八九十〇零百千]{{1,9}})\s?[期号]|{patterns.NUMBER_OF_PAGES.pattern}"
)
# 新闻热线 12345678, 电话:(010)1234567, 零售每份2.00元
_REACHED = re.compile(
    rf"[{HAN}]{{0,6}}(?:{patterns.WAY})\s?:?\s?(?:\(\d{{3,4}}\)|\d{{3,4}}-)?\s?\d{{5,12}}"
    rf"|(?:[{HAN}]{{0,6}}(?:{patterns.WAY})\s?:?\s?)?{patterns.EMAIL.pattern}"
    rf"|(?:零售|每份|定价|售价)[{HAN}:]{{0,4}}\s?\d[\d.]{{0,5}}\s?[元角分]",
    re.I | re.ASCII,
)
_WIND = re.compile(
    r"(?:[今明]日|[今明]天|市区|本市)?(?:天气|气温)?:?|[东南西北偏微转到]{1,6}风[\d~～-]{0,5}级?|(?:晴|阴|多云|[小中大阵]雨)(?:转|间)?"
)
_UNTIL = re.compile(r"\s?[—–~至-]{1,2}\s?(?:\d{4}[年./-])?\d{1,2}[月./-]\d{1,2}日?(?!\d)")
_BESIDE = (patterns.LUNAR_DAY, _TERM, _WEATHER, patterns.REGISTERED, _COUNTED, _REACHED)
# 第四、五版, 第5、8版, A4-A5版: one story over two pages; the first of them numbers the web page
_SPREAD = re.compile(
    r"第?\s?(?P<first>[A-Z]{0,2}\d{1,3}|[一二三四五六七八九十]{1,3})\s?[、,~—-]\s?(?:[A-Z]{0,2}\d{1,3}|[一二三四五六七八九十]{1,3})\s?版"
)
FRONT = "1"
SHORT_SECTION = 2  # 要闻, 法治: too short for the name of a newspaper
_FRONT_PAGE = re.compile(rf"(?<![{HAN}])头版(?![{HAN}])")
# What sets the pieces of a folio apart; a dot does, but in 社会·民生 it joins two names.
_APART = re.compile(r"[\s|/,，:：;、—–_■□●◆▪*#【】\[\]()]+")
_NUMBER = re.compile(r"[A-Z]{1,2}\d{1,3}|\d{1,2}")
_DOTTED = re.compile(
    rf"(?P<name>[{HAN}]{{2,8}})·(?P<number>[A-Z]{{0,2}}\d{{1,3}})|(?P<before>[A-Z]{{0,2}}\d{{1,3}})·(?P<behind>[{HAN}]{{2,8}})"
)
# 日期:2024-03-22; 晚版 is one of the editions of a day
_NO_SECTION = re.compile(r"日期|版次|出版|公元|今日|编号|期号|[早晨午晚夜][版刊]|[号號]外")
_NAME = re.compile(rf"[{HAN}]{{2,6}}(?:·[{HAN}]{{2,6}}){{0,2}}")


@dataclass(frozen=True, slots=True)
class Folio:
    """What a line says of its page: `section` is the page's name, `rest` what folios are not known to print."""

    day: PrintedDay | None
    weekday: bool
    calendar: bool  # the day by the old calendar
    label: str  # as printed: 05, A7, 三; of `第四、五版` the first
    section: str
    rest: str

    @property
    def left(self) -> int:
        """The number of characters of the rest that are not white space."""
        return sum(map(len, self.rest.split()))


@lru_cache(maxsize=64)  # of the same line ask who tells what it is, of what day the page is, and how it is named
def read_folio(text: str) -> Folio:
    """Returns what a canonical line says of its page, whether it is a folio or not."""
    return _read(text, find_day(text))


def read_dated_folio(text: str) -> Folio | None:
    """Returns what a canonical line says of its page; None where it names neither day nor weekday, as most lines."""
    told = find_day(text) or (may_name_weekday(text) and find_weekdays(_alone(text)))
    return read_folio(text) if told else None


def _alone(text: str) -> str:
    """Returns a text without what stands beside a day: the old calendar's, the weather, numbers of issues."""
    for pattern in _BESIDE:
        text = pattern.sub(_as_space, text)
    return text


def _read(text: str, day: PrintedDay | None) -> Folio:
    rest = _blank(text, day.start, _until(text, day.end)) if day else text
    calendar = patterns.LUNAR_DAY.search(rest) is not None
    rest = _alone(rest)
    weekdays = find_weekdays(rest)
    for weekday in weekdays:
        rest = _blank(rest, weekday.start, weekday.end)
    rest = patterns.WEEKDAY.sub(_as_space, rest)
    rest, behind = _without_desk(rest)
    label, section, rest = _numbered(rest)
    return Folio(day, bool(weekdays), calendar, label or _last_number(behind), section, rest)


def _until(text: str, end: int) -> int:
    """Returns where a day ends, with the one up to which a weekly counts: `2021.08.13—08.19`."""
    until = _UNTIL.match(text, end)
    return until.end() if until else end


def tells_weather(text: str) -> bool:
    """Tell whether a line is what a masthead says of the weather: `今日天气 多云转小雨 11℃~17℃ 偏北风3级`."""
    told = _WEATHER.search(text) if "℃" in text or "°C" in text or "度" in text else None
    return told is not None and not _WIND.sub("", text[: told.start()] + text[told.end() :]).strip(" ,|")


def _as_space(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]


def _without_desk(text: str) -> tuple[str, str]:
    """Returns a text without who made the page and what stands behind, and that: `责编:李强 版式:王敏`."""
    desk = patterns.DESK_IN_FOLIO.search(f" {text}")
    at = max(0, desk.start() - 1) if desk else len(text)
    return text[:at], text[at:]


def _last_number(text: str) -> str:
    """`编辑 王明  T2`: behind who made the page, its number."""
    pieces = _pieces(text)
    return pieces[-1][0] if pieces and _NUMBER.fullmatch(pieces[-1][0]) else ""


def _numbered(text: str) -> tuple[str, str, str]:
    """Returns the page's number and name, and the text without the number: by 版, else the one that stands alone."""
    spread = _SPREAD.search(text)
    if spread:
        return spread["first"], _beside(text, spread.start(), spread.end()), _blank(text, spread.start(), spread.end())
    page = patterns.PAGE_LABEL.search(text)
    if page:
        label = page["label"] or page["after"] or page["english"]
        return label, _beside(text, page.start(), page.end()), _blank(text, page.start(), page.end())
    front = _FRONT_PAGE.search(text)
    if front:
        return FRONT, "", _blank(text, front.start(), front.end())
    if is_alphabetic(text):
        named = find_label(text)
        text = _blank(text, named.start, named.end) if named else without_issue(text)
        if named:
            return named.label, "", text
    dotted = _DOTTED.search(text)
    if dotted:
        number, name = dotted["number"] or dotted["before"], dotted["name"] or dotted["behind"]
        return number, _section(name), _blank(text, *dotted.span("number" if dotted["number"] else "before"))
    return _bare(text)


def _bare(text: str) -> tuple[str, str, str]:
    """Returns the number that no 版 follows, where only one stands by itself: `某某报  市场  3`, `07 | 法治`."""
    pieces = _pieces(text)
    if is_alphabetic(text):  # DIMANCHE 1er MARS 1908   PRIX : 5 CENTIMES; its number stands at the edge
        pieces = [pieces[0], pieces[-1]] if len(pieces) > 1 else pieces
    numbers = [piece for piece in pieces if _NUMBER.fullmatch(piece[0])]
    if len(numbers) != 1:
        return "", "", text
    number, start, end = numbers[0]
    return number, _beside(text, start, end), _blank(text, start, end)


def _pieces(text: str) -> list[tuple[str, int, int]]:
    found, at = [], 0
    for apart in _APART.finditer(text):
        found.append((text[at : apart.start()], at, apart.start()))
        at = apart.end()
    found.append((text[at:], at, len(text)))
    return [piece for piece in found if piece[0]]


def _beside(text: str, start: int, end: int) -> str:
    """Returns the page's name, which stands right behind its number, else right before it."""
    behind = _pieces(text[end:].lstrip("·"))
    if behind and (name := _section(behind[0][0])):
        return name
    before = _pieces(text[:start].rstrip("·"))
    return _section(before[-1][0]) if before and (len(before) > 1 or _names_no_paper(before[0][0])) else ""


def _names_no_paper(name: str) -> bool:
    """`要闻`, `法治·案件`, `法治周刊`; `江上电讯` may be a newspaper's name, though it does not end in 报."""
    return len(name) <= SHORT_SECTION or "·" in name or patterns.STANDING_HEAD_END.search(name) is not None


def _section(name: str) -> str:
    if not _NAME.fullmatch(name) or _NO_SECTION.fullmatch(name) or patterns.NAMEPLATE_END.search(name):
        return ""
    return name
