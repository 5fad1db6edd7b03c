"""Short runs of `python -m benchmarks.faults`, which tries the same in large: kills, full disks, damage, sizes."""

from __future__ import annotations

import itertools
import json
import sys
from pathlib import Path
from unittest import mock

import pytest

from benchmarks import faults_growth, faults_mutations, faults_publishing
from benchmarks.faults_editions import editions
from benchmarks.faults_growth import BULLETINS, growth
from benchmarks.faults_mutations import BATCH, damaged, mutations, pages
from benchmarks.faults_publishing import full_disk, kills, two_builds
from tests import nightly
from tests.editions import captured
from tests.forked import Forked

PAGES = 6


@pytest.fixture(autouse=True)
def quick_starts(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Fork the builds, and read and build in this process: how an interpreter starts is not asked here."""
    logs, numbers = tmp_path_factory.mktemp("logs"), itertools.count()

    def begin(folder: Path, seeds: Path, *, two_steps: bool = False, output: str = "public") -> Forked:
        code, arguments = faults_publishing.program(seeds, two_steps=two_steps, output=output)
        return Forked(code, arguments, folder, log=logs / str(next(numbers)))

    def measured(code: str, *arguments: str) -> tuple[float, int, int]:
        with captured() as (out, _), mock.patch.object(sys, "argv", ["-c", *arguments]):
            try:
                exec(code, {"__name__": "__main__"})
            except SystemExit as end:
                assert not end.code
            seconds, memory, faults = json.loads(out().splitlines()[-1])
        return seconds, memory, faults

    monkeypatch.setattr(faults_publishing, "begin", begin)
    monkeypatch.setattr(faults_growth, "_measured", measured)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("two_steps", [False, True], ids=["one step", "two renames"])
def test_kills_leave_one_whole_site(two_steps: bool, tmp_path: Path) -> None:
    seen = kills(2, tmp_path, pages=PAGES, two_steps=two_steps)
    assert (seen["half sites"], seen["left over"], seen["builds after all that fail"]) == (0, 0, 0)
    assert seen["killed"] + seen["ended before"] == 2


@pytest.mark.skipif(sys.platform != "linux", reason="a small disk is mounted as Linux does")
def test_full_disks_leave_the_old_site(tmp_path: Path) -> None:
    seen = full_disk(2, tmp_path, pages=PAGES)
    if seen["no disk could be mounted"]:
        pytest.skip("no disk can be mounted here")
    assert (seen["crashed"], seen["then half"], seen["then whole"]) == (0, 0, 2)
    assert seen["told (p-012)"] > 0


def test_two_builds_at_once_leave_one_whole_site(tmp_path: Path) -> None:
    seen = two_builds(1, tmp_path, pages=PAGES)
    assert (seen["crashed"], seen["left over"], seen["then whole"]) == (0, 0, 1)
    assert seen["published"] >= 1


def test_damaged_bulletins_crash_nothing_and_lose_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not nightly.WANTED:
        monkeypatch.setattr(faults_mutations, "LONGEST", 1_000)  # characters
    told = mutations(2 * BATCH, tmp_path, first=200_000, jobs=2)
    assert (told["bulletins"], told["crashes"], told["that lost or made up characters"]) == (2 * BATCH, 0, 0)
    notes = (tmp_path / "batches.jsonl").read_text("utf-8")
    assert mutations(2 * BATCH, tmp_path, first=200_000) == told
    assert (tmp_path / "batches.jsonl").read_text("utf-8") == notes, "what has been read is not read again"


def test_damaged_editions_break_no_command(tmp_path: Path) -> None:
    seen = editions(5, tmp_path / "editions", tmp_path / "kept")

    assert seen["broke"] == []
    assert seen["runs"] == 5


def test_a_number_always_gives_the_same_damage() -> None:
    texts = pages()
    assert damaged(7, texts) == damaged(7, pages())
    assert len({damaged(number, texts) for number in range(50)}) == 50


def test_sizes_that_no_newspaper_has_are_read_without_loss() -> None:
    grown = growth(0.002)
    assert [one.what for one in grown] == [*BULLETINS, "bulletins"]
    assert [one.faults for one in grown] == [0] * 4
    assert [one.count for one in grown] == [2000, 20, 100, 10]
