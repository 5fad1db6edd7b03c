"""What a single line is by its own look and its neighbours': an ordered tuple of small pure functions.

The first rule that answers wins. Each answers with a sort and how sure it is (0 to 1), or None. What a sort means for
the page — whether a title heads an article or a part of one — is decided later, from all lines together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sitegen.config import ReadingHints
from sitegen.reading import patterns
from sitegen.reading.lines import Line
from sitegen.reading.lists import find_index, find_tables
from sitegen.reading.people import split_names
from sitegen.reading.titles import PageStyle, page_style, title_score
from sitegen.reading.verse import find_verse
from sitegen.reading.words import HAN, INSTITUTION_END, ends_sentence, is_person_name, is_surname_start


class Sort(StrEnum):
    """What a line looks like on its own."""

    FOLIO = "folio"
    CONTACT = "contact"
    EDITORS = "editors"
    CONTINUED_FROM = "continued-from"
    JUMP_TO = "jump-to"
    CAPTION = "caption"
    PHOTO_CREDIT = "photo-credit"
    BYLINE = "byline"
    CREDIT = "credit"
    DASHED = "dashed"
    DATELINED = "datelined"
    VERSE = "verse"
    TABLE = "table"
    INDEX = "index"
    TITLE = "title"
    PROSE = "prose"


@dataclass(frozen=True, slots=True)
class Sorted:
    """A line with the sort it was given, by which rule, how sure."""

    line: Line
    sort: Sort
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Around:
    """What a rule may look at besides the line itself."""

    before: Line | None
    after: Line | None
    style: PageStyle
    hints: ReadingHints


Answer = tuple[Sort, float] | None
Rule = Callable[[Line, Around], Answer]

FOLIO_LIMIT = 70
FOLIO_REST = 16
SHORT_LINE = 45
CONTACT_LIMIT = 160
CAPTION_LIMIT = 120


def folio(line: Line, _: Around) -> Answer:
    """`2024年3月22日 星期五 7版`: a day with a weekday or a page number, and little else on the line."""
    text = line.canonical
    if len(text) > FOLIO_LIMIT or "。" in text:
        return None
    day, label = patterns.DAY.search(text), patterns.PAGE_LABEL.search(text)
    weekday = patterns.WEEKDAY.search(text)
    if not (day and (label or weekday)) and not (label and len(text) <= len(label[0]) + FOLIO_REST and weekday):
        return _bare_folio(line, day, label)
    rest = len(text) - sum(len(m[0]) for m in (day, label, weekday) if m)
    return (Sort.FOLIO, 0.98) if rest <= FOLIO_REST + 10 else None


def _bare_folio(line: Line, day: re.Match[str] | None, label: re.Match[str] | None) -> Answer:
    """`2025年06月27日` or `第05版` alone on its line."""
    text = line.canonical
    if day and day[0] == text.strip():
        return (Sort.FOLIO, 0.9)
    if label and label[0] == text.strip() and text.startswith("第"):
        return (Sort.FOLIO, 0.9)
    return None


def contact(line: Line, _: Around) -> Answer:
    """`邮箱: … 电话: (0471) …`: how to reach the newspaper."""
    text = line.canonical
    if len(text) > CONTACT_LIMIT or "。" in text or not patterns.REACHABLE.search(text):
        return None
    return (Sort.CONTACT, 0.95) if patterns.CONTACT.match(text) else None


def editors(line: Line, _: Around) -> Answer:
    """`本版责编:… 校对:…`: who made the page up."""
    if len(line.canonical) <= 120 and patterns.EDITORS.match(line.canonical) and not ends_sentence(line.canonical):
        return (Sort.EDITORS, 0.95)
    return None


def continued_from(line: Line, _: Around) -> Answer:
    """`上接第1版` alone on its line: the second half of an article that began on another page."""
    match = patterns.CONTINUED_FROM.match(line.canonical)
    return (Sort.CONTINUED_FROM, 0.97) if match and match.end() == len(line.canonical) else None


def jump_to(line: Line, _: Around) -> Answer:
    """`下转第3版` alone on its line: the article goes on elsewhere."""
    match = patterns.JUMP_TO.match(line.canonical)
    return (Sort.JUMP_TO, 0.97) if match else None


def caption(line: Line, around: Around) -> Answer:
    """`召开审执质效推进会。 郭舟舟摄`: what a picture shows and who made it, on one line or on two without a gap."""
    if line.level:
        return None
    if patterns.CAPTION.match(line.canonical) or _opens_caption(line):
        return (Sort.CAPTION, 0.95)
    credited = around.after is not None and around.after.gap == 0 and _is_photo_credit(around.after)
    return (Sort.CAPTION, 0.9) if credited and not _is_photo_credit(line) else None


def _opens_caption(line: Line) -> bool:
    return len(line.canonical) <= CAPTION_LIMIT and patterns.CAPTION_START.match(line.canonical) is not None


def photo_credit(line: Line, _: Around) -> Answer:
    """`齐翰文 摄`, `资料图片`: who made a picture, alone on a line."""
    if not _is_photo_credit(line):
        return None
    text = line.canonical
    return (Sort.PHOTO_CREDIT, 0.95) if "摄" in text or "资料" in text else (Sort.PHOTO_CREDIT, 0.8)


def _is_photo_credit(line: Line) -> bool:
    text = line.canonical
    return not line.level and len(text) <= SHORT_LINE and patterns.PHOTO_CREDIT.match(text) is not None


def byline(line: Line, around: Around) -> Answer:
    """`本报通讯员●李娇`, `□ 华 夏`, `By Jane Doe`; or a bare name between a headline and its text."""
    text = _without_outlet(line.canonical, around.hints)
    if patterns.BYLINE.match(text) and _names_someone(text):
        return (Sort.BYLINE, 0.97)
    if patterns.BYLINE_ENGLISH.match(text) or patterns.BYLINE_BARE.match(text):
        return (Sort.BYLINE, 0.95)
    return (Sort.BYLINE, 0.8) if not line.level and _is_bare_name(text) and _below_head(around) else None


def unit_byline(line: Line, around: Around) -> Answer:
    """`某某省委政策研究室` between a headline and its text: an institution signs the article."""
    if line.level or around.after is None or not _is_text(around.after) or not _below_head(around):
        return None
    return (Sort.BYLINE, 0.7) if patterns.UNIT_ALONE.match(line.canonical) else None


def speaker(line: Line, around: Around) -> Answer:
    """`本期主讲人:某研究会会长  李明` below a head: who speaks in the text."""
    if line.level or not patterns.SPEAKER.match(line.canonical) or not _below_head(around):
        return None
    return (Sort.BYLINE, 0.8)


def letter_signature(line: Line, around: Around) -> Answer:
    """`湖南长沙市  吴  峥` below the last sentence of a letter: where it comes from and who wrote it."""
    if line.level or around.before is None or not _is_text(around.before):
        return None
    placed = patterns.PLACED_NAME.match(line.canonical)
    return (Sort.CREDIT, 0.8) if placed and is_person_name(placed["name"].replace(" ", "")) else None


def _is_text(line: Line) -> bool:
    return not line.level and len(line.canonical) > SHORT_LINE // 3 and ends_sentence(line.canonical)


def _below_head(around: Around) -> bool:
    """A bare name is a byline below a marked headline or one with a series tag, or between any title and its text."""
    before, after = around.before, around.after
    if before is None or after is None or after.level or patterns.BYLINE.match(before.canonical):
        return False
    if before.level or patterns.SERIES.search(before.canonical):
        return True
    return not ends_sentence(before.canonical) and _opens_prose(after)


def _names_someone(text: str) -> bool:
    """Tell `本报记者 金丽` from `记者手记`: behind the label stands a mark, a space or a surname."""
    label = patterns.MAKER_LABEL.match(text)
    if label is None:
        return any(is_person_name(name) for name in split_names(text))
    rest = text[label.end() :]
    return not rest[:1].isalnum() or is_surname_start(rest)


def _is_bare_name(text: str) -> bool:
    if patterns.SPACED_NAME.match(text):
        return True
    placed = patterns.PLACED_NAME.match(text)
    return is_person_name(placed["name"].replace(" ", "") if placed else text)


def _without_outlet(text: str, hints: ReadingHints) -> str:
    """Take off a newspaper's own name for itself, which edition.yaml knows: `春潮周末记者 李明`."""
    return next((text[len(outlet) :] for outlet in hints.outlets if text.startswith(outlet)), text)


