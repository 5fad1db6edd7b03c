"""Dask clusters of this machine, for tests: a scheduler and workers, processes that share nothing with the build."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.editions import ROOT
from tests.forked import Forked

Process = subprocess.Popen[bytes] | Forked

# Seconds in which a process that lives must have started, however much else the machine has to do: one that has ended
# is not waited for. Dask itself waits for an answer as long.
STARTED_WITHIN = 600

# The command line with a cluster's work even for a handful of pages, one at a time; what is sent is told. At the first
# task of the kind AT the processes in KILL are killed.
_BUILD = """
import os, signal, sys
import sitegen.machine.cluster as cluster, sitegen.readings as readings, sitegen.site.make as make
import sitegen.site.rendering as rendering, sitegen.site.search.kept as kept
from sitegen.site.search.format import Sizes
readings.PARALLEL_FROM = rendering.PARALLEL_FROM = make.MANY_NAMES = rendering.AT_ONCE = 1
kept.write_search.__kwdefaults__["sizes"] = Sizes(parallel=1)
cluster.ANSWERS_WITHIN, cluster.WITHOUT_WORKERS, cluster.LOOKS = float(os.environ["WITHIN"]), 4, 0.5
send, victims = cluster.Cluster._send, os.environ["KILL"].split()

def spying(self, executor, name, shared, function, some):
    kind = getattr(function, "func", function).__name__
    print("sent", kind, file=sys.stderr)
    sent = send(self, executor, name, shared, function, some)
    while kind == os.environ["AT"] and victims:
        os.kill(int(victims.pop()), signal.SIGKILL)
    return sent

cluster.Cluster._send = spying
from sitegen.cli import main
main()
"""


@dataclass(frozen=True)
class Running:
    """A cluster: where its scheduler answers, and the processes of it and of its workers."""

    address: str
    scheduler: Process
    workers: tuple[Process, ...]


@contextmanager
def running(folder: Path, code: Sequence[Path] = (ROOT, ROOT)) -> Iterator[Running]:
    """Start a scheduler and a worker for each place that its `code` of sitegen lies in; end them all."""
    with ExitStack() as stack:
        scheduler, address = _start(stack, folder, "scheduler", "distributed.cli.dask_scheduler", ROOT, "--port", "0")
        options = ("--nthreads", "1", "--no-nanny", "--memory-limit", "0", "--local-directory", str(folder), address)
        names = [f"worker-{number}" for number in range(len(code))]
        pairs = zip(names, code, strict=True)
        workers = [_start(stack, folder, name, "distributed.cli.dask_worker", at, *options) for name, at in pairs]
        for name, (worker, _) in zip(names, workers, strict=True):
            _wait_for(worker, folder / f"{name}.log", "Registered to:")
        yield Running(address, scheduler, tuple(process for process, _ in workers))


def _start(stack: ExitStack, folder: Path, name: str, module: str, code: Path, *options: str) -> tuple[Process, str]:
    """Start a process of a cluster; give it and the address that it says it listens at."""
    log = folder / f"{name}.log"
    arguments = ("--host", "127.0.0.1", "--no-dashboard", *options)
    environment = {**os.environ, "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": f"{STARTED_WITHIN}s"}
    log.touch()
    process: Process
    if code == ROOT:
        # Dask has read the environment when it was imported, which is before the fork.
        told = "import dask.config; dask.config.refresh()"
        process = Forked(f"{told}; from {module} import main; main()", arguments, folder, environment, log)
    else:  # not with the sitegen that those who are forked know
        environment["PYTHONPATH"] = str(code)
        with log.open("wb") as out:
            command = [sys.executable, "-m", module, *arguments]
            process = subprocess.Popen(command, cwd=folder, env=environment, stdout=out, stderr=out)
    stack.callback(process.wait)
    stack.callback(process.kill)
    return process, _wait_for(process, log, "Scheduler at:") if name == "scheduler" else ""


def _wait_for(process: Process, log: Path, words: str) -> str:
    """Wait until a process has said so, and give the rest of the line."""
    end = time.monotonic() + STARTED_WITHIN
    waits = True
    while waits:
        waits = process.poll() is None and time.monotonic() < end  # what it said last is looked at once more
        for line in log.read_text("utf-8").splitlines():
            if words in line:
                return line.partition(words)[2].strip()
        time.sleep(0.1)
    raise AssertionError(f"{process.poll()}: {log.read_text('utf-8')}")


def build_on(
    address: str, folder: Path, *options: str, kill: Sequence[int] = (), at: str = "_make", within: float = 10.0
) -> subprocess.CompletedProcess[str]:
    """Build the edition in a folder on a cluster; what is sent, and findings, stand in the standard error."""
    given = {"KILL": " ".join(map(str, kill)), "AT": at, "WITHIN": str(within)}
    log = folder / ".build.log"
    with Forked(_BUILD, ("--lang", "en", "build", "--cluster", address, *options), folder, given, log) as build:
        code = build.wait(300)
    said = log.read_text("utf-8")
    log.unlink()
    return subprocess.CompletedProcess([], code, "", said)
