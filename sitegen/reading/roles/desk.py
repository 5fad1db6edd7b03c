"""The layout of a page while it is being made: which line went where, and which article is open."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from sitegen.model.layout import Role
from sitegen.reading.sorts.sort import Sorted
from sitegen.reading.text.lines import Line

PAGE = -1  # the article number of page furniture


@dataclass(frozen=True, slots=True)
class Placed:
    """A line with its role and the number of its article in printed order (PAGE for furniture)."""

    line: Line
    role: Role
    rule: str
    confidence: float
    article: int
    level: int = 0


@dataclass(slots=True)
class Desk:
    """Where lines are laid one after the other; changed only while `lay_out` runs."""

    placed: list[Placed] = field(default_factory=list)
    articles: int = 0
    current: int = PAGE
    closed: bool = True
    in_set: bool = False  # the current article is several pieces under one head
    invites: bool = False  # the current article calls for contributions: what says where to send them is its text
    wants_captions: int = PAGE  # the photo item whose pictures are told of below its credit
    roles: Counter[Role] = field(default_factory=Counter)  # of the current article's lines
    waiting: list[Sorted] = field(default_factory=list)  # captions printed above the article they belong to

    def put(self, entry: Sorted, role: Role, *, rule: str = "", confidence: float = -1.0, level: int = 0) -> None:
        """Lay a line into the current article."""
        sure = entry.confidence if confidence < 0 else confidence
        self.roles[role] += 1
        self.placed.append(Placed(entry.line, role, rule or entry.rule, sure, self.current, level))

    def put_on_page(self, entry: Sorted, role: Role) -> None:
        """Lay a line aside as furniture of the page."""
        self.placed.append(Placed(entry.line, role, entry.rule, entry.confidence, PAGE))

    def begin(self) -> None:
        """Open the next article; the captions that waited are its first lines."""
        self.current = self.articles
        self.articles += 1
        self.closed, self.in_set, self.invites, self.wants_captions = False, False, False, PAGE
        self.roles.clear()
        for entry in self.waiting:
            self.put(entry, Role.CAPTION)
        self.waiting.clear()

    def open_if_needed(self) -> None:
        """Open an article if none is open yet."""
        if self.current == PAGE:
            self.begin()
