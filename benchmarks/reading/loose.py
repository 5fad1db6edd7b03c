"""What short lines are whose part in an article nobody has told: rolls of names, verses, signatures, heads of parts.

A feed gives an article as lines without roles. Long lines are text. Of short ones without a stop, what stands around
tells: a row of many is a roll or a poem, one that ends an article signs it, a few above text head a part of it. What is
labelled wrongly here is learned wrongly, and many lines of one page outweigh all others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from sitegen.reading.text import patterns
from sitegen.reading.text.asked import unit_alone
from sitegen.reading.text.days import printed_day
from sitegen.reading.text.marks import canonical

SHORT = 28  # characters of a line whose part a feed does not tell
MOST_IN_PART = 3  # lines above the text of a part: small head, dash line, byline
MOST_IN_HEAD = 5  # … and an editor's dash line that ends what is above
MOST_SIGNERS = 5  # lines; more of them are a roll
FEWEST_VERSES = 8
LONGEST_VERSE = 24
LONGEST_GROUP = 7  # characters of a province, a branch, a prize above those who are listed for it
_STOP = re.compile(r"[。！？；…!?;，、,][”’）)]?$")  # a verse ends in a comma, a subheading never
_AUTHOR = re.compile(r"^（(?:本文)?作者.{2,90}）$")
_CREDIT = re.compile(
    r"^（(?![一二三四五六七八九十]{1,3}）).{1,60}）$|^\((?![一二三四五六七八九十]{1,3}\)).{1,12}\)$"
    r"|[摄绘](?:（[^（）]{0,8}）)?$|[/\s][文图](?:/[文图])?$|供图$|资料图片$"
    r"|^(?:数据|资料)来源|^本报记者.{2,20}(?:整理|报道)$"
)
_EDITORS = re.compile(r"本版(?:责编|编辑|统筹)|^(?:本期)?(?:统筹|策划|责编|版式设计|制图|本版\w{2})[：:\s]")
_MAKER = re.compile(r"^(?:本报|新华社|人民网)?[^，。：]{0,6}(?:记者|通讯员)\s{0,3}[^，。：]{2,20}$")
_DASHED = re.compile(r"^[—-]{1,2}.{1,8}$")  # ——编者
_SIGNED = re.compile(r"^\S{2,14}\s{1,4}\S{1,4}(?:\s{1,4}\S)?$")  # 河湾市  李小满
_LISTED = re.compile(
    r"^\S{1,4}(?:\s{1,4}\S)?(?:[（(][^（）()]{1,10}[）)])?\s{2,4}\S{4,}$"
)  # 李小满（女）  河湾村党支部书记
_PLACED = re.compile(r"^\S{2,12}[省市县区旗州镇乡村]\s{1,4}\S{1,4}(?:\s{1,4}\S)?$")  # … of a letter amid others
_TOLD = re.compile(r"^[^，。]{2,10}[：:]\s{0,4}\S")  # 电话：010—12380
_OTHER_PAGE = re.compile(r"^第[一二三四五六七八九十、]{1,6}版$")
_PART = re.compile(r"^(?:第[一二三四五六七八九十百]{1,4}[章节编]|[一二三四五六七八九十]{1,3}、)")


def is_loose(text: str) -> bool:
    """Tell whether a line is a short one whose part in its article it does not tell by itself."""
    return len(text) <= SHORT and not _STOP.search(text) and role_of_line(text) == "paragraph"


def role_of_line(text: str) -> str:
    """Returns what a line is by itself: a credit, an editors' line, else text."""
    if _AUTHOR.match(text) or (len(text) <= SHORT and _CREDIT.search(text) and not _STOP.search(text)):
        return "credit"
    return "editors" if len(text) <= SHORT and _EDITORS.search(text) else "paragraph"


def is_editors(text: str) -> bool:
    """Tell whether a text is what editors print of themselves."""
    return _EDITORS.search(text) is not None


