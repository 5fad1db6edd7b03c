"""Where a line of a Chinese headline may end: between words, as a segmenter tells them, never within one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise

import rjieba

from sitegen.site.beginnings import is_chinese

_OTHERS = re.compile("[぀-ヿ가-힯\ud800-\udfff]")  # Japanese and Korean have other words
_OPENERS = "“‘《〈（(【「『［[〔"
_CLOSERS = "，。；：、！？”’》〉）】」』］〕"
_MARK = re.compile(r"[^\w\s]|_")
_NUMBER = re.compile(r"[\d０-９.,%％]+$|^第$")
_DIGIT = re.compile(r"[\d０-９]")
# A word of one character stands with the next one: 在|河湾, 为|群众, 小|案件, 解|难题 …
_WITH_NEXT = frozenset(("p", "d", "r", "c", "a", "b", "h", "v", "ng", "nr", "nrfg", "m"))
# … but these with what is before them: 三年|来, 吃|上, 办|好, 4|月.
_BEHIND = frozenset("来去出起到上下成好为过着了年月日号时分元岁")
MOST_KNOWN = 4_096  # texts
_MOST_TOGETHER = 7  # characters that no line's end may part; more would not fit a narrow column


Ends = tuple[int, ...]
_known: dict[str, Ends] = {}


def breaks(text: str) -> Ends:
    """Returns where a line may end beside at its spaces; nothing for a text without Chinese words."""
    known = _known.get(text)
    if known is None:
        known = _find(text) if " " not in text else _find_between_spaces(text)
        know([text], [known])
    return known


def know(texts: Iterable[str], ends: Iterable[Ends]) -> None:
    """Know where lines of some texts may end, as has been found before."""
    if len(_known) >= MOST_KNOWN:
        _known.clear()
    _known.update(zip(texts, ends, strict=True))


def _find_between_spaces(text: str) -> Ends:
    """Returns the same of a text with spaces, across which no word goes: parts of a headline are mostly known."""
    parts = text.split(" ")
    if _OTHERS.search(text) or not all(map(is_chinese, parts)):
        return _find(text)
    starts = accumulate((len(part) + 1 for part in parts), initial=0)
    return tuple(start + at for start, part in zip(starts, parts, strict=False) for at in breaks(part))


def _find(text: str) -> Ends:
    if not is_chinese(text) or _OTHERS.search(text):
        return ()
    words = rjieba.tag(text)
    found: list[int] = []
    at = last = 0
    for (word, kind), (following, its_kind) in pairwise(words):
        at += len(word)
        if word.isspace() or following.isspace():
            last = at
            continue
        parts = _may_part(word, kind, following, its_kind) or at - last + len(following) > _MOST_TOGETHER
        if parts and _lets_end(word, following):
            found.append(at)
            last = at
    return tuple(_without_orphans(found, text))


def _lets_end(word: str, following: str) -> bool:
    """Tell whether marks and numbers allow a line's end: no line begins with a closing mark or ends with an opener."""
    if word[-1] in _OPENERS or (_MARK.match(following) and following[0] not in _OPENERS):
        return False
    if _DIGIT.match(following):
        return word[-1] in _CLOSERS or (len(word) > 1 and not word[-1].isascii())
    return following[0] in _OPENERS or _NUMBER.search(word) is None


def _may_part(word: str, kind: str, following: str, its_kind: str) -> bool:
    if len(following) == 1 and is_chinese(following) and not _leans_on_next(following, its_kind):
        return False
    return len(word) > 1 or not is_chinese(word) or not _leans_on_next(word, kind)


def _leans_on_next(word: str, kind: str) -> bool:
    return kind in _WITH_NEXT and word not in _BEHIND


def _without_orphans(found: list[int], text: str) -> Iterator[int]:
    """Returns the ends that leave more than one character between spaces on either side."""
    for at in found:
        behind = text.find(" ", at)
        if at - text.rfind(" ", 0, at) > 2 and (len(text) if behind == -1 else behind) - at > 1:
            yield at
