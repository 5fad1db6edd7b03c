"""Whom and what an article names: people in office, institutions, places; only names that their surroundings prove.

A name in running Chinese text has no border. Taken are: people behind an office and before a mark or a verb of saying
(`院长毕晨指出`); institutions that begin a clause (`近日,某市人民法院…`, `记者从某市民政局…`, where a segmenter's
word classes tell what belongs to the sentence), then every other mention of the same; places
that datelines print, and the cities, counties and banners that begin an institution's name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import rjieba

from sitegen.config import ReadingHints
from sitegen.model.newspaper import Article, Mentions
from sitegen.reading.text.folding import half_width
from sitegen.reading.text.words import HAN, OUTLET, is_person_name

_OFFICES = (
    "书记|院长|主席|总理|部长|省长|市长|县长|区长|旗长|盟长|局长|厅长|处长|科长|庭长|检察长|主任|会长|委员|校长|"
    "法官|干警|董事长|总经理"
)
_AFTER_NAME = (
    r"[,、。;:!?”)》\s]|出席|主持|指出|强调|介绍|表示|说|认为|带队|带领|率|一行|同志|受邀|参加|作|立足|以|为|等|在|对|向|"
    "围绕|发来|讲话"
)
_IN_OFFICE = re.compile(rf"(?:{_OFFICES})(?P<name>[{HAN}·]{{2,3}}?)(?={_AFTER_NAME}|$)")
_BODIES = (
    "人民法院|中级法院|中院|高院|法院|人民检察院|公安局|司法局|消防救援支队|政协|工商联|总工会|人社局|卫健委|教育局|财政局|"
    "税务局|民政局|委员会|大学|中学|小学|图书馆|博物馆|医院"
)
_UNIT_AT_CLAUSE = re.compile(rf"(?:^|[,。;:!?、(“”\s])(?P<unit>[{HAN}]{{2,20}}?(?:{_BODIES}))(?![{HAN}]{{0,2}}[的长])")
_DIVISION = re.compile(rf"[{HAN}]{{2,7}}?(?:自治区|自治州|自治县|自治旗|省|市|盟|州(?!市)|地区|县|旗|区)")
# 该院, 全市法院, 某市两级法院, 上海部分社区医院 name no single institution; 与, 促 … belong to the sentence.
_NOT_A_NAME = re.compile(
    r"^(?:该|全|各|本|某|我|在|与|和|由|向|对|从|以|并|为|到|经|把|将|使|让|被|据|按|推|促|优|强|抓)|两级|三级|各级|上级|下级|基层|"
    r"全[国省市区县旗盟州自]|部分|多[家个所]|一批|读者|记者|先生|女士"
)
# The segmenter's word classes of 从, 再, 每次, 带动, 的: no part of the name of a body.
_OF_A_SENTENCE = frozenset(("p", "d", "r", "v", "uj", "ul", "ud"))
_NO_PERSON = frozenset(("v", "vn", "d", "p", "c"))  # 强调
_PROPER = frozenset(("ns", "nr", "nt", "nz"))  # 哈尔滨市, with which the name of a body may begin
_ROLE_ALONE = re.compile(r"者$")  # 受访者供图
_WITH_OUTLET = re.compile(rf"^{OUTLET}")
LONGEST_DIVISION = 10  # characters that _DIVISION can match
_SORT_OF_PLACE = re.compile(r"^(?:城|郊|矿|新|高新|经开|开发|工业|保税)区$")
_KIND_ALONE = re.compile(r"^(?:自治[区州县旗]|地区)$")
_WIRE_PLACE = re.compile(rf"^据?(?:{OUTLET})(?P<place>[{HAN}·]{{2,8}}?)(?:\d{{1,2}}月)?\d{{1,2}}日(?:电|讯)$")
_BRIEF_PLACE = re.compile(rf"^(?P<place>[{HAN}·]{{2,8}})讯$")
_CITY_END = re.compile(r"(?:市|盟|县|旗|区|省|州)$")


def with_mentions(articles: Sequence[Article], hints: ReadingHints) -> tuple[Article, ...]:
    """Give the articles of a page with what each of them names; a unit proved in one is known in all."""
    texts = [_text(article) for article in articles]
    units = {unit for text in texts for unit in _units_at_clause(text)} | {
        name for article in articles for name in _makers(article) if _is_unit(name)
    }
    units |= set(hints.units)
    ordered = sorted(units, key=lambda unit: (-len(unit), unit))
    full, known = _full_forms(ordered), _known(ordered)
    return tuple(
        replace(article, mentions=_mentions(article, text, known, full))
        for article, text in zip(articles, texts, strict=True)
    )


def _text(article: Article) -> str:
    return half_width("\n".join(prose.text for prose in article.proses()))


@dataclass(frozen=True, slots=True)
class _Known:
    """Names to be found in a text in one go: what they begin with (one character, two), how long they are."""

    names: frozenset[str]
    first: re.Pattern[str]
    heads: frozenset[str]
    lengths: tuple[int, ...]


def _known(names: Iterable[str]) -> _Known:
    every = frozenset(names)
    first = re.compile(f"[{re.escape(''.join(sorted({name[0] for name in every})))}]" if every else "(?!)")
    return _Known(every, first, frozenset(name[:2] for name in every), tuple(sorted({len(name) for name in every})))


def _full_forms(units: Sequence[str]) -> dict[str, str]:
    """Map a shorter form of a unit to the full one printed on the same page, where only one fits.

    `鄂托克旗法院` is `鄂托克旗人民法院`, and that is `鄂尔多斯市鄂托克旗人民法院`: a court's name without 人民, a
    county's without its city.
    """
    names = set(units)
    longer: dict[str, list[str]] = defaultdict(list)
    for unit in units:
        for short in _short_forms(unit):
            if short in names:
                longer[short].append(unit)
    full: dict[str, str] = {}
    for unit in units:  # the longest first, so that a short form goes all the way to the longest
        targets = {full.get(other, other) for other in longer[unit]}
        if len(targets) == 1:
            full[unit] = targets.pop()
    return full


def _short_forms(unit: str) -> Iterator[str]:
    short = unit.replace("人民", "")
    if short != unit and "人民" not in short:
        yield short
    for cut in range(LONGEST_DIVISION, 0, -1):
        if _DIVISION.fullmatch(unit, 0, cut):
            yield unit[cut:]


def _mentions(article: Article, text: str, known: _Known, full: dict[str, str]) -> Mentions:
    people = {m["name"] for m in _IN_OFFICE.finditer(text) if _is_somebody(m["name"])}
    makers = _makers(article)
    people |= {name for name in makers if not _is_unit(name) and not _ROLE_ALONE.search(name)}
    units = _found(text, known) | {name for name in makers if _is_unit(name)}
    units = {full.get(unit, unit) for unit in units}
    places = {place for unit in units if (place := _place_of(unit))}
    dateline = half_width(article.dateline.text) if article.dateline else ""
    match = _WIRE_PLACE.match(dateline) or _BRIEF_PLACE.match(dateline)
    if match and match["place"] not in ("本报", "本刊"):
        places.add(match["place"])
    return Mentions(tuple(sorted(people)), tuple(sorted(units)), tuple(sorted(_merged(places))))


def _units_at_clause(text: str) -> Iterable[str]:
    for match in _UNIT_AT_CLAUSE.finditer(text):
        unit = _without_sentence(match["unit"])
        if _NOT_A_NAME.search(unit):
            continue
        if unit.startswith("最高") or _DIVISION.match(unit):
            yield unit


def _without_sentence(clause: str) -> str:
    """Cut off what belongs to the sentence: `记者从某市民政局` is 某市民政局; nothing is left where no place follows.

    A segmenter's word classes tell: a preposition, adverb, pronoun or verb is no part of such a name. Places that
    are verbs too (包头) are known by their full form (包头市).
    """
    words = rjieba.tag(clause)
    ends = [
        at for at, (word, kind) in enumerate(words, 1) if kind in _OF_A_SENTENCE and not rjieba.has_word(f"{word}市")
    ]
    if not ends:
        return clause
    rest = words[ends[-1] :]
    if not rest or not (rest[0][1] in _PROPER or (len(rest[0][0]) > 2 and _DIVISION.fullmatch(rest[0][0]))):
        return ""
    return "".join(word for word, _ in rest)


def _is_somebody(name: str) -> bool:
    """Tell a person from a verb behind an office (`院长强调`) and from one whom a court leaves unnamed (`助理毛某`)."""
    if not is_person_name(name) or "某" in name:
        return False
    words = rjieba.tag(name)
    return len(words) > 1 or words[0][1] not in _NO_PERSON


def _makers(article: Article) -> tuple[str, ...]:
    """Give the names of who made an article, without the outlet before a person: `人民网李小满`."""
    names = []
    for contributor in article.contributors:
        outlet = _WITH_OUTLET.match(contributor.name)
        person = contributor.name[outlet.end() :] if outlet else ""
        names.append(person if is_person_name(person) else contributor.name)
    return tuple(names)


def _found(text: str, known: _Known) -> set[str]:
    """Find known units in a text, the longest first, so that a county court is not also read as its city's.

    One pass over the text whatever the number of units: a page may hold many of both.
    """
    if not known.names:
        return set()
    begins = (match.start() for match in known.first.finditer(text))
    starts = [at for at in begins if text[at : at + 2] in known.heads]
    hits = [(at, at + size) for at in starts for size in known.lengths if text[at : at + size] in known.names]
    taken = bytearray(len(text))
    found: set[str] = set()
    for at, end in sorted(hits, key=lambda hit: (hit[0] - hit[1], text[slice(*hit)], hit[0])):
        if end <= len(text) and not taken[at] and not taken[end - 1]:
            found.add(text[at:end])
            taken[at:end] = b"\1" * (end - at)
    return found


def _is_unit(name: str) -> bool:
    return len(name) > 4 and "·" not in name


def _place_of(unit: str) -> str:
    """Give the smallest division that an institution's name begins with: 某市某区人民法院 → 某区."""
    rest, place = unit, ""
    while match := _DIVISION.match(rest):
        place = match[0]
        rest = rest[match.end() :]
    return "" if _KIND_ALONE.match(place) else _smallest(place)


def _smallest(place: str) -> str:
    """Give of places in a row the last that is a name: `山东青岛市` is 青岛市, `北京城市` 北京, `晋城经开区` itself."""
    *before, last = [word for word, kind in rjieba.tag(place) if kind == "ns"] or [place]
    if last == "城市" and before:
        return before[-1]
    return last if place == "".join((*before, last)) and not _SORT_OF_PLACE.search(last) else place


def _merged(places: Iterable[str]) -> Iterable[str]:
    """Take 赤峰 and 赤峰市 for one place, under the full name."""
    full = {_CITY_END.sub("", place): place for place in places if _CITY_END.search(place)}
    return {full.get(place, place) for place in places}
