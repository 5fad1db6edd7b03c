"""Templates compiled once: hundreds of builds, and each process that runs some, take most of a second less.

Programs are kept in a folder too, for the next process and the next run. Processes that are forked
(`tests/forked.py`) import this before, and so begin with all of them.
"""

from __future__ import annotations

import marshal
import sys
import tempfile
from collections.abc import Callable, Hashable, Iterable
from hashlib import sha256
from pathlib import Path
from types import CodeType

import jinja2

from sitegen.machine.cache import NO_CACHE, Cache
from sitegen.site.theme import environment, templates
from sitegen.site.theme.templates import Theme, load_proof_theme, load_theme
from tests.keeping import KEPT, keep

ROOT = Path(__file__).resolve().parents[1]
THEMES = ROOT / "themes"
PROGRAMS = KEPT / "templates"


def _programs() -> str:
    """Returns what tells from all others the programs that are made here and now."""
    made_by = Path(environment.__file__).read_bytes() + Path(templates.__file__).read_bytes()
    return f"{sys.version} {jinja2.__version__} {sha256(made_by).hexdigest()}"


def _once(method: Callable[..., object], kept: Path | None = None) -> Callable[..., object]:
    """Returns a method of environments that remembers what it has made, programs also in a folder.

    What jinja2 makes of a text hangs on it alone, on its name, on the words, and on whether it is for the sandbox.
    """
    made: dict[object, object] = {}
    programs = _programs()

    def remembering(self: jinja2.Environment, *given: Hashable, **named: Hashable) -> object:
        words = dict(self.globals.get("t", ()))  # type: ignore[call-overload]
        key = type(self), frozenset(words.items()), given, tuple(sorted(named.items()))
        if key not in made:
            told = programs, type(self).__name__, sorted(words.items()), given, key[-1]
            file = kept / sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest() if kept else None
            made[key] = _from(file) or _kept(method(self, *given, **named), file)
        return made[key]

    return remembering


def _from(file: Path | None) -> object:
    try:
        return marshal.loads(file.read_bytes()) if file else None
    except FileNotFoundError:
        return None


def _kept(program: object, file: Path | None) -> object:
    if file and isinstance(program, CodeType | str):
        keep(marshal.dumps(program), file)
    return program


def _loading_once(load_now: Callable[..., Theme]) -> Callable[..., Theme]:
    """Returns what loads a theme, sitegen's own only once; one beside an edition is loaded as always."""
    loaded: dict[object, Theme] = {}

    def load(folder: Path, language: str, needed: Iterable[str], cache: Cache = NO_CACHE) -> Theme:
        if not folder.resolve().is_relative_to(THEMES):
            return load_now(folder, language, needed, cache)
        key = folder.resolve(), language, tuple(needed)
        if key not in loaded:
            loaded[key] = load_now(folder, language, key[2])
        return loaded[key]

    return load


# Not for a time: what is imported once stays as long as its process.
jinja2.Environment.compile = _once(jinja2.Environment.compile, PROGRAMS)  # type: ignore[assignment, method-assign]
jinja2.Environment.parse = _once(jinja2.Environment.parse)  # type: ignore[assignment, method-assign]
setattr(templates, "_load", _loading_once(vars(templates)["_load"]))  # noqa: B010  a name of its own module


def load_all() -> None:
    """Compile each template of sitegen's own themes, also as parents of another's, for processes that are forked."""
    PROGRAMS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=PROGRAMS) as folder:  # whoever is forked finds out where such folders lie
        Path(folder, "theme.yaml").write_text("name: paper\nextends: broadsheet\n", "utf-8")
        extended = load_theme(folder, Path(), "zh-Hans")
        own = load_theme("broadsheet", Path(), "zh-Hans", plain=True)
        for theme in filter(None, (extended, own, own.plain, load_proof_theme("zh-Hans"))):
            for name in theme.environment.list_templates():
                theme.environment.get_template(name)