def is_poem(texts: Sequence[str]) -> bool:
    """Tell whether the lines of an article are verses, all but a few."""
    if sum(unit_alone(canonical(text)) is not None for text in texts) * 5 > len(texts):
        return False  # a roll of bodies
    short = sum(len(text) <= LONGEST_VERSE and not _LISTED.match(text) for text in texts)
    return len(texts) >= FEWEST_VERSES and not any(map(_OTHER_PAGE.match, texts)) and short * 10 >= len(texts) * 9


def as_told(paragraph: object) -> tuple[str, str]:
    """Returns a paragraph of known structure with its label, "" where the structure does not tell its part."""
    if isinstance(paragraph, dict):
        return str(paragraph["text"]), "" if paragraph.get("any_role") else role_of_line(str(paragraph["text"]))
    return str(paragraph), role_of_line(str(paragraph))


def roles_of_body(rows: Sequence[tuple[str, str]]) -> list[str]:
    """Returns the labels of the lines of a body, given as text and label, "" where nobody has told it."""
    if is_poem([text for text, _ in rows]) and not any(label == "subheading" for _, label in rows):
        return ["verse"] * len(rows)
    labels: list[str] = []
    for loose, run in groupby(rows, key=lambda row: not row[1] and is_loose(row[0])):
        here = list(run)
        if loose:
            last = len(labels) + len(here) == len(rows)
            labels += roles_of_loose([text for text, _ in here], last=last)
        else:
            labels += [label or role_of_line(text) for text, label in here]
    return labels


def roles_of_loose(texts: Sequence[str], *, last: bool) -> list[str]:
    """Returns what short lines in a row are; `last` tells that no text of their article stands below them.

    A loose subheading is one that a converter seldom marks.
    """
    first = next((at for at in range(len(texts)) if all(map(_signs, texts[at:]))), len(texts)) if last else len(texts)
    if 0 < len(texts) - first <= MOST_SIGNERS:
        return [*(_in_roll(texts[:first]) if first else ()), *map(_signature, texts[first:])]
    if _heads_part(texts) or (len(texts) <= MOST_IN_PART and not any(map(_LISTED.match, texts))):
        return ["paragraph"] * len(texts) if last else [_of_part(text) for text in texts]
    return _in_roll(texts)


def _signs(text: str) -> bool:
    """Tell whether a line may sign an article: who, where, when."""
    plain = canonical(text)
    named = _SIGNED.match(text) or _MAKER.match(text) or _DASHED.match(text)
    return bool(
        named
        or unit_alone(plain)
        or (printed_day(plain) and patterns.DAY_ALONE.match(plain))
        or _signature(text) != "credit"
    )


def _signature(text: str) -> str:
    return "editors" if _EDITORS.search(text) else "credit"


def _heads_part(texts: Sequence[str]) -> bool:
    """Tell whether a few lines head a part of an article: one of them says who wrote it."""
    return len(texts) <= MOST_IN_HEAD and any(map(_MAKER.match, texts[1:]))


def _of_part(text: str) -> str:
    if _DASHED.match(text) and text.replace(" ", "").endswith(("编者", "编辑部")):
        return "credit"
    if _PLACED.match(text):
        return "credit"
    if _LISTED.match(text) and not _MAKER.match(text):
        return "paragraph"
    return "part-byline" if _MAKER.match(text) else "loose-subheading"


def _in_roll(texts: Sequence[str]) -> list[str]:
    return [_of_roll(text, texts[at + 1 : at + 2]) for at, text in enumerate(texts)]


def _of_roll(text: str, below: Sequence[str]) -> str:
    """Say what a line of a roll is: a name heads a group where longer lines follow."""
    if _PART.match(text):
        return "subheading"
    heads = len(text) <= LONGEST_GROUP and below and len(below[0]) > LONGEST_GROUP and not _TOLD.match(below[0])
    return "subheading" if heads and not _SIGNED.match(text) else "paragraph"
