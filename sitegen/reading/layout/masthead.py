"""The top of the page: nameplate or standing head, folio, publisher, contact, slogans.

Newspapers print these above the first article, in any order; the folio or the contact line shows how far down they go.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from sitegen.config import ReadingHints
from sitegen.model.layout import PrintedLine, Role
from sitegen.reading.detect.look import Classified, Look
from sitegen.reading.lexicon.load import either
from sitegen.reading.splitting.folios import NAME_LIMIT
from sitegen.reading.text import patterns
from sitegen.reading.text.asked import is_address
from sitegen.reading.text.breaks import LETTERS
from sitegen.reading.text.days import find_weekdays
from sitegen.reading.text.folio import tells_weather
from sitegen.reading.text.mastheads import names_paper, publishes, registers
from sitegen.reading.text.scripts import HAN, is_alphabetic
from sitegen.reading.text.sections import is_page_name, numbers_page_name
from sitegen.reading.text.sentences import ends_with_point
from sitegen.reading.text.words import ends_sentence, width

ZONE_LIMIT = 16
LONGEST_SLOGAN = 40
# ——追记某校校长李某: a deck says of whom an article tells; who said a slogan stands right behind the dash
_TELLS = re.compile(r"^[—―-]{1,2}\s?(?:追记|记|访|走近|写给|写在|致|献给|悼|忆|听|看)")
# 某某省人民政府令 above 第231号: the number of a decree, not of an issue
_DECREE = re.compile(r"(?:令|公告|通告|布告|决定|决议)$")
# 河湾日报 below its folio; 喜报 and 通报 are heads
_PAPER = re.compile(rf"(?:[日晚早晨时周商快导县州市区旗乡镇盟校院厂矿]|{either('kinds-of-paper')})报$")
# 河湾画报·城市: the newspaper's name with the page's
_WITH_PAGE = re.compile(rf"·[{HAN}]{{2,4}}$")
# Looks that belong to articles: above them there is no masthead any more.
_ARTICLE = frozenset(
    {Look.BYLINE, Look.SPEAKER, Look.DATELINED, Look.CREDIT, Look.SIGNATURE, Look.TEXT_CREDIT, Look.CONTINUED_FROM}
)
# Furniture that a line of its own shows to be such.
_SHOWN = frozenset({Role.FOLIO, Role.CONTACT, Role.EDITORS})


def read_masthead(lines: Sequence[Classified], hints: ReadingHints) -> tuple[PrintedLine, ...]:
    """Returns roles to the lines at the top of the page that are furniture; the rest of the page begins after them."""
    end = _zone_end(lines, hints)
    slogan_end = _slogan_end(lines, end)
    zone = lines[:slogan_end]
    attributed = max((i for i, entry in enumerate(zone) if _is_attribution(entry)), default=-1)
    named = False
    roles: list[PrintedLine] = []
    for index, entry in enumerate(zone):
        if entry.line.text in hints.sections:
            role, rule, confidence = Role.STANDING_HEAD, "section_name", 0.99
        else:
            role, rule, confidence = _role(entry, index, named=named, slogan=index < attributed)
            if role in (Role.SLOGAN, Role.STANDING_HEAD) and _is_publisher(entry, hints):
                role, rule, confidence = Role.PUBLISHER, "publisher", 0.99
        named = named or role in (Role.NAMEPLATE, Role.STANDING_HEAD)
        roles.append(PrintedLine(entry.line.number, entry.line.span, role, confidence, why=(rule.replace("_", " "),)))
    return tuple(roles)


def masthead_around(
    entries: Sequence[Classified], given: Collection[int], hints: ReadingHints
) -> tuple[PrintedLine, ...]:
    """Read the masthead of a page of which an editor has given some lines a role in an article.

    It ends above the first of these; below it only what shows itself to be furniture still belongs to the masthead.
    """
    top = next((at for at, entry in enumerate(entries) if entry.line.number in given), len(entries))
    above = read_masthead(entries[:top], hints)
    if top == len(entries) or len(above) < top:
        return above
    whole = read_masthead([entry for entry in entries if entry.line.number not in given], hints)
    return (*above, *(line for line in whole[top:] if line.role in _SHOWN))


def _zone_end(lines: Sequence[Classified], hints: ReadingHints) -> int:
    end = 0
    for index, entry in enumerate(lines[:ZONE_LIMIT]):
        named = _names_page(lines, index, end) or _numbers_page(lines, index, end)
        if (not named and entry.look in _ARTICLE) or (entry.look is Look.PROSE and not _short_sentence(entry)):
            break
        ends = (
            entry.look in (Look.FOLIO, Look.IMPRINT)
            or (end > 0 and entry.look is Look.INDEX)
            or (entry.look is Look.CONTACT and (index == end or not is_address(entry.line.canonical)))
            or (end > 0 and entry.look is Look.EDITORS)
            or (end > 0 and _is_publisher(entry, hints))
            or named
        )
        if ends or (index == 0 and _is_page_name(entry, hints)):
            if _tells_news(lines[end:index]):
                break  # a page without a masthead: this line stands below its first article
            end = index + 1
    return end


def _names_page(lines: Sequence[Classified], index: int, end: int) -> bool:
    """Tell whether a line right below the masthead's last is the page's or the newspaper's name: no text follows."""
    if not 0 < end == index:
        return False
    below = lines[index + 1] if index + 1 < len(lines) else None
    told = below.line.canonical if below is not None and below.look is Look.PROSE else ""
    text = lines[index].line.canonical
    paper = names_paper(text) if is_alphabetic(text) else _PAPER.search(text) is not None and width(text) <= NAME_LIMIT
    return (paper or is_page_name(text)) and not (_is_long(told) or _is_sentence(told))


