"""Which line of a head is its headline: marks decide first, then what kickers and decks are printed for.

A kicker (引题) above the headline says who did it, where, or on what occasion; a deck (副题) below adds a figure, a
detail, who took part. A line that names the place or the body below another one without a dash is the headline itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import rjieba

from sitegen.model.layout import Role
from sitegen.model.prose import PHRASE_SPACE
from sitegen.reading.names.people import split_names
from sitegen.reading.sorts.sort import MAKERS, Sort, Sorted
from sitegen.reading.text import patterns
from sitegen.reading.text.words import HAN, is_person_name, width

LONG_HEADLINE = 28
SHORT_HEADLINE = 4
SUMMARY_LENGTH = 20
MOST_DIFFERENCE = 5
LONGEST_COLUMN = 9
MOST_SECTION_WORDS = 2
MARKS = "·■●◆▲□◇★【】 "
_QUOTES = re.compile(r"(?:强调|指出|要求|表示|批示)$")
# 预计到明年…, 涉及三百多个村, 同比增长…, 不包括…: a line that goes on from the one above
_ADDS = re.compile(
    r"^(?:预计|涉及|同比|环比|其中|不?包括|较上|比上|涵盖|累计|共有|约占|过去|\()"
    r"|(?:出席|讲话|致辞|批示|主持会议|作报告|贺[信电])$|出席.{0,12}并"
    r"|(?:增长|下降|提高|减少|超过?|达到?|突破|逾)[^,]{0,4}[\d一二三四五六七八九十百]+[^,]{0,3}$"
)
# 某某大会召开, 两部门印发指南: an occasion
_OCCASION = re.compile(
    rf"(?:召开|举行|举办|启动|开幕|闭幕|揭牌|揭晓|成立)$|(?:发布|印发|出台|公布|开展|部署|实施)[{HAN}“”《》]{{2,14}}$"
)
_DIVISION = re.compile(rf"^[{HAN}]{{2,5}}(?:省|市|县|区|旗|州|盟|镇|乡|街道)")
_PLACE_TAGS = frozenset({"ns", "nt"})  # of the segmenter: names of places and of bodies


def head_roles(group: Sequence[Sorted]) -> tuple[tuple[Role, str, float], ...]:
    """Give each line of an article's head its role: kickers above the headline, decks below it, the byline.

    The byline ends the head: a title below it (`本报记者●刘琪` / `使命`) heads the text's first part.
    """
    below = next((i + 1 for i, e in enumerate(group) if e.sort in MAKERS), len(group))
    candidates = [i for i, e in enumerate(group[:below]) if e.sort is Sort.TITLE]
    if not candidates:
        return tuple(_fixed_role(entry) for entry in group)
    last = candidates[-1]
    label = group[last].line.canonical.strip(MARKS)
    labelled = len(candidates) > 1 and patterns.PART_LABEL.match(label) is not None
    if labelled and last == len(group) - 1:
        return (*head_roles(group[:last]), (Role.SUBHEADING, "part_label", group[last].confidence))
    parts = _first_part(group, candidates)
    if parts:
        return (*head_roles(group[:parts]), *_part_roles(group, parts))
    best = _headline_of(group, candidates)
    end = _headline_end(group, best, candidates)
    roles: list[tuple[Role, str, float]] = []
    for index, entry in enumerate(group):
        if entry.sort is not Sort.TITLE:
            roles.append(_fixed_role(entry))
        elif index >= below:
            roles.append((Role.SUBHEADING, "subheading_below_byline", entry.confidence))
        elif index > best and _is_summary(group[best], entry, below == len(group)):
            roles.append((Role.PARAGRAPH, "summary", 0.6))
        elif best <= index < end:
            roles.append((Role.HEADLINE, "headline", entry.confidence))
        elif index < best:
            roles.append((Role.KICKER, "kicker", entry.confidence - 0.1))
        else:
            roles.append((Role.DECK, "deck_below", entry.confidence - 0.1))
    return tuple(roles)


def _first_part(group: Sequence[Sorted], candidates: Sequence[int]) -> int:
    """Give where numbered parts begin right below a head (`一、项目名称`), 0 if nowhere: no deck is numbered."""
    at = next((i for i in candidates[1:] if patterns.PART_NUMBER.match(group[i].line.canonical)), 0)
    above = [group[i].line.level for i in candidates if i < at]
    marked = [group[i].line.level for i in candidates if i >= at and group[i].line.level]
    hidden = marked and not any(level and level <= min(marked) for level in above)  # the headline is marked, below it
    return 0 if hidden else at


def _part_roles(group: Sequence[Sorted], start: int) -> Iterator[tuple[Role, str, float]]:
    """Give the lines from the first numbered part on their roles; what a notice lists (`联系人:…`) is its text."""
    notice = any(patterns.NOTICE_HEAD.search(entry.line.canonical) for entry in group[:start])
    for entry in group[start:]:
        if entry.sort is not Sort.TITLE:
            yield _fixed_role(entry)
        elif notice and patterns.SMALL_PRINT.match(entry.line.canonical):
            yield Role.PARAGRAPH, "notice_item", entry.confidence
        else:
            yield Role.SUBHEADING, "numbered_part", entry.confidence


def _headline_end(group: Sequence[Sorted], best: int, candidates: Sequence[int]) -> int:
    """Below a kicker that quotes (`某某在调研时强调`) all lines of about one length are what was said, the headline."""
    quoted = best > 0 and _QUOTES.search(group[best - 1].line.canonical) is not None
    end = best + 1
    while quoted and end in candidates and _alike(group[best], group[end]) and not _adds(group[end]):
        end += 1
    return end


def _alike(one: Sorted, other: Sorted) -> bool:
    return abs(len(one.line.canonical) - len(other.line.canonical)) <= MOST_DIFFERENCE


def _headline_of(group: Sequence[Sorted], candidates: Sequence[int]) -> int:
    """Give the place of the headline among the titles of a head; lines marked alike are told apart by what they say."""
    best = max(candidates, key=lambda i: (_headline_score(group[i]), -i))
    above, below = best - 1, best + 1
    short = above in candidates and len(group[above].line.canonical) <= SHORT_HEADLINE
    if above in candidates and not short and _marked_alike(group, above, best) and _adds(group[best]):
        return above
    if below in candidates and _marked_alike(group, best, below) and _leads_in(group[best], group[below]):
        return below
    return best


def _marked_alike(group: Sequence[Sorted], one: int, other: int) -> bool:
    return group[one].line.level == group[other].line.level


def _adds(entry: Sorted) -> bool:
    return _ADDS.search(entry.line.canonical) is not None


def _leads_in(above: Sorted, below: Sorted) -> bool:
    """Tell whether the upper of two titles is the kicker of the lower."""
    first, second = above.line.canonical, below.line.canonical
    if _adds(below) or patterns.SERIES.search(first):
        return False
    if PHRASE_SPACE.search(first):
        return not PHRASE_SPACE.search(second) and _names_place(second)
    if patterns.UNIT_ALONE.match(first) and not patterns.UNIT_ALONE.match(second):
        return True  # 某某区检察院: who, and nothing of what
    return _OCCASION.search(first) is not None or (_names_place(first) and not _names_place(second))


def _names_place(text: str) -> bool:
    """`某某县多举措…`: a head that says first where it happened or which body acted."""
    if _DIVISION.match(text):
        return True
    first = next(iter(rjieba.tag(text)), ("", ""))
    return first[1] in _PLACE_TAGS


def _is_summary(headline: Sorted, entry: Sorted, unsigned: bool) -> bool:
    """A commentary, whose headline carries its column's name, opens with its point in a sentence without a stop."""
    text = entry.line.canonical
    in_column = patterns.SERIES.search(headline.line.canonical) is not None
    return unsigned and in_column and "," in text and len(text) >= SUMMARY_LENGTH


