"""Make the weights of the reading again.

    python -m benchmarks.reading.train [--shared DIR] [--edition DIR] [--pages N] [--seed N] [-o FILE]

Pages are printed from articles with habits drawn at random (see `habits`). Added are pages whose labels are known: the
fixtures of the tests, the seeds, invented pages of other papers, and those that an editor has corrected. From them two
models are learned: whether a printed line goes on with the one above, and which label it has. The learner comes with
`pip install sitegen[train]`.
The same options give the same file.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from benchmarks.reading.crossing import LOOKS, twice
from benchmarks.reading.drawing import batches, invented_pages, make_examples, make_wraps, pages_as_set
from benchmarks.reading.fitting import Counted, fit_labels, fit_wraps
from benchmarks.reading.habits import Habits
from benchmarks.reading.labelled import Example, example_of, wraps_of
from benchmarks.reading.mending import mend
from benchmarks.reading.printed import Printed
from benchmarks.reading.rows import Row, prune, written
from benchmarks.reading.sources import ROOT, SOURCES, gold_pages, groups_of, known_pages
from benchmarks.reading.weighing import weighed_by
from sitegen.reading.layout.labels import Label
from sitegen.reading.layout.weights import rows_of

WEIGHTS = ROOT / "sitegen" / "reading" / "layout" / "weights.txt"
MOST_WEIGHTS = 14800  # on some 6,000 lines, one a sign
PAGES = 10000  # that are printed where nothing else is said
PRINTED = 4000  # as how many pages those that are printed count, however many they are
REPEATS = 28  # how often a page that is known counts
REPEATS_OF_PRINTED = 4  # … and a page of a newspaper whose structure is known
TIMES_SET = 4  # how often an invented page is printed with habits of a converter, beside its settings
AS_SET = 2  # … and as how many pages these count
# Habits that pages show whose labels are known: those pages are left out with the habit.
_SHOWN_BY = {"split_heads": Label.HEADLINE_ON.value}


@dataclass(frozen=True, slots=True)
class Plan:
    """What weights are made from."""

    shared: Path
    edition: Path | None = None
    pages: int = PAGES
    seed: int = 1
    without: tuple[str, ...] = ()
    without_habit: tuple[str, ...] = ()
    without_styles: tuple[str, ...] = ()  # renderings of pages with known structure
    without_half: int | None = None  # of these pages

    def told(self) -> Iterator[str]:
        """Returns what is said of the plan at the head of the file."""
        yield "What a sign speaks for or against a label, in whole numbers: `sign = label weight, …`."
        yield f"Made by `python -m benchmarks.reading.train`: {self.pages} pages, seed {self.seed}"
        yield "from " + ", ".join(name for name in SOURCES if name not in self.without and self._has(name))
        if self.without_habit:
            yield "without the habits " + ", ".join(self.without_habit)

    def _has(self, name: str) -> bool:
        return self.edition is not None if name == "edition" else True


def make_weights(plan: Plan) -> str:
    """Returns the text of a file of weights."""
    split = "split_heads" not in plan.without_habit
    groups, to_wrap = (
        groups_of(plan.shared, plan.without, split_heads=split, of_pages=of_pages) for of_pages in (True, False)
    )
    printed = list(gold_pages(plan.shared, plan.without, plan.without_styles, plan.without_half))
    wraps = make_wraps(batches(to_wrap, plan.pages, f"{plan.seed} wraps", plan.without_habit))
    wraps += [wrap for page in printed if page.goes_on for wrap in wraps_of(page)]
    pages = list(known_pages(plan.shared, plan.edition, plan.without))  # an editor's: read with the weights that are
    wraps += [wrap for page in pages for wrap in wraps_of(page)] * REPEATS
    joining = fit_wraps(wraps)
    joins = written(joining)
    examples = make_examples(batches(groups, plan.pages, f"{plan.seed} labels", plan.without_habit), joins)
    with weighed_by(joins):
        known = list(_known(plan, pages))
        whole = [example for page in printed if (example := example_of(page)) is not None]
        others = [(example, times) for page, times in _invented(plan) if (example := example_of(page)) is not None]
    pages_to_learn: list[Counted] = [
        *((page, PRINTED / plan.pages) for page in examples),
        *((page, REPEATS_OF_PRINTED) for page in whole),
        *others,
        *((page, REPEATS) for page in known),
    ]
    rows = [*joining, *fit_labels(twice(pages_to_learn), LOOKS)]
    remarks = list(plan.told())
    return written(mend(prune(rows, MOST_WEIGHTS), known), remarks)


def mend_weights(plan: Plan, text: str) -> str:
    """Returns the text of a file of weights mended on the known pages, as after a fixture has come."""
    remarks = [line.removeprefix("# ") for line in text.splitlines() if line.startswith("#")]
    rows = [Row(*told) for told in rows_of(text)]
    pages = list(known_pages(plan.shared, plan.edition, plan.without))
    with weighed_by(text):
        known = list(_known(plan, pages))
    return written(mend(rows, known), remarks)


def _invented(plan: Plan) -> Iterator[tuple[Printed, float]]:
    if "invented" not in plan.without:
        yield from ((page, 1) for page in pages_as_set())
        varied_pages = invented_pages(TIMES_SET, f"{plan.seed} set", plan.without_habit)
        yield from ((page, AS_SET / TIMES_SET) for page in varied_pages)


def _known(plan: Plan, pages: Sequence[Printed]) -> Iterator[Example]:
    shown = {_SHOWN_BY[habit] for habit in plan.without_habit if habit in _SHOWN_BY}
    for page in pages:
        example = example_of(page)
        if example is not None and not shown & set(example.labels):
            yield example


def _habit(text: str) -> str:
    """Check the name of a habit. Raises ValueError."""
    names = {field.name for field in fields(Habits)}
    if not all(part.partition("=")[0] in names for part in text.split("+")):
        raise ValueError(text)
    return text


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the weights and write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="articles/, papers/, gold/")
    parser.add_argument("--edition", type=Path, help="bulletins whose overlays name lines")
    parser.add_argument("--pages", type=int, default=PAGES)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--without", action="append", default=[], choices=SOURCES, help="leave a source out")
    parser.add_argument(
        "--without-habit",
        action="append",
        default=[],
        type=_habit,
        metavar="NAME[=VALUE][+…]",
        help="leave a habit out: marks=bold, split_heads, wrap+gaps=none",
    )
    parser.add_argument("--mend", action="store_true", help="mend the weights that are, on known pages; train nothing")
    parser.add_argument("-o", "--output", type=Path, default=WEIGHTS)
    args = parser.parse_args(arguments)
    plan = Plan(args.shared, args.edition, args.pages, args.seed, tuple(args.without), tuple(args.without_habit))
    text = mend_weights(plan, WEIGHTS.read_text("utf-8")) if args.mend else make_weights(plan)
    args.output.write_text(text, "utf-8")
    print(f"{args.output}: {text.count(chr(10))} lines")


if __name__ == "__main__":
    main()
