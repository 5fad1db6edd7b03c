"""Text → the printed lines that are not blank, with what converters added to them taken off and remembered."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from msgspec.structs import replace

from sitegen.model.prose import Edit, Reason
from sitegen.reading.text.areas import Group, groups_of
from sitegen.reading.text.coded import Place, coded_line, table_line
from sitegen.reading.text.folding import fold
from sitegen.reading.text.leavings import find_tokens, has_markup
from sitegen.reading.text.line import BLANK as BLANK
from sitegen.reading.text.line import IDEOGRAPHIC_SPACE as IDEOGRAPHIC_SPACE
from sitegen.reading.text.line import Given, without
from sitegen.reading.text.line import Line as Line
from sitegen.reading.text.line import strip_span as strip_span
from sitegen.reading.text.makeup_codes import has_codes, with_codes_apart
from sitegen.reading.text.marks import BOLD, canonical, find_heading, is_emphasis, with_stops
from sitegen.reading.text.pictures import CAPTION_LIKE
from sitegen.reading.text.setting import with_scripts
from sitegen.reading.text.stretch import Stretch
from sitegen.reading.text.tokens import Kind, parts_lines
from sitegen.source import SourceText, Span


def lines_as_written(source: SourceText, extent: Span | None = None) -> tuple[Line, ...]:
    """Returns the lines of a text, or of a part of it, that are not blank, in order; HTML in it is text."""
    seen = _Seen.of(source, extent)
    return tuple(_line(source, number, span, gap, seen) for number, span, gap in printed_spans(source, extent))


@dataclass(frozen=True, slots=True)
class _Seen:
    """A text, or a part of it from `start` on, as rules match it: folded as a whole, which is quicker than in lines."""

    start: int
    text: str

    @staticmethod
    def of(source: SourceText, extent: Span | None = None) -> _Seen:
        """Returns a text as rules see it."""
        return _Seen(extent.start, fold(source.slice(extent))) if extent is not None else _Seen(0, fold(source.text))

    def canonical(self, span: Span) -> str:
        """Returns the text of a line as rules match it."""
        return with_stops(self.text[span.start - self.start : span.end - self.start])


def split_lines(source: SourceText, extent: Span | None = None, known: Collection[int] = ()) -> tuple[Line, ...]:
    """Returns the lines of a bulletin, or of a part of it, that are not blank, in order, without a converter's markup.

    Source lines that markup holds together are one line; the text of a line that holds nothing else is empty. Of lines
    that are `known` by number markup says nothing, and they are left out.
    """
    text = source.slice(extent) if extent is not None else source.text
    if not (has_markup(text) or "|" in text):
        lines = lines_as_written(source, extent)
        lines = _without(lines, known) if known else lines
    elif extent is None and not known:
        lines = tuple(_titled(tuple(_coded_lines(source))))
    else:
        part = Stretch(source, extent or Span(0, len(source.text)), known)
        lines = tuple(map(part.moved, _titled(tuple(_coded_lines(part.alone)))))
    return tuple(map(with_codes_apart, lines)) if has_codes(text) else lines


def printed_spans(source: SourceText, extent: Span | None = None) -> Iterator[tuple[int, Span, int]]:
    """Returns number, span without blank ends, and blank lines above, of each line of a text that is not blank."""
    within = extent if extent is not None else Span(0, len(source.text))
    first, last = source.line_number(within.start), source.line_number(within.end)
    starts = (within.start, *source.line_starts[first:last], within.end + 1)
    gap = 0
    for number, (begin, after) in enumerate(pairwise(starts), first):
        line = source.text[begin : after - 1]
        bare = line.lstrip(BLANK)
        if not bare:
            gap += 1
            continue
        start = begin + len(line) - len(bare)
        yield number, Span(start, start + len(bare.rstrip(BLANK))), gap
        gap = 0


def _without(lines: Sequence[Line], known: Collection[int]) -> tuple[Line, ...]:
    """Leave out lines that are known; such a line parts text as a blank one does."""
    kept, above = list[Line](), 0
    for line in lines:
        if line.number in known:
            above += 1 + line.gap
            continue
        kept.append(replace(line, gap=line.gap + above) if above else line)
        above = 0
    return tuple(kept)


def _titled(lines: Sequence[Line]) -> Iterator[Line]:
    """Returns lines; `表1 各乡镇修桥情况` right above a table is its title."""
    for line, below in zip_longest(lines, lines[1:]):
        title = below is not None and below.given is Given.TABLE and not (line.given or line.level)
        yield replace(line, given=Given.CAPTION) if title and CAPTION_LIKE.match(line.canonical) else line


@dataclass(slots=True)
class _Above:
    """What stands above a line: blank lines, borders of blocks that hold no text, a picture, and Markdown's break."""

    blank: int = 0
    borders: int = 0
    pictured: bool = False
    broken: bool = False


