"""A page observed once, before anything is decided: its lines, what holds for the whole of it, and all signs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from sitegen.reading.features import LineFeatures
from sitegen.reading.layout.cohesion import Shared, cohesion, cohesion_signs
from sitegen.reading.layout.grammar import grammar_signs
from sitegen.reading.layout.leads import lead_signs
from sitegen.reading.layout.parallel import parallel_signs
from sitegen.reading.layout.rows import row_signs
from sitegen.reading.layout.runs import PageFeatures, page_features
from sitegen.reading.layout.scenes import scene_signs
from sitegen.reading.layout.signs import signs_of


@dataclass(frozen=True, slots=True)
class Observed:
    """The lines of a page in order, and what holds for the page.

    `cohesion` tells how much the texts above and below each line share.
    """

    lines: tuple[LineFeatures, ...]
    page: PageFeatures
    cohesion: tuple[Shared, ...]

    def signs(self) -> Iterator[tuple[str, ...]]:
        """Makes the signs of each line, which are many times as large as its text."""
        families = zip(
            signs_of(self.lines, self.page),
            cohesion_signs(self.lines, self.page, self.cohesion),
            parallel_signs(self.lines, self.page),
            lead_signs(self.lines, self.page),
            row_signs(self.lines),
            scene_signs(self.lines, self.page),
            grammar_signs(self.lines, self.page),
            strict=True,
        )
        return (tuple(chain.from_iterable(of_line)) for of_line in families)


def observe(lines: Sequence[LineFeatures], house: str = "") -> Observed:
    """Returns what is observed of a page; `house` says where the line with place or actor stands."""
    page = page_features(lines, house)
    return Observed(tuple(lines), page, cohesion(lines, page))
