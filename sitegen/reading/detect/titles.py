"""Is a line a title or a piece of a sentence? The question that raw OCR text leaves open most often.

A printed line that a column break has cut out of a sentence looks much like a subheading. No single mark decides it;
the score adds up what speaks for either.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sitegen.reading.text import patterns
from sitegen.reading.text.asked import phrase_space, series_tag
from sitegen.reading.text.breaks import LABEL_LIMIT, break_evidence, cuts_word, hangs
from sitegen.reading.text.lines import Line
from sitegen.reading.text.words import HAN, STOPS, ends_sentence, unclosed, unopened, width

LONGEST_TITLE = 60
MANY_CLAUSES = 3  # commas
FEWEST_ENGLISH_WORDS = 3
FEWEST_GAPS = 5  # of so many lines one has a blank line above, where paragraphs are set apart
_ENGLISH_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*")
# (文中人物均为化名), (详见第3版): a note in brackets
NOTE = re.compile(r"^\((?!(?:\d{4}|[〇零○一二三四五六七八九]{4})年[^()]{3,10}日\)$)(?:[^()]|\([^()]*\))*\)$")
# “修桥的人记得每一块石头”: words of somebody, printed as a line
QUOTATION = re.compile(r"^“[^”]*”$")


# …全部租出。(某某): a sentence, and who wrote it
_SIGNED_SENTENCE = re.compile(r"。[”’]?\([^()]{2,30}\)$")
# 李明:为什么办在山里? 记者:… 问:… 答:…: a turn of an interview
_TURN = re.compile(rf"^(?P<who>[{HAN}·]{{1,8}}):(?=.)")
_QUESTION_AND_ANSWER = frozenset({"问", "答", "记者", "主持人"})  # who often speaks just once


@dataclass(frozen=True, slots=True)
class PageStyle:
    """What holds for a whole page: how many lines carry a heading mark, of how many; who speaks in its interviews."""

    marked: int
    lines: int
    speakers: frozenset[str] = frozenset()
    gapless: bool = False  # no blank lines between paragraphs: a line right below another may stand apart from it

    @property
    def marks_heads(self) -> bool:
        """Whether heads on this page usually carry a mark."""
        return self.marked >= 3


def page_style(lines: Sequence[Line]) -> PageStyle:
    """Count heading marks on a page, and the names that two or more of its lines begin with: `李明:…`, `问:…`."""
    turns = Counter(turn["who"] for line in lines if not line.level and (turn := _TURN.match(line.canonical)))
    speakers = frozenset(who for who, times in turns.items() if times > 1)
    gaps = sum(1 for line in lines if line.gap)
    return PageStyle(sum(1 for line in lines if line.level), len(lines), speakers, gaps * FEWEST_GAPS < len(lines))


def title_score(line: Line, before: Line | None, after: Line | None, style: PageStyle) -> float:
    """Weigh whether a line is a title: above 0 it is. The unit is about one weak sign."""
    text = line.canonical
    if not line.level and len(text) > LONGEST_TITLE:
        return -8.0
    noted = NOTE.match(text) and not patterns.NUMBERED.match(text)  # (一) alone heads a part
    if not line.level and (noted or not any(map(str.isalnum, text))):
        return -8.0
    if patterns.NOTICE_END.match(text) or _opens_list(line, after):
        return -8.0
    if not line.level and text.endswith(")") and _SIGNED_SENTENCE.search(text):
        return -8.0
    turn = _TURN.match(text)
    if turn and not line.level and _takes_turns(turn["who"], style) and _ends_turn(text):
        return -8.0
    if text[:1].islower() and not line.level:  # `day to the sound of bells.`: a cut word goes on
        return -8.0
    if not line.level and after is not None and leads_on(text) and (after.level or _could_be_title(after)):
        return 4.0  # a kicker of a whole sentence: 去年,全县四十座桥完工。记者走访——
    score = _by_look(line) + _by_wording(text) - break_evidence(line, after)
    if before is not None and _left_open(before) and cuts_word(before.text, line.text):
        score -= 8
    if not line.level and style.marks_heads:
        score += _beside_mark(line, before, after)
    closed = before is not None and ends_sentence(before.canonical) and not ends_sentence(text)
    if closed and len(text) <= LABEL_LIMIT and break_evidence(line, after) == 0:
        score += 2
    return score


def _takes_turns(who: str, style: PageStyle) -> bool:
    return who in style.speakers or who in _QUESTION_AND_ANSWER


def _ends_turn(text: str) -> bool:
    """A head may begin with a column's name and a colon as well (`评论:…`), but seldom ends in a stop."""
    return text.rstrip("”’)").endswith(tuple(STOPS))


def leads_on(text: str) -> bool:
    """Tell whether a line leads on to the one below: a kicker that ends in a dash or colon."""
    return text.endswith(("——", "--", ":", "―"))


def _opens_list(line: Line, after: Line | None) -> bool:
    """`秧田管理要抓好以下几点:` above `一、看天管水` is text above its parts, and no kicker."""
    listed = after is not None and patterns.PART_NUMBER.match(after.canonical) is not None
    return listed and not line.level and line.canonical.endswith(":")


def _could_be_title(line: Line) -> bool:
    return len(line.canonical) <= LONGEST_TITLE * 2 // 3 and "。" not in line.canonical


def _left_open(line: Line) -> bool:
    """Tell whether a line is running text whose sentence goes on below."""
    runs = len(line.canonical) > LONGEST_TITLE or "。" in line.canonical
    return runs and not line.level and not ends_sentence(line.canonical)


def _beside_mark(line: Line, before: Line | None, after: Line | None) -> float:
    """Where heads are marked, an open line right above a mark is its kicker, one right below it a deck."""
    whole = not hangs(line.canonical) and "。" not in line.canonical
    if after is not None and after.level and whole and not (before is not None and _left_open(before)):
        return 4.5
    if any(n is not None and n.level for n in (before, after)):
        return 2.0
    return -1.5


def _by_look(line: Line) -> float:
    score = 0.0
    if line.level:
        score += 7
    if line.bold:
        score += 3
    if _is_title_case(line.canonical):
        score += 3
    size = width(line.canonical) if line.canonical.isascii() else len(line.canonical)
    if size <= 20:
        score += 1
    if size > 30:
        score -= 1
    return score


def _is_title_case(text: str) -> bool:
    """`City Council Approves Bridge Funding`: English heads begin their words with capitals and have no stop."""
    words = _ENGLISH_WORD.findall(text)
    if len(words) < FEWEST_ENGLISH_WORDS or not text.isascii() or text.endswith((".", ",", ";")):
        return False
    long = [word[0].isupper() for word in words if len(word) > 3]
    return bool(sum(long) >= max(1, len(long) - 1))


def _by_wording(text: str) -> float:
    score = 0.0
    if "。" in text or ";" in text:
        score -= 7
    elif text.endswith(tuple(STOPS)):
        score -= 1
    elif text.endswith(".") and ends_sentence(text):  # an English sentence
        score -= 7
    if unopened(text) or unclosed(text):
        score -= 5
    if text.endswith(":"):
        score -= 4
    if QUOTATION.match(text):
        score -= 3
    if "," not in text:
        score += 1
    elif text.count(",") >= MANY_CLAUSES:
        score -= 4  # a headline has three clauses at most
    if phrase_space(text):
        score += 3
    if "。" not in text and series_tag(text):
        score += 3
    if patterns.NUMBERED.match(text):
        score += 2
    return score
