"""The words that many articles begin with, for whoever types their pinyin: 执行 for `zhixing`, 执行工作 for `zxgz`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import chain, pairwise

import rjieba

from sitegen.site.search.documents import SearchDocument

WORD = "word"
LEAST = 3  # articles that have a word which is offered
MOST = 3_000  # words of an edition
_READ = 80  # characters of the first block of text
_WORD = re.compile("[一-鿿]{2,4}")
_LONGEST = 6  # characters of two words that stand together


def words_in(document: SearchDocument) -> frozenset[str]:
    """Returns the words of a headline and of the beginning of its text, and each two that stand together."""
    first = document.text[0][:_READ] if document.text else ""
    texts = (text.encode("utf-8", "ignore").decode() for text in (document.headline, first))  # no lone surrogates
    return frozenset(word for text in texts for word in _words(text))


def _words(text: str) -> Iterator[str]:
    cut = rjieba.cut(text, True)
    words = [word if _WORD.fullmatch(word) else "" for word in cut]
    yield from filter(None, words)
    yield from (one + other for one, other in pairwise(words) if one and other and len(one + other) <= _LONGEST)


def counted(documents: Iterable[SearchDocument]) -> str:
    """Returns the words of some documents, each as often as in how many of them it stands, joined to a text."""
    return " ".join(sorted(chain.from_iterable(map(words_in, documents))))


def common(packed: Iterable[str], named: Collection[str]) -> list[tuple[str, int]]:
    """Returns the words that most documents of an edition have, with their numbers; what is a name is none of them."""
    counts: Counter[str] = Counter()
    for some in packed:
        counts.update(some.split())
    listed = [(word, count) for word, count in counts.items() if count >= LEAST and word not in named]
    return sorted(listed, key=lambda one: (-one[1], one[0]))[:MOST]
