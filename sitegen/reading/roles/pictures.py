"""Captions, photographers' lines and photo items: which words on the page belong to a picture."""

from __future__ import annotations

from dataclasses import replace

from sitegen.model.layout import Role
from sitegen.reading.roles.desk import PAGE, Desk, Placed
from sitegen.reading.roles.given import EDITOR
from sitegen.reading.sorts.sort import Sorted
from sitegen.reading.sorts.titles import NOTE, leads_on
from sitegen.reading.text import patterns

_COMMENT = (Role.VERSE, Role.SUBHEADING, Role.CONTINUATION, Role.PARAGRAPH)
MOST_CAPTIONS = 12
CAPTION_LENGTH = 60


def place_caption(desk: Desk, entry: Sorted) -> None:
    """Put a caption to the open article; above the first one it waits."""
    if desk.current == PAGE:
        desk.waiting.append(entry)
    else:
        desk.put(entry, Role.CAPTION)


def place_artwork(desk: Desk, entry: Sorted, told_of: bool) -> None:
    """`中国画《荷》,作者…`: a work that no article of the page tells of is an item of its own."""
    if told_of or desk.current == PAGE:
        place_caption(desk, entry)
        return
    _beside_story(desk, [], entry, Role.PARAGRAPH)


def place_photo_credit(desk: Desk, entry: Sorted) -> None:
    """`齐翰文 摄`: the line right below a sentence makes it a caption; set apart, it closes a photo item."""
    last = desk.placed[-1] if desk.placed else None
    if last is None or last.article == PAGE or last.article != desk.current:
        desk.open_if_needed()
        desk.put(entry, Role.CREDIT)
        return
    if last.role is Role.CAPTION:
        desk.put(entry, Role.CAPTION)
        if patterns.ALL_ABOVE.match(entry.line.canonical):
            _captions_above(desk)
        return
    is_story = desk.roles[Role.PARAGRAPH] > 1 or desk.roles[Role.BYLINE] or desk.roles[Role.SUBHEADING]
    shot = "摄" in entry.line.canonical or patterns.SENT.match(entry.line.canonical)
    if is_story and last.role is Role.PARAGRAPH and last.rule != EDITOR and shot:
        _split_photo_item(desk, entry)
        return
    desk.put(entry, Role.CREDIT)
    desk.closed = True


def place_text_credit(desk: Desk, entry: Sorted) -> None:
    """`周  河文`: a text whose author its head names has no second one, so this signs a comment beside a picture.

    Such a comment is one paragraph, often closed by a couplet (`这正是:` and its verses).
    """
    desk.open_if_needed()
    if desk.roles[Role.BYLINE]:
        comment: list[Placed] = []
        while desk.placed and desk.placed[-1].article == desk.current and desk.placed[-1].role in _COMMENT:
            comment.insert(0, desk.placed.pop())
            if comment[0].role is Role.PARAGRAPH and not leads_on(comment[0].line.canonical):
                break
        desk.begin()
        for placed in comment:
            role = Role.PARAGRAPH if placed.role is Role.SUBHEADING else placed.role
            desk.placed.append(replace(placed, role=role, article=desk.current))
    desk.put(entry, Role.CREDIT)
    desk.closed = True


def place_late_caption(desk: Desk, entry: Sorted) -> bool:
    """Take a single short sentence right below `以上图片均为…摄` as the caption that the converter has moved there."""
    if desk.wants_captions == PAGE:
        return False
    placed = Placed(entry.line, Role.PARAGRAPH, entry.rule, entry.confidence, desk.wants_captions)
    if not _could_be_caption(placed, desk.wants_captions):
        desk.wants_captions = PAGE
        return False
    desk.placed.append(Placed(entry.line, Role.CAPTION, "captions_below", 0.6, desk.wants_captions))
    return True


def _captions_above(desk: Desk) -> None:
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


def _split_photo_item(desk: Desk, entry: Sorted) -> None:
    """A picture with its words stands below a longer article: make it an item, with the title right above, if any.

    Between the words and the credit may stand a note: `(详见第3版)`. `图为…` tells of a picture of the story.
    """
    texts = [desk.placed.pop()]
    above = desk.placed[-1] if desk.placed else None
    noted = above is not None and above.role is Role.PARAGRAPH and above.rule != EDITOR
    if noted and NOTE.match(texts[0].line.canonical):
        texts.insert(0, desk.placed.pop())
    if patterns.CAPTION_START.match(texts[0].line.canonical):
        desk.placed += [Placed(t.line, Role.CAPTION, "picture_text", 0.8, desk.current) for t in texts]
        desk.put(entry, Role.CAPTION)
        return
    while desk.placed and desk.placed[-1].role is Role.SUBHEADING and desk.placed[-1].article == desk.current:
        texts.insert(0, desk.placed.pop())
    _beside_story(desk, texts, entry, Role.CREDIT)
    if patterns.ALL_ABOVE.match(entry.line.canonical):
        desk.wants_captions = desk.articles - 1


def _beside_story(desk: Desk, texts: list[Placed], entry: Sorted, last: Role) -> None:
    """Make an item of some lines and a last one; what follows goes on with the story or begins something else."""
    story, roles = desk.current, desk.roles.copy()
    desk.begin()
    for text in texts:
        is_title = text.role is Role.SUBHEADING
        role, rule = (Role.HEADLINE, "photo_head") if is_title else (Role.PARAGRAPH, "photo_text")
        desk.placed.append(Placed(text.line, role, rule, 0.7, desk.current))
    desk.put(entry, last)
    desk.current, desk.closed = story, last is Role.CREDIT
    desk.roles.clear()
    desk.roles.update(roles)
