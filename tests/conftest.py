"""What all tests share: golden files written anew on request, what only the night has time for, and what saves time."""

from __future__ import annotations

import atexit
import gc
import os
import shutil
from collections.abc import Callable, Generator
from pathlib import Path

import hypothesis
import pytest

import tests.compiled  # saves each build most of a second
import tests.encoded  # and each of pictures that another has shown
import tests.remembered  # noqa: F401  and a tenth of the rest
from tests import arriving, nightly
from tests.newsroom import Newsroom, publish


def _leave(worker: int) -> None:
    """End a worker without freeing its 700 MB one by one; not a process that was forked from it."""
    if os.getpid() == worker:
        os._exit(0)


if "PYTEST_XDIST_WORKER" in os.environ:
    atexit.register(_leave, os.getpid())  # it comes last, after all that is registered later


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write golden files from what the code gives now")
    parser.addoption("--nightly", action="store_true", help="try more texts, and larger ones; takes four times as long")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "nightly: a longer form of a test that is always run; only with --nightly")
    nightly.WANTED = bool(config.getoption("--nightly"))
    # No deadline: how long an example takes says more of the machine than of the code.
    hypothesis.settings.register_profile("sitegen", max_examples=nightly.examples(100), deadline=None)
    hypothesis.settings.load_profile("sitegen")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Returns one more than there are processors: some tests wait for a server, a browser, or for a time to be over."""
    return len(os.sched_getaffinity(0)) + 1 if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Collect tests without looking for garbage: all that is made stays, and would be gone through again and again."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    items[:] = arriving.in_order(items)
    if nightly.WANTED:
        return
    config.hook.pytest_deselected(items=[item for item in items if item.get_closest_marker("nightly")])
    items[:] = [item for item in items if not item.get_closest_marker("nightly")]


def pytest_collection_finish() -> None:
    """Let the collector of garbage pass over what stays until the end: modules, and thousands of tests.

    What is garbage by then stays too: it is little, and looking for it takes longer than all that is collected later.
    """
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish() -> None:
    """Look for garbage once more, and pass over all that is left: pytest would go through it ten times, for 2 s."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written instead of compared; look at the difference before keeping it."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def program() -> Callable[[str], str | None]:
    """What finds a program of the system by its name, after those that are still being installed have come."""
    arriving.wait_for("system packages")
    return shutil.which


@pytest.fixture(scope="session")
def checkers() -> Path:
    """The folder into which npm has installed the checkers of pages, and which SITEGEN_CHECKERS names."""
    arriving.wait_for("checkers")
    folder = os.environ.get("SITEGEN_CHECKERS")
    if not folder:
        arriving.lacking("SITEGEN_CHECKERS names no folder; fill one by: npm install --prefix FOLDER axe-core vnu-jar")
    return Path(folder) / "node_modules"


@pytest.fixture(scope="session")
def published_newsroom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seeds, and the site that was published from them."""
    return publish(tmp_path_factory.mktemp("newsroom"))


@pytest.fixture
def newsroom(published_newsroom: Path, tmp_path: Path) -> Newsroom:
    """Returns a copy of them that a test may change."""
    shutil.copytree(published_newsroom, tmp_path, dirs_exist_ok=True)
    return Newsroom(tmp_path)
