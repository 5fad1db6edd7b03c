"""What a reader loads to search an edition; prints Markdown tables.

    python benchmarks/search_bytes.py [--data FOLDER] [--curve] [10000 100000]

Each query is asked by the shipped client from nothing; then one more word is typed to it; then another query follows.
Everything is counted that the search page loads until the first ten results and their number stand, packed by gzip -6,
without the headers of HTTP. `--data` keeps the invented articles and their index for next time. `--curve` prints
what files of other sizes cost, in bytes and in number, instead.
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

import search
from search_queries import ALL, derived
from search_sites import SEEDS, Files, client_on, kept_documents, kept_index, packed

from sitegen.build import build
from sitegen.config import load_config
from sitegen.site.artifacts import Memory
from sitegen.site.search.client import Client
from sitegen.site.search.format import Sizes
from sitegen.site.search.tokens import runs

KB = 1024
CUT, SEED = 60, 2026
SAMPLE = 3_000  # articles that queries are cut out of
PARTS = ("page", "style", "scripts", "lunr", "manifest", "buckets", "chunks", "articles", "other")
# Of the curve: bytes of a bucket, of one that is seldom asked for, of the texts in one file.
CURVE = (
    (2_048, 32_768, 5_500),
    (2_400, 32_768, 6_400),
    (4_096, 32_768, 3_900),
    (4_096, 16_384, 7_500),
    (8_192, 65_536, 15_000),
)
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
    """Returns what the search page itself weighs: that of the seeds, as it does not grow with the edition."""
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
    if path.startswith("d/"):
        return "articles"
    for folder, part in (("/b/", "buckets"), ("/s/", "buckets"), ("/f/", "buckets"), ("/x/", "chunks")):
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
        """Returns what a query loads, by part, and the documents of its results."""
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
    cut = _cut_out(file, count)
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


def _cut_out(file: Path, count: int) -> list[str]:
    sample = islice(kept_documents(file), 0, count, max(1, count // SAMPLE))
    return derived([text for each in sample for text in each.text], CUT, SEED)


def curve(count: int, data: Path, page: Counter[str]) -> Iterator[str]:
    """Measure an edition of so many articles with files of several sizes."""
    file, _ = kept_index(count, data)
    queries = [*ALL, *_cut_out(file, count)]
    for bucket, seldom, texts in CURVE:
        folder = data / f"s{count}-{bucket}-{texts}"
        if not (folder / "search" / "manifest.js").is_file():
            search.write(file, folder, 2, Sizes(bucket=bucket, seldom=seldom, texts=texts))
        files = sum(path.is_file() for path in folder.rglob("*"))
        of_texts = sum(path.is_file() for path in (folder / "search" / "d").rglob("*"))
        with client_on(kept := Files(folder / "search")) as client:
            asked = _asked(Reader(client, kept), queries, page, random.Random(SEED))
        cold, more, other = ([weight(load) for _, load in loads] for loads in asked.values())
        yield (
            f"| {count:,} | {bucket:,} / {seldom:,} / {texts:,} | {files:,} | {of_texts:,} | **{mean(cold) / KB:.1f}** "
            f"| {max(cold) / KB:.0f} | **{(mean(more) + mean(other)) / 2 / KB:.1f}** "
            f"| {mean(more) / KB:.1f} | {mean(other) / KB:.1f} |"
        )


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
    """Returns how many bytes a query loads."""
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
    """Returns the table, in KB of 1,024 bytes."""
    page = page_parts()
    yield f"| articles | query | how many | mean | 95 % | worst | {' | '.join(PARTS)} | files below search/ |"
    yield "|---" * (7 + len(PARTS)) + "|"
    for count in counts:
        yield from rows(count, data, page)


def curves(counts: Iterable[int], data: Path) -> Iterator[str]:
    """Returns the table of what files of other sizes cost."""
    page = page_parts()
    yield "| articles | bucket / seldom / texts | files | … of texts | cold | worst | following | one more | another |"
    yield "|---" * 9 + "|"
    for count in counts:
        yield from curve(count, data, page)


def main() -> None:
    """Print the table."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("counts", nargs="*", type=int, default=[10_000])
    arguments.add_argument("--data", type=Path, help="where the invented articles and their index are kept")
    arguments.add_argument("--curve", action="store_true", help="with files of several sizes")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        data = given.data or Path(temporary)
        for row in curves(given.counts, data) if given.curve else table(given.counts, data):
            print(row, flush=True)


if __name__ == "__main__":
    main()
