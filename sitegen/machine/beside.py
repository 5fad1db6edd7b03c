"""A process beside this one, which does or gets ready for what can be done meanwhile.

To load what reads a page takes longer than to read it, and most builds read one or two: that is done before it is known
whether there is any.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import weakref
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from itertools import islice
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import ForkingPickler
from os import cpu_count
from tempfile import TemporaryFile
from typing import IO, Any, Generic, TypeVar, cast

from sitegen.errors import SitegenError
from sitegen.machine.processes import died, end_with_parent

_LESS = 5  # as `nice` counts: a third as much of a processor as others get
A = TypeVar("A")
B = TypeVar("B")


class Beside:
    """A process that gets ready for work: forked before this one holds much that would be doubled."""

    def __init__(self, prepare: Callable[[], None]) -> None:
        """Let it begin, and `prepare` itself."""
        self._here, self._process = _fork(_serve, prepare)

    def run(self, function: Callable[[A], B], items: Iterable[A], at_once: int = 1) -> Iterator[B]:
        """Returns what a function gives of items, in order; the first are begun with before anybody asks.

        Raises SitegenError where the process dies (w-001).
        """
        items = iter(items)
        send = partial(self._send, function)
        return self._sent(send(list(islice(items, at_once))), lambda: send(list(islice(items, at_once))))

    def _send(self, function: Callable[[A], B], some: list[A]) -> bool:
        with suppress(OSError):  # it is told where it is waited for that nobody is there
            if some:
                self._here.send((function, some))
        return bool(some)

    def _sent(self, sent: bool, send: Callable[[], bool]) -> Iterator[Any]:
        while sent:
            yield from _received(self._here)
            sent = send()

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


class Meanwhile(Generic[B]):
    """A process that works out one value, from all that was known when it was forked.

    It ends as soon as it is done, and what it found waits in a file without a name: to wait until somebody asks, which
    may be long, it would go on holding all that this one has changed since.
    """

    def __init__(self, function: Callable[[], B], found: IO[bytes]) -> None:
        """Let it begin; `found` is the file, which is closed with it."""
        self._found = found
        self._here, self._process = _fork(_tell, (function, found))
        self.end = weakref.finalize(self, _end, self._here, self._process, found)  # whatever it is at, if nobody waits

    def __call__(self) -> B:
        """Wait for the value, once. Raises what the function raises, SitegenError where the process dies (w-001)."""
        try:
            if said := _received(self._here):
                return cast(B, said[0])
            self._found.seek(0)
            return cast(B, ForkingPickler.loads(self._found.read()))
        finally:
            self.end()


def _end(pipe: Connection, process: BaseProcess, found: IO[bytes]) -> None:
    process.kill()
    process.join()
    pipe.close()
    found.close()


def meanwhile(function: Callable[[], B], *, in_haste: bool = True) -> Callable[[], B]:
    """Begin to work out a value in a process beside this one; returns what waits for it, once.

    What is not wanted soon gives way to all that is `in_haste`. Where the process cannot be forked, or would have to
    wait, the value is worked out when it is asked for.
    """
    if not _can_fork():
        return function
    try:
        found = TemporaryFile()  # noqa: SIM115 - it is closed when the value is asked for
    except OSError:
        return function
    return Meanwhile(function if in_haste else partial(_giving_way, function), found)


def _giving_way(function: Callable[[], B]) -> B:
    os.nice(_LESS)
    return function()


@contextmanager
def begun(function: Callable[[], B]) -> Iterator[Callable[[], B]]:
    """Begin to work out, not in haste, a value as `meanwhile` does, and end that if nobody has waited for it."""
    wait = meanwhile(function, in_haste=False)
    try:
        yield wait
    finally:
        if isinstance(wait, Meanwhile):
            wait.end()


def _can_fork() -> bool:
    return sys.platform == "linux" and cpu_count() != 1


def _fork(serve: Callable[[Connection, A], None], given: A) -> tuple[Connection, BaseProcess]:
    """Returns a process that serves at the other end of a pipe, and this end."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe()
    process = context.Process(target=_begin, args=(there, here, serve, given), daemon=True)
    process.start()
    there.close()
    return here, process


def _begin(there: Connection, here: Connection, serve: Callable[[Connection, A], None], given: A) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who stops the build stops it, and that one ends this
    end_with_parent()
    here.close()
    serve(there, given)


def _received(pipe: Connection) -> Any:
    """Returns what a process says; raises what it has raised, SitegenError where it died or has no memory (w-001)."""
    try:
        given = pipe.recv()
    except (EOFError, OSError) as error:
        raise SitegenError([died(1, error)]) from error
    if isinstance(given, MemoryError):
        raise SitegenError([died(1, given)]) from given
    if isinstance(given, Exception):
        raise given
    return given


def _tell(pipe: Connection, given: tuple[Callable[[], B], IO[bytes]]) -> None:
    gc.disable()
    function, found = given
    with suppress(OSError):  # nobody waits any more
        try:
            pipe.send(_put_aside(function(), found))
        except Exception as error:  # noqa: BLE001 - it is raised where the value is waited for
            pipe.send(error)


def _put_aside(value: B, found: IO[bytes]) -> tuple[B] | None:
    """Put a value into a file; returns it where there is no room."""
    try:
        found.write(ForkingPickler.dumps(value))
        found.flush()
    except OSError:
        return (value,)
    return None


def _serve(pipe: Connection, prepare: Callable[[], None]) -> None:
    os.nice(_LESS)  # the build has other things to wait for first
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
