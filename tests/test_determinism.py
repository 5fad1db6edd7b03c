"""Law 4: the same seeds give the same bytes, whatever machine, place, hour, language and order of files."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.editions import ROOT, contents, sitegen_here
from tests.site.search_reader import text_of

# The command line, but with a pool of processes even for a handful of bulletins.
WITH_POOL = "import sitegen.readings, sitegen.cli; sitegen.readings.PARALLEL_FROM = 1; sitegen.cli.main()"
COMPILED_BEFORE = "import tests.compiled; "  # by a process with another hash seed: no matter either


@dataclass(frozen=True)
class Machine:
    """One way in which a machine may differ from the next."""

    environment: dict[str, str]
    umask: int = 0o022
    jobs: int = 1
    backwards: bool = False  # the seeds written in the opposite order, with other times
    beside: bool = False  # run from within the folder of the seeds, paths relative
    compiled: bool = False  # its themes, before
    options: list[str] = field(default_factory=list)


MACHINES = {
    "a plain one": Machine({"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C", "LANG": "C"}),
    "one in Auckland with two processes and a strict umask": Machine(
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LC_ALL": "zh_CN.UTF-8", "LANG": "zh_CN.UTF-8"},
        umask=0o077,
        jobs=2,
        backwards=True,
        compiled=True,
    ),
    "one in Honolulu with a Turkish locale, another clock and another place": Machine(
        {
            "PYTHONHASHSEED": "4294967295",
            "TZ": "Pacific/Honolulu",
            "LC_ALL": "tr_TR.UTF-8",
            "LANG": "tr_TR.UTF-8",
            "PYTHONUTF8": "0",
            "SOURCE_DATE_EPOCH": "1",
        },
        umask=0o002,
        beside=True,
        compiled=True,
    ),
}


def copy_seeds(target: Path, *, backwards: bool) -> Path:
    """Copy the seeds so that neither the order on the disk nor the times are those of the originals."""
    for number, file in enumerate(sorted((ROOT / "seeds").rglob("*"), reverse=backwards)):
        if file.is_file():
            copy = target / file.relative_to(ROOT / "seeds")
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)
            os.utime(copy, (number * 10_000_000, number * 10_000_000))
    return target


def build_on(machine: Machine, folder: Path) -> Path:
    """Build the seeds in a process of its own as that machine would; give the site."""
    seeds = copy_seeds(folder / "deep" / "seeds", backwards=machine.backwards)
    out = folder / "site"
    where, shown, target = (seeds, ".", "../../site") if machine.beside else (folder, str(seeds), str(out))
    program = f"{COMPILED_BEFORE}{WITH_POOL}" if machine.compiled else WITH_POOL
    command = [sys.executable, "-c", program, "build", shown, "-o", target, "--jobs", str(machine.jobs)]
    done = subprocess.run(
        command,
        cwd=where,
        env={**os.environ, "PYTHONPATH": str(ROOT), **machine.environment},
        umask=machine.umask,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return out


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    return {name: contents(build_on(machine, tmp_path_factory.mktemp("machine"))) for name, machine in MACHINES.items()}


def difference(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """Name the files that differ or stand in one of the sites only."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


@pytest.mark.parametrize("name", list(MACHINES)[1:])
def test_another_machine_gives_the_same_bytes(sites: dict[str, dict[str, bytes]], name: str) -> None:
    assert difference(sites["a plain one"], sites[name]) == []


def test_the_committed_site_is_what_the_seeds_give(sites: dict[str, dict[str, bytes]]) -> None:
    assert difference(sites["a plain one"], contents(ROOT / "public")) == [], "run `make site` and commit public/"


def test_a_build_over_an_old_site_gives_what_a_clean_one_gives(
    sites: dict[str, dict[str, bytes]], tmp_path: Path
) -> None:
    seeds = copy_seeds(tmp_path / "seeds", backwards=False)
    newest = min(seeds.glob("*.txt"))
    held_back = newest.rename(tmp_path / newest.name)
    assert sitegen_here(tmp_path, "build").returncode == 0
    held_back.rename(newest)
    assert sitegen_here(tmp_path, "build").returncode == 0
    assert difference(sites["a plain one"], contents(tmp_path / "public")) == []


def test_no_file_of_the_site_holds_the_place_it_was_made_at(sites: dict[str, dict[str, bytes]]) -> None:
    marks = {str(ROOT).encode(), b"/deep/seeds"}
    for path, content in sites["a plain one"].items():
        assert not [mark for mark in marks if mark in content], path


def test_every_page_is_utf_8_with_plain_line_ends(sites: dict[str, dict[str, bytes]]) -> None:
    for path, content in sites["a plain one"].items():
        if path.endswith((".html", ".xml", ".txt", ".js", ".css")):
            text = text_of(content)  # texts of the search say with a mark that they are UTF-16
            assert text
            assert path.startswith("search/") or text == content.decode("utf-8")
            assert "\r" not in text, path
