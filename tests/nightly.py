"""What is tried by night (`pytest --nightly`), when there is time, and by day.

Every assertion is held by day too: on fewer texts that are made up, and on none longer than it takes to tell.
"""

from __future__ import annotations

WANTED = False  # set before any test is collected
LESS = 4
FEWEST = 25


def examples(many: int) -> int:
    """Returns how many examples are tried: all of them by night, a quarter of them by day."""
    return many if WANTED else min(many, max(FEWEST, many // LESS))


def builds(many: int) -> int:
    """Returns how many examples are tried of which each is several builds: half of them by day."""
    return many if WANTED else many // 2