def _slogan_end(lines: Sequence[Classified], start: int) -> int:
    """Go on past `some words of guidance` + `——某某院长` printed below the folio."""
    if not start:
        return 0
    for index in range(start, min(start + 4, len(lines))):
        entry = lines[index]
        if index > start and _is_attribution(entry):
            signed = index + 1 < len(lines) and lines[index + 1].look is Look.BYLINE
            return start if signed else index + 1  # above a byline stand headline and deck
        if entry.line.level or entry.look not in (Look.PROSE, Look.TITLE):
            break
    return start


def _is_attribution(entry: Classified) -> bool:
    text = entry.line.canonical
    return entry.look is Look.DASHED and not _TELLS.match(text) and patterns.OFFICE.search(text) is not None


def _numbers_page(lines: Sequence[Classified], index: int, folio_seen: int) -> bool:
    text = lines[index].line.canonical
    if index and _DECREE.search(lines[index - 1].line.canonical):
        return False
    if _is_page_number(text) or _registers(text):
        return True
    if not folio_seen or len(text) > LONGEST_SLOGAN:
        return False
    return bool(patterns.PAGE_AND_NAME.match(text) or _tells_day(text)) or _publishes(text)


def _is_page_number(text: str) -> bool:
    return bool(patterns.PAGE_NUMBER.match(text) or patterns.NUMBERED_PAGE.match(text)) or numbers_page_name(text)


def _registers(text: str) -> bool:
    return patterns.REGISTRATION.match(text) is not None or registers(text)


def _tells_day(text: str) -> str:
    """Returns by which rule a line tells of the day beside a folio, "" where it does not."""
    if patterns.LUNAR_DAY.match(text) and len(text) <= LONGEST_SLOGAN:
        return "lunar_day"
    if tells_weather(text):
        return "weather"
    return "weekday" if _is_weekday(text) else ""


def _is_weekday(text: str) -> bool:
    days = find_weekdays(text)
    return len(days) == 1 and days[0].end - days[0].start == len(text.strip(" .,"))


def _is_publisher(entry: Classified, hints: ReadingHints) -> bool:
    """`内蒙古自治区高级人民法院` below the folio: named as the publisher in edition.yaml it is no kicker."""
    return bool(hints.publisher) and "".join(entry.line.text.split()) == "".join(hints.publisher.split())


def _publishes(text: str) -> bool:
    """`某某报社出版`, `某某县委机关报`; an institution's bare name below a folio may be a kicker."""
    match = patterns.PUBLISHER.match(text)
    told = match is not None and bool(match["does"] or match["organ"])
    return told or patterns.PUBLISHED.match(text) is not None or (is_alphabetic(text) and publishes(text))


