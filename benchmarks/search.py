"""How fast the search index is written and how large it gets; prints a Markdown table.

    python benchmarks/search.py [--jobs 2] [--times 1] [1000 10000 100000]

The articles are made from sentences of `seeds/` and from phrases that are invented as they go, so that new characters,
words, names, places and numbers keep coming as they do in life. Nothing is downloaded and nothing is written outside a
temporary folder.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from statistics import median, quantiles

from benchmarks.whole import make_search
from sitegen.site.search.documents import SearchDocument
from sitegen.site.search.format import Sizes

ROOT = Path(__file__).resolve().parents[1]
MEAN_LENGTH, SPREAD = 880, 0.6  # characters of an article, log-normal
FIRST_YEAR, A_YEAR = 2010, 7_300  # articles
# The characters of GB 2312: first the common ones, then the rare ones.
CHARACTERS = [bytes((row, cell)).decode("gb2312", "ignore") for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF)]
# So many distinct pairs of characters come of these as Heaps' law fitted to a Chinese weekly foretells.
NEW, GROWTH, AGAIN, NEW_NAME = 6.0, 0.4, 0.35, 0.2


class Invention:
    """Phrases as a newspaper has them: the more there are, the seldomer a new one; old ones are the frequent ones."""

    def __init__(self, chance: random.Random) -> None:
        """Begin with nothing."""
        self._chance = chance
        self._order = [c for c in CHARACTERS if c]
        chance.shuffle(self._order)
        self._phrases: list[str] = []
        self._here: list[str] = []
        self._names: dict[int, list[str]] = {2: [], 3: []}
        self._drawn = 0

    def phrase(self) -> str:
        """Returns a phrase of three to eight characters, mostly one given before."""
        if self._here and self._chance.random() < AGAIN:
            return self._chance.choice(self._here)
        self._here.append(self._drawn_phrase())
        return self._here[-1]

    def begin(self) -> None:
        """Begin an article: it repeats its own phrases more than those of others."""
        self._here.clear()

    def _drawn_phrase(self) -> str:
        self._drawn += 1
        if self._chance.random() < min(1.0, NEW * self._drawn**-GROWTH):
            self._phrases.append("".join(self.character() for _ in range(self._chance.randint(3, 8))))
            return self._phrases[-1]
        return self._phrases[int(len(self._phrases) * self._chance.random() ** 3)]

    def name(self, length: int) -> str:
        """Returns a name of a person or place, often one given before."""
        known = self._names[length]
        if not known or self._chance.random() < NEW_NAME:
            known.append("".join(self.character() for _ in range(length)))
            return known[-1]
        return self._chance.choice(known)

    def character(self) -> str:
        """Returns a character, common ones more often."""
        return self._order[int(len(self._order) * self._chance.random() ** 3)]

    def sentence(self) -> str:
        """Returns a sentence."""
        return "，".join(self.phrase() + self.phrase() for _ in range(self._chance.randint(1, 3))) + "。"


def corpus(count: int) -> Iterator[SearchDocument]:
    """Returns so many articles, always the same ones."""
    chance = random.Random(2026)
    texts = [file.read_text("utf-8") for file in sorted((ROOT / "seeds").glob("*.txt"))]
    printed = [s for text in texts for s in re.findall(r"[^。！？]+[。！？]", re.sub(r"\s+", "", text))]
    invention = Invention(chance)
    scale = MEAN_LENGTH / 2.718281828 ** (SPREAD**2 / 2)
    for number in range(count):
        wanted = scale * chance.lognormvariate(0, SPREAD)
        yield _article(number, wanted, printed, invention, chance)


def _article(
    number: int, wanted: float, printed: list[str], invention: Invention, chance: random.Random
) -> SearchDocument:
    invention.begin()
    name, place = invention.name(2), invention.name(3) + "县"
    blocks = [f"本报讯（记者 {name}）{chance.randint(1, 12)}月{chance.randint(1, 28)}日，{place}"]
    length = len(blocks[0])
    while length < wanted:
        sentences = [
            chance.choice(printed) if chance.random() < 0.15 else invention.sentence()
            for _ in range(chance.randint(2, 5))
        ]
        sentences.append(f"共{chance.randint(2, 99999)}件。")
        blocks.append("".join(sentences))
        length += len(blocks[-1])
    year = FIRST_YEAR + number // A_YEAR
    return SearchDocument(
        href=f"{year}/{number // 600 % 12 + 1:02d}/{number // 20 % 28 + 1:02d}/{number:05d}.html",
        headline=invention.phrase() + " " + invention.phrase(),
        title=invention.phrase() + invention.phrase(),
        text=tuple(blocks),
        blocks=tuple(f"p{at}" for at in range(len(blocks))),
        date=f"{year}年",
        page="01版",
        year=str(year),
        people=(name,),
        places=(place,),
        units=(place + "人民法院",),
    )


def write(file: Path, folder: Path, jobs: int, sizes: Sizes | None = None) -> dict[str, object]:
    """Make the search of the articles in a file and write it to a folder; give what that took."""
    start = time.perf_counter()
    files = size = 0
    for artifact in make_search(_read(file), jobs=jobs, sizes=sizes or Sizes()):
        target = folder / artifact.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(artifact.content)
        files += 1
        size += len(artifact.content)
    took = time.perf_counter() - start
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "seconds": took,
        "worked": sum(one.ru_utime + one.ru_stime for one in (own, children)),
        "files": files,
        "size": size,
    }


def _read(file: Path) -> Iterator[SearchDocument]:
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            yield SearchDocument(
                **{key: tuple(value) if isinstance(value, list) else value for key, value in json.loads(line).items()}
            )


def row(count: int, jobs: int, times: int) -> str:
    """Measure an edition of so many articles."""
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "corpus"
        with file.open("w", encoding="utf-8") as lines:
            lines.writelines(json.dumps(asdict(document), ensure_ascii=False) + "\n" for document in corpus(count))
        runs = []
        for run in range(times):
            command = [sys.executable, __file__, "--write", str(file), str(Path(name) / str(run)), "--jobs", str(jobs)]
            said, memory = watched(command)
            runs.append(json.loads(said) | {"memory": memory})
        search = Path(name) / "0" / "search"
        packed = _packed([path for part in "bsfx" for path in search.glob(f"*/{part}/*.js")])
        buckets = [path.stat().st_size for path in search.glob("*/b/*.js")]
        shelves = [path for shelf in "bsf" for path in search.glob(f"*/{shelf}/*.js")]
        terms = len({line.partition("\\t")[0] for path in shelves for line in _lines(path)})
    best = min(runs, key=lambda run: run["seconds"])
    cut = quantiles(buckets, n=20)
    return (
        f"| {count:,} | {terms:,} | {best['seconds']:.1f} s | {best['worked']:.1f} s "
        f"| {best['memory'] / 1e6:.0f} MB | {best['files']:,} "
        f"| {best['size'] / 1e6:.1f} MB | {packed[0] / 1e6:.1f} / {packed[1] / 1e6:.1f} MB | {len(buckets):,} "
        f"| {median(buckets) / 1e3:.1f} / {cut[-1] / 1e3:.1f} / {max(buckets) / 1e3:.1f} KB |"
    )


def watched(command: list[str]) -> tuple[str, int]:
    """Run a command; give what it prints, and the most memory that it and its processes held at one time, in bytes."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        most = 0
        while process.poll() is None:
            most = max(most, sum(map(share, family(process.pid))))
            time.sleep(0.1)
        assert process.returncode == 0 and process.stdout
        return process.stdout.read(), most


