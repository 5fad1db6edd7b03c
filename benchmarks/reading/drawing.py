"""Many pages from a few numbers: which pages are printed, and all that is learned from them, on two processes."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import chain
from typing import TypeVar

from benchmarks.reading.articles import Article
from benchmarks.reading.chinese import roll
from benchmarks.reading.compose import compose, print_page
from benchmarks.reading.habits import Habits
from benchmarks.reading.labelled import Example, example_of, interned, wraps_of
from benchmarks.reading.printed import Printed
from benchmarks.reading.set_pages import FIT, SETTINGS, rows_of_pages, set_pages
from benchmarks.reading.small import with_small
from benchmarks.reading.sources import Group
from benchmarks.reading.varying import varied
from benchmarks.reading.weighing import use_weights

PROCESSES = 2
PART = 100  # pages that a process makes at a time
NEIGHBOURS = 0.5  # share of pages whose articles stood beside each other in the feed, of those not taken whole
MOST = 9  # articles of a page that is taken whole
ROLLS = 0.04  # share of Chinese pages with a roll of names
UNWRAPPED = 0.1  # share of pages that are not wrapped among those from which wrapping is learned
Wraps = list[tuple[tuple[str, ...], str]]
HOUSES = 0.35  # share of pages whose house style the editor has told
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Batch:
    """Some pages to print: numbers `first` to before `last` of a group's."""

    group: str
    articles: tuple[Article, ...]
    first: int
    last: int
    seed: str
    without: tuple[str, ...] = ()

    def drawn(self) -> Iterator[tuple[random.Random, Habits]]:
        """Returns for each page its dice and its habits; the same seed and number always give the same."""
        for number in range(self.first, self.last):
            rng = random.Random(f"{self.seed} {self.group} {number}")
            yield rng, draw_habits(rng, self.without)


def draw_habits(rng: random.Random, without: Sequence[str] = ()) -> Habits:
    """Draw the habits of a page that has none of those left out: `marks=bold`, `wrap`, `wrap+gaps=none` (both)."""
    while True:
        habits = Habits.draw(rng)
        if not any(has_habit(habits, one) for one in without):
            return habits


def has_habit(habits: Habits, which: str) -> bool:
    """Tell whether habits have all that is named: `NAME=VALUE`, or `NAME` for anything but none. Raises on others."""
    pairs = [part.partition("=") for part in which.split("+")]
    return all(
        str(getattr(habits, name)) == value if equals else bool(getattr(habits, name)) for name, equals, value in pairs
    )


def batches(groups: Iterable[Group], pages: int, seed: str, without: Sequence[str] = ()) -> list[Batch]:
    """Returns the pages to print from all groups, in parts that processes can share."""
    made = []
    for at, group in enumerate(groups):
        count = round(pages * group.times)
        for first in range(0, count, PART):
            last = min(count, first + PART)
            made.append(Batch(f"{at} {group.name}", group.articles, first, last, seed, tuple(without)))
    return made


def pages_as_set() -> Iterator[Printed]:
    """Returns every invented page in each setting."""
    for setting in SETTINGS.values():
        yield from set_pages(FIT, setting)


def invented_pages(times: int, seed: str, without: Sequence[str] = ()) -> Iterator[Printed]:
    """Returns every invented page as often as told varied, with other habits of a converter."""
    for name, rows in rows_of_pages(FIT):
        for number in range(times):
            rng = random.Random(f"{seed} {name} {number}")
            yield print_page(rng, varied(rng, rows), draw_habits(rng, without), name)


def make_examples(work: Sequence[Batch], weights: str) -> list[Example]:
    """Returns what the pages teach about labels; wrapped text is joined with the weights given."""
    made = chain.from_iterable(_shared_out(_examples, work, weights))
    return [replace(example, signs=interned(example.signs)) for example in made]


def make_wraps(work: Sequence[Batch]) -> Wraps:
    """Returns what the pages teach about wrapped lines."""
    return list(chain.from_iterable(_shared_out(_wraps, work, "")))


def _shared_out(make: Callable[[Batch], T], work: Sequence[Batch], weights: str) -> Iterator[T]:
    with ProcessPoolExecutor(PROCESSES, initializer=use_weights, initargs=(weights,)) as pool:
        yield from pool.map(make, work)


def _examples(batch: Batch) -> list[Example]:
    pages = ((_print(rng, batch.articles, habits), _told(rng, habits)) for rng, habits in batch.drawn())
    return [example for page, house in pages if (example := example_of(page, house)) is not None]


def _told(rng: random.Random, habits: Habits) -> str:
    """Returns where place and actor stand as edition.yaml may say it; most do not."""
    return ("below" if habits.house_below else "above") if rng.random() < HOUSES else ""


def _print(rng: random.Random, articles: Sequence[Article], habits: Habits) -> Printed:
    count = min(len(articles), rng.choice((1, 2, 3, 4, 5, 6, 7)))
    if articles[0].page and (habits.whole or rng.random() < NEIGHBOURS):
        page = rng.choice(articles).page
        items = [article for article in articles if article.page == page]
        items = items[:MOST] if habits.whole else items[rng.randrange(len(items)) :][:count]
    else:
        items = rng.sample(articles, count)
    if articles[0].lang == "zh" and rng.random() < ROLLS:
        items = [*items[:3], roll(rng)]
    return compose(rng, with_small(rng, items), habits)


def _wraps(batch: Batch) -> Wraps:
    found: Wraps = []
    for rng, habits in batch.drawn():
        if habits.wrap or rng.random() < UNWRAPPED:
            items = rng.sample(batch.articles, min(len(batch.articles), rng.choice((1, 2, 3, 4))))
            found += wraps_of(compose(rng, items, habits))
    return found
