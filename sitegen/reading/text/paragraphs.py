"""Printed lines → running text: pieces joined, marks dropped, widths mended, every change recorded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from sitegen.model.prose import Edit, Prose, Reason, compose
from sitegen.reading.text.joints import is_alphabetic_joint, joint, space_between
from sitegen.reading.text.line import BLANK, Line
from sitegen.reading.text.punctuation import full_width
from sitegen.reading.text.reach import reach_of
from sitegen.reading.text.words import HAN
from sitegen.source import SourceText, Span

_FIRST_WIDE = "０"  # nothing invisible comes behind it
_WIDE_OR_INVISIBLE = re.compile(
    f"[{_FIRST_WIDE}-９Ａ-Ｚａ-ｚ\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f\x7f]"
)
_NEEDS_SPACE = re.compile(rf"[^{HAN}\s，。、；：！？（）《》“”‘’…—]$")

_NEEDS_SPACE_BEFORE = re.compile(r"[A-Za-z0-9(]")


class Piece(msgspec.Struct, frozen=True):
    """A part of a printed line: `line.text[start:end]`, and why it is joined to the piece before it, if it is."""

    line: Line
    start: int
    end: int
    join: Reason | None = None


def whole(line: Line, join: Reason | None = None) -> Piece:
    """Returns a line as one piece."""
    return Piece(line, 0, len(line.text), join)


def trimmed(line: Line, start: int, end: int) -> Piece | None:
    """Returns a part of a line without white space at its ends; None where nothing is left."""
    while start < end and line.text[start] in BLANK:
        start += 1
    while end > start and line.text[end - 1] in BLANK:
        end -= 1
    return Piece(line, start, end) if start < end else None


def make_prose(source: SourceText, pieces: Sequence[Piece]) -> Prose:
    """Join pieces to running text with every change recorded as an edit."""
    spans: list[Span] = []
    edits: list[Edit] = []
    before: Piece | None = None
    for piece in pieces:
        if piece.join is not None and before is not None:
            edits += _joint(source, before, piece, piece.join)
        if piece.line.marks:
            reach = reach_of(piece.line, piece.start, piece.end)
            spans += reach.spans
            edits += reach.edits
        else:
            spans.append(piece.line.piece(piece.start, piece.end))
        before = piece
    mended = [*_mend(pieces, "".join([piece.line.text[piece.start : piece.end] for piece in pieces]))]
    if not (edits or any(piece.line.replaced for piece in pieces)):
        return compose(source, tuple(spans), tuple(mended))
    anew = {edit.span for edit in mended}
    edits = [edit for edit in edits if not len(edit.span) or edit.span not in anew] + mended
    given = {
        edit
        for piece in pieces
        for edit in piece.line.replaced
        if any(span.start <= edit.span.start and edit.span.end <= span.end for span in spans)
    }
    kept = {edit for edit in edits if not any(_overlap(edit.span, other.span) for other in given)} if given else edits
    ordered = sorted({*kept, *given}, key=lambda e: (e.span.start, e.span.end, e.reason))
    return compose(source, tuple(spans), tuple(ordered))


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _joint(source: SourceText, before: Piece, after: Piece, reason: Reason) -> Iterable[Edit]:
    """Record a join. Words of letters keep a space or lose their line-end hyphen; Chinese sentences are joined without.

    The printed lines of a headline or caption keep their border as a space: it is where a paired headline breaks.
    """
    left, right = before.line.text[before.start : before.end], after.line.text[after.start : after.end]
    at = after.line.piece(after.start, after.end).start
    if reason is Reason.VERSE_LINE:
        return (Edit(Span(at, at), "\n", reason),)
    if met := joint(left, right, source.text):
        cut = before.line.piece(before.end - met.cut, before.end)
        hyphen = (Edit(cut, "", Reason.HYPHEN),) if met.cut and len(cut) == met.cut else ()  # not one of `&shy;`
        return (*hyphen, Edit(Span(at, at), met.between, reason))
    if reason is Reason.LINE_BREAK:
        return (Edit(Span(at, at), " ", reason),)
    if is_alphabetic_joint(left, right):
        return (Edit(Span(at, at), space_between(left, right), reason),)
    space = " " if _NEEDS_SPACE.search(left) and _NEEDS_SPACE_BEFORE.match(right) and left[-1:].isascii() else ""
    return (Edit(Span(at, at), space, reason),)


def _mend(pieces: Sequence[Piece], text: str) -> Iterable[Edit]:
    """Make the edits of width, punctuation and invisible characters of a whole text, cut back to its pieces."""
    changes = [(start, end, new, Reason.PUNCTUATION) for start, end, new in full_width(text)]
    for found in _WIDE_OR_INVISIBLE.finditer(text):
        wide = found[0] >= _FIRST_WIDE
        mended = (chr(ord(found[0]) - 0xFEE0), Reason.WIDTH) if wide else ("", Reason.INVISIBLE)
        changes.append((found.start(), found.end(), *mended))
    if not changes:
        return
    changes.sort()
    base, at = 0, 0
    for piece in pieces:
        length = piece.end - piece.start
        shift = piece.start - base
        while at < len(changes) and changes[at][0] < base + length:
            start, end, new, reason = changes[at]
            at += 1
            span = piece.line.piece(shift + start, shift + end)
            if end <= base + length and span.end - span.start == end - start:  # not across a line end or a bold mark
                yield Edit(span, new, reason)
            elif end - start == 1:  # the sign that a reference stands for (`&#44;`)
                yield Edit(span, new, Reason.MARKUP)
        base += length
