"""The layout of a published page: its masthead, what stands apart, and the label that each other line has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sitegen.model.layout import PrintedLine, Role
from sitegen.reading.detect.look import Classified
from sitegen.reading.layout.decode import Allowed
from sitegen.reading.layout.labels import FURNITURE, LABELS, Label

PINNED = "pinned"  # who decided
_BY_NAME = {label.value: label for label in LABELS}


def labels_of(pinned: Mapping[int, str]) -> dict[int, Label]:
    """Returns the labels by line; what is none is left out."""
    return {number: _BY_NAME[name] for number, name in pinned.items() if name in _BY_NAME}


def pinned_masthead(entries: Sequence[Classified], labels: Mapping[int, Label]) -> tuple[PrintedLine, ...]:
    """Returns the lines above the first one of an article."""
    furniture = [labels.get(entry.line.number) in FURNITURE for entry in entries]
    end = furniture.index(False) if False in furniture else len(entries)
    return tuple(furniture_line(entry, labels) for entry in entries[:end])


def furniture_line(entry: Classified, labels: Mapping[int, Label]) -> PrintedLine:
    """Returns a line of page furniture with the role that it was published with."""
    line = entry.line
    return PrintedLine(line.number, line.span, Role(labels[line.number].value), 1.0, why=(PINNED,))


def with_pinned(
    allowed: Sequence[Allowed], entries: Sequence[Classified], labels: Mapping[int, Label], given: Mapping[int, Role]
) -> tuple[Allowed, ...]:
    """Returns the labels that lines may have: what the editor says, else what they were published with."""
    return tuple(
        one if entry.line.number in given or entry.line.number not in labels else _kept(labels[entry.line.number])
        for one, entry in zip(allowed, entries, strict=True)
    )


def _kept(label: Label) -> Allowed:
    if label is Label.BYLINE:
        return frozenset({Label.BYLINE, Label.PART_BYLINE})
    return frozenset({label})
