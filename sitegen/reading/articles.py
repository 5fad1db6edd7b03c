"""Placed lines → articles: heads put together, datelines and credits cut out of the text, breaks healed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from sitegen.config import ReadingHints
from sitegen.model.layout import Role
from sitegen.model.newspaper import Article, ArticleKind, BlockKind, BodyBlock, Contributor
from sitegen.model.prose import Prose, Reason
from sitegen.reading.names import people
from sitegen.reading.roles.desk import PAGE, Placed
from sitegen.reading.roles.heads import credit_start, jump_start
from sitegen.reading.roles.sets import BRIEFS, LETTERS
from sitegen.reading.sorts.rules import dateline_end
from sitegen.reading.sorts.titles import NOTE
from sitegen.reading.text import patterns
from sitegen.reading.text.lines import Line
from sitegen.reading.text.paragraphs import Piece, make_prose, trimmed, whole
from sitegen.source import SourceText


def read_articles(source: SourceText, placed: Sequence[Placed], hints: ReadingHints) -> tuple[Article, ...]:
    """Make the articles of a page, in printed order."""
    numbered = sorted((p for p in placed if p.article != PAGE), key=lambda p: (p.article, p.line.number))
    return tuple(_article(source, [*group], hints) for _, group in groupby(numbered, key=lambda p: p.article))


SHORTEST_HEADLINE = 4


@dataclass(frozen=True, slots=True)
class Opening:
    """What is cut off an article's first line: `(上接第1版)`, dateline, run-in byline; and what is left."""

    continued_from: Piece | None
    dateline: Piece | None
    byline: Piece | None
    rest: Piece | None


def _article(source: SourceText, lines: Sequence[Placed], hints: ReadingHints) -> Article:
    heads = {role: _head(source, lines, role) for role in (Role.KICKER, Role.DECK)}
    jumps = [whole(p.line) for p in lines if p.role is Role.JUMP_TO]
    above = [whole(p.line) for p in lines if p.role is Role.CONTINUED_FROM]
    headline, series = _headline(source, lines, jumps, above)
    body, cut, credits_cut = _body(source, lines, hints, jumps)
    if cut and cut.continued_from:
        above.append(cut.continued_from)
    byline = _head(source, lines, Role.BYLINE)
    run_in = _piece(source, cut.byline if cut else None)
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
    """Give pieces that stand in several places of an article as one text, in printed order."""
    ordered = sorted(pieces, key=lambda piece: (piece.line.number, piece.start))
    joined = [Piece(piece.line, piece.start, piece.end, Reason.LINE_BREAK) for piece in ordered]
    return make_prose(source, joined) if joined else None


def _head(source: SourceText, lines: Sequence[Placed], role: Role) -> Prose | None:
    """Give a field of the head; several printed lines of it become one text."""
    pieces = [whole(p.line, Reason.LINE_BREAK) for p in lines if p.role is role]
    return make_prose(source, pieces) if pieces else None


def _headline(
    source: SourceText, lines: Sequence[Placed], jumps: list[Piece], above: list[Piece]
) -> tuple[Prose | None, Prose | None]:
    """Give headline and series tag: `…假期消费(经济新方位)` is the headline and the name of a series it belongs to.

    What sends the reader to another page (`…(下转第4版)`, `上接第1版 …`) is cut off and put to `jumps` and `above`.
    """
    pieces: list[Piece] = []
    series: Prose | None = None
    for placed in lines:
        if placed.role is not Role.HEADLINE:
            continue
        piece = _cut_jump(_cut_above(placed.line, above), jumps)
        tag = patterns.SERIES.search(placed.line.canonical[: piece.end]) if piece else None
        if piece and tag and series is None and tag.start() >= piece.start + SHORTEST_HEADLINE:
            series = make_prose(source, [Piece(placed.line, tag.start(), piece.end)])
            piece = trimmed(placed.line, piece.start, tag.start())
        if piece:
            pieces.append(Piece(piece.line, piece.start, piece.end, Reason.LINE_BREAK))
    return (make_prose(source, pieces) if pieces else None), series


def _cut_above(line: Line, above: list[Piece]) -> Piece | None:
    found = patterns.CONTINUED_FROM.match(line.canonical)
    if found is None:
        return whole(line)
    mark = trimmed(line, 0, found.end())
    above.extend([mark] if mark else [])
    return trimmed(line, found.end(), len(line.text))


_BLOCK_OF = {
    Role.PARAGRAPH: BlockKind.PARAGRAPH,
    Role.CONTINUATION: BlockKind.PARAGRAPH,
    Role.SUBHEADING: BlockKind.SUBHEADING,
    Role.CAPTION: BlockKind.CAPTION,
    Role.VERSE: BlockKind.VERSE,
    Role.TABLE: BlockKind.TABLE,
}


def _body(
    source: SourceText, lines: Sequence[Placed], hints: ReadingHints, jumps: list[Piece]
) -> tuple[tuple[BodyBlock, ...], Opening | None, list[Piece]]:
    """Give the blocks of the body, what was cut off its first line, and the credits that ended lines."""
    first: Opening | None = None
    closing: list[Piece] = []
    blocks: list[tuple[BlockKind, int, list[Piece]]] = []
    paragraphs: list[list[Piece]] = []  # those of the blocks that are paragraphs
    for placed in lines:
        kind = _BLOCK_OF.get(placed.role)
        if kind is None:
            continue
        piece: Piece | None = whole(placed.line)
        if placed.role in (Role.PARAGRAPH, Role.CONTINUATION):
            if first is None:
                first = open_text(placed.line, hints)
                piece = first.rest
            piece = _cut_jump(piece, jumps)
            piece = _cut_credit(piece, closing)
        if piece is not None:
            _add(blocks, paragraphs, placed, kind, piece)
    made = tuple(BodyBlock(kind=kind, prose=make_prose(source, pieces), level=level) for kind, level, pieces in blocks)
    return made, first, closing


