"""`sitegen serve` as an editor runs it: it follows what is saved, outlives what is broken, leaves nothing behind."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from sitegen.serving.whole import Whole
from tests.editions import CONFIG, CUT, DATED, make_seeds, sitegen_here, untouched
from tests.forked import SITEGEN, Forked

PATIENCE = 600.0  # seconds: a busy machine is slow, not wrong, and a process that has ended is not waited for
NEW = "## 渡口新辟候船廊\n\n本报讯 河湾渡口昨日起有候船廊可坐。\n"


PROGRAMS = "_jinja2-cache-"  # of templates, which jinja2 keeps for each user


class Serving:
    """A running preview."""

    def __init__(self, folder: Path, process: subprocess.Popen[bytes] | Forked, said: Path) -> None:
        self.folder, self.process, self.said = folder, process, said
        self.port = 0

    def begin(self) -> None:
        """Wait until it says where it is."""
        self.wait_for(lambda: self.process.poll() is not None or self.said.read_bytes().endswith(b"\n"))
        found = re.search(r"http://127\.0\.0\.1:(\d+)/ ", self.said.read_text("utf-8"))
        assert found, (self.said.read_text("utf-8"), (self.folder / "log").read_text("utf-8"))
        self.port = int(found[1])

    def get(self, path: str) -> tuple[int, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read().decode("utf-8", "replace")
        finally:
            connection.close()

    def wait_for(self, what: Callable[[], bool]) -> None:
        """Wait until something is so."""
        end = time.monotonic() + PATIENCE
        while not what():
            assert time.monotonic() < end, (self.folder / "log").read_text("utf-8")
            time.sleep(0.05)

    def wait_for_words(self, *words: str) -> None:
        """Wait until the terminal shows some words."""
        self.wait_for(lambda: all(word in (self.folder / "log").read_text("utf-8") for word in words))

    def forget(self) -> None:
        """Take no notice of what the terminal has shown so far."""
        os.truncate(self.folder / "log", 0)

    def end(self, how: int) -> int:
        """Ask it to end, and return its exit code."""
        os.kill(self.process.pid, how)
        return self.process.wait(PATIENCE)


NO_WHOLE = "from sitegen.serving.whole import Whole; Whole.begin = lambda self: None; "


@contextmanager
def serving(folder: Path, *arguments: str, start: bool = False, whole: bool = True) -> Iterator[Serving]:
    """Run the command in a folder, with a folder of its own for what is temporary.

    It is forked, unless how it starts is asked; without `whole` it makes no more than the pages that are asked for.
    """
    (folder / "tmp").mkdir(exist_ok=True)
    said, log = folder / "tmp.said", folder / "log"
    command = ("--lang", "en", "serve", *arguments)
    environment = {**os.environ, "TMPDIR": str(folder / "tmp")}
    for file in (said, log):
        file.touch()
    process: subprocess.Popen[bytes] | Forked
    if start:
        with log.open("ab") as err, said.open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, "-m", "sitegen", *command], cwd=folder, env=environment, stdout=out, stderr=err
            )
    else:
        program = SITEGEN if whole else NO_WHOLE + SITEGEN
        process = Forked(program, command, folder, environment, log=log, out=said)
    try:
        one = Serving(folder, process, said)
        one.begin()
        said.unlink()
        yield one
    finally:
        process.kill()
        process.wait()


def running_in(folder: Path) -> list[str]:
    """Return the processes that work below a folder for temporary files."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = entry.read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
        except OSError:
            continue
        found += [command] if str(folder / "tmp") in command else []
    return found


