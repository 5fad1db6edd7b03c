"""Rows of heads set alike, one behind the other: the parts of a package under its name, or briefs side by side."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from statistics import median_low

from sitegen.reading.detect.look import Look
from sitegen.reading.features import HEAD_KINDS, MAKERS, LineFeatures
from sitegen.reading.layout.runs import what_is_over

_TITLES = frozenset({"title", "short"})
_NAMES = (4, 8, 14)  # characters of the line above the first head of a row
_PARTS = (200, 500, 1200)  # characters of the text below a head
_LOOKS = _TITLES | MAKERS | {"dashed"}
_NAMED = re.compile(r"\s[\u4e00-\u9fff](?:\s{0,2}[\u4e00-\u9fff]){1,2}$")  # 河湾市新闻中心主任  张  三
_LEAST_OFFICE, _LONGEST_NAME = 3, 9  # characters before a name, and of it with its spaces
_OVER = frozenset({"edge", "closed"})

Form = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """The lines of a head, `start` to `end`; `told` for news that says first where it comes from."""

    start: int
    end: int
    over: str
    form: Form
    told: bool
    text: int  # characters of what stands below it

    @property
    def has_maker(self) -> bool:
        """Whether a byline is among its lines."""
        return any(kind[:-1] in MAKERS for kind in self.form)


@dataclass(frozen=True, slots=True)
class Row:
    """Heads of one form; the first may begin with `extra` lines more. `before` and `after` are the heads around."""

    heads: Sequence[Head]
    extra: int
    before: Head | None
    after: Head | None


def row_signs(lines: Sequence[LineFeatures]) -> Iterator[tuple[str, ...]]:
    """Makes for the lines of heads in rows the signs of their row, and of heads that stand on a page more than once."""
    told: defaultdict[int, tuple[str, ...]] = defaultdict(tuple)
    for row in _rows(heads_of(lines)):
        if len(row.heads) > 1:
            of_row = tuple(_of_row(lines, row))
            for number, head in enumerate(row.heads):
                for at in range(head.start, head.end):
                    told[at] = tuple(_of_line(lines, row, number, at, of_row))
    times = Counter(line.line.canonical for line in lines if line.kind in HEAD_KINDS)
    for at, line in enumerate(lines):
        if times[line.line.canonical] > 1:  # 【镜头外】 above each photo
            told[at] += (f"again:{min(3, times[line.line.canonical])}",)
    return (told[at] for at in range(len(lines)))


def _of_line(lines: Sequence[LineFeatures], row: Row, number: int, at: int, of_row: Sequence[str]) -> Iterator[str]:
    head, place = row.heads[number], _place(row, number, at)
    yield from (f"row:{place} {sign}" for sign in of_row)
    yield f"row:{place} row-over:{head.over}"
    yield f"row:{place} row-mark:{min(1, lines[at].rank)}"
    from_end = f"from-end:{min(4, head.end - at)}/{min(4, len(row.heads[-1].form))}"
    yield f"row:{place} row-extra:{min(3, row.extra)} {from_end}"


def heads_of(lines: Sequence[LineFeatures]) -> tuple[Head, ...]:
    """Returns the heads of a page: titles, bylines and short lines, one behind the other, not short lines alone."""
    found: list[tuple[int, int]] = []
    for in_head, group in groupby(range(len(lines)), lambda at: lines[at].kind in _LOOKS):
        places = [*group]
        if in_head and lines[places[0]].kind == "dashed":  # ——编者: ends what stands above
            del places[0]
        if in_head and any(lines[at].kind != "short" for at in places):
            found.append((places[0], places[-1] + 1))
    beyond = (*(start for start, _ in found[1:]), len(lines))
    return tuple(_head(lines, start, end, until) for (start, end), until in zip(found, beyond, strict=False))


def _head(lines: Sequence[LineFeatures], start: int, end: int, until: int) -> Head:
    return Head(
        start,
        end,
        what_is_over(lines, start),
        tuple(_look(line) for line in lines[start:end]),
        end < len(lines) and lines[end].look is Look.DATELINED,
        sum(len(line.line.canonical) for line in lines[end:until]),
    )


def _look(line: LineFeatures) -> str:
    kind = "title" if line.kind in _TITLES else line.kind
    if kind == "title" and _NAMED.search(line.line.canonical[_LEAST_OFFICE:][-_LONGEST_NAME:]):
        kind = "byline"
    return f"{kind}{min(1, line.rank)}"


def _rows(heads: Sequence[Head]) -> Iterator[Row]:
    start, before = 0, 0
    for form, group in groupby(heads, key=attrgetter("form")):
        end = start + len(list(group))
        opener = heads[start - 1].form if before == 1 else ()  # the last of a row begins no other one
        before = end - start
        extra = len(opener) - len(form) if len(opener) > len(form) and opener[-len(form) :] == form else 0
        first = start - 1 if extra else start
        yield Row(
            heads[first:end],
            extra,
            heads[first - 1] if first else None,
            heads[end] if end < len(heads) else None,
        )
        start = end


def _place(row: Row, number: int, at: int) -> str:
    if not number:
        return "name" if at - row.heads[0].start < row.extra else "first"
    return "last" if number == len(row.heads) - 1 else "mid"


def _of_row(lines: Sequence[LineFeatures], row: Row) -> Iterator[str]:
    heads, opener = row.heads, row.heads[0]
    many, extra, lines_each = min(5, len(heads)), min(3, row.extra), min(4, len(heads[-1].form))
    told = sum(head.told for head in heads)
    news = "all" if told == len(heads) else "some" if told else "none"
    much = sum(median_low([head.text for head in heads]) > size for size in _PARTS)
    maker, before, after = heads[-1].has_maker, _maker(row.before), _maker(row.after)
    yield f"row-many:{many} row-extra:{extra}"
    yield f"row-maker:{maker:d} row-extra:{extra} row-form:{lines_each}"
    yield f"row-told:{news} row-extra:{extra} row-form:{lines_each}"
    yield f"row-much:{much} row-extra:{extra}"
    yield f"row-maker:{maker:d} row-before:{before} row-after:{after} row-extra:{extra}"
    closed = sum(head.over in _OVER for head in heads[1:])
    yield f"row-closed:{'all' if closed == len(heads) - 1 else 'some' if closed else 'none'} row-extra:{extra}"
    if row.extra:
        name = sum(len(lines[opener.start].line.canonical) > size for size in _NAMES)
        marks = f"{min(1, lines[opener.start].rank)}{min(1, lines[heads[-1].start].rank)}"
        yield f"row-name:{name} row-extra:{extra}"
        yield f"row-name:{name} row-told:{news}"
        yield f"row-name:{name} row-much:{much} row-many:{many}"
        yield f"row-name:{name} row-maker:{maker:d} row-marks:{marks}"
    elif row.before:
        marks = _mark(row.before) + _mark(opener)
        yield f"after-head:{min(4, len(row.before.form))} row-maker:{maker:d} row-before:{before} row-marks:{marks}"


def _maker(head: Head | None) -> str:
    return "-" if head is None else str(int(head.has_maker))


def _mark(head: Head) -> str:
    return head.form[0][-1]
