"""Processes that work side by side: one that dies, or finds something wrong, is told as a finding."""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen import publish, readings
from sitegen.machine import processes
from sitegen.site import make, rendering
from sitegen.site.search import kept
from sitegen.site.search.format import Sizes
from tests.editions import CONFIG, contents, make_seeds, published, sitegen_here, untouched


def is_killed(*_given: object, **_named: object) -> bytes:
    """End as a process does that the system kills for its memory."""
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


def has_no_memory(*_given: object, **_named: object) -> bytes:
    raise MemoryError


def has_no_room(*_given: object, **_named: object) -> int:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture(autouse=True)
def many_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have several processes even for a handful of pages."""
    for module, name in ((readings, "PARALLEL_FROM"), (rendering, "PARALLEL_FROM"), (make, "MANY_NAMES")):
        monkeypatch.setattr(module, name, 1)
    monkeypatch.setitem(kept.write_search.__kwdefaults__ or {}, "sizes", Sizes(parallel=1))


def who_doubles(number: int) -> tuple[int, int]:
    return 2 * number, os.getpid()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere processes are not renewed")
def test_other_processes_go_on_where_the_first_have_done_enough() -> None:
    with processes.workers(2, renewed=4) as run:
        done = list(run(who_doubles, range(12), 2))
    assert [doubled for doubled, _ in done] == list(range(0, 24, 2))
    by = [{who for _, who in done[at : at + 4]} for at in (0, 4, 8)]
    assert not by[0] & by[1]
    assert not by[1] & by[2]


HELD: list[int] = []


def how_much_is_held(_: int) -> int:
    return len(HELD)


def test_lean_processes_hold_nothing_of_what_this_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[__name__], "HELD", [1, 2, 3])
    with processes.workers(2, lean=True) as run:
        assert list(run(how_much_is_held, range(3))) == [0, 0, 0]


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site without `plain` that one process makes."""
    return contents(published(tmp_path_factory.mktemp("alone"), {"edition.yaml": CONFIG + "plain: false\n"}))


@pytest.mark.parametrize("wrong", [is_killed, has_no_memory])
@pytest.mark.parametrize(
    ("module", "function"),
    [(readings, "_read"), (rendering, "_render"), (kept, "read_block")],
    ids=lambda part: str(part),
)
def test_a_process_that_dies_leaves_the_old_site_and_the_next_build_is_right(
    tmp_path: Path, alone: dict[str, bytes], module: object, function: str, wrong: Callable[..., bytes]
) -> None:
    site = published(tmp_path)
    before = untouched(site)
    make_seeds(tmp_path, {"edition.yaml": CONFIG + "plain: false\n"})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, function, wrong)
        done = sitegen_here(tmp_path, "build", "--jobs", "2", "--clean")
    assert done.returncode == 1, done.stderr
    assert "--jobs: error w-001: one of 2 processes" in done.stderr
    assert "--jobs 1" in done.stderr.partition("hint:")[2]
    assert "Traceback" not in done.stderr
    assert untouched(site) == before
    assert sorted(path.name for path in tmp_path.glob(".*")) == [".public.cache"]
    assert sitegen_here(tmp_path, "build", "--jobs", "2").returncode == 0
    assert contents(site) == alone


def test_a_system_that_begins_no_more_processes_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_seeds(tmp_path)
    monkeypatch.setattr(processes.ProcessPoolExecutor, "submit", has_no_room)
    done = sitegen_here(tmp_path, "build", "--jobs", "2")
    assert done.returncode == 1, done.stderr
    assert " error w-001: " in done.stderr


def test_what_another_process_finds_wrong_is_told_as_in_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = published(tmp_path)
    before = untouched(site)
    make_seeds(tmp_path, {"edition.yaml": CONFIG + "plain: false\n"})
    monkeypatch.setattr(publish, "write_file", has_no_room)
    done = sitegen_here(tmp_path, "build", "--jobs", "2", "--clean")
    assert done.returncode == 1, done.stderr
    assert "public: error p-012: " in done.stderr
    assert untouched(site) == before


def test_a_template_that_fails_in_another_process_is_told_as_in_one(tmp_path: Path) -> None:
    article = '{% extends "broadsheet/article.html" %}{% block main %}{{ article.nothing }}{% endblock %}'
    theme = {"paper/theme.yaml": "name: paper\nextends: broadsheet\n", "paper/templates/article.html": article}
    make_seeds(tmp_path, {"edition.yaml": CONFIG + "theme: paper\n", **theme})
    said = [sitegen_here(tmp_path, "build", "--jobs", jobs).stderr for jobs in ("1", "2")]
    assert " error c-021: " in said[0]
    assert said[0] == said[1]
