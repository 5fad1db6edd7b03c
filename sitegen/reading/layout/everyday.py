"""What most texts say, whatever they tell of: pairs of ideographs, and how words of letters begin."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

BITS = 21  # of a character's number
PAIR = 2  # ideographs
WORD = re.compile(r"[^\W\d_]{2,}")
_STEM = 6  # letters with which a word begins, which inflection leaves alone
_FILE = Path(__file__).with_name("everyday.txt")


def stem(word: str) -> str:
    """Returns what stands for a word in all its forms: its first letters."""
    return word[:_STEM].lower()


@cache
def everyday_pairs() -> NDArray[np.int64]:
    """Returns the pairs of ideographs that most texts have, as numbers: of the first character, then of the other."""
    return np.array(sorted(ord(entry[0]) << BITS | ord(entry[1]) for entry in _entries() if _is_pair(entry)))


@cache
def everyday_words() -> frozenset[str]:
    """Returns the stems of the words that most texts of a language have."""
    return frozenset(entry for entry in _entries() if not _is_pair(entry))


def _is_pair(entry: str) -> bool:
    return len(entry) == PAIR and entry > "\u3400"


def _entries() -> list[str]:
    lines = _FILE.read_text("utf-8").splitlines()
    return [entry for line in lines if not line.startswith("#") for entry in line.split()]
