"""Is a string, as it was cut out of a line, the name of a person, an institution or a place?

Only the string is looked at; what stands around it is the business of those who cut it out.
"""

from __future__ import annotations

import re

import rjieba

from sitegen.reading.lexicon.load import either, entries
from sitegen.reading.names.divisions import OWN, ends_as_division, is_division, is_state, leading_places
from sitegen.reading.names.words import is_sentence, words_of
from sitegen.reading.text.words import HAN, INSTITUTION_END, is_person_name

PROPER = frozenset(("ns", "nr", "nrt", "nt", "nz"))
CALLINGS = entries("offices") | entries("professions") | entries("readers") | entries("roles") | entries("makers")
_BODIES = entries("bodies")
_ALONE = entries("bodies-alone")
_NATIONAL = tuple(sorted(entries("national")))
_WHOLE = (*_NATIONAL, "中共")
_MANY = entries("bodies-of-many")
_HAN_NAME = re.compile(rf"[{HAN}]{{2,4}}")
_HAN = re.compile(f"[{HAN}]")
_TRANSCRIBES = entries("transliteration")
_NO_PEOPLE = entries("provinces") | {agency[:-1] for agency in entries("agencies")}  # 新 华社
_DYNASTIES = "先秦汉魏晋隋唐宋金元明清"
_DOTTED = re.compile(rf"(?![{_DYNASTIES}]·)[{HAN}]{{1,8}}(?:·[{HAN}]{{1,8}}){{1,4}}")
_LATIN_NAME = re.compile(r"(?:[^\W\d_]|['’.]){1,30}(?:[ -](?:[^\W\d_]|['’.]){1,30}){0,5}")
_LATIN_BODY = re.compile(rf"\b(?:{either('latin-bodies')})\b", re.I)
_NOBODY = re.compile(
    rf"(?:{INSTITUTION_END}|{either('outlet-ends', 'bodies', 'makers', 'courtesies', 'maker-verbs')}"
    rf"|股份|企业|自治区|片区|园区|博物|[单机剧片校警院])方?$|^(?:{either('own-outlets')})|某|籍"
)
# 沈丘县, 农机站, 海盐湾 as a credit names its writer's place or body
# 欧洲央行一位管理委员会成员, 河湾市三家医院
_COUNTED = re.compile(r"(?<!第)[一二三四五六七八九十两几数多\d][位家所个座名处间]")
_NO_GIVEN = re.compile(rf"^[{HAN}]{{2,3}}[厂站所室队组局处社店匠]$|^[{HAN}]老$|^[一二三四五六七八九十][组班]$")
# 柳树村, 王家庄: where somebody lives, though it begins as a surname does
_SETTLEMENT = re.compile(rf"[{HAN}]{{2,3}}[县区市乡镇村屯寨堡沟街巷湾]|[{HAN}]家[庄店口滩营集岭坡窑坪]")
_NO_NAMES = entries("no-names")
_CALLED = tuple(sorted(word for word in CALLINGS if len(word) > 1))
_NOUN_ENDS = frozenset("科赛会案法学馆厅院")
_NOUNS = frozenset(("n", "nt", "ns"))
_UNIT_END = re.compile(rf"(?:{INSTITUTION_END}|{either('bodies')}|股份|工作室|联盟|校|室|组|队|坊|城|园|台|办|所)$")
# 市委宣传部, 党委宣传部: somebody's, and who that is stands elsewhere
_OF_SOMEBODY = re.compile(rf"^(?:[省市县区旗盟州校院厂]|党委|当地|有限|受访|主办|承办|赛事|{either('own-outlets')})")
_BARE_DIVISION = re.compile(rf"[省市县区旗](?:{either('bodies')})$")  # 委托市图书馆
_KINDS = re.compile(either("kinds-of-body"))
_FOLLOWS = frozenset(word for word in entries("saying") | entries("after-names") if len(word) > 1)
LINKS = frozenset("和向于常全同曾应从连")  # surnames that are prepositions, conjunctions, adverbs as well
_NO_PLACE = frozenset(("nt", "v", "p", "c", "r"))
_PARTICLES = frozenset("的了着过里")
LONGEST_COMMON = 4  # characters of a name of common words alone: 赛事组委
SHORTEST_TRANSCRIBED = 5  # characters of a foreign name without a dot that no surname begins


