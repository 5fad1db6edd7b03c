"""Processes of their own without the second that it takes to start one: forked from one that has imported all.

For tests of what becomes of a process: one that is killed, that holds a lock, that works beside another. How an
interpreter starts is no matter of theirs.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

# Those of them that there are.
_IMPORTED = [
    "sitegen.cli",
    "watchfiles",
    "distributed.cli.dask_scheduler",
    "distributed.cli.dask_worker",
    "tests.test_publish",
    "tests.test_spare",
    "tests.forkable",
]
SITEGEN = "from sitegen.cli import main; main()"


class Forked:
    """A running program, looked at as one that `subprocess.Popen` has started."""

    def __init__(
        self,
        program: str,
        arguments: Sequence[str],
        folder: Path,
        environment: Mapping[str, str] = os.environ,
        log: Path | None = None,
        out: Path = Path(os.devnull),
    ) -> None:
        """Begin it in a folder, and in a session of its own; with a `log`, stderr goes there and stdout to `out`."""
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(_IMPORTED)
        self._log = log
        if log is not None:
            log.touch()  # it may be killed before it has opened anything
        given = (program, [*arguments], str(folder), dict(environment), str(log or ""), str(out))
        self._process = context.Process(target=_run, args=given)
        self._process.start()
        assert self._process.pid is not None
        self.pid: int = self._process.pid

    @property
    def returncode(self) -> int | None:
        return self._process.exitcode

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> int:
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise subprocess.TimeoutExpired("a forked program", timeout or 0)
        return self._process.exitcode

    def kill(self) -> None:
        self._process.kill()

    def communicate(self) -> tuple[None, bytes]:
        self.wait()
        return None, self._log.read_bytes() if self._log else b""

    def __enter__(self) -> Forked:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.wait()


def _run(
    program: str, arguments: Sequence[str], folder: str, environment: Mapping[str, str], log: str, out: str
) -> None:
    os.setsid()
    os.chdir(folder)
    os.environ.update(environment)
    tempfile.tempdir = None  # asked for anew: what was imported before may have asked in another environment
    if log:
        with Path(log).open("ab") as errors, Path(out).open("wb") as said:
            os.dup2(said.fileno(), 1)
            os.dup2(errors.fileno(), 2)
    sys.argv = ["-c", *arguments]
    exec(program, {"__name__": "__main__"})
