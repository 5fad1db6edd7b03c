"""Kills, full disks and two builds at once, at random moments: what stands in `public/` afterwards?

Two editions of the same addresses are built by turns, so that whatever stands there must be one of the two, whole.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EDITION = """\
publication: {name: 河湾日报, publisher: 河湾日报社}
authority: example.org
base_url: https://example.org/hewan/
"""
PAGE = """\
# 河湾日报

{year}年{month}月{day}日 第1版

## 河湾新桥第{number}日通车

本报讯(记者 林青山)全长{length}米的河湾新桥昨日上午通车。

两岸居民往来不再绕行,单程可省{minutes}分钟。
"""
# A build that swaps by two renames, as on file systems that cannot exchange two folders.
TWO_STEPS = "import sitegen.machine.swapping as s; s._exchange = lambda *a: False; "
# Sites as small as these have a spare too: it must be whole whenever a build is killed.
WITH_SPARE = "import sitegen.machine.spare as s; s.LEAST_FILES = 0; from sitegen.cli import main; main()"


def write_edition(folder: Path, pages: int, word: int) -> Path:
    """Writes seeds of so many pages; `word` is what two editions of the same addresses differ in, on each page."""
    seeds = folder / f"seeds-{word}"
    seeds.mkdir(parents=True)
    (seeds / "edition.yaml").write_text(EDITION, "utf-8")
    for number in range(pages):
        year, month, day = 2000 + number // 336, number // 28 % 12 + 1, number % 28 + 1
        text = PAGE.format(year=year, month=month, day=day, number=number, length=300 + word, minutes=20 + word)
        (seeds / f"{year}-{month:02d}-{day:02d}-01.txt").write_text(text, "utf-8")
    return seeds


def program(seeds: Path, *, two_steps: bool = False, output: str = "public") -> tuple[str, list[str]]:
    """Returns what builds an edition, in Python, and its arguments."""
    return f"{TWO_STEPS if two_steps else ''}{WITH_SPARE}", ["--lang", "en", "build", str(seeds), "-o", output]


def begin(folder: Path, seeds: Path, *, two_steps: bool = False, output: str = "public") -> subprocess.Popen[bytes]:
    """Begins a build of an edition."""
    code, arguments = program(seeds, two_steps=two_steps, output=output)
    command = [sys.executable, "-c", code, *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    )


def end(build: subprocess.Popen[bytes]) -> tuple[int, str]:
    """Waits for a build; gives its exit code and what it said."""
    with build:
        said = build.communicate()[1].decode("utf-8", "replace")
    return build.returncode, said


def wait_for_group(leader: int, most: float = 10.0) -> None:
    """Waits until no process of a group is there: what a killed build has begun holds its lock until it is gone."""
    until = time.monotonic() + most
    with contextlib.suppress(ProcessLookupError):
        while time.monotonic() < until:
            os.killpg(leader, 0)
            time.sleep(0.002)


def site(folder: Path) -> str:
    """Returns a digest of all files of a published site, "" where there is none."""
    whole = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        whole.update(f"{path.relative_to(folder)}\n".encode() + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest() if folder.is_dir() else ""


class Editions:
    """Two editions and the sites that they make."""

    def __init__(self, folder: Path, pages: int) -> None:
        """Writes both and builds them."""
        self.folder = folder
        self.seeds = [write_edition(folder, pages, word) for word in (0, 1)]
        self.whole = []
        for number in (1, 0):
            code, said = end(begin(folder, self.seeds[number]))
            if code:
                raise RuntimeError(said)
            self.whole.append(site(folder / "public"))

    def left(self) -> list[str]:
        """Returns what lies in the folder beside the seeds, the site and what builds keep."""
        kept = {"public", ".public.cache", ".public.spare", *(seeds.name for seeds in self.seeds)}
        return sorted(path.name for path in self.folder.iterdir() if path.name not in kept)

    def state(self, where: str = "public") -> str:
        """Says what is published: one of the two, none, or something else."""
        found = site(self.folder / where)
        return "whole" if found in self.whole else "none" if not found else "half"


def kills(count: int, folder: Path, *, pages: int = 40, two_steps: bool = False, seed: int = 1) -> Counter[str]:
    """Kills builds while they publish and says what stood there after each; the last build must set all right."""
    chance = random.Random(seed)
    editions = Editions(folder, pages)
    seen: Counter[str] = Counter()
    longest = 0.0
    for number in range(-1, count):
        build = begin(folder, editions.seeds[number % 2], two_steps=two_steps)
        while build.poll() is None and not any(folder.glob(".public.new-*")):
            time.sleep(0.002)
        began = time.monotonic()
        if number < 0:  # the first is let live: how long does publishing take on this machine, just now?
            end(build)
            longest = time.monotonic() - began
            continue
        with contextlib.suppress(subprocess.TimeoutExpired):
            build.wait(chance.uniform(0, longest))
            longest = time.monotonic() - began
        if build.poll() is None:
            os.killpg(build.pid, signal.SIGKILL)
        seen["killed" if end(build)[0] == -signal.SIGKILL else "ended before"] += 1
        wait_for_group(build.pid)
        seen[f"then {editions.state()}"] += 1
    seen["builds after all that fail"] += end(begin(folder, editions.seeds[0], two_steps=two_steps))[0] != 0
    seen["left over"] += len(editions.left())
    seen["half sites"] = seen["then half"] + (editions.state() != "whole")
    return seen


@contextlib.contextmanager
def small_disk(folder: Path, size: int) -> Iterator[bool]:
    """Mounts a disk of so many bytes; gives False where this system does not let us."""
    folder.mkdir(parents=True, exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        mounted = False
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", str(folder)], check=True)


def full_disk(count: int, folder: Path, *, pages: int = 40) -> Counter[str]:
    """Builds onto disks that are full at different moments; the old site must stay, with a finding (p-012)."""
    editions = Editions(folder, pages)
    need = sum(path.stat().st_blocks * 512 for path in (folder / "public").rglob("*"))
    seen: Counter[str] = Counter()
    for number in range(count):
        size = int(need * (1.15 + 1.2 * number / count))
        with small_disk(folder / "disk", size) as mounted:
            if not mounted:
                seen["no disk could be mounted"] += 1
                break
            shutil.copytree(folder / "public", folder / "disk" / "public")
            code, said = end(begin(folder, editions.seeds[1], output="disk/public"))
            told = code == 1 and "error p-012: " in said
            seen["ended well" if code == 0 else "told (p-012)" if told else "crashed"] += 1
            seen[f"then {editions.state('disk/public')}"] += 1
    return seen


def two_builds(count: int, folder: Path, *, pages: int = 40, seed: int = 1) -> Counter[str]:
    """Begins two builds at once, so many times: one of them may be turned away (p-011), the site is one of the two."""
    chance = random.Random(seed)
    editions = Editions(folder, pages)
    seen: Counter[str] = Counter()
    for _ in range(count):
        first = begin(folder, editions.seeds[0])
        time.sleep(chance.uniform(0, 0.6))
        second = begin(folder, editions.seeds[1])
        for build in (first, second):
            code, said = end(build)
            turned = code == 1 and "error p-011: " in said
            seen["published" if code == 0 else "turned away (p-011)" if turned else "crashed"] += 1
        seen[f"then {editions.state()}"] += 1
    seen["left over"] += len(editions.left())
    return seen
