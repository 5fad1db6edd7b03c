"""Work on many items in order, in this process or in several, without holding more of them than are being worked on."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from os import cpu_count
from typing import Protocol, TypeVar

AHEAD = 2  # items a process that are waiting, while whoever takes the results is busy with them
A = TypeVar("A")
B = TypeVar("B")


class Run(Protocol):
    """Applies a function of a module to items and gives the results in the order of the items."""

    def __call__(self, function: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
        """Give the results."""


@contextmanager
def workers(jobs: int) -> Iterator[Run]:
    """Give what runs functions in so many processes, 0: one a processor; with one, in this process."""
    jobs = jobs or cpu_count() or 1
    if jobs == 1:
        yield _here
        return
    with ProcessPoolExecutor(jobs, initializer=gc.disable) as pool:

        def run(function: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
            # Not pool.map, which takes in all items at once.
            under_way: deque[Future[B]] = deque()
            for item in items:
                under_way.append(pool.submit(function, item))
                if len(under_way) > AHEAD * jobs:
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()

        yield run


def _here(function: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
    return map(function, items)
