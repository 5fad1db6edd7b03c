"""A process beside this one, which does or gets ready for what can be done meanwhile.

To load what reads a page takes longer than to read it, and most builds read one or two: that is done before it is known
whether there is any.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from multiprocessing.connection import Connection
from os import cpu_count
from typing import TypeVar, cast

from sitegen.errors import SitegenError
from sitegen.machine.processes import died, end_with_parent

A = TypeVar("A")
B = TypeVar("B")


class Beside:
    """A process that gets ready for work: forked before this one has begun anything that must not be doubled."""

    def __init__(self, prepare: Callable[[], None]) -> None:
        """Let it begin, and `prepare` itself."""
        context = multiprocessing.get_context("fork")
        self._here, there = context.Pipe()
        self._process = context.Process(target=_serve, args=(there, self._here, prepare), daemon=True)
        self._process.start()
        there.close()

    def run(self, function: Callable[[A], B], items: Iterable[A], at_once: int = 1) -> Iterator[B]:
        """Returns what a function gives of items, in order. Raises SitegenError where the process dies (w-001)."""
        items = iter(items)
        while some := list(islice(items, at_once)):
            try:
                self._here.send((function, some))
                given = self._here.recv()
            except (EOFError, OSError) as error:
                raise SitegenError([died(1, error)]) from error
            if isinstance(given, MemoryError):
                raise SitegenError([died(1, given)]) from given
            if isinstance(given, Exception):
                raise given
            yield from given

    def end(self) -> None:
        """End it, whatever it is at; it may have been ended before."""
        self._process.kill()
        self._process.join()
        self._here.close()


@contextmanager
def beside(prepare: Callable[[], None], *, wanted: bool = True) -> Iterator[Beside | None]:
    """Begin such a process if it is `wanted`, and end it; None where it cannot be forked or would have to wait."""
    if not wanted or not _can_fork():
        yield None
        return
    process = Beside(prepare)
    try:
        yield process
    finally:
        process.end()


def meanwhile(function: Callable[[], B]) -> Callable[[], B]:
    """Begin to work out a value in a process beside this one; returns what waits for it, once.

    That one knows all that this one knows now. Where it cannot be forked, or would have to wait, the value is worked
    out when it is asked for. Raises SitegenError where the process dies (w-001).
    """
    if not _can_fork():
        return function
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_tell, args=(there, here, function), daemon=True)
    process.start()
    there.close()

    def wait() -> B:
        try:
            given = here.recv()
        except (EOFError, OSError) as error:
            raise SitegenError([died(1, error)]) from error
        process.kill()  # it has nothing more to say
        process.join()
        here.close()
        if isinstance(given, MemoryError):
            raise SitegenError([died(1, given)]) from given
        if isinstance(given, Exception):
            raise given
        return cast(B, given)

    return wait


def _can_fork() -> bool:
    return sys.platform == "linux" and cpu_count() != 1


def _tell(pipe: Connection, other_end: Connection, function: Callable[[], B]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    end_with_parent()
    other_end.close()
    with suppress(OSError):  # nobody waits any more
        try:
            pipe.send(function())
        except Exception as error:  # noqa: BLE001 - it is raised where the value is waited for
            pipe.send(error)


def _serve(pipe: Connection, other_end: Connection, prepare: Callable[[], None]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who stops the build stops it, and that one ends this
    end_with_parent()
    other_end.close()
    prepare()
    with suppress(EOFError, OSError):
        while True:
            function, items = pipe.recv()
            pipe.send(_given(function, items))


def _given(function: Callable[[A], B], items: list[A]) -> list[B] | Exception:
    try:
        return [function(item) for item in items]
    except Exception as error:  # noqa: BLE001 - it is raised where the items come from
        return error
