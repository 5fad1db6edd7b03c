"""What all tests share: writing golden files anew on request."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sitegen import build
from sitegen.machine.cache import NO_CACHE, Cache
from sitegen.serving import reading
from sitegen.site.theme.templates import Theme, load_theme

THEMES = Path(__file__).resolve().parents[1] / "themes"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write golden files from what the code gives now")


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

    def load(name: str, beside: Path, language: str, *, plain: bool = False, cache: Cache = NO_CACHE) -> Theme:
        if not (THEMES / name / "theme.yaml").is_file() or any(
            path.name == "theme.yaml" for path in beside.rglob("*.yaml")
        ):
            return load_theme(name, beside, language, plain=plain, cache=cache)
        files = tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in sorted(THEMES.rglob("*")))
        key = (name, language, plain, files)
        if key not in loaded:
            loaded[key] = load_theme(name, beside, language, plain=plain)
        return loaded[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(build, "load_theme", load)
        patch.setattr(reading, "load_theme", load)
        yield
