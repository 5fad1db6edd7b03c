"""Publishing in several processes: killed at any moment, and two for one folder at once."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest

from sitegen import publish as publishing
from sitegen.machine import locks
from sitegen.publish import publish
from tests.forked import Forked
from tests.test_publish import SIZE, expected, only_the_site_is_left, read_site, refused, site

ROOT = Path(__file__).parents[1]


# A child publishes "new" over "old" and kills itself at a moment that the test names.
CHILD = """
    import os, signal, sys
    from pathlib import Path
    from sitegen import publish as publishing
    from sitegen.machine import recovery, swapping
    from tests.test_publish import site

    def die(*_):
        os.kill(os.getpid(), signal.SIGKILL)

    moment, out = sys.argv[1], Path(sys.argv[2])
    writes, renames = [], []
    write_file, rename = publishing.write_file, Path.rename
    exchange, remove = swapping._exchange, recovery._empty

    def write(path, content):
        if moment == f"write {len(writes)}":
            write_file(path, content[:1])
            die()
        writes.append(path)
        return write_file(path, content)

    def counted_rename(path, target):
        there = rename(path, target)
        renames.append(path)
        if moment == f"rename {len(renames)}":
            die()
        return there

    def maybe_exchange(one, other):
        if "rename" in moment or "step" in moment:
            return False
        done = exchange(one, other)
        return die() if moment == "exchange" else done

    def maybe_remove(path):
        if "remove" in moment:
            next(Path(path).rglob("*.html")).unlink()
            die()
        remove(path)

    publishing.write_file, Path.rename = write, counted_rename
    swapping._exchange, recovery._empty = maybe_exchange, maybe_remove
    publishing.publish(site("new"), out)
"""


def start_child(code: str, *arguments: str) -> Forked:
    return Forked(textwrap.dedent(code), arguments, ROOT)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize(
    "moment",
    [
        *("write 0", "write 17", f"write {SIZE}", f"write {SIZE + 1}"),
        *("exchange", "remove", "remove the second step's", "rename 1", "rename 2", "rename 3"),
    ],
)
def test_a_kill_at_any_moment_leaves_one_whole_site(
    tmp_path: Path, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "public"
    publish(site("old"), out)
    assert start_child(CHILD, moment, str(out)).wait(60) == -signal.SIGKILL
    if moment != "rename 1":  # between two renames there is no site; the next run begins by putting the old one back
        assert read_site(out) == expected("old" if moment.startswith("write") else "new")
    with monkeypatch.context() as patch:
        patch.setattr(publishing, "write_file", lambda *_: (_ for _ in ()).throw(OSError(errno.ENOSPC, "No space")))
        assert refused(site("next"), out)[0] == "p-012"
    assert read_site(out) in (expected("old"), expected("new"))
    assert only_the_site_is_left(out)
    publish(site("next"), out)
    assert read_site(out) == expected("next")
    assert only_the_site_is_left(out)


LOOP = """
    import sys
    from pathlib import Path
    from sitegen.publish import publish
    from tests.test_publish import site

    while True:
        for word in ("old", "new"):
            publish(site(word), Path(sys.argv[1]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux swaps in one step")
def test_a_kill_at_a_random_moment_leaves_one_whole_site(tmp_path: Path) -> None:
    out = tmp_path / "public"
    publish(site("old"), out)
    for round_ in range(8):
        child = start_child(LOOP, str(out))
        time.sleep(0.4 + round_ * 0.0137)
        child.kill()
        child.wait(60)
        assert read_site(out) in (expected("old"), expected("new"))
    publish(site("next"), out)
    assert only_the_site_is_left(out)


HOLD = """
    import sys, time
    from pathlib import Path
    from sitegen import publish as publishing
    from tests.test_publish import site

    write_file = publishing.write_file

    def slow(path, content):
        Path(sys.argv[2]).touch()
        while not Path(sys.argv[3]).exists():
            time.sleep(0.01)
        write_file(path, content)

    publishing.write_file = slow
    publishing.publish(site("first"), Path(sys.argv[1]))
"""


def test_a_second_build_is_turned_away_while_the_first_is_writing(tmp_path: Path) -> None:
    out, started, go_on = tmp_path / "site" / "public", tmp_path / "started", tmp_path / "go on"
    child = start_child(HOLD, str(out), str(started), str(go_on))
    try:
        while not started.exists():
            assert child.poll() is None
            time.sleep(0.01)
        code, message = refused(site("second"), out)
        assert (code, str(child.pid) in message) == ("p-011", True)
    finally:
        go_on.touch()
    assert child.wait(60) == 0
    assert read_site(out) == expected("first")
    assert only_the_site_is_left(out)


HOLD_ON = """
    import os, sys, time
    from pathlib import Path
    from sitegen.machine.locks import locked

    out = Path(sys.argv[1])
    with locked(out, out):
        if os.fork():
            os._exit(0)
        Path(sys.argv[2]).touch()
        time.sleep(float(sys.argv[3]))
        os._exit(0)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows shares no locks between processes")
def test_processes_that_outlive_their_killed_build_for_a_moment_are_waited_for(tmp_path: Path) -> None:
    out, started = tmp_path / "site" / "public", tmp_path / "started"
    out.parent.mkdir()
    assert start_child(HOLD_ON, str(out), str(started), "0.3").wait(60) == 0
    while not started.exists():
        time.sleep(0.01)
    publish(site("next"), out)
    assert read_site(out) == expected("next")
    assert only_the_site_is_left(out)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows shares no locks between processes")
def test_processes_that_outlive_their_killed_build_for_long_keep_others_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "_GLANCES", 5)
    out, started = tmp_path / "site" / "public", tmp_path / "started"
    out.parent.mkdir()
    child = start_child(HOLD_ON, str(out), str(started), "5")
    assert child.wait(60) == 0
    while not started.exists():
        time.sleep(0.01)
    code, message = refused(site("next"), out)
    assert (code, str(child.pid) in message) == ("p-011", True)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="no other system tells of it")
def test_a_killed_build_that_nobody_has_asked_after_does_not_count_as_living(tmp_path: Path) -> None:
    import fcntl

    out = tmp_path / "site" / "public"
    out.parent.mkdir()
    killed = subprocess.Popen([sys.executable, "-c", ""])
    os.waitid(os.P_PID, killed.pid, os.WEXITED | os.WNOWAIT)  # it has ended, and is still in the list of processes
    lock = (out.parent / ".public.lock").open("w")
    lock.write(f"{killed.pid}\n")
    lock.flush()
    fcntl.flock(lock, fcntl.LOCK_EX)  # as its other processes hold it, which end a moment later
    ends = threading.Timer(0.2, lock.close)
    ends.start()
    publish(site("next"), out)
    assert read_site(out) == expected("next")
    ends.join()
    assert killed.wait(60) == 0


@pytest.mark.parametrize("content", ["999999999\n", "", f"{os.getpid()}\n"], ids=["gone", "empty", "another process"])
def test_a_lock_file_that_nobody_holds_stops_no_build(tmp_path: Path, content: str) -> None:
    (tmp_path / ".public.lock").write_text(content, encoding="utf-8")
    publish(site("new"), tmp_path / "public")
    assert only_the_site_is_left(tmp_path / "public")
