"""The segmenter's word classes, as the rules for names ask for them."""

from __future__ import annotations

from functools import lru_cache

import rjieba

Word = tuple[str, str]  # with the word class that the segmenter gives it

_OF_A_SENTENCE = ("v", "d", "ad", "p", "c", "r", "u", "y")  # how the classes of such words begin
_NOMINAL = frozenset(("vn", "an"))


@lru_cache(maxsize=8192)  # the same names come again and again
def words_of(text: str) -> tuple[Word, ...]:
    """Cut a text into words with their classes."""
    return tuple(rjieba.tag(text))


def is_sentence(kind: str) -> bool:
    """Tell whether a word of a class belongs to a sentence and to no name: a verb, preposition, pronoun …"""
    return kind.startswith(_OF_A_SENTENCE) and kind not in _NOMINAL
