"""What a build says of itself while it works: a bar on a terminal, lines in a log; and how long it took in all."""

from __future__ import annotations

import io
import os
import sys
import time
from collections.abc import Callable
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from sitegen.messages import ENGLISH, Fact, say
from sitegen.visible import visible

QUIET_FOR = 1.0  # seconds: a step that takes longer is told of
_NUMBERED = 3  # standard streams, from 0 on
_OFTEN = 0.1  # seconds between two looks of the bar


def open_closed_streams() -> None:
    """Lets what is said to a closed stream go nowhere; else the next file that is opened would have its number."""
    while (handle := os.open(os.devnull, os.O_RDWR)) < _NUMBERED:
        continue
    nobody = io.TextIOWrapper(io.FileIO(handle, "r+"), encoding="utf-8")
    sys.stdout, sys.stderr = (stream or nobody for stream in (sys.stdout, sys.stderr))
    if nobody not in (sys.stdout, sys.stderr):
        nobody.close()


def use_utf8_for_names() -> None:
    """Begins again in UTF-8 mode where Python would read and write names of files in the locale's encoding.

    The files of a site have the same names on every machine, and a bulletin's name is what its editor typed.
    """
    if sys.getfilesystemencoding() == "utf-8" or sys.flags.utf8_mode:
        return
    spoken = {"PYTHONIOENCODING": f"{sys.stdout.encoding}:backslashreplace"}  # as the terminal understands it
    os.execve(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]], spoken | os.environ)


def show_what_cannot_be_said() -> None:
    """Lets a terminal whose encoding lacks a character show an escape in its place."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def in_sight(text: str) -> str:
    """Returns text, in which names and words of others stand, as it may be printed."""
    return "\n".join(map(visible, text.splitlines()))


class Telling:
    """Tells of the steps of a build, one after the other; nothing is drawn by a thread, as processes are forked."""

    def __init__(self, console: Console, *, quiet: bool = False, language: str = ENGLISH) -> None:
        """Begin to count the time; `quiet` tells of nothing."""
        self._console = console
        self._language = language
        self._quiet = quiet
        self._began = time.monotonic()
        self._bar: Progress | None = None

    def __enter__(self) -> Telling:
        """Begin."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Take the bar away, however the build ended."""
        self._end()

    def begin(self, what: str, total: int) -> Callable[[], None] | None:
        """Begin a step, `progress.WHAT` in the catalogue; what it returns is to be called as each item is done."""
        self._end()
        if self._quiet or not total:
            return None
        what = say(self._language, f"progress.{what}")
        return self._drawn(what, total) if self._console.is_terminal else self._written(what, total)

    def say(self, name: str, /, **facts: Fact) -> None:
        """Say something of the work itself, if there is anything to say: the name of a text in the catalogue."""
        if name and not self._quiet:
            self._console.print(visible(say(self._language, name, **facts)), style="dim", markup=False)

    def sum_up(self) -> None:
        """Tell the time and memory that all of it took, if it took long enough to be asked about."""
        seconds = time.monotonic() - self._began
        if not self._quiet and (seconds > QUIET_FOR or self._console.is_terminal):
            self._console.print(
                say(self._language, "progress.time", seconds=f"{seconds:.1f}", memory=_memory()), style="dim"
            )

    def _drawn(self, what: str, total: int) -> Callable[[], None]:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        bar = Progress(*columns, console=self._console, auto_refresh=False, transient=True)
        task = bar.add_task(what, total=total)
        bar.start()
        self._bar, shown = bar, [time.monotonic()]

        def done() -> None:
            bar.advance(task)
            if time.monotonic() - shown[0] > _OFTEN:
                shown[0] = time.monotonic()
                bar.refresh()

        return done

    def _written(self, what: str, total: int) -> Callable[[], None]:
        began = time.monotonic()
        told: list[str] = []

        def done() -> None:
            if not told and time.monotonic() - began > QUIET_FOR:
                told.append(what)
                self._console.print(say(self._language, "progress.counted", what=what, total=total), style="dim")

        return done

    def _end(self) -> None:
        if self._bar:
            self._bar.stop()
        self._bar = None


def _memory() -> str:
    """Returns how many MB the largest process of a build held, "" where the system does not tell."""
    if sys.platform == "win32":
        return ""
    import resource

    unit = 1 if sys.platform == "darwin" else 1024  # getrusage counts bytes there, kilobytes elsewhere
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return f"{most * unit / 1_000_000:.0f}"
