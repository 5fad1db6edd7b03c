"""Signs that a converter has set before every line: `- `, `• `, `> `, `| … |`. They tell no line from another.

`| 河湾新桥通车 |` is read as `河湾新桥通车`. A page of which some lines are a list keeps its signs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from sitegen.reading.text.line import Line
from sitegen.source import Span

LEAST = 8  # lines with the sign: fewer may be a list that a page consists of
SHARE = 0.9  # of the lines of a page that no heading's mark distinguishes

# What Markdown and converters set; ● and ■ are printed, before each of a page's briefs. `•` is `·` in canonical lines.
_SIGN = re.compile(r"([-*+>|·–]) {1,3}(?=\S)")


def unframed(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Returns the lines of a page without a sign that almost all of them begin with."""
    plain = [line for line in lines if not line.level]
    signs = Counter(found[1] for line in plain if (found := _SIGN.match(line.canonical)))
    sign, count = max(signs.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    if count < max(LEAST, SHARE * len(plain)):
        return tuple(lines)
    return tuple(_bare(line, sign) for line in lines)


def _bare(line: Line, sign: str) -> Line:
    found = _SIGN.match(line.canonical)
    if found is None or found[1] != sign or line.coded or line.rows or line.apart:
        return line
    start, end = found.end(), len(line.text)
    if sign == "|" and line.text.endswith("|"):
        end = start + len(line.text[start:-1].rstrip())
    if start >= end:
        return line
    span = Span(line.span.start + start, line.span.end - len(line.text) + end)
    if line.marks and not span.start <= line.marks[0].span.start <= line.marks[-1].span.end <= span.end:
        return line  # the sign itself is marked: **|** 新桥通车
    bare = replace(line, span=span, text=line.text[start:end], canonical=line.canonical[start:end])
    return _with_bold(bare) if line.marks else bare


def _with_bold(line: Line) -> Line:
    """Returns a line that is marked behind its sign; one that is all bold there, `- **新桥通车**`, is bold."""
    first, last = line.marks[0].span, line.marks[-1].span
    if len(line.marks) > 2 or first.start != line.span.start or last.end != line.span.end:
        lead = line.stops[1][0] if first.start == line.span.start else 0
        return replace(line, bold_lead=lead)
    return replace(line, span=Span(first.end, last.start), marks=(), bold=True)
