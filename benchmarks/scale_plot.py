"""Draws what an article costs against how many there are, as an SVG that can be read in light and in dark."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence

WIDTH, HEIGHT = 760, 420
LEFT, RIGHT, TOP, BOTTOM = 64, 150, 48, 56
STYLE = """\
text { font: 14px system-ui, sans-serif; fill: #333 } .title { font-size: 16px; font-weight: 600 }
.paper { fill: #fff } .grid { stroke: #ddd } .axis { stroke: #666 } .line { fill: none; stroke-width: 2.5 }
.c0 { stroke: #b3261e } .f0 { fill: #b3261e } .c1 { stroke: #1565a7 } .f1 { fill: #1565a7 }
.c2 { stroke: #3f7d20 } .f2 { fill: #3f7d20 } .c3 { stroke: #7a4fa3 } .f3 { fill: #7a4fa3 }
@media (prefers-color-scheme: dark) {
text { fill: #ddd } .paper { fill: #161616 } .grid { stroke: #3a3a3a } .axis { stroke: #aaa }
.c0 { stroke: #ff8a80 } .f0 { fill: #ff8a80 } .c1 { stroke: #7cb8f0 } .f1 { fill: #7cb8f0 }
.c2 { stroke: #8fce6b } .f2 { fill: #8fce6b } .c3 { stroke: #c9a6ee } .f3 { fill: #c9a6ee } }"""
DASHES = ("none", "8 4", "2 4", "10 4 2 4")  # lines are told apart without colour too
Lines = Mapping[str, Sequence[tuple[int, float]]]
Place = Callable[[float, float], tuple[float, float]]


def plot(lines: Lines, note: str) -> str:
    """Draw a line for each name: points of so many articles and so many milliseconds an article.

    The articles stand on a logarithmic axis, the milliseconds on one that begins at nothing.
    """
    points = [point for line in lines.values() for point in line]
    low, high = _decades([count for count, _ in points])
    step = _step(max(cost for _, cost in points))
    top = step * math.ceil(max(cost for _, cost in points) / step)

    def place(count: float, cost: float) -> tuple[float, float]:
        across = (math.log10(count) - low) / (high - low)
        return LEFT + across * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - cost / top * (HEIGHT - TOP - BOTTOM)

    drawn = [*_grid(place, low, high, step, top), *_curves(place, lines)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'role="img" aria-labelledby="title">\n<style>\n{STYLE}\n</style>\n'
        f'<rect class="paper" width="{WIDTH}" height="{HEIGHT}"/>\n'
        f'<text class="title" id="title" x="{LEFT}" y="26">Milliseconds an article, clean build</text>\n'
        + "\n".join(drawn)
        + f'\n<text id="note" x="{LEFT}" y="{HEIGHT - 12}">{note}</text>\n</svg>\n'
    )


def _decades(counts: Sequence[int]) -> tuple[int, int]:
    low = math.floor(math.log10(min(counts)))
    return low, max(low + 1, math.ceil(math.log10(max(counts))))


def _step(most: float) -> float:
    rough = most / 5
    unit = 10.0 ** math.floor(math.log10(rough))
    return next(unit * times for times in (1, 2, 5, 10) if unit * times >= rough)


def _grid(place: Place, low: int, high: int, step: float, top: float) -> Iterator[str]:
    for number in range(round(top / step) + 1):
        (left, y), (right, _) = place(10**low, number * step), place(10**high, 0)
        yield f'<line class="grid" x1="{left:.1f}" y1="{y:.1f}" x2="{right:.1f}" y2="{y:.1f}"/>'
        yield f'<text x="{left - 8:.1f}" y="{y + 5:.1f}" text-anchor="end">{number * step:g}</text>'
    for decade in range(low, high + 1):
        x, bottom = place(10**decade, 0)
        yield f'<line class="axis" x1="{x:.1f}" y1="{bottom:.1f}" x2="{x:.1f}" y2="{bottom + 6:.1f}"/>'
        yield f'<text x="{x:.1f}" y="{bottom + 22:.1f}" text-anchor="middle">{10**decade:,}</text>'
    end, bottom = place(10**high, 0)
    yield f'<text x="{end + 44:.1f}" y="{bottom + 22:.1f}">articles</text>'


def _curves(place: Place, lines: Lines) -> Iterator[str]:
    ends: list[float] = []
    # Names stand beside the ends of their lines, from the lowest line up, none over another.
    for number, (name, points) in sorted(enumerate(lines.items()), key=lambda item: item[1][1][-1][1]):
        at = number % len(DASHES)
        spots = [place(*point) for point in points]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
        yield f'<polyline class="line c{at}" stroke-dasharray="{DASHES[at]}" points="{path}"/>'
        yield from (f'<circle class="f{at}" cx="{x:.1f}" cy="{y:.1f}" r="4"/>' for x, y in spots)
        x, y = spots[-1]
        y = min([y, *(end - 18 for end in ends[-1:])])
        ends.append(y)
        yield f'<text class="f{at}" x="{x + 10:.1f}" y="{y + 5:.1f}">{name} {points[-1][1]:.1f}</text>'
