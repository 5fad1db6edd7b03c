"""Which states, provinces, cities and counties a name begins with: `河湾省云岭市北区图书馆` is in three of them.

A division is known by its suffix (`云岭市`); a short name (`云岭`) where the segmenter's dictionary has the full one.
"""

from __future__ import annotations

import re
from functools import lru_cache

import rjieba

from sitegen.reading.lexicon.load import either, entries
from sitegen.reading.names.words import is_sentence, words_of
from sitegen.reading.text.words import HAN

_SUFFIX = r"(?:自治区|自治州|自治县|自治旗|地区|省|市|盟|州|县|旗|区)"
_ENDS = re.compile(rf"(?:(?<=[{HAN}]{{2}})新区|{_SUFFIX})$")
# 中国特色, 中国学: of China, but no name begins so
_WIDE = re.compile(rf"(?:{either('provinces', 'countries')})(?!特色|式|学[^院会校])")
# 上海市场, 社区, 县级, 省道, 联盟: the suffix is part of a word
_DIVISION = re.compile(
    rf"[{HAN}]{{2,5}}?(?:自治[州县旗]|新区|(?<!城)市(?![场民面区])|州(?![市县立])|县(?![级域城])|旗(?![下舰帜])"
    r"|(?<![社片园校山林库景厂矿灾牧小院老街展馆特湾战军疫赛藏震禁城郊新边市])区(?![域块位]))"
)
# 羌族自治县, 维吾尔自治区, 省: what makes of a short name the full one
_OWN_SUFFIX = re.compile(rf"(?:(?:{either('peoples')})族?){{1,3}}自治[区州县旗]|特别行政区|{_SUFFIX}")
# 云岭 稀土高新区, 河湾市 顺城经济开发区
_ZONE = re.compile(rf"(?P<name>[{HAN}]{{0,8}}?)(?:高新|经开|开发|保税|自贸|经济合作)区(?![{HAN}]?域)")
_PROPER = frozenset(("ns", "nr", "nrt", "nz"))
_STATES = entries("countries")
_PROVINCES = entries("provinces")
_AREAS = entries("kinds-of-area")
_PART = re.compile(r"[社片园校库景厂灾牧小院老街展馆特湾战军疫赛震禁]区$|[联同]盟$")
_NO_CITY = tuple("场民面容")
_OF_SETTLEMENTS = tuple("镇乡村路街道桥寨庄")  # 云岭镇, 云岭路
_OF_PLACES = (*_OF_SETTLEMENTS, *"岛湾")
_BEFORE = tuple("于在原将是为经从由在向对把被让使按该本后至有全各")  # 原云岭县
_NAMED_TO = tuple("为任是")  # 任命李小满为市人民政府副市长
OWN = "自治区"  # of the paper that prints it
LONGEST_LED = 3  # characters of a division that begins as a preposition does: 从江县
LONGEST = 11  # characters of a division in the dictionary
_RANKS = "市县州旗"


@lru_cache(maxsize=8192)  # a name is asked for again by whoever tells what it is, and where it lies
def leading_places(text: str) -> tuple[tuple[str, ...], str]:
    """Returns the places that a text begins with, the widest first, and the rest of the text."""
    places: list[str] = [OWN] if text.startswith(OWN) else []
    rest = text.removeprefix(OWN)
    while place := _place_at_start(rest):
        places.append(place)
        rest = rest[len(place) :]
    zone = _ZONE.match(rest) if places else None
    if zone is None:
        return tuple(places), rest
    name = zone[0] if zone["name"] and is_division(places[-1]) else places.pop() + zone[0]
    return (*places, name), rest[zone.end() :]


def ends_as_division(name: str) -> bool:
    """Tell whether a string ends as the names of divisions do: 云岭市, but 开发区 and 联盟 as well."""
    return _ENDS.search(name) is not None


def is_division(place: str) -> bool:
    """Tell whether a place bears the suffix of a division, and not only as part of a short name: 云岭市, not 徐州."""
    return len(place) > 2 and ends_as_division(place)


def is_province(place: str) -> bool:
    """Tell whether a place is a province, by its short name or its full one."""
    return place in _PROVINCES or place.endswith(("省", "自治区"))


