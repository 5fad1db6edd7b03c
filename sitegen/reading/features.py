"""What is known of a line, computed once: its look alone and between its neighbours, before anything is decided."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

import msgspec

from sitegen.reading.detect.look import Classified, Look
from sitegen.reading.detect.signatures import is_credit
from sitegen.reading.text import patterns
from sitegen.reading.text.asked import is_bullet
from sitegen.reading.text.breaks import cannot_begin, hangs
from sitegen.reading.text.lines import Line
from sitegen.reading.text.scripts import is_alphabetic
from sitegen.reading.text.words import CLOSERS, OPENERS, STOPS, unclosed

_SIZES = (4, 8, 12, 16, 20, 26, 34, 46, 70)  # ideographs at most
_SIZE_NAMES = ("1-4", "5-8", "9-12", "13-16", "17-20", "21-26", "27-34", "35-46", "47-70", "71+")
LONGEST_SHORT = 46
MAKERS = frozenset(("byline", "speaker"))
# Kinds of which a run of head lines may be made.
HEAD_KINDS = frozenset(("title", "short", "byline", "speaker", "dashed", "continued-from", "sentence"))
_OPENINGS = {"“": "quote", "(": "bracket", "【": "lens", "《": "book"}
_STOPPED = {"?": "question", "!": "exclaim", "…": "dots"}
_HANGING = {",": "comma", "、": "comma", ";": "semicolon", "—": "dash"}
_ENDINGS = {":": "colon", "”": "quote", ")": "bracket", "》": "book", "】": "lens", "-": "hyphen"}
_COUNTED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、 ]|[①-⑳]"
    r"|第[一二三四五六七八九十]{1,3}[章节条编])"
)


class LineFeatures(msgspec.Struct, frozen=True):
    """A line and what is seen of it.

    `kind` is the coarse word for it that its neighbours see; `rank` the rank of its heading mark among the marks of the
    page (1 is the highest, 0 none); `length` how many ideographs long it is, `size` a bucket of that; `begin` and `end`
    name its first and last mark.
    """

    line: Line
    look: Look
    rule: str
    sure: bool
    kind: str
    rank: int
    length: int
    size: str
    begin: str
    end: str
    closes: bool  # ends an article: a credit in brackets behind its last sentence


def observe_lines(entries: Sequence[Classified]) -> tuple[LineFeatures, ...]:
    """Returns the features of all lines of a page (below its masthead)."""
    marks = sorted({mark for entry in entries if (mark := _mark(entry.line))})
    ranks = {mark: at + 1 for at, mark in enumerate(marks)}
    return tuple(_observe(entry, ranks.get(_mark(entry.line), 0)) for entry in entries)


def size_of(text: str) -> int:
    """Returns the length of a line in ideographs: letters are half as wide."""
    return len(text) // 2 if is_alphabetic(text) else len(text)


def _mark(line: Line) -> int:
    """Returns 1 to 6 for heading marks, 7 for bold, 0 for none."""
    return line.level or (7 if line.bold else 0)


def _observe(entry: Classified, rank: int) -> LineFeatures:
    line = entry.line
    text = line.canonical
    end, length = end_of(text), size_of(text)
    return LineFeatures(
        line,
        entry.look,
        entry.rule,
        entry.confidence >= 0.9,
        _kind(entry, end, length),
        rank,
        length,
        _SIZE_NAMES[bisect_left(_SIZES, length)],
        begin_of(text),
        end,
        _closes(text),
    )


def _kind(entry: Classified, end: str, length: int) -> str:
    text = entry.line.canonical
    dated = entry.look is Look.DATELINED and is_alphabetic(text)  # papers in letters differ in what stands above
    if entry.look not in (Look.TITLE, Look.PROSE) and not dated:
        return entry.look.value  # a detector is sure of it by the line alone
    if entry.look is Look.TITLE:
        return "title"
    if length > LONGEST_SHORT or dated or "。" in text[:-1]:
        return "text"
    return "sentence" if end in ("stop", "quoted-stop", "question", "exclaim", "point") else "short"


def _closes(text: str) -> bool:
    if not text.endswith(")"):
        return False
    match = patterns.CREDIT.search(text)
    return match is not None and is_credit(match["inside"])


def begin_of(text: str) -> str:
    """Returns a word for how a canonical line begins."""
    first = text[:1]
    if cannot_begin(text):
        return "closing"
    if first in "—-―":
        return "dash"
    if _COUNTED.match(text):
        return "counted"
    if first in OPENERS:
        return _OPENINGS.get(first, "opener")
    if is_bullet(text):
        return "bullet"
    if first.isdigit():
        return "digit"
    if first.isascii() or not (first > "\u3000"):
        return "lower" if first.islower() else "upper"
    return "图" if first == "图" else "han"


def end_of(text: str) -> str:
    """Returns a word for how a canonical line ends."""
    last = text[-1:]
    bare = text.rstrip(CLOSERS + "\"' ")
    stop = bare[-1:]
    if stop and stop in STOPS:
        if last != stop:
            return "quoted-stop"
        return _STOPPED.get(stop, "stop")
    if last == "." and len(text) > 1:
        return "point"
    if unclosed(text):
        return "open"
    if hangs(text):
        return _HANGING.get(last, "hanging")
    return _ENDINGS.get(last, "none")
