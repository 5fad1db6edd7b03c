"""Hard-wrapped text, as converters take it out of a PDF: one line of the file for each printed line of a column.

A paragraph then runs over many lines; it ends with a short line or before an indented one. The lines of a paragraph
become one `Line` again, whose `marks` take the line ends out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from sitegen.model.prose import Edit, Reason
from sitegen.reading.text import patterns
from sitegen.reading.text.folding import fold
from sitegen.reading.text.lines import Line
from sitegen.reading.text.words import ends_sentence, width
from sitegen.source import SourceText, Span

FEWEST_LINES = 12  # with fewer there is no measure to be seen
WRAPPED_SHARE = 0.5  # of the lines that follow another without a gap
FULL_SHARE = 0.4  # of the lines that reach the measure
LONGEST_PARAGRAPH = 300  # printed lines; a longer one goes on as a healed break
INDENT = 2.0  # ideographs
_BEGINS = re.compile(f"{patterns.CAPTION_START.pattern}|{patterns.DATELINE_WIRE.pattern}|^本报讯")


def unwrap(source: SourceText, lines: Sequence[Line], apart: Collection[int] = ()) -> tuple[Line, ...]:
    """Give paragraphs as single lines where a bulletin is hard-wrapped; any other bulletin as it is.

    `apart` are the numbers of lines that the editor has said something about: they begin a line in any case.
    """
    measure = _measure(lines)
    if not measure:
        return tuple(lines)
    return tuple(_join(run) for run in _paragraphs(source, lines, measure, apart))


def _measure(lines: Sequence[Line]) -> float:
    """Give the width of the page's columns if its text is wrapped to it, else 0."""
    body = [line for line in lines if not line.level]
    if len(body) < FEWEST_LINES or sum(line.gap == 0 for line in body) < WRAPPED_SHARE * len(body):
        return 0.0
    widths = sorted(width(line.text) for line in body)
    measure = widths[int(len(widths) * 0.9)]
    from_width = _full(measure, body)
    full = sum(w >= from_width for w in widths)
    return measure if measure >= 8 and full >= FULL_SHARE * len(widths) else 0.0


def _full(measure: float, lines: Sequence[Line]) -> float:
    """Give the width from which a line is full: Latin words leave ragged ends, ideographs at most a mark's width."""
    latin = sum(line.text.isascii() for line in lines) > len(lines) / 2
    return measure * 0.75 if latin else measure - 2


def _paragraphs(
    source: SourceText, lines: Sequence[Line], measure: float, apart: Collection[int]
) -> Iterator[list[Line]]:
    full = _full(measure, lines)
    run: list[Line] = []
    for line in lines:
        may_go_on = run and len(run) < LONGEST_PARAGRAPH and line.number not in apart
        if may_go_on and _goes_on(source, run[-1], line, full):
            run.append(line)
            continue
        if run:
            yield run
        run = [line]
    if run:
        yield run


def _goes_on(source: SourceText, before: Line, line: Line, full: float) -> bool:
    if line.gap or line.level or before.level or line.bold or before.bold:
        return False
    if ends_sentence(before.canonical) and _BEGINS.match(line.canonical):
        return False  # 图为…, 本报讯 … below a paragraph whose last line is full
    return width(before.text) >= full and _indent(source, line) < INDENT


def _indent(source: SourceText, line: Line) -> float:
    return width(source.text[source.line_starts[line.number - 1] : line.span.start].replace("\t", "    "))


def _join(run: Sequence[Line]) -> Line:
    if len(run) == 1:
        return run[0]
    first, marks, text = run[0], list(run[0].marks), run[0].text
    for before, line in pairwise(run):
        joint, between = _joint(text, line.text, Span(before.span.end, line.span.start))
        marks += [joint, *line.marks]
        text = text[: len(text) - (joint.reason is Reason.HYPHEN)] + between + line.text
    span = Span(first.span.start, run[-1].span.end)
    return Line(
        first.number,
        span,
        text,
        fold(text),
        first.level,
        first.bold,
        first.bold_lead,
        first.gap,
        tuple(marks),
    )


def _joint(left: str, right: str, gap: Span) -> tuple[Edit, str]:
    """Give the edit that takes a line end out, and what stands for it: nothing between ideographs, a space in Latin."""
    if left.endswith("-") and left[-2:-1].isalpha() and left[-2:-1].isascii() and right[:1].islower():
        return Edit(Span(gap.start - 1, gap.end), "", Reason.HYPHEN), ""
    if left[-1:].isascii() and right[:1].isascii() and (left[-1:].isalnum() or right[:1].isalnum()):
        return Edit(gap, " ", Reason.LINE_BREAK), " "
    return Edit(gap, "", Reason.LINE_BREAK), ""