def _tells_news(lines: Sequence[Classified]) -> bool:
    """Tell whether lines above a folio or contact line are a title and its text, and no guiding words of somebody."""
    texts = [entry.line.canonical for entry in lines if entry.look in (Look.PROSE, Look.VERSE)]
    titled = any(entry.look in (Look.TITLE, Look.VERSE) for entry in lines)
    told = any(_is_long(text) or (titled and _is_sentence(text)) for text in texts)
    return told and not any(_is_attribution(entry) for entry in lines)


def _is_sentence(text: str) -> bool:
    return "。" in text or (len(text) > LONGEST_SLOGAN and ends_with_point(text))


def _is_long(text: str) -> bool:
    return len(text) > LONGEST_SLOGAN * (LETTERS if is_alphabetic(text) else 1)


def _short_sentence(entry: Classified) -> bool:
    return len(entry.line.canonical) <= 120


def _is_page_name(entry: Classified, hints: ReadingHints) -> bool:
    text = _bare_name(entry.line.canonical)
    if hints.name and entry.line.text == hints.name:
        return True
    if names_paper(text):
        return True
    if width(text) > NAME_LIMIT or ends_sentence(text):
        return False
    if patterns.JUMP_AT_END.search(text):
        return False
    return bool(patterns.NAMEPLATE_END.search(text) or patterns.STANDING_HEAD_END.search(text))


def _bare_name(text: str) -> str:
    """Leave out the page's number and name beside the newspaper's: `江城晚报      A06 都市`."""
    number = patterns.NUMBER_IN_NAMEPLATE.search(text)
    return text[: number.start()].rstrip() if number else _WITH_PAGE.sub("", text)


def _role(entry: Classified, index: int, *, named: bool, slogan: bool) -> tuple[Role, str, float]:
    line = entry.line.canonical
    text = line if index else _bare_name(line)
    if entry.look is Look.FOLIO:
        return Role.FOLIO, entry.rule, entry.confidence
    if entry.look is Look.INDEX:
        return Role.INDEX, entry.rule, entry.confidence
    if day := _tells_day(text):
        return Role.FOLIO, day, 0.8
    if _is_page_number(text) or (patterns.PAGE_AND_NAME.match(line) and not patterns.NAMEPLATE_END.search(text)):
        return Role.FOLIO, "page_number", 0.8
    if _registers(text):
        return Role.PUBLISHER, "registration", 0.8
    if entry.look in (Look.CONTACT, Look.IMPRINT):
        return Role.CONTACT, entry.rule, entry.confidence
    if entry.look is Look.EDITORS:
        return Role.EDITORS, entry.rule, entry.confidence
    if _is_attribution(entry):
        return Role.SLOGAN_ATTRIBUTION, "slogan_attribution", 0.95
    if _publishes(text):
        return Role.PUBLISHER, "publisher", 0.9
    if not named and width(text) <= NAME_LIMIT and patterns.STANDING_HEAD_END.search(text):
        return Role.STANDING_HEAD, "standing_head", 0.95
    if is_page_name(text):
        return Role.STANDING_HEAD, "page_name", 0.9
    if not named and names_paper(text):
        return Role.NAMEPLATE, "nameplate", 0.95
    calls = text.endswith("!") and index == 0  # Пролетарии всех стран, соединяйтесь!
    if not named and not calls and width(text) <= NAME_LIMIT and (patterns.NAMEPLATE_END.search(text) or index == 0):
        return Role.NAMEPLATE, "nameplate", 0.95 if patterns.NAMEPLATE_END.search(text) else 0.6
    if patterns.PUBLISHER.match(text):
        return Role.PUBLISHER, "publisher", 0.9
    if slogan:
        return Role.SLOGAN, "slogan", 0.9
    if named and text.isascii() and index == 1:
        return Role.NAMEPLATE, "nameplate_latin", 0.7  # HEWAN RIBAO below the name in Chinese
    if named and width(text) <= NAME_LIMIT // 2 and not text.isascii():
        return Role.STANDING_HEAD, "section_name", 0.7
    return Role.SLOGAN, "masthead_line", 0.5
