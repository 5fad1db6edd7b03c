"""Every line gets its role and its article: the page laid out before anything is cut or joined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from sitegen.model.layout import Role
from sitegen.reading import patterns
from sitegen.reading.breaks import cut_by_break
from sitegen.reading.given import EDITOR, as_given, given_head_roles, given_heads
from sitegen.reading.heads import (
    UNMARKED,
    Group,
    article_level,
    begins_article,
    closes_article,
    find_collections,
    head_groups,
    head_roles,
    is_brief_head,
)
from sitegen.reading.lines import Line
from sitegen.reading.rules import Sort, Sorted, is_signature
from sitegen.reading.titles import NOTE

MOST_CAPTIONS = 12
MOST_BETWEEN = 200  # lines of pictures and furniture that may part a sentence from its end
CAPTION_LENGTH = 60
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
    brief_level: int = 0  # inside a collection of briefs: the heading level of their titles
    roles: Counter[Role] = field(default_factory=Counter)  # of the current article's lines
    waiting: list[Sorted] = field(default_factory=list)  # captions printed above the article they belong to

    def put(self, entry: Sorted, role: Role, *, rule: str = "", confidence: float = -1.0, level: int = 0) -> None:
        sure = entry.confidence if confidence < 0 else confidence
        self.roles[role] += 1
        self.placed.append(Placed(entry.line, role, rule or entry.rule, sure, self.current, level))

    def put_on_page(self, entry: Sorted, role: Role) -> None:
        self.placed.append(Placed(entry.line, role, entry.rule, entry.confidence, PAGE))

    def begin(self) -> None:
        self.current = self.articles
        self.articles += 1
        self.closed, self.brief_level = False, 0
        self.roles.clear()
        for entry in self.waiting:
            self.put(entry, Role.CAPTION)
        self.waiting.clear()


_ON_PAGE = {Sort.INDEX: Role.INDEX, Sort.FOLIO: Role.FOLIO, Sort.CONTACT: Role.CONTACT, Sort.EDITORS: Role.EDITORS}


def lay_out(entries: Sequence[Sorted], start: int, given: Mapping[int, Role] | None = None) -> tuple[Placed, ...]:
    """Place the lines from `start` on (below the masthead), sorted by article, then as printed.

    `given` are the roles that the editor gives single lines, by number. They do not change what the page's headings
    mean elsewhere: the level of article heads is that of the page as printed.
    """
    level = article_level(head_groups(entries, start))
    given = given or {}
    entries = [as_given(entry, given.get(entry.line.number)) for entry in entries]
    groups = head_groups(entries, start)
    by_start = {group.start: group for group in groups}
    collections = find_collections(entries, groups)
    desk = _Desk()
    index = start
    while index < len(entries):
        group = by_start.get(index)
        if group is not None:
            roles = [given.get(entry.line.number) for entry in entries[index : group.end]]
            if any(roles):
                _place_given_head(desk, entries[index : group.end], roles, begins_article(group, level))
            else:
                _place_head(desk, entries, group, level, group.start in collections)
            index = group.end
            continue
        role = given.get(entries[index].line.number)
        if role is not None:
            _place_given(desk, entries[index], role)
        else:
            _place_line(desk, entries, index)
        index += 1
    for entry in desk.waiting:
        desk.put_on_page(entry, Role.UNCLASSIFIED)
    return tuple(desk.placed)


def _place_given(desk: _Desk, entry: Sorted, role: Role) -> None:
    """Place a line as the editor says, in the current article."""
    if role is Role.CAPTION:
        _place_caption(desk, entry)
        return
    _open_if_needed(desk)
    desk.put(entry, role, level=1 if role is Role.SUBHEADING else 0)
    desk.closed = closes_article(entry)


def _place_given_head(desk: _Desk, lines: Sequence[Sorted], given: Sequence[Role | None], begins: bool) -> None:
    """Place a run of title lines of which the editor has given some a role; a headline begins an article."""
    for first, end in given_heads(given):
        part, roles = lines[first:end], given[first:end]
        if Role.HEADLINE in roles or (None in roles and (desk.current == PAGE or desk.closed or begins)):
            desk.begin()
            for entry, (role, rule, confidence) in zip(part, given_head_roles(part, roles), strict=True):
                level = 1 if role is Role.SUBHEADING else 0
                desk.put(entry, role, rule=rule, confidence=confidence, level=level)
            continue
        _open_if_needed(desk)
        for entry, given_role in zip(part, roles, strict=True):
            rule, level = ("", 0) if given_role else ("subheading", 1)
            desk.put(entry, given_role or Role.SUBHEADING, rule=rule, level=level)


def _place_head(desk: _Desk, entries: Sequence[Sorted], group: Group, level: int, collects: bool) -> None:
    lines = entries[group.start : group.end]
    if collects or (desk.brief_level == group.level and is_brief_head(entries, group)):
        _place_brief_head(desk, lines, collects)
        return
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


def _place_brief_head(desk: _Desk, lines: Sequence[Sorted], collects: bool) -> None:
    """`环球扫描` stands over several briefs; each brief's own title heads its part."""
    if collects:
        desk.begin()
        desk.brief_level = lines[1].line.level or UNMARKED
        desk.put(lines[0], Role.HEADLINE, rule="brief_collection")
    for entry in lines[1:] if collects else lines:
        desk.put(entry, Role.SUBHEADING, rule="brief_head", level=1)


