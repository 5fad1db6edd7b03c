"""Hard-wrapped text, as converters take it out of a PDF: one line of the file for each printed line of a column.

A paragraph then runs over many lines. Whether a line goes on with the one above is weighed by signs, as labels are: how
full both lines are, how the upper one ends and the lower one begins, gaps, indents, marks. The lines of a paragraph
become one `Line` again, whose `marks` take the line ends out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import repeat

from sitegen.reading.features import begin_of, end_of
from sitegen.reading.layout.evidence import is_signing_day
from sitegen.reading.layout.joining import join
from sitegen.reading.layout.line_ends import begins, goes_on, is_bracket, is_plain
from sitegen.reading.layout.measure import Measure, find_measure, lack_of, opens_text, sets_heads_apart
from sitegen.reading.layout.phrases import letter_case
from sitegen.reading.layout.weights import load_weights
from sitegen.reading.text import patterns
from sitegen.reading.text.asked import is_byline, may_open_dateline, page_label, phrase_space, series_tag
from sitegen.reading.text.breaks import cuts_word
from sitegen.reading.text.days import printed_day
from sitegen.reading.text.joints import joint
from sitegen.reading.text.lines import BLANK, Line, strip_span
from sitegen.reading.text.sentences import ends_in_hyphen
from sitegen.reading.text.words import ends_sentence, unclosed, width
from sitegen.source import SourceText

# Points above which a line goes on. Between ideographs, which fill their column, what is left apart by mistake breaks
# more articles than what is joined by mistake.
LEAST_RAGGED, LEAST_JUSTIFIED = 0, -150
LONGEST_PARAGRAPH = 300  # printed lines; a longer one goes on as a healed break
INDENT = 1.5  # ideographs
FEWEST_SET_IN = 12  # one such line to so many full ones: the page sets paragraphs in
CACHED = 4096


def unwrap(
    source: SourceText, lines: Sequence[Line], apart: Collection[int] = (), wrapped: Collection[int] | None = None
) -> tuple[Line, ...]:
    """Returns paragraphs as single lines where a bulletin is hard-wrapped; any other bulletin as it is.

    `apart` are the numbers of lines that the editor has said something about: they begin a line in any case.
    Of a published page `wrapped` are the numbers of those that go on.
    """
    if wrapped is not None:
        return _as_published(source, lines, apart, wrapped)
    measure = find_measure(lines)
    if measure is None:
        return tuple(join(run, source.text) for run in _words_made_whole(source, lines, apart))
    weights, least = load_weights().joins, LEAST_RAGGED if measure.ragged else LEAST_JUSTIFIED
    runs: list[list[Line]] = []
    signs = wrap_signs(source, lines, measure)
    parts_heads = sets_heads_apart(lines, measure)
    for line, below, seen in zip(lines, (*lines[1:], None), signs, strict=True):
        above = runs[-1] if runs else []
        likely = sum(map(weights.get, seen, repeat(0))) > least and not (above and _signs_text(above[-1], line, below))
        likely |= parts_heads and len(above) == 1 and opens_text(above[0], line, measure)
        on = bool(above) and _joins(above, line.canonical, likely)
        if on and _may_go_on(above, line, apart) and _adjoin(source, above[-1], line):
            above.append(line)
        else:
            runs.append([line])
    return tuple(join(run, source.text) for run in runs)


def _joins(run: Sequence[Line], text: str, likely: bool) -> bool:
    """Tell whether a line goes on with those above: by their words where these are sure, else as is likely."""
    over = run[-1].canonical
    whole = len(run) > 1 and over.endswith(")") and is_bracket([line.canonical for line in run])
    return goes_on(over, text) or (likely and not whole and not begins(over, text))


def _signs_text(above: Line, line: Line, below: Line | None) -> bool:
    """Tell whether a line is who signs the text above it: below a whole sentence, above the day."""
    if below is None or not is_signing_day(below.canonical):
        return False
    return ends_sentence(above.canonical) and is_plain(line.canonical)


def _words_made_whole(source: SourceText, lines: Sequence[Line], apart: Collection[int]) -> list[list[Line]]:
    """Returns the lines of a page whose measure is not seen: `construc-` and `tion` are one all the same."""
    runs: list[list[Line]] = []
    for line in lines:
        above = runs[-1] if runs else []
        if above and _goes_on(above[-1], line, source.text) and _may_go_on(above, line, apart):
            above.append(line)
        else:
            runs.append([line])
    return runs


def _goes_on(above: Line, line: Line, page: str) -> bool:
    near = line.number == above.number + 1
    return _divides_word(above, line, page) or (near and goes_on(above.canonical, line.canonical))


def _divides_word(above: Line, line: Line, page: str) -> bool:
    """Tell whether a word surely goes on; `re-` and `opened` may be two, which is for the labels to say."""
    if not ends_in_hyphen(above.canonical, line.canonical) or line.number != above.number + 1:
        return False
    met = joint(above.text, line.text, page)
    return met is not None and not met.doubtful


def _as_published(
    source: SourceText, lines: Sequence[Line], apart: Collection[int], wrapped: Collection[int]
) -> tuple[Line, ...]:
    runs: list[list[Line]] = []
    for line in lines:
        if runs and line.number in wrapped and line.number not in apart and _adjoin(source, runs[-1][-1], line):
            runs[-1].append(line)
        else:
            runs.append([line])
    return tuple(join(run, source.text) for run in runs)


def _may_go_on(run: Sequence[Line], line: Line, apart: Collection[int]) -> bool:
    """Tell whether a line can be wrapped off the one above: not below a gap, a mark, a folio, a table of markup."""
    if len(run) >= LONGEST_PARAGRAPH or line.number in apart or line.level or line.gap:
        return False
    if line.given is not None or run[-1].given is not None:
        return False
    above = run[-1].canonical
    return not (printed_day(above) and (patterns.WEEKDAY.search(above) or page_label(above)))


def _adjoin(source: SourceText, above: Line, below: Line) -> bool:
    """Tell whether no line that is set apart, as `<!-- page 2 -->` is, stands between two lines."""
    last = source.line_number(max(above.span.start, above.span.end - 1))
    between = (strip_span(source.text, source.line_span(number)) for number in range(last + 1, below.number))
    return not any(map(len, between))


def wrap_signs(source: SourceText, lines: Sequence[Line], measure: Measure) -> Iterator[tuple[str, ...]]:
    """Returns for each line the signs of whether it goes on with the one above."""
    indents = [_indent(source, line) >= INDENT for line in lines]
    indented = sum(indents) * 12 > len(lines)
    lacks = [lack_of(line, measure) for line in lines]
    sets_in = lacks.count("set-in") * FEWEST_SET_IN >= lacks.count("full")
    for at, line in enumerate(lines):
        if not at:
            yield ("first",)
            continue
        above = lines[at - 1]
        text, over = line.canonical, above.canonical
        below = lacks[at + 1] if at + 1 < len(lines) else "edge"
        end, begin = end_of(over), begin_of(text)
        stopped = _stopped(end)
        stops = f"{stopped}>{_stopped(end_of(text))} sets-in:{sets_in:d}"
        around = (lacks[at - 2] if at > 1 else "edge", lacks[at - 1], lacks[at], below)
        signs = [
            *_of_lacks(around, stopped, stops, measure.ragged),
            *_of_border(end, begin, min(1, line.gap), stopped),
            *_of_indents(indents[at - 1], indents[at], indented),
        ]
        if above.level or above.bold or line.bold:
            signs.append(f"wrap.mark:{bool(above.level or above.bold):d}{line.bold:d}")
        if cuts_word(above.text, line.text):
            signs.append("wrap.word-cut")
        if ends_in_hyphen(over, text):
            signs.append("wrap.hyphen")
        if _leaves_no_room(above, line, measure):
            signs.append("wrap.no-room")
        if unclosed(over):
            signs.append("wrap.open-above")
        if patterns.CAPTION_START.match(text) or patterns.DATELINE_WIRE.match(text) or text.startswith("本报讯"):
            signs.append("wrap.opens")
        if is_byline(text):
            signs.append("wrap.byline")
        if is_byline(over):
            signs.append("wrap.byline-above")
        signs += _of_heads(lines, at, measure, lacks)
        yield tuple(signs)


def _stopped(end: str) -> str:
    return "stop" if end in ("stop", "quoted-stop", "question", "exclaim", "point") else "open"


def _of_heads(lines: Sequence[Line], at: int, measure: Measure, lacks: Sequence[str]) -> Iterator[str]:
    """Returns what tells that a line, or the one above, is a head as wide as its column: no mark, nothing going on."""
    above, line = lines[at - 1].canonical, lines[at].canonical
    plain = f"{is_plain(above):d}{is_plain(line):d}"
    over = "edge" if at < 2 else "stop" if ends_sentence(lines[at - 2].canonical) else "open"
    yield f"wrap.plain:{plain} over:{over} begin:{begin_of(line)}"
    yield f"wrap.plain:{plain} lacks:{lacks[at - 1]}/{lacks[at]}"
    if phrase_space(line):
        yield f"wrap.phrases plain:{plain}"
    if phrase_space(above):
        yield f"wrap.phrases-above plain:{plain}"
    if series_tag(line):
        yield "wrap.series"
    if series_tag(above):
        yield f"wrap.series-above plain:{plain}"
    if at + 1 < len(lines):
        below = lines[at + 1].canonical
        opens = "byline" if is_byline(below) else "wire" if may_open_dateline(below) else "text"
        yield f"wrap.below:{opens} plain:{plain}"
    if measure.ragged:
        yield f"wrap.case:{letter_case(above)}>{letter_case(line)}"


@lru_cache(maxsize=CACHED)  # few values in many lines
def _of_lacks(lacks: tuple[str, str, str, str], stopped: str, stops: str, ragged: bool) -> tuple[str, ...]:
    """Returns the signs of how full a line is, the two above it and the one below.

    `stops` tells of the line above and of this one whether a sentence ends, and whether the page sets paragraphs in.
    """
    two_above, above, here, below = lacks
    return (
        f"wrap.lack:{above} {stopped}",
        f"wrap.lacks:{above}/{here}",
        f"wrap.lacks:{above}/{here} {stops}",
        f"wrap.here:{here} below:{below} {stops}",
        f"wrap.lacks:{above}/{here}/{below} {stopped}",
        f"wrap.above-two:{two_above}/{above}",
        f"wrap.ragged:{ragged:d} lack:{above}",
    )


@lru_cache(maxsize=CACHED)
def _of_border(end: str, begin: str, gap: int, stopped: str) -> tuple[str, ...]:
    return (
        f"wrap.end:{end}",
        f"wrap.begin:{begin}",
        f"wrap.end:{end} begin:{begin}",
        f"wrap.gap:{gap}",
        f"wrap.gap:{gap} {stopped}",
    )


@lru_cache(maxsize=CACHED)
def _of_indents(above: bool, here: bool, page: bool) -> tuple[str, ...]:
    return (f"wrap.indent:{here:d} page:{page:d}", f"wrap.indents:{above:d}{here:d} page:{page:d}")


def _leaves_no_room(before: Line, line: Line, measure: Measure) -> bool:
    """Tell whether a line of letters is short only because a long word comes next, in the middle of a sentence."""
    if not measure.ragged or ends_sentence(before.canonical):
        return False
    return measure.short(before) < 1 + len(line.text.split(maxsplit=1)[0])


def _indent(source: SourceText, line: Line) -> float:
    """Returns how wide the white before a line is: behind what a converter has set there, and one blank."""
    before = source.text[source.line_starts[line.number - 1] : line.span.start]
    if set_there := before.rstrip(BLANK):
        before = before[len(set_there) + 1 :]
    return width(before.replace("\t", "    "))
