"""Which simplified character stands for which traditional one: read once, for the rules and for the search.

The pairs are those of OpenCC (data/traditional.txt, licence beside), one character for one. So are those of radicals.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

DATA = Path(__file__).parent / "data"


def _read_pairs(name: str) -> Mapping[str, str]:
    lines = (DATA / name).read_text("utf-8").split()
    return MappingProxyType({line[0]: line[1] for line in lines})


# A radical of U+2E80-2EFF, as converters take it out of some PDFs → the ideograph that looks like it, by Unicode's
# EquivalentUnifiedIdeograph. Those of U+2F00-2FDF are compatibility forms: NFKC does the same for them.
RADICALS = _read_pairs("radicals.txt")
_TRADITIONAL = _read_pairs("traditional.txt")
# Traditional character, or radical → simplified one; no simplified form is itself a key.
SIMPLIFIED: Mapping[str, str] = MappingProxyType(
    {**_TRADITIONAL, **{radical: _TRADITIONAL.get(sign, sign) for radical, sign in RADICALS.items()}}
)
