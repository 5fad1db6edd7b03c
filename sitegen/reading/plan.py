"""Every line gets its role and its article: the page laid out before anything is cut or joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sitegen.model.layout import Role
from sitegen.reading.breaks import cut_by_break
from sitegen.reading.heads import Group, article_level, begins_article, closes_article, head_groups, head_roles
from sitegen.reading.lines import Line
from sitegen.reading.rules import Sort, Sorted

PAGE = -1  # the article number of page furniture


@dataclass(frozen=True, slots=True)
class Placed:
    """A line with its role and the number of its article in printed order (PAGE for furniture)."""

    line: Line
    role: Role
    rule: str
    confidence: float
    article: int
    level: int = 0


@dataclass(slots=True)
class _Desk:
    """The layout while it is being made; private to this module."""

    placed: list[Placed] = field(default_factory=list)
    articles: int = 0
    current: int = PAGE
    closed: bool = True
    waiting: list[Sorted] = field(default_factory=list)  # captions printed above the article they belong to

    def put(self, entry: Sorted, role: Role, *, rule: str = "", confidence: float = -1.0, level: int = 0) -> None:
        sure = entry.confidence if confidence < 0 else confidence
        self.placed.append(Placed(entry.line, role, rule or entry.rule, sure, self.current, level))

    def put_on_page(self, entry: Sorted, role: Role) -> None:
        self.placed.append(Placed(entry.line, role, entry.rule, entry.confidence, PAGE))

    def begin(self) -> None:
        self.current = self.articles
        self.articles += 1
        self.closed = False
        for entry in self.waiting:
            self.put(entry, Role.CAPTION)
        self.waiting.clear()


_ON_PAGE = {Sort.FOLIO: Role.FOLIO, Sort.CONTACT: Role.CONTACT, Sort.EDITORS: Role.EDITORS}


def lay_out(entries: Sequence[Sorted], start: int) -> tuple[Placed, ...]:
    """Place the lines from `start` on (below the masthead), sorted by article, then as printed."""
    groups = head_groups(entries, start)
    level = article_level(groups)
    by_start = {group.start: group for group in groups}
    desk = _Desk()
    index = start
    while index < len(entries):
        group = by_start.get(index)
        if group is not None:
            _place_head(desk, entries, group, level)
            index = group.end
            continue
        _place_line(desk, entries, index)
        index += 1
    for entry in desk.waiting:
        desk.put_on_page(entry, Role.UNCLASSIFIED)
    return tuple(desk.placed)


def _place_head(desk: _Desk, entries: Sequence[Sorted], group: Group, level: int) -> None:
    lines = entries[group.start : group.end]
    if all(e.sort is Sort.TITLE for e in lines) and group.end == len(entries):
        for entry in lines:  # a label with nothing under it
            desk.put_on_page(entry, Role.UNCLASSIFIED)
        return
    if desk.current == PAGE or desk.closed or begins_article(group, level):
        desk.begin()
        for entry, (role, rule, confidence) in zip(lines, head_roles(lines), strict=True):
            level_of = 1 if role is Role.SUBHEADING else 0
            desk.put(entry, role, rule=rule, confidence=confidence, level=level_of)
        return
    for index, entry in enumerate(lines):
        desk.put(entry, Role.SUBHEADING, rule="subheading", level=min(2, index + 1))


def _place_line(desk: _Desk, entries: Sequence[Sorted], index: int) -> None:
    entry = entries[index]
    if entry.sort in _ON_PAGE:
        desk.put_on_page(entry, _ON_PAGE[entry.sort])
    elif entry.sort is Sort.CAPTION:
        _place_caption(desk, entry)
    elif entry.sort is Sort.PHOTO_CREDIT:
        _place_photo_credit(desk, entry)
    elif entry.sort is Sort.CREDIT:
        _open_if_needed(desk)
        desk.put(entry, Role.CREDIT)
        desk.closed = True
    elif entry.sort is Sort.JUMP_TO:
        _open_if_needed(desk)
        desk.put(entry, Role.JUMP_TO)
        desk.closed = True
    else:
        _place_prose(desk, entry)


def _place_caption(desk: _Desk, entry: Sorted) -> None:
    if desk.current == PAGE:
        desk.waiting.append(entry)
    else:
        desk.put(entry, Role.CAPTION)


def _place_prose(desk: _Desk, entry: Sorted) -> None:
    _open_if_needed(desk)
    before = _last_text(desk)
    if before is not None and cut_by_break(before.line, entry.line):
        desk.put(entry, Role.CONTINUATION, rule="column_break")
    else:
        desk.put(entry, Role.PARAGRAPH)
    desk.closed = closes_article(entry)


def _open_if_needed(desk: _Desk) -> None:
    if desk.current == PAGE:
        desk.begin()


def _last_text(desk: _Desk) -> Placed | None:
    """Give the line of running text that the next one may continue: furniture and pictures between do not count."""
    for placed in reversed(desk.placed):
        if placed.article != desk.current or placed.role is Role.CAPTION:
            continue
        return placed if placed.role in (Role.PARAGRAPH, Role.CONTINUATION) else None
    return None


def _place_photo_credit(desk: _Desk, entry: Sorted) -> None:
    """`齐翰文 摄`: the line right below a sentence makes it a caption; set apart, it closes a photo item."""
    last = desk.placed[-1] if desk.placed else None
    if last is None or last.article == PAGE or last.article != desk.current:
        _open_if_needed(desk)
        desk.put(entry, Role.CREDIT)
        return
    own = [p for p in desk.placed if p.article == desk.current]
    paragraphs = [p for p in own if p.role in (Role.PARAGRAPH, Role.CONTINUATION)]
    if entry.line.gap == 0 and last.role is Role.PARAGRAPH and len(own) > 1:
        desk.placed[-1] = Placed(last.line, Role.CAPTION, "caption_above_credit", 0.9, last.article)
        desk.put(entry, Role.CAPTION)
        return
    stories = [p for p in own if p.role in (Role.BYLINE, Role.SUBHEADING)]
    if (len(paragraphs) > 1 and not stories and last.role is Role.PARAGRAPH) or stories:
        _split_photo_item(desk, entry, last)
        return
    desk.put(entry, Role.CREDIT)
    desk.closed = True


def _split_photo_item(desk: _Desk, entry: Sorted, last: Placed) -> None:
    """A picture with its words but no headline of its own stands below a longer article: make it an item."""
    story = desk.current
    desk.placed.pop()
    desk.begin()
    desk.placed.append(Placed(last.line, Role.PARAGRAPH, "photo_text", 0.7, desk.current))
    desk.put(entry, Role.CREDIT)
    desk.current, desk.closed = story, True