def _add(
    blocks: list[tuple[BlockKind, int, list[Piece]]],
    paragraphs: list[list[Piece]],
    placed: Placed,
    kind: BlockKind,
    piece: Piece,
) -> None:
    """Put a piece into a new block, or to the block it continues: across a break, past any caption between."""
    if placed.role is Role.CONTINUATION and paragraphs:
        paragraphs[-1].append(Piece(piece.line, piece.start, piece.end, Reason.COLUMN_BREAK))
        return
    if kind in (BlockKind.VERSE, BlockKind.TABLE) and blocks and blocks[-1][0] is kind:
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
    return patterns.CAPTION.match(text) is not None or patterns.PHOTO_CREDIT.match(text) is not None


def open_text(line: Line, hints: ReadingHints) -> Opening:
    """Cut dateline and run-in byline off an article's first line: `本报讯(记者 金丽)“非常感谢…`."""
    above = patterns.CONTINUED_FROM.match(line.canonical)
    if above and above[0].startswith(("(", "[", "【")):
        return Opening(Piece(line, 0, above.end()), None, None, trimmed(line, above.end(), len(line.text)))
    end = dateline_end(line, hints)
    dateline = Piece(line, 0, end) if end else None
    run_in = patterns.BYLINE_RUN_IN.match(line.canonical[end : end + 100])
    run_in = run_in or (None if end else patterns.BYLINE_BRACKET.match(line.canonical[:100]))
    size = run_in.end() if run_in else people.run_in_end(line.canonical[end:]) if end else 0
    byline = trimmed(line, end, end + size) if size else None
    return Opening(None, dateline, byline, trimmed(line, end + size, len(line.text)))


def _cut_credit(piece: Piece | None, credits_cut: list[Piece]) -> Piece | None:
    """Cut the credit off a paragraph's end: `…高质量发展。(王新鹏)`."""
    at = credit_start(piece.line) if piece is not None else None
    if piece is None or at is None or at < piece.start:
        return piece
    credits_cut.append(Piece(piece.line, at, piece.end))
    return trimmed(piece.line, piece.start, at)


def _cut_jump(piece: Piece | None, jumps: list[Piece]) -> Piece | None:
    """Cut the jump line off a paragraph's end: `…也办了起来。(下转第4版)`."""
    at = jump_start(piece.line) if piece is not None else None
    if piece is None or at is None or at < piece.start:
        return piece
    jumps.append(Piece(piece.line, at, piece.end))
    return trimmed(piece.line, piece.start, at)


def _kind(lines: Sequence[Placed]) -> ArticleKind:
    """A headline (or none), one paragraph and the photographer's line, or captions alone, make a photo item."""
    texts = [p.line.canonical for p in lines if p.role is Role.PARAGRAPH]
    if any(p.rule == BRIEFS for p in lines):
        return ArticleKind.BRIEF
    if any(p.rule == LETTERS for p in lines):
        return ArticleKind.LETTER
    by_head = _kind_by_head(lines)
    if by_head is not None:
        return by_head
    if len(texts) > 1 and all(map(patterns.BULLET.match, texts)):
        return ArticleKind.BRIEF
    roles = [p.role for p in lines]
    if Role.VERSE in roles and Role.PARAGRAPH not in roles:  # poems under one head have titles of their own
        return ArticleKind.VERSE
    told = any(p.rule == "datelined" for p in lines) or Role.BYLINE in roles or Role.SUBHEADING in roles
    shot = any(p.role is Role.CREDIT and patterns.PHOTO_CREDIT.match(p.line.canonical) for p in lines)
    shot = shot or any(p.role is Role.PARAGRAPH and p.rule == "artwork" for p in lines)
    told_in = sum(not NOTE.match(text) for text in texts)
    captions_only = Role.CAPTION in roles and Role.PARAGRAPH not in roles
    if not told and (captions_only or (shot and told_in <= 1)):
        return ArticleKind.PHOTO
    return ArticleKind.NEWS


def _kind_by_head(lines: Sequence[Placed]) -> ArticleKind | None:
    """`遗失声明`, `广告`, `编辑同志:`: words that say themselves what the item is."""
    for placed in lines:
        text = placed.line.canonical
        if placed.role in (Role.HEADLINE, Role.KICKER) and patterns.ADVERTISEMENT_HEAD.match(text):
            return ArticleKind.ADVERTISEMENT
        calls = patterns.NOTICE_HEAD.search(text) or patterns.INVITATION.search(text)
        if placed.role is Role.HEADLINE and calls:
            return ArticleKind.NOTICE
    first = next((p for p in lines if p.role is Role.PARAGRAPH), None)
    if first is not None and patterns.LETTER_OPENING.match(first.line.canonical):
        return ArticleKind.LETTER
    return None


def contributors_of(
    byline: Prose | None, run_in: Prose | None, credit_lines: Sequence[Prose], body: Sequence[BodyBlock]
) -> tuple[Contributor, ...]:
    """Give everyone whom byline, credits and captions name, each once, in that order."""

    def found() -> Iterator[Contributor]:
        for prose in (byline, run_in):
            if prose is not None:
                yield from people.as_printed(prose.text, people.from_byline)
        for prose in credit_lines:
            yield from people.as_printed(prose.text, people.from_credit)
        for block in body:
            if block.kind is BlockKind.CAPTION:
                yield from people.as_printed(block.prose.text, _photographer)

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
