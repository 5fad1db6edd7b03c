"""Institutions that running text names: a body's name begins with its place and ends with what kind of body it is.

The name has no border of its own. It is looked for backwards from the kind (`…人民法院`): as far as words go that can
stand within a name, the place farthest to the left begins it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import rjieba

from sitegen.reading.lexicon.load import either, entries
from sitegen.reading.names.divisions import is_division, leading_places
from sitegen.reading.names.proper import CALLINGS, PROPER, is_unit
from sitegen.reading.names.words import Word, is_sentence, words_of
from sitegen.reading.text.words import HAN, INSTITUTION_END, is_person_name

_BEFORE = re.compile(rf"[{HAN}\d]{{2,32}}")  # read backwards
# The committee of a court is a part of it; 小学生, 博物馆级, 博物馆协会 are no bodies of this kind.
_BODY = re.compile(
    rf"(?:{either('bodies')})(?<!审判委员会)(?<!检察委员会)(?!(?<=学)[生城者]|级|司[司长]|协会|学会|联盟|联合会|有限|集团|股份)"
)
_ENDS_BODY = re.compile(rf"(?:{INSTITUTION_END}|{either('bodies')}|部门|高校|团队|企业|委)$")
_ALONE = entries("bodies-alone")
_MANY = entries("bodies-of-many")
_NATIONAL = entries("national")
_NOMINAL_VERBS = entries("nominal-verbs")
_AND = frozenset("和与及")
_NAMES = frozenset(("ns", "nz", "j"))
_AMOUNTS = frozenset("百千万亿两多几数半整每近约超逾")
_POINTING = frozenset("这那每各几数两一")
_JOINING = frozenset(
    ("会同", "联合", "携手", "协同", "暨", "所属", "旗下", "下属", "直属", "籍", "原", "单位", "智库", "执政党")
)
_JOINED = re.compile(r"(?:(?<!—)—|(?<!-)-|·|–)\Z")  # 河湾—云岭合作学院
_TELLING = frozenset("记访忆悼致写看听")
_PARTY = "中共"
_HOME = "中国"
LONGEST = 32  # characters before a kind of body
MOST_WORDS = 12
FEW = 2  # characters
SHORTEST = 2  # characters of a kind of body


def bodies_in(text: str) -> Iterator[str]:
    """Find the names of institutions in a text (canonical marks)."""
    for body in _BODY.finditer(text):
        before = _BEFORE.match(text[max(0, body.start() - LONGEST) : body.start()][::-1])
        begin = body.start() - before.end() if before else 0
        if before is None or _is_within_words(text, body) or _is_titled(text, begin, body.end()):
            continue
        if _JOINED.search(text[max(0, begin - 2) : begin]):
            continue
        begin += _tells(text, begin)
        head = text[begin : body.start()]
        start = _start(words_of(head), head)
        name = head[start:] + body[0]
        if start < len(head) and is_unit(name):
            yield _without_state(name)


def _tells(text: str, at: int) -> int:
    """Returns how many characters of a deck say what it does: `——记河湾县人民法院某庭长`."""
    return int(text[at - 1 : at] in ("—", "―") and text[at] in _TELLING)


def _is_within_words(text: str, body: re.Match[str]) -> bool:
    """`工作协调` holds no 作协: words stand across both its borders."""
    start, end = body.span()
    return (
        end - start == SHORTEST
        and body[0] not in _MANY  # 海大 and 学医 in 滨海大学医院
        and rjieba.has_word(text[start - 1 : start + 1])
        and rjieba.has_word(text[end - 1 : end + 1])
    )


def _is_titled(text: str, start: int, end: int) -> bool:
    """`《河湾市居民委员会选举办法》` is a law and names no committee."""
    return text[start - 1 : start] == "《" and text[end : end + 1] != "》"


def _without_state(name: str) -> str:
    """`中国云岭图书馆`, as papers abroad are told, is 云岭图书馆."""
    places, rest = leading_places(name)
    told = len(places) > 1 and places[0] == _HOME and rest in _ALONE
    return name[len(places[0]) :] if told else name


def _start(words: Sequence[Word], head: str) -> int:
    """Returns where in the words before a kind of body the name begins; their end if it does nowhere."""
    start = at = len(head)
    for number in range(len(words) - 1, max(-1, len(words) - 1 - MOST_WORDS), -1):
        word, _ = words[number]
        at -= len(word)
        places, _ = leading_places(head[at:start])
        if places or _is_national(words, number):
            if start < len(head) and not _go_together(head[at + sum(map(len, places)) : start], head[start:]):
                return _begun(head, start)
            start = at
        elif _stops(words, number, at + len(word) == start < len(head)):
            return len(head) if _joins_places(words, number, at + len(word) == start) else _begun(head, start)
    return _begun(head, start)


def _begun(head: str, start: int) -> int:
    """Take 中共 to a name, as the party's committee of a place is called."""
    return start - len(_PARTY) if start < len(head) and head[:start].endswith(_PARTY) else start


def _counts(words: Sequence[Word], number: int) -> bool:
    """`一家医院`, `这座图书馆`, `35个社区`: words that count; a school's number (`第二中学`) does not."""
    word, kind = words[number]
    if kind == "q":
        return word[0] in _POINTING or (number > 0 and words[number - 1][1] in ("m", "r"))
    return word[0] in _AMOUNTS or (number + 1 < len(words) and words[number + 1][1] == "q")


def _joins_places(words: Sequence[Word], number: int, before_place: bool) -> bool:
    """`河湾和云岭地区合作委员会`, `河湾石化云岭研究院`: the name begins somewhere before the place that was found."""
    word, kind = words[number]
    if word in _AND:
        before = words[number - 1] if number else ("", "")
        return before_place and before[1] in _NAMES and not _ENDS_BODY.search(before[0])
    return before_place and kind in (*PROPER, "an", "a", "j") and word != _PARTY and not is_person_name(word)


def _is_national(words: Sequence[Word], number: int) -> bool:
    """`国家税务总局`, `最高人民法院`, but not in `海湾国家合作委员会`."""
    word, kind = words[number]
    national = word in _NATIONAL or (kind == "nt" and word.startswith(tuple(_NATIONAL)))
    return national and (number == 0 or _stops(words, number - 1, False))


def _go_together(between: str, later: str) -> bool:
    """Tell whether a name goes on from one place to another: 云岭科学院河湾研究所, but not 云岭派人到河湾图书馆."""
    if not between or _ENDS_BODY.search(between):
        return True
    places, _ = leading_places(later)
    return len(between) <= FEW and not (places and is_division(places[0]))


def _stops(words: Sequence[Word], number: int, before_place: bool) -> bool:
    """Tell whether a word cannot stand within a name; `before_place`: the name goes on with a place behind it."""
    word, kind = words[number]
    if word in _AND:
        before = words[number - 1] if number else ("", "")
        return before_place or not number or before[1] in PROPER or _ENDS_BODY.search(before[0]) is not None
    if word in _NOMINAL_VERBS or (kind == "t" and word.endswith("代")):
        return False
    if kind in ("m", "mq", "q"):
        return _counts(words, number)
    if kind == "f":
        return len(word) == 1 and number < len(words) - 1  # 中医院, 南部山区, but not 上大学
    if number == len(words) - 1 and word in CALLINGS:
        return False  # 专家委员会
    if before_place and (kind in PROPER or kind == "j" or (kind in ("a", "an") and len(word) > 1)):
        return True  # 李明前往…, 健康中国…
    return is_sentence(kind) or word in CALLINGS or word in _JOINING or kind in ("t", "x", "e", "o")
