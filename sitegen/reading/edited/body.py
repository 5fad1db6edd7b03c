"""The body of an article of edited Markdown: chunks → blocks with clean HTML; as written where that would lose text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from html import escape, unescape

from sitegen.config import ReadingHints
from sitegen.errors import Diagnostic, Severity, finding
from sitegen.messages import Fact
from sitegen.model.images import Figure
from sitegen.model.layout import PrintedLine, Role
from sitegen.model.markup import Inset, Markup, pictures_in, set_markup
from sitegen.model.newspaper import BlockKind, BodyBlock
from sitegen.model.prose import Prose, Reason, compose
from sitegen.reading.edited.attributes import said_behind
from sitegen.reading.edited.chunks import NOTE, Chunk, Shape, begins_item, text_span
from sitegen.reading.edited.insets import cut
from sitegen.reading.edited.marks import BLOCKS, MARKS, mark_of, unknown_mark, unmarked, with_mark
from sitegen.reading.edited.markup import Converter
from sitegen.reading.edited.rendering import plain_prose, prose_of
from sitegen.reading.files.figures import NamedImage
from sitegen.reading.text.lines import Line
from sitegen.source import SourceText, Span

_UNKNOWN_NOTE = re.compile(r"\[\^[^\[\]\n]{1,60}\]")
_ELSEWHERE = re.compile(r'<a class="picture" href="([^"]*)"[^>]*>[^<]*</a>')
_KINDS = {Shape.LIST: BlockKind.LIST, Shape.QUOTE: BlockKind.QUOTE, Shape.TABLE: BlockKind.TABLE}
_TAGS = {Shape.LIST: ("<ul>", "<ol>"), Shape.QUOTE: ("<blockquote>",), Shape.TABLE: ("<table>",)}


@dataclass(slots=True)
class Manuscript:
    """What is shared while a page is read: `top` is the heading level of its articles.

    Without `guess` nothing is told by rules.
    """

    source: SourceText
    hints: ReadingHints
    top: int
    guess: bool = True
    roles: dict[int, PrintedLine] = field(default_factory=dict)
    findings: list[Diagnostic] = field(default_factory=list)
    images: list[NamedImage] = field(default_factory=list)
    _plain: Converter = field(default_factory=lambda: Converter({}))

    def put(self, line: Line, role: Role, rule: str) -> None:
        """Note the part a line plays."""
        self.roles[line.number] = PrintedLine(line.number, line.span, role, 1.0, why=(rule,))

    def tell(self, said: str, severity: Severity, offset: int, /, **facts: Fact) -> None:
        """Report a finding about a place in the bulletin."""
        self.findings.append(finding(said, severity, self.source, offset, **facts))

    def words(self, span: Span) -> Prose:
        """Returns text without its marks, for places that hold no HTML: a headline, a byline, a credit."""
        prose = prose_of(self.source, span, self._plain.inline(self.source.slice(span)))
        kept = prose is not None and all(edit.reason is not Reason.ATTRIBUTE for edit in prose.edits)
        if prose is None or not kept or not prose.text:
            self.tell_plain(span)
            prose = plain_prose(self.source, span)
        self._tell_notes(prose)
        return prose

    def heads(self, line: Line) -> bool:
        """Tell whether a line is the headline of an article."""
        return line.level == self.top and mark_of(line.text) != "subheading"

    def marked_words(self, span: Span) -> Prose:
        """Returns text without its marks, and without the one that says what it is."""
        return with_mark(self.source, self.words(unmarked(self.source, span)), span)

    def tell_plain(self, span: Span) -> None:
        """Report text that is set as written, because Markdown would not keep all of it."""
        self.tell("m-002", Severity.NOTE, span.start)

    def tell_leftovers(self, block: BodyBlock) -> None:
        """Report what a block names and does not have: pictures of other hosts, footnotes that nobody wrote."""
        at = block.prose.start
        for address in map(unescape, _ELSEWHERE.findall(set_markup(block.html))):
            at = self._find(address, at, block)
            self.tell("m-003", Severity.WARNING, at, address=address)
        self._tell_notes(block.prose)

    def take_images(self, block: BodyBlock, before: int) -> tuple[Figure, ...]:
        """Note the pictures that a block names; give them as figures, which they are if the block is their caption."""
        figures = []
        at = block.prose.start
        for image in pictures_in(block.html):
            at = self._find(image.name, at, block)
            self.images.append(NamedImage(image.name, self.source, at))
            if not image.alt.strip():
                self.tell("m-006", Severity.ERROR, at, name=image.name)
            line = self.source.line_number(at)
            figures.append(Figure(name=image.name, alt=image.alt, line=line, before=before, captioned=True))
        return tuple(figures)

    def _find(self, name: str, at: int, block: BodyBlock) -> int:
        """Returns where a picture's address stands in a block, from `at` on; `at` where it is written another way."""
        for opening in ("](", "](<", ""):
            found = self.source.text.find(opening + name, at, block.prose.end)
            if found != -1:
                return found + len(opening)
        return at

    def _tell_notes(self, prose: Prose) -> None:
        for mark in dict.fromkeys(_UNKNOWN_NOTE.findall(prose.text)):
            at = max(prose.start, self.source.text.find(mark, prose.start, prose.end))
            self.tell("m-004", Severity.WARNING, at, mark=mark)


