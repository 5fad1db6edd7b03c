"""People whom running text names right behind an office or a role: `院长毕晨指出`."""

from __future__ import annotations

import re
from collections.abc import Iterator

import rjieba

from sitegen.reading.lexicon.load import either, entries
from sitegen.reading.names.proper import LINKS, PROPER, is_person
from sitegen.reading.names.words import is_sentence, words_of
from sitegen.reading.text.folding import fold
from sitegen.reading.text.words import HAN, SURNAMES, is_person_name
from sitegen.surnames import DOUBLE_SURNAMES

_OFFICE = re.compile(either("offices", "professions", "readers", "roles"))
_CALLINGS = entries("readers") | entries("roles")
_SAYING = tuple(sorted(entries("saying")))
_ACTS = tuple(sorted(word for word in entries("saying") | entries("after-names") if len(word) > 1 or word == "说"))
_TELLS = ("说", "介绍", "告诉", "回忆")  # 郑重表示, but 高洁介绍
_FOLLOWS = re.compile(rf"$|[^{HAN}·]|{either('saying', 'after-names')}")
_RUN = re.compile(rf"[{HAN}]{{1,8}}")
_FOREIGN = "".join(sorted(entries("transliteration")))
_DOTTED = re.compile(rf"[{_FOREIGN}]{{1,8}}(?:·[{_FOREIGN}]{{1,8}}){{1,3}}")
_HYPHENED = re.compile(f"[—-][{_FOREIGN}]")  # of a name of which half is known
_TRANSCRIBES = frozenset(_FOREIGN)
_FIRST = SURNAMES | _TRANSCRIBES | {name[0] for name in DOUBLE_SURNAMES}
_SINGLE = frozenset(word for word in entries("after-names") if len(word) == 1)
_NEVER_GIVEN = frozenset("等将并后也都则还便就曾是的更内在以所地般没")  # characters with which no given name ends
_LEADS = frozenset("和与及对在向")
_STANDS = frozenset("坐站蹲走住躺俯")
_SEEN = frozenset("手边背面")
_SETTLEMENTS = frozenset("镇乡村")  # 县长 涂镇 in 某县长涂镇
_LINKS = LINKS | {"时"}
# 居民楼可以…, 干部群众所以…: words that a sentence goes on with, which no name reaches into
_GOES_ON = frozenset(("可以", "可能", "应该", "应当", "必须", "已经", "因为", "所以", "如果", "来说", "来讲"))
_STILL = "正紧仍又还"
_BUSY = re.compile(rf"[{_STILL}]?[{HAN}]着")
WINDOW = 8  # characters that the segmenter is shown


def people_in_office(text: str) -> Iterator[str]:
    """Find the names of people behind their offices in a text (canonical marks)."""
    for office in _OFFICE.finditer(text):
        at = office.end()
        if text[at : at + 1] not in _FIRST or _is_within_words(text, office):
            continue
        if rjieba.has_word(office[0] + text[at]):
            continue  # 居民楼底层, 教练席上
        name = _foreign_at(text, at) if _DOTTED.match(text, at) else _chinese_at(text, at, office[0] in _CALLINGS)
        if name:
            yield name


