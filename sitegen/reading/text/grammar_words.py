"""Words of grammar: in which language a text of letters is written, and of what classes its words are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

from sitegen.reading.text.vocabulary import GRAMMAR

CLASSES = ("auxiliary", "conjunction", "determiner", "particle", "preposition", "pronoun", "question")
OTHER = "other"
FEWEST = 3  # words of grammar by which a language is told
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")


@cache
def _languages() -> Mapping[str, Mapping[str, str]]:
    """Returns the class of each word, by language."""
    found: dict[str, dict[str, str]] = {}
    for word, meanings in GRAMMAR.items():
        for meaning in meanings:
            found.setdefault(meaning.language, {})[word] = CLASSES[meaning.number]
    return found


def language_of(text: str) -> str:
    """Returns the language of whose words of grammar a text of letters has most, "" where it has hardly any."""
    times = Counter(_WORD.findall(text.lower()))
    found = {name: sum(times[word] for word in words.keys() & times.keys()) for name, words in _languages().items()}
    best = max(found, key=lambda name: (found[name], name))
    return best if found[best] >= FEWEST else ""


def classes_of(text: str, language: str) -> tuple[str, ...]:
    """Returns the classes of the words of a text, OTHER for those that are none of grammar."""
    words = _languages().get(language, {})
    return tuple(words.get(word, OTHER) for word in _WORD.findall(text.lower()))
