"""The measure of a page's columns: how wide a full line is, and how full each line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sitegen.reading.text.lines import Line
from sitegen.reading.text.scripts import is_alphabetic
from sitegen.reading.text.words import width

FEWEST_LINES = 8  # with fewer there is no measure to be seen
SHORTEST_MEASURE, LONGEST_MEASURE = 8, 120
TIGHT_SHARE = 0.4  # of the lines that follow another without a gap
FULL_SHARE = 0.34  # of the lines that reach the measure
RAGGED_SHARE = 0.45  # of the lines of Latin text, whose ends are ragged
BEYOND = 3  # ideographs by which marks may hang out
HANGING = "，。、：；！？”’）》」』】,.;:?!)"
SET_IN = 2  # ideographs by which a paragraph's first line is shorter
SLACK = 0.5  # ideographs by which a line may miss the measure
FULL = 1.5  # ideographs that a full line may lack, where a mark or a number did not fit


@dataclass(frozen=True, slots=True)
class Measure:
    """The width of a page's columns: how many characters (or ideographs' widths) a full line has."""

    size: float
    of: Callable[[str], float]
    ragged: bool  # Latin words are not cut at the line's end

    def short(self, line: Line) -> float:
        """Returns how much a line lacks to be full, below 0 where a mark hangs out."""
        return self.size - self.of(line.text)


def find_measure(lines: Sequence[Line]) -> Measure | None:
    """Returns the measure to which most lines of a page are set, None where its text is not wrapped."""
    body = [line for line in lines if not line.level and not line.bold and line.given is None]
    if len(body) < FEWEST_LINES or sum(not line.gap for line in body) < TIGHT_SHARE * len(body):
        return None
    latin = sum(is_alphabetic(line.text) for line in body) > len(body) / 2
    if latin:
        sizes = sorted(len(line.text) for line in body)
        longest = sizes[int(len(sizes) * 0.9)]
        full = sum(0.75 * longest <= one <= longest * 1.1 for one in sizes)
        ragged = full >= RAGGED_SHARE * len(sizes) and 16 <= longest <= LONGEST_MEASURE
        return Measure(longest, len, True) if ragged else None
    found = max((_most_common(body, of) for of in (len, width)), key=lambda pair: pair[0])
    share, size, of = found
    if share < FULL_SHARE or not SHORTEST_MEASURE <= size <= LONGEST_MEASURE:
        return None
    return None if _holds_most_beyond(body, size, of) else Measure(size, of, False)


def _holds_most_beyond(body: Sequence[Line], size: float, of: Callable[[str], float]) -> bool:
    """Tell whether longer lines hold more than those that seem full: then these are heads of like length."""
    widths = [of(line.text) for line in body]
    longer = sum(one for one in widths if one > size + BEYOND)
    return longer > sum(one for one in widths if size - 1 <= one <= size + BEYOND)


def _most_common(body: Sequence[Line], of: Callable[[str], float]) -> tuple[float, float, Callable[[str], float]]:
    """Returns the measure that most lines fill, and the share that does; those set in by two count for half."""
    filled: Counter[int] = Counter()
    for line in body:
        bare, whole = _reach(line.text, of)
        filled.update(range(max(SHORTEST_MEASURE, round(bare)), round(whole) + 1))
    if not filled:
        return 0.0, 0.0, of
    near = {size: filled[size] + filled[size - SET_IN] / 2 for size in filled}
    best = max(near, key=lambda size: (near[size], size))
    return near[best] / len(body), best, of


def _reach(text: str, of: Callable[[str], float]) -> tuple[float, float]:
    """Returns the sizes between which a line may be meant to be: without the marks that may hang out, and with them."""
    whole = of(text)
    bare = text.rstrip(HANGING)
    return (of(bare) if len(bare) < len(text) else whole), whole


def lack_of(line: Line, measure: Measure) -> str:
    """Returns a word for how much a line lacks to be full."""
    short = measure.short(line)
    if measure.ragged:
        share = short / measure.size
        return "full" if share < 0.12 else "near" if share < 0.25 else "half" if share < 0.55 else "short"
    bare, _ = _reach(line.text, measure.of)
    if bare > measure.size + SLACK:
        return "over"
    if bare <= measure.size - SET_IN + SLACK and SLACK < short <= SET_IN + SLACK:
        return "set-in"  # full but for the indent of a paragraph, which few converters keep
    return "full" if short <= FULL else "3-5" if short <= 5.5 else "short"
