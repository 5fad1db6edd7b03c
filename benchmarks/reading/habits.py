"""The habits of newspapers and converters: how a page is printed, and how its text is left in a file.

A habit that is misread is first added here, then learned. `Habits.draw` draws all habits of a page at once, so that
what belongs together on a page (marks, line ends, house style) holds for the whole of it.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

# How headings are marked, and how often so.
MARKS = {
    "levels": 24,  # `## 标题`, `### 小标题`
    "equal": 9,  # heads and subheadings alike
    "bold": 8,
    "bold-subs": 5,
    "heads-only": 7,
    "missing": 9,  # a third of the marks are lost
    "flat": 9,  # the first head one level above the others
    "random": 5,  # levels mean nothing
    "first-only": 2,
    "none": 30,
}


@dataclass(frozen=True, slots=True)
class Habits:
    """All habits of one page."""

    marks: str
    base: int  # of the highest heading level
    marked_kicker: float  # chance that kicker or deck carries the headline's mark
    gaps: str  # blank lines: all, none, articles, some, wide
    wrap: int  # characters of a printed line, 0 for none
    indent: str  # before a paragraph's first line where it is wrapped or set
    split_heads: float  # chance that a headline stands on two lines
    split_marks: str  # marks of its second line: all, first
    half_width: bool
    bold_dateline: bool
    house_below: bool  # place, actor, occasion stand below the headline
    byline: str  # form: as-is, bullet, square, solid, bare, spaced, end, none
    breaks: float  # chance that a long paragraph is cut by a column break
    captions: str  # where: below, amid, above
    masthead: str  # none, name, full
    editors: str  # "", foot, amid
    packages: float
    sections: float  # chance of a standing head above an article
    furniture_amid: float
    wire: str  # how an agency closes its stories: "", line, end
    loose_marks: float  # chance that subheadings of an article that are set like its text carry a mark
    points_for_stops: bool  # OCR reads 。 as .
    flush: bool  # a paragraph's first line is as long as the others where it is wrapped
    whole: bool  # articles of a printed page stand beside each other, however long

    def of_story(self, rng: random.Random, at: int) -> tuple[str, str]:
        """Returns the marks of the heads and the subheadings of a page's story by its place."""
        one, two, three = ("#" * min(6, self.base + step) for step in range(3))
        match self.marks:
            case "levels" | "missing":
                return one, two
            case "equal":
                return one, one
            case "bold":
                return "**", "**"
            case "bold-subs":
                return one, "**"
            case "heads-only":
                return one, ""
            case "flat":
                return (one if not at else two), (three if self.marked_kicker else two)
            case "random":
                return rng.choice((one, one, two)), rng.choice((one, two, three, ""))
            case "first-only":
                return ("" if at else one), ""
        return "", ""

    @staticmethod
    def draw(rng: random.Random, wide: float = 0.6) -> Habits:
        """Draw the habits of a page; `wide` is the share of pages with habits beyond those of large papers."""
        free = rng.random() < wide
        marks = rng.choices(list(MARKS), list(MARKS.values()))[0]
        wrap = rng.choice((13, 15, 17, 18, 20, 22, 24, 26, 28, 30, 34)) if rng.random() < 0.3 else 0
        if wrap and rng.random() < 0.75:
            marks = "none"
        gaps = rng.choices(("all", "none", "articles", "some", "wide"), (52, 24, 6, 10, 8))[0]
        return Habits(
            marks=marks,
            base=rng.choice((1, 2, 2, 3)),
            marked_kicker=rng.choice((0.0, 0.0, 0.0, 0.4, 1.0)),
            gaps=gaps if not wrap else rng.choices(("all", "none", "articles", "some"), (30, 45, 15, 10))[0],
            wrap=wrap,
            indent=rng.choice(("", "", "", "　　", "  ", "    ")),
            split_heads=rng.choices((0.0, 0.3, 1.0), (62, 18, 20))[0],
            split_marks=rng.choice(("first", "all", "second-sometimes")),
            half_width=rng.random() < 0.55,
            bold_dateline=rng.random() < 0.2,
            house_below=rng.random() < 0.12,
            byline=rng.choices(
                ("as-is", "bullet", "square", "solid", "bare", "spaced", "end", "none", "bracket", "mixed"),
                (44, 5, 6, 4, 7, 5, 4, 7, 5, 13) if free else (80, 2, 2, 1, 4, 2, 2, 3, 1, 3),
            )[0],
            breaks=rng.choice((0.0, 0.0, 0.1, 0.2, 0.5)),
            captions=rng.choices(("below", "amid", "above"), (60, 30, 10))[0],
            masthead=rng.choices(("none", "name", "full"), (14, 62, 24))[0],
            editors=rng.choices(("", "foot", "amid"), (70, 20, 10))[0],
            packages=(rng.choices((0.0, 0.2, 0.5), (86, 10, 4))[0] if free else 0.02) * (0.4 if marks == "none" else 1),
            sections=rng.choices((0.0, 0.2), (75, 25))[0],
            furniture_amid=rng.choices((0.0, 0.1), (80, 20))[0],
            wire=rng.choices(("", "line", "end"), (84, 8, 8))[0],
            loose_marks=rng.choice((0.0, 0.0, 0.5, 1.0)),
            points_for_stops=rng.random() < 0.03,
            flush=rng.random() < 0.12,
            whole=rng.random() < 0.7,
        )
