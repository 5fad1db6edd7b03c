"""How the lines of a head agree with the text below: a kicker tells the event that it begins with, a deck adds to it.

Of 416 kickers of known pages 70 % share more with the lead than their headline, of 197 headlines with a deck 46 %.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sitegen.reading.features import MAKERS, LineFeatures
from sitegen.reading.layout.phrases import LONGEST, share_of, text_below, word_parts
from sitegen.reading.layout.runs import PageFeatures

LEAD = 60  # characters of the first sentence that are its lead
FIRST = 200  # characters of the first paragraph in which words of a head are looked for
_DATELINE = re.compile(r"^.{0,12}?[电讯]\s*(?:[(（][^()（）]{1,40}[)）])?")
_STEPS = 4  # of a share, and of what parts two of them
_NOWHERE = 1000
_RUNS = (2, 4, 6, 9)  # characters that a head and the text have in common, one behind the other
_PARTS = ("lead", "sentence", "paragraph", "further")


@dataclass(frozen=True, slots=True)
class _Agreed:
    """What a line shares with the parts of the text below, where that stands in the middle, and its longest run."""

    shares: tuple[float, ...]  # in the order of _PARTS
    middle: int
    run: int


def lead_signs(lines: Sequence[LineFeatures], page: PageFeatures) -> Iterator[tuple[str, ...]]:
    """Makes for each line of a head the signs of how it agrees with the text below, beside the lines next to it."""
    told: list[tuple[str, ...]] = [()] * len(lines)
    for run in page.runs:
        parts = _parts_of(text_below(lines, run))
        agreed = [_agreed(line, parts) for line in lines[run.start : run.end]]
        for at, here in enumerate(agreed):
            if here is not None:
                told[run.start + at] = tuple(_signs(agreed, at, here))
    return iter(told)


def _parts_of(below: str) -> tuple[str, ...]:
    """Returns the lead, the first sentence, the rest of the first paragraph, and what comes after it."""
    first, _, further = below.partition("\n")
    first = _DATELINE.sub("", first)[:FIRST]
    end = first.find("。") + 1 or len(first)
    return first[: min(end, LEAD)], first[:end], first[end:], further


def _agreed(line: LineFeatures, parts: Sequence[str]) -> _Agreed | None:
    text = line.line.canonical
    words = () if line.kind in MAKERS else word_parts(text)
    if not words:
        return None
    first = parts[1] + parts[2]
    places = sorted(at for at in map(first.find, words) if at >= 0)
    middle = places[len(places) // 2] if places else _NOWHERE
    return _Agreed(tuple(share_of(words, part) for part in parts), middle, _longest_run(text[:LONGEST].lower(), first))


def _longest_run(text: str, of: str) -> int:
    """Returns how many characters of a text, one behind the other, another has at most."""
    best = 0
    for at in range(len(text)):
        while at + best < len(text) and text[at : at + best + 1] in of:
            best += 1
    return best


def _signs(told: Sequence[_Agreed | None], at: int, here: _Agreed) -> Iterator[str]:
    lead, place = round(here.shares[0] * _STEPS), f"run:{min(4, at)}/{min(5, len(told))}"
    yield f"lead:{lead}"
    yield f"lead:{lead} {place}"
    yield f"lead-run:{sum(here.run > length for length in _RUNS)}"
    for step, side in ((-1, "above"), (1, "below")):
        there = told[at + step] if 0 <= at + step < len(told) else None
        if there is None:
            continue
        for name, ours, theirs in zip(_PARTS, here.shares, there.shares, strict=True):
            yield f"{name}-than:{_steps(ours, theirs)} line:{side}"
        than = f"lead-than:{_steps(here.shares[0], there.shares[0])} line:{side}"
        yield f"{than} {place}"
        order = "even" if here.middle == there.middle else "first" if here.middle < there.middle else "later"
        yield f"told:{order} line:{side}"
        yield f"told:{order} {than}"
        yield f"lead-run-than:{max(-3, min(3, (here.run - there.run) // 2)):+d} line:{side}"


def _steps(here: float, there: float) -> str:
    return f"{max(-3, min(3, round((here - there) * _STEPS))):+d}"
