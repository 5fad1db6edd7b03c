"""In which language something is told."""

from __future__ import annotations

import re

_CODE = re.compile(r"`[^`]*`|「[^」]*」")  # what stands in a file, and names
_ENGLISH = re.compile(r"\b[a-z]+ [a-z]+\b")


def english_in(chinese: str) -> list[str]:
    """Returns the English that stands in a Chinese message, but for what it takes from files."""
    return _ENGLISH.findall(_CODE.sub("", chinese))
