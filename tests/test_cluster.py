"""Building on a cluster: the same bytes as on one machine, and a clear word whenever it cannot be."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError
from importlib.util import find_spec
from pathlib import Path

import pytest

from sitegen import __version__
from sitegen.errors import file_error
from sitegen.machine import cluster
from tests.clusters import Running, build_on, running
from tests.editions import COMPILED, CONFIG, ROOT, contents, make_seeds, published, sitegen_here, untouched
from tests.pictures import png

needs_dask = pytest.mark.skipif(find_spec("distributed") is None, reason="the cluster extra is not installed")
THEME = '{% extends "broadsheet/article.html" %}{% block main %}{{ super() }}<!-- 河湾 -->{% endblock %}'
# A page with a picture of the editor's that has smaller copies, and a theme of the edition's own: workers have neither.
FILES: dict[str, str | bytes] = {
    "edition.yaml": CONFIG + "theme: paper\n",
    "paper/theme.yaml": "name: paper\nextends: broadsheet\n",
    "paper/templates/article.html": THEME,
    "bridge.png": png(600, 450),
    "2023-05-04-01.yaml": "corrections: [{line: 9, image: bridge.png, alt: 新桥}]\n",
}


@pytest.fixture(scope="module")
def two_workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("cluster")) as cluster:
        yield cluster


def is_refused(done: subprocess.CompletedProcess[str], code: str, exit_code: int = 1) -> None:
    """See that a build ended with a finding, and no traceback."""
    assert done.returncode == exit_code, done.stderr
    assert f" error {code}: " in done.stderr
    assert "nothing was published" in done.stderr
    assert "Traceback" not in done.stderr


@needs_dask
def test_two_workers_make_the_bytes_that_one_process_makes(two_workers: Running, tmp_path: Path) -> None:
    alone = published(tmp_path, FILES)
    done = build_on(two_workers.address, tmp_path, "-o", "together")
    assert done.returncode == 0, done.stderr
    assert contents(tmp_path / "together") == contents(alone)
    assert any(
        "新桥" in page.read_text("utf-8") and "srcset" in page.read_text("utf-8") for page in alone.rglob("*.html")
    )
    sent = {line.removeprefix("sent ") for line in done.stderr.splitlines() if line.startswith("sent ")}
    assert sent >= {"_read", "_hear_some", "_make", "read_block", "post_block", "make_part"}
    assert f"{two_workers.address}: 2 workers, " in done.stderr


@needs_dask
def test_a_fault_in_a_worker_is_told_as_on_one_machine(two_workers: Running, tmp_path: Path) -> None:
    published(tmp_path)
    before = untouched(tmp_path / "public")
    make_seeds(tmp_path, FILES | {"paper/templates/article.html": THEME.replace("super()", "article.nothing")})
    is_refused(build_on(two_workers.address, tmp_path), "c-021", exit_code=3)
    assert untouched(tmp_path / "public") == before


@needs_dask
def test_a_build_goes_on_when_a_worker_is_killed(tmp_path: Path) -> None:
    alone = published(tmp_path, FILES)
    with running(tmp_path) as cluster:
        done = build_on(cluster.address, tmp_path, "-o", "together", kill=[cluster.workers[0].pid])
        assert cluster.workers[0].wait(60) < 0
    assert done.returncode == 0, done.stderr
    assert contents(tmp_path / "together") == contents(alone)


@needs_dask
@pytest.mark.parametrize("who", ["workers", "scheduler"])
def test_a_build_ends_with_a_finding_when_nobody_is_left(tmp_path: Path, who: str) -> None:
    site = published(tmp_path)
    before = untouched(site)
    make_seeds(tmp_path, FILES)
    with running(tmp_path, [ROOT]) as cluster:
        victims = cluster.workers if who == "workers" else (cluster.scheduler,)
        done = build_on(cluster.address, tmp_path, kill=[victim.pid for victim in victims])
    is_refused(done, "w-005")
    assert untouched(site) == before
    assert sorted(path.name for path in tmp_path.glob(".*")) == [".public.cache"]
    after = published(tmp_path, FILES)
    assert sitegen_here(tmp_path, "build", "-o", "other", "--clean").returncode == 0
    assert contents(after) == contents(tmp_path / "other")


@needs_dask
def test_workers_of_another_sitegen_or_of_none_are_refused_all_at_once(tmp_path: Path) -> None:
    make_seeds(tmp_path)
    older, without = tmp_path / "older", tmp_path / "without"
    shutil.copytree(ROOT / "sitegen", older / "sitegen", ignore=shutil.ignore_patterns("__pycache__"))
    (older / "sitegen" / "__init__.py").write_text('"""Old."""\n\n__version__ = "0.0.9"\n', "utf-8")
    without.mkdir()
    (without / "sitegen.py").write_text("raise ModuleNotFoundError(\"No module named 'sitegen'\")\n", "utf-8")
    with running(tmp_path, [ROOT, older, without]) as cluster:
        done = build_on(cluster.address, tmp_path)
    is_refused(done, "w-004")
    assert done.stderr.count(" error w-004: ") == 2
    assert "the worker has sitegen 0.0.9, " in done.stderr
    assert f"; this machine has sitegen {__version__}, " in done.stderr
    assert f"the worker cannot do the work of sitegen {__version__}: " in done.stderr
    assert "No module named 'sitegen'" in done.stderr
    assert f"sitegen[cluster]=={__version__}" in done.stderr
    assert not (tmp_path / "public").exists()


@needs_dask
def test_what_a_cluster_answers_is_said_in_the_editors_language_too() -> None:
    from distributed.client import FutureCancelledError
    from distributed.comm import CommClosedError

    kinds = (OSError, TimeoutError, ConnectionRefusedError, ConnectionResetError, RuntimeError)
    for kind in (*kinds, CancelledError, FutureCancelledError, CommClosedError, TypeError, MemoryError):
        for said in ("w-003", "w-005"):
            chinese = file_error(said, "tcp://x", why=kind.__name__).told("zh")[0]
            assert re.search(r"（[㐀-鿿]+", chinese), chinese


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@needs_dask
@pytest.mark.parametrize("there", ["nobody", "somebody who is silent", "somebody else", "no address"])
def test_an_address_where_no_cluster_answers_is_told_soon(tmp_path: Path, there: str) -> None:
    site = published(tmp_path)
    before = untouched(site)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{listener.getsockname()[1]}"
        if there == "somebody who is silent":
            listener.listen()
        if there == "somebody else":
            ending = (
                "from http.server import *; HTTPServer(('127.0.0.1', PORT), SimpleHTTPRequestHandler).serve_forever()"
            )
            address = f"tcp://127.0.0.1:{(port := free_port())}"
            other = subprocess.Popen(
                [sys.executable, "-c", ending.replace("PORT", str(port))], stderr=subprocess.DEVNULL
            )
        began = time.monotonic()
        try:
            done = build_on("河湾" if there == "no address" else address, tmp_path, within=2)
        finally:
            if there == "somebody else":
                other.kill()
                other.wait()
    is_refused(done, "w-003")
    assert time.monotonic() - began < 120  # a build takes twenty of them on a machine that has much else to do
    assert untouched(site) == before


@needs_dask
def test_a_cluster_without_workers_is_told(tmp_path: Path) -> None:
    make_seeds(tmp_path)
    with running(tmp_path, []) as cluster:
        done = build_on(cluster.address, tmp_path, within=2)
    is_refused(done, "w-003")
    assert f"dask worker {cluster.address}" in done.stderr


def test_without_the_library_a_finding_names_the_command_that_installs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_seeds(tmp_path)
    monkeypatch.setattr(cluster, "find_spec", lambda _name: None)
    done = sitegen_here(tmp_path, "build", "--cluster", "tcp://127.0.0.1:8786")
    is_refused(done, "w-002")
    assert "pip install 'sitegen[cluster]'" in done.stderr


def test_the_library_is_not_asked_for_until_there_is_a_cluster(tmp_path: Path) -> None:
    make_seeds(tmp_path)
    ending = f"import sys; sys.modules['distributed'] = sys.modules['dask'] = None; {COMPILED}"
    done = subprocess.run(
        [sys.executable, "-c", ending, "--lang", "en", "build"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
