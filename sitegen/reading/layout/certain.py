"""Labels that a line's own look proves, or that it cannot have, whatever else stands around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from sitegen.reading.detect.look import Classified, Look
from sitegen.reading.detect.signatures import SURE_BYLINE
from sitegen.reading.layout.decode import Allowed
from sitegen.reading.layout.labels import Label
from sitegen.reading.text import people_lines
from sitegen.reading.text.asked import is_bullet
from sitegen.reading.text.letters import is_caption
from sitegen.reading.text.scripts import HAN, has_han, is_alphabetic
from sitegen.reading.text.words import ends_sentence, is_surname_start

_PROVED = {
    Look.CONTINUED_FROM: frozenset({Label.CONTINUED_FROM}),
    Look.JUMP_TO: frozenset({Label.JUMP_TO}),
    Look.INDEX: frozenset({Label.INDEX}),
    Look.TABLE: frozenset({Label.TABLE}),
    Look.EDITORS: frozenset({Label.EDITORS, Label.CAPTION}),  # 制图:某某 below a chart
}
# What capitals and marks prove where a line is set in letters: Photo: Sam Iwu, or MARY HENDERSON, Granville; of
# ideographs a signature alone
_SAID = {
    Look.BYLINE: frozenset({Label.BYLINE, Label.PART_BYLINE, Label.CREDIT}),
    Look.SIGNATURE: frozenset({Label.CREDIT}),
}
LEAST_CONFIDENCE = 0.9  # of the detector, below which a byline in letters or a signature proves nothing
_CAPTION = frozenset({Label.CAPTION})
_SIGNED = _SAID[Look.BYLINE] | {Label.CAPTION}  # 新华社记者 某某 / 摄
_TEXT = frozenset({Look.PROSE, Look.DATELINED})
_NO_TEXT = frozenset(Label) - {Label.PARAGRAPH, Label.CONTINUATION, Label.ITEM, Label.CAPTION}
_PICTURES = frozenset({Look.CAPTION, Look.PHOTO_CREDIT, Look.ARTWORK})
_TITLES = frozenset({Look.TITLE, Look.PROSE})
# 河湾县优秀教师名单(排名不分先后): heads a roll
_NAMES_ROLL = re.compile(r"名单(?:\([^()]{2,30}\))?$")
_DECK = frozenset({Label.DECK})
_HEADLINE = frozenset({Label.HEADLINE})
_IN_HEAD = frozenset({Look.TITLE, Look.DASHED, Look.BYLINE, Look.CONTINUED_FROM})
_ABOVE_TEXT = _TEXT | {Look.TITLE}  # what ends like a sentence is one, whatever it looks like
_TURN = re.compile(r"[—–-]{1,2}\s")  # — А липы сохраните?
_ANY = frozenset(Label)
_LEAST_OPENING = 12  # characters of a dateline that text follows on its line
_SHORT_NAME = re.compile(f"[{HAN}]{{2,4}}")
_BULLETS = frozenset("●■◆★○□◇☆▪•·")  # that point to no picture


def proved_labels(entries: Sequence[Classified], *, placed: bool = False) -> tuple[Allowed, ...]:
    """Returns the labels that the look of each line leaves it, None where all are open.

    Where lines are `placed`, their places tell better than their words which of them goes on with the one above.
    """
    rows = zip((None, None, *entries), (None, *entries), entries, (*entries[1:], None), strict=False)
    if placed:
        return tuple(None if entry.line.level else _proved(entry, above) for _, above, entry, _ in rows)
    shown = any(entry.look in _PICTURES for entry in entries)
    top = min((entry.line.level for entry in entries if entry.line.level), default=0)
    return tuple(
        _marked(entry, above, below, top)
        if entry.line.level
        else _proved(entry, above) or _left(entry, above, over, pictures=shown)
        for over, above, entry, below in rows
    )


def _marked(entry: Classified, above: Classified | None, below: Classified | None, top: int) -> Allowed:
    """Prove that a single title with the page's highest mark heads the story that says where or by whom it is told."""
    alone = entry.look is Look.TITLE and (above is None or above.look not in _IN_HEAD)
    if below is None or not alone or entry.line.level != top:
        return None
    told = below.look is Look.DATELINED or (below.look is Look.BYLINE and below.confidence >= SURE_BYLINE)
    return _HEADLINE if told else None


