"""Whom and what an article names: people, institutions, places; only names that their surroundings prove.

People stand behind an office or a role (`officials`), or made the article; institutions begin with their place
(`bodies`) or are credited; one that is proved in an article is known in all of its page. Places are those that
datelines print, and the cities and counties that an institution's name begins with.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sitegen.config import ReadingHints
from sitegen.model.newspaper import Article, Mentions
from sitegen.reading.lexicon.load import either, entries
from sitegen.reading.names.bodies import bodies_in
from sitegen.reading.names.divisions import is_city, is_division, is_province, is_state, leading_places
from sitegen.reading.names.officials import people_in_office
from sitegen.reading.names.proper import is_person, is_place, is_unit
from sitegen.reading.names.words import words_of
from sitegen.reading.text import patterns
from sitegen.reading.text.folding import fold, half_width
from sitegen.reading.text.words import HAN, OUTLET, is_person_name

_WITH_OUTLET = re.compile(rf"^{OUTLET}")
_MAKING = re.compile(rf"(?:{either('maker-verbs')}|文|图)$")
_MADE = re.compile(rf"(?<=[{HAN}]{{2}})[著译绘]$")  # 谭岳著
_SUPPLIES = frozenset(("供图", "提供", "供稿"))
_OF_PLACE = tuple(sorted(entries("bodies") - entries("bodies-of-many")))  # universities bear names from elsewhere
_OWN = entries("own-outlets")
_WIRE_PLACE = re.compile(rf"^据?(?:{OUTLET})(?P<place>[{HAN}·]{{2,8}}?){patterns.DATELINE_DAY}(?:电|讯)$")
_BRIEF_PLACE = re.compile(rf"^(?P<place>[{HAN}·]{{2,8}})讯$")
_NO_PLACE = re.compile(r"报|[社刊网日]$")  # 河湾晚报讯 names who tells, not whence
_CITY_END = re.compile(r"(?:市|盟|县|旗|区|省|州)$")


def with_mentions(articles: Sequence[Article], hints: ReadingHints) -> tuple[Article, ...]:
    """Returns the articles of a page with what each of them names; a unit proved in one is known in all."""
    texts = [_text(article) for article in articles]
    units = {unit for text in texts for unit in bodies_in(text)}
    makers = [_makers(article) for article in articles]
    units |= {name for names in makers for name, is_body in names.items() if is_body}
    units |= set(hints.units)
    ordered = sorted(units, key=lambda unit: (-len(unit), unit))
    full, known = _full_forms(ordered), _known(ordered)
    return tuple(
        replace(article, mentions=_mentions(article, text, made_by, known, full))
        for article, text, made_by in zip(articles, texts, makers, strict=True)
    )


def _text(article: Article) -> str:
    return half_width("\n".join(prose.text for prose in article.proses()))


@dataclass(frozen=True, slots=True)
class _Known:
    """Names to be found in a text: what they begin with (one character, two), how long they are."""

    names: frozenset[str]
    firsts: frozenset[str]
    heads: frozenset[str]
    lengths: tuple[int, ...]


def _known(names: Iterable[str]) -> _Known:
    every = frozenset(names)
    firsts, heads = (frozenset(name[:size] for name in every) for size in (1, 2))
    return _Known(every, firsts, heads, tuple(sorted({len(name) for name in every})))


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
    places, _ = leading_places(unit)
    for place in places[:-1]:
        unit = unit.removeprefix(place)
        yield unit


def _mentions(article: Article, text: str, makers: Mapping[str, bool], known: _Known, full: dict[str, str]) -> Mentions:
    people = {*people_in_office(text), *(name for name, is_body in makers.items() if not is_body)}
    units = {*_found(text, known), *(name for name, is_body in makers.items() if is_body)}
    units = {full.get(unit, unit) for unit in units}
    places = {place for unit in units if (place := _place_of(unit))}
    if article.dateline and (place := _place_of_dateline(half_width(article.dateline.text))):
        places.add(place)
    return Mentions(tuple(sorted(people)), tuple(sorted(units)), tuple(sorted(_merged(places))))


def _makers(article: Article) -> dict[str, bool]:
    """Returns the names of who made an article without what is printed around them, and which are institutions."""
    names = ((_bare(contributor.name), contributor.role) for contributor in article.contributors)
    told = ((name, is_unit(name), role) for name, role in names)
    return {
        name: is_body for name, is_body, role in told if is_body or (is_person(fold(name)) and _is_maker(name, role))
    }


def _is_maker(name: str, role: str) -> bool:
    """Pictures are supplied by people with a surname; anything else is a cut name: `古博物院 供图`, `苏州 提供`."""
    return role not in _SUPPLIES or (is_person_name(name) and leading_places(name) != ((name,), ""))


def _bare(name: str) -> str:
    """Take the outlet off before a person (`人民网李小满`), and what was made behind one (`李小满采访`)."""
    name = _MADE.sub("", name)
    if is_person_name(name):
        return name
    outlet, making = _WITH_OUTLET.match(name), _MAKING.search(name)
    for person in (name[outlet.end() if outlet else 0 :], name[: making.start() if making else None]):
        if is_person_name(person):
            return person
    return name


def _found(text: str, known: _Known) -> set[str]:
    """Find known units in a text, the longest first, so that a county court is not also read as its city's."""
    starts = (at for at in _starts(text, known.firsts) if text[at : at + 2] in known.heads)
    hits = [(at, at + size) for at in starts for size in known.lengths if text[at : at + size] in known.names]
    taken = bytearray(len(text))
    found: set[str] = set()
    for at, end in sorted(hits, key=lambda hit: (hit[0] - hit[1], text[slice(*hit)], hit[0])):
        if end <= len(text) and not taken[at] and not taken[end - 1]:
            found.add(text[at:end])
            taken[at:end] = b"\1" * (end - at)
    return found


def _starts(text: str, firsts: Iterable[str]) -> Iterator[int]:
    """Find where characters stand in a text: those that units begin with are few, however many units a page has."""
    for first in firsts:
        at = text.find(first)
        while at >= 0:
            yield at
            at = text.find(first, at + 1)


def _place_of(unit: str) -> str:
    """Returns the smallest place that an institution's name begins with: 某市某区人民法院 → 某区."""
    places, rest = leading_places(unit)
    places = tuple(place for place in places if not is_state(place) and is_place(place))
    if len(places) > 1 and is_province(places[-2]):
        return places[-1]
    division = next(filter(is_division, reversed(places)), "")
    if division or not places:
        return division
    return places[-1] if rest.endswith(_OF_PLACE) and is_city(places[-1]) else ""


def _place_of_dateline(dateline: str) -> str:
    """`新华社河湾云岭5月3日电`: the place without its province or state."""
    match = _WIRE_PLACE.match(dateline) or _BRIEF_PLACE.match(dateline)
    if match is None or match["place"] in _OWN or _NO_PLACE.search(match["place"]):
        return ""
    if len(words_of(match["place"])) == 1:
        return match["place"] if is_place(match["place"]) else ""
    places, rest = leading_places(match["place"])
    if rest and places and all(map(is_state, places)):
        return rest
    place = match["place"] if rest or not places else places[-1]
    return place if is_place(place) else ""


def _merged(places: Iterable[str]) -> Iterable[str]:
    """Take 赤峰 and 赤峰市 for one place, under the full name."""
    full = {_CITY_END.sub("", place): place for place in places if _CITY_END.search(place)}
    return {full.get(place, place) for place in places}
