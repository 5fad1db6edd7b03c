"""How fast related articles are found, and how many old pages a new issue changes; prints a Markdown table.

    python benchmarks/related.py [1000 10000]

The articles are those of `search.py`, five on a page, twenty to an issue. *Changed* are the articles of which another
issue of twenty changes what is related to them: these pages are written anew.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time

from search import corpus

from sitegen.site.related import nearest

A_PAGE, AN_ISSUE = 5, 20  # articles


def measure(count: int) -> dict[str, float]:
    """Find what is related in an edition of so many articles, and again when an issue has come."""
    texts = [" ".join((each.headline, each.headline, *each.text)) for each in corpus(count + AN_ISSUE)][::-1]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start, worked = time.perf_counter(), time.process_time()
    old = _found(texts[AN_ISSUE:])
    took, work = time.perf_counter() - start, time.process_time() - worked
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    new = [tuple(other - AN_ISSUE for other in others) for others in _found(texts)[AN_ISSUE:]]
    changed = sum(one != other for one, other in zip(old, new, strict=True))
    without_new = [tuple(other for other in others if other >= 0) for others in new]
    moved = sum(one[: len(other)] != other for one, other in zip(old, without_new, strict=True))
    return {
        "characters": sum(map(len, texts)) / len(texts),
        "seconds": took,
        "work": work,
        "memory": memory / 1e3,
        "related": sum(map(len, old)) / count,
        "changed": changed / count,
        "moved": moved / count,
    }


def _found(texts: list[str]) -> list[tuple[int, ...]]:
    count = len(texts)
    return list(nearest(texts, [(count - at - 1) // A_PAGE for at in range(count)], range(count)))


def row(count: int) -> str:
    """Measure in a process of its own, so that memory is told from nothing."""
    done = subprocess.run([sys.executable, __file__, "--one", str(count)], capture_output=True, text=True, check=True)
    got = json.loads(done.stdout)
    return (
        f"| {count:,} | {got['characters']:.0f} | {got['seconds']:.1f} s | {got['work']:.1f} s "
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
    print("| articles | characters each | time | work | memory | related each | changed | … other than by the new |")
    print("|---|---|---|---|---|---|---|---|")
    for count in given.counts:
        print(row(count), flush=True)


if __name__ == "__main__":
    main()
