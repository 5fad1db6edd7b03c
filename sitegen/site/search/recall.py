"""Proves that the published search finds: runs the theme's own scripts on the published index, without a browser.

Needs the `test` extra (mini-racer, which is V8).
"""

from __future__ import annotations

import json
import random
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from math import ceil
from typing import Any

from sitegen.site.artifacts import Artifact
from sitegen.site.search.client import Client, run_client
from sitegen.site.search.tokens import fold, runs, squash
from sitegen.site.theme import assets
from sitegen.traditional import RADICALS
from sitegen.visible import plain_json

LONGEST_SAMPLE = 20  # characters as a reader counts them
RUNS_PER_ARTICLE = 50
# Above, so many articles are asked for, each with so many pairs of neighbours and longer runs.
ARTICLES_IN_FULL = 200
SAMPLED_PAIRS, SAMPLED_RUNS = 100, 20
FIRST = 10  # results among which an article's own headline must find it
MISSES_NAMED = 20
_AT_ONCE = 500
# White space and a hyphen is where a text cut out of an article says to the query language: without this word.
_EXCLUSION = re.compile(r"(?:^|\s)[-－]\S")
_RADICAL = re.compile("[\u2e80-\u2fdf]")
_MARKS = re.compile('["“”＂]')

# For each [query, ids]: which of the ids it does not lead to.
_MISSED = """
async (questions) => {
  const missed = [];
  for (const [query, ids] of questions) {
    const answer = await sitegenSearch.find(query);
    const lost = [];
    for (const id of ids) if (answer.near || answer.empty || !(await answer.reaches(id))) lost.push(id);
    missed.push(lost);
  }
  return missed;
}
"""
_FIRST = (
    "async (queries) => Promise.all(queries.map(async (q) => (await sitegenSearch.find(q)).results.map((r) => r.id)))"
)


@dataclass(frozen=True, slots=True)
class Miss:
    """A query cut out of an article that did not lead to it."""

    query: str
    address: str  # of the article


@dataclass(frozen=True, slots=True)
class Recall:
    """What was asked and what was not found.

    `asked` counts pairs of a query and an article that contains it; where `sampled` is less than `articles`, queries
    were cut out of that many only.
    """

    articles: int
    sampled: int
    queries: int
    asked: int
    misses: tuple[Miss, ...]
    headlines: int
    misplaced: tuple[Miss, ...]  # headlines that find their own article, but not among the first

    @property
    def recall(self) -> float:
        """The share of the asked pairs that were found."""
        return 1 - len(self.misses) / self.asked if self.asked else 1.0

    def report(self) -> bytes:
        """Returns what was asked and found as JSON, the same for the same site."""
        told = {
            "articles": self.articles,
            "articles_sampled": self.sampled,
            "queries": self.queries,
            "asked": self.asked,
            "found": self.asked - len(self.misses),
            "recall": self.recall,
            "misses": [{"query": miss.query, "address": miss.address} for miss in self.misses[:MISSES_NAMED]],
            "headlines": self.headlines,
            "headlines_among_the_first": self.headlines - len(self.misplaced),
            "misplaced": [{"query": miss.query, "address": miss.address} for miss in self.misplaced[:MISSES_NAMED]],
        }
        lines = json.dumps(told, ensure_ascii=False, indent=1).split("\n")
        return "".join(f"{plain_json(line)}\n" for line in lines).encode("utf-8")


@dataclass(frozen=True, slots=True)
class Printed:
    """An article as it was read, without any look into the index: its headline ("" for none) and all its texts."""

    headline: str
    texts: tuple[str, ...]


def can_ask(artifacts: Iterable[Artifact]) -> bool:
    """Tell whether there is a JavaScript engine to run the search in, and the theme has the scripts to run."""
    paths = {artifact.path for artifact in artifacts}
    return find_spec("py_mini_racer") is not None and {assets.LUNR, assets.SEARCH} <= paths


