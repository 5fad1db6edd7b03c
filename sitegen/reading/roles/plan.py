"""Every line gets its role and its article: the page laid out before anything is cut or joined."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from sitegen.model.layout import Role
from sitegen.reading.roles.desk import PAGE, Desk, Placed
from sitegen.reading.roles.given import as_given, given_head_roles, given_heads
from sitegen.reading.roles.headlines import MARKS, head_roles
from sitegen.reading.roles.heads import (
    Group,
    article_level,
    begins_article,
    closes_article,
    credit_start,
    head_groups,
    jump_start,
)
from sitegen.reading.roles.pictures import (
    place_artwork,
    place_caption,
    place_late_caption,
    place_photo_credit,
    place_text_credit,
)
from sitegen.reading.roles.sets import Sets, find_sets
from sitegen.reading.sorts.signatures import is_signature
from sitegen.reading.sorts.sort import MAKERS, Sort, Sorted
from sitegen.reading.sorts.titles import QUOTATION
from sitegen.reading.text import patterns
from sitegen.reading.text.breaks import cut_by_break
from sitegen.reading.text.lines import Line

MOST_BETWEEN = 200  # lines of pictures and furniture that may part a sentence from its end
SEPARATOR = "separator"  # the rule of a drawn line, of which nobody needs to be told
# Rules of lines that are whole though no stop ends them: nothing continues them, and nothing is missing.
WHOLE_LINES = frozenset({"signature", "speaker", "contact", "letter_signature", "notice_item", "turn"})

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
    sets = find_sets(entries, groups)
    desk = Desk()
    index = start
    while index < len(entries):
        group = by_start.get(index)
        if group is not None:
            roles = [given.get(entry.line.number) for entry in entries[index : group.end]]
            if any(roles):
                _place_given_head(desk, entries[index : group.end], roles, begins_article(group, level))
            else:
                _place_head(desk, entries, group, level, sets)
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


def _place_given(desk: Desk, entry: Sorted, role: Role) -> None:
    """Place a line as the editor says, in the current article."""
    if role is Role.CAPTION:
        place_caption(desk, entry)
        return
    desk.open_if_needed()
    desk.put(entry, role, level=1 if role is Role.SUBHEADING else 0)
    desk.closed = closes_article(entry)


def _place_given_head(desk: Desk, lines: Sequence[Sorted], given: Sequence[Role | None], begins: bool) -> None:
    """Place a run of title lines of which the editor has given some a role; a headline begins an article."""
    for first, end in given_heads(given):
        part, roles = lines[first:end], given[first:end]
        if Role.HEADLINE in roles or (None in roles and (desk.current == PAGE or desk.closed or begins)):
            desk.begin()
            for entry, (role, rule, confidence) in zip(part, given_head_roles(part, roles), strict=True):
                level = 1 if role is Role.SUBHEADING else 0
                desk.put(entry, role, rule=rule, confidence=confidence, level=level)
            continue
        desk.open_if_needed()
        for entry, given_role in zip(part, roles, strict=True):
            rule, level = ("", 0) if given_role else ("subheading", 1)
            desk.put(entry, given_role or Role.SUBHEADING, rule=rule, level=level)


def _place_head(desk: Desk, entries: Sequence[Sorted], group: Group, level: int, sets: Sets) -> None:
    lines = entries[group.start : group.end]
    if group.start in sets.openers:
        desk.begin()
        desk.in_set = True
        desk.put(lines[0], Role.HEADLINE, rule=sets.openers[group.start])
        _place_subheadings(desk, lines[1:], "set_head")
    elif group.start in sets.members and desk.current != PAGE:
        _place_subheadings(desk, lines, "set_head")
    elif all(e.sort is Sort.TITLE for e in lines) and group.end == len(entries):
        _place_loose(desk, lines)
    elif _signs_above(desk, entries, group):
        for entry in lines:
            desk.put(entry, Role.CREDIT)
        desk.closed = True
    elif desk.current != PAGE and len(lines) == 1 and patterns.PART_LABEL.match(lines[0].line.canonical.strip(MARKS)):
        _place_subheadings(desk, lines, "part_label")
    elif desk.current == PAGE or desk.closed or begins_article(group, level):
        desk.begin()
        for entry, (role, rule, confidence) in zip(lines, head_roles(lines), strict=True):
            level_of = 1 if role is Role.SUBHEADING else 0
            desk.put(entry, role, rule=rule, confidence=confidence, level=level_of)
            desk.invites |= role is Role.HEADLINE and patterns.INVITATION.search(entry.line.canonical) is not None
    else:
        _place_subheadings(desk, lines, "subheading")


def _signs_above(desk: Desk, entries: Sequence[Sorted], group: Group) -> bool:
    """`采写:某报记者 …` without a title, and no text below it: who made the article that ends here."""
    makers = all(e.sort in MAKERS for e in entries[group.start : group.end])
    below = entries[group.end].sort if group.end < len(entries) else None
    return makers and desk.roles[Role.PARAGRAPH] > 0 and below not in (Sort.PROSE, Sort.DATELINED)


def _place_loose(desk: Desk, lines: Sequence[Sorted]) -> None:
    """A label with nothing under it; below a call for letters it says where to send them (`移动端:某某客户端`)."""
    for entry in lines:
        if desk.invites:
            desk.put(entry, Role.PARAGRAPH, rule="contact")
        else:
            desk.put_on_page(entry, Role.UNCLASSIFIED)


def _place_subheadings(desk: Desk, lines: Sequence[Sorted], rule: str) -> None:
    """Titles within an article; who speaks in a part (`讲述人:…`) is a line of its text."""
    titles = [entry for entry in lines if entry.sort is not Sort.SPEAKER]
    for entry in lines:
        if entry.sort is Sort.SPEAKER:
            desk.put(entry, Role.PARAGRAPH)
        else:
            desk.put(entry, Role.SUBHEADING, rule=rule, level=min(2, titles.index(entry) + 1))


def _place_line(desk: Desk, entries: Sequence[Sorted], index: int) -> None:
    entry = entries[index]
    if entry.sort is Sort.STRAY:
        desk.put_on_page(entry, Role.UNCLASSIFIED)
    elif not entry.line.canonical or patterns.SEPARATOR.match(entry.line.canonical):
        desk.put_on_page(replace(entry, rule=SEPARATOR), Role.UNCLASSIFIED)
    elif entry.sort is Sort.CONTACT and desk.current != PAGE and (desk.invites or _is_inside(entries, index)):
        desk.put(entry, Role.PARAGRAPH)  # 栏目投稿邮箱:… below a column belongs to it
    elif entry.sort in _ON_PAGE:
        desk.put_on_page(entry, _ON_PAGE[entry.sort])
    elif entry.sort is Sort.ARTWORK:
        place_artwork(desk, entry, _is_told_of(entry, entries))
    elif entry.sort in _BY_SORT:
        _BY_SORT[entry.sort](desk, entry)
    elif not place_late_caption(desk, entry):
        _place_prose(desk, entry)


def _is_told_of(entry: Sorted, entries: Sequence[Sorted]) -> bool:
    """Tell whether another line of the page names the work or its maker: then the picture belongs to that text."""
    match = patterns.ARTWORK.match(entry.line.canonical)
    names = [name for name in (match["title"], match["maker"]) if name] if match else []
    return any(name in e.line.canonical for e in entries if e is not entry for name in names)


def _is_inside(entries: Sequence[Sorted], index: int) -> bool:
    """Tell whether more of the page's articles stands below a line; the foot of the page is furniture."""
    return any(e.sort not in _ON_PAGE for e in entries[index + 1 : index + 4])


