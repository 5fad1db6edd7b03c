"""What the heading marks of a whole page tell."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sitegen.reading.detect.look import Classified, Look

IN_HEAD = frozenset({Look.TITLE, Look.DASHED, Look.BYLINE, Look.CONTINUED_FROM})


def marks_parts(entries: Sequence[Classified], top: int) -> bool:
    """Tell whether a page has marks of their own for parts of stories: a title with a lower one, right below a text."""
    return any(
        entry.line.level > top and entry.look is Look.TITLE and above.look not in IN_HEAD
        for above, entry in pairwise(entries)
    )
