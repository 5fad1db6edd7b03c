"""Composed pages and what stands on them: the test of reading that the repository may hold.

What is read is held against what was printed, line by line. As in the scorer of the pages of known structure, an
article is right where its headline is, and nearly all of the text below it.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from benchmarks.reading.articles import Article, begins
from benchmarks.reading.compose import compose
from benchmarks.reading.habits import Habits
from benchmarks.reading.labelled import label_of
from benchmarks.reading.printed import Printed
from sitegen.model.layout import Role
from sitegen.model.newspaper import Page
from sitegen.model.prose import Prose
from sitegen.reading.bulletin import read_bulletin
from sitegen.reading.files.bulletins import Bulletin
from sitegen.reading.layout.labels import FURNITURE, Label, role_of
from sitegen.source import SourceText

ROLES = (Role.HEADLINE, Role.KICKER, Role.DECK, Role.BYLINE, Role.PARAGRAPH, Role.SUBHEADING, Role.CAPTION)
_HEADLINE = (Label.HEADLINE, Label.HEADLINE_ON)
_BESIDE = (Label.KICKER, Label.DECK, Label.JUMP_TO, Label.CONTINUED_FROM)  # in rows of their own, or in none
_PLAIN: dict[str, object] = {"marks": "levels", "wrap": 0, "split_heads": 0.0, "gaps": "all", "points_for_stops": False}
# What is fixed in each rendering; all other habits are drawn.
RENDERINGS: Mapping[str, Mapping[str, object]] = {
    "marked": _PLAIN,
    "unmarked": {**_PLAIN, "marks": "none"},
    "no-blank-lines": {**_PLAIN, "marks": "none", "gaps": "none"},
    "two-line-heads": {**_PLAIN, "split_heads": 1.0},
    "wrapped": {**_PLAIN, "marks": "none", "wrap": 20, "gaps": "some"},
    "wrapped-tight": {**_PLAIN, "marks": "none", "wrap": 20, "gaps": "none"},
}

SAME_TEXT = 0.98  # of the characters below an article's head


@dataclass(frozen=True, slots=True)
class Outlined:
    """The lines of an article: those of its headline, and those of its text (no kicker, no deck)."""

    headline: frozenset[int]
    text: frozenset[int]


@dataclass(slots=True)
class Tally:
    """What was right, what was read too much, what was missed."""

    right: int = 0
    surplus: int = 0
    missed: int = 0

    def add(self, right: int, got: int, want: int) -> None:
        """Count what was read: how much of it is right, how much was read, how much was printed."""
        self.right += right
        self.surplus += got - right
        self.missed += want - right

    def __add__(self, other: Tally) -> Tally:
        """Returns the sum of two tallies."""
        return Tally(self.right + other.right, self.surplus + other.surplus, self.missed + other.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 where there is nothing to find."""
        whole = 2 * self.right + self.surplus + self.missed
        return 2 * self.right / whole if whole else 1.0


@dataclass(slots=True)
class Score:
    """How well pages were read."""

    pages: int = 0
    articles: Tally = field(default_factory=Tally)
    roles: dict[Role, Tally] = field(default_factory=lambda: defaultdict(Tally))


def gate_pages(articles: Sequence[Article], rendering: str, count: int, seed: int = 9) -> Iterator[Printed]:
    """Returns pages printed from articles in one rendering; the same seed always gives the same."""
    for number in range(count):
        rng = random.Random(f"{seed} {rendering} {articles[0].lang} {number}")
        habits = replace(Habits.draw(rng), **RENDERINGS[rendering])  # type: ignore[arg-type]
        yield compose(rng, rng.sample(articles, min(len(articles), rng.choice((2, 3, 4, 5)))), habits)


def score_pages(pages: Iterable[Printed]) -> Score:
    """Returns how well pages are read."""
    score = Score()
    for printed in pages:
        bulletin = Bulletin(source=SourceText("seeds/page.txt", printed.text), stem="page")
        found = [reading.page for reading in read_bulletin(bulletin)]  # more than one where it is wrongly split
        score.pages += 1
        read, wanted = [article for page in found for article in articles_read(page)], articles_printed(printed)
        score.articles.add(right_articles(read, wanted, printed.text), len(read), len(wanted))
        got = {(line.number, line.role) for page in found for line in page.lines}
        want = {(number, printed_role(printed, number)) for number in printed.labels}
        for role in ROLES:
            one, other = ({line for line in lines if line[1] is role} for lines in (got, want))
            score.roles[role].add(len(one & other), len(one), len(other))
    return score


def printed_role(printed: Printed, number: int) -> Role:
    """Returns the role of a printed line; what a converter has wrapped off continues the line above."""
    if number in printed.goes_on:
        return Role.CONTINUATION
    return role_of(label_of(printed.labels[number]))


def articles_read(page: Page) -> list[Outlined]:
    """Returns the articles of a page that has been read."""
    return [
        Outlined(
            _lines(page, [article.headline, article.series]),
            _lines(page, [*article.credit_lines, article.dateline, article.byline, *(b.prose for b in article.body)]),
        )
        for article in page.articles
    ]


def right_articles(read: Sequence[Outlined], printed: Sequence[Outlined], text: str) -> int:
    """Count the printed articles that are read whole."""
    sizes = [len(line) for line in text.split("\n")]
    left = list(read)
    right = 0
    for article in printed:
        same = [other for other in left if other.headline == article.headline]
        best = max(same, key=lambda other: len(other.text & article.text), default=None)
        if best is not None:
            left.remove(best)
            right += _is_same(best.text, article.text, sizes)
    return right


def _is_same(one: frozenset[int], other: frozenset[int], sizes: Sequence[int]) -> bool:
    shared, first, second = (sum(sizes[number - 1] for number in lines) for lines in (one & other, one, other))
    return shared >= SAME_TEXT * max(first, second)


def articles_printed(printed: Printed) -> list[Outlined]:
    """Returns the lines of each article that was printed; captions above the first article belong to it."""
    articles: list[list[int]] = []
    waiting: list[int] = []
    above: Label | None = None
    labels = {number: label_of(name) for number, name in sorted(printed.labels.items())}
    for number, label in labels.items():
        if number in printed.goes_on and articles:
            articles[-1].append(number) if label not in FURNITURE and not waiting else waiting.append(number)
        elif label not in FURNITURE:
            if not articles and label is Label.CAPTION:
                waiting.append(number)
            elif not articles or begins(label, above):
                articles.append([*waiting, number])
                waiting = []
            else:
                articles[-1].append(number)
            above = label
    return [
        Outlined(
            frozenset(n for n in lines if labels[n] in _HEADLINE),
            frozenset(n for n in lines if labels[n] not in (*_HEADLINE, *_BESIDE)),
        )
        for lines in articles
    ]


def _lines(page: Page, proses: Sequence[Prose | None]) -> frozenset[int]:
    return frozenset(number for prose in proses if prose is not None for number in prose.lines(page.source))
