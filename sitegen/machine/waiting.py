"""What waits for a disk and not for a processor is done a few pieces at the same time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

THREADS = 8  # to give back what a file held, a disk that is told at once may take a thousandth of a second


def side_by_side(do: Callable[[str], None], paths: Iterable[str]) -> None:
    """Does something with files, a few at the same time. Raises what the first of them raises."""
    with ThreadPoolExecutor(THREADS) as threads:
        for _ in threads.map(do, paths):
            pass
