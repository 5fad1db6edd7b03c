"""What a line is by what its neighbours turned out to be: lists, verse, and titles that look like running text."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from sitegen.reading.detect.lists import find_index, find_page_list, find_tables
from sitegen.reading.detect.look import Classified, Look
from sitegen.reading.detect.titles import LONGEST_TITLE, NOTE
from sitegen.reading.detect.verse import find_verse
from sitegen.reading.names.spaced import names_people
from sitegen.reading.text import patterns
from sitegen.reading.text.asked import series_tag
from sitegen.reading.text.breaks import cuts_word
from sitegen.reading.text.lines import Line
from sitegen.reading.text.words import ends_sentence

LIKELY_BYLINE = 0.9
LONGEST_QUESTION = 36
LONGEST_SIGNATURE = 20
MOST_ABOVE = 2  # titles that look like text above a byline


def in_context(entries: Sequence[Classified]) -> tuple[Classified, ...]:
    """Returns the lines with what their neighbours tell of them."""
    return _heads_above(_signed_notices(_documents(_poets(_lists_and_verse(entries)))))


def _lists_and_verse(entries: Sequence[Classified]) -> list[Classified]:
    lines = [entry.line for entry in entries]
    free = [_is_free(entry) for entry in entries]
    listed = find_index(lines, free) | find_page_list(lines)
    found = dict.fromkeys(find_tables(lines, free), Look.TABLE) | dict.fromkeys(listed, Look.INDEX)
    could_be = [ok and at not in found and not _has_series(entries[at]) for at, ok in enumerate(free)]
    found |= dict.fromkeys(find_verse(lines, could_be), Look.VERSE)
    return [
        Classified(entry.line, found[at], found[at].value, 0.8) if at in found else entry
        for at, entry in enumerate(entries)
    ]


def _is_free(entry: Classified) -> bool:
    """Tell whether a line may turn out to be a row of a table or a verse; `李白` in a poem looks like a byline."""
    return entry.look in (Look.TITLE, Look.PROSE) or (entry.look is Look.BYLINE and entry.confidence < LIKELY_BYLINE)


def _has_series(entry: Classified) -> bool:
    """`一座桥的变化(随笔)` right below a poem is the next article's head."""
    return entry.look is Look.TITLE and series_tag(entry.line.canonical) is not None


def _poets(entries: Sequence[Classified]) -> list[Classified]:
    """A bare name between a title and verses, or the first poem's own title, is the poet."""
    found = list(entries)
    for at in range(1, len(found) - 1):
        above, entry, below = found[at - 1 : at + 2]
        titled = below.look is Look.TITLE and at + 2 < len(found) and found[at + 2].look is Look.VERSE
        titles = above.look is Look.TITLE and entry.look is Look.TITLE and not entry.line.level
        if titles and (below.look is Look.VERSE or titled) and names_people(entry.line.canonical):
            found[at] = replace(entry, look=Look.BYLINE, rule="poet", confidence=0.7)
    return found


def _signed_notices(entries: Sequence[Classified]) -> list[Classified]:
    """Below the text of a notice or letter stand the body that signs it and the day: neither is a head or folio."""
    found = list(entries)
    for at in range(1, len(found) - 1):
        text, unit, day = found[at - 1 : at + 2]
        if _signs_letter(text, unit, day, found[at + 2] if at + 2 < len(found) else None):
            found[at] = replace(unit, look=Look.SIGNATURE, rule="letter_signature", confidence=0.9)
            found[at + 1] = replace(day, look=Look.SIGNATURE, rule="signing_day", confidence=0.9)
        if day.look is not Look.FOLIO:
            continue
        ended = text.look in (Look.PROSE, Look.DATELINED) and ends_sentence(text.line.canonical)
        ended = ended or patterns.SMALL_PRINT.match(text.line.canonical) is not None
        dated = patterns.DAY_ALONE.match(day.line.canonical) and not day.line.level
        if ended and dated and not unit.line.level and patterns.SIGNING.match(unit.line.canonical):
            found[at] = replace(unit, look=Look.SIGNATURE, rule="signing", confidence=0.9)
            found[at + 1] = replace(day, look=Look.SIGNATURE, rule="signing_day", confidence=0.9)
    return found


