"""Invented pages as another paper would print them: fewer and longer stories, in another order."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from benchmarks.reading.articles import begins
from sitegen.reading.layout.labels import FURNITURE, Label

LENGTHENED = 0.4  # share of pages with fewer stories, each of more paragraphs: printed ones have seven at the median
REORDERED = 0.3  # share of pages whose stories stand in another order
# What a story may tell as well as another: no turn of talk, no numbered part, no dateline.
_PLAIN = re.compile(r"[^\W\d_](?!.{0,12}[:：（(—〔【])", re.DOTALL)

Row = tuple[str, str]
Story = list[Row]


def varied(rng: random.Random, rows: Sequence[Row]) -> Story:
    """Returns the lines of a page, each as (label, text), with other stories beside each other than it has."""
    top, stories, foot = _parted(rows)
    if rng.random() < LENGTHENED:
        stories = _lengthened(rng, stories)
    if rng.random() < REORDERED:
        rng.shuffle(stories)
    return [*top, *(row for story in stories for row in story), *foot]


def _parted(rows: Sequence[Row]) -> tuple[Story, list[Story], Story]:
    """Returns what stands above the first story, each story with the names of columns above it, and the page's foot."""
    stories: list[Story] = [[]]
    for label, text in rows:
        above = stories[-1][-1][0] if stories[-1] else ""
        if begins(label, above):
            stories.append(_run_at_end(stories[-1], frozenset({Label.STANDING_HEAD})))
        stories[-1].append((label, text))
    top, *told = stories
    return top, told, _run_at_end(told[-1], FURNITURE) if told else []


def _lengthened(rng: random.Random, stories: Sequence[Story]) -> list[Story]:
    """Let some stories of a page tell what others tell, which are left out: what a text is about is no sign."""
    given = set(rng.sample(range(len(stories)), int(len(stories) * rng.choice((0.3, 0.5, 0.7)))))
    kept = [list(story) for at, story in enumerate(stories) if at not in given]
    open_ = [story for story in kept if _end_of_text(story)]
    for at in sorted(given):
        told = [row for row in stories[at] if row[0] == Label.PARAGRAPH and _PLAIN.match(row[1])]
        if open_:
            into = rng.choice(open_)
            end = _end_of_text(into)
            into[end:end] = told
    return kept


def _end_of_text(story: Story) -> int:
    """Returns where the last paragraph of a story ends, 0 where a column break cuts it or there is none."""
    end = max((at + 1 for at, (label, _) in enumerate(story) if label == Label.PARAGRAPH), default=0)
    return 0 if any(label == Label.CONTINUATION for label, _ in story[end:]) else end


def _run_at_end(rows: Story, labels: frozenset[Label]) -> Story:
    """Take the lines with some labels away from the end of a story, and return them."""
    at = len(rows)
    while at and rows[at - 1][0] in labels:
        at -= 1
    taken = rows[at:]
    del rows[at:]
    return taken
