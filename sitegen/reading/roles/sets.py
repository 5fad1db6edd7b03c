"""Several pieces under one head: briefs, readers' letters, numbered parts. Their own titles begin no articles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sitegen.reading.roles.heads import UNMARKED, Group
from sitegen.reading.sorts.sort import Sort, Sorted
from sitegen.reading.text import patterns

BRIEFS = "brief_collection"
LETTERS = "letter_collection"
# 案例一, 镜头2 夜市: what is counted, and the number
_PART = re.compile(
    r"^(?P<what>[^\W\d_一二三四五六七八九十]{1,4})(?P<number>[一二三四五六七八九十]|\d{1,2})(?:[\s:·].{0,30})?$"
)
_NUMBERS = "一二三四五六七八九十"
# Whether a group heads a piece of a set whose text ends (not included) at a place.
_IsMember = Callable[[Sequence[Sorted], Group, int], bool]


@dataclass(frozen=True, slots=True)
class Sets:
    """Where pieces stand together, by the starts of groups of title lines.

    `openers` gives for the first line of a set the rule that found it; that line is the headline of all. `members` are
    the heads of pieces within a set or of numbered parts of an article.
    """

    openers: dict[int, str]
    members: frozenset[int]


def find_sets(entries: Sequence[Sorted], groups: Sequence[Group]) -> Sets:
    """Find the collections of a page and the numbered parts of its articles."""
    openers: dict[int, str] = {}
    members: set[int] = set(_numbered_parts(entries, groups))
    for at, group in enumerate(groups):
        for rule, is_member in ((BRIEFS, _is_brief), (LETTERS, _is_letter)):
            following = tuple(_members(entries, groups, at, is_member))
            if _opens_set(entries, groups, at, is_member) and len(following) >= _fewest(entries, group, rule):
                openers[group.start] = rule
                members.update(following)
                break
    return Sets(openers, frozenset(members))


def _fewest(entries: Sequence[Sorted], group: Group, rule: str) -> int:
    """Without marks three briefs must follow one another."""
    return 1 if rule == LETTERS or _stands_out(entries, group) else 2


def _stands_out(entries: Sequence[Sorted], group: Group) -> bool:
    """A name that is marked as a head stands over what is not."""
    return bool(entries[group.start].line.level) and not entries[group.start + 1].line.level


def _opens_set(entries: Sequence[Sorted], groups: Sequence[Group], at: int, is_member: _IsMember) -> bool:
    """`各地短讯` above a brief's title and dateline; a marked `建议` above the title of a letter."""
    group = groups[at]
    lines = entries[group.start : group.end]
    if len(lines) < 2 or any(entry.sort is not Sort.TITLE for entry in lines):
        return False
    if not patterns.COLLECTION_NAME.match(lines[0].line.canonical):
        return False
    first = Group(group.start + 1, group.end, lines[1].line.level or UNMARKED, group.strong, group.proved)
    return is_member(entries, first, _end_of(entries, groups, at)) and (
        is_member is _is_brief or _stands_out(entries, group)
    )


def _members(entries: Sequence[Sorted], groups: Sequence[Group], at: int, is_member: _IsMember) -> Iterator[int]:
    """Give the heads below one that may open a set, up to the head of another article."""
    group = groups[at]
    if group.end - group.start < 2:
        return
    level = entries[group.start + 1].line.level or UNMARKED
    for number, other in enumerate(groups[at + 1 :], at + 1):
        if other.level == level and is_member(entries, other, _end_of(entries, groups, number)):
            yield other.start
        elif other.strong or other.level < level:
            return


def _end_of(entries: Sequence[Sorted], groups: Sequence[Group], at: int) -> int:
    """Give where the text below a group ends."""
    return groups[at + 1].start if at + 1 < len(groups) else len(entries)


def _is_brief(entries: Sequence[Sorted], group: Group, _: int) -> bool:
    """A single title over a text with its own dateline."""
    single = group.end - group.start == 1 and entries[group.start].sort is Sort.TITLE
    return single and group.end < len(entries) and entries[group.end].sort is Sort.DATELINED


def _is_letter(entries: Sequence[Sorted], group: Group, end: int) -> bool:
    """One or two title lines over a text that its writer signs: `河湾县云岭镇  方  圆`."""
    titles = entries[group.start : group.end]
    if not 1 <= len(titles) <= 2 or any(entry.sort is not Sort.TITLE for entry in titles):
        return False
    return group.end < end and entries[end - 1].sort is Sort.SIGNATURE


def _numbered_parts(entries: Sequence[Sorted], groups: Sequence[Group]) -> Iterator[int]:
    """Give the groups that `案例一`, `案例二` … begin: parts of one article, where none of them names its reporter."""
    runs: list[tuple[str, list[Group]]] = []
    for group in groups:
        what, number = _part_of(entries[group.start])
        if not what:
            continue
        if number == 1:
            runs.append((what, [group]))
        elif runs and runs[-1][0] == what and len(runs[-1][1]) == number - 1:
            runs[-1][1].append(group)
    for _, parts in runs:
        if len(parts) > 1 and not any(_is_reported(entries, part) for part in parts):
            yield from (part.start for part in parts)


def _part_of(entry: Sorted) -> tuple[str, int]:
    match = _PART.match(entry.line.canonical) if entry.sort is Sort.TITLE else None
    if match is None:
        return "", 0
    number = match["number"]
    return match["what"], int(number) if number.isdecimal() else _NUMBERS.index(number) + 1


def _is_reported(entries: Sequence[Sorted], group: Group) -> bool:
    """Tell whether a group has a reporter's byline or stands over a dateline: then it begins an article."""
    signed = any(e.sort is Sort.BYLINE for e in entries[group.start : group.end])
    return signed or (group.end < len(entries) and entries[group.end].sort is Sort.DATELINED)
