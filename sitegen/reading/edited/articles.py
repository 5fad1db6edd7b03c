"""Edited Markdown → articles: what an editor writes by hand. Structure is explicit, nothing is guessed.

The highest heading level of a page heads its articles, lower ones its subheadings. Below a headline stand deck, byline
and continuation line, at the end credits and jump line, as the rules of raw text know them; all else is body.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sitegen.config import ReadingHints
from sitegen.errors import Diagnostic, Severity
from sitegen.model.layout import PrintedLine, Role
from sitegen.model.newspaper import WEIGHT, Article
from sitegen.model.prose import Edit, Prose, Reason, compose
from sitegen.reading.build.articles import contributors_of
from sitegen.reading.build.parts import credit_start, open_text
from sitegen.reading.detect import rules, signatures
from sitegen.reading.detect.look import Around
from sitegen.reading.detect.titles import page_style
from sitegen.reading.edited.attributes import Attributes, said_behind
from sitegen.reading.edited.body import Manuscript, read_body
from sitegen.reading.edited.chunks import Chunk, Shape, split_chunks
from sitegen.reading.files.corrections import GOOD_ID
from sitegen.reading.files.figures import NamedImage
from sitegen.reading.text.lines import Line, lines_as_written, strip_span
from sitegen.source import SourceText, Span

_HEADS = ((Role.DECK, rules.dashed), (Role.BYLINE, signatures.byline), (Role.CONTINUED_FROM, rules.continued_from))
_ENDS = ((Role.CREDIT, signatures.credit), (Role.JUMP_TO, rules.jump_to))


@dataclass(frozen=True, slots=True)
class EditedText:
    """The articles of a page of edited Markdown, each line's part, what could not be taken as written, its pictures."""

    articles: tuple[Article, ...]
    lines: tuple[PrintedLine, ...]
    diagnostics: tuple[Diagnostic, ...]
    images: tuple[NamedImage, ...]


def read_edited(source: SourceText, start: int, hints: ReadingHints) -> EditedText:
    """Read the text of edited Markdown, which begins at `start` below its front matter. Raises on no text whatever."""
    lines = lines_as_written(source, Span(start, len(source.text)))
    manuscript = Manuscript(source, hints, min((line.level for line in lines if line.level), default=1))
    groups = [group for group in _groups(lines, manuscript.top) if any(_is_text(source, line) for line in group)]
    said = [_said_of(manuscript, group[0]) for group in groups]
    keys = _keys(manuscript, [group[0] for group in groups], said)
    articles = [_article(manuscript, group, key, given) for group, key, given in zip(groups, keys, said, strict=True)]
    printed = tuple(manuscript.roles[number] for number in sorted(manuscript.roles))
    return EditedText(tuple(articles), printed, tuple(manuscript.findings), tuple(manuscript.images))


def _groups(lines: Sequence[Line], top: int) -> list[list[Line]]:
    groups: list[list[Line]] = [[]]
    for line in lines:
        if line.level == top:
            groups.append([])
        groups[-1].append(line)
    return groups


def _is_text(source: SourceText, line: Line) -> bool:
    return split_chunks(source, [line])[0].shape is not Shape.RULE


def _said_of(manuscript: Manuscript, first: Line) -> Attributes | None:
    """Give what is said of an article behind its headline; nothing where a word of it is not known."""
    given = said_behind(first.text) if first.level == manuscript.top else None
    if given and given.unknown:
        manuscript.tell("m-007", Severity.ERROR, first.offset(given.unknown_at), given=given.unknown)
        return None
    return given


def _keys(manuscript: Manuscript, firsts: Sequence[Line], said: Sequence[Attributes | None]) -> list[str]:
    """Give each article's part of its address: the heading's `{#id}`, else the article's order on the page."""
    ids = [given.id if given else "" for given in said]
    keys = [found or str(order) for order, found in enumerate(ids, 1)]
    taken = {key: line for key, line, found in zip(keys, firsts, ids, strict=True) if not found}
    for order, (line, given) in enumerate(zip(firsts, said, strict=True)):
        if given is None or not given.id:
            continue
        key, other = given.id, taken.setdefault(given.id.casefold(), line)
        if other is line and GOOD_ID.fullmatch(key):
            continue
        reason = "m-001" if other is line else "m-001.taken"
        manuscript.tell(reason, Severity.ERROR, line.offset(given.id_at), id=key, line=other.number)
        keys[order] = str(order + 1)
    return keys


