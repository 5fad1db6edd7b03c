"""Placed lines → articles: heads put together, datelines and credits cut out of the text, breaks healed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from sitegen.config import ReadingHints
from sitegen.model.newspaper import Article, BlockKind, BodyBlock, Contributor
from sitegen.model.prose import Prose, Reason
from sitegen.model.tables import are_cells
from sitegen.reading.build.kinds import kind_of
from sitegen.reading.build.parts import Opening, cut_continued, cut_credit, cut_jump, cut_series, open_text
from sitegen.reading.layout.grouping import PAGE, Placed
from sitegen.reading.layout.labels import Label
from sitegen.reading.names import people
from sitegen.reading.text import picture_credits
from sitegen.reading.text.asked import caption_match
from sitegen.reading.text.lines import Line
from sitegen.reading.text.paragraphs import Piece, make_prose, whole
from sitegen.source import SourceText


def read_articles(source: SourceText, placed: Sequence[Placed], hints: ReadingHints) -> tuple[Article, ...]:
    """Make the articles of a page, in printed order."""
    numbered = sorted((p for p in placed if p.article != PAGE), key=lambda p: (p.article, p.line.number))
    return tuple(_article(source, [*group], hints) for _, group in groupby(numbered, key=lambda p: p.article))


def _article(source: SourceText, lines: Sequence[Placed], hints: ReadingHints) -> Article:
    heads = {label: _head(source, lines, label) for label in (Label.KICKER, Label.DECK, Label.BYLINE)}
    jumps = [whole(p.line) for p in lines if p.label is Label.JUMP_TO]
    above = [whole(p.line) for p in lines if p.label is Label.CONTINUED_FROM]
    headline, series = _headline(source, lines, jumps, above)
    body, cut, credits_cut = _body(source, lines, hints, jumps)
    if cut and cut.continued_from:
        above.append(cut.continued_from)
    byline = heads[Label.BYLINE]
    run_in = _piece(source, cut.byline if cut else None)
    alone = tuple(make_prose(source, [whole(p.line)]) for p in lines if p.label is Label.CREDIT)
    credit_lines = tuple(sorted((*alone, *(make_prose(source, [c]) for c in credits_cut)), key=lambda c: c.start))
    number = next((p.line.number for p in lines if p.label is Label.HEADLINE), lines[0].line.number)
    return Article(
        line=number,
        kind=kind_of(lines),
        kicker=heads[Label.KICKER],
        headline=headline,
        series=series,
        deck=heads[Label.DECK],
        dateline=_piece(source, cut.dateline if cut else None),
        byline=_first(byline, run_in),
        contributors=contributors_of(byline, run_in, credit_lines, body),
        credit_lines=credit_lines if byline is None or run_in is None else (run_in, *credit_lines),
        body=body,
        jump_to=_together(source, jumps),
        continued_from=_together(source, above),
    )


def _first(byline: Prose | None, run_in: Prose | None) -> Prose | None:
    return byline if byline is not None else run_in


def _piece(source: SourceText, piece: Piece | None) -> Prose | None:
    return make_prose(source, [piece]) if piece is not None else None


def _together(source: SourceText, pieces: Sequence[Piece]) -> Prose | None:
    """Returns pieces that stand in several places of an article as one text, in printed order."""
    ordered = sorted(pieces, key=lambda piece: (piece.line.number, piece.start))
    joined = [Piece(piece.line, piece.start, piece.end, Reason.LINE_BREAK) for piece in ordered]
    return make_prose(source, joined) if joined else None


def _head(source: SourceText, lines: Sequence[Placed], label: Label) -> Prose | None:
    """Returns a field of the head; several printed lines of it become one text."""
    pieces = [whole(p.line, Reason.LINE_BREAK) for p in lines if p.label is label]
    return make_prose(source, pieces) if pieces else None


def _headline(
    source: SourceText, lines: Sequence[Placed], jumps: list[Piece], above: list[Piece]
) -> tuple[Prose | None, Prose | None]:
    """Returns headline and series tag: `…假期消费(经济新方位)` is the headline and the name of a series it belongs to.

    What sends the reader to another page (`…(下转第4版)`, `上接第1版 …`) is cut off and put to `jumps` and `above`.
    """
    pieces: list[Piece] = []
    series: Prose | None = None
    for placed in lines:
        if placed.label not in _HEADLINE:
            continue
        piece = cut_jump(cut_continued(placed.line, above), jumps)
        if piece and series is None:
            piece, tag = cut_series(piece)
            series = _piece(source, tag)
        if piece:
            pieces.append(Piece(piece.line, piece.start, piece.end, Reason.LINE_BREAK))
    return (make_prose(source, pieces) if pieces else None), series


_SENTENCE_END = re.compile(r"[。!?”]")
_HEADLINE = frozenset({Label.HEADLINE, Label.HEADLINE_ON})
_BLOCK_OF = {
    Label.PARAGRAPH: BlockKind.PARAGRAPH,
    Label.ITEM: BlockKind.PARAGRAPH,
    Label.CONTINUATION: BlockKind.PARAGRAPH,
    Label.SUBHEADING: BlockKind.SUBHEADING,
    Label.PART_BYLINE: BlockKind.BYLINE,
    Label.CAPTION: BlockKind.CAPTION,
    Label.VERSE: BlockKind.VERSE,
    Label.TABLE: BlockKind.TABLE,
}


def _body(
    source: SourceText, lines: Sequence[Placed], hints: ReadingHints, jumps: list[Piece]
) -> tuple[tuple[BodyBlock, ...], Opening | None, list[Piece]]:
    """Returns the blocks of the body, what was cut off its first line, and the credits that ended lines."""
    first: Opening | None = None
    closing: list[Piece] = []
    blocks: list[tuple[BlockKind, int, list[Piece]]] = []
    paragraphs: list[list[Piece]] = []  # those of the blocks that are paragraphs
    for placed in lines:
        kind = _BLOCK_OF.get(placed.label)
        if kind is None:
            continue
        piece: Piece | None = whole(placed.line)
        if kind is BlockKind.PARAGRAPH:
            if first is None:
                first = open_text(placed.line, hints)
                piece = first.rest
            piece = cut_credit(cut_jump(piece, jumps), closing)
        if piece is not None:
            _add(blocks, paragraphs, placed, kind, piece)
    return tuple(_block(source, kind, level, pieces) for kind, level, pieces in blocks), first, closing


def _block(source: SourceText, kind: BlockKind, level: int, pieces: Sequence[Piece]) -> BodyBlock:
    prose = make_prose(source, pieces)
    rows = pieces[0].line.rows if kind is BlockKind.TABLE else ()
    return BodyBlock(kind=kind, prose=prose, level=level, rows=rows if rows and are_cells(rows, prose.text) else ())


def _add(
    blocks: list[tuple[BlockKind, int, list[Piece]]],
    paragraphs: list[list[Piece]],
    placed: Placed,
    kind: BlockKind,
    piece: Piece,
) -> None:
    """Put a piece into a new block, or to the block it continues: across a break, past any caption between."""
    if placed.label is Label.CONTINUATION and paragraphs:
        paragraphs[-1].append(Piece(piece.line, piece.start, piece.end, Reason.COLUMN_BREAK))
        return
    cells_kept = bool(placed.line.rows) or bool(blocks and blocks[-1][2][0].line.rows)
    if kind in (BlockKind.VERSE, BlockKind.TABLE) and blocks and blocks[-1][0] is kind and not cells_kept:
        blocks[-1][2].append(Piece(piece.line, piece.start, piece.end, Reason.VERSE_LINE))
        return
    below_caption = kind is BlockKind.CAPTION and placed.line.gap == 0 and blocks and blocks[-1][0] is kind
    if below_caption and not _is_credited(blocks[-1][2][-1].line):
        blocks[-1][2].append(Piece(piece.line, piece.start, piece.end, Reason.LINE_BREAK))
        return
    blocks.append((kind, placed.level, [piece]))
    if kind is BlockKind.PARAGRAPH:
        paragraphs.append(blocks[-1][2])


def _is_credited(line: Line) -> bool:
    """Tell whether a line of a caption says who made the picture: it is the caption's last."""
    text = line.canonical
    if text.endswith(("摄", "供图", "摄影")):
        return True
    return caption_match(text) is not None or picture_credits.PHOTO_CREDIT.match(text) is not None


def contributors_of(
    byline: Prose | None, run_in: Prose | None, credit_lines: Sequence[Prose], body: Sequence[BodyBlock]
) -> tuple[Contributor, ...]:
    """Returns everyone whom byline, bylines of parts, credits and captions name, each once, in that order."""

    def found() -> Iterator[Contributor]:
        for prose in (byline, run_in):
            if prose is not None:
                yield from people.as_printed(prose.text, people.from_byline)
        for block in body:
            if block.kind is BlockKind.BYLINE:
                yield from people.as_printed(block.prose.text, people.from_byline)
        for prose in credit_lines:
            yield from people.as_printed(prose.text, people.from_credit)
        for block in body:
            if block.kind is BlockKind.CAPTION:
                yield from people.as_printed(block.prose.text, _photographer)

    return people.each_once(found())


def _photographer(text: str) -> Iterator[Contributor]:
    """Returns who made the picture of a caption, if the caption says it at its end."""
    match = caption_match(text)
    if match:
        yield from people.from_credit(match["credit"])
        return
    tail = _SENTENCE_END.split(text)[-1].strip()
    if tail and picture_credits.PHOTO_CREDIT.match(tail):
        yield from people.from_credit(tail)