def _signs_letter(text: Classified, signed: Classified, day: Classified, after: Classified | None) -> bool:
    """`柳树村  周二牛` and `十月一日`, right below a whole sentence, end a letter where nothing follows closely."""
    if text.look is not Look.PROSE or not ends_sentence(text.line.canonical) or signed.line.level or day.line.level:
        return False
    name = signed.line.canonical
    if (
        len(name) > LONGEST_SIGNATURE
        or ends_sentence(name)
        or signed.line.gap > text.line.gap
        or day.line.gap > signed.line.gap
    ):
        return False
    dated = patterns.DAY_OF_YEAR_ALONE.match(day.line.canonical) or patterns.DAY_ALONE.match(day.line.canonical)
    last = after is None or after.line.level > 0 or after.line.gap > day.line.gap
    return bool(dated) and last and any(map(str.isalpha, name)) and not any(map(str.isdecimal, name))


def _documents(entries: Sequence[Classified]) -> list[Classified]:
    """`两国关于…的联合声明` above `一、…` heads it, however long it is."""
    found = list(entries)
    for at, below in enumerate(entries[1:]):
        begins = patterns.DOCUMENT_START.match(below.line.canonical) is not None
        if begins and patterns.DOCUMENT.search(entries[at].line.canonical) and _could_head(entries, at):
            found[at] = replace(entries[at], look=Look.TITLE, rule="document_head", confidence=0.7)
    return found


def _heads_above(entries: Sequence[Classified]) -> tuple[Classified, ...]:
    """A line without a stop, below a whole sentence and above a byline or dateline, can only be a title.

    `路灯装得太低太亮,住户睡不好` above `本报记者  某某` is one, however much it looks like a clause; so are
    one or two such lines above a title there.
    """
    found = list(entries)
    for at, entry in enumerate(entries):
        if not _opens(entry):
            continue
        above = at - 1
        while above >= 0 and found[above].look is Look.TITLE:
            above -= 1
        for place in range(above, max(-1, above - MOST_ABOVE), -1):
            if not _could_head(found, place) and not (place == at - 1 and _asks(found, place)):
                break
            found[place] = replace(found[place], look=Look.TITLE, rule="title_above_byline", confidence=0.7)
    return tuple(found)


def _asks(entries: Sequence[Classified], at: int) -> bool:
    """`搭便车出了事故,车主要不要赔?` right above a byline: a headline may ask; a text that does has a head."""
    line, before = entries[at].line, entries[at - 1] if at else None
    asks = line.canonical.endswith(("?", "!")) and len(line.canonical) <= LONGEST_QUESTION
    closed = before is None or before.look not in (Look.TITLE, Look.DASHED)  # a text that asks has a head above it
    return asks and closed and entries[at].look is Look.PROSE and not set("。;") & set(line.canonical)


def _opens(entry: Classified) -> bool:
    sure = entry.look is Look.BYLINE and entry.confidence >= LIKELY_BYLINE
    return sure or entry.look is Look.DATELINED


def _could_head(entries: Sequence[Classified], at: int) -> bool:
    line, before = entries[at].line, entries[at - 1] if at else None
    text = line.canonical
    if entries[at].look is not Look.PROSE or len(text) > LONGEST_TITLE or ends_sentence(text) or NOTE.match(text):
        return False
    return "。" not in text and any(map(str.isalnum, text)) and (before is None or not _runs_on(before, line))


def _runs_on(entry: Classified, line: Line) -> bool:
    """Tell whether running text above leaves its sentence open for a line."""
    if entry.look not in (Look.PROSE, Look.DATELINED):
        return False
    return not ends_sentence(entry.line.canonical) or cuts_word(entry.line.text, line.text)
