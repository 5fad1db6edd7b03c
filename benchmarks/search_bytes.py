"""What a reader loads to search an edition; prints Markdown tables.

    python benchmarks/search_bytes.py [--data FOLDER] [10000 100000]

Each query is asked by the shipped client from nothing; then one more word is typed to it; then another query follows.
Everything is counted that the search page loads until the first ten results and their number stand, packed by gzip -6,
without the headers of HTTP. `--data` keeps the invented articles and their index for next time.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from statistics import mean

from search_queries import ALL, derived
from search_sites import SEEDS, Files, client_on, kept_documents, kept_index, packed

from sitegen.build import build
from sitegen.config import load_config
from sitegen.site.artifacts import Memory
from sitegen.site.search.client import Client
from sitegen.site.search.tokens import runs

KB = 1024
CUT, SEED = 60, 2026
SAMPLE = 3_000  # articles that queries are cut out of
PARTS = ("page", "style", "scripts", "lunr", "manifest", "buckets", "chunks", "articles", "other")
_DIGIT = re.compile(r"\d")
FORGET = (
    "() => { sitegenSearch.connect((path) => new Promise((loaded, failed) => wanted.set(path, { loaded, failed }))); }"
)
# What page.js asks for: an answer, its number, suggestions.
ASK = """
async (query) => {
  const answer = await (await sitegenSearch.find(query)).settle();
  await sitegenSearch.suggest(query);
  return answer.results.map(({ document }) => document);
}
"""


def page_parts() -> Counter[str]:
    """Give what the search page itself weighs: that of the seeds, as it does not grow with the edition."""
    config = load_config(SEEDS)
    memory = Memory()
    build(config, memory, progress=lambda _what, _count: None)
    files = {artifact.path: artifact.content for artifact in memory.artifacts}
    html = files["search.html"]
    parts = Counter({"page": packed(html)})
    lunr = re.findall(r'data-lunr="([^"]+)"', html.decode())
    linked = re.findall(r'<(?:link|script)[^>]*?(?:href|src)="(static/[^"]+)"', html.decode())
    for path in {*linked, *lunr}:
        parts["lunr" if path in lunr else "scripts" if path.endswith(".js") else "style"] += packed(files[path])
    return parts


def part_of(path: str) -> str:
    """Tell which part of the index a file below `search/` is."""
    for folder, part in (("/b/", "buckets"), ("/x/", "chunks"), ("/d/", "articles")):
        if folder in path:
            return part
    return "manifest" if path.startswith("manifest.js") else "other"


class Reader:
    """Somebody who asks one query after the other; what is loaded stays loaded."""

    def __init__(self, client: Client, files: Files) -> None:
        """Take a client; `cold` makes it forget what it has loaded."""
        self._client, self._files = client, files

    def cold(self) -> None:
        """Begin anew."""
        self._client.call(FORGET)

    def ask(self, query: str) -> tuple[Counter[str], list[dict]]:
        """Give what a query loads, by part, and the documents of its results."""
        before = len(self._client.asked)
        documents: list[dict] = self._client.call(ASK, query)  # type: ignore[assignment]
        loaded: Counter[str] = Counter()
        for path in self._client.asked[before:]:
            loaded[part_of(path)] += self._files.wire(path)
            loaded["files"] += 1
        return loaded, documents


def refined(query: str, documents: Sequence[dict], chance: random.Random) -> str:
    """Add a word of three characters from one of the results."""
    texts = [run for document in documents[:3] for text in document["text"] for run in runs(text) if len(run) > 3]
    if not texts:
        return ""
    run = chance.choice(texts)
    start = chance.randint(0, len(run) - 3)
    return f"{query} {run[start : start + 3]}"


def rows(count: int, data: Path, page: Counter[str]) -> Iterator[str]:
    """Measure an edition of so many articles."""
    file, folder = kept_index(count, data)
    sample = list(islice(kept_documents(file), 0, count, max(1, count // SAMPLE)))
    cut = derived([text for each in sample for text in each.text], CUT, SEED)
    groups = {
        "written": list(ALL),
        "cut out, no digit": [query for query in cut if not _DIGIT.search(query)],
        "cut out, digits": [query for query in cut if _DIGIT.search(query)],
    }
    chance = random.Random(SEED)
    every: dict[str, list[tuple[str, Counter[str]]]] = {"first": [], "one more word": [], "another query": []}
    files = Files(folder)
    with client_on(files) as client:
        for group, queries in groups.items():
            asked = _asked(Reader(client, files), queries, page, chance)
            for what, loads in asked.items():
                yield _row(f"{count:,}", f"{what}: {group}", [load for _, load in loads])
                every[what] += loads
    for what, loads in every.items():
        yield _row(f"{count:,}", f"{what}: all", [load for _, load in loads])
    query, worst = max(every["first"], key=lambda one: weight(one[1]))
    yield _row(f"{count:,}", f"worst first: {query}", [worst])


def _asked(
    reader: Reader, queries: Sequence[str], page: Counter[str], chance: random.Random
) -> dict[str, list[tuple[str, Counter[str]]]]:
    first, narrowed, unrelated = [], [], []
    for query, following in zip(queries, [*queries[1:], queries[0]], strict=True):
        reader.cold()
        loaded, documents = reader.ask(query)
        first.append((query, loaded + page))
        if more := refined(query, documents, chance):
            narrowed.append((more, reader.ask(more)[0]))
        reader.cold()
        reader.ask(query)
        unrelated.append((following, reader.ask(following)[0]))
    return {"first": first, "one more word": narrowed, "another query": unrelated}


def weight(load: Counter[str]) -> int:
    """Give how many bytes a query loads."""
    return sum(load[part] for part in PARTS)


def _row(count: str, what: str, loads: Sequence[Counter[str]]) -> str:
    weights = sorted(map(weight, loads))
    split = " | ".join(f"{mean(load[part] for load in loads) / KB:.1f}" for part in PARTS)
    high = weights[len(weights) * 95 // 100]
    return (
        f"| {count} | {what} | {len(loads)} | **{mean(weights) / KB:.1f}** | {high / KB:.1f} | {weights[-1] / KB:.1f} "
        f"| {split} | {mean(load['files'] for load in loads):.1f} |"
    )


def table(counts: Iterable[int], data: Path) -> Iterator[str]:
    """Give the table, in KB of 1,024 bytes."""
    page = page_parts()
    yield f"| articles | query | how many | mean | 95 % | worst | {' | '.join(PARTS)} | files below search/ |"
    yield "|---" * (7 + len(PARTS)) + "|"
    for count in counts:
        yield from rows(count, data, page)


def main() -> None:
    """Print the table."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("counts", nargs="*", type=int, default=[10_000])
    arguments.add_argument("--data", type=Path, help="where the invented articles and their index are kept")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        for row in table(given.counts, given.data or Path(temporary)):
            print(row, flush=True)


if __name__ == "__main__":
    main()