def read_body(
    manuscript: Manuscript, chunks: Sequence[Chunk], notes: Sequence[Chunk]
) -> tuple[tuple[BodyBlock, ...], tuple[Figure, ...]]:
    """Make the blocks of an article's body in order, its footnotes last, wherever they were written; its pictures."""
    body: list[BodyBlock] = []
    figures: list[Figure] = []
    for block in _read_blocks(manuscript, chunks, notes):
        manuscript.tell_leftovers(block)
        images = manuscript.take_images(block, len(body))
        if images and block.kind is BlockKind.CAPTION:
            figures += images
            body.append(replace(block, html=()))  # what is left of it is the caption, which is plain text
        else:
            body.append(block)
    return tuple(body), tuple(figures)


def _read_blocks(manuscript: Manuscript, chunks: Sequence[Chunk], notes: Sequence[Chunk]) -> Iterator[BodyBlock]:
    converter = Converter({_label(manuscript, note): note.lines[0].number for note in reversed(notes)})
    for chunk in (*chunks, *notes):
        for line in chunk.lines:
            role = Role.SUBHEADING if chunk.shape is Shape.HEADING else Role.PARAGRAPH
            manuscript.put(line, Role.TABLE if chunk.shape is Shape.TABLE else role, chunk.shape.value)
        if not manuscript.source.slice(chunk.span).strip():
            continue
        for block in _blocks(manuscript, converter, chunk):
            if block.prose.text or block.html:
                yield block


def _blocks(manuscript: Manuscript, converter: Converter, chunk: Chunk) -> Iterator[BodyBlock]:
    mark = _block_mark(manuscript, chunk)
    if chunk.shape is Shape.HEADING:
        line = chunk.lines[0]
        given = said_behind(line.text) if mark != "subheading" else None
        if given:
            braces = line.text[given.start :].strip()
            manuscript.tell("m-005", Severity.WARNING, line.offset(line.text.rindex(braces)), id=braces)
        level = min(2, max(1, line.level - manuscript.top))
        yield BodyBlock(kind=BlockKind.SUBHEADING, prose=manuscript.marked_words(line.span), level=level)
    elif chunk.shape is Shape.NOTE:
        yield _note(manuscript, converter, chunk)
    elif chunk.shape is Shape.TEXT and mark:
        yield _marked_block(manuscript, converter, chunk, BlockKind(mark))
    elif chunk.shape is Shape.TEXT:
        yield _paragraph(manuscript, converter, chunk.span)
    elif chunk.shape is not Shape.RULE:
        yield from _set_block(manuscript, converter, chunk)


def _block_mark(manuscript: Manuscript, chunk: Chunk) -> str:
    """Returns what a chunk's mark says that it is, "" where it has none; one that nobody knows is told."""
    text = chunk.lines[-1].text
    name, near = unknown_mark(text)
    if name and chunk.shape is Shape.TEXT:
        at = manuscript.source.text.rfind("{", chunk.span.start, chunk.span.end)
        manuscript.tell("m-008", Severity.WARNING, at, mark=name, near=near, known=MARKS)
    mark = mark_of(text)
    return mark if mark in BLOCKS else ""


