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
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from itertools import islice
from multiprocessing.context import BaseContext
from os import cpu_count
from typing import Protocol, TypeVar

from sitegen.errors import Diagnostic, SitegenError, file_error

AHEAD = 2  # items a process that are waiting, while whoever takes the results is busy with them
_PR_SET_PDEATHSIG = 1
A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")


class Run(Protocol):
    """Applies a function of a module to items and gives the results in the order of the items."""

    def __call__(self, function: Callable[[A], B], items: Iterable[A], at_once: int = 1) -> Iterator[B]:
        """Returns the results; a process is handed so many items at once, which changes no result."""


class Cluster(Protocol):
    """Processes on other machines, which share no files with this one and know nothing but what is sent to them."""

    def workers(self, prepare: Callable[..., None] | None, given: tuple[object, ...]) -> AbstractContextManager[Run]:
        """Returns what runs functions there, each behind a call of `prepare` with what is `given`."""


Jobs = int | Cluster  # how many processes of this machine, 0: one a processor; or others


def shares_files(jobs: Jobs) -> bool:
    """Tell whether the processes are of this machine, and so write and read the files that this one does."""
    return isinstance(jobs, int)


@contextmanager
def workers(
    jobs: Jobs,
    prepare: Callable[..., None] | None = None,
    *given: object,
    renewed: int | None = None,
    lean: bool = False,
) -> Iterator[Run]:
    """Returns what runs functions in so many processes, 0: one a processor; with one, in this process; or in a cluster.

    `prepare` is called with what is `given` in each of them before any item comes. Where processes can be forked they
    begin with all that this one knows, and nothing of it is sent; elsewhere it is sent to each of them once. Whatever
    a forked one looks at becomes its own: others take its place after so many items as `renewed` says. `lean` ones are
    not forked, which takes longer, and hold nothing but what they need. Raises SitegenError where one of them dies
    (w-001).
    """
    if not isinstance(jobs, int):
        with jobs.workers(prepare, given) as run:
            yield run
        return
    jobs = jobs or cpu_count() or 1
    if jobs == 1:
        if prepare:
            prepare(*given)
        yield _here
        return
    gc.freeze()  # what is there by now is not looked through again, in no process
    _give_back()
    try:
        with _Processes(
            multiprocessing.get_context("spawn") if lean else _context(), jobs, prepare, given, renewed
        ) as processes:

            def run(function: Callable[[A], B], items: Iterable[A], at_once: int = 1) -> Iterator[B]:
                send = partial(processes.send, function)
                for some in in_turn(send, items, at_once, AHEAD * jobs, partial(_await, jobs)):
                    yield from some

            yield run
    finally:
        gc.unfreeze()


def in_turn(
    send: Callable[[list[A]], Future[C]], items: Iterable[A], at_once: int, ahead: int, wait: Callable[[Future[C]], B]
) -> Iterator[B]:
    """Send so many items at once and give what comes back of them, in their order; so many lots are under way.

    What an executor's own `map` does not do: that takes in all items before the first result.
    """
    under_way: deque[Future[C]] = deque()
    items = iter(items)
    try:
        while some := list(islice(items, at_once)):
            under_way.append(send(some))
            if len(under_way) > ahead:
                yield wait(under_way.popleft())
        while under_way:
            yield wait(under_way.popleft())
    finally:
        for future in under_way:
            future.cancel()


class _Processes:
    """Processes of this machine, of which others take the place where they are to be renewed."""

    def __init__(
        self,
        context: BaseContext | None,
        jobs: int,
        prepare: Callable[..., None] | None,
        given: tuple[object, ...],
        renewed: int | None,
    ) -> None:
        self._begin = partial(
            ProcessPoolExecutor, jobs, mp_context=context, initializer=_begin, initargs=(prepare, given)
        )
        self._pool = self._begin()
        self._renewed = renewed if sys.platform == "linux" else None  # elsewhere each of them would be sent all
        self._sent = 0

    def __enter__(self) -> _Processes:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown()

    def send(self, function: Callable[[A], B], some: list[A]) -> Future[list[B]]:
        """Let one of them apply a function to some items."""
        try:
            if self._renewed is not None and self._sent >= self._renewed:
                self._pool.shutdown()  # what they are at is done first, as no thread may be at work while others begin
                self._pool, self._sent = self._begin(), 0
            self._sent += len(some)
            return self._pool.submit(_several, function, some)
        except (BrokenProcessPool, OSError) as error:  # the second where the system begins no more processes
            failed: Future[list[B]] = Future()
            failed.set_exception(error if isinstance(error, BrokenProcessPool) else BrokenProcessPool(str(error)))
            return failed


def _await(jobs: int, future: Future[B]) -> B:
    try:
        return future.result()
    except (BrokenProcessPool, MemoryError) as error:
        raise SitegenError([died(jobs, error)]) from error


def died(jobs: int, error: Exception) -> Diagnostic:
    """Returns the finding that a process died, or had no memory."""
    said = "w-001.memory" if isinstance(error, MemoryError) else "w-001"
    return file_error(said, "--jobs", jobs=jobs)


def _context() -> BaseContext | None:
    """Returns the way in which processes begin: forked on Linux, whatever a version of Python does by itself."""
    return multiprocessing.get_context("fork") if sys.platform == "linux" else None


def _begin(prepare: Callable[..., None] | None, given: tuple[object, ...]) -> None:
    gc.disable()
    end_with_parent()
    if prepare:
        prepare(*given)


def _give_back() -> None:
    """Let the system have what is free, which the C library keeps between what is in use."""
    with contextlib.suppress(OSError, AttributeError, TypeError):  # another C library
        ctypes.CDLL(None).malloc_trim(0)


def end_with_parent() -> None:
    """Let this process end when the one that began it is killed: else it would wait for work, and hold its lock."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _several(function: Callable[[A], B], items: list[A]) -> list[B]:
    return [function(item) for item in items]


def _here(function: Callable[[A], B], items: Iterable[A], at_once: int = 1) -> Iterator[B]:  # noqa: ARG001
    return map(function, items)