def _fixed_role(entry: Sorted) -> tuple[Role, str, float]:
    if entry.sort in MAKERS:
        return Role.BYLINE, entry.rule, entry.confidence
    if entry.sort is Sort.CONTINUED_FROM:
        return Role.CONTINUED_FROM, entry.rule, entry.confidence
    if entry.sort is Sort.TITLE:
        return Role.SUBHEADING, "subheading", entry.confidence
    return Role.DECK, "deck_dash", entry.confidence


def _ends_with_name(text: str) -> bool:
    """`某市住建局副局长 宫 明`: the space stands before a name, and pairs nothing."""
    names = split_names(text)
    return bool(names) and is_person_name(names[-1])


def _headline_score(entry: Sorted) -> float:
    """Weigh a line of a head as its headline: marked highest, paired, with a series tag, short, not led on by ——."""
    text = entry.line.canonical
    score = 0.0
    if entry.line.level:
        score += 12 - entry.line.level
    if PHRASE_SPACE.search(text) and not _ends_with_name(text):
        score += 3
    if patterns.SERIES.search(text):
        score += 4
    if text.endswith(("——", "--", ":")):
        score -= 6
    if width(text) >= LONG_HEADLINE:
        score -= 2
    if len(text) <= SHORT_HEADLINE:
        score -= 2  # `上半年` above a headline of a figure leads on to it
    if text.isascii() and text.isupper() and len(text.split()) <= MOST_SECTION_WORDS:
        score -= 2  # NATION above a headline: the page's section
    if text.startswith(tuple(MARKS)) and len(text) <= LONGEST_COLUMN:
        score -= 4  # ■热点观察: the column's name
    if patterns.SPACED_NAME.match(text) or patterns.SPEAKER.match(text):
        score -= 6
    if _QUOTES.search(text):
        score -= 3
    return score
