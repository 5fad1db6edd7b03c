"""Text as rules match it: half-width marks, and simplified characters for the traditional ones in words of rules.

Every change is one character for one, so that a place found in folded text is the same place in what was printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from sitegen.traditional import SIMPLIFIED

# White of other widths, by which converters of PDF and office files indent: of an em, an en, a figure, a hair …
TYPOGRAPHIC_SPACES = "".join(map(chr, (*range(0x2000, 0x200B), 0x202F, 0x205F)))

# Rules are written once, for half-width marks: full-width ASCII and spaces become half-width.
CANONICAL = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | {"\N{IDEOGRAPHIC SPACE}": " ", "\N{NO-BREAK SPACE}": " ", "\t": " ", "〔": "(", "〕": ")"}
    | dict.fromkeys(TYPOGRAPHIC_SPACES, " ")
    | {"‧": "·", "•": "·", "･": "·", "・": "·"}
    | {"∶": ":", "︰": ":"}  # a ratio and a leader, which typists and converters take for colons
    | dict(zip("｡､｢｣", "。、「」", strict=True))  # as narrow as kana of old terminals
    | dict(zip("﹐﹑﹒﹔﹕﹖﹗﹙﹚﹝﹞", ",、.;:?!()()", strict=True))  # small forms, which some fonts had
    | dict(
        zip("︐︑︒︓︔︕︖︙︱︵︶︹︺︻︼︽︾︿﹀﹁﹂﹃﹄", ",、。:;!?…—()()【】《》〈〉「」『』", strict=True)
    )  # for columns
)


def _is_traditional_alone(character: str) -> bool:
    """Tell whether a character is none of simplified texts: 著 and 乾 are, beside 着 and 干.

    Those beyond U+FFFF stand in no word of rules, and a class of characters that has some is looked up slowly.
    """
    if character > "\uffff":
        return False
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False


# No rule should see a character where a simplified text has printed another.
_FOR_RULES = {ord(before): after for before, after in SIMPLIFIED.items() if _is_traditional_alone(before)}


# The marks that most lines have are replaced one by one, which is quick; what is left for a pattern are few.
_USUAL = {mark: str.translate(mark, CANONICAL) for mark in "，：；（）！？\u3000"}


def _replacing(table: Mapping[int, int | str]) -> Callable[[str], str]:
    """Make a function that replaces single characters; for the few there are it is ten times as fast as translate."""
    new = {chr(code): becomes if isinstance(becomes, str) else chr(becomes) for code, becomes in table.items()}
    of = new.__getitem__
    found = re.compile(f"[{re.escape(''.join(new))}]")

    def replaced(text: str) -> str:
        for mark, becomes in _USUAL.items():
            text = text.replace(mark, becomes)
        return found.sub(lambda match: of(match[0]), text)

    return replaced


_half_width = _replacing(CANONICAL)
_for_rules = _replacing({**CANONICAL, **_FOR_RULES})


def half_width(text: str) -> str:
    """Returns a text with half-width marks and digits, of the same length."""
    return _half_width(text)


def fold(text: str) -> str:
    """Returns a text as rules match it, of the same length."""
    return _for_rules(text)
