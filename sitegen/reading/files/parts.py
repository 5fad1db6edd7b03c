"""What one printed page takes up of a file, and what the rest of the file says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sitegen.model.layout import Role
from sitegen.source import Span


@dataclass(frozen=True, slots=True)
class Edge:
    """A line at the border of a page that is known before the page is read: `# Page 3`, `- 3 -`, a running foot.

    `span` is what of it has letters or digits.
    """

    span: Span
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The stretch of a file that one printed page takes up.

    `edges` are its border lines by number. `day` is the day in the folios of the file's other pages, None where they
    name none or several; `label` the page number of a mark or running foot, "" where there is none. `follows` tells
    that other pages stand above: what the file's name says of a page is said of the first.
    """

    span: Span
    edges: Mapping[int, Edge] = field(default_factory=dict)
    day: date | None = None
    label: str = ""
    follows: bool = False
