"""One line → pieces: dateline, run-in byline, credit, jump line and series tag, cut out of the line they stand in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sitegen.config import ReadingHints
from sitegen.reading.detect.rules import dateline_end
from sitegen.reading.detect.signatures import is_credit
from sitegen.reading.names import people
from sitegen.reading.text import patterns
from sitegen.reading.text.lines import Line
from sitegen.reading.text.paragraphs import Piece, trimmed, whole

SHORTEST_HEADLINE = 4
BYLINE_LIMIT = 100


@dataclass(frozen=True, slots=True)
class Opening:
    """What is cut off an article's first line: `(上接第1版)`, dateline, run-in byline; and what is left."""

    continued_from: Piece | None
    dateline: Piece | None
    byline: Piece | None
    rest: Piece | None


def open_text(line: Line, hints: ReadingHints) -> Opening:
    """Cut dateline and run-in byline off an article's first line: `本报讯(记者 金丽)“非常感谢…`."""
    above = patterns.CONTINUED_FROM.match(line.canonical)
    if above and above[0].startswith(("(", "[", "【")):
        return Opening(Piece(line, 0, above.end()), None, None, trimmed(line, above.end(), len(line.text)))
    end = dateline_end(line, hints)
    dateline = Piece(line, 0, end) if end else None
    run_in = patterns.BYLINE_RUN_IN.match(line.canonical[end : end + BYLINE_LIMIT])
    if run_in:
        size = run_in.end()
    else:
        size = people.run_in_end(line.canonical[end:]) if end else people.bracketed_end(line.canonical)
    byline = trimmed(line, end, end + size) if size else None
    return Opening(None, dateline, byline, trimmed(line, end + size, len(line.text)))


def credit_start(line: Line) -> int | None:
    """Returns where the closing credit of a paragraph begins: `…高质量发展。(王新鹏)`; None where it has none."""
    text = line.canonical
    match = patterns.CREDIT.search(text) if text.endswith(")") else None
    if match is None or not is_credit(match["inside"]):
        return None
    before = text[: match.start()].rstrip(" ”’)")
    return match.start() if before.endswith(("。", "!", "?", "…")) else None


def jump_start(line: Line) -> int | None:
    """Returns where the jump line behind a paragraph's end begins: `…也办了起来。(下转第4版)`; None where none is."""
    text = line.canonical
    last = text.rstrip(" ")[-1:]
    match = patterns.JUMP_AT_END.search(text) if last in "版)]】" or last.isdigit() else None
    return match.start() if match else None


def cut_credit(piece: Piece | None, credits_cut: list[Piece]) -> Piece | None:
    """Cut the credit off a paragraph's end, and put it to `credits_cut`: `…高质量发展。(王新鹏)`."""
    return _cut_end(piece, credit_start, credits_cut)


def cut_jump(piece: Piece | None, jumps: list[Piece]) -> Piece | None:
    """Cut the jump line off a paragraph's end, and put it to `jumps`: `…也办了起来。(下转第4版)`."""
    return _cut_end(piece, jump_start, jumps)


def _cut_end(piece: Piece | None, find: Callable[[Line], int | None], ends: list[Piece]) -> Piece | None:
    at = find(piece.line) if piece is not None else None
    if piece is None or at is None or at < piece.start:
        return piece
    ends.append(Piece(piece.line, at, piece.end))
    return trimmed(piece.line, piece.start, at)


def cut_continued(line: Line, above: list[Piece]) -> Piece | None:
    """Cut what says where a headline's article began off its start, and put it to `above`: `上接第1版 …`."""
    found = patterns.CONTINUED_FROM.match(line.canonical)
    if found is None:
        return whole(line)
    mark = trimmed(line, 0, found.end())
    above.extend([mark] if mark else [])
    return trimmed(line, found.end(), len(line.text))


def cut_series(piece: Piece) -> tuple[Piece | None, Piece | None]:
    """Cut the series tag off a headline: `…假期消费(经济新方位)` is the headline and the name of a series."""
    tag = patterns.SERIES.search(piece.line.canonical[: piece.end])
    if tag is None or tag.start() < piece.start + SHORTEST_HEADLINE:
        return piece, None
    return trimmed(piece.line, piece.start, tag.start()), Piece(piece.line, tag.start(), piece.end)
