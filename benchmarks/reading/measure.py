"""How well the reading reads: prints Markdown tables.

    python -m benchmarks.reading.measure [--shared DIR] [--weights FILE] [--only TABLE …] [--leave-out]
                                        [--halves] [--unseen] [--pages N]

`--shared` names a folder with pages of known structure and their scorer: `pages`, `mixed`, `papers`, `papers-varied`,
`kinds`, `tools/score_reading.py`. Without it only the composed pages are measured. `--leave-out` trains without a
source, or without some renderings, and measures on what was left out: figures on what was trained on count for
nothing. `--halves` reads each half of `pages` and `mixed` with weights that know the other half only: pages never seen
of a known paper.
`--unseen` does both at once, with two trainings: the answer that counts.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from benchmarks.reading.faulty import FAULTS, with_fault
from benchmarks.reading.gate import RENDERINGS, ROLES, gate_pages, score_pages
from benchmarks.reading.kinds import check_kinds
from benchmarks.reading.labelled import decoded, example_of
from benchmarks.reading.scoring import ROWS, Folder, read_folder, score
from benchmarks.reading.set_pages import GATE, SETTINGS, language_of_page, set_pages
from benchmarks.reading.sources import ALPHABETIC, ROOT, gate_articles, half_of
from benchmarks.reading.train import Plan, make_weights
from benchmarks.reading.weighing import weighed_by
from sitegen.reading.layout.weights import load_weights

FOLDERS = ("pages", "mixed", "papers", "papers-varied")
TABLES = ("seeds", *FOLDERS, "kinds", "composed", "faults", "margins")
WORST = 10
GATE_PAGES = 40
MARGINS = (0, 50, 100, 200, 400, 800, 1600)
HALVED = ("pages", "mixed")
SOURCES_LEFT_OUT = {"renminribao": ("pages", "mixed"), "papers": ("papers", "papers-varied")}
# Renderings of the pages of known structure, and the habits that print them so. Without any headline on two lines there
# would be no label for the second: left out are pages on which every headline is broken, some broken ones stay.
HABITS_OF_STYLE = {
    "two-line-heads": ("split_heads=1.0",),
    "wrapped": ("wrap+gaps=all", "wrap+gaps=some", "wrap+gaps=articles"),
    "wrapped-tight": ("wrap+gaps=none",),
    "equal-marks": ("marks=equal",),
    "bold": ("marks=bold",),
    "marks-missing": ("marks=missing",),
    "no-blank-lines": ("gaps=none",),
    "unmarked": ("marks=none",),
    "half-width": ("half_width",),
}
# Left out three at a time, unlike ones together: a harder question than one by one, and a third of the trainings.
TOGETHER = (
    ("two-line-heads", "equal-marks", "no-blank-lines"),
    ("wrapped", "bold", "marks-missing"),
    ("wrapped-tight", "unmarked", "half-width"),
)


@dataclass(slots=True)
class Bench:
    """Where the pages lie, the weights that they are read with ("" for those of sitegen), and what was wrong so far."""

    shared: Path
    weights: str = ""
    wrong: dict[str, int] = field(default_factory=dict)

    def folder(self, name: str) -> Folder:
        """Returns the folder of bulletins of a table."""
        if name == "seeds":
            return Folder(ROOT / "seeds", self.shared / "gold")
        return Folder(self.shared / name, self.shared / name / "gold")

    @property
    def scorer(self) -> Path:
        """The program that scores readings."""
        return self.shared / "tools" / "score_reading.py"


def header(*columns: str) -> str:
    """Returns the head of a Markdown table."""
    return "\n".join(("", "| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)))


def row(*cells: object) -> str:
    """Returns a row of a Markdown table, fractions with three decimals."""
    return "| " + " | ".join(f"{cell:.3f}" if isinstance(cell, float) else str(cell) for cell in cells) + " |"


def of_folder(bench: Bench, name: str, styles: Sequence[str] = ()) -> Iterator[str]:
    """Returns a row for each rendering of a folder's pages, or for some, and one for all of them."""
    return _rows(bench, name, read_folder(bench.folder(name), bench.weights), styles)


