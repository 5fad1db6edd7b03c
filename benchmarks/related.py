"""How fast related articles are found, and how many old pages a new issue changes; prints a Markdown table.

    python benchmarks/related.py [1000 10000]

The articles are those of `search.py`, five on a page, twenty to an issue. *Clean* is without anything from an earlier
build; after it another word is put into one article, then another issue of twenty comes. *Changed* are the articles of
which that issue changes what is related to them: these pages are written anew.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

from search import ROOT, corpus

from sitegen.config import load_config
from sitegen.machine.cache import Cache
from sitegen.model.dates import EdtfDate, PageDate
from sitegen.model.edition import assemble
from sitegen.model.newspaper import Article, BlockKind, BodyBlock, Page
from sitegen.model.prose import Prose, compose
from sitegen.site.catalogue import make_catalogue
from sitegen.site.related.finding import KIND, related_places, telling_text
from sitegen.site.search.documents import SearchDocument
from sitegen.source import SourceText, Span

A_PAGE, AN_ISSUE = 5, 20  # articles
FIRST = date(1990, 1, 1)
Answer = dict[str, list[str]]


def measure(count: int) -> dict[str, float]:
    """Find what is related in an edition of so many articles, when a word has changed, when an issue has come."""
    pages = list(printed(corpus(count + AN_ISSUE)))
    old = pages[: -(AN_ISSUE // A_PAGE)]
    told = [len(telling_text(article)) for page in pages for article in page.articles]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "cache"
        took, work, answer = found(old, file)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        middle = len(old) // 2
        corrected = page(middle, list(corpus(count))[middle * A_PAGE :][:A_PAGE], "又及新桥")
        _, word, _ = found([*old[:middle], corrected, *old[middle + 1 :]], file)
        found(old, file)
        _, issue, later = found(pages, file)
    new = later.keys() - answer.keys()
    without_new = {here: [other for other in later[here] if other not in new] for here in answer}
    return {
        "characters": sum(told) / len(told),
        "seconds": took,
        "work": work,
        "word": word,
        "issue": issue,
        "memory": memory / 1e3,
        "related": sum(map(len, answer.values())) / count,
        "changed": sum(answer[here] != later[here] for here in answer) / count,
        "moved": sum(answer[here][: len(rest)] != rest for here, rest in without_new.items()) / count,
    }


def found(pages: Sequence[Page], file: Path) -> tuple[float, float, Answer]:
    """Returns how long it took to find what is related with what the file knows, how much work, and the answer."""
    catalogue = make_catalogue(assemble(pages), load_config(ROOT / "seeds"))
    for one in pages:
        catalogue.digests.page(one)  # every build makes them for the pages of the site
    start, worked = time.perf_counter(), time.process_time()
    cache = Cache(file)
    related = related_places(catalogue, cache)
    cache.save(KIND)
    cache.close()
    took, work = time.perf_counter() - start, time.process_time() - worked
    return took, work, {here: [place.address for place in others] for here, others in related.items()}


def printed(articles: Iterable[SearchDocument]) -> Iterable[Page]:
    """Returns the pages of articles, the oldest first."""
    every = list(articles)
    for number, begin in enumerate(range(0, len(every), A_PAGE)):
        yield page(number, every[begin : begin + A_PAGE])


def page(number: int, articles: Sequence[SearchDocument], more: str = "") -> Page:
    """Returns a page of articles as it would have been read; `more` stands at the end of the first one."""
    issue, place = divmod(number, AN_ISSUE // A_PAGE)
    day = FIRST + timedelta(issue)
    stem = f"{day}-{place + 1:02d}"
    read = []
    for line, one in enumerate(articles, 1):
        blocks = [*one.text, more] if more and line == 1 else one.text
        body = tuple(BodyBlock(kind=BlockKind.PARAGRAPH, prose=prose(text)) for text in blocks)
        read.append(Article(line=line, headline=prose(one.headline), body=body))
    return Page(
        source=SourceText(f"seeds/{stem}.txt", ""),
        stem=stem,
        date=PageDate(when=EdtfDate(day.year, day.month, day.day), origin="file-name"),
        label=str(place + 1),
        section="",
        furniture=(),
        articles=tuple(read),
        lines=(),
    )


def prose(text: str) -> Prose:
    """Returns running text that stands alone in its source."""
    return compose(SourceText("", text), (Span(0, len(text)),))


def row(count: int) -> str:
    """Measure in a process of its own, so that memory is told from nothing."""
    done = subprocess.run([sys.executable, __file__, "--one", str(count)], capture_output=True, text=True, check=True)
    got = json.loads(done.stdout)
    return (
        f"| {count:,} | {got['characters']:.0f} | {got['seconds']:.1f} s | {got['work']:.1f} s "
        f"| {got['word']:.2f} s | {got['issue']:.2f} s "
        f"| {got['memory']:.0f} MB | {got['related']:.2f} | {got['changed']:.1%} | {got['moved']:.1%} |"
    )


def main() -> None:
    """Print the table, or with --one the figures of one edition."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("counts", nargs="*", type=int, default=[1_000, 10_000])
    arguments.add_argument("--one", type=int, help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.one:
        print(json.dumps(measure(given.one)))
        return
    heads = ("articles", "characters each", "clean", "work", "work: a word", "work: an issue", "memory", "related each")
    print("|", " | ".join((*heads, "changed", "… other than by the new")), "|")
    print("|---" * (len(heads) + 2) + "|")
    for count in given.counts:
        print(row(count), flush=True)


if __name__ == "__main__":
    main()
