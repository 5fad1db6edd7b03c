"""Runs of lines of which a head may be made, and what holds for a whole page: its marks, habits and collections."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sitegen.reading.detect.look import Look
from sitegen.reading.features import HEAD_KINDS, MAKERS, LineFeatures
from sitegen.reading.text import patterns
from sitegen.reading.text.scripts import is_alphabetic

ENDS = frozenset(("credit", "photo-credit", "signature", "text-credit", "jump-to"))
_TEXT = frozenset(("text", "datelined", "sentence", "short"))
_HEADS = frozenset(("title", "byline", "credit", "signature", "jump-to", "continued-from"))
# (记者冯小芸)百年大计: who reports, at the first words of a brief
_RUN_IN = re.compile(r"^(?:\([^()]{2,30}\)|【[^【】]{2,30}】|\[[^\[\]]{2,30}\]|[\u4e00-\u9fff]{2,6}讯)")
_PART = re.compile(r"^[^\W\d_]{1,4}[一二三四五六七八九十\d]{1,2}(?:[\s:·].{0,30})?$")
_PICTURES = frozenset(("caption", "photo-credit", "artwork"))
NEAR = 2  # lines above and below in which a picture is near
AROUND = 3  # lines above and below whose kinds are looked at
_BEYOND = ("edge",) * AROUND
FEWEST_MOST = 0.5  # of the runs with a mark: most of them


@dataclass(frozen=True, slots=True)
class Run:
    """A run of lines of which a head may be made: `start` to `end`, not included, and what surrounds it.

    `makers`, `marked` and `longest` are places of lines within the run: its bylines, its marked lines, its longest.
    """

    start: int
    end: int
    rank: int  # of the highest mark in it, 0 for none
    proved: bool  # what stands around says that an article begins
    makers: tuple[int, ...]
    marked: tuple[int, ...]
    best: int  # the place of the highest mark, -1 for none
    longest: int
    tight: str  # whether no blank line parts its lines, "-" for a single line
    over: str  # what stands above it, `closed` for the end of an article
    below: str


@dataclass(frozen=True, slots=True)
class PageFeatures:
    """What holds for a page.

    `run_at` gives the run of each line (-1 for none), `sets` of each run whether it opens a collection of pieces under
    one name or is a piece of one. `proof` tells by rank of mark how many runs are proved to begin articles, `top` the
    same of the mark that does so most ("-" where none is marked). `house` is where place and actor stand, if the editor
    has said so. `kinds` are those of the lines, with a star for a marked one, and of AROUND more at either end.
    """

    runs: tuple[Run, ...]
    run_at: tuple[int, ...]
    sets: tuple[str, ...]
    signs: tuple[str, ...]
    top: str
    house: str
    last_text: tuple[int, ...]  # of each line: the place of the last line of text above it in its story, -1 for none
    proof: dict[int, str]
    marks: Counter[int]
    kinds: tuple[str, ...]
    pictures: tuple[str, ...]  # of each line: whether it, one near it, or one of the page shows itself a picture's


def page_features(lines: Sequence[LineFeatures], house: str = "") -> PageFeatures:
    """Returns what holds for the page as a whole."""
    runs = tuple(_runs(lines))
    run_at = [-1] * len(lines)
    for number, run in enumerate(runs):
        run_at[run.start : run.end] = [number] * (run.end - run.start)
    of_rank: dict[int, list[bool]] = {}
    for run in runs:
        of_rank.setdefault(run.rank, []).append(run.proved)
    shares = [sum(proved) / len(proved) for rank, proved in of_rank.items() if rank]
    marks = Counter(line.rank for line in lines)
    return PageFeatures(
        runs,
        tuple(run_at),
        tuple(_sets(lines, runs)),
        tuple(_page_signs(lines, len(runs), marks)),
        "-" if not shares else "most" if max(shares) >= FEWEST_MOST else "some",
        house,
        tuple(_last_text(lines)),
        {rank: _share(proved) for rank, proved in of_rank.items()},
        marks,
        (*_BEYOND, *(line.kind + ("*" if line.rank else "") for line in lines), *_BEYOND),
        tuple(_pictures([line.kind in _PICTURES for line in lines])),
    )


def what_is_over(lines: Sequence[LineFeatures], at: int) -> str:
    """Returns what stands above a line: `edge`, `closed` for the end of an article, else the line's kind."""
    if not at:
        return "edge"
    above = lines[at - 1]
    return "closed" if above.kind in ENDS or above.closes else above.kind


