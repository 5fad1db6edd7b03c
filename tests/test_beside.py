"""A process beside the build reads the few bulletins that are new, and is no more than that."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from multiprocessing import active_children
from pathlib import Path
from unittest import mock

import pytest

from sitegen import readings
from sitegen.errors import SitegenError
from sitegen.machine import spare
from sitegen.machine.beside import begun, beside, meanwhile
from sitegen.machine.cache import Cache, Told
from sitegen.site.search import kept
from sitegen.site.search.format import Sizes
from tests.editions import contents, published, sitegen_here

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere processes are not forked")

READ = readings._read  # noqa: SLF001
WRITE = kept.write_search


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.machine.beside.cpu_count", lambda: 2)


def nothing() -> None:
    """Be ready at once."""


def who_doubles(number: int) -> tuple[int, int]:
    return 2 * number, os.getpid()


def has_no_memory(_number: int) -> int:
    raise MemoryError


def is_killed(*_given: object, **_named: object) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


def finds_a_fault(number: int) -> int:
    raise ValueError(number)


def who_reads(*given: object, **named: object) -> tuple[bytes, bytes]:
    Path(os.environ["WHO_READS"]).write_text(f"{os.getpid()}", "utf-8")
    return READ(*given, **named)  # type: ignore[arg-type]


def who_writes(*given: object, **named: object) -> object:
    Path(os.environ["WHO_WRITES"]).write_text(f"{os.getpid()}", "utf-8")
    return WRITE(*given, **named)  # type: ignore[arg-type]


def test_it_gives_what_comes_of_all_items_in_their_order() -> None:
    with beside(nothing) as process:
        assert process
        done = list(process.run(who_doubles, range(7), 2))
        again = list(process.run(who_doubles, [7]))
    assert [doubled for doubled, _ in (*done, *again)] == list(range(0, 16, 2))
    who = {who for _, who in (*done, *again)}
    assert len(who) == 1
    assert os.getpid() not in who


def test_it_is_ended_while_it_still_gets_ready() -> None:
    begun = time.monotonic()
    with beside(lambda: time.sleep(600)):
        pass
    assert time.monotonic() - begun < 60


def test_where_it_is_not_wanted_or_would_have_to_wait_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    with beside(nothing, wanted=False) as process:
        assert process is None
    monkeypatch.setattr("sitegen.machine.beside.cpu_count", lambda: 1)
    with beside(nothing) as process:
        assert process is None


@pytest.mark.parametrize("wrong", [is_killed, has_no_memory])
def test_one_that_dies_is_told(wrong: Callable[[int], int]) -> None:
    with beside(nothing) as process, pytest.raises(SitegenError) as told:
        assert process
        list(process.run(wrong, [1]))
    assert [fault.code for fault in told.value.diagnostics] == ["w-001"]


def test_what_goes_wrong_in_it_goes_wrong_here() -> None:
    with beside(nothing) as process, pytest.raises(ValueError, match=r"^3$"):
        assert process
        list(process.run(finds_a_fault, [3, 4]))


def test_a_value_is_worked_out_meanwhile_from_all_that_is_known_here() -> None:
    known = [os.getpid()]
    wait = meanwhile(lambda: (known[0], os.getpid()))
    known[0] = 0
    before, there = wait()
    assert before == os.getpid() != there


def test_what_has_worked_out_a_value_waits_for_nobody() -> None:
    wait = meanwhile(lambda: bytes(1_000_000))
    deadline = time.monotonic() + 60
    while active_children() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not active_children()
    assert wait() == bytes(1_000_000)


def test_a_value_for_which_there_is_no_room_in_a_file_comes_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.machine.beside.TemporaryFile", lambda: Path("/dev/full").open("r+b", buffering=0))  # noqa: SIM115
    assert meanwhile(lambda: bytes(1_000_000))() == bytes(1_000_000)
    with mock.patch("sitegen.machine.beside.TemporaryFile", side_effect=OSError("no room")):
        assert meanwhile(os.getpid)() == os.getpid()


def test_where_nothing_can_go_on_beside_a_value_is_worked_out_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.machine.beside.cpu_count", lambda: 1)
    assert meanwhile(os.getpid)() == os.getpid()


@pytest.mark.parametrize("wrong", [is_killed, has_no_memory])
def test_a_value_that_nobody_works_out_any_more_is_told(wrong: Callable[[int], int]) -> None:
    wait = meanwhile(lambda: wrong(1))
    with pytest.raises(SitegenError) as told:
        wait()
    assert [fault.code for fault in told.value.diagnostics] == ["w-001"]


def test_what_goes_wrong_with_a_value_goes_wrong_where_it_is_waited_for() -> None:
    wait = meanwhile(lambda: finds_a_fault(3))
    with pytest.raises(ValueError, match=r"^3$"):
        wait()


def test_what_nobody_waits_for_is_ended() -> None:
    started = time.monotonic()
    with begun(lambda: time.sleep(600)):
        pass
    waited = meanwhile(lambda: time.sleep(600), in_haste=False)
    del waited
    assert time.monotonic() - started < 60


def test_what_another_process_puts_into_the_cache_is_kept_where_it_is_told(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    for name in ("old", "used", "neither"):
        cache.put("kind", name, b"key", name.encode())
    cache.save("kind")
    cache.close()
    cache = Cache(tmp_path / "cache")
    cache.lend()

    def look_and_put() -> tuple[bytes | None, bytes | None, Told]:
        cache.put("kind", "new", b"key", b"new")
        cache.use("kind", "used")
        return cache.get("kind", "old", b"key"), cache.get("kind", "new", b"key"), cache.told()

    with begun(look_and_put) as wait:
        cache.put("kind", "mine", b"key", b"mine")
        old, new, told = wait()
    assert (old, new, cache.get("kind", "new", b"key")) == (b"old", b"new", None)
    cache.take(told)
    cache.save("kind")
    found = {name: cache.get("kind", name, b"key") for name in ("old", "used", "neither", "new", "mine")}
    assert found == {"old": b"old", "used": b"used", "neither": None, "new": b"new", "mine": b"mine"}


def test_a_large_edition_is_built_again_by_several_processes_as_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spare, "LEAST_FILES", 1)  # what is done beside only where it is worth it is done here
    monkeypatch.setattr(kept, "MANY", 1)
    site = published(tmp_path)
    assert sitegen_here(tmp_path, "build", "--why", "index.html").returncode == 0
    by = tmp_path / "who"
    monkeypatch.setenv("WHO_WRITES", str(by))
    monkeypatch.setattr(kept, "write_search", who_writes)
    first = min((tmp_path / "seeds").glob("*.txt"))
    first.write_text(first.read_text("utf-8") + "\n又一句话。\n", "utf-8")
    assert sitegen_here(tmp_path, "build").returncode == 0
    assert by.read_text("utf-8") != f"{os.getpid()}"
    assert spare.spare_of(site).is_dir()
    monkeypatch.setattr(kept, "write_search", is_killed)
    before = contents(site)
    first.write_text(first.read_text("utf-8") + "\n再一句话。\n", "utf-8")
    done = sitegen_here(tmp_path, "build")
    assert (done.returncode, " error w-001: " in done.stderr, contents(site) == before) == (1, True, True)
    monkeypatch.setattr(kept, "write_search", WRITE)
    assert sitegen_here(tmp_path, "build").returncode == 0
    assert sitegen_here(tmp_path, "build", "--clean", "--jobs", "1", "-o", "other").returncode == 0
    assert contents(site) == contents(tmp_path / "other")


def test_a_search_of_which_much_is_new_is_made_by_all_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "MANY", 1)
    monkeypatch.setitem(WRITE.__kwdefaults__ or {}, "sizes", Sizes(parallel=1))
    site = published(tmp_path)
    first = min((tmp_path / "seeds").glob("*.txt"))
    first.write_text(first.read_text("utf-8") + "\n又一句话。\n", "utf-8")
    assert sitegen_here(tmp_path, "build", "--jobs", "2").returncode == 0
    assert sitegen_here(tmp_path, "build", "--clean", "--jobs", "1", "-o", "other").returncode == 0
    assert contents(site) == contents(tmp_path / "other")


def test_a_changed_bulletin_is_read_by_it_as_by_a_clean_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = published(tmp_path)
    by = tmp_path / "who"
    monkeypatch.setenv("WHO_READS", str(by))
    first = min((tmp_path / "seeds").glob("*.txt"))
    first.write_text(first.read_text("utf-8") + "\n又一句话。\n", "utf-8")
    monkeypatch.setattr(readings, "_read", who_reads)
    assert sitegen_here(tmp_path, "build").returncode == 0
    assert by.read_text("utf-8") != f"{os.getpid()}"
    assert sitegen_here(tmp_path, "build", "--clean", "--jobs", "1", "-o", "other").returncode == 0
    assert by.read_text("utf-8") == f"{os.getpid()}"
    assert contents(site) == contents(tmp_path / "other")


def test_one_that_dies_leaves_the_old_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = published(tmp_path)
    before = contents(site)
    first = min((tmp_path / "seeds").glob("*.txt"))
    first.write_text(first.read_text("utf-8") + "\n又一句话。\n", "utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(readings, "_read", is_killed)
        done = sitegen_here(tmp_path, "build")
    assert done.returncode == 1
    assert " error w-001: " in done.stderr
    assert contents(site) == before
    assert sitegen_here(tmp_path, "build").returncode == 0
