"""Units → the lines of a bulletin: what a converter leaves of blank lines, line ends, indents and marks."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace

from benchmarks.reading import latin
from benchmarks.reading.habits import Habits
from benchmarks.reading.printed import Printed, Unit

HALF = str.maketrans({"，": ",", "；": ";", "：": ":", "？": "?", "！": "!", "（": "(", "）": ")"})


def converted(units: Sequence[Unit], habits: Habits, *, chinese: bool) -> list[Unit]:
    """Returns units with the characters that the converter of a page reads for others."""
    if chinese and habits.half_width:
        units = [replace(u, text=u.text.translate(HALF)) for u in units]
    if habits.points_for_stops:
        units = [replace(u, text=re.sub(r"(?<=[\u4e00-\u9fff])。", ".", u.text)) for u in units]
    return list(units)


def lay_out(rng: random.Random, units: Sequence[Unit], habits: Habits, texts: str = "") -> Printed:
    """Returns units as the lines of a page; `texts` names what they are from."""
    rows: list[str] = []
    labels: dict[int, str] = {}
    goes_on: set[int] = set()
    for at, unit in enumerate(units):
        rows += [""] * _gap(rng, unit, units[at - 1] if at else None, habits)
        for piece, row in enumerate(_rows(rng, unit, habits)):
            rows.append(row)
            labels[len(rows)] = unit.label
            goes_on.update([len(rows)] if piece else [])
    return Printed("\n".join(rows) + "\n", labels, frozenset(goes_on), texts)


def _gap(rng: random.Random, unit: Unit, above: Unit | None, habits: Habits) -> int:
    text = {"paragraph", "continuation"}
    if above is None:
        return rng.choice((0, 0, 2))
    if unit.label == "caption-on":
        return 0
    if unit.label == "headline-on" and habits.gaps in ("all", "wide") and rng.random() < 0.5:
        return 0
    if habits.gaps == "none":
        return 0
    if habits.gaps == "articles":
        return int(unit.first or unit.label in ("standing-head", "editors"))
    if habits.gaps == "some":
        return int(not (unit.label in text and above.label in text and rng.random() < 0.8))
    return rng.choice((1, 1, 2, 3)) if habits.gaps == "wide" else 1


def _rows(rng: random.Random, unit: Unit, habits: Habits) -> list[str]:
    text = _marked(unit)
    wraps = unit.label in ("paragraph", "continuation", "item", "caption") or len(text) > habits.wrap * 1.6
    if not habits.wrap or not wraps or len(text) <= habits.wrap or text != unit.text:
        indented = habits.indent if unit.label in ("paragraph", "item") else ""
        return [indented + text]
    if not re.search(r"[\u4e00-\u9fff]", text):
        return latin.wrapped(rng, text, habits.wrap * 2, habits.indent if unit.label in ("paragraph", "item") else "")
    rows: list[str] = []
    full = habits.wrap
    size = full - 2 if unit.label in ("paragraph", "item") and not habits.flush else full
    while text:
        end = size
        while end < len(text) and re.match(r"[，。、：；！？”’）》,;:?!)]", text[end]):
            end += 1
        rows.append((habits.indent if not rows and size < full else "") + text[:end])
        text, size = text[end:].lstrip(" "), full
    return rows


def _marked(unit: Unit) -> str:
    if unit.mark == "**":
        return f"**{unit.text}**"
    return f"{unit.mark} {unit.text}" if unit.mark else unit.text
