"""Runs of names as print spaces them: `赵  兵  沈童睿` is two people, `王 若 溪` one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from sitegen.reading.text.people_lines import MAKING
from sitegen.reading.text.words import SURNAMES, is_person_name
from sitegen.surnames import DOUBLE_SURNAMES

_SEPARATORS = re.compile(r"[、,;/●○■□◎◆◇★☆:]|\s+")
_DOT = re.compile(r"\s{0,4}·\s{0,4}(?=\S)")  # 伊琳娜· 安东诺娃
_SIZES = (2, 3)  # characters of a name
_MADE = frozenset(f"{MAKING}答")  # behind the name of who made something
_NEVER_GIVEN = _MADE - frozenset("画图文")  # with which no given name ends
MOST_SPACED = 12  # characters in a row that may be names


def split_names(text: str) -> tuple[str, ...]:
    """Cut a run of names as bylines space them: `赵  兵  沈童睿` is two people, `李三、王五` are two.

    Newspapers set a two-character name with a space inside, so that it is as wide as one of three characters; a
    converter may leave a space behind every character.
    """
    if text.isalpha():
        return (text,)
    words = [w for w in _SEPARATORS.split(_DOT.sub("·", text)) if w]
    if not any(len(word) == 1 for word in words):
        return tuple(words)
    return tuple(_joined([name for run in _runs(words) for name in run]))


def names_people(text: str) -> bool:
    """Tell whether a canonical text holds names of people and nothing else: `赵  兵  沈童睿`."""
    return all(map(is_person_name, split_names(text) or ("",)))


def _runs(words: Sequence[str]) -> Iterator[Sequence[str]]:
    """Returns words run by run, and of single characters the names that they are."""
    for single, run in groupby(words, key=lambda word: len(word) == 1):
        found = list(run)
        yield _of_characters(found) if single else found


def _of_characters(characters: Sequence[str]) -> list[str]:
    """Cut characters that are spaced alike into names that begin with a surname; else they are pairs.

    The last of three may begin a name whose rest stands together, 张 晓峰, but that is rarer than a name of three.
    """
    if len(characters) <= MOST_SPACED and characters[-1] not in _NEVER_GIVEN:
        for sizes in _partitions(len(characters)):
            names = _cut(characters, sizes)
            if len(names) == 1 or all(map(is_person_name, names)):
                return names
    return _cut(characters, [2] * (len(characters) // 2))


def _partitions(length: int) -> Iterator[list[int]]:
    """Returns all ways to make a length of names of two and three characters, those of two first."""
    if length in _SIZES:
        yield [length]
    for size in _SIZES:
        if length > size:
            yield from ([size, *rest] for rest in _partitions(length - size))


def _cut(characters: Sequence[str], sizes: Sequence[int]) -> list[str]:
    names, at = list[str](), 0
    for size in sizes:
        names.append("".join(characters[at : at + size]))
        at += size
    return [*names, *characters[at:]]


def _joined(words: Sequence[str]) -> Iterator[str]:
    """Join characters that stand alone to the words that they were set apart from."""
    at = 0
    while at < len(words):
        names = _at_start(words[at : at + 3])
        yield from names
        at += 3 if len(names) == 2 else 2 if names[0] != words[at] else 1


def _at_start(words: Sequence[str]) -> tuple[str, ...]:
    """Returns the name that two words begin with, or the two that three are, or the first word."""
    word, following, last = (*words, "", "")[:3]
    if len(word) == 1 and _is_rest(following):
        if len(last) == 1 and following[1] in SURNAMES:
            return word + following[0], following[1] + last  # 丰 收耿 直
        if word in SURNAMES:
            return (word + following,)  # 张 晓峰
    if word in DOUBLE_SURNAMES and len(following) in (1, 2) and not is_person_name(following):
        return (word + following,)  # 欧阳 敏
    if (
        len(word) == 2
        and len(following) == 1
        and is_person_name(word)
        and following not in SURNAMES
        and following not in _MADE
    ):
        return (word + following,)  # 林上 军
    return (word,)


def _is_rest(word: str) -> bool:
    return len(word) == 2 and not is_person_name(word)
