"""What a program has set around every line: a sign, a tag, a number, where the line stands, how sure it is of it.

`| 河湾新桥通车 |`, `12 河湾新桥通车`, `[96,40,512,88] 河湾新桥通车` and `河湾新桥通车 [0.98]` are
read as `河湾新桥通车`. They tell no line from another. A page of which some lines are a list keeps its signs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from msgspec.structs import replace

from sitegen.reading.lexicon.load import entries
from sitegen.reading.text.line import BLANK, Line, strip_span
from sitegen.reading.text.marks import find_heading
from sitegen.source import Span

LEAST = 8  # lines with the sign: fewer may be a list that a page consists of
SHARE = 0.9  # of the lines of a page that no heading's mark distinguishes
LEAST_COUNTED = 12  # lines with a number: those of a programme, of a table of results
SHARE_COUNTED = 0.95

# What Markdown and converters set; ● and ■ are printed, before each of a page's briefs. `•` is `·` in canonical lines.
_SIGN = re.compile(r"([-*+>|·–])(?: {1,12}(?=\S)|$)")
# 12 …, 12. …, (12) …, [12] …, 12:…, 12<tab>…, and 12 alone, where a blank line was counted
_NUMBER = re.compile(r"(?P<figure>[(\[]?(?P<number>\d{1,5})(?:[)\]、]|[.:](?!\d)|(?=\s)|$))\s?")
_SIZE = r"\d{1,5}(?:\.\d{1,4})?"
_BOX = re.compile(rf"(?P<figure>[(\[]{{0,3}}{_SIZE}(?:[)\]]?[,; ]\s?[(\[]?{_SIZE}){{1,8}}[)\]]{{0,3}})[:,\s]\s?(?=\S)")
_SURENESS = re.compile(r"[ \t]{0,4}(?P<figure>[(\[](?:[01]|[01]?\.\d{1,8})[)\]]|(?<=\s)(?:0?\.\d{2,8}|1\.0{1,8}))$")

# [text] …, [00:12] …, Text: …, "text": "…: which sort of line a program sees, when it was said, how it is kept
_TAG = re.compile(
    r"(?P<figure>\[(?P<tag>[^\[\]\n]{1,24})\]|<(?P<angled>[^<>\n]{1,24})>|\"?[A-Za-z_]{1,16}\"?\s?[:=]\s?\"?|[\"'`])"
    r"\s?(?=\S)"
)
_CLOSE = re.compile(r"\s?(?P<figure>\"?[,;]|[\"'`¶↵⏎\\^])$")
_CLOSING = (*",;\"'`¶↵⏎\\^",)
_TIME = re.compile(r"[\d:.,\s>-]{1,24}")
_SORTS, _HEADS = entries("sorts-of-lines"), entries("sorts-of-heads")
_FIRST_HEADS = frozenset({"title", "doc_title", "headline", "h1", "标题"})
_TOLD = re.compile(r"\w")  # what law 1 asks for
_LAST = (*"0123456789", ")", "]")


@dataclass(frozen=True, slots=True)
class _Figures:
    """Where figures stand in the text of a line, and the text beside them."""

    span: Span
    rest: Span
    level: int = 0


def unframed(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Returns the lines of a page without what stands before or behind almost all of them.

    Figures are kept apart, as they are the page's; a line of nothing else parts others as a blank one does.
    """
    lines = _without_sign(lines)
    for find in (_numbers, _boxes, _sureness, _tags, _closings):
        lines = _without_figures(lines, find(lines))
    return tuple(lines)


