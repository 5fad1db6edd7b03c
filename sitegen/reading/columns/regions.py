"""Lines → the stretches of them that were read across columns, with how strongly they say so.

Looked at closely are only stretches of lines that break off and do not go on in the next: of wrapped text that is in
order few are so, and none for long. So are runs of lines with gaps. An error names what is found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from msgspec.structs import replace

from sitegen.errors import Diagnostic, Severity, finding
from sitegen.model.layout import PrintedLine
from sitegen.reading.columns.amid import heads_across
from sitegen.reading.columns.links import NO_PROOF, PROOF, proves
from sitegen.reading.columns.orders import WITH_GAPS, orders
from sitegen.reading.columns.ruled import ruled_stretches
from sitegen.reading.columns.strips import Strip, make_strips
from sitegen.reading.text.lines import Line
from sitegen.source import SourceText

# Hundredths: what says less is no region. On 440 measured pages in order no lines say more than 540, with gaps 270.
ENOUGH = 640
ENOUGH_WITH_GAPS = 550
ONE_STROKE = 20  # what a rule between columns says, beyond the first
PROMISING = 300  # of a stretch alone, for the lines around it to be looked at
FEWEST = 5  # lines that break off and go on nowhere, or that have gaps
VOUCHED = 3  # lines that one in order vouches for
AROUND = 8  # lines looked at above and below a stretch
LONGEST = 200  # lines looked at together
APART = 8  # lines between regions that are told of as one
AT_MOST = 0.3  # of a line in a region: what it is, nobody can tell before the columns are parted


@dataclass(frozen=True, slots=True)
class Region:
    """Lines `first` to `last`, by number, that were read across columns; `order` is how these lie in them."""

    first: int
    last: int
    strength: int
    order: str


def find_regions(source: SourceText, lines: Sequence[Line]) -> tuple[Region, ...]:
    """Returns the regions of a page that were read across columns, in the order of its lines."""
    strips = make_strips(source, lines)
    found = [region for start, end in _windows(strips) for region in _regions(strips[start:end])]
    for start, end, strength in heads_across(strips):
        first, last = strips[start].number, strips[end - 1].number
        if strength >= ENOUGH and all(last < region.first or region.last < first for region in found):
            found.append(Region(first, last, strength, "heads"))
    for above, below, times in ruled_stretches(lines):
        found.append(Region(lines[above].number, lines[below].number, ENOUGH + ONE_STROKE * times, "ruled"))
    return _joined(sorted(found, key=lambda region: region.first))


def _joined(regions: Sequence[Region]) -> tuple[Region, ...]:
    """Make one region of such as are near each other; the order is that of the strongest."""
    joined: list[Region] = []
    for region in regions:
        if joined and region.first - joined[-1].last <= APART:
            above = joined.pop()
            order = max(above, region, key=lambda one: one.strength).order
            region = Region(above.first, max(above.last, region.last), above.strength + region.strength, order)
        joined.append(region)
    return tuple(joined)


def _windows(strips: Sequence[Strip]) -> Iterator[tuple[int, int]]:
    """Returns the stretches of lines to be looked at closely, with what is around them; such as overlap are one."""
    stretches = sorted((*_open_stretches(strips), *_stretches_with_gaps(strips)))
    pieces = ((at, min(at + LONGEST, end)) for start, end in stretches for at in range(start, end, LONGEST))
    window = (0, 0)
    for start, end in pieces:
        if not any(_strongest(order.weights)[0] >= PROMISING for order in orders(strips[start:end])):
            continue
        first, last = max(0, start - AROUND), min(len(strips), end + AROUND)
        if first <= window[1] and last - window[0] <= LONGEST:
            window = window[0], max(window[1], last)
            continue
        if window[1]:
            yield window
        window = max(first, window[1]), max(last, window[1])
    if window[1]:
        yield window


def _open_stretches(strips: Sequence[Strip]) -> Iterator[tuple[int, int]]:
    """Returns the stretches of lines that break off and do not go on in the next one, but for one by chance."""
    at = start = total = most = 0
    while at + 1 < len(strips):
        left, right = strips[at], strips[at + 1]
        if left.is_open and right.may_follow:
            start = start if total else at
            proved = proves(left.text, right.text)
            total = max(0, total - (PROOF if proved else NO_PROOF))
            most = max(most, total)
            if not total:
                if most >= -FEWEST * NO_PROOF:
                    yield start, at + 1
                at, most = at + VOUCHED, 0
        at += 1
    if most >= -FEWEST * NO_PROOF:
        yield start, len(strips)


def _stretches_with_gaps(strips: Sequence[Strip]) -> Iterator[tuple[int, int]]:
    """Returns the runs of lines below one another that have gaps with text beside them."""
    with_gaps = [len(strip.words) > 1 for strip in strips]
    at = 0
    for has_gap, run in groupby(with_gaps):
        length = sum(1 for _ in run)
        if has_gap and length >= FEWEST:
            yield at, at + length
        at += length


def _regions(strips: Sequence[Strip]) -> Iterator[Region]:
    """Returns the strongest run of lines in its best order, then what remains above and below it."""
    found = tuple(orders(strips))
    remaining = [(0, len(strips))]
    while remaining:
        above, below = remaining.pop()
        runs = ((*_strongest(order.weights[above:below]), order.name) for order in found)
        strength, start, end, name = max(runs, key=lambda run: run[0], default=(0, 0, 0, ""))
        if strength < (ENOUGH_WITH_GAPS if name in WITH_GAPS else ENOUGH):
            continue
        last = min(above + end + _reach(name), below)
        yield Region(strips[above + start].number, strips[last - 1].number, strength, name)
        rest = ((above, above + start), (last, below))
        remaining += [(first, end) for first, end in rest if end - first >= FEWEST]


def _reach(name: str) -> int:
    """Returns how many lines below the last link its text goes on."""
    return int(name[-1]) if name.startswith("turns") else 1


def _strongest(weights: Sequence[int]) -> tuple[int, int, int]:
    """Returns the run of lines that says most for an order: its sum, its start and its end."""
    best, best_start, best_end = 0, 0, 0
    total, start = 0, 0
    for at, weight in enumerate(weights):
        if total <= 0:
            total, start = 0, at
        total += weight
        if total > best:
            best, best_start, best_end = total, start, at + 1
    return best, best_start, best_end


def less_sure(lines: Sequence[PrintedLine], regions: Sequence[Region]) -> tuple[PrintedLine, ...]:
    """Returns lines with less confidence where they lie in a region; what the editor says stands."""
    if not regions:
        return tuple(lines)
    numbers = {number for region in regions for number in range(region.first, region.last + 1)}
    return tuple(
        replace(line, confidence=min(line.confidence, AT_MOST))
        if line.number in numbers and line.confidence < 1
        else line
        for line in lines
    )


def tell_regions(source: SourceText, regions: Sequence[Region]) -> Iterator[Diagnostic]:
    """Tell of each region which lines it holds and what to do."""
    for region in regions:
        said = "r-006.one_line" if region.first == region.last else "r-006"
        at = source.line_starts[region.first - 1]
        yield finding(said, Severity.ERROR, source, at, first=region.first, last=region.last)
