"""What converters left on a page beside its text: lines of markup alone, codes of the make-up desk, what to tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from sitegen.errors import Diagnostic, Severity, finding
from sitegen.model.layout import PrintedLine, Role
from sitegen.model.newspaper import Furniture
from sitegen.model.prose import compose
from sitegen.reading.text.lines import Line
from sitegen.reading.text.tokens import COMMENT, CROWDED, DATA, FORMULA, TABLE, UNKNOWN
from sitegen.source import SourceText

MARKUP = ("markup",)  # why a line is set apart: it holds nothing but markup
DESK_CODE = ("desk code",)  # it holds nothing but a code of the make-up desk

# What is said of each kind, and what to do about it.
_SAID = {
    DATA: (
        Severity.WARNING,
        "`{name}` is no text of a page: it is left out with all that it holds",
        "save a picture as a file beside the bulletin; of anything else, write down what was printed",
    ),
    UNKNOWN: (
        Severity.WARNING,
        "no text of a page holds a tag `{name}`: it is left out, what stands in it is kept",
        "take it out of the bulletin; if it was printed, write `&lt;` for `<`",
    ),
    COMMENT: (
        Severity.NOTE,
        "a comment of the converter is left out: “{name}”",
        "compare with the printed page: a picture or a formula may be missing here",
    ),
    FORMULA: (
        Severity.NOTE,
        "this formula is set as the converter wrote it: `{name}`",
        "replace it in the overlay by what is printed: `quote: …`, `replace: …`",
    ),
    TABLE: (
        Severity.WARNING,
        "this table is not closed, or has no beginning: what there is of it is set as a table",
        "compare with the printed page: its last rows may be missing",
    ),
    CROWDED: (
        Severity.WARNING,
        "several paragraphs of HTML stand on this line: they are read as one",
        "put each on a line of its own",
    ),
}


def set_apart(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[PrintedLine, ...]]:
    """Part the lines to be read from those that hold markup alone, or a code of the make-up desk."""
    apart = [line for line in lines if _is_bare(line)]
    if not apart:
        return tuple(lines), ()
    return tuple(line for line in lines if not _is_bare(line)), tuple(map(_printed, apart))


def _is_bare(line: Line) -> bool:
    return not line.text and (line.coded or bool(line.apart))


def _printed(line: Line) -> PrintedLine:
    role, why = (Role.EDITORS, DESK_CODE) if line.apart else (Role.UNCLASSIFIED, MARKUP)
    return PrintedLine(line.number, line.span, role, 1.0, why=why)


def left_furniture(source: SourceText, lines: Sequence[Line]) -> Iterator[Furniture]:
    """Give what lines hold that is none of their text: all of one that is markup alone, codes of the make-up desk."""
    for line in lines:
        if _is_bare(line) and not line.apart:
            yield Furniture(Role.UNCLASSIFIED, compose(source, (line.span,), line.marks))
        for code in line.apart:
            yield Furniture(Role.EDITORS, compose(source, (code,)))


def findings_of(source: SourceText, lines: Sequence[Line]) -> Iterator[Diagnostic]:
    """Tell what was left, each kind once a page, where it first stands."""
    left = [each for line in lines for each in line.left if each.code in _SAID]
    times = Counter((each.code, each.name) for each in left)
    for key, each in {(each.code, each.name): each for each in reversed(left)}.items():
        severity, said, hint = _SAID[each.code]
        message = said.format(name=each.name)
        message += f"; its words: “{each.words}”" if each.words else ""
        message += f" ({times[key]:,} times on this page)" if times[key] > 1 else ""
        yield finding(each.code, severity, source, each.offset, message, hint)