def family(pid: int) -> Iterator[int]:
    """Returns a process and all that it has started."""
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in children.read_text().split():
                yield from family(int(child))


def share(pid: int) -> int:
    """Returns a process' share of the memory, in bytes: what it shares with others is divided between them (Linux)."""
    with contextlib.suppress(OSError):
        found = re.search(r"^Pss: +(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.M)
        return int(found[1]) * 1024 if found else 0
    return 0


def _packed(paths: list[Path]) -> tuple[int, int]:
    contents = [path.read_bytes() for path in paths]
    return sum(map(len, contents)), sum(len(zlib.compress(content)) for content in contents)


def _lines(bucket: Path) -> list[str]:
    return bucket.read_text("utf-8").split(',"', 1)[1].split("\\n")


def main() -> None:
    """Print the table, or with --write the figures of one run."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("counts", nargs="*", type=int, default=[1_000, 10_000])
    arguments.add_argument("--jobs", type=int, default=2)
    arguments.add_argument("--times", type=int, default=1, help="runs, of which the quickest counts")
    arguments.add_argument("--write", nargs=2, type=Path, help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.write:
        print(json.dumps(write(*given.write, given.jobs)))
        return
    print(
        "| articles | terms | time | work | memory | files | all | index, raw / gz | buckets | median / 95 % / most |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    for count in given.counts:
        print(row(count, given.jobs, given.times), flush=True)


if __name__ == "__main__":
    main()
