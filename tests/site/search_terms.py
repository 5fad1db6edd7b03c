"""The terms of a text, one by one: what the arrays of the index and the browser's script are held to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby

from sitegen.site.search.tokens import HAN_RANGES, NUMBER, runs

_HAN = re.compile("[{}]".format("".join(f"{chr(first)}-{chr(last)}" for first, last in HAN_RANGES)))
_NUMBERS = re.compile("[0-9]{3,}")


@cache
def is_ideograph(character: str) -> bool:
    """Tell whether one code point is a Han character; fixed ranges, so that every Unicode version says the same."""
    return _HAN.match(character) is not None


def bigrams(run: str) -> Iterator[str]:
    """Returns every two neighbouring code points of a run, whatever their scripts."""
    return (run[at : at + 2] for at in range(len(run) - 1))


def words(run: str) -> Iterator[str]:
    """Returns the parts of a run that hold no ideograph: `110` of `执行110号`."""
    return ("".join(group) for han, group in groupby(run, is_ideograph) if not han)


def triples(run: str) -> Iterator[str]:
    """Returns every three neighbouring digits of a run: `#202`, `#024` of `2024年`.

    Two digits stand in so many numbers that they tell little: `98` and `83` are in most texts that lack `983`.
    """
    return (f"{NUMBER}{number[at : at + 3]}" for number in _NUMBERS.findall(run) for at in range(len(number) - 2))


def tokens(text: str) -> list[str]:
    """Returns the index terms of a text, repeated as often as they occur.

    Of each run, in this order: its ideographs one by one, its bigrams, the triples of its digits, its words of other
    scripts (a word of two characters within a longer run is already a bigram and not repeated). Bigrams run across
    Latin and digits too, so that a query cut out of the middle of a number finds its article. A run of one character
    gives that character.
    """
    return [token for run in runs(text) for token in _tokens_of(run)]


def _tokens_of(run: str) -> Iterable[str]:
    if len(run) == 1:
        return (run,)
    singles = (character for character in run if is_ideograph(character))
    whole = (word for word in words(run) if len(word) != 2)
    return (*singles, *bigrams(run), *triples(run), *whole)
