"""Poems: runs of short lines that are neither titles nor cut sentences, and must never be joined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from sitegen.reading.text.lines import Line
from sitegen.reading.text.words import is_person_name

LONGEST_VERSE = 22
FEWEST_LINES = 6
FEWEST_REGULAR = 4
LONGEST_IN_STANZA = 12
_MARKS = re.compile("[,。;!?]")
_FEET = (5, 7)
_MOST_VERSES = 4  # of a line


def find_verse(lines: Sequence[Line], could_be: Sequence[bool]) -> frozenset[int]:
    """Returns the places in `lines` of the lines of poems.

    `could_be` tells which lines no other rule has claimed. Free verse is six or more short lines most of which end
    without a full stop (`桥不长,走得却很慢` / `两个人走到桥上,都不说话`); regular verse is four or more of one length
    with a mark behind each (`春风又绿河湾岸,` / `新路通到云岭旁。`).
    """
    found: set[int] = set()
    eligible = [free and _is_short(line) for line, free in zip(lines, could_be, strict=True)]
    for short, run in groupby(range(len(lines)), key=eligible.__getitem__):
        places = _without_next_head(lines, list(run))
        if short and _is_free_verse([lines[at] for at in places]):
            found.update(places)
    found.update(_regular_verse(lines, could_be))
    found.update(_stanzas(lines, eligible))
    return frozenset(found)


def _without_next_head(lines: Sequence[Line], places: list[int]) -> list[int]:
    """Leave out the last few lines that stand apart, where the verses above follow one another without a gap."""
    apart = next((at for at, place in enumerate(places) if at and lines[place].gap), len(places))
    few = 0 < len(places) - apart < FEWEST_REGULAR
    stanza = apart < len(places) - 1 and not any(lines[place].gap for place in places[apart + 1 :])
    return places[:apart] if few and apart > 2 and not stanza else places


def _is_short(line: Line) -> bool:
    text = line.canonical
    bare = text.replace(" ", "")
    return not line.level and 3 <= len(text) <= LONGEST_VERSE and text.count("。") <= 1 and not is_person_name(bare)


def _is_free_verse(lines: Sequence[Line]) -> bool:
    stopped = sum(line.canonical.endswith(("。", "!", "?")) for line in lines)
    return len(lines) >= FEWEST_LINES and stopped * 3 <= len(lines)


def _regular_verse(lines: Sequence[Line], could_be: Sequence[bool]) -> Iterator[int]:
    """Returns the places of verses of five or seven characters with a mark behind each, four or more in a row.

    Several of them may share a line: `江流浩荡接天长,独倚高楼望夕阳。`
    """
    metres = [_metre(line) if free else (0, 0) for line, free in zip(lines, could_be, strict=True)]
    for (feet, verses), run in groupby(range(len(lines)), key=metres.__getitem__):
        row = list(run)
        if feet and len(row) > 1 and len(row) * verses >= FEWEST_REGULAR:
            yield from row


def has_regular_verses(line: Line) -> bool:
    """Tell whether a line has two verses or more of one length: `江流浩荡接天长,独倚高楼望夕阳。`"""
    return _metre(line)[1] > 1


def _metre(line: Line) -> tuple[int, int]:
    """Returns how long the verses of a line are without their marks, and how many it has; nothing for other lines."""
    text = line.canonical
    if line.level or len(text) > _MOST_VERSES * (max(_FEET) + 1):
        return 0, 0
    *verses, rest = _MARKS.split(text)
    alike = not rest and len({*map(len, verses)}) == 1 and len(verses[0]) in _FEET
    return (len(verses[0]), len(verses)) if alike else (0, 0)


def _stanzas(lines: Sequence[Line], eligible: Sequence[bool]) -> Iterator[int]:
    """Returns the places of four or more very short lines right below one another, where paragraphs are set apart."""
    long = [line.gap > 0 for line in lines if len(line.canonical) > LONGEST_VERSE]
    if sum(long) * 2 <= len(long):
        return
    starts = [at for at, line in enumerate(lines) if line.gap or at == 0]
    for start, end in pairwise([*starts, len(lines)]):
        tiny = all(
            eligible[at] and len(lines[at].canonical) <= LONGEST_IN_STANZA and "。" not in lines[at].canonical
            for at in range(start, end)
        )
        if tiny and end - start >= FEWEST_REGULAR:
            yield from range(start, end)
