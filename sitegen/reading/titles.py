"""Is a line a title or a piece of a sentence? The question that raw OCR text leaves open most often.

A printed line that a column break has cut out of a sentence looks much like a subheading. No single mark decides it;
the score adds up what speaks for either.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sitegen.reading import patterns
from sitegen.reading.lines import Line
from sitegen.reading.words import HAN, STOPS, unclosed, unopened

LONGEST_TITLE = 60
# Words after which no title ends but a cut line may: 的 了 和 …
_HANGING_END = re.compile(r"[,、;的了着和与及或在对将被把从向于是]$")
# Marks with which no line begins unless the one before was cut.
_CANNOT_BEGIN = re.compile(r"[,。、;:!?)”’》」』】%]")
# 2023年,双方…: running text that begins with a time or a condition and a comma
_CLAUSE_START = re.compile(
    rf"^(?:[\d一二三四五六七八九十今去前上本当同近后次]+[年月日天时][{HAN}]{{0,6}},|[{HAN}]{{1,8}}[后时中来下],)"
)
# 仲夏时节话法治 开门纳谏听民声: two phrases of a paired headline and the space between them
PAIR_SPACE = re.compile(rf"(?<=[{HAN}”’》)\d!?%])\s{{1,4}}(?=[{HAN}“‘《(\d])")
_SPOKEN = re.compile(r"[了吗呢吧啊]")


@dataclass(frozen=True, slots=True)
class PageStyle:
    """How a converter marked this page's heads: how many lines carry a heading mark, of how many."""

    marked: int
    lines: int

    @property
    def marks_heads(self) -> bool:
        """Whether heads on this page usually carry a mark."""
        return self.marked >= 3


def page_style(lines: Sequence[Line]) -> PageStyle:
    """Count heading marks on a page."""
    return PageStyle(sum(1 for line in lines if line.level), len(lines))


def title_score(line: Line, before: Line | None, after: Line | None, style: PageStyle) -> float:
    """Weigh whether a line is a title: above 0 it is. The unit is about one weak sign."""
    text = line.canonical
    if len(text) > LONGEST_TITLE and not line.level:
        return -8.0
    if text[:1].isascii() and text[:1].islower() and not line.level:  # `day to the sound of bells.`: a cut word goes on
        return -8.0
    score = _by_look(line) + _by_wording(text)
    if after is not None and _CANNOT_BEGIN.match(after.canonical):
        score -= 6
    beside_head = any(n is not None and n.level for n in (before, after))
    if not line.level and style.marks_heads:
        score += 2 if beside_head else -1.5
    return score


def _by_look(line: Line) -> float:
    score = 0.0
    if line.level:
        score += 7
    if line.bold:
        score += 3
    size = len(line.canonical)
    if size <= 20:
        score += 1
    if size > 30:
        score -= 1
    return score


def _by_wording(text: str) -> float:
    score = 0.0
    if "。" in text or ";" in text:
        score -= 7
    elif text.endswith(tuple(STOPS)):
        score -= 1
    if unclosed(text) or unopened(text):
        score -= 5
    if _HANGING_END.search(text):
        score -= 4
    if "," in text:
        score -= 2
        score -= 1 if _SPOKEN.search(text) else 0
        score -= 2 if _CLAUSE_START.match(text) else 0
    else:
        score += 1
    if PAIR_SPACE.search(text):
        score += 3
    if patterns.SERIES.search(text):
        score += 3
    if patterns.NUMBERED.match(text):
        score += 2
    return score
