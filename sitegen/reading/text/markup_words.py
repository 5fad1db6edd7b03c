"""The words of markup: elements of HTML and commands of LaTeX by kind, from `data/markup.txt`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import sitegen

_LIST = re.compile(r"^\[(?P<name>[a-z]+)\][^\n]*\n(?P<words>(?:[^\[\n][^\n]*\n)+)", re.M)


def _read() -> Mapping[str, tuple[str, ...]]:
    text = (Path(sitegen.__file__).parent / "data" / "markup.txt").read_text("utf-8")
    return MappingProxyType({found["name"]: tuple(found["words"].split()) for found in _LIST.finditer(text)})


_WORDS = _read()
_signs = _WORDS["signs"]
# LaTeX command → the character that it stands for.
SIGNS: Mapping[str, str] = MappingProxyType(dict(zip(_signs[::2], _signs[1::2], strict=True)))


def words(name: str) -> frozenset[str]:
    """Returns the words of a list."""
    return frozenset(_WORDS[name])