def _is_within_words(text: str, office: re.Match[str]) -> bool:
    """`地处长江之滨` holds no 处长: words stand across both its borders."""
    start, end = office.span()
    if not start or text[start - 1] == text[start]:
        return False
    if not rjieba.has_word(text[end - 1 : end + 1]) or not rjieba.has_word(text[start - 1 : end - 1]):
        return False
    at = max(0, start - WINDOW // 2)
    for word, _ in words_of(text[at : end + WINDOW // 2]):
        at += len(word)
        if at >= end:
            break
    return at > end


def _chinese_at(text: str, at: int, called: bool) -> str:
    """Returns a name of a surname and one or two characters, by the first sign of three that tells where it ends.

    `called`: what stands before it is no office, and stands before other words as well (`市民安康、城市安全`).
    """
    run = _RUN.match(text, at)
    names = [run[0][:size] for size in (2, 3, 4) if len(run[0]) >= size] if run else []
    names = [name for name in names if is_person_name(name)]
    text = text[at : at + 2 * WINDOW]
    names = [name for name in names if not _is_cut(name, text[len(name) :])]
    for sign in (_is_marked, _is_bordered, _is_led_on):
        for name in names:
            if sign(name, text):
                return name if is_person(fold(name)) and _is_somebody(name, text[len(name) :], called) else ""
    return ""


def _is_cut(name: str, after: str) -> bool:
    """Tell whether the last character of a name belongs to the sentence: `李明 曾`, `李明 创作的`, `李明 面向`."""
    if name[-1] in _NEVER_GIVEN or (name[-1] in _STANDS and after[:1] in ("在", "到", "下")):
        return True
    if name[-1] + after[:1] in _GOES_ON:
        return True
    if name[-1] in _SEEN and (not _FOLLOWS.match(after) or after[:1] == "向"):
        return True  # 李明手捧, 李明边看, 李明面向
    if after[:1] in _TRANSCRIBES and _TRANSCRIBES.issuperset(name) and not _FOLLOWS.match(after):
        return True  # 乌穆尔 of 乌穆尔扎科夫
    if rjieba.has_word(name[-1] + after[:2]) and len(after) > 1:
        return True  # 手把手
    verb = name[-1] + after[:1]
    return after[:1] in ("作", "向") and rjieba.has_word(verb) and words_of(verb)[0][1].startswith(("v", "p"))


def _is_marked(name: str, text: str) -> bool:
    """Tell whether a mark or a sure verb follows a name: `李明,`, `李明指出`, `李明笑着说`."""
    at = len(name)
    if _BUSY.match(text, at):
        return name[-1] not in _STILL
    if name[-1] in _LEADS and text[at : at + 1].isdecimal():
        return False  # 李明和3名同事
    end = _FOLLOWS.match(text, at)
    return end is not None and (len(end[0]) != 1 or not end[0].isalpha() or end[0] in _NEVER_GIVEN or end[0] == "说")


def _is_bordered(name: str, text: str) -> bool:
    """Tell whether a sentence goes on behind a name, as the segmenter cuts it: `李明 在`, but `刘志和 说`."""
    words = words_of(text[:WINDOW])
    length = 0
    for number, (word, _) in enumerate(words[:-1], 1):
        length += len(word)
        if length == len(name):
            follows, kind = words[number]
            known = len(name) > 2 or (rjieba.has_word(follows) if len(follows) > 1 else follows in _SINGLE)
            return words[0][1] == "nr" and is_sentence(kind) and known and follows not in ("着", "了", "过")
    return False


def _is_led_on(name: str, text: str) -> bool:
    """Tell whether a preposition or the like follows a name of three, however the segmenter cuts it."""
    word, kind = words_of(text[:WINDOW])[0]
    person = kind in ("nr", "nrt", "zg") or not rjieba.has_word(word)
    return len(name) > 2 and person and _FOLLOWS.match(text, len(name)) is not None


def _is_somebody(name: str, after: str, called: bool) -> bool:
    """Tell a name from words that begin as one does; a word that is a name as well must say something: `田园介绍`."""
    words = words_of(name)
    first, kind = words[0]
    if name[-1] in _SETTLEMENTS and not after.startswith(_SAYING):
        return False
    if len(words) == 1 and rjieba.has_word(name):
        must_say = (called and len(name) == 2) or _is_verb(name[0])
        return after.startswith(_SAYING) if must_say else _says(name, kind, after)
    if len(first) > 1:  # 毕业后, 成长更, 周转房
        known = rjieba.has_word(name[:2]) and (called or kind != "nr") and first not in DOUBLE_SURNAMES
        return not known or after.startswith(_ACTS)
    second, kind = words[1]
    if _is_verb(first) and len(second) > 1 and rjieba.has_word(second) and kind not in PROPER:
        return after.startswith(_SAYING)  # 职工查漏洞, 专家谈教育
    if first in _LINKS and kind not in PROPER and (called or rjieba.has_word(second)):
        return False
    return kind != "f"


def _is_verb(surname: str) -> bool:
    return words_of(surname)[0][1] == "v"


def _says(name: str, kind: str, after: str) -> bool:
    """Tell whether a word of the language is somebody's name: `高洁介绍`, but not `郑重表示` or `沈阳,`."""
    if is_sentence(kind):
        return False
    if kind == "a":
        return after.startswith(_TELLS)
    named = kind == "nr" and (len(name) > 2 or not after[:1].isalpha() or after[0] in _NEVER_GIVEN)
    return named or after.startswith(_SAYING)


def _foreign_at(text: str, at: int) -> str:
    """Returns a foreign name up to the first verb or mark, as verbs may begin with characters that write such names."""
    found = _DOTTED.match(text, at)
    if found is None or _HYPHENED.match(text, found.end()):
        return ""
    shortest = at + found[0].rindex("·") + 2
    for end in range(shortest, found.end() + 1):
        follows = _FOLLOWS.match(text, end)
        if follows and (len(follows[0]) > 1 or end == found.end()):
            return text[at:end]
    run = _RUN.match(text, found.end())
    word, kind = words_of(run[0])[0] if run else ("", "")
    return found[0] if len(word) > 1 and is_sentence(kind) and rjieba.has_word(word) else ""
