"""Lines of a page → its layout: what is certain set apart, the rest labelled together and put into articles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from sitegen.config import ReadingHints
from sitegen.model.layout import PrintedLine, Role
from sitegen.reading.detect.look import Classified, Look
from sitegen.reading.features import observe_lines
from sitegen.reading.layout.certain import proved_labels
from sitegen.reading.layout.deciding import decide, joined
from sitegen.reading.layout.explain import explain_lines
from sitegen.reading.layout.given import allowed_labels, as_given
from sitegen.reading.layout.grouping import Placed, place
from sitegen.reading.layout.labels import FURNITURE, Label
from sitegen.reading.layout.masthead import masthead_around
from sitegen.reading.layout.observed import observe
from sitegen.reading.layout.pinned import furniture_line, labels_of, pinned_masthead, with_pinned
from sitegen.reading.layout.places import NOWHERE, Places, with_certain, with_signs
from sitegen.reading.layout.weights import load_weights
from sitegen.reading.text import patterns

NOT_PINNED: Mapping[int, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Layout:
    """A page laid out: its masthead, other lines that certainly are furniture, and the lines with label and article.

    `why` tells by line number what decided, where it was asked for.
    """

    masthead: tuple[PrintedLine, ...]
    apart: tuple[PrintedLine, ...]
    placed: tuple[Placed, ...]
    why: Mapping[int, tuple[str, ...]]


def lay_out(
    entries: Sequence[Classified],
    given: Mapping[int, Role],
    hints: ReadingHints,
    explain: str = "",
    places: Places = NOWHERE,
    pinned: Mapping[int, str] = NOT_PINNED,
) -> Layout:
    """Lay a page out; `given` are the roles that an editor gives lines, `explain` the language of explanations.

    `places` is what is known of where lines stand, `pinned` are the labels with which a page was published.
    """
    kept = labels_of(pinned)
    masthead, apart, below = _part_pinned(entries, given, kept) if kept else part(entries, given, hints)
    lines = observe_lines(below)
    seen, weights = observe(lines, hints.place_line), load_weights()
    signs: Iterable[tuple[str, ...]] = seen.signs()
    allowed = allowed_labels(below, given)
    if places is not NOWHERE:
        numbers = [line.line.number for line in lines]
        signs = with_signs(signs, numbers, places)
        allowed = with_certain(allowed, numbers, places)
    shown = tuple(signs) if explain else ()
    by_picture = None if places is NOWHERE else places.by_picture
    allowed, proved = with_pinned(allowed, below, kept, given), proved_labels(below, by_picture)
    more, decided = decide(seen, shown if explain else signs, weights, allowed, proved)
    why = explain_lines(joined(shown, more), weights, decided, explain) if explain else ()
    told = {line.line.number: reasons for line, reasons in zip(lines, why, strict=False)}
    return Layout(masthead, apart, place(lines, decided), told)


def part(
    entries: Sequence[Classified], given: Mapping[int, Role], hints: ReadingHints
) -> tuple[tuple[PrintedLine, ...], tuple[PrintedLine, ...], tuple[Classified, ...]]:
    """Returns the masthead of a page, other lines that certainly are furniture, and the lines that labels decide."""
    masthead = masthead_around(entries, given, hints)
    taken = {*given, *(line.number for line in masthead)}
    apart = tuple(line for entry in entries if entry.line.number not in taken for line in _certain(entry))
    aside = {line.number for line in (*masthead, *apart)}
    below = (as_given(entry, given.get(entry.line.number)) for entry in entries if entry.line.number not in aside)
    return masthead, apart, tuple(below)


def _part_pinned(
    entries: Sequence[Classified], given: Mapping[int, Role], labels: Mapping[int, Label]
) -> tuple[tuple[PrintedLine, ...], tuple[PrintedLine, ...], tuple[Classified, ...]]:
    """Returns the same of a published page."""
    free = [entry for entry in entries if entry.line.number not in given]
    top = next((at for at, entry in enumerate(entries) if entry.line.number in given), len(entries))
    masthead = pinned_masthead(entries[:top], labels)
    taken = {line.number for line in masthead}
    rest = [entry for entry in free if entry.line.number not in taken and labels.get(entry.line.number) in FURNITURE]
    apart = tuple(furniture_line(entry, labels) for entry in rest if _certain(entry))
    aside = taken | {line.number for line in apart}
    below = (as_given(entry, given.get(entry.line.number)) for entry in entries if entry.line.number not in aside)
    return masthead, apart, tuple(below)


def _certain(entry: Classified) -> tuple[PrintedLine, ...]:
    """Returns a line of nobody's text (`------`, a letter), a folio or an imprint as one of the page."""
    line, text = entry.line, entry.line.canonical
    if not text or patterns.SEPARATOR.match(text):
        return (PrintedLine(line.number, line.span, Role.UNCLASSIFIED, entry.confidence, why=("separator",)),)
    if entry.look is Look.STRAY:
        return (PrintedLine(line.number, line.span, Role.UNCLASSIFIED, entry.confidence, why=(entry.rule,)),)
    if entry.look is Look.FOLIO and not patterns.DAY_ALONE.match(text):  # a day alone may sign a notice
        return (PrintedLine(line.number, line.span, Role.FOLIO, entry.confidence, why=(entry.rule,)),)
    if entry.look is Look.IMPRINT:
        return (PrintedLine(line.number, line.span, Role.CONTACT, entry.confidence, why=(entry.rule,)),)
    return ()
