"""The top of the page: nameplate or standing head, folio, publisher, contact, slogans.

Newspapers print these above the first article, in any order; the folio or the contact line shows how far down they go.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sitegen.config import ReadingHints
from sitegen.model.layout import PrintedLine, Role
from sitegen.reading.sorts.sort import Sort, Sorted
from sitegen.reading.text import patterns
from sitegen.reading.text.words import ends_sentence, width

ZONE_LIMIT = 16
NAME_LIMIT = 14
LONGEST_SLOGAN = 40
# Sorts that belong to articles: above them there is no masthead any more.
_ARTICLE = frozenset(
    {Sort.BYLINE, Sort.SPEAKER, Sort.DATELINED, Sort.CREDIT, Sort.SIGNATURE, Sort.TEXT_CREDIT, Sort.CONTINUED_FROM}
)


def read_masthead(lines: Sequence[Sorted], hints: ReadingHints) -> tuple[PrintedLine, ...]:
    """Give roles to the lines at the top of the page that are furniture; the rest of the page begins after them."""
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
        named = named or role in (Role.NAMEPLATE, Role.STANDING_HEAD)
        roles.append(PrintedLine(entry.line.number, entry.line.span, role, rule, confidence))
    return tuple(roles)


def _zone_end(lines: Sequence[Sorted], hints: ReadingHints) -> int:
    end = 0
    for index, entry in enumerate(lines[:ZONE_LIMIT]):
        if entry.sort in _ARTICLE or (entry.sort is Sort.PROSE and not _short_sentence(entry)):
            break
        ends = (
            entry.sort in (Sort.FOLIO, Sort.CONTACT)
            or (end > 0 and entry.sort is Sort.EDITORS)
            or _numbers_page(entry, end)
        )
        if ends or (index == 0 and _is_page_name(entry, hints)):
            if _tells_news(lines[end:index]):
                break  # a page without a masthead: this line stands below its first article
            end = index + 1
    return end


def _slogan_end(lines: Sequence[Sorted], start: int) -> int:
    """Go on past `some words of guidance` + `——某某院长` printed below the folio."""
    if not start:
        return 0
    for index in range(start, min(start + 4, len(lines))):
        entry = lines[index]
        if index > start and _is_attribution(entry):
            return index + 1
        if entry.line.level or entry.sort not in (Sort.PROSE, Sort.TITLE):
            break
    return start


def _is_attribution(entry: Sorted) -> bool:
    return entry.sort is Sort.DASHED and patterns.OFFICE.search(entry.line.canonical) is not None


def _numbers_page(entry: Sorted, folio_seen: int) -> bool:
    text = entry.line.canonical
    if patterns.PAGE_NUMBER.match(text) or patterns.REGISTRATION.match(text):
        return True
    below = patterns.PAGE_AND_NAME.match(text) or patterns.LUNAR_DAY.match(text) or _publishes(text)
    return folio_seen > 0 and below is not None and len(text) <= LONGEST_SLOGAN


def _publishes(text: str) -> re.Match[str] | None:
    """`某某报社出版`, `某某县委机关报`; an institution's bare name below a folio may be a kicker."""
    match = patterns.PUBLISHER.match(text)
    return match if match and (match["does"] or match["organ"]) else None


def _tells_news(lines: Sequence[Sorted]) -> bool:
    """Tell whether lines above a folio or contact line are a title and its text, and no guiding words of somebody."""
    texts = [entry.line.canonical for entry in lines if entry.sort is Sort.PROSE]
    titled = any(entry.sort is Sort.TITLE for entry in lines)
    told = any(len(text) > LONGEST_SLOGAN or (titled and "。" in text) for text in texts)
    return told and not any(_is_attribution(entry) for entry in lines)


def _short_sentence(entry: Sorted) -> bool:
    return len(entry.line.canonical) <= 120


def _is_page_name(entry: Sorted, hints: ReadingHints) -> bool:
    text = _bare_name(entry.line.canonical)
    if hints.name and entry.line.text == hints.name:
        return True
    if width(text) > NAME_LIMIT or ends_sentence(text):
        return False
    if patterns.JUMP_AT_END.search(text):
        return False
    return bool(patterns.NAMEPLATE_END.search(text) or patterns.STANDING_HEAD_END.search(text))


def _bare_name(text: str) -> str:
    """Leave out the page's number and name beside the newspaper's: `江城晚报      A06 都市`."""
    number = patterns.NUMBER_IN_NAMEPLATE.search(text)
    return text[: number.start()].rstrip() if number else text


def _role(entry: Sorted, index: int, *, named: bool, slogan: bool) -> tuple[Role, str, float]:
    line = entry.line.canonical
    text = line if index else _bare_name(line)
    if entry.sort is Sort.FOLIO:
        return Role.FOLIO, entry.rule, entry.confidence
    if patterns.LUNAR_DAY.match(text) and len(text) <= LONGEST_SLOGAN:
        return Role.FOLIO, "lunar_day", 0.8
    named_page = patterns.PAGE_AND_NAME.match(line) and not patterns.NAMEPLATE_END.search(text)
    if patterns.PAGE_NUMBER.match(text) or named_page:
        return Role.FOLIO, "page_number", 0.8
    if patterns.REGISTRATION.match(text):
        return Role.PUBLISHER, "registration", 0.8
    if entry.sort is Sort.CONTACT:
        return Role.CONTACT, entry.rule, entry.confidence
    if entry.sort is Sort.EDITORS:
        return Role.EDITORS, entry.rule, entry.confidence
    if _is_attribution(entry):
        return Role.SLOGAN_ATTRIBUTION, "slogan_attribution", 0.95
    if _publishes(text):
        return Role.PUBLISHER, "publisher", 0.9
    if not named and width(text) <= NAME_LIMIT and patterns.STANDING_HEAD_END.search(text):
        return Role.STANDING_HEAD, "standing_head", 0.95
    if not named and width(text) <= NAME_LIMIT and (patterns.NAMEPLATE_END.search(text) or index == 0):
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
