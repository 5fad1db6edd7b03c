"""Patterns that are asked of every line, with what is quickly seen looked at first: most lines are none of them."""

from __future__ import annotations

import re
from functools import lru_cache

from sitegen.model.prose import PHRASE_SPACE
from sitegen.reading.lexicon.load import entries
from sitegen.reading.text import patterns, people_lines, picture_credits

_CREDIT_ENDS = frozenset(word[-1] for word in entries("picture-credits")) | frozenset(")发摄")
_INSTITUTION_ENDS = frozenset(word[-1] for word in entries("institution-ends"))
_SHOT_BEHIND = re.compile(r"(?:摄影?|图片?)\s{0,2}[:/|]")
_OFF, _MOURNERS = frozenset(word[-1] for word in entries("sign-offs")), frozenset("孝孤哀杖")
_EDITORIAL_OFFICES = entries("editorial-offices")
_LABELS = frozenset("撰采口整文摄图")  # what they begin with
_BRIEF_ENDS = frozenset("摄影片图供)")  # of a caption without a stop and its credit
_LONGEST_SHOT = 48  # characters of who made a picture, behind its label
_DATELINE = 64  # characters; no dateline is longer
_LONGEST_MARK = 24  # characters of what an advertisement is marked with
_LONGEST_SERIES = 27  # characters with its brackets and a line end
# What every credit of a picture has one of: the last character of who made it how, or of what it is.
_CREDIT_WORDS = entries("picture-credits") | entries("picture-labels") | entries("picture-agencies") | entries("arts")
_CREDIT_SIGNS = re.compile(f"[{''.join(sorted({word[-1] for word in _CREDIT_WORDS}))}发图供料片PI]")


def caption_match(text: str) -> re.Match[str] | None:
    """Match a caption with its credit, which ends in how a picture was made or in a bracket."""
    last = text[-1:]
    if (last in _CREDIT_ENDS or last.isspace()) and (match := picture_credits.CAPTION.match(text)):
        return match
    tail = text[-_LONGEST_SHOT:]
    if ("摄" in tail or "图" in tail) and _SHOT_BEHIND.search(tail):
        match = picture_credits.CAPTION.match(text) or picture_credits.CAPTION_BRIEF.match(text)
        if match:
            return match
    ends = last in _BRIEF_ENDS or "图/" in text[-6:]
    if ends and (" " in text or last == ")") and "。" not in text:
        return picture_credits.CAPTION_SHOT.match(text)
    return None


@lru_cache(maxsize=8192)  # asked of a line, of its neighbours, and where lines are wrapped
def is_byline(text: str) -> bool:
    """Tell whether a canonical line has the form of a byline."""
    return patterns.BYLINE.match(text) is not None


def signs_off(text: str) -> bool:
    """Tell whether a line is who signs a family's or a firm's notice: `某某率全家叩谢`, `孝男 某某`."""
    return (text[-1:] in _OFF or text[:1] in _MOURNERS) and people_lines.SIGNS_OFF.match(text) is not None


def is_labelled(text: str) -> bool:
    """Tell whether a line has labels and names without colons: `撰文 某某 摄影 某某`."""
    return text[:1] in _LABELS and people_lines.BYLINE_LABELLED.match(text) is not None


def is_spaced(text: str) -> bool:
    """Tell whether white space parts a text in two."""
    return len(text.split(maxsplit=1)) > 1


def phrase_space(text: str) -> re.Match[str] | None:
    """Search for the space between the phrases of a headline."""
    return PHRASE_SPACE.search(text) if is_spaced(text) else None


def series_tag(text: str) -> re.Match[str] | None:
    """Search for the series tag that closes a headline: `(经济新方位)`."""
    return patterns.SERIES.search(text, max(0, len(text) - _LONGEST_SERIES)) if text.endswith(")") else None


def photo_credit(text: str) -> re.Match[str] | None:
    """Match a line that says who made a picture: `齐翰文 摄`."""
    return picture_credits.PHOTO_CREDIT.match(text) if _CREDIT_SIGNS.search(text) else None


def page_label(text: str) -> re.Match[str] | None:
    """Search for a page's number: `第2版`, `A3版`, `Page 3`."""
    return patterns.PAGE_LABEL.search(text) if "版" in text or "P" in text or "p" in text else None


def spaced_name(text: str) -> re.Match[str] | None:
    """Match a name set wide: `方  圆`."""
    return patterns.SPACED_NAME.match(text) if is_spaced(text) else None


def placed_name(text: str) -> re.Match[str] | None:
    """Match a name behind a place or an office: `河湾县云岭镇  李小满`."""
    return patterns.PLACED_NAME.match(text) if is_spaced(text) else None


def listed_speaker(text: str) -> re.Match[str] | None:
    """Match a speaker's name with an office behind it: `李  明  本报评论员`."""
    return patterns.SPEAKER_IN_LIST.match(text) if is_spaced(text) else None


def unit_alone(text: str) -> re.Match[str] | None:
    """Match an institution's name and nothing else."""
    return patterns.UNIT_ALONE.match(text) if text[-1:] in _INSTITUTION_ENDS else None


def is_bullet(text: str) -> bool:
    """Tell whether a mark begins a line that is one of a row: `▲8月14日,…`."""
    return not text[:1].isalnum() and patterns.BULLET.match(text) is not None


def names_page(text: str) -> bool:
    """Tell whether a text can send to another page: `下转第3版`, `详见A6`, `Continued from Page A1`, `FROM B1`."""
    return "版" in text or "age " in text or "见" in text or "转" in text or text.startswith("FROM")


def may_open_dateline(text: str) -> bool:
    """Tell whether a text can begin with the dateline of an agency or a brief."""
    start = text[:_DATELINE]
    return "讯" in start or "电" in start or "消息" in start


def is_address(text: str) -> bool:
    """Tell whether a line is an e-mail address and nothing else, as writers have it below their names."""
    return "@" in text and patterns.EMAIL.fullmatch(text.strip()) is not None


def is_web(text: str) -> bool:
    """Tell whether a line is an address on the web, alone or behind whose it is: `河湾新闻网:www.hewan.example`."""
    return "." in text and (patterns.WEB.match(text) or patterns.WEB_OF.match(text)) is not None


def is_editorial_office(text: str) -> bool:
    """Tell whether a line is what a newspaper signs its own notes with: `本报编辑部`."""
    return text in _EDITORIAL_OFFICES


def opens_imprint(text: str) -> bool:
    """Tell whether a line begins as an imprint does: `社址:…`, `河湾报社主办 国内统一刊号:…`."""
    return patterns.IMPRINT_START.match(text) is not None or patterns.PUBLISHED.match(text) is not None


def is_advertisement(text: str) -> bool:
    """Tell whether a line is what an advertisement is marked with: `广告`, `Advertisement`."""
    return len(text) <= _LONGEST_MARK and patterns.ADVERTISEMENT_HEAD.match(text) is not None
