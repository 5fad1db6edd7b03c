"""Printed lines → running text: pieces joined, marks dropped, widths mended, every change recorded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sitegen.model.prose import Edit, Prose, Reason, compose
from sitegen.reading.text.lines import BLANK, Line
from sitegen.reading.text.punctuation import full_width
from sitegen.reading.text.words import HAN
from sitegen.source import SourceText, Span

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f\x7f]")
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ]")
_LATIN_END = re.compile(r"[A-Za-z]-$")
_NEEDS_SPACE = re.compile(rf"[^{HAN}\s，。、；：！？（）《》“”‘’…—]$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a printed line: `line.text[start:end]`, and why it is joined to the piece before it, if it is."""

    line: Line
    start: int
    end: int
    join: Reason | None = None


def whole(line: Line, join: Reason | None = None) -> Piece:
    """Give a line as one piece."""
    return Piece(line, 0, len(line.text), join)


def trimmed(line: Line, start: int, end: int) -> Piece | None:
    """Give a part of a line without white space at its ends; None where nothing is left."""
    while start < end and line.text[start] in BLANK:
        start += 1
    while end > start and line.text[end - 1] in BLANK:
        end -= 1
    return Piece(line, start, end) if start < end else None


def make_prose(source: SourceText, pieces: Sequence[Piece]) -> Prose:
    """Join pieces to running text with every change recorded as an edit."""
    spans: list[Span] = []
    edits: list[Edit] = []
    chars: list[tuple[str, Span]] = []
    for piece in pieces:
        span = piece.line.piece(piece.start, piece.end)
        if piece.join is not None and spans:
            edits.extend(_joint(source, spans[-1], span, piece.join))
        spans.append(span)
        edits.extend(m for m in piece.line.marks if span.start <= m.span.start and m.span.end <= span.end)
        chars.append((piece.line.text[piece.start : piece.end], span))
    edits.extend(_mend(pieces, "".join(text for text, _ in chars)))
    given = {
        edit
        for piece, span in zip(pieces, spans, strict=True)
        for edit in piece.line.replaced
        if span.start <= edit.span.start and edit.span.end <= span.end
    }
    kept = {edit for edit in edits if not any(_overlap(edit.span, other.span) for other in given)} if given else edits
    ordered = sorted({*kept, *given}, key=lambda e: (e.span.start, e.span.end, e.reason))
    return compose(source, tuple(spans), tuple(ordered))


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _joint(source: SourceText, before: Span, after: Span, reason: Reason) -> Iterable[Edit]:
    """Record a join. Latin words keep a space or lose their line-end hyphen; Chinese sentences are joined without.

    The printed lines of a headline or caption keep their border as a space: it is where a paired headline breaks.
    """
    left, right = source.slice(before), source.slice(after)
    if reason is Reason.VERSE_LINE:
        return (Edit(Span(after.start, after.start), "\n", reason),)
    if reason is Reason.LINE_BREAK:
        return (Edit(Span(after.start, after.start), " ", reason),)
    if _LATIN_END.search(left) and right[:1].islower():
        return (
            Edit(Span(before.end - 1, before.end), "", Reason.HYPHEN),
            Edit(Span(after.start, after.start), "", reason),
        )
    space = " " if _NEEDS_SPACE.search(left) and re.match(r"[A-Za-z0-9(]", right) and left[-1:].isascii() else ""
    return (Edit(Span(after.start, after.start), space, reason),)


def _mend(pieces: Sequence[Piece], text: str) -> Iterable[Edit]:
    """Make the edits of width, punctuation and invisible characters of a whole text, cut back to its pieces."""
    changes = [(start, end, new, Reason.PUNCTUATION) for start, end, new in full_width(text)]
    changes += [(m.start(), m.end(), "", Reason.INVISIBLE) for m in _INVISIBLE.finditer(text)]
    changes += [(m.start(), m.end(), chr(ord(m[0]) - 0xFEE0), Reason.WIDTH) for m in _WIDE.finditer(text)]
    changes.sort()
    base, at = 0, 0
    for piece in pieces:
        length = piece.end - piece.start
        while at < len(changes) and changes[at][0] < base + length:
            start, end, new, reason = changes[at]
            at += 1
            span = piece.line.piece(piece.start + start - base, piece.start + end - base)
            if end <= base + length and len(span) == end - start:  # not across a line end or a bold mark
                yield Edit(span, new, reason)
        base += length
