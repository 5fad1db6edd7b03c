"""Signs for a second decode: what a first one found on the page, told to the lines of which it was not sure.

A page is set by one hand. Its other headlines and subheadings show how those are marked, how long they are and what
stands beside them; and how much text a story has on either side of a line is known only when its heads are.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from itertools import chain

from sitegen.reading.features import LineFeatures
from sitegen.reading.layout.cohesion import UNTOLD
from sitegen.reading.layout.decode import Decided
from sitegen.reading.layout.labels import HEAD, Label
from sitegen.reading.layout.observed import Observed
from sitegen.reading.layout.phrases import letter_case
from sitegen.reading.layout.rows import Form, Head, heads_of
from sitegen.reading.text.scripts import is_alphabetic

SECOND_LOOK = 400  # points of margin below which a line is looked at again
SURE = 200  # points with which a label tells something of other lines
_MARGINS = (25, 50, 100, 200)
_TOLD = (60, 150, 300, 600, 1200)  # characters of text
_LENGTHS = (0.6, 0.8, 0.95, 1.06, 1.25, 1.7)  # of the mean
_COHESIONS = (-6, -3, -1, 1, 3, 6)  # beyond the mean
_TEXT = frozenset({Label.PARAGRAPH, Label.CONTINUATION, Label.ITEM})
_MODELS = {"heads": Label.HEADLINE, "subs": Label.SUBHEADING}
_SHOWN = ("mark", "gap", "gap-under", "maker", "under", "proved", "over", "run", "set", "ends")
_MOST_LINES = 5  # of a head whose order is told


@dataclass(frozen=True, slots=True)
class _Shown:
    """What can be alike in two lines: how long they are, how they and their runs are set, what stands around."""

    length: int
    cohesion: int
    looks: tuple[str | int | bool, ...]  # in the order of _SHOWN


@dataclass(slots=True)
class _Tally:
    """Lines counted: how many, how long, how much the texts around share, and how many show what: (thing, look)."""

    lines: int = 0
    length: int = 0
    told: int = 0  # lines of which cohesion tells
    cohesion: int = 0
    looks: dict[tuple[int, str | int | bool], int] = field(default_factory=dict)

    def add(self, line: _Shown) -> None:
        """Count a line."""
        self.lines += 1
        self.length += line.length
        if line.cohesion != UNTOLD:
            self.told += 1
            self.cohesion += line.cohesion
        for look in enumerate(line.looks):
            self.looks[look] = self.looks.get(look, 0) + 1


@dataclass(frozen=True, slots=True)
class _Models:
    """The lines of a label that are sure: all of them, and by run, as no line is a model for its own head."""

    whole: _Tally
    of_runs: Mapping[int, _Tally]

    def of_run(self, number: int) -> _Tally:
        """Returns the tally of a run."""
        return self.of_runs.get(number, _NONE)


_NONE = _Tally()


@dataclass(frozen=True, slots=True)
class _Shapes:
    """The labels of the heads whose lines are all sure, by run, and how often such a row and each label is there."""

    of_runs: Mapping[int, tuple[Label, ...]]
    counts: Counter[tuple[Label, ...]]
    labels: Counter[Label]
    common: Sequence[tuple[Label, ...]]  # the two rows that are there most


@dataclass(frozen=True, slots=True)
class _Found:
    """What a first decode found on a page; `above` and `below`: how much a line's story tells on either side."""

    seen: Observed
    decided: Sequence[Decided]
    counts: Counter[Label]
    models: Mapping[str, _Models]
    shapes: _Shapes
    forms: Mapping[int, tuple[str, str]]
    above: Sequence[int]
    below: Sequence[int]


def revising_signs(seen: Observed, decided: Sequence[Decided]) -> tuple[tuple[str, ...], ...]:
    """Returns for each line of a page what the labels found at first tell of it; nothing of a line that is sure."""
    found = _find(seen, decided)
    return tuple(tuple(_signs(found, at)) if one.margin < SECOND_LOOK else () for at, one in enumerate(decided))


def _find(seen: Observed, decided: Sequence[Decided]) -> _Found:
    return _Found(
        seen,
        decided,
        Counter(one.label for one in decided),
        {name: _models(seen, decided, label) for name, label in _MODELS.items()},
        _shapes(seen, decided),
        _forms(seen, decided),
        _told(seen.lines, decided),
        _told(seen.lines[::-1], decided[::-1])[::-1],
    )


