"""Runs a program and measures it: time, work of all its processes, the most memory they held at one time."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from search import family, share

EVERY = 0.2  # seconds between two looks at the memory
_BYTECODE = tempfile.gettempdir() + "/sitegen-bytecode"  # as what is installed has it, whatever this shell says


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run took: seconds by the clock, seconds of processors, bytes of memory, files and bytes written."""

    seconds: float
    work: float
    memory: int
    files: int = 0
    size: int = 0

    def then(self, other: Cost) -> Cost:
        """Returns the cost of both, one after the other; what lies there in the end is what the second one left."""
        memory = max(self.memory, other.memory)
        return Cost(self.seconds + other.seconds, self.work + other.work, memory, other.files, other.size)


class FailedError(Exception):
    """A program that did not end well, with the last it said."""


def run(command: Sequence[str | Path], folder: Path, output: Path, log: Path) -> tuple[Cost, str]:
    """Run a command in a folder; give its cost, with what lies in its output, and what it said.

    Python keeps what it compiles of modules, so that only the first run of several takes time for it.

    Memory counts once what processes share (Linux' proportional set size), or is the largest that one of them held
    where that is more, as short peaks fall between two looks. What the system counts for a process that has ended is no
    use: it begins with what this script held.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = _BYTECODE
    with log.open("wb") as said:
        start = time.perf_counter()
        process = subprocess.Popen(list(command), cwd=folder, env=environment, stdout=said, stderr=subprocess.STDOUT)
        watch = _Watch(process.pid)
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    memory = watch.end()
    text = log.read_text("utf-8", "replace")
    if process.returncode:
        raise FailedError(f"{command[0]} ended with {process.returncode}:\n{text[-2000:]}")
    files, size = weigh(output)
    return Cost(seconds, used.ru_utime + used.ru_stime, memory, files, size), text


class _Watch(threading.Thread):
    """Looks at the memory of a process and of all that it has started, until told to end."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid, self._most, self._ended = pid, 0, threading.Event()
        self.start()

    def run(self) -> None:
        while not self._ended.wait(EVERY):
            pids = [*family(self._pid)]
            self._most = max(self._most, sum(map(share, pids)), *map(_peak, pids))

    def end(self) -> int:
        """Stop looking; give the most memory seen, in bytes."""
        self._ended.set()
        self.join()
        return self._most


def _peak(pid: int) -> int:
    """Returns the most memory that a process has held since it began, in bytes (Linux)."""
    with contextlib.suppress(OSError):
        found = re.search(r"^VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text(), re.M)
        return int(found[1]) * 1024 if found else 0
    return 0


def weigh(folder: Path) -> tuple[int, int]:
    """Returns how many files lie in a folder, and how many bytes they have."""
    sizes = [entry.stat().st_size for entry in folder.rglob("*") if entry.is_file()]
    return len(sizes), sum(sizes)
