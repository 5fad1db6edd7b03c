"""What a page generator prints."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """A printed unit before it is laid out: its label, its text, its mark (`##`, `**` or none)."""

    label: str
    text: str
    mark: str = ""
    first: bool = False  # of an article


@dataclass(frozen=True, slots=True)
class Printed:
    """A bulletin as text, and the label of each of its lines that is not blank, by number from 1.

    `texts` names what its texts are from where other pages are printed of the same.
    """

    text: str
    labels: dict[int, str]
    goes_on: frozenset[int]  # lines that a converter has wrapped off the line above
    texts: str = ""
