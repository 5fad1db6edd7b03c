"""Runs of title lines: which begin an article, which head a part of one, and which line is the headline.

The converter's heading levels are hints: in one bulletin `##` means article, in the next subheading, in a third nothing
is marked. What decides is what stands around: a byline, a dateline, a deck behind a dash, the credit that closed the
article before. Levels that mostly begin articles then speak for the other heads of the same level.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sitegen.reading.sorts.signatures import is_credit
from sitegen.reading.sorts.sort import MAKERS, Sort, Sorted
from sitegen.reading.text import patterns
from sitegen.reading.text.lines import Line

HEAD_SORTS = MAKERS | {Sort.TITLE, Sort.DASHED, Sort.CONTINUED_FROM}
_ENDS = frozenset({Sort.CREDIT, Sort.SIGNATURE, Sort.TEXT_CREDIT, Sort.JUMP_TO})
UNMARKED = 99


@dataclass(frozen=True, slots=True)
class Group:
    """A run of title lines, `start` to `end` (not included) among a page's lines, and what surrounds it.

    `level` is the highest heading level in it (1 is above 2; UNMARKED where there is none); `strong` tells that its
    surroundings say an article begins here, `proved` that more than being the first of the page does.
    """

    start: int
    end: int
    level: int
    strong: bool
    proved: bool


def head_groups(entries: Sequence[Sorted], start: int) -> tuple[Group, ...]:
    """Find the runs of title lines from `start` on."""
    groups: list[Group] = []
    index = start
    while index < len(entries):
        if entries[index].sort not in HEAD_SORTS or entries[index].sort is Sort.DASHED:
            index += 1  # a dash line opens no head
            continue
        end = index
        while end < len(entries) and entries[end].sort in HEAD_SORTS:
            end += 1
        signed = next((at for at in range(index, end) if entries[at].sort not in MAKERS), end)
        if index < signed < end and entries[signed].sort is Sort.TITLE:
            end = signed  # who made the article above, then the head of the next
        group = entries[index:end]
        level = min((e.line.level for e in group if e.line.level), default=UNMARKED)
        proved = _is_proved(entries, index, end)
        groups.append(Group(index, end, level, proved or not groups, proved))
        index = end
    return tuple(groups)


def _is_proved(entries: Sequence[Sorted], start: int, end: int) -> bool:
    group = entries[start:end]
    if any(_is_proof(entry) for entry in group) or _has_deck(group):
        return True
    titles = [e.line.canonical for e in group if e.sort is Sort.TITLE]
    if any(patterns.SERIES.search(text) or patterns.NOTICE_HEAD.search(text) for text in titles):
        return True
    if end < len(entries) and _opens_article(entries[end]):
        return True
    if len(titles) == 1 and _is_row_of_briefs(entries, end):
        return True
    if any(map(patterns.DOCUMENT.search, titles)) and _begins_with(entries, end, patterns.DOCUMENT_START):
        return True
    return closes_article(entries[start - 1]) if start else False


def _is_row_of_briefs(entries: Sequence[Sorted], start: int) -> bool:
    """`▲8月14日,…` and another below: a row of briefs under one head."""
    row = entries[start : start + 2]
    return len(row) == 2 and all(e.sort is Sort.PROSE and patterns.BULLET.match(e.line.canonical) for e in row)


def _begins_with(entries: Sequence[Sorted], at: int, pattern: re.Pattern[str]) -> bool:
    return at < len(entries) and pattern.match(entries[at].line.canonical) is not None


def _opens_article(entry: Sorted) -> bool:
    """`赤峰讯 …`, `编辑同志:` can only be an article's first words."""
    return entry.sort is Sort.DATELINED or patterns.LETTER_OPENING.match(entry.line.canonical) is not None


def _is_proof(entry: Sorted) -> bool:
    """A byline or 上接 begins an article; a speaker may also head a part of one."""
    return entry.sort in (Sort.BYLINE, Sort.CONTINUED_FROM)


def _has_deck(group: Sequence[Sorted]) -> bool:
    """`——某市开展活动纪实` below a title; a dash line of its own is an item or a signature (`——编 者`) in a text."""
    return any(e.sort is Sort.DASHED and above.sort is Sort.TITLE for above, e in pairwise(group))


def closes_article(entry: Sorted) -> bool:
    """Tell whether a line is the end of an article: a credit in brackets, alone or after the last sentence."""
    if entry.sort in _ENDS:
        return True
    if entry.sort not in (Sort.PROSE, Sort.DATELINED):
        return False
    return credit_start(entry.line) is not None or jump_start(entry.line) is not None


def credit_start(line: Line) -> int | None:
    """Give where the closing credit of a paragraph begins: `…高质量发展。(王新鹏)`; None where it has none."""
    text = line.canonical
    match = patterns.CREDIT.search(text) if text.endswith(")") else None
    if match is None or not is_credit(match["inside"]):
        return None
    before = text[: match.start()].rstrip(" ”’)")
    return match.start() if before.endswith(("。", "!", "?", "…")) else None


def jump_start(line: Line) -> int | None:
    """Give where the jump line behind a paragraph's end begins: `…也办了起来。(下转第4版)`; None where it has none."""
    text = line.canonical
    last = text.rstrip(" ")[-1:]
    match = patterns.JUMP_AT_END.search(text) if last in "版)]】" or last.isdigit() else None
    return match.start() if match else None


def article_level(groups: Sequence[Group]) -> int:
    """Give the deepest heading level that begins articles on this page: at least half of its heads are strong.

    Where nothing proves a head of the highest level to begin an article, nothing proves it to head a part of one.
    """
    levels = sorted({g.level for g in groups if g.level != UNMARKED})
    deepest = 0
    for level in levels:
        heads = [g for g in groups if g.level == level]
        unknown = level == levels[0] and not any(g.proved for g in heads)
        if unknown or sum(g.strong for g in heads) * 2 >= len(heads):
            deepest = level
    return deepest


def begins_article(group: Group, level: int) -> bool:
    """Tell whether a group of title lines begins an article, given the page's article level."""
    return group.strong or group.level <= level
