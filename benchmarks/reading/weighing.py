"""Reading with other weights than those that sitegen comes with."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import sitegen.reading.page  # noqa: F401 - every module that loads weights is imported before it is looked for
from sitegen.reading.layout.weights import Weights, parse_weights

_HOOK = "load_weights"


def use_weights(text: str) -> None:
    """Make this process read with the weights of a text, from now on; "" keeps those that sitegen comes with."""
    if text:
        _swap(parse_weights(text))


@contextmanager
def weighed_by(text: str) -> Iterator[None]:
    """Read with the weights of a text while the context lasts."""
    before = {name: getattr(module, _HOOK) for name, module in _users()}
    use_weights(text)
    try:
        yield
    finally:
        for name, load in before.items():
            setattr(sys.modules[name], _HOOK, load)


def _swap(weights: Weights) -> None:
    def load_weights() -> Weights:
        return weights

    for name, _ in _users():
        setattr(sys.modules[name], _HOOK, load_weights)


def _users() -> list[tuple[str, object]]:
    """Returns the modules that know where weights come from: the one that loads them, and those that call it."""
    known = [(name, module) for name, module in list(sys.modules.items()) if name.startswith("sitegen.reading")]
    return [(name, module) for name, module in known if hasattr(module, _HOOK)]