def _article(manuscript: Manuscript, lines: Sequence[Line], key: str, given: Attributes | None) -> Article:
    source, first = manuscript.source, lines[0]
    headline = _headline(manuscript, first, key, given) if first.level == manuscript.top else None
    heads, below = _read_head(manuscript, lines) if headline else ({}, lines)
    chunks = list(split_chunks(source, below))
    notes = [chunk for chunk in chunks if chunk.shape is Shape.NOTE]
    text = [chunk for chunk in chunks if chunk.shape is not Shape.NOTE]
    ends = _read_end(manuscript, text, first)
    opening = _read_opening(manuscript, text, byline=Role.BYLINE not in heads)
    body, figures = read_body(manuscript, text, notes)
    byline, run_in = heads.get(Role.BYLINE), opening.get(Role.BYLINE)
    credits_ = tuple(prose for role, prose in ends if role is Role.CREDIT)
    return Article(
        line=first.number,
        key=key,
        headline=headline,
        deck=heads.get(Role.DECK),
        dateline=opening.get(Role.PARAGRAPH),
        byline=byline or run_in,
        contributors=contributors_of(byline, run_in, credits_, body),
        credit_lines=credits_,
        body=body,
        jump_to=next((prose for role, prose in ends if role is Role.JUMP_TO), None),
        continued_from=heads.get(Role.CONTINUED_FROM),
        figures=figures,
        weight=given.weight if given else WEIGHT,
    )


def _headline(manuscript: Manuscript, line: Line, key: str, given: Attributes | None) -> Prose:
    """Give a headline without what is said in braces behind it; with an id that was refused all of that stays text."""
    manuscript.put(line, Role.HEADLINE, "heading")
    if given is None or (given.id and given.id != key):
        return manuscript.words(line.span)
    at = line.offset(given.start)
    prose = manuscript.words(Span(line.span.start, at))
    return compose(manuscript.source, (line.span,), (*prose.edits, Edit(Span(at, line.span.end), "", Reason.ATTRIBUTE)))


def _around(manuscript: Manuscript, lines: Sequence[Line], at: int) -> Around:
    after = lines[at + 1] if at + 1 < len(lines) else None
    return Around(lines[at - 1] if at else None, after, page_style(lines), manuscript.hints)


def _read_head(manuscript: Manuscript, lines: Sequence[Line]) -> tuple[dict[Role, Prose], Sequence[Line]]:
    """Read what stands on lines of its own below the headline, each once; give it and the lines below."""
    heads: dict[Role, Prose] = {}
    for at, line in enumerate(lines[1:], 1):
        around = _around(manuscript, lines[: at + 2], at)
        roles = (role for role, rule in _HEADS if role not in heads and rule(line, around))
        role = next(roles, None) if not line.level else None
        if role is None:
            return heads, lines[at:]
        manuscript.put(line, role, role.value)
        heads[role] = manuscript.words(line.span)
    return heads, ()


def _read_end(manuscript: Manuscript, chunks: list[Chunk], first: Line) -> list[tuple[Role, Prose]]:
    """Take credits and jump line off the end of an article's text, and the credit that closes its last paragraph."""
    ends: list[tuple[Role, Prose]] = []
    while chunks and chunks[-1].shape is Shape.TEXT and len(chunks[-1].lines) == 1:
        line = chunks[-1].lines[0]
        around = _around(manuscript, [first, line], 1)
        role = next((role for role, rule in _ENDS if rule(line, around)), None)
        if role is None or (role is Role.JUMP_TO and any(role is end for end, _ in ends)):
            break
        chunks.pop()
        manuscript.put(line, role, role.value)
        ends.insert(0, (role, manuscript.words(line.span)))
    if chunks and chunks[-1].shape is Shape.TEXT:
        last = chunks[-1]
        line = last.lines[-1]
        at = credit_start(line)
        if at and _may_cut(line, at):
            cut = Span(line.offset(at), last.span.end)
            ends.insert(0, (Role.CREDIT, manuscript.words(cut)))
            chunks[-1] = _with_span(manuscript, last, last.span.start, cut.start)
    return ends


def _read_opening(manuscript: Manuscript, chunks: list[Chunk], *, byline: bool) -> dict[Role, Prose]:
    """Take dateline (as Role.PARAGRAPH) and run-in byline off the first paragraph."""
    if not chunks or chunks[0].shape is not Shape.TEXT or chunks[0].lines[0].bold:
        return {}
    first, line = chunks[0], chunks[0].lines[0]
    opening = open_text(line, manuscript.hints)
    found: dict[Role, Prose] = {}
    end = first.span.start
    for role, piece in ((Role.PARAGRAPH, opening.dateline), (Role.BYLINE, opening.byline if byline else None)):
        if piece is None or not _may_cut(line, piece.end):
            continue
        cut = line.piece(piece.start, piece.end)
        if cut.end <= first.span.end:
            found[role] = manuscript.words(cut)
            end = min(line.offset(piece.end), first.span.end)
    chunks[0] = _with_span(manuscript, first, end, first.span.end)
    return found


def _may_cut(line: Line, index: int) -> bool:
    """Tell whether a line can be cut without tearing bold text in two."""
    at = line.offset(index)
    return not line.bold and sum(mark.span.start < at for mark in line.marks) % 2 == 0


def _with_span(manuscript: Manuscript, chunk: Chunk, start: int, end: int) -> Chunk:
    return replace(chunk, span=strip_span(manuscript.source.text, Span(start, end)))