def test_what_is_saved_is_shown_and_what_is_broken_is_outlived(tmp_path: Path) -> None:
    seeds = make_seeds(tmp_path)
    with serving(tmp_path, start=True) as preview:
        assert preview.get("/2023/05/04/01.html")[0] == 200

        (seeds / "dukou.txt").write_text(NEW, "utf-8")
        preview.wait_for(lambda: "渡口新辟候船廊" in preview.get("/undated/dukou.html")[1])
        page = seeds / "2023-05-04-01.txt"
        page.write_text(DATED.replace("河湾新桥", "河湾大桥"), "utf-8")
        preview.wait_for(lambda: "河湾大桥昨日通车" in preview.get("/2023/05/04/01.html")[1])

        preview.forget()
        page.write_bytes(b"\xff\xfe\x00broken")
        preview.wait_for_words("seeds/2023-05-04-01.txt", "error b-00")
        assert preview.get("/undated/dukou.html")[0] == 200
        page.write_text(CUT, "utf-8")
        preview.wait_for_words("warning r-003")
        assert preview.get("/2023/05/04/01.html")[0] == 200

        preview.forget()
        (seeds / "edition.yaml").write_text("publication: [\n", "utf-8")
        preview.wait_for_words("error c-003", "pages from before stay")
        assert preview.get("/2023/05/04/01.html")[0] == 200
        (seeds / "edition.yaml").write_text(CONFIG.replace("河湾日报,", "河湾晚报,"), "utf-8")
        preview.wait_for(lambda: "河湾晚报" in preview.get("/")[1])

        preview.forget()
        away = tmp_path / "away"
        seeds.rename(away)
        preview.wait_for_words("error c-001")
        assert preview.get("/2023/05/04/01.html")[0] == 200
        away.rename(seeds)
        (seeds / "dukou.txt").unlink()
        preview.wait_for(lambda: preview.get("/undated/dukou.html")[0] == 404)

        shutil.rmtree(seeds)
        preview.wait_for_words("error c-001")
        make_seeds(tmp_path, {"again.txt": NEW})
        preview.wait_for(lambda: preview.get("/undated/again.html")[0] == 200)
        assert preview.end(signal.SIGINT) == 0


def test_a_theme_beside_the_edition_is_followed_and_may_break(tmp_path: Path) -> None:
    theme = {
        "theme/theme.yaml": "name: 河湾\nextends: broadsheet\n",
        "theme/templates/404.html": "{% extends 'base.html' %}",
    }
    seeds = make_seeds(tmp_path, {**theme, "edition.yaml": f"{CONFIG}theme: theme\n"})
    front = seeds / "theme" / "templates" / "front.html"
    with serving(tmp_path, whole=False) as preview:
        front.write_text("{% extends 'base.html' %}{% block main %}<p>本版头条</p>{% endblock %}", "utf-8")
        preview.wait_for(lambda: "本版头条" in preview.get("/")[1])
        front.write_text("{% block", "utf-8")
        preview.wait_for_words("front.html", "error c-0")
        assert "本版头条" in preview.get("/")[1]
        front.write_text("{% extends 'base.html' %}{% block main %}<p>次条</p>{% endblock %}", "utf-8")
        preview.wait_for(lambda: "次条" in preview.get("/")[1])


def test_an_edition_that_cannot_be_read_yet_is_waited_for(tmp_path: Path) -> None:
    seeds = make_seeds(tmp_path, {"edition.yaml": "publication: [\n"})
    with serving(tmp_path, whole=False) as preview:
        status, html = preview.get("/")
        assert (status, "c-003" in html, "/_serve/live.js" in html) == (503, True, True)
        assert preview.get("/proof/")[0] == 503
        (seeds / "edition.yaml").write_text(CONFIG, "utf-8")
        preview.wait_for(lambda: preview.get("/")[0] == 200)


def test_the_whole_site_is_made_beside_and_its_findings_are_told(tmp_path: Path) -> None:
    seeds = make_seeds(tmp_path)
    assert sitegen_here(tmp_path, "build").returncode == 0
    before = untouched(tmp_path / "public")
    with serving(tmp_path) as preview:
        preview.wait_for_words("whole site made")
        assert preview.get("/search/manifest.js")[0] == 200
        assert preview.get("/addresses.txt")[0] == 200
        assert preview.get("/.sitegen")[0] == 404
        preview.forget()
        (seeds / "2023-05-04-01.txt").unlink()  # what is published is lost
        (seeds / "dukou.txt").write_text(NEW, "utf-8")
        preview.wait_for_words("error x-")
        assert preview.end(signal.SIGTERM) == 0
    assert untouched(tmp_path / "public") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [".public.cache", "log", "public", "seeds", "tmp"]


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize(
    ("when", "how"),
    [
        *(("at once", how) for how in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)),
        ("while the whole site is made", signal.SIGINT),
        *(
            pytest.param("while the whole site is made", how, marks=pytest.mark.nightly)
            for how in (signal.SIGTERM, signal.SIGHUP)
        ),
    ],
)
def test_ended_it_leaves_nothing(tmp_path: Path, how: int, when: str) -> None:
    name = f"{tmp_path.name} Daily"  # previews of other tests may take its port as soon as it is free
    make_seeds(tmp_path, {"edition.yaml": CONFIG.replace("河湾日报,", f"{name},")})
    with serving(tmp_path) as preview:
        assert name in preview.get("/")[1]
        if when != "at once":
            preview.wait_for(lambda: len(running_in(tmp_path)) > 0)
        assert preview.end(how) == 0
        with contextlib.suppress(OSError, HTTPException):
            assert name not in preview.get("/")[1]
    left = [path.name for path in (tmp_path / "tmp").iterdir()]
    assert [name for name in left if not name.startswith(PROGRAMS)] == []
    assert running_in(tmp_path) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["log", "seeds", "tmp"]
    assert "it leaves nothing in your folders" in (tmp_path / "log").read_text("utf-8")