def _rows(bench: Bench, name: str, readings: Mapping[str, str], styles: Sequence[str] = ()) -> Iterator[str]:
    folder = bench.folder(name)
    groups = folder.styles()
    kept = {style: groups[style] for style in sorted(groups) if not styles or style in styles}
    kept = {style: found for style, pages in kept.items() if (found := [page for page in pages if page in readings])}
    if len(kept) != 1:
        kept["all"] = [page for pages in kept.values() for page in pages]
    for style, pages in kept.items():
        found = score(bench.scorer, folder, pages, readings)
        lost = int(found.figures["lost"] + found.figures["surplus"])
        articles = int(found.figures["gold_articles"])
        yield row(name, style, len(pages), articles, *(found.figures[key] for key in ROWS), lost)
        bench.wrong.update({f"{name}/{page}": count for page, count in found.wrong.items()})


def of_composed(languages: Sequence[str] = ("zh", *ALPHABETIC), count: int = GATE_PAGES) -> Iterator[str]:
    """Returns a row for each language and rendering of composed pages: F1 of articles, and of lines of each role."""
    yield header("composed", "rendering", "pages", "articles", *(role.value for role in ROLES))
    for lang in languages:
        for rendering in RENDERINGS:
            found = score_pages(gate_pages(gate_articles(lang), rendering, count))
            yield row(lang, rendering, found.pages, found.articles.f1, *(found.roles[role].f1 for role in ROLES))


def of_margins(count: int = GATE_PAGES) -> Iterator[str]:
    """Returns a row for each bucket of margins: how many lines of composed pages, and how many of these are right."""
    yield header("margin from", "lines", "right", "share")
    buckets = {least: [0, 0] for least in MARGINS}
    weights = load_weights()
    for lang in ("zh", *ALPHABETIC):
        for rendering in RENDERINGS:
            for page in gate_pages(gate_articles(lang), rendering, count):
                example = example_of(page)
                if example is None:
                    continue
                for found, label in zip(decoded(example, weights)[1], example.labels, strict=True):
                    bucket = buckets[max(least for least in MARGINS if least <= max(0, found.margin))]
                    bucket[0] += 1
                    bucket[1] += found.label.value == label
    yield from (row(least, lines, right, right / max(1, lines)) for least, (lines, right) in buckets.items())


def of_kinds(bench: Bench) -> Iterator[str]:
    """Returns a row for each small page, with what is wrong on it."""
    found = list(check_kinds(bench.shared / "kinds"))
    yield header("kinds", f"{sum(not wrong for _, wrong in found)} of {len(found)} right; wrong are")
    yield from (row(name, "; ".join(wrong).replace("|", "or")) for name, wrong in found)


def of_worst(bench: Bench) -> Iterator[str]:
    """Returns the pages with most articles wrong."""
    yield header("worst pages", "articles wrong")
    worst = sorted(bench.wrong.items(), key=lambda page: (-page[1], page[0]))[:WORST]
    yield from (row(page, count) for page, count in worst)


def of_left_out(bench: Bench, pages: int, seed: int) -> Iterator[str]:
    """Returns the tables of pages whose source, or whose rendering, the weights have never seen."""
    yield _scored_head("left out: source")
    for source, names in SOURCES_LEFT_OUT.items():
        weights = make_weights(Plan(bench.shared, pages=pages, seed=seed, without=(source,)))
        for name in names:
            yield from of_folder(Bench(bench.shared, weights), name)
    yield _scored_head("left out: rendering")
    for styles in TOGETHER:
        habits = tuple(chain.from_iterable(HABITS_OF_STYLE[style] for style in styles))
        weights = make_weights(Plan(bench.shared, pages=pages, seed=seed, without_habit=habits, without_styles=styles))
        for name in ("mixed", "papers-varied"):
            yield from of_folder(Bench(bench.shared, weights), name, styles)