def ask(
    articles: Mapping[str, Printed],
    artifacts: Iterable[Artifact],
    begin: Callable[[int], Callable[[], None] | None] = lambda _count: None,
) -> Recall:
    """Ask for runs cut out of the articles, by their addresses, and note which do not find them; always the same ones.

    Of an edition of up to 200 articles every two adjacent characters and 50 longer runs of each article are asked for;
    of a larger one, 100 pairs and 20 runs of 200 articles. `begin` is told how many queries there are; what it gives
    is called as each of them is answered.
    """
    chance = random.Random(len(articles))
    whole = len(articles) <= ARTICLES_IN_FULL
    chosen = sorted(articles) if whole else sorted(chance.sample(sorted(articles), ARTICLES_IN_FULL))
    expected: dict[str, set[str]] = {}
    for address in chosen:
        for query in _queries(articles[address].texts, address, None if whole else SAMPLED_PAIRS):
            expected.setdefault(query, set()).add(address)
    headlines = {address: articles[address].headline for address in chosen if squash(articles[address].headline)}
    with run_client(artifacts) as client:
        ids = _ids(client.files)
        misses = tuple(_misses(client, expected, ids, begin(len(expected))))
        misplaced = tuple(_misplaced(client, headlines, ids, articles))
    return Recall(
        articles=len(articles),
        sampled=len(chosen),
        queries=len(expected),
        asked=sum(map(len, expected.values())),
        misses=misses,
        headlines=len(headlines),
        misplaced=misplaced,
    )


def _ids(files: Mapping[str, str]) -> dict[str, int]:
    """Returns the id of each document by its address, from the files in which the documents lie one after the other."""
    texts = _data(files.get("manifest.js"), {}).get("texts", [])
    stretches = {name: (first, together) for name, first, together in texts}
    found = {}
    for path, text in files.items():
        folder, _, rest = path.partition("/")
        name, _, number = rest.removesuffix(".js").partition("/")
        if folder == "d" and name in stretches:
            first, together = stretches[name]
            for ordinal, (href, *_) in enumerate(_data(text, []), first + ceil(together * int(number))):
                found[href] = ordinal
    return found


def _data(text: str | None, otherwise: Any) -> Any:
    """Returns what a script hands to the client."""
    return json.loads(text[text.index(",") + 1 : text.rindex(")")]) if text and "," in text else otherwise


def _misses(
    client: Client, expected: Mapping[str, set[str]], ids: Mapping[str, int], done: Callable[[], None] | None
) -> Iterator[Miss]:
    address_of = {number: address for address, number in ids.items()}
    queries = sorted(expected)
    for start in range(0, len(queries), _AT_ONCE):
        batch = queries[start : start + _AT_ONCE]
        questions = [[query, sorted(ids[a] for a in expected[query] if a in ids)] for query in batch]
        missed = client.call(_MISSED, questions)
        assert isinstance(missed, list)
        for query, lost in zip(batch, missed, strict=True):
            unknown = expected[query] - ids.keys()
            yield from (Miss(query, address) for address in sorted({*unknown, *(address_of[n] for n in lost)}))
            if done:
                done()


def _misplaced(
    client: Client, headlines: Mapping[str, str], ids: Mapping[str, int], articles: Mapping[str, Printed]
) -> Iterator[Miss]:
    """An article must be among the first for its own headline, unless all before it are headed by the same words."""
    address_of = {number: address for address, number in ids.items()}
    items = sorted(headlines.items())
    queries = ['"' + _MARKS.sub(" ", headline) + '"' for _, headline in items]
    first = client.call(_FIRST, queries) if queries else []
    assert isinstance(first, list)
    for (address, headline), found in zip(items, first, strict=True):
        before = [address_of[number] for number in found[:FIRST]]
        same = squash(headline)
        alike = bool(before) and all(same in squash(articles[each].headline) for each in before)
        if address not in before and not alike:
            yield Miss(headline, address)


def _queries(given: Sequence[str], address: str, sample: int | None) -> Iterable[str]:
    chance = random.Random(address)
    texts = [_characters(text) for text in (*given, *_as_typed(given))]
    pairs = sorted({pair for text in texts for pair in _pairs(text)})
    if sample is not None:
        pairs = chance.sample(pairs, min(sample, len(pairs)))
    yield from pairs
    yield from _longer(texts, RUNS_PER_ARTICLE if sample is None else SAMPLED_RUNS, chance)


def _as_typed(texts: Sequence[str]) -> Iterator[str]:
    """Returns what readers type to find texts that hold radicals: nobody types these."""
    for text in filter(_RADICAL.search, texts):
        yield _RADICAL.sub(lambda found: RADICALS.get(found[0]) or unicodedata.normalize("NFKC", found[0]), text)


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