def _marked_block(manuscript: Manuscript, converter: Converter, chunk: Chunk, kind: BlockKind) -> BodyBlock:
    """Returns a block of the kind that its mark says: its HTML where it may have some, its lines where it has any."""
    source, inner = manuscript.source, unmarked(manuscript.source, chunk.span)
    if kind in (BlockKind.SUBHEADING, BlockKind.BYLINE):
        prose = with_mark(source, manuscript.words(inner), chunk.span)
        return BodyBlock(kind=kind, prose=prose, level=int(kind is BlockKind.SUBHEADING))
    before = set(converter.referenced)
    html = converter.inline(source.slice(inner))
    found, markup = prose_of(source, inner, html), cut(html)
    lined = kind in (BlockKind.VERSE, BlockKind.TABLE)
    if found is None or not _shows(found, markup) or (lined and "<" in html.replace("<br>", "")):
        converter.referenced = before
        manuscript.tell_plain(inner)
        found, html = plain_prose(source, inner), ""
    return BodyBlock(
        kind=kind, prose=with_mark(source, found, chunk.span), html=() if lined or "<" not in html else markup
    )


def _shows(prose: Prose, markup: Markup) -> bool:
    """Tell whether anything is to be seen of a text: words or a picture."""
    return bool(prose.text) or any(pictures_in(markup))


def _paragraph(manuscript: Manuscript, converter: Converter, span: Span) -> BodyBlock:
    before = set(converter.referenced)
    html = converter.inline(manuscript.source.slice(span))
    markup = cut(html)
    alone = any(pictures_in(markup)) and not any(piece.strip() for piece in markup if isinstance(piece, str))
    markup = _with_captions(markup) if alone else markup
    html = set_markup(markup)
    prose = prose_of(manuscript.source, span, html)
    if prose is None or not _shows(prose, markup):
        converter.referenced = before
        manuscript.tell_plain(span)
        return BodyBlock(kind=BlockKind.PARAGRAPH, prose=plain_prose(manuscript.source, span))
    kind = BlockKind.CAPTION if alone or _ELSEWHERE.fullmatch(html) else BlockKind.PARAGRAPH
    return BodyBlock(kind=kind, prose=prose, html=markup if "<" in html else ())


def _with_captions(markup: Markup) -> Markup:
    """Set the titles of pictures that stand alone below them, as their captions."""
    pieces: list[str | Inset] = []
    for piece in markup:
        if isinstance(piece, Inset) and piece.title:
            pieces += [replace(piece, title=""), escape(piece.title, quote=False)]
        else:
            pieces.append(piece)
    return tuple(pieces)


def _set_block(manuscript: Manuscript, converter: Converter, chunk: Chunk) -> Iterator[BodyBlock]:
    """Returns a list, quotation or table; where Markdown would not keep it, a table as written, else paragraphs."""
    before = set(converter.referenced)
    html = converter.block(manuscript.source.slice(chunk.span))
    prose, markup = prose_of(manuscript.source, chunk.span, html), cut(html)
    if prose is not None and _shows(prose, markup) and html.startswith(_TAGS[chunk.shape]):
        yield BodyBlock(kind=_KINDS[chunk.shape], prose=prose, html=markup)
        return
    converter.referenced = before
    manuscript.tell_plain(chunk.span)
    if chunk.shape is Shape.TABLE:
        yield BodyBlock(kind=BlockKind.TABLE, prose=compose(manuscript.source, (chunk.span,)))
        return
    items = [line for line in chunk.lines[1:] if chunk.shape is Shape.LIST and begins_item(manuscript.source, line)]
    starts = [chunk.span.start, *(text_span(manuscript.source, line).start for line in items)]
    for start, end in zip(starts, [*starts[1:], chunk.span.end], strict=True):
        yield _paragraph(manuscript, converter, Span(start, end))


def _label(manuscript: Manuscript, note: Chunk) -> str:
    found = NOTE.match(manuscript.source.text, note.span.start)
    return found["label"] if found else ""


def _note(manuscript: Manuscript, converter: Converter, chunk: Chunk) -> BodyBlock:
    """Returns a footnote, led by its mark, which links back to where it is first named."""
    label, anchor = _label(manuscript, chunk), chunk.lines[0].number
    text = manuscript.source.slice(chunk.span)
    before = set(converter.referenced)
    html = converter.block(text[len(f"[^{label}]:") :].strip())
    mark = f'<p id="n{anchor}">{converter.note_mark(label, anchor)}'
    html = f"{mark} {html[3:]}" if html.startswith("<p>") else f"{mark}</p>{html}"
    prose = prose_of(manuscript.source, chunk.span, html)
    if prose is None:
        converter.referenced = before
        manuscript.tell_plain(chunk.span)
        prose = plain_prose(manuscript.source, chunk.span)
        html = f'<p id="n{anchor}">{escape(prose.text, quote=False)}</p>'
    return BodyBlock(kind=BlockKind.FOOTNOTE, prose=prose, html=cut(html))
