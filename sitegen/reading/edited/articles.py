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
from sitegen.model.newspaper import WEIGHT, Article, ArticleKind
from sitegen.model.prose import Edit, Prose, Reason, compose
from sitegen.reading.build.articles import contributors_of
from sitegen.reading.build.parts import credit_start, open_text
from sitegen.reading.detect import rules, signatures
from sitegen.reading.detect.look import Around
from sitegen.reading.detect.titles import page_style
from sitegen.reading.edited.attributes import Attributes, said_behind
from sitegen.reading.edited.body import Manuscript, read_body
from sitegen.reading.edited.chunks import Chunk, Shape, split_chunks
from sitegen.reading.edited.marks import ENDS, HEADS, mark_of, opening_marks, with_mark
from sitegen.reading.files.corrections import GOOD_ID
from sitegen.reading.files.figures import NamedImage
from sitegen.reading.text.lines import Line, lines_as_written, strip_span
from sitegen.source import SourceText, Span

_HEADS = ((Role.DECK, rules.dashed), (Role.BYLINE, signatures.byline), (Role.CONTINUED_FROM, rules.continued_from))
_ENDS = ((Role.CREDIT, signatures.credit), (Role.JUMP_TO, rules.jump_to))
# A printed line has no part of these names: a series tag stands with the headline, a dateline in the text.
_LINES = {"series": Role.HEADLINE, "dateline": Role.PARAGRAPH}


@dataclass(frozen=True, slots=True)
class EditedText:
    """The articles of a page of edited Markdown, each line's part, what could not be taken as written, its pictures."""

    articles: tuple[Article, ...]
    lines: tuple[PrintedLine, ...]
    diagnostics: tuple[Diagnostic, ...]
    images: tuple[NamedImage, ...]


def read_edited(
    source: SourceText, start: int, hints: ReadingHints, *, guess: bool = True, kind: ArticleKind = ArticleKind.NEWS
) -> EditedText:
    """Read the text of edited Markdown, which begins at `start` below its front matter. Raises on no text whatever.

    Without `guess` a line is what its mark says, or text. All articles are of the `kind` that is given.
    """
    lines = lines_as_written(source, Span(start, len(source.text)))
    levels = [line.level for line in lines if line.level and mark_of(line.text) != "subheading"]
    manuscript = Manuscript(source, hints, min(levels, default=1), guess)
    groups = [group for group in _groups(lines, manuscript) if any(_is_text(source, line) for line in group)]
    firsts = [_first(manuscript, group) for group in groups]
    said = [_said_of(manuscript, first) for first in firsts]
    keys = _keys(manuscript, firsts, said)
    articles = [
        replace(_article(manuscript, group, key, given), kind=kind)
        for group, key, given in zip(groups, keys, said, strict=True)
    ]
    printed = tuple(manuscript.roles[number] for number in sorted(manuscript.roles))
    return EditedText(tuple(articles), printed, tuple(manuscript.findings), tuple(manuscript.images))


def _groups(lines: Sequence[Line], manuscript: Manuscript) -> list[list[Line]]:
    """Returns the lines of each article: from its headline on, or from the kicker above that."""
    groups: list[list[Line]] = [[]]
    above = True  # all of the group so far stands above its headline
    for line in lines:
        kicker = mark_of(line.text) == "kicker"
        if (kicker or manuscript.heads(line)) and not above:
            groups.append([])
        above = kicker
        groups[-1].append(line)
    return groups


def _first(manuscript: Manuscript, lines: Sequence[Line]) -> Line:
    """Returns the line of an article's headline, its first line where it has none."""
    return next((line for line in lines if manuscript.heads(line)), lines[0])


def _is_text(source: SourceText, line: Line) -> bool:
    return split_chunks(source, [line])[0].shape is not Shape.RULE


