"""Placed lines → articles: heads put together, datelines and credits cut out of the text, breaks healed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from sitegen.model.layout import Role
from sitegen.model.newspaper import Article, ArticleKind, BlockKind, BodyBlock, Contributor
from sitegen.model.prose import Prose, Reason
from sitegen.reading import patterns, people
from sitegen.reading.heads import credit_start
from sitegen.reading.lines import CANONICAL, Line
from sitegen.reading.paragraphs import Piece, make_prose, trimmed, whole
from sitegen.reading.plan import PAGE, Placed
from sitegen.reading.rules import dateline_end
from sitegen.source import SourceText


def read_articles(source: SourceText, placed: Sequence[Placed]) -> tuple[Article, ...]:
    """Make the articles of a page, in printed order."""
    numbered = sorted((p for p in placed if p.article != PAGE), key=lambda p: (p.article, p.line.number))
    return tuple(_article(source, [*group]) for _, group in groupby(numbered, key=lambda p: p.article))


@dataclass(frozen=True, slots=True)
class _Opening:
    """What is cut out of an article's first paragraph and its last: dateline, run-in byline, closing credit."""

    dateline: Piece | None
    byline: Piece | None
    rest: Piece | None


def _article(source: SourceText, lines: Sequence[Placed]) -> Article:
    heads = {role: _head(source, lines, role) for role in (Role.KICKER, Role.HEADLINE, Role.DECK, Role.CONTINUED_FROM)}
    headline, series = _headline(source, lines)
    body, cut, credits_cut = _body(source, lines)
    byline = _head(source, lines, Role.BYLINE)
    run_in = make_prose(source, [cut.byline]) if cut and cut.byline else None
    alone = tuple(make_prose(source, [whole(p.line)]) for p in lines if p.role is Role.CREDIT)
    credit_lines = tuple(sorted((*alone, *(make_prose(source, [c]) for c in credits_cut)), key=lambda c: c.start))
    number = next((p.line.number for p in lines if p.role is Role.HEADLINE), lines[0].line.number)
    return Article(
        line=number,
        kind=_kind(lines),
        kicker=heads[Role.KICKER],
        headline=headline,
        series=series,
        deck=heads[Role.DECK],
        dateline=make_prose(source, [cut.dateline]) if cut and cut.dateline else None,
        byline=_first(byline, run_in),
        contributors=_contributors(byline, run_in, credit_lines, body),
        credit_lines=credit_lines if byline is None or run_in is None else (run_in, *credit_lines),
        body=body,
        jump_to=_head(source, lines, Role.JUMP_TO),
        continued_from=heads[Role.CONTINUED_FROM],
    )


def _first(byline: Prose | None, run_in: Prose | None) -> Prose | None:
    return byline if byline is not None else run_in


def _head(source: SourceText, lines: Sequence[Placed], role: Role) -> Prose | None:
    """Give a field of the head; several printed lines of it become one text."""
    pieces = [whole(p.line, Reason.LINE_BREAK) for p in lines if p.role is role]
    return make_prose(source, pieces) if pieces else None


def _headline(source: SourceText, lines: Sequence[Placed]) -> tuple[Prose | None, Prose | None]:
    """Give headline and series tag: `…假期消费(经济新方位)` is the headline and the name of a series it belongs to."""
    heads = [p.line for p in lines if p.role is Role.HEADLINE]
    if not heads:
        return None, None
    last = heads[-1]
    tag = patterns.SERIES.search(last.canonical)
    if tag is None or tag.start() < 4:
        return make_prose(source, [whole(line, Reason.LINE_BREAK) for line in heads]), None
    cut = trimmed(last, 0, tag.start())
    pieces = [whole(line, Reason.LINE_BREAK) for line in heads[:-1]] + ([cut] if cut else [])
    return make_prose(source, pieces), make_prose(source, [Piece(last, tag.start(), len(last.text))])


_BLOCK_OF = {
    Role.PARAGRAPH: BlockKind.PARAGRAPH,
    Role.CONTINUATION: BlockKind.PARAGRAPH,
    Role.SUBHEADING: BlockKind.SUBHEADING,
    Role.CAPTION: BlockKind.CAPTION,
    Role.VERSE: BlockKind.VERSE,
    Role.TABLE: BlockKind.TABLE,
}


