"""By which of its words a name stands in an index: John Smith under Smith, the Mill Lane Trust under Mill.

A Chinese name stands as it is written. Of a person's name in letters the last word is the family name, with particles
before it that are written with a capital (Robert De Niro under De, Vincent van Gogh under Gogh), and what follows a
name (Jr., III) stands last. Where families come first (Xi Jinping, Ban Ki-moon, Nguyễn Du) the name stands as it is
written; whether they do is told by lists of family names and by what stands behind them. An editor's `indexes.filed`
goes before all of that. Only the place in the index is found so: what is shown is the name as printed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

_KEPT = 1 << 16
_LETTERS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "Ae"})
_MORE_LETTERS = str.maketrans({"œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th", "ð": "d", "Ð": "D", "ı": "i"})
_IDEOGRAPHIC = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")
_BEHIND = re.compile(r"(?:jr|sr|esq|ph\.?d|m\.?d|m\.?p|k\.?c|q\.?c|ii|iii|iv|v|vi|vii|viii)\.?$", re.I)
_PARTICLES = re.compile(
    r"(?:a[lp]|be?n|bin|da|dalla|das|dei?|della?|de[nrs]|di|dos?|du|el|fitz|las?|les?|los|mac|san|santa|st\.?|ten?|ter|van"
    r"|vande[nr]?|von|zum?|zur)$",
    re.I,
)
_LOWER_PREFIX = re.compile(r"(?:[a-z]{1,4}-|[dl]['’])(?=[A-Z])")  # al-Assad, d'Estaing
_FINAL = r"(?:er|[aeo]ng?|ai|ei|ao|ou|a|o|e|i(?:ao|ang?|e|u|ng?|ong|a)?|u(?:ai|ang?|o|i|n|e|a)?|ong|ü[en]?|v[en]?)"
_PINYIN = re.compile(rf"(?:(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?{_FINAL}['’]?-?){{1,2}}$")
_ONSET = r"(?:[zcstkpg]h|ngh?|nh|tr|ts|gi|kw|hw|hy|[bcdfghjklmnpqrstvwxyz]y?)"
_SYLLABLE = re.compile(rf"{_ONSET}?[aeiouy]{{1,4}}(?:ng|nh|ch|h|[ckmnptlw])?$")


def _read() -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    rows = (Path(__file__).parents[2] / "data" / "family-first.txt").read_text("utf-8")
    rows = re.sub("^#.*$", "", rows, flags=re.M)
    for part in rows.split("[")[1:]:
        name, _, words = part.partition("]")
        found[name] = frozenset(words.split())
    return MappingProxyType(found)


_FIRST = _read()


def in_characters(name: str) -> bool:
    """Tell whether a name is written in characters, Chinese or other ones, and so stands as it is written."""
    return _IDEOGRAPHIC.search(name) is not None


@lru_cache(maxsize=_KEPT)
def filed(kind: str, name: str) -> tuple[str, str]:
    """Returns the part of a name under which it is listed, and the rest: Smith, John; Mill, Lane Trust The."""
    words = name.replace(",", " , ").split()
    if in_characters(name) or not name.strip(" ,"):
        return name, ""
    if kind != "people":
        words = words[1:] + words[:1] if len(words) > 1 and words[0].lower() == "the" else words
        return words[0], " ".join(words[1:])
    if "," in words[1:-1]:
        at = words.index(",")
        return " ".join(words[:at]), " ".join(words[at + 1 :])
    words = [word for word in words if word != ","]
    return (words[0], " ".join(words[1:])) if is_family_first(words) else _family_last(words)


def plain(name: str) -> str:
    """Returns a name without the marks of its Latin letters: Émile as Emile, Łódź as Lodz."""
    apart = unicodedata.normalize("NFKD", name.translate(_LETTERS).translate(_MORE_LETTERS))
    bare = re.sub(r"(?<=[A-Za-z])[\u0300-\u036f]+", "", apart)
    return unicodedata.normalize("NFC", bare)


def is_family_first(words: list[str]) -> bool:
    """Tell whether the words of a name begin with the family's."""
    first, *rest = (unicodedata.normalize("NFC", word).lower() for word in words or [""])
    if not rest or first in _FIRST["marked"]:
        return True
    if len(rest) == 1 and first in _FIRST["pinyin"] and _PINYIN.match(rest[0]):
        return True
    if len(rest) > 1 and first in _FIRST["plain"]:
        return True
    given = [piece for word in rest for piece in word.split("-")]
    return len(given) > 1 and first in _FIRST["syllables"] and all(map(_SYLLABLE.match, given))


def _family_last(words: list[str]) -> tuple[str, str]:
    """Returns the family's name and the given ones, of a name in which they stand the other way round."""
    end = len(words)
    while end > 1 and _BEHIND.match(words[end - 1]):
        end -= 1
    start = at = end - 1
    while at > 1 and _PARTICLES.match(words[at - 1]):
        at -= 1
        if words[at][0].isupper():
            start = at
    family = _LOWER_PREFIX.sub("", words[start], count=1)
    return " ".join((family, *words[start + 1 : end])), " ".join((*words[:start], *words[end:]))