def _place_line(desk: _Desk, entries: Sequence[Sorted], index: int) -> None:
    entry = entries[index]
    if entry.sort is Sort.CONTACT and desk.current != PAGE and _is_inside(entries, index):
        desk.put(entry, Role.PARAGRAPH)  # 栏目投稿邮箱:… below a column belongs to it
    elif entry.sort in _ON_PAGE:
        desk.put_on_page(entry, _ON_PAGE[entry.sort])
    elif entry.sort is Sort.CAPTION:
        _place_caption(desk, entry)
    elif entry.sort is Sort.PHOTO_CREDIT:
        _place_photo_credit(desk, entry)
    elif entry.sort is Sort.DASHED:
        _place_dashed(desk, entry)
    elif entry.sort in (Sort.VERSE, Sort.TABLE):
        _open_if_needed(desk)
        desk.put(entry, Role.VERSE if entry.sort is Sort.VERSE else Role.TABLE)
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


def _is_inside(entries: Sequence[Sorted], index: int) -> bool:
    """Tell whether more of the page's articles stands below a line; the foot of the page is furniture."""
    return any(e.sort not in _ON_PAGE for e in entries[index + 1 : index + 4])


def _place_dashed(desk: _Desk, entry: Sorted) -> None:
    """`——编 者` signs a note; `——筑牢政治互信` between paragraphs heads the next ones."""
    _open_if_needed(desk)
    if is_signature(entry.line.canonical):
        desk.put(entry, Role.PARAGRAPH, rule="signature")
    else:
        desk.put(entry, Role.SUBHEADING, rule="dash_subheading", level=1)


def _place_caption(desk: _Desk, entry: Sorted) -> None:
    if desk.current == PAGE:
        desk.waiting.append(entry)
    else:
        desk.put(entry, Role.CAPTION)


def _place_prose(desk: _Desk, entry: Sorted) -> None:
    _open_if_needed(desk)
    before = _last_text(desk)
    if before is not None and cut_by_break(before.line, entry.line, first=desk.roles[Role.PARAGRAPH] == 1):
        desk.put(entry, Role.CONTINUATION, rule="column_break")
    else:
        desk.put(entry, Role.PARAGRAPH)
    desk.closed = closes_article(entry)


def _open_if_needed(desk: _Desk) -> None:
    if desk.current == PAGE:
        desk.begin()


def _last_text(desk: _Desk) -> Placed | None:
    """Give the line of running text that the next one may continue: furniture and pictures between do not count."""
    for placed in islice(reversed(desk.placed), MOST_BETWEEN):
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
    if last.role is Role.CAPTION:
        desk.put(entry, Role.CAPTION)
        if patterns.ALL_ABOVE.match(entry.line.canonical):
            _captions_above(desk)
        return
    is_story = desk.roles[Role.PARAGRAPH] > 1 or desk.roles[Role.BYLINE] or desk.roles[Role.SUBHEADING]
    if is_story and last.role is Role.PARAGRAPH and last.rule != EDITOR and "摄" in entry.line.canonical:
        _split_photo_item(desk, entry)
        return
    desk.put(entry, Role.CREDIT)
    desk.closed = True


def _captions_above(desk: _Desk) -> None:
    """`以上图片均为…摄` speaks for a row of pictures: the single short sentences right above are their captions."""
    at = len(desk.placed) - 3
    while at > 0 and len(desk.placed) - at <= MOST_CAPTIONS and _could_be_caption(desk.placed[at], desk.current):
        line = desk.placed[at].line
        desk.placed[at] = Placed(line, Role.CAPTION, "captions_above", 0.7, desk.current)
        at -= 1


def _could_be_caption(placed: Placed, article: int) -> bool:
    text = placed.line.canonical
    single = len(text) <= CAPTION_LENGTH and text.count("。") == 1 and text.endswith("。") and placed.rule != EDITOR
    return placed.article == article and placed.role is Role.PARAGRAPH and single


def _split_photo_item(desk: _Desk, entry: Sorted) -> None:
    """A picture with its words but no headline of its own stands below a longer article: make it an item.

    Between the words and the credit may stand a note: `(相关报道见第二版)`. `图为…` tells of a picture of the story.
    """
    texts = [desk.placed.pop()]
    above = desk.placed[-1]
    if NOTE.match(texts[0].line.canonical) and above.role is Role.PARAGRAPH and above.rule != EDITOR:
        texts.insert(0, desk.placed.pop())
    if patterns.CAPTION_START.match(texts[0].line.canonical):
        desk.placed += [Placed(t.line, Role.CAPTION, "picture_text", 0.8, desk.current) for t in texts]
        desk.put(entry, Role.CAPTION)
        return
    story, roles = desk.current, desk.roles.copy()
    desk.begin()
    desk.placed += [Placed(t.line, Role.PARAGRAPH, "photo_text", 0.7, desk.current) for t in texts]
    desk.put(entry, Role.CREDIT)
    desk.current, desk.closed = story, True
    desk.roles.clear()
    desk.roles.update(roles)
