"""The left side of the proof sheet: source lines exactly as they stand, with every edit that was made to them."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sitegen.model.newspaper import Page
from sitegen.model.prose import Edit, Prose, Reason
from sitegen.site.views.proof import SegmentView
from sitegen.source import SourceText, Span

JOINS = frozenset({Reason.COLUMN_BREAK, Reason.LINE_BREAK})
_QUIET = frozenset({Reason.PUNCTUATION, Reason.SPACE, Reason.MARK, Reason.MARKUP})


@dataclass(frozen=True, slots=True)
class Joint:
    """Where running text goes on over the end of a line: line `before`, joined by `edit` to what stands below."""

    before: int
    edit: Edit


@dataclass(frozen=True, slots=True)
class Markup:
    """What became of a bulletin's characters, by line: published spans, edits within the line, joints above it."""

    spans: Mapping[int, Sequence[Span]]
    edits: Mapping[int, Sequence[Edit]]
    joints: Mapping[int, Joint]


def mark_up(page: Page) -> Markup:
    """Sort the spans and edits of a page by the lines they touch."""
    source = page.source
    spans: dict[int, list[Span]] = defaultdict(list)
    edits: dict[int, list[Edit]] = defaultdict(list)
    joints: dict[int, Joint] = {}
    for prose in page.proses():
        for span in prose.spans:
            for number in _numbers(source, span):
                spans[number].append(span)
        numbers = prose.lines(source)
        for edit in prose.edits:
            joint = _joint(source, numbers, edit)
            if joint:
                joints[source.line_number(edit.span.end)] = joint
            elif (edit.span or edit.becomes) and "\n" not in edit.becomes:  # a line end that is kept is no change
                for number in _numbers(source, edit.span):
                    edits[number].append(edit)
    return Markup(spans, edits, joints)


def _numbers(source: SourceText, span: Span) -> range:
    return range(source.line_number(span.start), source.line_number(max(span.start, span.end - 1)) + 1)


def _joint(source: SourceText, numbers: Sequence[int], edit: Edit) -> Joint | None:
    """Returns the joint that an edit makes; None for one that lies within a line."""
    if edit.reason not in JOINS:
        return None
    number = source.line_number(edit.span.end)
    at = numbers.index(number) if number in numbers else 0
    return Joint(numbers[at - 1], edit) if at else None


def printed_numbers(page: Page) -> Iterator[tuple[int, int]]:
    """Returns the number of each line of a page that is not blank, and how many blank ones stand above it."""
    source, gap = page.source, 0
    last = source.line_number(page.extent.end)
    for number in range(page.follows or 1, last + 1):
        if source.slice(source.line_span(number)).strip():
            yield number, gap
            gap = 0
        else:
            gap += 1


def segments(source: SourceText, number: int, markup: Markup) -> tuple[SegmentView, ...]:
    """Cut a line where an edit or a published span begins or ends; all pieces together are the line."""
    line = source.line_span(number)
    if source.text[line.start : line.end].endswith("\r"):
        line = Span(line.start, line.end - 1)
    spans = sorted(set(markup.spans.get(number, ())))
    found: list[SegmentView] = []
    at = line.start
    for edit in sorted(set(markup.edits.get(number, ())), key=lambda e: (e.span, e.reason)):
        start, end = max(edit.span.start, line.start), min(edit.span.end, line.end)
        if start < at or start > line.end:
            continue
        found += _plain(source, Span(at, start), spans)
        found.append(_edited(source, edit, Span(start, max(start, end)), first=edit.span.start >= line.start))
        at = max(start, end)
    return (*found, *_plain(source, Span(at, line.end), spans))


def _edited(source: SourceText, edit: Edit, within: Span, *, first: bool) -> SegmentView:
    before = source.slice(within)
    after = edit.becomes if first else ""
    return SegmentView(
        kind="edit", before=visible(before), after=visible(after), reason=edit.reason.value, quiet=edit.reason in _QUIET
    )


def _plain(source: SourceText, part: Span, spans: Sequence[Span]) -> Iterator[SegmentView]:
    """Returns a part without edits, what is published and what is left out told apart."""
    at = part.start
    for span in spans:
        start, end = max(span.start, at), min(span.end, part.end)
        if start >= end:
            continue
        if start > at:
            yield SegmentView(kind="mark", text=visible(source.text[at:start]))
        yield SegmentView(kind="text", text=visible(source.text[start:end]))
        at = end
    if at < part.end:
        yield SegmentView(kind="mark", text=visible(source.text[at : part.end]))


def visible(text: str) -> str:
    """Returns a text with signs that cannot be seen shown by name: a tab as ␉, a zero-width space as U+200B."""
    return "".join(_shown(char) for char in text)


def _shown(char: str) -> str:
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F or unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        return f"[U+{code:04X}]"
    return char


def weight(source: SourceText, prose: Prose, number: int) -> int:
    """Returns how many characters of a line a piece of running text holds."""
    line = source.line_span(number)
    return sum(max(0, min(span.end, line.end) - max(span.start, line.start)) for span in prose.spans)
