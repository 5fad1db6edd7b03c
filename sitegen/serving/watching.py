"""Files of an edition that change: one call for what an editor's program writes together."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from threading import Event

from watchfiles import Change, watch

from sitegen.machine.stamps import files_below

_TOGETHER = 250  # ms at most that changes are waited for, if one follows the other
_QUIET = 30  # ms without a change
_LOOK = 500  # ms after which a folder that may have been put in the place of another is looked at
_NOT_OURS = ("~", ".swp", ".swx", ".tmp", ".part", ".crdownload")  # what programs write while they save

_Mark = tuple[int, int] | None
State = frozenset[tuple[str, int, int]]  # each file by its path, with its size and when it changed


def state_of(folders: Iterable[Path]) -> State:
    """Returns what changes whenever a file below the folders is written, comes or goes."""
    return frozenset(_entries(folders))


def _entries(folders: Iterable[Path]) -> Iterator[tuple[str, int, int]]:
    for folder in folders:
        with contextlib.suppress(OSError):  # it went, or part of it
            for path, size, changed in files_below(folder):
                yield f"{folder}/{path}", size, changed


def watch_edition(folders: Callable[[], Iterable[Path]], changed: Callable[[], None], stop: Event, read: State) -> None:
    """Call `changed` whenever a file below the folders was written, came or went, until `stop` is set.

    `folders` is asked anew after each change; `read` is how they were before they were read: what changed until they
    are watched is told too. A folder that goes is waited for: it may be renamed, or come from a version control system.
    """
    polling = False
    while not stop.is_set():
        there = {folder: _mark(folder) for folder in folders()}
        if not any(there.values()):
            if stop.wait(_LOOK / 1000):
                return
            if any(_mark(folder) for folder in there):
                read = state_of(folders())
                changed()
            continue
        try:
            read = _watch(there, changed, stop, folders, read, polling=polling)
        except (OSError, RuntimeError):  # no more watches, a file system without them, a folder that just went
            polling = all(_mark(folder) for folder in there)
            stop.wait(_QUIET / 1000)


def _watch(
    there: dict[Path, _Mark],
    changed: Callable[[], None],
    stop: Event,
    folders: Callable[[], Iterable[Path]],
    read: State,
    *,
    polling: bool,
) -> State:
    """Watch folders until one of them is another, or others are to be watched; returns how they were when last read."""
    missed = True  # until it is seen that nothing changed before this
    for changes in watch(
        *(folder for folder, mark in there.items() if mark),
        watch_filter=_concerns_us,
        debounce=_TOGETHER,
        step=_QUIET,
        stop_event=stop,
        rust_timeout=_LOOK,
        yield_on_timeout=True,
        raise_interrupt=False,
        force_polling=polling or None,
        ignore_permission_denied=True,
    ):
        others = {folder: _mark(folder) for folder in there} != there
        missed = missed and state_of(folders()) != read
        if changes or others or missed:
            read, missed = state_of(folders()), False
            changed()
        if others or set(folders()) != set(there):
            break
    return read


def _mark(folder: Path) -> _Mark:
    """Returns what tells a folder from another of its name; None where there is none."""
    try:
        found = folder.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _concerns_us(_change: Change, path: str) -> bool:
    name = os.path.basename(path)  # noqa: PTH119 - a name that is no path of this system, at worst
    return not name.startswith((".", "#")) and not name.endswith(_NOT_OURS)
