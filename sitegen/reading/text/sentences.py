"""Where a sentence of alphabetic text ends, and which line goes on with the one above it.

Everything here looks at one or two canonical lines, and says nothing of lines set in ideographs.
"""

from __future__ import annotations

import re

from sitegen.reading.text.scripts import has_han, is_alphabetic
from sitegen.reading.text.vocabulary import OPEN_ENDS, TITLES

_CLOSERS = "”’“‘)»«›‹\"']} "
# Mr., тов., J., St.: the last word of a line, with its point
_LAST_WORD = re.compile(r"(?:^|(?<=[\s(«„“\"]))(?P<word>[^\W\d_]{1,6})\.$")
_LAST = re.compile(r"(?:^|(?<=[\s(«„“\"]))(?P<word>[^\W\d_]{1,9})$")
_LONGEST_NAME = 60
_TURNED = str.maketrans("»«", "«»")
_APOSTROPHE = re.compile("(?<=[A-Za-zÀ-\u1fff])’")
# MINH AN, THU HÀ, NGỌC LÂM - ANH TÚ, T.PHÚC: capitals are told below, as no class of characters holds them all
_SIGNED = re.compile(
    r"[.!?…][”\"»)]?\s{1,4}(?P<name>(?:[^\W\d_]\.\s?)?[^\W\d_]{2,12}(?:\s(?:- )?[^\W\d_]{1,12}){0,5})$"
)
HYPHENS = "-‐‑¬\u00ad"
_HYPHEN_END = re.compile(rf"[\w.\u0300-\u036f][{HYPHENS}]$")
# a) first, b. second: an item of a list; www., mail@…: an address
_ITEM = re.compile(r"^(?:[^\W\d_]{1,3}[).:]\s|[\w.+-]{1,40}@|https?:|www\.)")


def ends_with_point(text: str) -> bool:
    """Tell whether a line of letters ends a sentence with a point: not behind `Mr.`, `тов.` or an initial."""
    bare = text.rstrip(_CLOSERS)
    if not bare.endswith(".") or len(bare) < 2 or bare[-2].isspace() or has_han(bare[-2]):
        return False
    match = _LAST_WORD.search(bare[-12:]) if text.rstrip().endswith(".") else None  # he said "No."
    return match is None or not _stands_before_name(match["word"], bare[: -len(match[0])].rstrip())


def is_signed(text: str) -> bool:
    """Tell whether a writer's name in capitals closes a line behind its last sentence: `… qua cầu. MINH AN`."""
    match = _SIGNED.search(text[-_LONGEST_NAME:]) if text[-1:].isupper() else None
    return match is not None and match["name"].isupper() and (" " in match["name"] or "." in match["name"])


def _stands_before_name(word: str, before: str) -> bool:
    """`Mr.`, `J.`; but `Elm St.` and `1935 г.` may end a sentence."""
    if len(word) == 1 and word.isupper():
        return True  # J., А.
    if word.lower() not in TITLES:
        return False
    last = before.rpartition(" ")[2]
    return not (last[:1].isupper() or last[-1:].isdecimal()) or word.lower() not in _ALSO_LAST


_ALSO_LAST = frozenset({"st", "mt", "no", "ft", "г", "гг", "м", "стр", "д", "str", "p", "q", "fr", "пр"})


def even_quotes(text: str) -> str:
    """Set a text with `„…“`, `»…«` as `“…”`, `«…»`, and without the apostrophes of `don’t` and `the girls’ school`."""
    if "„" in text:
        text = text.replace("“", "”").replace("„", "“")
    if -1 < text.find("»") < text.find("«"):
        text = text.translate(_TURNED)
    return _APOSTROPHE.sub("", text) if "’" in text and "‘" not in text else text


def runs_on(above: str, below: str) -> bool:
    """Tell whether a line surely goes on with the one above: it begins small, or that one ends in a hyphen."""
    if not (ends_in_hyphen(above, below) or begins_small(below)):
        return False
    return is_alphabetic(above[-40:]) and is_alphabetic(below[:40])


def ends_in_hyphen(above: str, below: str) -> bool:
    """Tell whether a line leaves a word open for the next: `construc-`, `U.S.-`, `A-`."""
    return above[-1:] in HYPHENS and below[:1].isalnum() and _HYPHEN_END.search(above[-2:]) is not None


def begins_small(text: str) -> bool:
    """Tell whether a line begins with a small letter of any alphabet, and so in the middle of a sentence."""
    return text[:1].islower() and not _ITEM.match(text)


def is_open(text: str) -> bool:
    """Tell whether a line of letters ends with a word after which a sentence goes on: `the`, `и`, `của`, `Mr.`"""
    if text.endswith("."):
        return is_alphabetic(text[-16:]) and text[-2:-1].isalpha() and not ends_with_point(text)
    match = _LAST.search(text[-16:]) if text[-1:].islower() else None
    return match is not None and match["word"].islower() and match["word"] in OPEN_ENDS
