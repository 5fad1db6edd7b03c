"""What the search compares: the one reduction of text to tokens that the index and the reader's browser share.

`static/search/tokens.js` of the theme is its twin, which makes terms one by one; `tests/fixtures/search_tokens.json`
holds the two equal. A change here without the same change there loses results.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from sitegen.traditional import SIMPLIFIED

# What the rules below are called; a client that knows another name must not ask this index.
RULES = "bigrams-4"

# Soft hyphens, zero-width and direction marks, variation selectors: no reader sees or types them, so they must not
# stand between two characters that look adjacent.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)
# First and last code point of what counts as a Han character; fixed, so that every Unicode version says the same.
HAN_RANGES = (
    (0x3005, 0x3005),
    (0x3007, 0x3007),
    (0x3021, 0x3029),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFD),
)
_HAN_CLASS = "".join(f"{chr(first)}-{chr(last)}" for first, last in HAN_RANGES)
WORD = re.compile(f"[^ {_HAN_CLASS}]+")  # of runs joined by blanks: what stands between Han characters
NUMBER = "#"  # begins the term of three digits that stand side by side; stands in no text that is compared
_NUMBERS = re.compile("[0-9]{3,}")
_TO_SIMPLIFIED = str.maketrans(dict(SIMPLIFIED))
# Those of the first block: a class of characters up to U+FFFF is ten times as fast as one with characters beyond.
_TRADITIONAL = re.compile("[{}]".format("".join(each for each in SIMPLIFIED if "\u4e00" <= each <= "\u9fff")))


def fold(text: str) -> str:
    """Returns the form in which text is compared, never shown: width, letter case and traditional characters are equal.

    Compatibility forms are made one by NFKC, traditional characters become simplified ones, each by itself, and so do
    radicals that a converter left. Folding a
    cut of a text gives the same as cutting the folded text, as long as the cut separates no mark from its letter: that
    is why final sigma, the one lower case that depends on what follows, becomes the plain one. Folding twice changes
    nothing.
    """
    wide = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    lower = wide.lower().replace("ς", "σ")
    # Lower case may leave a letter and a mark that compose (J̌ → ǰ): hence the second normalisation.
    folded = lower if lower == wide else unicodedata.normalize("NFKC", lower)
    # Most texts have nothing to map, and looking costs less than translating.
    return folded if SIMPLIFIED.keys().isdisjoint(folded) else folded.translate(_TO_SIMPLIFIED)


def fold_all(texts: Sequence[str]) -> Sequence[str]:
    """Returns the folded forms of many short texts, made at once: none of them changes another behind a line's end."""
    folded = fold("\n".join(texts)).split("\n")
    return folded if len(folded) == len(texts) else [*map(fold, texts)]


def has_traditional(text: str) -> bool:
    """Tell whether a text has characters that folding maps from traditional to simplified, or radicals."""
    rare = unicodedata.normalize("NFKC", "".join(set(_BEYOND.findall(text))))  # a compatibility form may be one
    return bool(_TRADITIONAL.search(text)) or not SIMPLIFIED.keys().isdisjoint(rare)


class _Breaks(dict[int, str]):
    """For `str.translate`: keeps what may stand in a run and makes a blank of everything else."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        # Planes 2 and 3 are reserved for ideographs: rare names newer than this Python's Unicode are found as well.
        kept = unicodedata.category(character)[0] in "LNM" or "\U00020000" <= character <= "\U0003fffd"
        self[code] = character if kept else " "
        return self[code]


_BREAKS = _Breaks()


# Most paragraphs hold nothing but ideographs of the first block, ASCII and the common Chinese marks, of which folding
# changes letter case and traditional characters alone; a test holds the short way equal to the long one.
_BEYOND = re.compile("[^\u4e00-\u9fff〇 -~，。、；：？！“”‘’（）《》〈〉【】—…·\u3000％]")
_PLAIN_RUN = re.compile("[0-9a-z〇\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003fffd]+")  # simplified forms may be rare


def runs(text: str) -> tuple[str, ...]:
    """Returns the maximal runs of letters, digits, ideographs and marks of the folded text, in order."""
    if _BEYOND.search(text):
        return tuple(fold(text).translate(_BREAKS).split())
    folded = text.lower()
    for character in set(_TRADITIONAL.findall(folded)):
        folded = folded.replace(character, SIMPLIFIED[character])
    return tuple(_PLAIN_RUN.findall(folded))


def squash(text: str) -> str:
    """Fold and keep only what can stand in a run, for comparing whole phrases regardless of punctuation and space."""
    return "".join(runs(text))


def length_in_tokens(line: str) -> int:
    """Returns how many tokens the runs joined by blanks have, without making them."""
    found = WORD.findall(line)
    blanks = line.count(" ")
    ideographs = len(line) - blanks - sum(map(len, found))
    pairs = len(line) - 2 * blanks - 1 if line else 0
    in_numbers = sum(len(number) - 2 for number in _NUMBERS.findall(line))
    return ideographs + pairs + in_numbers + sum(len(word) != 2 for word in found)
