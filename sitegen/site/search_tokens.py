"""What the search compares: the one reduction of text to tokens that the index and the reader's browser share.

`static/search/tokens.js` of the theme is its twin; `tests/fixtures/search_tokens.json` holds the two equal. A change
here without the same change there loses results.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby

# Soft hyphens, zero-width and direction marks, variation selectors: no reader sees or types them, so they must not
# stand between two characters that look adjacent.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)
_HAN = re.compile("[\u3005\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd]")


def fold(text: str) -> str:
    """Give the form in which text is compared, never shown: compatibility forms (NFKC) and letter case are made equal.

    Folding a cut of a text gives the same as cutting the folded text, as long as the cut separates no mark from its
    letter: that is why final sigma, the one lower case that depends on what follows, becomes the plain one. Folding
    twice changes nothing. Traditional characters would be mapped to simplified ones here and nowhere else.
    """
    # Lower case may leave a letter and a mark that compose (J̌ → ǰ): hence the second normalisation.
    lower = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).lower().replace("ς", "σ")
    return unicodedata.normalize("NFKC", lower)


@cache
def is_ideograph(character: str) -> bool:
    """Tell whether one code point is a Han character; fixed ranges, so that every Unicode version says the same."""
    return _HAN.match(character) is not None


@cache
def _in_run(character: str) -> bool:
    # Planes 2 and 3 are reserved for ideographs: rare names newer than this Python's Unicode are found as well.
    return unicodedata.category(character)[0] in "LNM" or "\U00020000" <= character <= "\U0003fffd"


def runs(text: str) -> tuple[str, ...]:
    """Give the maximal runs of letters, digits, ideographs and marks of the folded text, in order."""
    return tuple("".join(group) for kept, group in groupby(fold(text), _in_run) if kept)


def squash(text: str) -> str:
    """Fold and keep only what can stand in a run, for comparing whole phrases regardless of punctuation and space."""
    return "".join(runs(text))


def bigrams(run: str) -> Iterator[str]:
    """Give every two neighbouring code points of a run, whatever their scripts."""
    return (run[at : at + 2] for at in range(len(run) - 1))


def words(run: str) -> Iterator[str]:
    """Give the parts of a run that hold no ideograph: `110` of `执行110号`."""
    return ("".join(group) for han, group in groupby(run, is_ideograph) if not han)


def tokens(text: str) -> list[str]:
    """Give the index terms of a text, repeated as often as they occur.

    Of each run, in this order: its ideographs one by one, its bigrams, its words of other scripts (a word of two
    characters within a longer run is already a bigram and not repeated). Bigrams run across Latin and digits too, so
    that a query cut out of the middle of a number finds its article. A run of one character gives that character.
    """
    return [token for run in runs(text) for token in _tokens_of(run)]


def _tokens_of(run: str) -> Iterable[str]:
    if len(run) == 1:
        return (run,)
    singles = (character for character in run if is_ideograph(character))
    whole = (word for word in words(run) if len(word) != 2)
    return (*singles, *bigrams(run), *whole)
