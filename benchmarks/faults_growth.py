"""Bulletins and editions that are far too large: how much longer takes twice as much, and how much memory?"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.faults_publishing import ROOT, write_edition

MOST = 2.1  # times as long may take twice as much


def short_lines(count: int) -> str:
    """Returns a bulletin of so many lines of a few characters, as a table or a list of names read line by line."""
    return "".join(f"{chr(0x4E00 + n * 13 % 9000)}{chr(0x4E00 + n * 29 % 9000)}{n % 10}\n" for n in range(count))


def headings(count: int) -> str:
    """Returns a bulletin of so many articles of one sentence."""
    return "".join(f"## 第{n}号桥昨日通车\n\n本报讯 河湾第{n}号桥昨日上午通车。\n\n" for n in range(count))


def paragraphs(count: int) -> str:
    """Returns a bulletin of one article with so many paragraphs."""
    body = "".join(f"第{n}户居民说,往来不再绕行,单程可省{n % 60}分钟。\n\n" for n in range(count))
    return f"## 河湾新桥昨日通车\n\n{body}"


BULLETINS: dict[str, tuple[Callable[[int], str], int]] = {
    "short lines": (short_lines, 1_000_000),
    "headings": (headings, 10_000),
    "paragraphs": (paragraphs, 50_000),
}
EDITION = ("bulletins", 5_000)

# In a process of its own, whose memory counts from nothing. Time is the processor's: others work here too.
READ = """
import json, resource, sys, time
from pathlib import Path
from sitegen.check.reading import check_pages
from sitegen.reading.bulletin import read_bulletin
from sitegen.reading.files.bulletins import read_one
began = time.process_time()
bulletin, found = read_one(Path(sys.argv[1]), "2023-05-04-01.txt")
readings = read_bulletin(bulletin)
faults = [*found, *check_pages([reading.page for reading in readings])]
used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps([time.process_time() - began, used.ru_maxrss * 1024, len(faults)]))
"""
BUILD = """
import json, resource, sys
from sitegen.cli import main
sys.argv = ["sitegen", "build", sys.argv[1], "-o", sys.argv[2], "--jobs", "1", "-q"]
try:
    main()
finally:
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss * 1024, 0]))
"""


@dataclass(frozen=True, slots=True)
class Grown:
    """What a size took, and how many times as long as half of it."""

    what: str
    count: int
    seconds: float
    ratio: float
    memory: int
    faults: int

    def __str__(self) -> str:
        """Returns a row of a table."""
        memory, times = f"{self.memory / 1_000_000:,.0f} MB", f"× {self.ratio:.2f}"
        return f"| {self.count:,} {self.what} | {self.seconds:.1f} s | {times} | {memory} | {self.faults} |"


def _measured(code: str, *arguments: str) -> tuple[float, int, int]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    seconds, memory, faults = json.loads(done.stdout.splitlines()[-1])
    return seconds, memory, faults


def _bulletin(what: str, count: int) -> tuple[float, int, int]:
    make, _ = BULLETINS[what]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "2023-05-04-01.txt"
        path.write_text(make(count), "utf-8", newline="\n")
        return _measured(READ, str(path))


def _edition(_what: str, count: int) -> tuple[float, int, int]:
    with TemporaryDirectory() as folder:
        seeds = write_edition(Path(folder), count, 0)
        return _measured(BUILD, str(seeds), str(Path(folder) / "public"))


def growth(share: float = 1.0, times: int = 1) -> list[Grown]:
    """Returns what each of the sizes took, or a share of it; the quickest of several times counts."""
    found = []
    kinds = [*((what, most, _bulletin) for what, (_, most) in BULLETINS.items()), (*EDITION, _edition)]
    for what, most, measure in kinds:
        whole = int(most * share)
        half, full = (min(measure(what, count) for _ in range(times)) for count in (whole // 2, whole))
        found.append(Grown(what, whole, full[0], full[0] / half[0], full[1], full[2]))
    return found
