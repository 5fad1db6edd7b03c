"""Running text: slices of a source with recorded edits, so that print can always be had back from it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from sitegen.source import SourceText, Span

# 仲夏时节话法治 开门纳谏听民声: the space between the phrases of a paired headline. It stands behind Han or a closing
# mark, so that the number of `1 以党建带队建 …` stays with its phrase, and before Han, a figure or an opening mark.
PHRASE_SPACE = re.compile(r"(?<=[\u3007\u3400-\u9fff”’》）)！!？?%])\s{1,8}(?=[\u3007\u3400-\u9fff“‘《（(\d])")

_UNCOUNTED = re.compile(r"[\W_]+")  # all that str.isalnum denies


class Reason(StrEnum):
    """Why running text differs from print at one place."""

    COLUMN_BREAK = "column-break"  # a sentence cut by a column or page break, joined
    LINE_BREAK = "line-break"  # printed lines of one head or sentence, joined
    VERSE_LINE = "verse-line"  # the line end of a poem, kept
    HYPHEN = "line-end-hyphen"  # the hyphen of a Latin word cut at a line end, taken out
    PUNCTUATION = "punctuation"  # half-width mark in Chinese prose made full-width (GB/T 15834-2011)
    WIDTH = "width"  # full-width letter or digit made half-width, as a reader expects numbers
    SPACE = "space"  # white space that OCR or typesetting left inside text
    INVISIBLE = "invisible"  # zero-width and control characters
    MARK = "mark"  # heading, bold and image marks of the converter
    MARKUP = "markup"  # HTML, LaTeX and the like that a converter left: taken out, or set as the sign that it means
    ATTRIBUTE = "attribute"  # edited Markdown: what HTML carries beside the text: a link's address, an item's number
    TRANSCRIPTION = "transcription"  # the editor mends a misread word; silent
    CORRECTION = "correction"  # the editor corrects a fact; public


# The edits that may touch letters and digits: made by an editor, a change of width, or kept in the block's HTML.
REWORDING = frozenset({Reason.TRANSCRIPTION, Reason.CORRECTION, Reason.WIDTH, Reason.ATTRIBUTE})


class Edit(msgspec.Struct, frozen=True):
    """A change made for running text: the characters of `span` read as `becomes`; an empty span inserts."""

    span: Span
    becomes: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Prose:
    """A piece of running text and where every character of it was printed.

    `spans` are slices of one source in reading order; `edits` lie inside them, sorted, without overlap. `text` is the
    spans joined with the edits applied, nothing else; `compose` makes it and `check` makes it again. It goes from
    `start`, the offset of its first character in the source, to `end`, that behind its last.
    """

    start: int
    end: int
    text: str
    printed: bytes  # spans and edits, packed: years of a daily have millions, which only the reading and checks ask for

    @property
    def spans(self) -> tuple[Span, ...]:
        """Returns the slices of the source, in reading order."""
        return self.unpacked()[0]

    @property
    def edits(self) -> tuple[Edit, ...]:
        """Returns what was changed in the slices, in their order."""
        return self.unpacked()[1]

    def unpacked(self) -> tuple[tuple[Span, ...], tuple[Edit, ...]]:
        """Returns both, for whoever asks for both."""
        return _unpack(self.printed)

    def lines(self, source: SourceText) -> tuple[int, ...]:
        """The numbers of the source lines this text was printed on."""
        seen: dict[int, None] = {}
        for span in self.spans:
            last = max(span.start, span.end - 1)
            for number in range(source.line_number(span.start), source.line_number(last) + 1):
                seen[number] = None
        return tuple(seen)


_pack = msgspec.msgpack.Encoder().encode
_unpack = msgspec.msgpack.Decoder(tuple[tuple[Span, ...], tuple[Edit, ...]]).decode


def compose(source: SourceText, spans: tuple[Span, ...], edits: tuple[Edit, ...] = ()) -> Prose:
    """Make running text from slices of a source.

    Raises ValueError where an edit lies outside the spans, or two overlap: that would lose or double characters.
    """
    pieces: list[str] = []
    text, used = source.text, 0
    for span in spans:
        at = span.start
        while used < len(edits) and edits[used].span.end <= span.end:
            edit = edits[used]
            if edit.span.start < at:
                raise ValueError(f"edit {edit} overlaps or lies outside {span}")
            pieces.append(text[at : edit.span.start])
            pieces.append(edit.becomes)
            at = edit.span.end
            used += 1
        pieces.append(text[at : span.end])
    if used != len(edits):
        raise ValueError(f"edit {edits[used]} lies outside {spans}")
    return Prose(spans[0].start, spans[-1].end, "".join(pieces), _pack((spans, edits)))


def ledger(text: str) -> str:
    """Returns only what law 1 counts: letters, digits and ideographs, in order."""
    return _UNCOUNTED.sub("", text)
