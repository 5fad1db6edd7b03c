"""Where the editor's corrections hold in a bulletin: each anchor found exactly once, or a finding with what is near.

A bulletin that was scanned anew may have other lines: then an overlay is stale, and that is an error, never a guess.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher

from sitegen.errors import Diagnostic, Severity, finding
from sitegen.model.layout import Role
from sitegen.model.prose import Edit, Reason
from sitegen.reading.files.corrections import UNCLEAR, Break, Entry
from sitegen.reading.files.overlay import GivenPage
from sitegen.reading.text.folding import fold
from sitegen.reading.text.lines import Line, printed_spans, split_lines
from sitegen.source import SourceText, Span

_LIKE_ENOUGH = 0.5  # of the characters of a quotation, for a line to be shown as the nearest
_MOST_LINES = 10  # named in one finding
_ROLE_OF = {Break.JOIN: Role.CONTINUATION, Break.SPLIT: Role.PARAGRAPH}


@dataclass(frozen=True, slots=True)
class GivenRole:
    """The role that the editor gives a line; `offset` is where the overlay says so."""

    role: Role
    offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """Words of the bulletin that the editor replaces; `day` and `note` where readers are told."""

    edit: Edit
    offset: int
    day: date | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenImage:
    """A picture that the editor gives a line: its file's name, which the overlay gives at `offset`, and its words."""

    line: int
    name: str
    alt: str
    offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """All corrections of one bulletin, anchored: roles by line number, replacements in the order of the text.

    Pictures come in the order of their lines, those of one line as the overlay has them.
    """

    overlay: SourceText = field(default_factory=lambda: SourceText("", ""))
    roles: Mapping[int, GivenRole] = field(default_factory=dict)
    replacements: tuple[Replacement, ...] = ()
    images: tuple[GivenImage, ...] = ()

    def fault(self, offset: int, message: str, hint: str) -> Diagnostic:
        """Give the finding that what the overlay says at `offset` cannot be done."""
        return finding(UNCLEAR, Severity.ERROR, self.overlay, offset, message, hint)


def anchor(
    entries: Sequence[Entry], overlay: SourceText, bulletin: SourceText, pages: Sequence[GivenPage] = ()
) -> tuple[Corrections, tuple[Diagnostic, ...]]:
    """Find the place of every entry in the bulletin. What cannot be found, or contradicts another entry, is told.

    So is a page that is said to begin where no text stands.
    """
    if not entries and not pages:
        return Corrections(), ()
    lines = split_lines(bulletin)
    bare = {line.number for line in lines if line.coded and not line.text}
    first = {n: line.number for line in lines if len(line.span) for n in _numbers(bulletin, line)}
    desk = _Desk(overlay, bulletin, frozenset(line.number for line in lines) - bare, first)
    written = frozenset(number for number, _, _ in printed_spans(bulletin))
    for page in pages:
        if page.line not in written:
            _no_such_line(desk, page, page.line)
    for entry in entries:
        if entry.line:
            _at_line(desk, entry, entry.line)
        else:
            _at_quote(desk, entry)
    replacements = tuple(sorted(desk.replacements, key=lambda r: r.edit.span))
    images = tuple(sorted(desk.images, key=lambda image: image.line))
    corrections = Corrections(overlay=overlay, roles=desk.roles, replacements=replacements, images=images)
    return corrections, tuple(desk.faults)


def _numbers(bulletin: SourceText, line: Line) -> range:
    return range(line.number, bulletin.line_number(line.span.end - 1) + 1)


@dataclass(slots=True)
class _Desk:
    """The anchors while they are being looked for; private to this module."""

    overlay: SourceText
    bulletin: SourceText
    printed: frozenset[int]  # the lines that hold text
    first: Mapping[int, int]  # the line that a line goes on with, as the rows of a table do with its first
    roles: dict[int, GivenRole] = field(default_factory=dict)
    replacements: list[Replacement] = field(default_factory=list)
    images: list[GivenImage] = field(default_factory=list)
    faults: list[Diagnostic] = field(default_factory=list)

    def fault(self, code: str, entry: Entry | GivenPage, message: str, hint: str) -> None:
        self.faults.append(finding(code, Severity.ERROR, self.overlay, entry.offset, message, hint))

    def line_of(self, offset: int) -> int:
        return self.overlay.line_number(offset)


def _at_line(desk: _Desk, entry: Entry, number: int) -> None:
    if number in desk.printed:
        _give(desk, entry, number)
    else:
        _no_such_line(desk, entry, number)