def _models(seen: Observed, decided: Sequence[Decided], label: Label) -> _Models:
    whole, of_runs = _Tally(), defaultdict[int, _Tally](_Tally)
    for at, one in enumerate(decided):
        number = seen.page.run_at[at]
        if one.label is label and one.margin >= SURE and number >= 0:
            line = _shown(seen, at)
            whole.add(line)
            of_runs[number].add(line)
    return _Models(whole, of_runs)


def _shown(seen: Observed, at: int) -> _Shown:
    run, line = seen.page.runs[seen.page.run_at[at]], seen.lines[at]
    under = min(2, seen.lines[at + 1].line.gap) if at + 1 < len(seen.lines) else -1
    gap = min(2, seen.lines[run.start].line.gap)
    size = run.end - run.start
    text = line.line.canonical
    set_in = letter_case(text) if is_alphabetic(text) else line.begin
    looks = (line.rank, gap, under, bool(run.makers), run.below, run.proved, run.over, size, set_in, line.end)
    return _Shown(line.length, seen.cohesion[run.start].total, looks)


def _shapes(seen: Observed, decided: Sequence[Decided]) -> _Shapes:
    of_runs: dict[int, tuple[Label, ...]] = {}
    for number, run in enumerate(seen.page.runs):
        lines = decided[run.start : run.end]
        if all(one.margin >= SURE for one in lines) and any(one.label is Label.HEADLINE for one in lines):
            of_runs[number] = tuple(one.label for one in lines)
    counts = Counter(of_runs.values())
    common = nlargest(2, counts, key=lambda shape: (counts[shape], shape))
    return _Shapes(of_runs, counts, Counter(chain.from_iterable(of_runs.values())), common)


def _forms(seen: Observed, decided: Sequence[Decided]) -> dict[int, tuple[str, str]]:
    """Returns for each line of a head what lines at its place in other heads of its form were found to be, if any."""
    of_form: defaultdict[Form, list[Head]] = defaultdict(list)
    for head in heads_of(seen.lines):
        of_form[head.form].append(head)
    told: dict[int, tuple[str, str]] = {}
    for form, heads in of_form.items():
        if len(heads) < 2:
            continue
        for place in range(len(form)):
            votes: Counter[Label] = Counter()
            for head in heads:
                one = decided[head.start + place]
                votes[one.label] += min(SECOND_LOOK, one.margin) + 1
            for head in heads:
                at = head.start + place
                others = votes.copy()
                others[decided[at].label] -= min(SECOND_LOOK, decided[at].margin) + 1
                best, most = max(others.items(), key=lambda vote: (vote[1], vote[0]))
                told[at] = best.value, _degree(most / max(1, others.total()))
    return told


def _told(lines: Sequence[LineFeatures], decided: Sequence[Decided]) -> list[int]:
    """Returns for each line how many characters of text stand above it in its story; head lines are told the same."""
    sums: list[int] = []
    told, amid_head = 0, False
    for line, one in zip(lines, decided, strict=True):
        is_head = one.label in HEAD
        sums.append(sums[-1] if is_head and amid_head else told)
        amid_head = is_head
        told = 0 if is_head else told + len(line.line.canonical) if one.label in _TEXT else told
    return sums


def _signs(found: _Found, at: int) -> Iterator[str]:
    yield from _of_labels(found.decided, at)
    yield from _of_story(found, at)
    if found.seen.page.run_at[at] >= 0:
        yield from _of_run(found, at)


def _of_labels(decided: Sequence[Decided], at: int) -> Iterator[str]:
    """Returns the labels of a line and of those around it as they were found, and how surely."""
    here = decided[at]
    before, above, below, beyond = (_label_at(decided, at + step) for step in (-2, -1, 1, 2))
    sure = bisect(_MARGINS, here.margin)
    yield f"found:{here.label}"
    yield f"found:{here.label} sure:{sure}"
    yield f"found-above:{above}"
    yield f"found-below:{below}"
    yield f"found:{here.label} found-above:{above}"
    yield f"found:{here.label} found-below:{below}"
    yield f"found-above:{above} found-below:{below}"
    yield f"found-below:{below} found-beyond:{beyond}"
    yield f"found-above:{above} found-before:{before}"


