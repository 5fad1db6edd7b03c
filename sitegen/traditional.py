"""Which simplified character stands for which traditional one: read once, for the rules and for the search.

The pairs are those of OpenCC (data/traditional.txt, licence beside), one character for one.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType


def _read_pairs() -> Mapping[str, str]:
    lines = (Path(__file__).parent / "data" / "traditional.txt").read_text("utf-8").split()
    return MappingProxyType({line[0]: line[1] for line in lines})


# Traditional character → simplified one; no simplified form is itself a key.
SIMPLIFIED = _read_pairs()
