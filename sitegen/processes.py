"""Heavy work on many items, in this process or in several: the one seam by which work leaves this process.

Results come in the order of the items, and no more items are held than are being worked on.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from multiprocessing.context import BaseContext
from os import cpu_count
from typing import Protocol, TypeVar

AHEAD = 2  # items a process that are waiting, while whoever takes the results is busy with them
_PR_SET_PDEATHSIG = 1
A = TypeVar("A")
B = TypeVar("B")


class Run(Protocol):
    """Applies a function of a module to items and gives the results in the order of the items."""

    def __call__(self, function: Callable[[A], B], items: Iterable[A], at_once: int = 1) -> Iterator[B]:
        """Give the results; a process is handed so many items at once, which changes no result."""


@contextmanager
def workers(jobs: int, prepare: Callable[..., None] | None = None, *given: object) -> Iterator[Run]:
    """Give what runs functions in so many processes, 0: one a processor; with one, in this process.

    `prepare` is called with what is `given` in each of them before any item comes. Where processes can be forked they
    begin with all that this one knows, and nothing of it is sent; elsewhere it is sent to each of them once.
    """
    jobs = jobs or cpu_count() or 1
    if jobs == 1:
        if prepare:
            prepare(*given)
        yield _here
        return
    gc.freeze()  # what is there by now is not looked through again, in no process
    try:
        with ProcessPoolExecutor(jobs, mp_context=_context(), initializer=_begin, initargs=(prepare, given)) as pool:

            def run(function: Callable[[A], B], items: Iterable[A], at_once: int = 1) -> Iterator[B]:
                # Not pool.map, which takes in all items at once.
                under_way: deque[Future[list[B]]] = deque()
                items = iter(items)
                while some := list(islice(items, at_once)):
                    under_way.append(pool.submit(_several, function, some))
                    if len(under_way) > AHEAD * jobs:
                        yield from under_way.popleft().result()
                while under_way:
                    yield from under_way.popleft().result()

            yield run
    finally:
        gc.unfreeze()


def _context() -> BaseContext | None:
    """Give the way in which processes begin: forked on Linux, whatever a version of Python does by itself."""
    return multiprocessing.get_context("fork") if sys.platform == "linux" else None


def _begin(prepare: Callable[..., None] | None, given: tuple[object, ...]) -> None:
    gc.disable()
    _end_with_parent()
    if prepare:
        prepare(*given)


def _end_with_parent() -> None:
    """Let this process end when the one that began it is killed: else it would wait for work, and hold its lock."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _several(function: Callable[[A], B], items: list[A]) -> list[B]:
    return [function(item) for item in items]


def _here(function: Callable[[A], B], items: Iterable[A], at_once: int = 1) -> Iterator[B]:  # noqa: ARG001
    return map(function, items)