def _label_at(decided: Sequence[Decided], at: int) -> str:
    return decided[at].label.value if 0 <= at < len(decided) else "edge"


def _of_story(found: _Found, at: int) -> Iterator[str]:
    """Returns how much the story tells on either side of a line, and how many heads the page has."""
    label, counts = found.decided[at].label, found.counts
    above, below = bisect(_TOLD, found.above[at]), bisect(_TOLD, found.below[at])
    yield f"told-above:{above}"
    yield f"told-below:{below}"
    yield f"found:{label} told-above:{above}"
    yield f"found:{label} told-below:{below}"
    yield f"found:{label} much-above:{above // 2} much-below:{below // 2}"
    yield f"found:{label} kickers:{min(3, counts[Label.KICKER])} decks:{min(3, counts[Label.DECK])}"
    yield f"found:{label} heads:{min(8, counts[Label.HEADLINE])} subs:{min(3, counts[Label.SUBHEADING])}"


def _of_run(found: _Found, at: int) -> Iterator[str]:
    """Returns how a line of a head is like the sure headlines and subheadings of other heads."""
    here, label, number = _shown(found.seen, at), found.decided[at].label, found.seen.page.run_at[at]
    run = found.seen.page.runs[number]
    place = f"run:{min(4, at - run.start)}/{min(5, run.end - run.start)}"
    for name, models in found.models.items():
        whole, own = models.whole, models.of_run(number)
        lines = whole.lines - own.lines
        yield f"other-{name}:{min(3, lines)} {place}"
        if lines:
            mean = (whole.length - own.length) / lines
            yield f"{name}-length:{bisect(_LENGTHS, here.length / max(1, mean))}"
        told = whole.told - own.told
        if told and here.cohesion != UNTOLD:
            mean = (whole.cohesion - own.cohesion) / told
            yield f"{name}-cohere:{bisect(_COHESIONS, here.cohesion - mean)}"
    yield from _of_looks(here, number, found.models, label)
    yield from _of_shapes(found.shapes, number, label, place)
    if at in found.forms:
        other, agreed = found.forms[at]
        yield f"form-found:{other}"
        yield f"form-found:{other} found:{label}"
        yield f"form-found:{other} agreed:{agreed}"


def _of_looks(here: _Shown, number: int, models: Mapping[str, _Models], label: Label) -> Iterator[str]:
    both: list[list[str]] = []
    for name, of_label in models.items():
        whole, own = of_label.whole, of_label.of_run(number)
        lines = whole.lines - own.lines
        if not lines:
            continue
        alike = [whole.looks.get(look, 0) - own.looks.get(look, 0) for look in enumerate(here.looks)]
        both.append([f"like-{name}:{_degree(count / lines)}" for count in alike])
        for what, like in zip(_SHOWN, both[-1], strict=True):
            yield f"{like} in:{what}"
            yield f"{like} in:{what} found:{label}"
    if len(both) == len(models):
        yield from (f"{of_heads} {of_subs} in:{what}" for what, of_heads, of_subs in zip(_SHOWN, *both, strict=True))


def _degree(share: float) -> str:
    return "none" if not share else "some" if share < 0.5 else "most" if share <= 0.95 else "all"


def _of_shapes(shapes: _Shapes, number: int, label: Label, place: str) -> Iterator[str]:
    """Returns what the sure heads elsewhere are made of."""
    own = shapes.of_runs.get(number, ())
    others = {shape: shapes.counts[shape] - (shape == own) for shape in (*shapes.common, own) if shape}
    common = max((shape for shape in others if others[shape]), key=lambda shape: (others[shape], shape), default=())
    yield f"shape:{'>'.join(common[:_MOST_LINES]) or '-'} {place}"
    kickers, decks, bylines = (
        min(2, shapes.labels[one] - own.count(one)) for one in (Label.KICKER, Label.DECK, Label.BYLINE)
    )
    what = f"kickers-elsewhere:{kickers} decks-elsewhere:{decks} bylines-elsewhere:{bylines}"
    yield f"{what} {place}"
    yield f"{what} found:{label}"