def _without_sign(lines: Sequence[Line]) -> Sequence[Line]:
    plain = [line for line in lines if not line.level]
    found = [match for line in plain if (match := _SIGN.match(line.canonical))]
    signs = Counter(match[1] for match in found if match.end() > 1)
    sign, count = max(signs.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    alone = sum(match.end() == 1 and match[1] == sign for match in found)
    if count < max(LEAST, SHARE * (len(plain) - alone)):
        return lines
    return [*_parted(_bare(line, sign) for line in lines)]


def _bare(line: Line, sign: str) -> Line | int:
    """Returns a line without its sign, or how many blank lines stand there where it has nothing else."""
    found = _SIGN.match(line.canonical)
    if found is None or found[1] != sign:
        return line
    if found.end() == 1 and not (line.coded or line.apart):
        return 1 + line.gap
    end = len(line.text)
    if sign == "|" and line.text.endswith("|"):
        end = found.end() + len(line.text[found.end() : -1].rstrip())
    return _cut(line, Span(found.end(), end))


def _parted(lines: Iterable[Line | int]) -> Iterator[Line]:
    """Returns lines, with blank lines above those that numbers stand before."""
    above = 0
    for line in lines:
        if isinstance(line, int):
            above += line
            continue
        yield replace(line, gap=line.gap + above) if above else line
        above = 0


def _numbers(lines: Sequence[Line]) -> Mapping[int, _Figures]:
    """Returns the numbers before lines by which these are counted: each is larger than the one above."""
    found = {line.number: match for line in lines if not line.level and (match := _NUMBER.match(line.text))}
    counts = all(above < below for above, below in pairwise(int(match["number"]) for match in found.values()))
    return {number: _before(match) for number, match in found.items()} if counts else {}


def _boxes(lines: Sequence[Line]) -> Mapping[int, _Figures]:
    return {line.number: _before(match) for line in lines if (match := _BOX.match(line.text))}


def _before(match: re.Match[str], level: int = 0) -> _Figures:
    return _Figures(Span(*match.span("figure")), Span(match.end(), len(match.string)), level)


def _sureness(lines: Sequence[Line]) -> Mapping[int, _Figures]:
    may_have = (line for line in lines if line.text.endswith(_LAST))
    found = ((line.number, match) for line in may_have if (match := _SURENESS.search(line.text)))
    return {number: _Figures(Span(*match.span("figure")), Span(0, match.start())) for number, match in found}


def _tags(lines: Sequence[Line]) -> Mapping[int, _Figures]:
    """Returns tags before lines: all are one, times, or sorts of lines. `王: …` before each turn of a talk is none."""
    found = {line.number: match for line in lines if (match := _TAG.match(line.text))}
    names = Counter((match["tag"] or match["angled"] or match["figure"]).strip().casefold() for match in found.values())
    known = sum(times for name, times in names.items() if name in _SORTS or name in _HEADS or _TIME.fullmatch(name))
    most = max(names.values(), default=0)
    if max(known, most) < SHARE_COUNTED * len(found):
        return {}
    return {number: _before(match, _level_of(match["tag"] or match["angled"] or "")) for number, match in found.items()}


def _level_of(tag: str) -> int:
    sort = tag.strip().casefold()
    return 0 if sort not in _HEADS else 1 if sort in _FIRST_HEADS else 2


def _closings(lines: Sequence[Line]) -> Mapping[int, _Figures]:
    may_have = (line for line in lines if line.text.endswith(_CLOSING))
    found = {line.number: match for line in may_have if (match := _CLOSE.search(line.text))}
    signs = Counter(match["figure"] for match in found.values())
    sign = max(signs, key=lambda one: (signs[one], one), default="")
    return {
        number: _Figures(Span(*match.span("figure")), Span(0, match.start()))
        for number, match in found.items()
        if match["figure"] == sign
    }


def _without_figures(lines: Sequence[Line], figures: Mapping[int, _Figures]) -> Sequence[Line]:
    plain = sum(not line.level and bool(line.text) for line in lines)
    if len(figures) < max(LEAST_COUNTED, SHARE_COUNTED * plain):
        return lines
    kept: list[Line | int] = []
    for line in lines:
        found = figures.get(line.number)
        kept.append(line if found is None else _apart(line, found))
        if found is not None and not len(found.rest):
            kept.append(1 + line.gap)
    return [*_parted(kept)]


def _apart(line: Line, found: _Figures) -> Line:
    """Returns a line with its figures kept apart; they stay where something of the line does not let them go."""
    figures = line.piece(found.span.start, found.span.end)
    if not len(found.rest) and not (line.coded or line.marks):
        return replace(line, text="", canonical="", apart=(*line.apart, figures))
    bare = _cut(line, found.rest)
    if bare is line:
        return line
    apart = (*line.apart, figures) if _TOLD.search(line.text, found.span.start, found.span.end) else line.apart
    return replace(bare, apart=apart, level=bare.level or found.level)


def _cut(line: Line, rest: Span) -> Line:
    """Returns a line with a part of its text alone, read as if nothing stood around it: `> ## 标题` is a heading."""
    if line.coded or line.rows or not len(rest):
        return line
    rest = _stripped(line.text, rest)
    heading = None if line.marks else find_heading(line.text, rest.start, rest.end)
    if heading is None:
        return _shortened(line, rest)
    return replace(_shortened(line, _stripped(line.text, Span(heading.start, heading.end))), level=heading.level)


def _stripped(text: str, span: Span) -> Span:
    return strip_span(text, span) if text[span.start : span.end].strip(BLANK) else span


def _shortened(line: Line, rest: Span) -> Line:
    lost = len(line.text) - rest.end
    span = Span(line.span.start + rest.start, line.span.end - lost)
    if line.marks and not span.start <= line.marks[0].span.start <= line.marks[-1].span.end <= span.end:
        return line  # the sign itself is marked: **|** 新桥通车
    text, known = line.text[rest.start : rest.end], line.canonical[rest.start : rest.end]
    bare = replace(line, span=span, text=text, canonical=known)
    return _with_bold(bare) if line.marks else bare


def _with_bold(line: Line) -> Line:
    """Returns a line that is marked behind its sign; one that is all bold there, `- **新桥通车**`, is bold."""
    first, last = line.marks[0].span, line.marks[-1].span
    if len(line.marks) > 2 or first.start != line.span.start or last.end != line.span.end:
        lead = line.stops[1][0] if first.start == line.span.start else 0
        return replace(line, bold_lead=lead)
    return replace(line, span=Span(first.end, last.start), marks=(), bold=True)
