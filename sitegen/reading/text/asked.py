"""Patterns that are asked of every line, with what is quickly seen looked at first: most lines are none of them."""

from __future__ import annotations

import re
from functools import lru_cache

from sitegen.reading.lexicon.load import entries
from sitegen.reading.text import patterns

_CREDIT_ENDS = frozenset(word[-1] for word in entries("picture-credits")) | frozenset(")发摄")
_INSTITUTION_ENDS = frozenset(word[-1] for word in entries("institution-ends"))
_DATELINE = 64  # characters; no dateline is longer


def caption_match(text: str) -> re.Match[str] | None:
    """Match a caption with its credit, which ends in how a picture was made or in a bracket."""
    last = text[-1:]
    return patterns.CAPTION.match(text) if last in _CREDIT_ENDS or last.isspace() else None


@lru_cache(maxsize=8192)  # asked of a line, of its neighbours, and where lines are wrapped
def is_byline(text: str) -> bool:
    """Tell whether a canonical line has the form of a byline."""
    return patterns.BYLINE.match(text) is not None


def is_spaced(text: str) -> bool:
    """Tell whether white space parts a text in two."""
    return len(text.split(maxsplit=1)) > 1


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
    """Tell whether a text can send to another page: `下转第3版`, `Continued from Page A1`."""
    return "版" in text or "age " in text


def may_open_dateline(text: str) -> bool:
    """Tell whether a text can begin with the dateline of an agency or a brief."""
    start = text[:_DATELINE]
    return "讯" in start or "电" in start


def is_advertisement(text: str) -> bool:
    """Tell whether a line is what an advertisement is marked with: `广告`."""
    return "广" in text and patterns.ADVERTISEMENT_HEAD.match(text) is not None