def is_city(place: str) -> bool:
    """Tell whether a short name is a province's or a city's: 云岭, where the dictionary has 云岭市."""
    return is_province(place) or rjieba.has_word(f"{place}市")


def is_state(place: str) -> bool:
    """Tell whether a place is a state or a union of states, by its short name."""
    return place in _STATES


@lru_cache(maxsize=8192)  # a head is asked for again at each of its words
def _place_at_start(text: str) -> str:
    place = _WIDE.match(text)
    wide = place[0] if place else ""
    full = _longest_full(text)
    if full and not (wide and full.startswith(wide) and not _OWN_SUFFIX.fullmatch(full, len(wide))):
        return full
    short = wide or next((text[:size] for size in (4, 3, 2) if _is_short(text[:size])), "")
    if text[len(short) : len(short) + 1] in (_OF_SETTLEMENTS if wide else _OF_PLACES):
        short = ""
    own = _OWN_SUFFIX.match(text, len(short)) if short and short not in _STATES else None
    if own and not (own[0] == "市" and text[own.end() : own.end() + 1] in _NO_CITY):
        return short + own[0]
    guessed = _DIVISION.match(text) if not wide else None
    return guessed[0] if guessed and len(guessed[0]) > len(short) and _is_guess(guessed[0]) else short


def _longest_full(text: str) -> str:
    sizes = range(min(LONGEST, len(text)), 1, -1)
    return next((text[:size] for size in sizes if _is_full(text[:size], text[size : size + 1])), "")


def _is_guess(text: str) -> bool:
    """Tell whether an unknown division can be one: 云岭市, but not `是云岭市`, which holds a known one."""
    held = any(
        _is_short(text[at:]) or (len(text) > at + 2 and _is_full(text[at:], "")) for at in range(1, len(text) - 1)
    )
    held = held or (text[0] in _BEFORE and (len(text) > LONGEST_LED or rjieba.has_word(text[1:])))
    core = _ENDS.sub("", text)
    return not held and not _are_two(text, core) and _is_core(core)


def _is_full(text: str, after: str) -> bool:
    """`云岭市` in the segmenter's dictionary, but not where 市场 or 市民 goes on; no 开发区."""
    ends = _ENDS.search(text)
    if ends is None or not rjieba.has_word(text) or _PART.search(text) or after == "立":
        return False
    if text[-1] == "市" and after in _NO_CITY:
        return False
    core = text[: ends.start()]
    if len(text) == len("忠县"):
        return text[-1] == "县" and words_of(text) == ((text, "ns"),)
    return not _are_two(text, core) and bool(core) and core not in _AREAS and not core.endswith(("大", "强", "级"))


def _are_two(text: str, core: str) -> bool:
    """`云岭河湾县` is a county behind its city."""
    words = words_of(text)
    return len(words) > 1 and len(core) > len(words[0][0]) + 1 and _is_short(words[0][0])


def _is_short(text: str) -> bool:
    words = words_of(text)
    if len(words) > 1 or not rjieba.has_word(text) or (text[-1:] == "区" and text in _AREAS):
        return False  # 山区县
    if words[0][1] in _PROPER:
        return _is_named(text)
    city = f"{text}市"  # 包头 is a verb as well
    return rjieba.has_word(city) and words_of(city) == ((city, "ns"),)


def _is_named(text: str) -> bool:
    """Tell whether the dictionary has a division of this name, of whatever rank: 云岭 of 云岭县, now 云岭市."""
    return len(text) > 1 and any(rjieba.has_word(text + suffix) for suffix in _RANKS)


def _is_core(text: str) -> bool:
    """`丛台` of 丛台区, but not `开发` of 开发区 or `这座` of 这座县: a name, and no word of the sentence."""
    if not text or text in _AREAS or (len(text) > 2 and text[-1] in _NAMED_TO):
        return False
    return _is_named(text) or not any(
        is_sentence(kind) or kind[0] in "mqt" or (len(word) > 1 and kind not in _PROPER and rjieba.has_word(word))
        for word, kind in words_of(text)
    )
