"""Sitegen's own themes compiled once in a process: hundreds of builds take most of a second less each.

Processes that are forked (`tests/forked.py`) import this before, and so begin with all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from pathlib import Path

import jinja2

from sitegen.machine.cache import NO_CACHE, Cache
from sitegen.site.theme import templates
from sitegen.site.theme.templates import Theme, load_proof_theme, load_theme

THEMES = Path(__file__).resolve().parents[1] / "themes"


def _once(method: Callable[..., object]) -> Callable[..., object]:
    """Returns a method of environments that remembers what it has made.

    What jinja2 makes of a text hangs on it alone, on its name, on the words, and on whether it is for the sandbox.
    """
    made: dict[object, object] = {}

    def remembering(self: jinja2.Environment, *given: Hashable, **named: Hashable) -> object:
        words = frozenset(dict(self.globals.get("t", ())).items())  # type: ignore[call-overload]
        key = type(self), words, given, tuple(sorted(named.items()))
        if key not in made:
            made[key] = method(self, *given, **named)
        return made[key]

    return remembering


def _loading_once(load_now: Callable[..., Theme]) -> Callable[..., Theme]:
    """Returns what loads a theme, sitegen's own only once; one beside an edition is loaded as always."""
    loaded: dict[object, Theme] = {}

    def load(folder: Path, language: str, needed: Iterable[str], cache: Cache | None = NO_CACHE) -> Theme:
        if not folder.resolve().is_relative_to(THEMES):
            return load_now(folder, language, needed, cache)
        key = folder.resolve(), language, tuple(needed)
        if key not in loaded:
            loaded[key] = load_now(folder, language, key[2])
        return loaded[key]

    return load


# Not for a time: what is imported once stays as long as its process.
for _method in (jinja2.Environment.compile, jinja2.Environment.parse):
    setattr(jinja2.Environment, _method.__name__, _once(_method))
setattr(templates, "_load", _loading_once(vars(templates)["_load"]))  # noqa: B010  a name of its own module


def load_all() -> None:
    """Load each of sitegen's own themes, for processes that are forked afterwards."""
    load_theme("broadsheet", Path(), "zh-Hans", plain=True)
    load_proof_theme("zh-Hans")
