"""Heads made alike: editors word the small heads of one story as a row, `一个产业的走与留`, `一户居民的远与近`.

Of 479 lines of known pages that have the form of a line of the next head 399 are subheadings, 19 headlines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from sitegen.reading.features import HEAD_KINDS, MAKERS, LineFeatures
from sitegen.reading.layout.runs import PageFeatures
from sitegen.reading.text.scripts import is_alphabetic

MOST_LINES = 4  # of a head that are compared
LONGEST = 40  # characters of a line that is compared
SLACK = 1  # characters by which like pieces may differ
_KINDS = HEAD_KINDS - {"sentence"}
_PIECES = re.compile(r"[^\w]+")
_ORDER = ("none", "length", "first", "form", "both")

Both = tuple[str, str]  # with the head above, with the head below


def parallels(lines: Sequence[LineFeatures]) -> tuple[Both | None, ...]:
    """Returns for each line how it is like one of the head above and one of the head below; None for other lines.

    Lines of letters are left out: their form tells little.
    """
    heads = [tuple(group) for is_head, group in groupby(range(len(lines)), lambda at: _is_head(lines[at])) if is_head]
    told: list[Both | None] = [None] * len(lines)
    for above, head, below in zip(((), *heads), heads, (*heads[1:], ()), strict=False):
        for at in head:
            if lines[at].kind not in MAKERS and not is_alphabetic(lines[at].line.canonical):
                told[at] = _like_one_of(lines, at, above), _like_one_of(lines, at, below)
    return tuple(told)


def parallel_signs(lines: Sequence[LineFeatures], page: PageFeatures) -> Iterator[tuple[str, ...]]:
    """Makes for each line the signs of how it is worded like the heads above and below."""
    for at, both in enumerate(parallels(lines)):
        yield () if both is None or page.run_at[at] < 0 else tuple(_signs(lines, page, at, both))


def _signs(lines: Sequence[LineFeatures], page: PageFeatures, at: int, both: Both) -> Iterator[str]:
    run, (above, below) = page.runs[page.run_at[at]], both
    best = max(both, key=_ORDER.index)
    yield f"parallel:{best}"
    yield f"parallel-above:{above} parallel-below:{below}"
    yield f"parallel:{best} run:{min(4, at - run.start)}/{min(4, run.end - run.start)}"
    yield f"parallel:{best} proved:{run.proved:d} mark:{min(1, lines[at].rank)}"
    yield f"parallel-above:{above} over:{run.over}"


def _is_head(line: LineFeatures) -> bool:
    return line.kind in _KINDS


def _like_one_of(lines: Sequence[LineFeatures], at: int, head: Sequence[int]) -> str:
    text = lines[at].line.canonical
    others = (lines[other].line.canonical for other in head[:MOST_LINES] if lines[other].kind not in MAKERS)
    return max((_likeness(text, other) for other in others), key=_ORDER.index, default="none")


@lru_cache(maxsize=4096)  # each line is compared from either side
def _likeness(one: str, other: str) -> str:
    """Returns what two heads share: their first sign, their form (pieces as long, parted alike), their length."""
    if max(len(one), len(other)) > LONGEST or one == other:
        return "none"
    first = one[:1] == other[:1] and one[:1].isalnum()
    pieces, parts = _PIECES.split(one), _PIECES.split(other)
    form = (
        len(pieces) == len(parts) > 1
        and _PIECES.findall(one) == _PIECES.findall(other)
        and all(abs(len(a) - len(b)) <= SLACK for a, b in zip(pieces, parts, strict=True))
    )
    if form:
        return "both" if first else "form"
    return "first" if first else "length" if len(one) == len(other) else "none"
