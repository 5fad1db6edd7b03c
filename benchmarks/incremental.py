"""What a small change costs: builds an edition, changes a bulletin, builds again; prints a Markdown table.

    python benchmarks/incremental.py [--articles 1000] [--jobs 0] [--data FOLDER]

Nothing is changed; a bulletin gets another word; the page that is printed next is added; it is taken away again. Each
time the site is built over the old one and, to compare, into a new folder: share is the time of the one in that of the
other, and both must have the same files with the same bytes; the script ends with 1 if they do not. *Other bytes* are
the files that both the old and the new site have. What is taken away is declared gone in edition.yaml, as it must be.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from scale_corpus import corpus, printed_pages
from scale_makers import ROOT
from scale_measure import Cost, run
from scale_write import EDITION, bulletin, bulletin_name, write_bulletins

from sitegen.site.addresses.urls import ADDRESSES

HEADS = (
    "change",
    "articles",
    "built again",
    "clean",
    "share",
    "memory",
    "files",
    "other bytes",
    "new",
    "gone",
    "alike",
)
A_PAGE_AT_MOST = 7  # articles
SETTLED = 3.0  # seconds: of files that were changed just before a build nothing is known without a look into them
YES, NO = "yes", "NO"
_WORD = re.compile(r"(?<=[\u4e00-\u9fff])[\u4e00-\u9fff]{2}(?=[\u4e00-\u9fff]{3}。)")
Change = Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class Site:
    """Builds of one edition: its seeds, the folder that is built over, what sitegen is told."""

    seeds: Path
    output: Path
    log: Path
    jobs: int

    def build(self, output: Path, *, clean: bool) -> Cost:
        """Build the seeds into a folder; a clean build takes nothing over from an earlier one."""
        command: list[str | Path] = [
            sys.executable,
            "-m",
            "sitegen",
            "--lang",
            "en",
            "build",
            self.seeds,
            "-o",
            output,
            "--jobs",
            str(self.jobs),
        ]
        if clean and knows_clean():
            command.append("--clean")
        cost, _ = run(command, ROOT, output, self.log)
        return cost


@cache
def knows_clean() -> bool:
    """Tell whether sitegen can be told to take nothing over."""
    command = [sys.executable, "-m", "sitegen", "build", "--help"]
    return "--clean" in subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def digests(folder: Path) -> dict[str, bytes]:
    """Returns the hash of each file below a folder, by its path in it."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).digest() for file in files}


def another_word(seeds: Path) -> None:
    """Put another word into an article of the page in the middle."""
    files = sorted(seeds.glob("*.txt"))
    file = files[len(files) // 2]
    changed, times = _WORD.subn("河湾", file.read_text("utf-8"), count=1)
    assert times == 1
    file.write_text(changed, "utf-8")


def published(site: Path) -> set[str]:
    """Returns the addresses that a site promises to answer for ever."""
    return {line.split("\t")[0] for line in (site / ADDRESSES).read_text("utf-8").splitlines()}


def one_more(seeds: Path, articles: int) -> None:
    """Add the page that is printed next."""
    for page in printed_pages(corpus(articles + 2 * A_PAGE_AT_MOST)):
        file = seeds / bulletin_name(page)
        if not file.exists():
            file.write_text(bulletin(page), "utf-8")
            return


def one_less(seeds: Path, gone: set[str]) -> None:
    """Take the last page away and declare its addresses gone."""
    max(seeds.glob("*.txt")).unlink()
    (seeds / "edition.yaml").write_text(f"{EDITION}gone: {json.dumps(sorted(gone))}\n", "utf-8")


def row(name: str, site: Site, articles: int, old: dict[str, bytes]) -> tuple[str, dict[str, bytes]]:
    """Build the changed seeds over the old site and anew; give the line of the table, and what lies there now."""
    again = site.build(site.output, clean=False)
    other = site.output.with_name("clean")
    shutil.rmtree(other, ignore_errors=True)
    clean = site.build(other, clean=True)
    new, wanted = digests(site.output), digests(other)
    cells = [name, f"{articles:,}", f"{again.seconds:.1f} s", f"{clean.seconds:.1f} s"]
    cells += [f"{again.seconds / clean.seconds:.1%}", f"{again.memory / 1e6:,.0f} MB", f"{len(new):,}"]
    cells += [f"{sum(1 for path, digest in new.items() if path in old and old[path] != digest):,}"]
    cells += [f"{len(new.keys() - old.keys()):,}", f"{len(old.keys() - new.keys()):,}"]
    return f"| {' | '.join([*cells, YES if new == wanted else NO])} |", new


def table(articles: int, jobs: int, data: Path) -> Iterator[str]:
    """Build, change, build again; give the lines of the table."""
    site = Site(data / "seeds", data / "site", data / "log", jobs)
    write_bulletins(articles, site.seeds)
    time.sleep(SETTLED)
    yield f"| {' | '.join(HEADS)} |"
    yield "|---" * len(HEADS) + "|"
    site.build(site.output, clean=True)
    lies = digests(site.output)
    before = published(site.output)
    changes: dict[str, Change] = {
        "none": lambda _seeds: None,
        "another word": another_word,
        "one bulletin more": lambda seeds: one_more(seeds, articles),
        "one bulletin less": lambda seeds: one_less(seeds, published(site.output) - before),
    }
    for name, change in changes.items():
        change(site.seeds)
        line, lies = row(name, site, articles, lies)
        yield line


def main() -> None:
    """Print the table."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--articles", type=int, default=1_000)
    arguments.add_argument("--jobs", type=int, default=0, help="processes of sitegen; 0: one a processor")
    arguments.add_argument("--data", type=Path, help="an empty folder for the seeds and the sites, to look at them")
    given = arguments.parse_args()
    unlike = 0
    with tempfile.TemporaryDirectory() as temporary:
        for line in table(given.articles, given.jobs, (given.data or Path(temporary)).absolute()):
            print(line, flush=True)
            unlike += line.endswith(f" {NO} |")
    sys.exit(1 if unlike else 0)


if __name__ == "__main__":
    main()