def _said_of(manuscript: Manuscript, first: Line) -> Attributes | None:
    """Returns what is said of an article behind its headline; nothing where a word of it is not known."""
    given = said_behind(first.text) if manuscript.heads(first) else None
    if given and given.unknown:
        manuscript.tell("m-007", Severity.ERROR, first.offset(given.unknown_at), given=given.unknown)
        return None
    return given


def _keys(manuscript: Manuscript, firsts: Sequence[Line], said: Sequence[Attributes | None]) -> list[str]:
    """Returns each article's part of its address: the heading's `{#id}`, else the article's order on the page."""
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
    source, first = manuscript.source, _first(manuscript, lines)
    headline = _headline(manuscript, first, key, given) if manuscript.heads(first) else None
    heads, below = _read_head(manuscript, lines, first if headline else None)
    chunks = list(split_chunks(source, below))
    notes = [chunk for chunk in chunks if chunk.shape is Shape.NOTE]
    text = [chunk for chunk in chunks if chunk.shape is not Shape.NOTE]
    ends = _read_end(manuscript, text, first)
    opening = _read_opening(manuscript, text, byline="byline" not in heads)
    body, figures = read_body(manuscript, text, notes)
    byline, run_in = heads.get("byline"), opening.get("byline")
    credits_ = tuple(prose for role, prose in ends if role == "credit")
    return Article(
        line=first.number,
        key=key,
        kicker=heads.get("kicker"),
        headline=headline,
        series=heads.get("series"),
        deck=heads.get("deck"),
        dateline=opening.get("dateline"),
        byline=byline or run_in,
        contributors=contributors_of(byline, run_in, credits_, body),
        credit_lines=credits_,
        body=body,
        jump_to=next((prose for role, prose in ends if role == "jump-to"), None),
        continued_from=heads.get("continued-from"),
        figures=figures,
        weight=given.weight if given else WEIGHT,
    )


def _headline(manuscript: Manuscript, line: Line, key: str, given: Attributes | None) -> Prose:
    """Read a headline without what is said in braces behind it; with an id that was refused all of that stays text."""
    manuscript.put(line, Role.HEADLINE, "heading")
    if given is None or (given.id and given.id != key):
        return manuscript.words(line.span)
    at = line.offset(given.start)
    prose = manuscript.words(Span(line.span.start, at))
    return compose(manuscript.source, (line.span,), (*prose.edits, Edit(Span(at, line.span.end), "", Reason.ATTRIBUTE)))


def _around(manuscript: Manuscript, lines: Sequence[Line], at: int) -> Around:
    after = lines[at + 1] if at + 1 < len(lines) else None
    return Around(lines[at - 1] if at else None, after, page_style(lines), manuscript.hints)


def _read_head(
    manuscript: Manuscript, lines: Sequence[Line], headline: Line | None
) -> tuple[dict[str, Prose], Sequence[Line]]:
    """Read what stands on lines of its own above and below the headline, each once; give it and the lines below."""
    heads: dict[str, Prose] = {}
    for at, line in enumerate(lines):
        if line is headline:
            continue
        name = _head_of(manuscript, lines, at, frozenset(heads), guess=headline is not None)
        if name is None:
            return heads, lines[at:]
        heads[name] = _field(manuscript, line, name)
    return heads, ()


def _head_of(
    manuscript: Manuscript, lines: Sequence[Line], at: int, taken: frozenset[str], *, guess: bool
) -> str | None:
    """Returns which field of the head a line is by its mark or, below a headline, by the rules; None for none."""
    line = lines[at]
    if name := mark_of(line.text):
        return name if name in HEADS and name not in taken else None
    if line.level or not (guess and manuscript.guess):
        return None
    around = _around(manuscript, lines[: at + 2], at)
    return next((role.value for role, rule in _HEADS if role.value not in taken and rule(line, around)), None)


def _field(manuscript: Manuscript, line: Line, name: str) -> Prose:
    """Returns a line that is a field of its own, its mark out of sight."""
    manuscript.put(line, _LINES.get(name) or Role(name), name)
    return manuscript.marked_words(line.span)


