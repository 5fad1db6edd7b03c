"""What converters left on a page beside its text: lines of markup alone, codes of the make-up desk, what to tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from sitegen.errors import Diagnostic, Severity, finding
from sitegen.model.layout import PrintedLine, Role
from sitegen.model.newspaper import Furniture
from sitegen.model.prose import Edit, Reason, compose
from sitegen.reading.text.lines import Line
from sitegen.reading.text.makeup_codes import has_codes
from sitegen.reading.text.tokens import COMMENT, CROWDED, DATA, FORMULA, TABLE, UNKNOWN
from sitegen.source import SourceText, Span

MARKUP = ("markup",)  # why a line is set apart: it holds nothing but markup
DESK_CODE = ("desk code",)  # it holds nothing but a code of the make-up desk
COUNT = ("count",)  # nothing but the number by which a converter has counted it

# How much each kind matters.
_SEVERITIES = {
    DATA: Severity.WARNING,
    UNKNOWN: Severity.WARNING,
    COMMENT: Severity.NOTE,
    FORMULA: Severity.NOTE,
    TABLE: Severity.WARNING,
    CROWDED: Severity.WARNING,
}


def set_apart(source: SourceText, lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[PrintedLine, ...]]:
    """Part the lines to be read from those that hold markup alone, a code of the make-up desk, or their number."""
    apart = [line for line in lines if _is_bare(line)]
    if not apart:
        return tuple(lines), ()
    return tuple(line for line in lines if not _is_bare(line)), tuple(_printed(source, line) for line in apart)


def _is_bare(line: Line) -> bool:
    return not line.text


def _printed(source: SourceText, line: Line) -> PrintedLine:
    role, why = Role.UNCLASSIFIED, MARKUP
    if line.apart:
        role = _role_of(source.slice(line.apart[0]))
        why = DESK_CODE if role is Role.EDITORS else COUNT
    return PrintedLine(line.number, line.span, role, 1.0, why=why)


def _role_of(code: str) -> Role:
    """Returns what a part of a line is that is none of its text: a code of the desk, or a converter's figures."""
    return Role.EDITORS if has_codes(code) else Role.UNCLASSIFIED


def left_furniture(source: SourceText, lines: Sequence[Line]) -> Iterator[Furniture]:
    """List what lines hold that is none of their text: all of one that is markup alone, codes of the make-up desk.

    The figures that a converter has set around lines are one text, with spaces between: `1 2 3 …`.
    """
    figures: list[Span] = []
    for line in lines:
        if _is_bare(line) and not line.apart:
            yield Furniture(Role.UNCLASSIFIED, compose(source, (line.span,), _within(line)))
        for code in line.apart:
            if _role_of(source.slice(code)) is Role.EDITORS:
                yield Furniture(Role.EDITORS, compose(source, (code,)))
            else:
                figures.append(code)
    if figures:
        spaces = tuple(Edit(Span(one.start, one.start), " ", Reason.SPACE) for one in figures[1:])
        yield Furniture(Role.UNCLASSIFIED, compose(source, tuple(figures), spaces))


def _within(line: Line) -> tuple[Edit, ...]:
    """Returns the edits of a line but for those of white at its ends, which are none of it: a zero-width space."""
    return tuple(mark for mark in line.marks if line.span.start <= mark.span.start and mark.span.end <= line.span.end)


def findings_of(source: SourceText, lines: Sequence[Line]) -> Iterator[Diagnostic]:
    """Tell what was left, each kind once a page, where it first stands."""
    left = [each for line in lines for each in line.left if each.code in _SEVERITIES]
    times = Counter((each.code, each.name) for each in left)
    for key, each in {(each.code, each.name): each for each in reversed(left)}.items():
        often = times[key] if times[key] > 1 else 0
        severity = _SEVERITIES[each.code]
        yield finding(each.code, severity, source, each.offset, name=each.name, words=each.words, times=often)
