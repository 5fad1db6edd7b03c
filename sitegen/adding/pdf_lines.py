"""Characters of a PDF page → its printed lines: those that follow one another, then pieces that meet on the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from sitegen.adding.blocks import Scale
from sitegen.adding.pdf_characters import Char
from sitegen.adding.printed import PrintedRow, Span, spread, words_of
from sitegen.reading.files.sidecar import Direction
from sitegen.reading.text.scripts import has_han

_SAME_LINE = 0.3  # heights of type
_JOINS = 0.75  # heights of type over which characters that follow one another are of one line
_FULL_SPACE = 1.35
_GUTTER_LINES = 3  # that have a gap at one place, near one another
_LATELY = 4  # lines, and characters, before: what reads the file may change their order a little
_NEAR_LINES = 4.5  # heights of type: those of three lines
_SPACE = 0.18  # heights of type between two words
_HAN_SPACE = 0.2


@dataclass(slots=True)
class Run:
    """Characters of one line, in the order of their places."""

    chars: list[Char] = field(default_factory=list)

    @property
    def size(self) -> float:
        """How large most of it is set."""
        return max(char.size for char in self.chars)

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.chars[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return max(char.right for char in self.chars)


def runs_of(chars: Sequence[Char]) -> list[Run]:
    """Put characters into lines: those that follow one another in the file, then pieces that meet on the page."""
    runs: list[Run] = []
    for char in chars:
        if runs and _follows(runs[-1].chars[-1], char):
            runs[-1].chars.append(char)
        else:
            runs.append(Run([char]))
    runs = [run for run in map(_trimmed, runs) if run.chars]
    runs.sort(key=lambda run: (round(run.chars[0].base), run.left))
    return _over_spaces(_met(runs), chars)


def _follows(last: Char, char: Char) -> bool:
    size = max(last.size, char.size)
    gap = char.left - last.right
    alike = min(last.size, char.size) * 1.6 >= size or abs(gap) < 0.3 * size
    return abs(char.base - last.base) < _SAME_LINE * size and -0.6 * size < gap < _JOINS * size and alike


def _over_spaces(runs: Sequence[Run], chars: Sequence[Char]) -> list[Run]:
    """Join pieces of a line that are one ideograph apart, where a file leaves a full space out.

    They follow one another in the file; where the same place is empty line after line there is a gutter.
    """
    places = {id(char): at for at, char in enumerate(chars)}
    found: list[tuple[Run, Run]] = []
    for at, run in enumerate(runs):
        for one in runs[max(0, at - _LATELY) : at]:
            near = abs(places[id(run.chars[0])] - places[id(one.chars[-1])]) <= _LATELY
            if near and _is_space(one, run):
                found.append((one, run))
    edges: dict[int, list[float]] = defaultdict(list)
    for _, run in found:
        edges[_edge_of(run)].append(run.chars[0].base)
    joined: dict[int, Run] = {}  # what has become part of another
    for one, run in found:
        edge, base = _edge_of(run), run.chars[0].base
        beside = (other for near in (edge - 1, edge, edge + 1) for other in edges.get(near, ()))
        if sum(abs(other - base) < _NEAR_LINES * run.size for other in beside) < _GUTTER_LINES:
            whole = joined.get(id(one), one)
            whole.chars += run.chars
            joined[id(run)] = whole
    return [run for run in runs if id(run) not in joined]


def _edge_of(run: Run) -> int:
    return round(2 * run.left / run.size)


def _is_space(one: Run, other: Run) -> bool:
    last, char = one.chars[-1], other.chars[0]
    size = max(last.size, char.size)
    alike = min(last.size, char.size) * 1.1 >= size
    return alike and abs(char.base - last.base) < 0.1 * size and _JOINS <= (char.left - last.right) / size < _FULL_SPACE


def _trimmed(run: Run) -> Run:
    chars = run.chars
    start, end = 0, len(chars)
    while start < end and chars[start].char.isspace():
        start += 1
    while end > start and chars[end - 1].char.isspace():
        end -= 1
    return Run(chars[start:end])


def _met(runs: Sequence[Run]) -> list[Run]:
    """Put pieces together that touch on one line, however far apart the file has them."""
    met: list[Run] = []
    open_: list[Run] = []
    for run in runs:
        base = run.chars[0].base
        open_ = [one for one in open_ if base - one.chars[0].base < one.size]
        found = next((one for one in open_ if _touch(one, run)), None)
        if found is not None:
            found.chars += run.chars
        else:
            met.append(run)
            open_.append(run)
    return met


def _touch(one: Run, run: Run) -> bool:
    size = max(one.size, run.size)
    same = abs(one.chars[-1].base - run.chars[0].base) < _SAME_LINE * size
    return same and -0.3 * size < run.left - one.right < 0.5 * size and min(one.size, run.size) * 1.6 >= size


def row_of(run: Run, scale: Scale, direction: Direction) -> PrintedRow:
    """Returns a line as it was printed, in the units of sidecars; its characters are those of a page turned for it."""
    size = run.size
    base = sum(char.base for char in run.chars) / len(run.chars)
    box = scale.box(run.left, base - 0.88 * size, run.right, base + 0.12 * size)
    bold = sum(char.bold for char in run.chars) * 2 > len(run.chars)
    text, spans = _text(run.chars)
    words = words_of(text, spans, scale.across)
    return PrintedRow(
        text=text, box=box, size=max(1, round(size * scale.down)), bold=bold, direction=direction, words=words
    )


def _text(chars: Sequence[Char]) -> tuple[str, list[Span]]:
    """Returns the text of a line, and where each character stands.

    A gap between words of letters is a space, also where the file has none.
    """
    text, spans = chars[0].char, spread(chars[0].char, chars[0].left, chars[0].right)
    usual = median(char.left - last.right for last, char in pairwise(chars)) if len(chars) > 1 else 0.0
    for last, char in pairwise(chars):
        gap = char.left - last.right
        spaced = text[-1:].isspace() or char.char.isspace()
        letters = not has_han(last.char + char.char)
        # Between ideographs a space is narrow, and in a justified line all of them stand a little apart.
        if not spaced and gap > (_SPACE * char.size if letters else max(0.0, usual) + _HAN_SPACE * char.size):
            text += " "
            spans.append(None)
        text += char.char
        spans += [(char.left, char.right)] if len(char.char) == 1 else spread(char.char, char.left, char.right)
    return text.replace("\xa0", " "), spans


def in_lines(rows: Sequence[PrintedRow]) -> list[PrintedRow]:
    """Put pieces of one line together that stand side by side in one column: headlines are set wide."""
    lines: list[PrintedRow] = []
    for row in rows:
        above = lines[-1] if lines else None
        size = row.size
        beside = above is not None and abs(above.box[3] - row.box[3]) < _SAME_LINE * size and row.box[0] >= above.box[2]
        if above is None or not beside:
            lines.append(row)
            continue
        gap = row.box[0] - above.box[2]
        space = " " * max(1, min(2, round(gap / max(1, size)))) if gap > _SPACE * size else ""
        box = (above.box[0], min(above.box[1], row.box[1]), row.box[2], max(above.box[3], row.box[3]))
        text = above.text + space + row.text
        both = bool(above.words and row.words)
        behind = tuple((at + len(text) - len(row.text), begins, ends) for at, begins, ends in row.words)
        words = (*above.words, *behind) if both and space else ()
        lines[-1] = replace(above, text=text, box=box, bold=above.bold and row.bold, words=words)
    return lines
