"""Lines of the source with markup in them → printed lines: what shows, what the markup says of it, what to tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sitegen.model.prose import Edit, Reason
from sitegen.reading.text import tags
from sitegen.reading.text.line import Given, Left, Line, without
from sitegen.reading.text.marks import Heading, canonical, find_heading, is_emphasis
from sitegen.reading.text.pictures import CAPTION, CAPTION_LIKE
from sitegen.reading.text.setting import BOLD_MARK, Setting, bold_marks, set_region, with_tokens
from sitegen.reading.text.tables import TableText
from sitegen.reading.text.tokens import CROWDED, Kind, Token
from sitegen.source import SourceText, Span

_LONGEST_CAPTION = 200


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands: its number, its span with all markup, the blank lines above.

    Markup may centre it, or call it a caption; a picture may stand right above it.
    """

    number: int
    span: Span
    gap: int
    centred: bool = False
    captioned: bool = False
    pictured: bool = False


def coded_line(source: SourceText, place: Place, tokens: Sequence[Token]) -> Line:
    """Make a printed line of a part of the source; its text is empty where nothing in it was printed."""
    text, span = source.text, place.span
    spread = " " if place.centred or place.captioned else ""
    setting = set_region(text, span.start, span.end, tokens, joint=spread)
    heading = find_heading(text, setting.span.start, setting.span.end) if setting.shows else None
    level = heading.level if heading else _level(tokens, setting)
    if heading:
        tokens = with_tokens(tokens, _heading_marks(heading, setting))
    marks = _stress_marks(text, setting) or bold_marks(text, setting.span, tokens)
    tokens = with_tokens(tokens, marks)
    if heading or marks:
        setting = set_region(text, span.start, span.end, tokens, joint=" " if level else spread)
    return _line(source, place, level, setting, tokens)


def table_line(source: SourceText, place: Place, table: TableText, tokens: Sequence[Token]) -> Line:
    """Make a printed line of a table."""
    text = without(source, place.span, table.edits) if table.rows else ""
    edits = table.edits if table.rows else (Edit(place.span, "", Reason.MARKUP),)
    left = tuple(token.left for token in tokens if token.left)
    return Line(
        place.number,
        place.span,
        text,
        canonical(text),
        0,
        False,
        0,
        place.gap,
        edits,
        coded=True,
        given=Given.TABLE if table.rows else None,
        rows=table.rows,
        left=left,
    )


def _heading_marks(heading: Heading, setting: Setting) -> list[Token]:
    marks = [Token(setting.span.start, heading.start, Kind.SIGN, reason=Reason.MARK)]
    if heading.end < setting.span.end and not any(edit.span.end > heading.end for edit in setting.edits):
        marks.append(Token(heading.end, setting.span.end, Kind.SIGN, reason=Reason.MARK))
    return marks


def _stress_marks(text: str, setting: Setting) -> list[Token]:
    """Find the marks that stress all of a line: `*图1 河湾新桥*`."""
    start, end = setting.span.start, setting.span.end
    if setting.edits or not is_emphasis(text, start, end):
        return []
    return [Token(at, at + 1, Kind.SIGN, reason=Reason.MARK) for at in (start, end - 1)]


def _level(tokens: Sequence[Token], setting: Setting) -> int:
    """Returns the level of the heading that HTML makes of a line: `<h2>标题</h2>`."""
    heads = (tags.HEADINGS[t.name] for t in tokens if t.start < setting.span.start and t.name in tags.HEADINGS)
    return next(heads, 0) if setting.shows else 0


def _whole(span: Span, setting: Setting, tokens: Sequence[Token]) -> tuple[Edit, ...]:
    """Returns the edits of a line with what stands before and behind all that shows."""
    if not setting.shows:
        only = [token for token in tokens if token.reason is not Reason.MARKUP]
        unseen = tuple(Edit(Span(token.start, token.end), "", token.reason) for token in only)
        return unseen if len(only) == len(tokens) else (Edit(span, "", Reason.MARKUP),)
    start, end = setting.span.start, setting.span.end
    coded = [token for token in tokens if token.reason is Reason.MARKUP]  # marks hold no letters
    before = min((t.start for t in coded if t.start < start), default=start)
    behind = max((t.end for t in coded if t.end > end), default=end)
    edges = (Edit(Span(before, start), "", Reason.MARKUP), Edit(Span(end, behind), "", Reason.MARKUP))
    return tuple(edit for edit in (edges[0], *setting.edits, edges[1]) if len(edit.span))


def _line(source: SourceText, place: Place, level: int, setting: Setting, tokens: Sequence[Token]) -> Line:
    edits = _whole(place.span, setting, tokens)
    span = place.span
    if setting.shows:
        first, last = edits[0].span if edits else setting.span, edits[-1].span if edits else setting.span
        span = Span(min(setting.span.start, first.start), max(setting.span.end, last.end))
    text = without(source, span, edits)
    rules_see = canonical(text)
    bold, lead = _boldness(text, span, edits, tokens)
    given = _given(rules_see, place, tokens) if text and not level else None
    coded = any(token.reason is Reason.MARKUP for token in tokens)
    left = tuple(_left(setting, tokens))
    return Line(
        place.number, span, text, rules_see, level, bold, lead, place.gap, edits, coded=coded, given=given, left=left
    )


def _boldness(text: str, span: Span, edits: Sequence[Edit], tokens: Sequence[Token]) -> tuple[bool, int]:
    """Tell whether all of a line is bold, else how many characters at its start are."""
    bold = [token for token in tokens if token.name in tags.BOLD or token.name == BOLD_MARK]
    places = [*_indexes(span, edits, bold)] if len(bold) > 1 else []
    if len(places) < 2 or places[0] != 0:
        return False, 0
    lead = next((place for place in places[1:] if place), 0)
    whole = lead == len(text) and len(text) > 0
    return whole, 0 if whole else lead


def _indexes(span: Span, edits: Sequence[Edit], tokens: Sequence[Token]) -> Iterator[int]:
    """Returns before which character of a line's text each token stands."""
    waiting = iter(edits)
    edit = next(waiting, None)
    shift = span.start
    for token in tokens:
        while edit is not None and edit.span.end <= token.start:
            shift += len(edit.span) - len(edit.becomes)
            edit = next(waiting, None)
        inside = edit is not None and edit.span.start <= token.start
        yield (edit.span.start if inside and edit is not None else token.start) - shift


def _given(text: str, place: Place, tokens: Sequence[Token]) -> Given | None:
    if len(text) > _LONGEST_CAPTION:
        return None
    pictures = [token for token in tokens if token.kind is Kind.PICTURE]
    pictured = place.pictured or bool(pictures)
    like = (pictured or place.centred) and CAPTION_LIKE.match(text) is not None
    named = place.captioned or any(picture.name == CAPTION for picture in pictures)
    return Given.CAPTION if named or like or (pictured and place.centred) else None


def _left(setting: Setting, tokens: Sequence[Token]) -> Iterator[Left]:
    yield from (token.left for token in tokens if token.left)
    if setting.crowded:
        yield Left(CROWDED, "", setting.span.start)
