"""Where the editor's corrections hold in a bulletin: each anchor found exactly once, or a finding with what is near.

A bulletin that was scanned anew may have other lines: then an overlay is stale, and that is an error, never a guess.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from sitegen.errors import Diagnostic, Severity, finding
from sitegen.messages import Fact
from sitegen.model.layout import Role
from sitegen.model.prose import Edit, Reason
from sitegen.reading.files.corrections import UNCLEAR, Break, Entry
from sitegen.reading.files.overlay import GivenPage
from sitegen.reading.text.folding import fold
from sitegen.source import SourceText, Span

if TYPE_CHECKING:
    from sitegen.reading.text.lines import Line

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


@dataclass(frozen=True, slots=True)
class GivenWeight:
    """How much the article of a line weighs; `offset` is where the overlay says so."""

    weight: int
    offset: int


@dataclass(frozen=True, slots=True)
class GivenId:
    """How the address of the article of a line ends; `offset` is where the overlay says so."""

    id: str
    offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """All corrections of one bulletin, anchored: roles and ids by line number, replacements in the order of the text.

    Pictures come in the order of their lines, those of one line as the overlay has them.
    """

    overlay: SourceText = field(default_factory=lambda: SourceText("", ""))
    roles: Mapping[int, GivenRole] = field(default_factory=dict)
    replacements: tuple[Replacement, ...] = ()
    images: tuple[GivenImage, ...] = ()
    weights: Mapping[int, GivenWeight] = field(default_factory=dict)
    ids: Mapping[int, GivenId] = field(default_factory=dict)

    def fault(self, why: str, offset: int, /, **facts: Fact) -> Diagnostic:
        """Returns the finding that what the overlay says at `offset` cannot be done; `why` is a variant of its code."""
        return finding(f"{UNCLEAR}.{why}", Severity.ERROR, self.overlay, offset, **facts)


def anchor(
    entries: Sequence[Entry], overlay: SourceText, bulletin: SourceText, pages: Sequence[GivenPage] = ()
) -> tuple[Corrections, tuple[Diagnostic, ...]]:
    """Find the place of every entry in the bulletin. What cannot be found, or contradicts another entry, is told.

    So is a page that is said to begin where no text stands.
    """
    if not entries and not pages:
        return Corrections(overlay=overlay), ()
    # The reader of lines, which a build that reads nothing does without.
    from sitegen.reading.text.lines import printed_spans, split_lines

    lines = split_lines(bulletin)
    bare = {line.number for line in lines if line.coded and not line.text}
    first = {n: line.number for line in lines if len(line.span) for n in _numbers(bulletin, line)}
    resolving = _Resolving(overlay, bulletin, frozenset(line.number for line in lines) - bare, first)
    written = frozenset(number for number, _, _ in printed_spans(bulletin))
    for page in pages:
        if page.line not in written:
            _no_such_line(resolving, page, page.line)
    for entry in entries:
        if entry.line:
            _at_line(resolving, entry, entry.line)
        else:
            _at_quote(resolving, entry)
    replacements = tuple(sorted(resolving.replacements, key=lambda r: r.edit.span))
    images = tuple(sorted(resolving.images, key=lambda image: image.line))
    corrections = Corrections(
        overlay=overlay,
        roles=resolving.roles,
        replacements=replacements,
        images=images,
        weights=resolving.weights,
        ids=resolving.ids,
    )
    return corrections, tuple(resolving.faults)


def _numbers(bulletin: SourceText, line: Line) -> range:
    return range(line.number, bulletin.line_number(line.span.end - 1) + 1)


@dataclass(slots=True)
class _Resolving:
    """The anchors while they are being looked for; private to this module."""

    overlay: SourceText
    bulletin: SourceText
    printed: frozenset[int]  # the lines that hold text
    first: Mapping[int, int]  # the line that a line goes on with, as the rows of a table do with its first
    roles: dict[int, GivenRole] = field(default_factory=dict)
    replacements: list[Replacement] = field(default_factory=list)
    images: list[GivenImage] = field(default_factory=list)
    weights: dict[int, GivenWeight] = field(default_factory=dict)
    ids: dict[int, GivenId] = field(default_factory=dict)
    faults: list[Diagnostic] = field(default_factory=list)

    def fault(self, said: str, entry: Entry | GivenPage, /, **facts: Fact) -> None:
        self.faults.append(finding(said, Severity.ERROR, self.overlay, entry.offset, **facts))

    def line_of(self, offset: int) -> int:
        return self.overlay.line_number(offset)


def _at_line(resolving: _Resolving, entry: Entry, number: int) -> None:
    if number in resolving.printed:
        _give(resolving, entry, number)
    else:
        _no_such_line(resolving, entry, number)


def _no_such_line(resolving: _Resolving, entry: Entry | GivenPage, number: int) -> None:
    last = len(resolving.bulletin.line_starts) - resolving.bulletin.text.endswith(("\n", "\r"))
    said = "o-010.within" if number in resolving.first else "o-010"
    above = max((n for n in resolving.printed if n < number), default=0)
    below = min((n for n in resolving.printed if n > number), default=0)
    texts = {"above_text": _shown(resolving, above), "below_text": _shown(resolving, below)}
    where = {"line": number, "last": last, "above": above, "below": below}
    resolving.fault("o-010.beyond" if number > last else said, entry, path=resolving.bulletin.path, **where, **texts)


def _shown(resolving: _Resolving, number: int) -> str:
    """Returns how a line begins; "" of none, which is numbered 0."""
    if not number:
        return ""
    text = resolving.bulletin.slice(resolving.bulletin.line_span(number)).strip()
    return text if len(text) <= 40 else f"{text[:40]}…"


def _at_quote(resolving: _Resolving, entry: Entry) -> None:
    found = list(_places(resolving.bulletin.text, entry.quote))
    if not found:
        number, near = _nearest(resolving, entry.quote)
        said = "o-008.near" if number else "o-008"
        resolving.fault(said, entry, quote=entry.quote, path=resolving.bulletin.path, line=number, near=near)
    elif len(found) > 1:
        lines = tuple(str(resolving.bulletin.line_number(at)) for at in found[:_MOST_LINES])
        times, more = len(found), int(len(found) > _MOST_LINES)
        resolving.fault(
            "o-009", entry, quote=entry.quote, path=resolving.bulletin.path, times=times, lines=lines, more=more
        )
    elif entry.replace:
        _replace(resolving, entry, Span(found[0], found[0] + len(entry.quote)))
    else:
        number = resolving.bulletin.line_number(found[0] + len(entry.quote) - len(entry.quote.lstrip()))
        _give(resolving, entry, number if entry.image else resolving.first.get(number, number))


def _places(text: str, quote: str) -> Iterator[int]:
    at = text.find(quote)
    while at != -1:
        yield at
        at = text.find(quote, at + 1)


def _nearest(resolving: _Resolving, quote: str) -> tuple[int, str]:
    """Returns the line of the bulletin that holds what is most like the first line of a quotation, 0 for none.

    Widths are compared alike: an editor may have copied from the site, where punctuation is mended.
    """
    wanted = fold(quote.strip().partition("\n")[0])
    best, number, like = _LIKE_ENOUGH, 0, ""
    for candidate in sorted(resolving.printed):
        text = resolving.bulletin.slice(resolving.bulletin.line_span(candidate))
        folded = fold(text)
        common = SequenceMatcher(None, folded, wanted, autojunk=False).find_longest_match()
        start = max(0, common.a - common.b)
        end = start + len(wanted)
        ratio = SequenceMatcher(None, folded[start:end], wanted, autojunk=False).ratio()
        if ratio > best:
            best, number, like = ratio, candidate, text[start:end].strip()
    return number, like


def _give(resolving: _Resolving, entry: Entry, number: int) -> None:
    if entry.image:
        _give_image(resolving, entry, number)
    elif entry.weight is not None:
        _give_weight(resolving, entry, number, entry.weight)
    elif entry.id:
        _give_id(resolving, entry, number)
    else:
        _give_role(resolving, entry, number)


def _give_image(resolving: _Resolving, entry: Entry, number: int) -> None:
    for other in resolving.images:
        if (other.line, other.name) == (number, entry.image):
            resolving.fault("o-011.image_twice", entry, line=number, other=resolving.line_of(other.offset))
            return
    resolving.images.append(GivenImage(line=number, name=entry.image, alt=entry.alt, offset=entry.image_at))


def _give_weight(resolving: _Resolving, entry: Entry, number: int, weight: int) -> None:
    given = resolving.weights.setdefault(number, GivenWeight(weight, entry.offset))
    if given.weight != weight:
        resolving.fault("o-011.weight_twice", entry, line=number, other=resolving.line_of(given.offset))


def _give_id(resolving: _Resolving, entry: Entry, number: int) -> None:
    given = resolving.ids.setdefault(number, GivenId(entry.id, entry.offset))
    if given.id != entry.id:
        resolving.fault(
            "o-011.id_twice", entry, line=number, id=entry.id, given=given.id, other=resolving.line_of(given.offset)
        )


def _give_role(resolving: _Resolving, entry: Entry, number: int) -> None:
    role = entry.role if entry.at_break is None else _ROLE_OF[entry.at_break]
    if role is None:
        return  # the value was wrong, and is told
    given = resolving.roles.setdefault(number, GivenRole(role, entry.offset))
    if given.role is not role:
        roles = {"role": role.value, "given": given.role.value}
        other = resolving.line_of(given.offset)
        resolving.fault("o-011.role_twice", entry, line=number, path=resolving.bulletin.path, other=other, **roles)


def _replace(resolving: _Resolving, entry: Entry, span: Span) -> None:
    for other in resolving.replacements:
        if span.start < other.edit.span.end and other.edit.span.start < span.end:
            resolving.fault("o-011.replace_twice", entry, other=resolving.line_of(other.offset))
            return
    edit = Edit(span, entry.replace, Reason(entry.kind))
    resolving.replacements.append(Replacement(edit=edit, offset=entry.offset, day=entry.day, note=entry.note))
