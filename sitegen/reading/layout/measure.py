"""The measure of a page's columns: how wide a full line is, and how full each line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from msgspec.structs import replace

from sitegen.reading.text.asked import may_open_dateline
from sitegen.reading.text.lines import Line
from sitegen.reading.text.scripts import is_alphabetic
from sitegen.reading.text.words import ends_sentence, width

FEWEST_LINES = 8  # with fewer there is no measure to be seen
SHORTEST_MEASURE, LONGEST_MEASURE = 8, 120
LEAST_SPACED = 24  # lines of a page with white between all of them, and the shares that are full and longer
SPACED_FULL, SPACED_LONGER = 0.45, 0.1
SPACED_SHARE = 0.97  # of the lines with white above: of a page with white between all of them
TIGHT_SHARE = 0.4  # of the lines that follow another without a gap
FULL_SHARE = 0.34  # of the lines that reach the measure
RAGGED_SHARE = 0.45  # of the lines of Latin text, whose ends are ragged
BEYOND = 3  # ideographs by which marks may hang out
HANGING = "，。、：；！？”’）》」』】,.;:?!)"
SET_IN = 2  # ideographs by which a paragraph's first line is shorter
NEAR, NEAR_SHARE, NEAR_OPEN = (
    3.5,
    0.33,
    0.6,
)  # ideographs; shares of lines that come near, and of these that end nothing
LONGER_SHARE = 0.06
LEAST_CUT = 32  # lines
WIDE = 18  # ideographs: in narrower columns heads are nearly as wide as text
LACKS, SHORT = 0.2, 0.3  # of the measure: what the first line of a paragraph lacks at most, a head at least
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
    if not SHORTEST_MEASURE <= size <= LONGEST_MEASURE or _holds_most_beyond(body, size, of):
        return None
    return Measure(size, of, False) if share >= FULL_SHARE or _is_cut_at(body, size, of) else None


def _is_cut_at(body: Sequence[Line], size: float, of: Callable[[str], float]) -> bool:
    """Tell whether lines are surely cut near a width, though few have just that: an OCR loses characters.

    Hardly any is longer, and most that come near end no sentence.
    """
    if size < WIDE or len(body) < LEAST_CUT:
        return False
    near = [line for line in body if size - NEAR <= of(line.text) <= size + BEYOND]
    longer = sum(of(line.text) > size + BEYOND for line in body)
    if len(near) < NEAR_SHARE * len(body) or longer > LONGER_SHARE * len(body):
        return False
    return sum(not ends_sentence(line.canonical) for line in near) >= NEAR_OPEN * len(near)


def closed_up(lines: Sequence[Line]) -> Sequence[Line]:
    """Returns the lines of a page without the white that stands between nearly all of them, and tells nothing.

    One blank line stays where text is not hard-wrapped. Some converters part printed lines as others part paragraphs.
    """
    gaps = [line.gap for line in lines[1:]]
    least = min(gaps, default=0)
    if not least and sum(gap > 0 for gap in gaps) < SPACED_SHARE * len(gaps):
        return lines
    closed = _with_less(lines, max(1, least))
    if len(lines) >= LEAST_SPACED and (measure := find_measure(closed)) is not None and _is_cut(closed, measure):
        return closed
    return _with_less(lines, least - 1) if least > 1 else lines


def _is_cut(lines: Sequence[Line], measure: Measure) -> bool:
    """Tell whether lines are surely those of a column: few are much longer, most of the full ones end no sentence."""
    full = [line for line in lines if lack_of(line, measure) in ("full", "near")]
    longer = sum(measure.short(line) < -BEYOND for line in lines)
    if len(full) < SPACED_FULL * len(lines) or longer > SPACED_LONGER * len(lines):
        return False
    return sum(not ends_sentence(line.canonical) for line in full) > len(full) / 2


def _with_less(lines: Sequence[Line], white: int) -> Sequence[Line]:
    return [replace(line, gap=max(0, line.gap - white)) for line in lines]


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


def opens_text(line: Line, below: Line, measure: Measure) -> bool:
    """Tell whether a line with white above is the first of a paragraph: nearly full, and a full one is right below.

    It lacks its indent, and what an OCR has lost. That holds where heads have white below (`sets_heads_apart`), and of
    no line amid a text: there a small head may be as wide.
    """
    if measure.ragged or measure.size < WIDE or not line.gap or below.gap or line.level:
        return False
    if ends_sentence(line.canonical) or may_open_dateline(below.canonical):
        return False
    return measure.short(line) <= LACKS * measure.size and measure.short(below) <= FULL + SLACK


def sets_heads_apart(lines: Sequence[Line], measure: Measure) -> bool:
    """Tell whether short lines that end no sentence have white below more often than a full line right below."""
    apart = close = 0
    for line, below in pairwise(lines):
        if line.gap and measure.short(line) > SHORT * measure.size and not ends_sentence(line.canonical):
            apart += below.gap > 0
            close += not below.gap and measure.short(below) <= FULL + SLACK
    return apart > 2 * close