# Stands in for the making of a whole site: begins a process that keeps on, and says so.
_BUSY = """
import os, sys, time
from pathlib import Path
if os.fork() == 0:
    time.sleep(600)
Path(sys.argv[1], "tmp", "begun").touch()
time.sleep(600)
"""


@pytest.fixture
def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Event]]:
    """Have a process begun that forks another in place of the whole site; the event holds up those that come."""
    (tmp_path / "tmp").mkdir()
    may_start, starting = Event(), Event()
    may_start.set()
    begin = subprocess.Popen

    def slowly(_command: object, **how: Any) -> subprocess.Popen[bytes]:
        starting.set()
        may_start.wait(PATIENCE)
        return begin([sys.executable, "-c", _BUSY, str(tmp_path), str(tmp_path / "tmp")], **how)

    monkeypatch.setattr("sitegen.serving.whole.subprocess.Popen", slowly)
    yield [may_start, starting]
    may_start.set()


@pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")
def test_with_the_whole_site_all_processes_end_that_make_it(tmp_path: Path, started: list[Event]) -> None:
    assert started
    whole = Whole(tmp_path / "seeds", tmp_path / "tmp", "")
    whole.begin()
    while not (tmp_path / "tmp" / "begun").exists():
        time.sleep(0.02)
    assert len(running_in(tmp_path)) == 2
    whole.end()
    assert running_in(tmp_path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")
def test_the_making_of_the_whole_site_ends_even_while_it_is_being_begun(tmp_path: Path, started: list[Event]) -> None:
    may_start, starting = started
    whole = Whole(tmp_path / "seeds", tmp_path / "tmp", "")
    may_start.clear()
    beginning = Thread(target=whole.begin)
    beginning.start()
    starting.wait(PATIENCE)
    closing = Thread(target=whole.close)
    closing.start()
    closing.join(0.2)  # as long as it would take if it did not wait for the one that is just begun
    may_start.set()
    beginning.join(PATIENCE)
    closing.join(PATIENCE)
    whole.begin()
    assert running_in(tmp_path) == []


def test_the_next_free_port_is_taken_unless_one_is_named(tmp_path: Path) -> None:
    make_seeds(tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = sitegen_here(tmp_path, "serve", "--port", str(port))
        assert done.returncode == 1
        assert f"--port {port}: error v-001: the preview cannot use port {port}" in done.stderr
    with serving(tmp_path, whole=False) as one, serving(tmp_path, whole=False) as other:
        assert one.port != other.port
        assert other.get("/")[0] == 200


def test_without_its_library_the_preview_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_seeds(tmp_path)
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    monkeypatch.delitem(sys.modules, "sitegen.serving.watching", raising=False)
    done = sitegen_here(tmp_path, "serve")
    assert done.returncode == 1
    assert "error v-002" in done.stderr
    assert "pip install 'sitegen[serve]'" in done.stderr


def test_a_folder_that_is_not_there_is_a_wrong_call_and_nothing_is_served(tmp_path: Path) -> None:
    done = sitegen_here(tmp_path, "serve", "nowhere")
    assert done.returncode == 2
    assert "nowhere" in done.stderr and "http://" not in done.stdout
