"""A bulletin → bulletins of one printed page each, on one screen; where a page begins is never guessed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from sitegen.errors import Diagnostic, Severity, finding
from sitegen.model.layout import Role
from sitegen.reading.files.anchors import Corrections
from sitegen.reading.files.bulletins import Bulletin
from sitegen.reading.files.overlay import GivenPage, Overlay
from sitegen.reading.files.parts import Edge, Part
from sitegen.reading.names.dating import clean_label, read_file_name
from sitegen.reading.splitting.borders import find_borders, given_by_row
from sitegen.reading.splitting.folios import FolioRows, find_folios
from sitegen.reading.splitting.heads import Doubt
from sitegen.reading.splitting.marks import core
from sitegen.reading.splitting.numbers import labels
from sitegen.reading.splitting.rows import read_rows
from sitegen.reading.splitting.running import running_rows
from sitegen.reading.splitting.view import View, look_over
from sitegen.source import Span


@dataclass(frozen=True, slots=True)
class Split:
    """The bulletins of one page each that a bulletin holds, and where that cannot be told."""

    bulletins: tuple[Bulletin, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def split_pages(bulletin: Bulletin, name: str = "") -> Split:
    """Split a bulletin into its printed pages; `name` is what the newspaper is called.

    Most hold one, and are given as they are. Edited Markdown is always one page.
    """
    rows = read_rows(bulletin.source) if not bulletin.text_start else ()
    given = bulletin.overlay.pages
    view = look_over(rows, frozenset(bulletin.corrections.roles), name, several=bool(given))
    if not view.pieces:
        return Split((bulletin,))
    joined = frozenset(n for n, given in bulletin.corrections.roles.items() if given.role is Role.CONTINUATION)
    borders = find_borders(view, given, joined)
    if bulletin.pin:
        given = as_pinned(bulletin, view, borders.cuts)
        borders = find_borders(view, given, joined) if given else borders
    doubts = () if bulletin.pin else tuple(_told(bulletin, view, borders.doubts))
    if not (borders.cuts or borders.marks or given):
        return Split((bulletin,), doubts)
    bulletins = tuple(_bulletins(bulletin, view, borders.cuts, borders.marks))
    return Split(bulletins, (*_scan_of_which(bulletin, bulletins), *doubts))


def _scan_of_which(bulletin: Bulletin, pages: Sequence[Bulletin]) -> Iterator[Diagnostic]:
    """Tell where the overlay names the picture of a page and there are several: it can only be that of the first."""
    overlay = bulletin.overlay
    if overlay.scan and len(pages) > 1:
        said, at = bulletin.corrections.overlay, overlay.scan_at
        yield finding("b-032", Severity.WARNING, said, at, name=overlay.scan, count=len(pages))


def as_pinned(bulletin: Bulletin, view: View, cuts: Sequence[int]) -> tuple[GivenPage, ...]:
    """Collect what the editor says of pages, and where a published file is not cut as it was, its pin."""
    given = bulletin.overlay.pages
    said = {page.line for page in given}
    found, wanted = {view.rows[at].number for at in cuts}, {page.line for page in bulletin.pin} - {0}
    lines = {line: line in wanted for line in found ^ wanted if line not in said}
    return (*given, *(GivenPage(line=line, offset=0, begins=begins) for line, begins in sorted(lines.items())))


def _told(bulletin: Bulletin, view: View, doubts: Sequence[Doubt]) -> Iterator[Diagnostic]:
    """Tell what is doubtful, of each line the first."""
    by_line = {view.rows[doubt.at].number: doubt for doubt in sorted(doubts, key=lambda doubt: -doubt.at)}
    for line, doubt in sorted(by_line.items()):
        at = view.rows[doubt.at].span.start
        yield finding(doubt.why, Severity.ERROR, bulletin.source, at, line=line)


def _bulletins(bulletin: Bulletin, view: View, cuts: Sequence[int], taken: frozenset[int]) -> Iterator[Bulletin]:
    stretches = [range(a, b) for a, b in pairwise((0, *cuts, len(view.rows)))]
    running = running_rows(view, stretches, taken) if cuts else {}
    parts = _parts(bulletin, view, stretches, taken, running)
    given = given_by_row(view, bulletin.overlay.pages, cuts)
    for part, stretch in zip(parts, stretches, strict=True):
        overlay = _overlay_of(bulletin.overlay, given.get(stretch.start), part.follows)
        corrections = _corrections_of(bulletin, part, stretch, view) if cuts else bulletin.corrections
        yield replace(bulletin, part=part, overlay=overlay, corrections=corrections)


def _overlay_of(overlay: Overlay, given: GivenPage | None, follows: bool) -> Overlay:
    """Returns what the editor says of one page: the day of all, all else of the first, and what is said of it."""
    if follows:
        overlay = replace(overlay, page=None, section=None, scan="")
    if given is None:
        return overlay
    return replace(
        overlay,
        date=given.date or overlay.date,
        page=overlay.page if given.page is None else given.page,
        section=overlay.section if given.section is None else given.section,
        scan=given.scan or overlay.scan,
        scan_at=given.scan_at if given.scan else overlay.scan_at,
    )


def _corrections_of(bulletin: Bulletin, part: Part, stretch: range, view: View) -> Corrections:
    """Returns the corrections that stand on one page. A line that two pages share is of the one that begins in it."""
    all_ = bulletin.corrections
    numbers = {view.rows[at].number for at in stretch}
    if stretch.stop < len(view.rows):
        numbers.discard(view.rows[stretch.stop].number)
    within = part.span
    return replace(
        all_,
        roles={number: given for number, given in all_.roles.items() if number in numbers},
        replacements=tuple(r for r in all_.replacements if within.start <= r.edit.span.start < within.end),
        images=tuple(image for image in all_.images if image.line in numbers),
        weights={number: given for number, given in all_.weights.items() if number in numbers},
        ids={number: given for number, given in all_.ids.items() if number in numbers},
    )


def _parts(
    bulletin: Bulletin, view: View, stretches: Sequence[range], taken: frozenset[int], running: Mapping[int, Role]
) -> list[Part]:
    folios = [_folio_of(view, stretch) for stretch in stretches]
    days = [folio.day if folio else None for folio in folios]
    known = {day for day in days if day}
    only: date | None = known.pop() if len(known) == 1 else None
    marked = _labels(bulletin, view, stretches, folios, taken, running)
    return [
        Part(
            span=_span(bulletin, view, stretch),
            edges=_edges(view, stretch, taken, running),
            day=only if day is None else day,
            label=label,
            follows=stretch.start > 0,
        )
        for stretch, day, label in zip(stretches, days, marked, strict=True)
    ]


def _span(bulletin: Bulletin, view: View, stretch: range) -> Span:
    start = view.rows[stretch.start].span.start if stretch.start else 0
    end = view.rows[stretch.stop - 1].span.end if stretch.stop < len(view.rows) else len(bulletin.source.text)
    return Span(start, end)


def _folio_of(view: View, stretch: range) -> FolioRows | None:
    """Returns the folio of a page: the first that is at its top or says more than a day."""
    for folio in find_folios(view.pieces, stretch.start, stretch.stop, view.names):
        if not view.tells(stretch.start, folio.start) or (folio.day and (folio.label or folio.weekday)):
            return folio
    return None


def _edges(view: View, stretch: range, taken: frozenset[int], running: Mapping[int, Role]) -> dict[int, Edge]:
    """Returns the border lines of a page; a mark that shares its line with text stays with that."""
    edges = {}
    shared = Counter(view.rows[at].number for at in stretch)
    for at in stretch:
        row = view.rows[at]
        if shared[row.number] > 1:
            continue
        if at in taken:
            edges[row.number] = Edge(core(row), Role.FOLIO)
        elif at in running:
            edges[row.number] = Edge(row.span, running[at])
    return edges


def _labels(
    bulletin: Bulletin,
    view: View,
    stretches: Sequence[range],
    folios: Sequence[FolioRows | None],
    taken: frozenset[int],
    running: Mapping[int, Role],
) -> list[str]:
    """Returns the page numbers that marks and running rows tell; none at all where printed ones contradict them.

    A converter counts the pages of its file: where the newspaper's page 5 is its page 1, its numbers are not the
    newspaper's.
    """
    numbers = labels({at: view.marks[at] for at in taken})
    numbers |= {at: view.rows[at].text for at in running if view.rows[at].text.isdecimal()}
    marked = [_number_of(view, stretch, numbers) for stretch in stretches]
    printed = [folio.label if folio else "" for folio in folios]
    if not printed[0]:
        printed[0] = clean_label(read_file_name(bulletin.stem)[1])
    if any(a and b and a != b for a, b in zip(marked, printed, strict=True)):
        return printed
    return [a or b for a, b in zip(marked, printed, strict=True)]


def _number_of(view: View, stretch: range, numbers: Mapping[int, str]) -> str:
    """Returns the number of a page: the last one above its text, else the first one below."""
    found = [at for at in stretch if at in numbers]
    if not found:
        return ""
    above = [at for at in found if not view.has_text(stretch.start, at)]
    return clean_label(
        numbers[above[-1] if above else next((at for at in found if not view.has_text(at, stretch.stop)), found[0])]
    )