def _runs(lines: Sequence[LineFeatures]) -> Iterator[Run]:
    at = 0
    while at < len(lines):
        if lines[at].kind not in HEAD_KINDS:
            at += 1
            continue
        end = at
        while end < len(lines) and lines[end].kind in HEAD_KINDS:
            end += 1
        yield _run(lines, at, end)
        at = end


def _run(lines: Sequence[LineFeatures], start: int, end: int) -> Run:
    group = lines[start:end]
    marked = tuple(at for at, line in enumerate(group) if line.rank)
    best = min(marked, key=lambda at: group[at].rank, default=-1)
    gaps = [not line.line.gap for line in group[1:]]
    return Run(
        start,
        end,
        group[best].rank if marked else 0,
        _is_proved(lines, start, end),
        tuple(at for at, line in enumerate(group) if line.kind in MAKERS),
        marked,
        best,
        max(range(len(group)), key=lambda at: len(group[at].line.canonical)),
        str(all(gaps)) if gaps else "-",
        what_is_over(lines, start),
        lines[end].kind if end < len(lines) else "edge",
    )


def _is_told(lines: Sequence[LineFeatures], at: int) -> bool:
    """Tell whether a line says first where its news comes from, or who reports it."""
    if at >= len(lines):
        return False
    return lines[at].look is Look.DATELINED or _RUN_IN.match(lines[at].line.canonical) is not None


def _is_proved(lines: Sequence[LineFeatures], start: int, end: int) -> bool:
    group = lines[start:end]
    if any(line.kind == "continued-from" or (line.kind == "byline" and line.sure) for line in group):
        return True
    if any(above.kind == "title" and below.kind == "dashed" for above, below in pairwise(group)):
        return True
    return _is_told(lines, end) or what_is_over(lines, start) == "closed"


def _sets(lines: Sequence[LineFeatures], runs: Sequence[Run]) -> Iterator[str]:
    """Returns for each run whether it opens a collection or is a piece of one.

    `各地短波` right above the title of a brief opens a column; single titles over short texts below are its pieces.
    `镜头一`, `案例二` are parts of one article.
    """
    rank = -1
    for at, run in enumerate(runs):
        titles, told = lines[run.start : run.start + 2], _is_told(lines, run.end)
        size = run.end - run.start
        short = (runs[at + 1].start if at + 1 < len(runs) else len(lines)) - run.end <= 2
        name = titles[0].line.canonical
        if _PART.match(name):
            yield "part"
        elif size == 2 and short and patterns.COLLECTION_NAME.match(name) and titles[1].kind in ("title", "short"):
            rank = titles[1].rank
            yield f"opens-told:{told:d}"
        elif rank >= 0 and size == 1 and titles[0].rank == rank:
            yield f"piece-told:{told:d}"
            rank = rank if short else -1
        else:
            rank = -1
            yield f"none-told:{told:d}{size == 1:d}{short:d}"


def _last_text(lines: Sequence[LineFeatures]) -> Iterator[int]:
    """Find for each line the last text above it, past captions and furniture: a sentence cut by them goes on there."""
    last = -1
    for at, line in enumerate(lines):
        yield last
        if line.kind in _TEXT:
            last = at
        elif line.kind in _HEADS:
            last = -1


def _pictures(shown: Sequence[bool]) -> Iterator[str]:
    far = "page" if any(shown) else "none"
    for at, itself in enumerate(shown):
        yield "self" if itself else "near" if any(shown[max(0, at - NEAR) : at + NEAR + 1]) else far


def _share(of: Sequence[bool]) -> str:
    part = sum(of) / len(of)
    return "all" if part > 0.9 else "most" if part >= 0.5 else "some" if part >= 0.2 else "few" if part else "none"


def _page_signs(lines: Sequence[LineFeatures], runs: int, marks: Counter[int]) -> Iterator[str]:
    kinds = Counter(line.kind for line in lines)
    yield f"page.marks:{min(3, len(marks) - (0 in marks))}"
    yield f"page.bylines:{_some(kinds['byline'], runs)}"
    yield f"page.datelines:{_some(sum(line.look is Look.DATELINED for line in lines), runs)}"
    gaps = sum(line.line.gap > 0 for line in lines)
    yield f"page.gaps:{'none' if gaps * 8 < len(lines) else 'some' if gaps * 4 < len(lines) * 3 else 'all'}"
    if sum(is_alphabetic(line.line.canonical) for line in lines) * 2 > len(lines):
        yield "page.alphabetic"


def _some(count: int, of: int) -> str:
    return "none" if not count else "few" if count * 4 < of else "many"
