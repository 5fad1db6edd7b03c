"""Sentences cut by a column or page break: where they go on, and where that is not certain.

OCR leaves each printed column as its own lines, so a sentence may stop anywhere. The best proof is a word that stands
with one half on either side (`值班人员立` / `即组织出警`); it is looked up in the dictionary of a word segmenter.
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import lru_cache
from itertools import accumulate

import rjieba

from sitegen.reading.lexicon.load import either
from sitegen.reading.text.asked import is_bullet
from sitegen.reading.text.lines import Line
from sitegen.reading.text.scripts import is_alphabetic
from sitegen.reading.text.sentences import begins_small, ends_in_hyphen, is_open, runs_on
from sitegen.reading.text.words import HAN, ends_sentence, unclosed

SHORT_REST = 8  # characters to the first stop
WINDOW = 8  # characters on either side in which a cut word is looked for
SUMMARY_LIMIT = 60
LABEL_LIMIT = 50
LETTERS = 2  # take the room of one ideograph

# Words after which no title ends but a cut line may: 的 了 和 …
_HANGING_ENDS = (*",、;的了着和与及或在对将被把从于是为则更有而但并即由经将", "——", "借助", "通过", "根据", "按照")
# Marks with which no line begins unless the one before was cut.
_CANNOT_BEGIN = re.compile(r"[,。、;:!?)”’》」』】%]")
# 2023年,双方…: running text that begins with a time; 某某强调,…: or with who says it
_PROSE_START = re.compile(
    rf"^(?:[\d一二三四五六七八九十今去前上本当同近后次不日]+[年月日天时久前来][{HAN}]{{0,6}},"
    rf"|[{HAN}]{{1,10}}(?:[后时中来下]|{either('saying')}),)"
)
# 近年来,… 随着… 5月25日,…: words with which a new sentence begins, however open the line above ends
_OPENS_SENTENCE = re.compile(
    rf"^(?:近年来|近日|日前|目前|当前|此外|同时|随着|围绕[{HAN}]{{2,30}},|今年以来|据(?:了解|介绍|悉|统计)|(?:\d{{4}}年)?\d{{1,2}}月\d{{1,2}}日,)"
)
_STOP = re.compile(r"[。!?;]")
_ONE_SCRIPT = re.compile(rf"[{HAN}]{{2}}")


@lru_cache(maxsize=8192)  # detectors, signs and doubts ask it of the same lines
def cuts_word(left: str, right: str) -> bool:
    """Tell whether a word stands across the border of two texts; digits and Latin letters prove nothing."""
    head, rest = left[-WINDOW:], right[:WINDOW]
    if not _ONE_SCRIPT.match(head[-1:] + rest[:1]):
        return False
    return len(head) not in accumulate(map(len, rjieba.cut(head + rest, False)))


def cannot_begin(text: str) -> bool:
    """Tell whether a text begins with a mark with which no line begins."""
    return not text[:1].isalnum() and _CANNOT_BEGIN.match(text) is not None


def hangs(text: str) -> bool:
    """Tell whether a text ends with a word or mark after which it must go on."""
    return text.endswith(_HANGING_ENDS)


def break_evidence(line: Line, after: Line | None) -> float:
    """Weigh what says that a line without a stop was cut out of a sentence that `after` goes on with; 0 for nothing."""
    if after is None or after.level or line.level:
        return 0.0
    return _weigh_break(line.canonical, after.canonical, cuts_word(line.text, after.text))


@lru_cache(maxsize=8192)  # detectors and signs ask it of the same lines
def _weigh_break(text: str, below: str, cut: bool) -> float:
    score = 0.0
    if cut:
        score += 8
    if cannot_begin(below) or begins_small(below):
        score += 6
    if ends_in_hyphen(text, below) or is_open(text):
        score += 4
    if unclosed(text):
        score += 5
    if hangs(text):
        score += 4
    if _last_clause_is_short(text):
        score += 4
    if _PROSE_START.match(text):
        score += 4
    return score


def _last_clause_is_short(text: str) -> bool:
    """`今年以来,全市两级法院持续推进,积`: the clauses of a title are about equally long, a cut one is not."""
    marks = text.count(",") + text.count(":")
    last = len(text) - 1 - max(text.rfind(","), text.rfind(":"))
    if not marks or not last:
        return False
    return last < 0.6 * (len(text) - last - marks) / marks


def cut_by_break(before: Line, after: Line, *, first: bool) -> bool:
    """Tell whether `after` goes on with the sentence that `before` leaves open.

    A column that ends inside a sentence ends without a stop, or inside a quotation (`坚决做到“两` / `个维护”`). `first`
    marks the first line below the head: commentaries print a summary there, without a stop, that nothing continues.
    """
    if after.level or after.bold or after.bold_lead or is_bullet(after.canonical):
        return False
    text = before.canonical
    if runs_on(text, after.canonical):
        return True
    if ends_sentence(text):
        return unclosed(text).endswith(("“", "《", "(", "‘")) and not text.rstrip().endswith(("。", "!", "?", "."))
    if text.endswith(";") and "。" not in text:
        return False  # an item of a list
    if _OPENS_SENTENCE.match(after.canonical) and not (hangs(text) or unclosed(text)):
        return cuts_word(before.text, after.text)
    if "。" in text or break_evidence(before, after) > 0:
        return True
    if text.startswith(("——", "--")) and len(text) <= LABEL_LIMIT:
        return False  # `——编 者` under a note
    # Without any sign of a cut a short line is a label that no rule knew, a long one is text.
    limit = (SUMMARY_LIMIT if first else LABEL_LIMIT) * (LETTERS if is_alphabetic(text) else 1)
    return len(text) > limit


def is_doubtful(before: Line, after: Line, page: Container[str]) -> bool:
    """Tell whether a healed break may hide lost text, so that an editor should look at it.

    Doubtful are a break right behind a comma, where no word or phrase shows that it was cut, and a rest so short that
    it may belong to another sentence (`组建…的审判团队` / `党小组35个。`), unless the two characters that meet there
    stand together elsewhere on the page.
    """
    left, right = before.canonical.rstrip(), after.canonical.lstrip()
    if not left or not right or left[-1] in ",、;":
        return True
    if cuts_word(before.text, after.text):
        return False
    stop = _STOP.search(right)
    rest = stop.start() if stop else len(right)
    return rest < SHORT_REST and before.text.rstrip()[-1] + after.text.lstrip()[0] not in page
