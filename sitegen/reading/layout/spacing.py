"""Characters that stand apart though they belong together: a head set wide, a page whose OCR parts every character.

`秋 粮 收 购 全 面 展 开` is read as `秋粮收购全面展开`; the spaces are edits, print can be had back. A space between
the phrases of a headline means something, and so do those that set names as wide as one another: these stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from sitegen.model.prose import Edit, Reason
from sitegen.reading.names.spaced import MOST_SPACED, names_people
from sitegen.reading.text.folding import TYPOGRAPHIC_SPACES
from sitegen.reading.text.line import Line, without
from sitegen.reading.text.marks import canonical
from sitegen.reading.text.scripts import HAN
from sitegen.reading.text.words import MAKER
from sitegen.source import SourceText, Span

LEAST_WIDE = 4  # characters of a line that is set wide; of two or three, `更 正`, only their words tell what they are
RUNNING = 20  # characters from which on a line with a mark of sentences is running text
LEAST_BLANK = 0.05  # of the characters of running text, below which none of it is looked at closely
# Of neighbouring characters in running text, on a page whose OCR parts them: how many at least, and which share.
LEAST_PARTED = 12
PARTED = 0.1

_BLANK = f"[ \u3000\u00a0\t{TYPOGRAPHIC_SPACES}]"
_MARKS = "，。、；：？！“”‘’（）《》〈〉「」『』【】…—·"
_PAIR = re.compile(rf"[{HAN}](?= ?[{HAN}])")
_PARTED_PAIR = re.compile(rf"[{HAN}] (?=[{HAN}])")
# One sign, one blank, one sign …: 秋 粮 收 购, “ 三 夏 ” 开 镰, T H E N E W S
_WIDE_HAN = re.compile(rf"(?:[{HAN}{_MARKS}\d]{_BLANK})+[{HAN}{_MARKS}\d]")
_WIDE_LETTERS = re.compile(r"(?:[^\W\d_] {1,3})+[^\W\d_][.!?]?")
_BETWEEN = re.compile(rf"(?<=[{HAN}{_MARKS}]){_BLANK}(?=[{HAN}{_MARKS}\d])|(?<=\d){_BLANK}(?=[{HAN}{_MARKS}])")
_MAKER = re.compile(MAKER)
_BETWEEN_SIGNS = re.compile(r"(?<=\S)\s{1,3}(?=\S)")


def together(source: SourceText, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Returns the lines of a page with characters put together that white space parts for nothing."""
    if not any(map(_has_blank, lines)):
        return tuple(lines)
    parted = _is_parted(lines)
    return tuple(_joined(source, line, parted=parted) if _has_blank(line) else line for line in lines)


def _has_blank(line: Line) -> bool:
    return " " in line.canonical and not (line.marks or line.coded or line.rows)


def _is_parted(lines: Sequence[Line]) -> bool:
    """Tell whether an OCR has parted the characters of a page: 河 湾 新 桥 昨 日 上 午 通 车 ， …"""
    texts = [text for line in lines if len(text := line.canonical) > RUNNING and ("," in text or "。" in text)]
    if sum(text.count(" ") for text in texts) <= LEAST_BLANK * sum(map(len, texts)):
        return False
    pairs, parted = (sum(len(pair.findall(text)) for text in texts) for pair in (_PAIR, _PARTED_PAIR))
    return parted >= max(LEAST_PARTED, PARTED * pairs)


def _joined(source: SourceText, line: Line, *, parted: bool) -> Line:
    if parted:
        return _without(source, line, _BETWEEN)
    return _without(source, line, _BETWEEN_SIGNS) if _is_wide(line.canonical) else line


def _is_wide(text: str) -> bool:
    """Tell whether all signs of a line stand apart, and name nobody: `赵 兵 沈 童 睿`, `通 讯 员 李 平`."""
    signs = text.split()
    if len(signs) < LEAST_WIDE:
        return False
    if _WIDE_HAN.fullmatch(text):
        return not _MAKER.match("".join(signs)) and (len(signs) > MOST_SPACED or not names_people(text))
    return _WIDE_LETTERS.fullmatch(text) is not None


def _without(source: SourceText, line: Line, blanks: re.Pattern[str]) -> Line:
    edits = tuple(_edits(source, line.span, blanks))
    text = without(source, line.span, edits)
    return replace(line, text=text, canonical=canonical(text), marks=edits) if edits else line


def _edits(source: SourceText, span: Span, blanks: re.Pattern[str]) -> Iterator[Edit]:
    for blank in blanks.finditer(source.text, span.start, span.end):
        wide = len(blank[0]) > 1  # F L O O D   A T   T H E   M I L L
        yield Edit(Span(blank.start(), blank.end()), " " if wide else "", Reason.SPACE)