def _coded_lines(source: SourceText) -> Iterator[Line]:
    """Returns the lines of a source with markup; what holds no text is no line between others, but may part them."""
    above, seen = _Above(), _Seen.of(source)
    for group in groups_of(source, tuple(with_scripts(source.text, find_tokens(source.text)))):
        span = strip_span(source.text, Span(source.line_span(group.first).start, source.line_span(group.last).end))
        if not len(span):
            above.blank += 1
            continue
        line = _of_group(source, span, group, above, seen)
        yield line
        pictured = any(token.kind is Kind.PICTURE for token in group.tokens)
        borders = 0 if line.text else above.borders + above.blank + any(map(parts_lines, group.tokens))
        # `![](images/3.jpg)  `: two blanks are Markdown's line break, what follows belongs to the picture.
        broken = pictured and source.text.startswith("  ", span.end)
        above = _Above(0, borders, pictured or (above.pictured and not line.text), broken)


def _of_group(source: SourceText, span: Span, group: Group, above: _Above, seen: _Seen) -> Line:
    below = above.pictured and (group.centred or (above.broken and not above.blank))
    gap = above.blank + above.borders
    number = source.line_number(span.start)
    place = Place(number, span, gap, group.centred, group.captioned or below, above.pictured)
    if group.table is not None:
        line = table_line(source, place, group.table, group.tokens)
        return replace(line, left=(*group.left, *line.left))
    if group.tokens or place.centred or place.captioned or place.pictured:
        return coded_line(source, place, group.tokens)
    return _line(source, number, span, gap, seen)


def _line(source: SourceText, number: int, span: Span, gap: int, seen: _Seen) -> Line:
    level = 0
    if heading := find_heading(source.text, span.start, span.end):
        level = heading.level
        span = strip_span(source.text, Span(heading.start, heading.end))
    marks, bold, lead = _bold_marks(source.text, span)
    if bold:
        span, marks = Span(span.start + 2, span.end - 2), ()
    if not marks and (emphasis := is_emphasis(source.text, span.start, span.end)):
        span = Span(span.start + emphasis, span.end - emphasis)
    text = without(source, span, marks)
    known = canonical(text) if marks else seen.canonical(span)
    return Line(number, span, text, text if known == text else known, level, bold, lead, gap, marks)


def _bold_marks(text: str, span: Span) -> tuple[tuple[Edit, ...], bool, int]:
    """Find the bold marks of a line: the edits that drop them, whether all is bold, the length of a bold lead."""
    if text.find("**", span.start, span.end) == text.find("__", span.start, span.end) == -1:
        return (), False, 0
    found = list(BOLD.finditer(text, span.start, span.end))
    if len(found) < 2:
        return (), False, 0
    paired = found[: len(found) // 2 * 2]
    marks = tuple(Edit(Span(m.start(), m.end()), "", Reason.MARK) for m in paired)
    opens = paired[0].start() == span.start
    if opens and len(paired) == 2 and paired[1].end() == span.end and len(span) > 4:
        return marks, True, 0
    return marks, False, paired[1].start() - paired[0].end() if opens else 0