def is_person(name: str) -> bool:
    """Tell whether a string can be a person's name."""
    if "·" in name:
        foreign = sum(char in _TRANSCRIBES for char in name) * 2 > len(name)
        return foreign and _DOTTED.fullmatch(name) is not None and not _NOBODY.search(name)
    if _HAN_NAME.fullmatch(name):
        return not (name in _NO_PEOPLE or _NOBODY.search(name) or _is_noun(name) or is_phrase(name))
    if _HAN.search(name):  # 叶卡捷琳娜
        return len(name) >= SHORTEST_TRANSCRIBED and [kind for _, kind in words_of(name)] in (["nrt"], ["nr"])
    return _LATIN_NAME.fullmatch(name) is not None and name[0].isupper() and not _LATIN_BODY.search(name)


def is_settlement(name: str) -> bool:
    """Tell whether a string of three or four characters is called as villages, towns and streets are."""
    return _SETTLEMENT.fullmatch(name) is not None


def _is_noun(name: str) -> bool:
    """`农机站`, `课题组`, `船厂工人`: what is printed where a name may stand, and is called by common nouns."""
    if name in CALLINGS or name in _NO_NAMES or name.endswith(_CALLED) or is_settlement(name) or _NO_GIVEN.match(name):
        return True
    words = words_of(name)
    if len(words) == 1:
        return len(name) > 2 and rjieba.has_word(name) and (words[0][1] in _NOUNS or _is_compound(name))
    if len(name) <= 3 or is_person_name(name):
        return False
    return all(len(word) > 1 and rjieba.has_word(word) and kind[:2] != "nr" for word, kind in words)


def _is_compound(word: str) -> bool:
    """`宣传科`, `田径赛`: words of the language that the segmenter takes for names."""
    return word[2:] in _NOUN_ENDS and rjieba.has_word(word[:2]) and words_of(word[:2])[0][1] in ("n", "vn")


def is_phrase(name: str) -> bool:
    """`曾指出`, `和专家`: words of a sentence that begin as a surname does; `苏州博物`: a piece of a longer name."""
    words = words_of(name)
    if len(words) == 1:
        return is_sentence(words[0][1]) and rjieba.has_word(name)
    (first, kind), (second, after) = words[:2]
    if second in _FOLLOWS:
        return True
    if len(first) == 1:
        word = len(second) > 1 and rjieba.has_word(second)
        return first in LINKS and word and (second in CALLINGS or is_sentence(after))
    if is_person_name(name):
        return second in _PARTICLES
    return is_sentence(kind) or is_sentence(after) or kind == "ns"


def is_unit(name: str) -> bool:
    """Tell whether a string can be the name of one institution."""
    if not _UNIT_END.search(name) or is_person_name(name) or _OF_SOMEBODY.search(name) or _KINDS.search(name):
        return False
    if _COUNTED.search(name):
        return False
    places, rest = leading_places(name)
    if places:
        return _is_one(places, rest)
    if name.startswith(_NATIONAL) and name[2:] in _MANY:
        return False  # 中央委员会: of which party?
    words = words_of(name)
    if name.startswith(_WHOLE):
        return True
    if is_sentence(words[0][1]) or _BARE_DIVISION.search(name) or _holds_division(name):
        return False
    return len(name) > LONGEST_COMMON or any(kind in PROPER for _, kind in words)


def _holds_division(name: str) -> bool:
    """`前往云岭市图书馆`: what stands before the division belongs to the sentence."""
    at = 0
    for word, _ in words_of(name)[:-1]:
        at += len(word)
        if any(map(is_division, leading_places(name[at:])[0])):
            return True
    return False


def _is_one(places: tuple[str, ...], rest: str) -> bool:
    """Tell whether a place has one body of a kind: a city has one library, but many schools; a state many of each."""
    if rest.startswith("分公司") or (rest.startswith(_NATIONAL) and rest[2:] in _MANY):
        return False  # 中国国家委员会: of which association?
    if rest[:1] == "一" and rest[1:] in _BODIES:
        return False  # 法国一研究所: some institute
    if rest not in _BODIES:
        return bool(rest)
    place = places[-1]
    if is_state(place):
        return False
    if is_division(place):
        return rest not in _MANY and (place, rest) != (OWN, "法院")
    return rest in _ALONE or (len(places) > 1 and is_division(places[-2]))  # 云岭市河湾中学


def is_place(name: str) -> bool:
    """Tell whether a string can be the name of one place; a town abroad is known to no list."""
    places, rest = leading_places(name)
    words = words_of(name)
    if len(places) == 1 and not rest:
        return name != OWN
    if ends_as_division(name):
        return False
    if len(words) == 1:
        return len(name) > 1 and words[0][1] not in _NO_PLACE
    return not places and not any(is_sentence(kind) for _, kind in words)