def _body(
    source: SourceText, lines: Sequence[Placed]
) -> tuple[tuple[BodyBlock, ...], _Opening | None, tuple[Piece, ...]]:
    """Give the blocks of the body, what was cut from its first paragraph, and the credits that closed paragraphs."""
    first: _Opening | None = None
    closing: list[Piece] = []
    blocks: list[tuple[BlockKind, int, list[Piece]]] = []
    for placed in lines:
        kind = _BLOCK_OF.get(placed.role)
        if kind is None:
            continue
        piece: Piece | None = whole(placed.line)
        if placed.role in (Role.PARAGRAPH, Role.CONTINUATION):
            if first is None:
                first = _open(placed.line)
                piece = first.rest
            piece, credit = _cut_credit(piece)
            closing.extend(credit)
        if piece is not None:
            _add(blocks, placed, kind, piece)
    made = tuple(BodyBlock(kind=kind, prose=make_prose(source, pieces), level=level) for kind, level, pieces in blocks)
    return made, first, tuple(closing)


def _add(blocks: list[tuple[BlockKind, int, list[Piece]]], placed: Placed, kind: BlockKind, piece: Piece) -> None:
    """Put a piece into a new block, or to the block it continues: across a break, past any caption between."""
    if placed.role is Role.CONTINUATION:
        for other, _, pieces in reversed(blocks):
            if other is BlockKind.PARAGRAPH:
                pieces.append(Piece(piece.line, piece.start, piece.end, Reason.COLUMN_BREAK))
                return
    below_caption = kind is BlockKind.CAPTION and placed.line.gap == 0 and blocks and blocks[-1][0] is kind
    if below_caption:
        blocks[-1][2].append(Piece(piece.line, piece.start, piece.end, Reason.LINE_BREAK))
        return
    blocks.append((kind, placed.level, [piece]))


def _open(line: Line) -> _Opening:
    """Cut dateline and run-in byline off an article's first line: `本报讯(记者 金丽)“非常感谢…`."""
    end = dateline_end(line)
    dateline = Piece(line, 0, end) if end else None
    run_in = patterns.BYLINE_RUN_IN.match(line.canonical[end : end + 100])
    byline = trimmed(line, end, end + run_in.end()) if run_in else None
    return _Opening(dateline, byline, trimmed(line, end + run_in.end() if run_in else end, len(line.text)))


def _cut_credit(piece: Piece | None) -> tuple[Piece | None, tuple[Piece, ...]]:
    """Cut the credit off a paragraph's end: `…高质量发展。(王新鹏)`."""
    if piece is None:
        return None, ()
    at = credit_start(piece.line)
    if at is None or at < piece.start:
        return piece, ()
    credit = Piece(piece.line, at, piece.end)
    return trimmed(piece.line, piece.start, at), (credit,)


def _kind(lines: Sequence[Placed]) -> ArticleKind:
    """A headline (or none), one paragraph and the photographer's line make a photo item."""
    roles = [p.role for p in lines]
    paragraphs = roles.count(Role.PARAGRAPH)
    shot = any(p.role is Role.CREDIT and patterns.PHOTO_CREDIT.match(p.line.canonical) for p in lines)
    if shot and paragraphs <= 1 and Role.BYLINE not in roles and Role.SUBHEADING not in roles:
        return ArticleKind.PHOTO
    return ArticleKind.NEWS


def _contributors(
    byline: Prose | None, run_in: Prose | None, credit_lines: Sequence[Prose], body: Sequence[BodyBlock]
) -> tuple[Contributor, ...]:
    def found() -> Iterator[Contributor]:
        for prose in (byline, run_in):
            if prose is not None:
                yield from people.from_byline(prose.text.translate(CANONICAL))
        for prose in credit_lines:
            yield from people.from_credit(prose.text.translate(CANONICAL))
        for block in body:
            if block.kind is BlockKind.CAPTION:
                yield from _photographer(block.prose.text.translate(CANONICAL))

    return people.each_once(found())


def _photographer(text: str) -> Iterator[Contributor]:
    """Give who made the picture of a caption, if the caption says it at its end."""
    match = patterns.CAPTION.match(text)
    if match:
        yield from people.from_credit(match["credit"])
        return
    tail = re.split(r"[。!?”]", text)[-1].strip()
    if tail and patterns.PHOTO_CREDIT.match(tail):
        yield from people.from_credit(tail)
