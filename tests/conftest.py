"""What all tests share: golden files written anew on request, what only the night has time for, and what saves time."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Hashable, Iterable, Iterator
from pathlib import Path

import hypothesis
import jinja2
import pytest

from sitegen.machine.cache import NO_CACHE, Cache
from sitegen.site.theme import templates
from sitegen.site.theme.templates import Theme
from tests import nightly

THEMES = Path(__file__).resolve().parents[1] / "themes"


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


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if nightly.WANTED:
        return
    config.hook.pytest_deselected(items=[item for item in items if item.get_closest_marker("nightly")])
    items[:] = [item for item in items if not item.get_closest_marker("nightly")]


def pytest_collection_finish() -> None:
    """Let the collector of garbage pass over what stays until the end: modules, and thousands of tests."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written instead of compared; look at the difference before keeping it."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session", autouse=True)
def themes_loaded_once() -> Iterator[None]:
    """Compile sitegen's own themes once for all builds of this process: hundreds of them take a second less each.

    Only while no file of them changes; a theme beside an edition is loaded as always.
    """
    loaded: dict[object, Theme] = {}
    load_now = vars(templates)["_load"]

    def load(folder: Path, language: str, needed: Iterable[str], cache: Cache | None = NO_CACHE) -> Theme:
        if not folder.resolve().is_relative_to(THEMES):
            return load_now(folder, language, needed, cache)
        files = tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in sorted(THEMES.rglob("*")))
        key = (folder.resolve(), language, tuple(needed), files)
        if key not in loaded:
            loaded[key] = load_now(folder, language, key[2])
        return loaded[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(templates, "_load", load)
        yield


@pytest.fixture(scope="session", autouse=True)
def templates_compiled_once() -> Iterator[None]:
    """Compile each template once, those too that a theme beside an edition takes over from sitegen's own.

    What jinja2 makes of a text hangs on it alone, on its name, on the words, and on whether it is for the sandbox.
    """
    with pytest.MonkeyPatch.context() as patch:
        for method in (jinja2.Environment.compile, jinja2.Environment.parse):
            patch.setattr(jinja2.Environment, method.__name__, once(method))
        yield


def once(method: Callable[..., object]) -> Callable[..., object]:
    """Returns a method of environments that remembers what it has made."""
    made: dict[object, object] = {}

    def remembering(self: jinja2.Environment, *given: Hashable, **named: Hashable) -> object:
        words = frozenset(dict(self.globals.get("t", ())).items())  # type: ignore[call-overload]
        key = type(self), words, given, tuple(sorted(named.items()))
        if key not in made:
            made[key] = method(self, *given, **named)
        return made[key]

    return remembering
