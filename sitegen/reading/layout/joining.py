"""The lines of a paragraph put together: what stood between them becomes nothing, or a space between words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from sitegen.model.prose import Edit, Reason
from sitegen.reading.layout.line_ends import cuts_address
from sitegen.reading.text.joints import is_alphabetic_joint, joint, space_between
from sitegen.reading.text.line import Line
from sitegen.reading.text.marks import canonical
from sitegen.source import Span


def join(run: Sequence[Line], page: str) -> Line:
    """Returns the lines of a run as one, whose marks take out what stood between them; `page` is the text of all."""
    if len(run) == 1:
        return run[0]
    first, marks, text = run[0], list(run[0].marks), run[0].text
    for before, line in pairwise(run):
        gap = Span(before.span.end, line.span.start)
        marked = bool(before.marks) and before.marks[-1].span.end == gap.start
        edit, between = _joint(text, line.text, gap, page, hyphen=not marked)
        marks += [*_around(edit, (*before.apart, *line.apart)), *line.marks]
        text = text[: len(text) - (edit.reason is Reason.HYPHEN)] + between + line.text
    span = Span(first.span.start, run[-1].span.end)
    return Line(
        first.number,
        span,
        text,
        canonical(text),
        first.level,
        first.bold,
        first.bold_lead,
        first.gap,
        tuple(marks),
        coded=any(line.coded for line in run),
        left=tuple(left for line in run for left in line.left),
        apart=tuple(span for line in run for span in line.apart),
    )


def _around(edit: Edit, apart: Sequence[Span]) -> Iterator[Edit]:
    """Cut an edit where something stands within it that is none of the text: the number before the next line."""
    at, becomes = edit.span.start, edit.becomes
    for hole in (*(span for span in apart if at <= span.start and span.end <= edit.span.end), None):
        end = hole.start if hole else edit.span.end
        if end > at:
            yield Edit(Span(at, end), becomes, edit.reason)
            becomes = ""
        if hole:
            yield Edit(hole, "", Reason.MARK)
            at = hole.end


def _joint(left: str, right: str, gap: Span, page: str, *, hyphen: bool) -> tuple[Edit, str]:
    """Returns the edit that takes a line end out, and what stands for it: nothing between ideographs, else a space.

    `hyphen` tells that the sign before the line end may be taken out with it, as no mark stands between.
    """
    if met := joint(left, right, page):
        cut = met.cut if hyphen else 0
        reason = Reason.HYPHEN if cut else Reason.LINE_BREAK
        return Edit(Span(gap.start - cut, gap.end), met.between, reason), met.between
    if cuts_address(left, right):
        return Edit(gap, "", Reason.LINE_BREAK), ""
    if is_alphabetic_joint(left, right):
        between = space_between(left, right)
        return Edit(gap, between, Reason.LINE_BREAK), between
    if left[-1:].isascii() and right[:1].isascii() and (left[-1:].isalnum() or right[:1].isalnum()):
        return Edit(gap, " ", Reason.LINE_BREAK), " "
    return Edit(gap, "", Reason.LINE_BREAK), ""