def _opens_prose(line: Line | None) -> bool:
    return line is not None and not line.level and (len(line.canonical) > SHORT_LINE or ends_sentence(line.canonical))


def credit(line: Line, _: Around) -> Answer:
    """`(赤峰市中级人民法院供稿)`, `(王新鹏)`: a bracket alone on its line that closes an article."""
    text = line.canonical
    if not text.startswith("(") or line.level:
        return None
    match = patterns.CREDIT.match(text)
    return (Sort.CREDIT, 0.95) if match and is_credit(match["inside"]) else None


def is_credit(inside: str) -> bool:
    """Tell whether the words in a closing bracket say who made the article, and not something of the text's own."""
    if patterns.SUPPLIED.match(inside) or patterns.AUTHOR_NOTE.search(inside) or patterns.MAKER_LABEL.match(inside):
        return True
    if patterns.SOURCE_NOTE.match(inside):
        return True
    if re.fullmatch(rf"[{HAN}]{{2,30}}(?:{INSTITUTION_END})", inside):
        return True
    return all(is_person_name(name) for name in split_names(inside))


def dashed(line: Line, _: Around) -> Answer:
    """`——某市开展活动纪实` under a headline, `——某某院长` under a slogan: a short line behind a dash."""
    text = line.canonical
    if not patterns.DASH_START.match(text) or len(text) > 60 or text.endswith(("。", ";", ",")):
        return None
    return (Sort.DASHED, 0.9)


