"""What print means by its marks and words: sentence ends, names of people, institutions, makers."""

from __future__ import annotations

import re
from functools import lru_cache

from sitegen.reading.lexicon.load import either, entries
from sitegen.reading.text import scripts
from sitegen.reading.text.sentences import ends_with_point, even_quotes, is_signed
from sitegen.surnames import DOUBLE_SURNAMES

HAN = scripts.HAN

# Marks that end a sentence (GB/T 15834-2011, 4.1-4.3), after canonical folding.
STOPS = "。!?…"
OPENERS = "“‘(《〈「『【[{«"
CLOSERS = "”’)》〉」』】]}»"
PAIRS = dict(zip(CLOSERS, OPENERS, strict=True))
_BRACKETS = re.compile(f"[{re.escape(OPENERS + CLOSERS)}]")

# What makes a bare `王小川` under a headline a byline.
SURNAMES = entries("surnames")

_ALL_HAN = re.compile(f"[{HAN}]+")
_DOTTED = re.compile(rf"[{HAN}]{{1,8}}(?:·[{HAN}]{{1,8}}){{1,3}}")

INSTITUTION_END = either("institution-ends")
UNIT_ENDS = "组社站所室会队院处店厂场"  # of smaller ones: 宣传组, 办公室

# 本报记者, 驻河湾首席记者, 特约评论员: who makes a newspaper
MAKER = rf"(?:{either('own-outlets')})?(?:驻[{HAN}]{{1,6}}|{either('maker-ranks')})?(?:{either('makers', wide=2)})"

# 本报记者王一靖本报通讯员…: set solid, what stands before the second 本报 is no part of an outlet's name
_OUTLET_NAME = rf"(?:(?!记者|通讯员|本报|本刊|本网)[{HAN}]){{2,8}}"
# The newspaper, agency or site before 记者.
OUTLET = rf"(?:{either('own-outlets', 'agencies')}|{_OUTLET_NAME}(?:{either('outlet-ends')}))"


def is_surname_start(name: str) -> bool:
    """Tell whether a word begins with a Chinese surname."""
    return name[:2] in DOUBLE_SURNAMES or name[:1] in SURNAMES


def is_person_name(name: str) -> bool:
    """Tell whether a word looks like a person's name: surname and one or two characters, or a transcribed name with ·.

    `name` has no inner spaces. Mongolian, Tibetan, Uyghur names are taken only with their middle dot.
    """
    if "·" in name and _DOTTED.fullmatch(name):
        return True
    if name[:2] in DOUBLE_SURNAMES:
        return 3 <= len(name) <= 4 and _ALL_HAN.fullmatch(name) is not None
    return name[:1] in SURNAMES and 2 <= len(name) <= 3 and _ALL_HAN.fullmatch(name) is not None


# Letters beyond ASCII that are no wider than it: Cyrillic, accented and Vietnamese ones.
_NARROW = re.compile("[À-ÖØ-\u1fff]")


def width(text: str) -> float:
    """Returns the width of a text in ideographs; Latin, Cyrillic and other letters are about half as wide."""
    narrow = len(text.encode("ascii", "ignore"))
    return len(text) - (narrow if narrow == len(text) else narrow + len(_NARROW.findall(text))) / 2


@lru_cache(maxsize=4096)  # detectors, signs and joints ask it of the same lines
def unclosed(text: str) -> str:
    """Returns the opening marks of a line that it does not close, in order (canonical text)."""
    stack: list[str] = []
    for char in _BRACKETS.findall(even_quotes(text)):
        if char in OPENERS:
            stack.append(char)
        elif stack and stack[-1] == PAIRS[char]:
            stack.pop()
    return "".join(stack)


def unopened(text: str) -> bool:
    """Tell whether a line closes a quotation or bracket that it did not open (canonical text)."""
    depth: dict[str, int] = {}
    for char in _BRACKETS.findall(even_quotes(text)):
        if char in OPENERS:
            depth[char] = depth.get(char, 0) + 1
        else:
            opener = PAIRS[char]
            if not depth.get(opener):
                return True
            depth[opener] -= 1
    return False


# …由算法说了算。——网友“山那边”: who said it stands behind the stop
_SAID_BY = re.compile(r"[。!?”](?:——|--)[^,。!?;:]{2,16}$")

# 1., 一.: the number of an item, and no sentence
_LIST_NUMBER = re.compile(r"[(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})\.$")
# …完成排查.: a point for 。, as OCR reads it
_HAN_POINT = re.compile(rf"[{HAN}]\.$")


@lru_cache(maxsize=4096)  # rules ask it of the same lines again and again
def ends_sentence(text: str) -> bool:
    """Tell whether a canonical line ends where a sentence may end: stop, colon, dash, closed quotation after a stop."""
    if text.startswith("(") and text.endswith(")") and "(" not in text[1:]:
        return True  # (文中人物均为化名): a note in brackets is whole
    bare = text.rstrip(CLOSERS + "\"' ")
    if bare.endswith((*STOPS, "——", ":", "--", "......")):
        return True
    if _SAID_BY.search(text):
        return True
    if _LIST_NUMBER.match(bare):
        return False
    return ends_with_point(text) or _HAN_POINT.search(bare[-2:]) is not None or is_signed(text)
