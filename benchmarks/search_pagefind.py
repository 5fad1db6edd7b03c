"""The search beside Pagefind on the same built site; prints Markdown tables.

    pip install 'pagefind[extended]' playwright
    python benchmarks/search_pagefind.py [--data FOLDER] [10000]

The invented articles are written as bulletins, five to a page, eight pages to a weekly issue, and built by
`sitegen build`. Pagefind indexes the pages of articles, of each only the article. In the browser (the one on the PATH,
or SITEGEN_CHROMIUM) both searches stand in the same page and show ten results in the same list. `--data` keeps the site
for next time.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from statistics import mean, median
from typing import Any

import search
from search_browser import Browser
from search_quality import find
from search_queries import ALL, Truth, derived
from search_sites import Files, client_on, write_documents

from sitegen.site.search.documents import SearchDocument

KB = 1024
FIRST = 10
CUT, SEED = 40, 2026
MOST = 2_000  # articles that hold a query, for whole lists to be compared
TIMED = ("执行", "枫桥经验", "赤峰市中级人民法院", "毕晨", "包头 执行", "诉源治理", "2022", "繁简分流")
EDITION = """\
publication: {name: 河湾日报, publisher: 河湾日报社}
authority: example.org
base_url: https://example.org/hewan/
"""
ON_A_PAGE, PAGES, FIRST_DAY = 5, 8, date(2020, 1, 3)


def built_site(count: int, data: Path) -> Path:
    """Returns the site of so many articles; builds it where it is not there yet."""
    site, seeds = data / f"site-{count}", data / f"edition-{count}"
    if not (site / "search.html").is_file():
        seeds.mkdir(parents=True, exist_ok=True)
        (seeds / "edition.yaml").write_text(EDITION, "utf-8")
        articles = list(search.corpus(count))
        for number, start in enumerate(range(0, count, ON_A_PAGE)):
            issue, page = divmod(number, PAGES)
            day = FIRST_DAY + timedelta(weeks=issue)
            lines = ["# 河湾日报", f"{day.year}年{day.month}月{day.day}日 星期五 第{page + 1}版"]
            for article in articles[start : start + ON_A_PAGE]:
                lines += [f"## {article.title}", *article.text]
            (seeds / f"{day}-{page + 1:02}.txt").write_text("\n\n".join(lines) + "\n", "utf-8")
        subprocess.run([sys.executable, "-m", "sitegen", "build", str(seeds), "-o", str(site)], check=True)
    return site


def documents_of(site: Path) -> list[SearchDocument]:
    """Returns what the site's own search shows, in the order of ids."""
    manifest = _data(site / "search" / "manifest.js")
    documents = []
    for segment in manifest["segments"]:
        for number in range(segment["documents"]):
            shown = _data(site / "search" / segment["path"] / "d" / str(number // 1000) / f"{number % 1000}.js")
            given = {key: tuple(value) if isinstance(value, list) else value for key, value in shown.items()}
            documents.append(SearchDocument(year=shown["href"][:4], **given))
    return documents


def _data(script: Path) -> Any:
    text = script.read_text("utf-8")
    return json.loads(text[text.index(",") + 1 : text.rindex(")")])


@dataclass(frozen=True)
class Found:
    """What a search says to a query: addresses, best first."""

    first: list[str]
    whole: list[str]


def our_answers(site: Path, queries: Sequence[str], documents: Sequence[SearchDocument]) -> list[Found]:
    """Ask the shipped client."""
    with client_on(Files(site / "search")) as client:
        answers = find(client, queries, 10**9)
    every = [[documents[number].href for number in answer["ids"]] for answer in answers]
    return [Found(hrefs[:FIRST], hrefs) for hrefs in every]


def pagefind_answers(browser: Browser, bundle: Path, queries: Sequence[str]) -> list[Found]:
    """Ask Pagefind in the browser; its fragments tell which result is which page."""
    pages = {}
    for file in (bundle / "fragment").iterdir():
        fragment = gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd")
        pages[file.stem] = json.loads(fragment)["url"].removeprefix("/")
    every = [[pages[one] for one in ids] for ids in browser.pagefind(queries)]
    return [Found(hrefs[:FIRST], hrefs) for hrefs in every]


def run_pagefind(site: Path, bundle: Path) -> str:
    """Index the site; give time, work and memory as cells."""
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--output-path", str(bundle), "--quiet"]
    command += ["--glob", "[12]*/*/*/*-*.html", "--root-selector", "article.alone"]
    start, before = time.perf_counter(), os.times()
    _, memory = search.watched(command)
    took, after = time.perf_counter() - start, os.times()
    work = after.children_user + after.children_system - before.children_user - before.children_system
    return f"{took:.1f} s | {work:.1f} s | {memory / 1e6:,.0f} MB"


def run_ours(documents: Sequence[SearchDocument], data: Path, jobs: int) -> str:
    """Index the articles and write the files; give time, work and memory as cells."""
    file, folder = data / "pagefind-corpus.jsonl", data / "pagefind-ours"
    write_documents(documents, file)
    command = [sys.executable, search.__file__, "--write", str(file), str(folder), "--jobs", str(jobs)]
    said, memory = search.watched(command)
    told = json.loads(said)
    return f"{told['seconds']:.1f} s | {told['worked']:.1f} s | {memory / 1e6:,.0f} MB"


def size(folder: Path) -> str:
    """Returns how many files lie in a folder and how large they are."""
    sizes = [file.stat().st_size for file in folder.rglob("*") if file.is_file()]
    return f"{len(sizes):,} | {sum(sizes) / 1e6:.1f} MB"


def quality_row(name: str, queries: Sequence[str], truths: Sequence[set[str]], answers: Sequence[Found]) -> str:
    """Compare answers with what stands in the texts."""
    pairs = [(right, answer) for right, answer in zip(truths, answers, strict=True) if right]
    recall = mean(len(right.intersection(answer.first)) / min(FIRST, len(right)) for right, answer in pairs)
    precision = mean(
        len(right.intersection(answer.first)) / len(answer.first) if answer.first else 1.0 for right, answer in pairs
    )
    bounded = [(right, answer) for right, answer in pairs if len(right) <= MOST]
    whole = mean(len(right.intersection(answer.whole)) / len(right) for right, answer in bounded)
    clean = mean(
        len(right.intersection(answer.whole)) / len(answer.whole) if answer.whole else 1.0 for right, answer in bounded
    )
    named = " ".join(
        f"{len(truths[at].intersection(answers[at].whole))}/{len(truths[at])}"
        for at in (queries.index("诉源治理"), queries.index("赤峰市中级人民法院"))
    )
    return f"| {name} | {len(pairs)} | {recall:.3f} | {precision:.3f} | {whole:.3f} | {clean:.3f} | {named} |"


def browser_rows(browser: Browser) -> Iterator[str]:
    """Measure bytes and times of cold first queries."""
    yield (
        "| search | network and processor | queries | bytes, mean / worst "
        "| … a second later | ten results, median / worst |"
    )
    yield "|---|---|---|---|---|---|"
    ways = (
        ("sitegen", "search.html", ""),
        ("Pagefind", "pagefind.html", ""),
        ("Pagefind, no worker", "pagefind.html", "&alone=1"),
    )
    for throttled in (False, True):
        speed = "9 Mbit/s, 85 ms, ÷ 4" if throttled else "as they are"
        for name, page, more in ways:
            runs = [browser.timed(page, query, more, throttled=throttled) for query in TIMED]
            runs = [run for run in runs if run]
            early, late, times = zip(*runs, strict=True)
            yield (
                f"| {name} | {speed} | {len(runs)} | {mean(early) / KB:.0f} / {max(early) / KB:.0f} KB "
                f"| {mean(late) / KB:.0f} KB | {median(times):.0f} / {max(times):.0f} ms |"
            )


def main() -> None:
    """Print the tables."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("count", nargs="?", type=int, default=10_000)
    arguments.add_argument("--data", type=Path, help="where the site and the indexes are kept")
    arguments.add_argument("--jobs", type=int, default=2)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        data = given.data or Path(temporary)
        site, bundle = built_site(given.count, data), data / f"pagefind-{given.count}"
        documents = documents_of(site)
        print("| index of | articles | time | work | memory | files | size |\n|---|---|---|---|---|---|---|")
        print(f"| sitegen | {len(documents):,} | {run_ours(documents, data, given.jobs)} | {size(site / 'search')} |")
        print(f"| Pagefind | {len(documents):,} | {run_pagefind(site, bundle)} | {size(bundle)} |\n", flush=True)
        with Browser(site, bundle) as browser:
            for row in browser_rows(browser):
                print(row, flush=True)
            queries = list(dict.fromkeys([*ALL, *derived([t for each in documents for t in each.text], CUT, SEED)]))
            theirs = pagefind_answers(browser, bundle, queries)
            quoted = pagefind_answers(browser, bundle, [" ".join(f'"{word}"' for word in q.split()) for q in queries])
        truth = Truth(documents)
        truths = [{documents[number].href for number in truth.holding(query)} for query in queries]
        print("\n| search | queries | recall@10 | precision@10 | recall | precision | 诉源治理, 赤峰市中级人民法院 |")
        print("|---|---|---|---|---|---|---|")
        print(quality_row("sitegen", queries, truths, our_answers(site, queries, documents)))
        print(quality_row("Pagefind", queries, truths, theirs))
        print(quality_row("Pagefind, words in quotation marks", queries, truths, quoted))


if __name__ == "__main__":
    main()
