"""Ideographs and letters: what a line is set in."""

from __future__ import annotations

import re

HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
# A letter of any alphabet, or a mark that some converters write behind its letter.
LETTER = r"(?:[^\W\d_]|[\u0300-\u036f])"
_ALPHABETS = (*range(0x41, 0x250), *range(0x370, 0x530), *range(0x1E00, 0x1F00))  # Latin, Greek, Cyrillic
CAPITAL = "[" + "".join(letter for letter in map(chr, _ALPHABETS) if letter.isupper()) + "]"
_HAN = re.compile(f"[{HAN}]")
_LETTER = re.compile(LETTER)


def has_han(text: str) -> bool:
    """Tell whether a text has an ideograph in it; most have where they begin."""
    return "\u4e00" <= text[:1] <= "\u9fff" or (not text.isascii() and _HAN.search(text) is not None)


def is_alphabetic(text: str) -> bool:
    """Tell whether a line is set in letters, not in ideographs."""
    return not has_han(text) and _LETTER.search(text) is not None
