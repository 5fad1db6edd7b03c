"""What edited Markdown says a line is, where its writer says so: `河湾县文化馆 {.kicker}`, `[本报讯]{.dateline} 全长…`.

The marks are those of pandoc. One stands at the end of a line that is a field or a block of its own, or behind words in
brackets that open the first paragraph. What is marked is what its mark says; the rest is told by rules.
"""

from __future__ import annotations

import re
from difflib import get_close_matches

from sitegen.model.prose import Edit, Prose, Reason, compose
from sitegen.source import SourceText, Span

HEADS = ("kicker", "series", "deck", "continued-from", "byline")  # around the headline, each once
ENDS = ("credit", "jump-to")
BLOCKS = ("paragraph", "subheading", "byline", "caption", "verse", "table")
MARKS = tuple(dict.fromkeys((*HEADS, *BLOCKS, *ENDS)))

_MARK = re.compile(r"(?<=\S)[ \t]*\{\.(?P<name>[A-Za-z][A-Za-z-]{1,30})\}$")
_OPENING = re.compile(r"\[(?P<words>(?:[^\[\]\\\n]|\\.)+)\]\{\.(?P<name>dateline|byline)\}[ \t]*")


def mark_of(text: str) -> str:
    """Returns the mark that a line ends in, "" where it has none that is known."""
    found = _MARK.search(text)
    return found["name"] if found and found["name"] in MARKS else ""


def unknown_mark(text: str) -> tuple[str, str]:
    """Returns the mark that a line ends in but nobody knows, and the nearest that is known; "" for none."""
    found = _MARK.search(text)
    if found is None or found["name"] in MARKS:
        return "", ""
    return found["name"], next(iter(get_close_matches(found["name"].lower(), MARKS, 1)), "")


def unmarked(source: SourceText, span: Span) -> Span:
    """Returns what a span that ends in a mark says, without the mark."""
    found = _MARK.search(source.slice(span))
    return Span(span.start, span.start + found.start()) if found else span


def with_mark(source: SourceText, words: Prose, around: Span) -> Prose:
    """Returns text with all that stands around it in its source out of sight: its mark, brackets."""
    inner = words.spans[0]
    before, behind = Span(around.start, inner.start), Span(words.spans[-1].end, around.end)
    opening = (Edit(before, "", Reason.MARK),) if len(before) else ()
    closing = (Edit(behind, "", Reason.ATTRIBUTE),) if len(behind) else ()
    return compose(source, (around,), (*opening, *words.edits, *closing))


def opening_marks(source: SourceText, span: Span) -> list[tuple[str, Span, Span]]:
    """Returns the marked words that a paragraph opens with: the mark, the words, and these with brackets and mark."""
    found: list[tuple[str, Span, Span]] = []
    at = span.start
    while (match := _OPENING.match(source.text, at, span.end)) and match["name"] not in [name for name, *_ in found]:
        around = Span(at, match.end("name") + 1)
        found.append((match["name"], Span(*match.span("words")), around))
        at = match.end()
    return found
