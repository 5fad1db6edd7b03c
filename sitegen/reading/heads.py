"""Runs of title lines: which begin an article, which head a part of one, and which line is the headline.

The converter's heading levels are hints: in one bulletin `##` means article, in the next subheading, in a third nothing
is marked. What decides is what stands around: a byline, a dateline, a deck behind a dash, the credit that closed the
article before. Levels that mostly begin articles then speak for the other heads of the same level.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sitegen.model.layout import Role
from sitegen.model.prose import PHRASE_SPACE
from sitegen.reading import patterns
from sitegen.reading.lines import Line
from sitegen.reading.signatures import is_credit
from sitegen.reading.sorts import Sort, Sorted

HEAD_SORTS = frozenset({Sort.TITLE, Sort.DASHED, Sort.BYLINE, Sort.CONTINUED_FROM})
UNMARKED = 99
LONG_HEADLINE = 28
SHORT_HEADLINE = 4
SUMMARY_LENGTH = 20


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
    return closes_article(entries[start - 1]) if start else False


def _opens_article(entry: Sorted) -> bool:
    """`赤峰讯 …`, `编辑同志:` can only be an article's first words."""
    return entry.sort is Sort.DATELINED or patterns.LETTER_OPENING.match(entry.line.canonical) is not None


def _is_proof(entry: Sorted) -> bool:
    """A byline or 上接 begins an article; a speaker may also head a part of one."""
    return entry.sort is Sort.CONTINUED_FROM or (entry.sort is Sort.BYLINE and entry.rule != "speaker")


def _has_deck(group: Sequence[Sorted]) -> bool:
    """`——某市开展活动纪实` below a title; a dash line of its own is an item or a signature (`——编 者`) in a text."""
    return any(e.sort is Sort.DASHED and above.sort is Sort.TITLE for above, e in pairwise(group))


def closes_article(entry: Sorted) -> bool:
    """Tell whether a line is the end of an article: a credit in brackets, alone or after the last sentence."""
    if entry.sort in (Sort.CREDIT, Sort.JUMP_TO):
        return True
    if entry.sort not in (Sort.PROSE, Sort.DATELINED):
        return False
    return credit_start(entry.line) is not None or patterns.JUMP_AT_END.search(entry.line.canonical) is not None


def credit_start(line: Line) -> int | None:
    """Give where the closing credit of a paragraph begins: `…高质量发展。(王新鹏)`; None where it has none."""
    text = line.canonical
    match = patterns.CREDIT.search(text)
    if match is None or not is_credit(match["inside"]):
        return None
    before = text[: match.start()].rstrip(" ”’)")
    return match.start() if before.endswith(("。", "!", "?", "…")) else None


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


def head_roles(group: Sequence[Sorted]) -> tuple[tuple[Role, str, float], ...]:
    """Give each line of an article's head its role: kickers above the headline, decks below it, the byline.

    The byline ends the head: a title below it (`本报记者●刘琪` / `使命`) heads the text's first part.
    """
    below = next((i + 1 for i, e in enumerate(group) if e.sort is Sort.BYLINE), len(group))
    candidates = [i for i, e in enumerate(group[:below]) if e.sort is Sort.TITLE]
    if not candidates:
        return tuple(_fixed_role(entry) for entry in group)
    best = max(candidates, key=lambda i: (_headline_score(group[i]), -i))
    roles: list[tuple[Role, str, float]] = []
    for index, entry in enumerate(group):
        if entry.sort is not Sort.TITLE:
            roles.append(_fixed_role(entry))
        elif index >= below:
            roles.append((Role.SUBHEADING, "subheading_below_byline", entry.confidence))
        elif index > best and _is_summary(group[best], entry, below == len(group)):
            roles.append((Role.PARAGRAPH, "summary", 0.6))
        elif index == best:
            roles.append((Role.HEADLINE, "headline", entry.confidence))
        elif index < best:
            roles.append((Role.KICKER, "kicker", entry.confidence - 0.1))
        else:
            roles.append((Role.DECK, "deck_below", entry.confidence - 0.1))
    return tuple(roles)


def _is_summary(headline: Sorted, entry: Sorted, unsigned: bool) -> bool:
    """A commentary, whose headline carries its column's name, opens with its point in a sentence without a stop."""
    text = entry.line.canonical
    in_column = patterns.SERIES.search(headline.line.canonical) is not None
    return unsigned and in_column and "," in text and len(text) >= SUMMARY_LENGTH


def _fixed_role(entry: Sorted) -> tuple[Role, str, float]:
    if entry.sort is Sort.BYLINE:
        return Role.BYLINE, entry.rule, entry.confidence
    if entry.sort is Sort.CONTINUED_FROM:
        return Role.CONTINUED_FROM, entry.rule, entry.confidence
    return Role.DECK, "deck_dash", entry.confidence


def _headline_score(entry: Sorted) -> float:
    """Weigh a line of a head as its headline: marked highest, paired, with a series tag, short, not led on by ——."""
    text = entry.line.canonical
    score = 0.0
    if entry.line.level:
        score += 12 - entry.line.level
    if PHRASE_SPACE.search(text):
        score += 3
    if patterns.SERIES.search(text):
        score += 4
    if text.endswith(("——", "--", ":")):
        score -= 6
    if len(text) >= LONG_HEADLINE:
        score -= 2
    if len(text) <= SHORT_HEADLINE:
        score -= 2  # `前4月` above a headline of a figure leads on to it
    if text.endswith(("强调", "指出", "表示", "批示")):
        score -= 3
    return score
