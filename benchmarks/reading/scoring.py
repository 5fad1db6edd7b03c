"""Bulletins read in this process and scored by the scorer that lies beside the pages."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from benchmarks.reading.drawing import PROCESSES
from benchmarks.reading.weighing import use_weights
from sitegen.reading.bulletin import read_bulletin
from sitegen.reading.files.bulletins import read_one
from sitegen.reading.report import page_json

# What the scorer runs instead of sitegen: each reading lies beside its bulletin.
_READ = """sh -c 'for bulletin; do cat "${bulletin%.txt}.json"; done' sh"""
_WRONG = re.compile(r"^(?P<page>\S{1,200}\.txt): (?:missed article|.{0,2000} read as )")
ROWS = ("articles", "headline", "kicker", "deck", "byline", "paragraphs", "subheadings", "captions")


@dataclass(frozen=True, slots=True)
class Folder:
    """Bulletins with their gold, `NAME.txt` and `NAME.json`, and how each was rendered ("" if unsaid)."""

    bulletins: Path
    gold: Path

    def styles(self) -> Mapping[str, list[str]]:
        """Returns the names of the pages of each rendering."""
        found: dict[str, list[str]] = defaultdict(list)
        for path in sorted(self.gold.glob("*.json")):
            if (self.bulletins / f"{path.stem}.txt").is_file():
                found[json.loads(path.read_text("utf-8")).get("style") or ""].append(path.stem)
        return found


@dataclass(frozen=True, slots=True)
class Scores:
    """The scorer's figures for a set of pages, and how many articles of each page are wrong."""

    figures: Mapping[str, float]
    wrong: Mapping[str, int]


def read_folder(folder: Folder, weights: str = "") -> dict[str, str]:
    """Returns the reading of each bulletin that has gold, a line of JSON a page, read on two processes."""
    names = [name for pages in folder.styles().values() for name in pages]
    paths = [folder.bulletins / f"{name}.txt" for name in names]
    with ProcessPoolExecutor(PROCESSES, initializer=use_weights, initargs=(weights,)) as pool:
        return dict(zip(names, pool.map(_read, paths, chunksize=8), strict=True))


def _read(path: Path) -> str:
    bulletin, faults = read_one(path, path.name)
    if bulletin is None:
        raise ValueError(f"{path}: {faults[0].message}")
    return "\n".join(page_json(reading.page, reading.diagnostics) for reading in read_bulletin(bulletin))


def score(scorer: Path, folder: Folder, names: Sequence[str], readings: Mapping[str, str]) -> Scores:
    """Returns how well some pages of a folder are read."""
    with tempfile.TemporaryDirectory() as temporary:
        here = Path(temporary)
        (here / "gold").mkdir()
        for name in names:
            shutil.copy(folder.bulletins / f"{name}.txt", here)
            shutil.copy(folder.gold / f"{name}.json", here / "gold")
            (here / f"{name}.json").write_text(readings[name] + "\n", "utf-8")
        figures = json.loads(_run(scorer, here, "--json"))
        wrong = Counter(
            match["page"] for row in _run(scorer, here, "--verbose").splitlines() if (match := _WRONG.match(row))
        )
        wrong.update(dict(_surplus(here, names)))
    return Scores(figures, wrong)


def _surplus(here: Path, names: Sequence[str]) -> Iterator[tuple[str, int]]:
    for name in names:
        gold = json.loads((here / "gold" / f"{name}.json").read_text("utf-8"))
        read = [json.loads(row) for row in (here / f"{name}.json").read_text("utf-8").splitlines()]
        surplus = sum(len(page["articles"]) for page in read) - len(gold["articles"])
        if surplus > 0:
            yield f"{name}.txt", surplus


def _run(scorer: Path, here: Path, how: str) -> str:
    command = [sys.executable, str(scorer), str(here / "gold"), str(here), "--command", _READ, how]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
