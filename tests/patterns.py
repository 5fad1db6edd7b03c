"""Regular expressions compiled once: sitegen has hundreds, which take half of the second in which a process begins.

What `re` hands to its engine is kept in a folder for the workers beside this one, for the processes that they start,
and for the next run. It hangs on the pattern, on the flags and on the version of Python alone.
"""

from __future__ import annotations

import importlib
import marshal
import sys
from collections.abc import Callable
from hashlib import sha256
from re import Pattern
from typing import Any

from tests.keeping import KEPT, keep

WORTH = 60  # words of a program; to look for a shorter one takes as long as to make it


def _once(engine: Any, make: Callable[..., Pattern[Any]]) -> Callable[..., Pattern[Any]]:
    def compiled(pattern: Any, flags: int = 0) -> Pattern[Any]:
        if not isinstance(pattern, str):
            return make(pattern, flags)
        told = sys.version, pattern, int(flags)
        file = KEPT / "patterns" / sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()
        try:
            return engine.made_of(*marshal.loads(file.read_bytes()))
        except FileNotFoundError:
            made = make(pattern, flags)
        if len(engine.given[2]) > WORTH:
            keep(marshal.dumps(engine.given), file)
        return made

    return compiled


class _Engine:
    """The engine of `re`, and what it was given last."""

    def __init__(self, engine: Any) -> None:
        self._engine, self.made_of = engine, engine.compile
        self.given: tuple[Any, ...] = ()

    def __getattr__(self, name: str) -> object:
        return getattr(self._engine, name)

    def compile(self, pattern: object, flags: int, code: list[int], *groups: Any) -> Pattern[Any]:
        self.given = pattern, int(flags), [*map(int, code)], *groups
        return self.made_of(*self.given)


def keep_patterns() -> None:
    """Compile none of them again that has been compiled before, in whatever process."""
    compiler = importlib.import_module("re._compiler")
    engine = _Engine(vars(compiler)["_sre"])
    vars(compiler).update(_sre=engine, compile=_once(engine, compiler.compile))
