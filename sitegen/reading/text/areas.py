"""Which lines of a source belong together: a table, a paragraph of HTML, a comment, a formula over several lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sitegen.reading.text import tags
from sitegen.reading.text.line import Left, strip_span
from sitegen.reading.text.pipes import is_rule, read_pipes
from sitegen.reading.text.tables import TableText, find_areas, read_table
from sitegen.reading.text.tokens import BLANK_LINE, TABLE, Kind, Token
from sitegen.source import SourceText, Span

_FRAMES = frozenset({"div", "p", "center", "figcaption", "span", "td"})
_LONGEST_LEAF = 4_000
_MOST_FRAMED = 12  # lines; a page that is centred as a whole has no captions because of that
_CENTRED = re.compile(r"align\s{0,3}[=:]\s{0,3}[\"']?\s{0,3}center", re.I)
_CAPTION = re.compile(
    r"(?:class|data-label|id)\s{0,3}=\s{0,3}[\"']?[\w -]{0,60}(?:caption|figure_title|table_title|chart_title)", re.I
)
FEWEST_PIPES = 2  # lines that begin and end with `|` make a table without a rule


@dataclass(frozen=True, slots=True)
class Group:
    """Source lines, from the first to the last, that make one printed line, and the markup in them."""

    first: int
    last: int
    tokens: Sequence[Token]
    table: TableText | None
    centred: bool
    captioned: bool
    left: tuple[Left, ...] = ()


@dataclass(slots=True)
class _Plan:
    """What holds lines together, by line number; private to this module."""

    until: dict[int, int] = field(default_factory=dict)
    html: set[int] = field(default_factory=set)  # lines on which a table in HTML begins
    pipes: dict[int, int] = field(default_factory=dict)  # first line of a table in Markdown, last one
    left: dict[int, list[Left]] = field(default_factory=dict)
    centred: dict[int, int] = field(default_factory=dict)  # how many frames begin (or end, below 0) with a line
    captioned: dict[int, int] = field(default_factory=dict)

    def join(self, first: int, last: int) -> None:
        """Hold lines together."""
        if last > first:
            self.until[first] = max(last, self.until.get(first, first))


def groups_of(source: SourceText, tokens: Sequence[Token]) -> Iterator[Group]:
    """Returns all lines of a source in groups, in order."""
    plan = _Plan()
    _plan_tokens(source, tokens, plan)
    _plan_tables(source, tokens, plan)
    _plan_blocks(source, tokens, plan)
    if "|" in source.text:
        _plan_pipes(source, plan)
    yield from _groups(source, tokens, plan)


def _groups(source: SourceText, tokens: Sequence[Token], plan: _Plan) -> Iterator[Group]:
    number, at, frames = 1, 0, (0, 0)
    framed = bool(plan.centred or plan.captioned)
    while number <= len(source.line_starts):
        first, last, line = number, number, number
        while line <= last and plan.until:
            last = max(last, plan.until.get(line, line))
            line += 1
        end = source.line_span(last).end
        begin = at
        while at < len(tokens) and tokens[at].start <= end:
            at += 1
        within, frames = _framed(plan, first, last, frames) if framed else ((False, False), frames)
        inside = tokens[begin:at]
        left = tuple(told for n in range(first, last + 1) for told in plan.left.get(n, ())) if plan.left else ()
        yield Group(first, last, inside, _table(source, first, last, inside, plan), *within, left)
        number = last + 1


def _framed(plan: _Plan, first: int, last: int, open_: tuple[int, int]) -> tuple[tuple[bool, bool], tuple[int, int]]:
    """Tell whether lines stand within a frame of either kind, and how many are open behind them."""
    within, behind = [], []
    for counts, before in zip((plan.centred, plan.captioned), open_, strict=True):
        shifts = [counts.get(number, 0) for number in range(first, last + 1)]
        within.append(before > 0 or any(shift > 0 for shift in shifts))
        behind.append(before + sum(shifts))
    return (within[0], within[1]), (behind[0], behind[1])


def _table(source: SourceText, first: int, last: int, tokens: Sequence[Token], plan: _Plan) -> TableText | None:
    if plan.html and any(number in plan.html for number in range(first, last + 1)):
        span = strip_span(source.text, Span(source.line_span(first).start, source.line_span(last).end))
        return read_table(source.text, span, tokens)
    if plan.pipes.get(first) == last:
        lines = [strip_span(source.text, source.line_span(number)) for number in range(first, last + 1)]
        return read_pipes(source.text, lines, tokens)
    return None


def _plan_tokens(source: SourceText, tokens: Sequence[Token], plan: _Plan) -> None:
    for token in tokens:
        last = token.end - (source.text[token.end - 1 : token.end] != "\n")  # a line end goes on to the next line
        plan.join(source.line_number(token.start), source.line_number(max(token.start, last)))


def _plan_tables(source: SourceText, tokens: Sequence[Token], plan: _Plan) -> None:
    for area in find_areas(source.text, tokens):
        start = tokens[area.first].start
        first, last = source.line_number(start), source.line_number(tokens[area.end - 1].end - 1)
        plan.join(first, last)
        plan.html.add(first)
        if not area.whole:
            plan.left.setdefault(first, []).append(Left(TABLE, "", start))


def _plan_blocks(source: SourceText, tokens: Sequence[Token], plan: _Plan) -> None:
    """Join the lines of a paragraph; note those within frames that centre what they hold, or call it a caption."""
    leaf: Token | None = None
    frames: list[Token] = []
    for token in tokens:
        if token.kind is not Kind.TAG:
            continue
        block = token.name in tags.BLOCKS or token.name in tags.TABLE_PARTS
        if token.closes and leaf is not None and leaf.name == token.name and _is_leaf(source.text, leaf, token):
            plan.join(source.line_number(leaf.start), source.line_number(token.end - 1))
        if block:
            leaf = None if token.closes else token
        if token.name in _FRAMES:
            _plan_frame(source, frames, token, plan)


def _is_leaf(text: str, leaf: Token, end: Token) -> bool:
    size = end.end - leaf.start
    single = leaf.name in tags.LEAVES or (leaf.name == "div" and any(_frames(leaf)))
    return single and size <= _LONGEST_LEAF and not BLANK_LINE.search(text, leaf.end, end.start)


def _frames(token: Token) -> tuple[bool, bool]:
    """Tell whether an element centres what it holds, and whether it calls it a caption."""
    centred = token.name == "center" or _CENTRED.search(token.attributes) is not None
    return centred, token.name == "figcaption" or _CAPTION.search(token.attributes) is not None


def _plan_frame(source: SourceText, frames: list[Token], token: Token, plan: _Plan) -> None:
    if not token.closes:
        frames.append(token)
        return
    while frames:
        opened = frames.pop()
        if opened.name != token.name:
            continue
        first, last = source.line_number(opened.start), source.line_number(token.start)
        if last - first <= _MOST_FRAMED:
            for counts, is_so in zip((plan.centred, plan.captioned), _frames(opened), strict=True):
                if is_so:
                    counts[first] = counts.get(first, 0) + 1
                    counts[last + 1] = counts.get(last + 1, 0) - 1
        return


def _plan_pipes(source: SourceText, plan: _Plan) -> None:
    """Find tables in Markdown: lines with `|` and a rule below the first, or lines that all begin and end with `|`."""
    covered = _covered(plan)
    run: list[tuple[int, str]] = []
    for number in range(1, len(source.line_starts) + 2):
        inside = number <= len(source.line_starts) and number not in covered
        line = source.slice(strip_span(source.text, source.line_span(number))) if inside else ""
        if "|" in line or (line[:1] == "+" and is_rule(line)):
            run.append((number, line))
            continue
        if run:
            _take_pipes(run, plan)
        run = []


def _covered(plan: _Plan) -> set[int]:
    """Returns the lines that other markup holds together already."""
    return {n for first, last in plan.until.items() for n in range(first, last + 1)} | plan.html


def _take_pipes(run: Sequence[tuple[int, str]], plan: _Plan) -> None:
    rules = [is_rule(line, below_head=at == 1) for at, (_, line) in enumerate(run)]
    rule = rules.index(True) if True in rules else None
    first = 0
    if rule is None:
        bordered = all(line[0] == line[-1] == "|" and line.count("|") > 2 for _, line in run)
        if not bordered or len(run) < FEWEST_PIPES:
            return
    elif run[rule][1][:1] != "+":
        first = max(0, rule - 1)
    if not all(rules[first:]):
        plan.join(run[first][0], run[-1][0])
        plan.pipes[run[first][0]] = run[-1][0]