def _no_such_line(desk: _Desk, entry: Entry | GivenPage, number: int) -> None:
    last = len(desk.bulletin.line_starts) - desk.bulletin.text.endswith(("\n", "\r"))
    message = f"line {number} of {desk.bulletin.path} is blank"
    if number in desk.first:
        message = f"line {number} of {desk.bulletin.path} is no line of text by itself"
    if number > last:
        message = f"{desk.bulletin.path} has no line {number}, its last is {last}"
    near = (
        max((n for n in desk.printed if n < number), default=0),
        min((n for n in desk.printed if n > number), default=0),
    )
    shown = "; ".join(f"line {n}: `{_shown(desk, n)}`" for n in near if n)
    desk.fault("o-010", entry, message, f"nearest: {shown}" if shown else "")


def _shown(desk: _Desk, number: int) -> str:
    text = desk.bulletin.slice(desk.bulletin.line_span(number)).strip()
    return text if len(text) <= 40 else f"{text[:40]}…"


def _at_quote(desk: _Desk, entry: Entry) -> None:
    found = list(_places(desk.bulletin.text, entry.quote))
    if not found:
        hint = _nearest(desk, entry.quote)
        desk.fault("o-008", entry, f"`{entry.quote}` does not stand in {desk.bulletin.path}", hint)
    elif len(found) > 1:
        lines = [str(desk.bulletin.line_number(at)) for at in found]
        shown = ", ".join(lines[:_MOST_LINES]) + (" …" if len(lines) > _MOST_LINES else "")
        message = f"`{entry.quote}` stands {len(found)} times in {desk.bulletin.path}: in lines {shown}"
        desk.fault("o-009", entry, message, "quote more of the text around it, so that it stands there only once")
    elif entry.replace:
        _replace(desk, entry, Span(found[0], found[0] + len(entry.quote)))
    else:
        number = desk.bulletin.line_number(found[0] + len(entry.quote) - len(entry.quote.lstrip()))
        _give(desk, entry, number if entry.image else desk.first.get(number, number))


def _places(text: str, quote: str) -> Iterator[int]:
    at = text.find(quote)
    while at != -1:
        yield at
        at = text.find(quote, at + 1)


def _nearest(desk: _Desk, quote: str) -> str:
    """Show the line of the bulletin that holds what is most like the first line of a quotation.

    Widths are compared alike: an editor may have copied from the site, where punctuation is mended.
    """
    wanted = fold(quote.strip().partition("\n")[0])
    best, number, like = _LIKE_ENOUGH, 0, ""
    for candidate in sorted(desk.printed):
        text = desk.bulletin.slice(desk.bulletin.line_span(candidate))
        folded = fold(text)
        common = SequenceMatcher(None, folded, wanted, autojunk=False).find_longest_match()
        start = max(0, common.a - common.b)
        end = start + len(wanted)
        ratio = SequenceMatcher(None, folded[start:end], wanted, autojunk=False).ratio()
        if ratio > best:
            best, number, like = ratio, candidate, text[start:end].strip()
    if not number:
        return "no line is like it: was the bulletin scanned anew? Quote what it says now"
    return f"nearest, in line {number}: `{like}`; quote it exactly as printed"


def _give(desk: _Desk, entry: Entry, number: int) -> None:
    if entry.image:
        _give_image(desk, entry, number)
    else:
        _give_role(desk, entry, number)


def _give_image(desk: _Desk, entry: Entry, number: int) -> None:
    for other in desk.images:
        if (other.line, other.name) == (number, entry.image):
            message = f"this picture is given to line {number} in line {desk.line_of(other.offset)} of this file, too"
            desk.fault(UNCLEAR, entry, message, "remove one of the two")
            return
    desk.images.append(GivenImage(line=number, name=entry.image, alt=entry.alt, offset=entry.image_at))


def _give_role(desk: _Desk, entry: Entry, number: int) -> None:
    role = entry.role if entry.at_break is None else _ROLE_OF[entry.at_break]
    if role is None:
        return  # the value was wrong, and is told
    given = desk.roles.setdefault(number, GivenRole(role, entry.offset))
    if given.role is not role:
        message = f"line {number} of {desk.bulletin.path} is made {role} here, and {given.role} in line "
        desk.fault(UNCLEAR, entry, f"{message}{desk.line_of(given.offset)} of this file", "keep one of the two")


def _replace(desk: _Desk, entry: Entry, span: Span) -> None:
    for other in desk.replacements:
        if span.start < other.edit.span.end and other.edit.span.start < span.end:
            message = f"these words are replaced in line {desk.line_of(other.offset)} of this file, too"
            desk.fault(UNCLEAR, entry, message, "make one replacement of the two")
            return
    edit = Edit(span, entry.replace, Reason(entry.kind))
    desk.replacements.append(Replacement(edit=edit, offset=entry.offset, day=entry.day, note=entry.note))