def _place_dashed(desk: Desk, entry: Sorted) -> None:
    """`——编 者` signs a note, a name the quotation above; `——修好每一座桥` between paragraphs heads the next ones."""
    desk.open_if_needed()
    quoted = bool(desk.placed) and QUOTATION.match(desk.placed[-1].line.canonical)
    if quoted or is_signature(entry.line.canonical):
        desk.put(entry, Role.PARAGRAPH, rule="signature")
    else:
        desk.put(entry, Role.SUBHEADING, rule="dash_subheading", level=1)


def _place_prose(desk: Desk, entry: Sorted) -> None:
    above = patterns.CONTINUED_FROM.match(entry.line.canonical)
    if above and entry.line.text[:1] in "([【（〔" and desk.roles[Role.PARAGRAPH]:
        desk.begin()  # (上接第一版)…: the rest of a story from another page, without a head of its own
    desk.open_if_needed()
    before = _last_text(desk)
    if (
        before is not None
        and not _is_ended(before.line)
        and cut_by_break(before.line, entry.line, first=desk.roles[Role.PARAGRAPH] == 1)
    ):
        desk.put(entry, Role.CONTINUATION, rule="column_break")
    else:
        desk.put(entry, Role.PARAGRAPH)
    desk.closed = closes_article(entry)


def _is_ended(line: Line) -> bool:
    """`…1200名师生参加演练。 (陶 冶)`: behind its last sentence a line names its writer or the page that goes on."""
    return credit_start(line) is not None or jump_start(line) is not None


def _last_text(desk: Desk) -> Placed | None:
    """Give the line of running text that the next one may continue: furniture and pictures between do not count."""
    for placed in islice(reversed(desk.placed), MOST_BETWEEN):
        if placed.article != desk.current or placed.role is Role.CAPTION:
            continue
        runs_on = placed.role in (Role.PARAGRAPH, Role.CONTINUATION) and placed.rule not in WHOLE_LINES
        return placed if runs_on else None
    return None


def _place_as_it_is(desk: Desk, entry: Sorted) -> None:
    """A line of verse, a row of a table."""
    desk.open_if_needed()
    desk.put(entry, Role.VERSE if entry.sort is Sort.VERSE else Role.TABLE)


def _place_end(desk: Desk, entry: Sorted) -> None:
    """A credit, a signature or a jump line closes the article; in a set of letters a signature closes one of them."""
    desk.open_if_needed()
    role = Role.JUMP_TO if entry.sort is Sort.JUMP_TO else Role.CREDIT
    desk.put(entry, Role.PARAGRAPH if desk.in_set and entry.sort is Sort.SIGNATURE else role)
    desk.closed = True


_BY_SORT: Mapping[Sort, Callable[[Desk, Sorted], None]] = {
    Sort.CAPTION: place_caption,
    Sort.PHOTO_CREDIT: place_photo_credit,
    Sort.TEXT_CREDIT: place_text_credit,
    Sort.DASHED: _place_dashed,
    Sort.VERSE: _place_as_it_is,
    Sort.TABLE: _place_as_it_is,
    Sort.CREDIT: _place_end,
    Sort.SIGNATURE: _place_end,
    Sort.JUMP_TO: _place_end,
}
