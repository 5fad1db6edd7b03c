"""Proves that the published search finds: runs the theme's own scripts on the published index, without a browser.

Needs the `test` extra (mini-racer, which is V8).
"""

from __future__ import annotations

import json
import random
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType

from sitegen.site.artifacts import Artifact
from sitegen.site.search import SearchDocument
from sitegen.site.search_tokens import fold, runs, squash

LONGEST_SAMPLE = 20  # characters as a reader counts them
RUNS_PER_DOCUMENT = 50
_AT_ONCE = 500
# White space and a hyphen is where a text cut out of an article says to the query language: without this word.
_EXCLUSION = re.compile(r"(?:^|\s)[-－]\S")


@dataclass(frozen=True, slots=True)
class Miss:
    """A query cut out of a document that did not find it."""

    query: str
    ordinal: int  # of the document


@dataclass(frozen=True, slots=True)
class Proof:
    """What was asked and what was not found; `asked` counts pairs of a query and a document that contains it."""

    asked: int
    misses: tuple[Miss, ...]


class Client:
    """The search of a site in a JavaScript engine of its own; close it, or use it in a `with`."""

    def __init__(self, scripts: Sequence[str]) -> None:
        """Run the texts of classic scripts in the order a page would."""
        from py_mini_racer import MiniRacer

        self._engine = MiniRacer()
        for script in scripts:
            self._engine.eval(script)

    def __enter__(self) -> Client:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Free the engine."""
        self._engine.close()

    def call(self, function: str, *arguments: object) -> object:
        """Give what a JavaScript function expression returns, undefined as None; arguments and result pass as JSON."""
        # JSON with \\u escapes carries lone surrogates too.
        passed = ",".join(json.dumps(argument) for argument in arguments)
        result: object = json.loads(str(self._engine.eval(f"JSON.stringify(({function})({passed}) ?? null)")))
        return result

    def find(self, query: str) -> list[int]:
        """Give the ordinals of the documents found, best first."""
        return self.find_each([query])[0]

    def find_each(self, queries: Sequence[str]) -> list[list[int]]:
        """Give for each query the ordinals of the documents found, best first."""
        found = self.call("qs => qs.map(q => sitegenSearch.find(q).results.map(r => r.ordinal))", list(queries))
        assert isinstance(found, list)
        return found


def run_client(scripts: Sequence[str]) -> Client:
    """Start a client: `scripts` are the texts of tokens.js, client.js, lunr.min.js, the index and the documents."""
    return Client(scripts)


def prove(
    documents: Sequence[SearchDocument], artifacts: Sequence[Artifact], scripts: Sequence[str], sample: int | None
) -> Proof:
    """Ask for runs cut out of every document and note which do not find it.

    `artifacts` are those of `make_search`, `scripts` the theme's. Asked are every two adjacent characters and 50 longer
    runs of each document, or of both at most `sample`; always the same ones.
    """
    expected: dict[str, set[int]] = {}
    for ordinal, document in enumerate(documents):
        for query in _queries(document, ordinal, sample):
            expected.setdefault(query, set()).add(ordinal)
    queries = sorted(expected)
    misses: list[Miss] = []
    with run_client([*scripts, *(artifact.content.decode() for artifact in artifacts)]) as client:
        for start in range(0, len(queries), _AT_ONCE):
            batch = queries[start : start + _AT_ONCE]
            for query, found in zip(batch, client.find_each(batch), strict=True):
                misses += (Miss(query, ordinal) for ordinal in sorted(expected[query].difference(found)))
    return Proof(sum(map(len, expected.values())), tuple(misses))


def _queries(document: SearchDocument, ordinal: int, sample: int | None) -> Iterable[str]:
    chance = random.Random(ordinal)
    texts = [_characters(text) for text in (document.headline, *document.text)]
    pairs = sorted({pair for text in texts for pair in _pairs(text)})
    if sample is not None:
        pairs = chance.sample(pairs, min(sample, len(pairs)))
    yield from pairs
    count = RUNS_PER_DOCUMENT if sample is None else min(sample, RUNS_PER_DOCUMENT)
    yield from _longer(texts, count, chance)


def _characters(text: str) -> list[str]:
    """Split into characters as a reader counts them: a letter with its marks is one, what is invisible is none."""
    characters: list[str] = []
    for character in text:
        if characters and unicodedata.category(character)[0] == "M":
            characters[-1] += character
        elif fold(character):
            characters.append(character)
    return characters


def _pairs(characters: Sequence[str]) -> Iterator[str]:
    for at in range(len(characters) - 1):
        pair = "".join(characters[at : at + 2])
        if len(runs(pair)) == 1 and all(map(squash, characters[at : at + 2])):
            yield pair


def _longer(texts: Sequence[Sequence[str]], count: int, chance: random.Random) -> Iterator[str]:
    long_enough = [text for text in texts if len(text) > 2]
    for _ in range(count if long_enough else 0):
        text = chance.choice(long_enough)
        length = chance.randint(3, min(LONGEST_SAMPLE, len(text)))
        start = chance.randint(0, len(text) - length)
        query = "".join(text[start : start + length])
        if squash(text[start]) and squash(text[start + length - 1]) and not _EXCLUSION.search(query):
            yield query
