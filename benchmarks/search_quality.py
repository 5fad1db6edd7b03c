"""How well the shipped search client finds and ranks; prints Markdown tables.

    PYTHONPATH=. python benchmarks/search_quality.py [--pages FOLDER] [--data FOLDER] [--articles 10000]

Truth is a plain look for each word of a query in the texts (NFKC, lower case, simplified). `--pages` names a folder
with more bulletins: queries are cut out of them as they are read, none is kept. `--data` keeps what is invented.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from statistics import mean
from unittest import mock

from search import corpus
from search_queries import ALL, QUERIES, Truth, derived
from search_sites import SEEDS, client_on, kept_documents, read_documents, write_documents

from benchmarks.whole import make_search
from sitegen.site.addresses import search_urls
from sitegen.site.search.client import Client
from sitegen.site.search.documents import SearchDocument
from sitegen.site.search.format import Sizes, decoded
from tests.site.lunr_index import serialise

FIRST = 10
CUT, SEED = 120, 2026
ROUNDED = 0.1  # lunr rounds to three decimals: of lower scores that alone is an error of up to 1 % and more
SHIPPED, WHOLE_LISTS = Sizes(), Sizes(hot=1 << 30)
WHOLE_SETS = 300  # results; longer lists are compared in their first twenty only

_FIND = """
async (queries, most) => {
  const told = [];
  for (const query of queries) {
    let answer = await sitegenSearch.find(query);
    while (!answer.complete && answer.results.length < most) answer = await answer.more();
    told.push({ ids: answer.near ? [] : answer.results.map(({ id }) => id), total: answer.near ? 0 : answer.total });
  }
  return told;
}
"""
_LOAD_STOCK = "(serialised) => { globalThis.stock = lunr.Index.load(serialised); }"
# What the client asks of its own small lunr index, asked of the whole one as well: [[id, score], …] of each.
_BOTH = """
async (queries) => {
  const { prototype } = lunr.Index;
  const { query: ask } = prototype;
  const both = [];
  for (const text of queries) {
    const asked = [];
    prototype.query = function (build) {
      let clauses = [];
      const hits = ask.call(this, (query) => {
        build(query);
        clauses = query.clauses.map(({ term, boost, presence, wildcard, usePipeline }) =>
          [term, { boost, presence, wildcard, usePipeline }]);
      });
      asked.push({ hits, clauses });
      return hits;
    };
    await sitegenSearch.find(text);
    prototype.query = ask;
    if (!asked.length) continue;
    const [{ hits, clauses }] = asked;
    const whole = ask.call(stock, (query) => clauses.forEach(([term, options]) => query.term(term, options)));
    both.push([hits, whole].map((list) => list.map(({ ref, score }) => [Number(ref), score])));
  }
  return both;
}
"""


def find(client: Client, queries: Sequence[str], most: int = FIRST) -> list[dict]:
    """Returns for each query the ids that a reader sees, at least so many where there are, and the number told."""
    return client.call(_FIND, list(queries), most)  # type: ignore[return-value]


def quality(documents: Sequence[SearchDocument], queries: Sequence[str]) -> tuple[float, float, list[str]]:
    """Returns mean recall and precision among the first ten, and the queries that fall short."""
    truth = Truth(documents)
    recalls, precisions, short = [], [], []
    with client_on(index_of(documents)) as client:
        for query, answer in zip(queries, find(client, queries), strict=True):
            right, first = truth.holding(query), answer["ids"][:FIRST]
            hits = len(right.intersection(first))
            recalls.append(hits / min(FIRST, len(right)) if right else 1.0)
            precisions.append(hits / len(first) if first else 1.0)
            if recalls[-1] < 1 or precisions[-1] < 1:
                short.append(query)
    return mean(recalls), mean(precisions), short


def index_of(documents: Iterable[SearchDocument], sizes: Sizes = SHIPPED) -> dict[str, str]:
    """Make the files below `search/`."""
    made = make_search(documents, jobs=2, sizes=sizes)
    return {each.path.removeprefix(search_urls.INDEX): decoded(each.content) for each in made}


def quality_rows(pages: Path | None) -> Iterator[str]:
    """Ask the seeds, and further bulletins where they are given."""
    yield "| articles | queries | how many | with results | recall@10 | precision@10 |"
    yield "|---|---|---|---|---|---|"
    editions = [("seeds", SEEDS), *([("further pages", pages)] if pages else [])]
    for name, folder in editions:
        documents = read_documents(folder)
        cut = derived([text for each in documents for text in each.text], CUT, SEED)
        truth = Truth(documents)
        for kind, queries in (("written", ALL), ("cut out", cut)):
            recall, precision, short = quality(documents, queries)
            found = sum(bool(truth.holding(query)) for query in queries)
            yield f"| {len(documents)} of {name} | {kind} | {len(queries)} | {found} | {recall:.3f} | {precision:.3f} |"
            if short:
                told = "、".join(short) if kind == "written" or folder == SEEDS else f"{len(short)} queries"
                yield f"| | fall short: {told} | | | | |"


def stock_rows(count: int) -> Iterator[str]:
    """Compare scores and first ten with lunr's own on the whole."""
    documents = list(islice(corpus(count), count))
    queries = [*ALL, *derived([text for each in documents for text in each.text], CUT, SEED)]
    with client_on(index_of(documents)) as client:
        client.call(_LOAD_STOCK, serialise(documents))
        pairs: list[list[list[list[float]]]] = client.call(_BOTH, queries)  # type: ignore[assignment]
    errors, plain, overlaps, worth, same = [], [], [], [], 0
    for ours, stock in pairs:
        scores = dict(map(tuple, stock))
        errors += [abs(score - scores[ref]) / scores[ref] for ref, score in ours if scores.get(ref)]
        plain += [abs(score - scores[ref]) / scores[ref] for ref, score in ours if scores.get(ref, 0) >= ROUNDED]
        same += {ref for ref, _ in ours} == scores.keys()
        best = [[ref for ref, _ in sorted(hits, key=lambda hit: (-hit[1], -hit[0]))[:FIRST]] for hits in (ours, stock)]
        if best[1]:
            overlaps.append(len(set(best[0]) & set(best[1])) / len(best[1]))
            worth.append(sum(scores.get(ref, 0) for ref in best[0]) / sum(scores[ref] for ref in best[1]))
    yield (
        "| articles | queries | same candidates | scores | mean error "
        f"| from {ROUNDED} | mean error | largest | overlap@{FIRST} | worth of the ten |"
    )
    yield "|---|---|---|---|---|---|---|---|---|---|"
    yield (
        f"| {count:,} | {len(pairs)} of {len(queries)} | {same} | {len(errors):,} | {100 * mean(errors):.2f} % "
        f"| {len(plain):,} | {100 * mean(plain):.2f} % | {100 * max(plain):.1f} % "
        f"| {mean(overlaps):.3f} | {mean(worth):.4f} |"
    )