def is_signature(text: str) -> bool:
    """Tell whether a dash line signs what stands above: `——编 者`, `——金丽`."""
    bare = patterns.DASH_START.sub("", text).replace(" ", "")
    if bare.startswith(("摘自", "选自", "引自", "据")):
        return True  # ——摘自《河湾县志》 below words quoted from elsewhere
    return bare in ("编者", "编辑部", "本刊编辑部", "本报编辑部") or is_person_name(bare)


def datelined(line: Line, around: Around) -> Answer:
    """`赤峰讯 6月25日…`, `新华社北京6月15日电 …`: prose that says first where the news comes from."""
    return (Sort.DATELINED, 0.95) if not line.level and dateline_end(line, around.hints) else None


def dateline_end(line: Line, hints: ReadingHints) -> int:
    """Give where the dateline of a line ends, 0 if it has none.

    A place that edition.yaml knows needs no mark behind it: `河湾讯近日…`.
    """
    text = line.canonical
    for place in hints.places:
        if text.startswith(f"{place}讯"):
            return len(place) + 1
    if line.bold_lead and (match := patterns.DATELINE_BOLD.match(text[: line.bold_lead])):
        return match.end()
    for pattern in (patterns.DATELINE_WIRE, patterns.DATELINE_BRIEF, patterns.DATELINE_ENGLISH):
        if match := pattern.match(text):
            return len(match[0].rstrip())
    return 0


def title(line: Line, around: Around) -> Answer:
    """A short line without a sentence in it: headline, kicker, subheading, label."""
    score = title_score(line, around.before, around.after, around.style)
    return (Sort.TITLE, min(0.95, 0.6 + score / 20)) if score > 0 else None


def prose(line: Line, _: Around) -> Answer:
    """Everything else is running text."""
    return (Sort.PROSE, 0.9 if ends_sentence(line.canonical) or len(line.canonical) > SHORT_LINE else 0.6)


RULES: tuple[Rule, ...] = (
    folio,
    contact,
    editors,
    continued_from,
    jump_to,
    caption,
    photo_credit,
    byline,
    unit_byline,
    speaker,
    letter_signature,
    credit,
    dashed,
    datelined,
    title,
    prose,
)


def sort_lines(lines: Sequence[Line], hints: ReadingHints) -> tuple[Sorted, ...]:
    """Give every line its sort."""
    style = page_style(lines)
    neighbours = zip([None, *lines[:-1]], lines, [*lines[1:], None], strict=True) if lines else ()
    entries = [_sort(line, Around(before, after, style, hints)) for before, line, after in neighbours]
    free = [entry.sort in (Sort.TITLE, Sort.PROSE, Sort.BYLINE) for entry in entries]
    found = dict.fromkeys(find_tables(lines, free), Sort.TABLE) | dict.fromkeys(find_index(lines, free), Sort.INDEX)
    found |= dict.fromkeys(
        find_verse(lines, [is_free and at not in found for at, is_free in enumerate(free)]), Sort.VERSE
    )
    return tuple(
        Sorted(entry.line, found[at], found[at].value, 0.8) if at in found else entry
        for at, entry in enumerate(entries)
    )


def _sort(line: Line, around: Around) -> Sorted:
    for rule in RULES:
        answer = rule(line, around)
        if answer is not None:
            return Sorted(line, answer[0], rule.__name__, answer[1])
    raise AssertionError("the last rule answers always")