def _read_end(manuscript: Manuscript, chunks: list[Chunk], first: Line) -> list[tuple[str, Prose]]:
    """Take credits and jump line off an article's text: those that are marked, and those at its end."""
    marked = [chunk for chunk in chunks if chunk.shape is Shape.TEXT and _mark(chunk) in ENDS]
    ends = []
    for chunk in marked:
        chunks.remove(chunk)
        for line in chunk.lines:
            manuscript.put(line, Role(_mark(chunk)), "mark")
        ends.append((_mark(chunk), manuscript.marked_words(chunk.span)))
    return [*_guessed_end(manuscript, chunks, first), *ends] if manuscript.guess else ends


def _mark(chunk: Chunk) -> str:
    return mark_of(chunk.lines[-1].text)


def _guessed_end(manuscript: Manuscript, chunks: list[Chunk], first: Line) -> list[tuple[str, Prose]]:
    """Take off a text what closes it: lines of their own, and the credit at the end of its last paragraph."""
    ends: list[tuple[str, Prose]] = []
    while chunks and chunks[-1].shape is Shape.TEXT and len(chunks[-1].lines) == 1 and not _mark(chunks[-1]):
        line = chunks[-1].lines[0]
        around = _around(manuscript, [first, line], 1)
        role = next((role for role, rule in _ENDS if rule(line, around)), None)
        if role is None or (role is Role.JUMP_TO and any(role.value == end for end, _ in ends)):
            break
        chunks.pop()
        manuscript.put(line, role, role.value)
        ends.insert(0, (role.value, manuscript.words(line.span)))
    if chunks and chunks[-1].shape is Shape.TEXT and not _mark(chunks[-1]):
        last = chunks[-1]
        line = last.lines[-1]
        at = credit_start(line)
        if at and _may_cut(line, at):
            cut = Span(line.offset(at), last.span.end)
            ends.insert(0, ("credit", manuscript.words(cut)))
            chunks[-1] = _with_span(manuscript, last, last.span.start, cut.start)
    return ends


def _read_opening(manuscript: Manuscript, chunks: list[Chunk], *, byline: bool) -> dict[str, Prose]:
    """Take dateline and run-in byline off the text: where they are marked, else off the first paragraph."""
    for at, chunk in enumerate(chunks):
        marks = opening_marks(manuscript.source, chunk.span) if chunk.shape is Shape.TEXT else []
        if marks:
            chunks[at] = _with_span(manuscript, chunk, marks[-1][2].end, chunk.span.end)
            return {
                name: with_mark(manuscript.source, manuscript.words(words), around) for name, words, around in marks
            }
    return _guessed_opening(manuscript, chunks, byline=byline) if manuscript.guess else {}


def _guessed_opening(manuscript: Manuscript, chunks: list[Chunk], *, byline: bool) -> dict[str, Prose]:
    if not chunks or chunks[0].shape is not Shape.TEXT or _mark(chunks[0]) or chunks[0].lines[0].bold:
        return {}
    first, line = chunks[0], chunks[0].lines[0]
    opening = open_text(line, manuscript.hints)
    found: dict[str, Prose] = {}
    end = first.span.start
    for name, piece in (("dateline", opening.dateline), ("byline", opening.byline if byline else None)):
        if piece is None or not _may_cut(line, piece.end):
            continue
        cut = line.piece(piece.start, piece.end)
        if cut.end <= first.span.end:
            found[name] = manuscript.words(cut)
            end = min(line.offset(piece.end), first.span.end)
    chunks[0] = _with_span(manuscript, first, end, first.span.end)
    return found


def _may_cut(line: Line, index: int) -> bool:
    """Tell whether a line can be cut without tearing bold text in two."""
    at = line.offset(index)
    return not line.bold and sum(mark.span.start < at for mark in line.marks) % 2 == 0


def _with_span(manuscript: Manuscript, chunk: Chunk, start: int, end: int) -> Chunk:
    return replace(chunk, span=strip_span(manuscript.source.text, Span(start, end)))