def _proved(entry: Classified, above: Classified | None) -> Allowed:
    if entry.look is Look.CONTINUED_FROM and above is not None and _is_open(above):
        return _ANY  # a story over two pages that face each other goes on across the fold
    if entry.look in _SAID and entry.confidence >= LEAST_CONFIDENCE and _is_sure(entry):
        return _SAID[entry.look]
    if entry.look is Look.CAPTION and is_caption(entry.line.canonical):
        return _CAPTION
    if entry.look is Look.BYLINE and entry.confidence >= SURE_BYLINE and not entry.line.canonical.startswith("图"):
        return _SIGNED  # 图/某某 may also end a picture's text
    if entry.look is Look.SIGNATURE:
        return _NO_TEXT
    return _PROVED.get(entry.look)


def _is_sure(entry: Classified) -> bool:
    return entry.look is Look.SIGNATURE or is_alphabetic(entry.line.canonical)


def _left(entry: Classified, above: Classified | None, over: Classified | None, *, pictures: bool) -> Allowed:
    """Returns what is left to a line that begins anew, that tells something before it names its author, and so on."""
    text = entry.line.canonical
    never = {Label.JUMP_TO, Label.CONTINUED_FROM, Label.INDEX}  # each has a look of its own
    whole = above is not None and _is_whole(above, entry)
    if whole or is_bullet(text):
        never.add(Label.CONTINUATION)
    if above is not None and _is_cut(above, entry):
        never.add(Label.PARAGRAPH)
    if entry.look in _TEXT and (text[:1] in _BULLETS or not pictures):
        never.add(Label.CAPTION)
    if entry.look in _TEXT and text.endswith(")") and "。" in text:
        never.add(Label.CREDIT)
    if whole and entry.look in _TITLES and _NAMES_ROLL.search(text):
        never |= {Label.PARAGRAPH, Label.CAPTION}
    if entry.look is Look.TITLE and above is not None and above.look is Look.TITLE and _attends(text):
        return _DECK
    if above is not None and entry.look is Look.TITLE and _is_short_name(above, over):
        never |= {Label.HEADLINE_ON, Label.DECK}
    return _without(frozenset(never))


@cache
def _without(never: frozenset[Label]) -> frozenset[Label]:
    return frozenset(Label) - never


def _attends(text: str) -> bool:
    """Tell whether a line says who took part: its words name people before what they did."""
    return people_lines.ATTENDED.match(text) is not None and is_surname_start(text)


def _is_short_name(entry: Classified, above: Classified | None) -> bool:
    """`镜头`, `连载`: above a title the name of a column or a place, as no first line of a headline is so short."""
    text, line = entry.line.canonical, entry.line
    alone = entry.look is Look.TITLE and (above is None or above.look is not Look.TITLE)
    return alone and not (line.level or line.bold) and _SHORT_NAME.fullmatch(text) is not None


def _is_cut(above: Classified, entry: Classified) -> bool:
    """`河湾讯 7月2日,某局局长某某` / `在河湾介绍…`: a story's first text goes on where a column breaks it amid a word.

    Of 44 such pairs on known pages all go on; further below, one of ten texts ends without a stop.
    """
    text = above.line.canonical
    opens = above.look is Look.DATELINED and not above.line.level and len(text) >= _LEAST_OPENING
    return opens and entry.look is Look.PROSE and has_han(text[-1])


def _is_whole(above: Classified, entry: Classified) -> bool:
    """Tell whether a text above is whole; a point may also end an abbreviation, but not where a blank line follows."""
    text = above.line.canonical
    stopped = above.look in _ABOVE_TEXT and not above.line.level and ends_sentence(text)
    return stopped and (entry.line.gap > 0 or not is_alphabetic(text) or _TURN.match(entry.line.canonical) is not None)


def _is_open(entry: Classified) -> bool:
    return entry.look is Look.PROSE and not ends_sentence(entry.line.canonical)