def of_halves(bench: Bench, pages: int, seed: int) -> Iterator[str]:
    """Returns the tables of pages of which the weights have seen others of the same paper, none of the same texts."""
    yield _scored_head("the other half")
    weights = [make_weights(Plan(bench.shared, pages=pages, seed=seed, without_half=half)) for half in (0, 1)]
    for name in HALVED:
        folder = bench.folder(name)
        read = [read_folder(folder, each) for each in weights]
        yield from _rows(bench, name, _of_other_half(folder, read))


def of_unseen(bench: Bench, pages: int, seed: int) -> Iterator[str]:
    """Returns the tables of pages that two trainings left out: a source both, half of the pages of another each."""
    yield _scored_head("left out at once")
    weights = [
        make_weights(Plan(bench.shared, pages=pages, seed=seed, without=("papers",), without_half=half))
        for half in (0, 1)
    ]
    for name in FOLDERS:
        folder = bench.folder(name)
        read = [read_folder(folder, each) for each in weights]
        if name in HALVED:
            yield from _rows(bench, name, _of_other_half(folder, read))
        else:
            for readings in read:
                yield from _rows(bench, name, readings)


def _of_other_half(folder: Folder, read: Sequence[Mapping[str, str]]) -> Mapping[str, str]:
    """Returns each page as it was read with the weights that do not know it."""
    known = {path.stem: half_of(json.loads(path.read_text("utf-8"))) for path in folder.gold.glob("*.json")}
    return {page: read[half][page] for page, half in known.items()}


def of_faults() -> Iterator[str]:
    """Returns a row for each fault of converters: F1 of articles of invented pages that have it."""
    yield header("invented pages", *(f"{lang}, {name}" for lang in ("Chinese", "letters") for name in SETTINGS))
    for fault in ("", *FAULTS):
        cells = []
        for is_chinese in (True, False):
            for setting in SETTINGS.values():
                pages = (
                    page for page in set_pages(GATE, setting) if (language_of_page(page.texts) == "zh") == is_chinese
                )
                found = score_pages(with_fault(page, fault) if fault else page for page in pages)
                cells.append(f"{found.articles.f1:.3f}")
        yield f"| {' | '.join([fault or 'as they are', *cells])} |"


def tables(bench: Bench, wanted: Sequence[str]) -> Iterator[str]:
    """Returns the lines of the tables wanted."""
    named = [name for name in ("seeds", *FOLDERS) if name in wanted and bench.folder(name).gold.is_dir()]
    if named:
        yield _scored_head("pages")
    for name in named:
        yield from of_folder(bench, name)
    if "kinds" in wanted and (bench.shared / "kinds").is_dir():
        yield from of_kinds(bench)
    if "composed" in wanted:
        yield from of_composed()
    if "faults" in wanted:
        yield from of_faults()
    if bench.wrong:
        yield from of_worst(bench)
    if "margins" in wanted:
        yield from of_margins()


def _scored_head(what: str) -> str:
    return header(
        what, "rendering", "pages", "articles", *(f"{key} F1" if key == "articles" else key for key in ROWS), "lost"
    )


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--weights", type=Path, help="weights to read with instead of those of sitegen")
    parser.add_argument("--only", nargs="+", choices=TABLES, default=TABLES)
    parser.add_argument("--leave-out", action="store_true", help="train without a source or rendering, then measure it")
    parser.add_argument("--halves", action="store_true", help="train on half of the pages, then measure the other")
    parser.add_argument("--unseen", action="store_true", help="train without a source and half of another, twice")
    parser.add_argument("--pages", type=int, default=1000, help="to train with, for --leave-out")
    parser.add_argument("--seed", type=int, default=1, help="to train with, for --leave-out")
    args = parser.parse_args()
    bench = Bench(args.shared, args.weights.read_text("utf-8") if args.weights else "")
    lines = chain(
        of_halves(bench, args.pages, args.seed) if args.halves else (),
        of_left_out(bench, args.pages, args.seed) if args.leave_out else (),
        of_unseen(bench, args.pages, args.seed) if args.unseen else (),
        tables(bench, args.only) if not (args.halves or args.leave_out or args.unseen) else (),
    )
    with weighed_by(bench.weights):
        for line in lines:
            print(line, flush=True)


if __name__ == "__main__":
    main()
