"""Why a line has its label, in words for editors: the signs that spoke most for it, against the runner-up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from sitegen.reading.layout.decode import Decided
from sitegen.reading.layout.labels import LABELS, Label
from sitegen.reading.layout.weights import FORBIDDEN, Weights

MOST_SIGNS = 4
POINTS = 100  # of weights, in one of those that editors are shown
_LANGUAGES = ("en", "zh-Hans")
_SLOT = re.compile(r"\{(\w+)\}")


def explain_lines(
    signs: Sequence[Sequence[str]], weights: Weights, decided: Sequence[Decided], language: str
) -> tuple[tuple[str, ...], ...]:
    """Returns for each line of a page what decided its label: `text above ends in a stop +1.9`, strongest first."""
    say = words_of(language)
    labels = (None, *(found.label for found in decided), None)
    return tuple(
        tuple(f"{told(sign, say)} {points / POINTS:+.1f}" for sign, points in _strongest(line, weights, found, around))
        for line, found, around in zip(signs, decided, zip(labels, labels[2:], strict=False), strict=True)
    )


def _strongest(
    signs: Sequence[str], weights: Weights, decided: Decided, around: tuple[Label | None, Label | None]
) -> list[tuple[str, int]]:
    """Returns the signs that spoke most for a label against its runner-up, with the points by which they did."""
    if decided.other is None:
        return []
    label, other = LABELS.index(decided.label), LABELS.index(decided.other)
    rows = {sign: weights.rows[number] for sign in signs if (number := weights.row_numbers.get(sign)) is not None}
    found = {sign: int(row[label] - row[other]) for sign, row in rows.items()}
    found |= dict(_of_steps(weights, label, other, around))
    ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return [(sign, points) for sign, points in ordered[:MOST_SIGNS] if points > 0]


def _of_steps(
    weights: Weights, label: int, other: int, around: tuple[Label | None, Label | None]
) -> Iterator[tuple[str, int]]:
    above, below = around
    if above is None:
        yield "first", _sane(int(weights.first[label]), int(weights.first[other]))
    else:
        row = weights.steps[LABELS.index(above)]
        yield f"below-label:{above}", _sane(int(row[label]), int(row[other]))
    if below is None:
        yield "last", _sane(int(weights.last[label]), int(weights.last[other]))
    else:
        column = weights.steps[:, LABELS.index(below)]
        yield f"above-label:{below}", _sane(int(column[label]), int(column[other]))


def _sane(ours: int, theirs: int) -> int:
    """Count a step that grammar forbids as none: its neighbour would have another label then."""
    return 0 if min(ours, theirs) <= FORBIDDEN // 2 else ours - theirs


def told(sign: str, say: Mapping[str, str]) -> str:
    """Returns a sign in the words of `words_of`."""
    stop = say["and"]
    return (f"{stop} " if stop.isascii() else stop).join(_atom(atom, say) for atom in sign.split(" "))


def _atom(atom: str, say: Mapping[str, str]) -> str:
    name, _, value = atom.partition(":")
    template = say.get(name)
    if template is None:
        return atom.replace("-", " ").replace(":", " ")
    return _SLOT.sub(lambda slot: _value(slot[1], value, say), template)


def _value(group: str, value: str, say: Mapping[str, str]) -> str:
    """Returns a value in the words of its group; a star stands behind what bears a heading mark."""
    if group == "kind" and value.endswith("*"):
        return _value(group, value[:-1], say) + say["kind=marked"]
    if group == "place":  # 0/3: counted from 0, of how many
        number, _, size = value.partition("/")
        return f"{int(number) + 1}/{size}" if number.isdigit() else value
    if ">" in value:  # of two lines, one below the other
        return " → ".join(_value("class" if group == "words" else group, one, say) for one in value.split(">"))
    return say.get(f"{group}={value.replace('_', '-')}", value)


@cache
def words_of(language: str) -> Mapping[str, str]:
    """Returns what signs and their values are called in a language, English where there is no other."""
    at = 1 + (_LANGUAGES.index(language) if language in _LANGUAGES else 0)
    text = files("sitegen.reading.layout").joinpath("words.txt").read_text("utf-8")
    rows = (line.split(" | ") for line in text.splitlines() if line and not line.startswith("#"))
    return {row[0]: row[at] for row in rows}