def segment_rows(count: int, data: Path) -> Iterator[str]:
    """Compare an index in two segments with the same articles in one."""
    file = data / f"corpus-{count}.jsonl"
    if not file.is_file():
        write_documents(corpus(count), file)
    texts = [text for each in kept_documents(file) for text in each.text]
    queries = [*ALL, *derived(texts, CUT, SEED)]
    yield (
        f"| {count:,} articles | lists of frequent terms | queries with results | same number told "
        f"| same results | same first {FIRST}, any order | same first {FIRST} | same order |"
    )
    yield "|---|---|---|---|---|---|---|---|"
    for lists, sizes in (("whole", WHOLE_LISTS), ("in chunks, as shipped", SHIPPED)):
        two = index_of(kept_documents(file), sizes)
        average = _manifest(two)["average"]
        split = _found(two, queries)
        one = [replace(each, year="") for each in kept_documents(file)]
        with mock.patch("sitegen.site.search.making.averages", lambda _blocks, a=average: (a["headline"], a["text"])):
            yield _segment_row(
                f"mean lengths of the closed one | {lists}", split, _found(index_of(one, sizes), queries)
            )
        if sizes is SHIPPED:
            yield _segment_row(f"each its own mean lengths | {lists}", split, _found(index_of(one), queries))


def _manifest(files: dict[str, str]) -> dict:
    script = files["manifest.js"]
    return json.loads(script[script.index("{") : script.rindex("}") + 1])


def _found(files: dict[str, str], queries: Sequence[str]) -> list[dict]:
    with client_on(files) as client:
        return find(client, queries, WHOLE_SETS)


def _segment_row(name: str, two: Sequence[dict], one: Sequence[dict]) -> str:
    pairs = [(ours, other) for ours, other in zip(one, two, strict=True) if ours["ids"] or other["ids"]]
    told = sum(ours["total"] == other["total"] for ours, other in pairs)
    sets = sum(set(ours["ids"]) == set(other["ids"]) for ours, other in pairs)
    ten = sum(set(ours["ids"][:FIRST]) == set(other["ids"][:FIRST]) for ours, other in pairs)
    first = sum(ours["ids"][:FIRST] == other["ids"][:FIRST] for ours, other in pairs)
    order = sum(ours["ids"] == other["ids"] for ours, other in pairs)
    return f"| {name} | {len(pairs)} | {told} | {sets} | {ten} | {first} | {order} |"


def main() -> None:
    """Print the tables."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--pages", type=Path, help="a folder with more bulletins to read")
    arguments.add_argument("--data", type=Path, help="where the invented articles are kept")
    arguments.add_argument("--articles", type=int, default=10_000, help="of the comparison of segments")
    given = arguments.parse_args()
    print(f"{len(ALL)} written queries: {', '.join(QUERIES)}\n")
    with tempfile.TemporaryDirectory() as temporary:
        tables = (
            quality_rows(given.pages),
            stock_rows(1_000),
            segment_rows(given.articles, given.data or Path(temporary)),
        )
        for rows in tables:
            for row in rows:
                print(row, flush=True)
            print()


if __name__ == "__main__":
    main()
