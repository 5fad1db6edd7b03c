"""Text with markup in it → the edits that leave only what was printed: tags out, signs in, blanks set right.

Between two pieces of text stands a run of markup and white space; what the run becomes is decided as a whole, so that
`甲</p>\\n<p>乙` is parted by one space, however much stands between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import zip_longest

from msgspec.structs import replace

from sitegen.model.prose import Edit, Reason
from sitegen.reading.text import tags
from sitegen.reading.text.latex import lowered, raised
from sitegen.reading.text.line import BLANK
from sitegen.reading.text.marks import BOLD
from sitegen.reading.text.tokens import Kind, Token
from sitegen.source import Span

_BLANK = re.escape(BLANK)
_PARTS = re.compile(rf"(?P<white>[{_BLANK}\n]+)|[^{_BLANK}\n](?:[^\n]*[^{_BLANK}\n])?")
_WIDE_MARKS = frozenset("，。；：、！？”’）》」』】…—")


class _What(IntEnum):
    """What a piece of a region is; text and signs show, the rest stands between them."""

    TEXT = 0
    SIGN = 1
    BLANK = 2  # white space within a line, and references to it
    TURN = 3  # white space with a line end
    NOTHING = 4  # markup that leaves nothing
    BREAK = 5  # the border of a block


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    what: _What
    becomes: str = ""
    reason: Reason = Reason.MARKUP


@dataclass(frozen=True, slots=True)
class Setting:
    """What a region shows: from where to where, the edits within that, whether blocks stand side by side in it."""

    span: Span
    edits: tuple[Edit, ...]
    crowded: bool

    @property
    def shows(self) -> bool:
        """Whether anything is left to read."""
        return len(self.span) > 0


def set_region(text: str, start: int, end: int, tokens: Sequence[Token], *, joint: str = "") -> Setting:
    """Returns what a part of the source shows. `joint` stands for a line end between ideographs, a space elsewhere."""
    pieces = [*_pieces(text, start, end, tokens)]
    shown = [at for at, piece in enumerate(pieces) if piece.what <= _What.SIGN]
    if not shown:
        return Setting(Span(start, start), (), False)
    pieces = pieces[shown[0] : shown[-1] + 1]
    edits: list[Edit] = []
    run: list[_Piece] = []
    left, crowded = "", False
    for piece in pieces:
        if piece.what > _What.SIGN:
            run.append(piece)
            continue
        crowded |= any(between.what is _What.BREAK and between.becomes for between in run)
        edits += _between(run, left, piece.becomes or text[piece.start], joint)
        run, left = [], piece.becomes or text[piece.end - 1]
        if piece.what is _What.SIGN:
            edits.append(Edit(Span(piece.start, piece.end), piece.becomes, piece.reason))
    return Setting(Span(pieces[0].start, pieces[-1].end), tuple(_merged(edits)), crowded)


def _pieces(text: str, start: int, end: int, tokens: Sequence[Token]) -> Iterator[_Piece]:
    at = start
    for token in tokens:
        yield from _raw(text, at, token.start)
        yield _of_token(token)
        at = token.end
    yield from _raw(text, at, end)


def _raw(text: str, start: int, end: int) -> Iterator[_Piece]:
    for part in _PARTS.finditer(text, start, end):
        if part["white"] is None:
            yield _Piece(*part.span(), _What.TEXT)
        else:
            yield _Piece(*part.span(), _What.TURN if "\n" in part[0] else _What.BLANK)


def _of_token(token: Token) -> _Piece:
    what = _What.NOTHING
    becomes = ""
    if token.kind is Kind.TAG and (token.name in tags.BLOCKS or token.name in tags.TABLE_PARTS or token.name == "br"):
        what, becomes = _What.BREAK, "" if token.name == "br" else token.name
    elif token.kind is Kind.SIGN and token.becomes:
        what, becomes = (_What.BLANK if token.becomes in BLANK else _What.SIGN), token.becomes
    return _Piece(token.start, token.end, what, becomes, token.reason)


def _between(run: Sequence[_Piece], left: str, right: str, joint: str) -> Iterator[Edit]:
    """Returns what becomes of a run between two characters that show; behind a wide mark no space is wanted."""
    if not run:
        return
    span = Span(run[0].start, run[-1].end)
    if any(piece.what is _What.BREAK for piece in run):
        yield Edit(span, "" if left in _WIDE_MARKS else " ", Reason.MARKUP)
    elif any(piece.what is _What.TURN for piece in run):
        becomes = joint if not (left.isascii() or right.isascii()) else " "
        coded = any(piece.what is _What.NOTHING or piece.becomes for piece in run)
        yield Edit(span, becomes, Reason.MARKUP if coded else Reason.LINE_BREAK)
    else:
        for piece in run:
            if piece.what is _What.NOTHING or piece.becomes:
                yield Edit(Span(piece.start, piece.end), piece.becomes, piece.reason)


def _merged(edits: Sequence[Edit]) -> Iterator[Edit]:
    """Make one edit of those that stand side by side and leave nothing."""
    held: Edit | None = None
    for edit in edits:
        joins = held is not None and held.span.end == edit.span.start and held.reason is edit.reason
        if held is not None and joins and not held.becomes and not edit.becomes:
            held = replace(held, span=Span(held.span.start, edit.span.end))
            continue
        if held is not None and len(held.span):
            yield held
        held = edit
    if held is not None and len(held.span):
        yield held


def with_scripts(text: str, tokens: Sequence[Token]) -> Iterator[Token]:
    """Returns the tokens with what stands between `<sup>` and `</sup>` raised: `10<sup>6</sup>` is not 106."""
    for token, after in zip_longest(tokens, tokens[1:]):
        yield token
        pair = after is not None and after.closes and not token.closes and token.name == after.name
        if after is None or not pair or token.name not in ("sup", "sub"):
            continue
        inside = text[token.end : after.start]
        signs = (raised if token.name == "sup" else lowered)(inside.strip()) if len(inside) < 24 else ""
        start = token.end + len(inside) - len(inside.lstrip())
        yield from (Token(start + at, start + at + 1, Kind.SIGN, sign) for at, sign in enumerate(signs))


BOLD_MARK = "**"


def bold_marks(text: str, span: Span, tokens: Sequence[Token]) -> list[Token]:
    """Find the bold marks in a part of a text, in pairs; a star that was escaped is none."""
    found: list[Token] = []
    at = span.start
    for start, end in [*((t.start, t.end) for t in tokens), (span.end, span.end)]:
        if start >= at:
            marks = BOLD.finditer(text, at, min(start, span.end))
            found += [Token(*mark.span(), Kind.SIGN, name=BOLD_MARK, reason=Reason.MARK) for mark in marks]
        at = max(at, end)
    return found[: len(found) // 2 * 2]


def with_tokens(tokens: Sequence[Token], more: Sequence[Token]) -> Sequence[Token]:
    """Returns tokens and further ones in the order of the text."""
    return sorted((*tokens, *more), key=lambda token: token.start) if more else tokens
