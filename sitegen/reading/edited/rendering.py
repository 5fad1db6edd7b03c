"""Clean HTML back to the source it was made from: which character of it shows where, and what HTML keeps out of sight.

This is the guard of law 1 in edited Markdown: HTML in which a letter or digit is missing, changed or moved is refused.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from sitegen.model.prose import Edit, Prose, Reason, compose, ledger
from sitegen.reading.text.words import HAN
from sitegen.source import SourceText, Span

_LINES = frozenset({"p", "li", "ul", "ol", "blockquote", "table", "thead", "tbody", "tr"})
_CELLS = frozenset({"td", "th"})
_OF_IMAGES = ("alt", "data-source", "title")  # in the order in which Markdown has them
_WIDE = re.compile(rf"[{HAN}，。、；：！？（）《》〈〉「」『』【】“”‘’…—]")
_SOFT_BREAK = re.compile(r"(?<=\S)[ \t\r\u3000]*\n\s*(?=\S)")


class _Reader(HTMLParser):
    """Reads HTML as it shows (`shown`), and notes after how much of it which hidden text stands (`hidden`)."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.shown = ""
        self.hidden: list[tuple[int, str]] = []
        self._open: list[tuple[int, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _LINES or tag == "br":
            self._break("\n")
        elif tag in _CELLS:
            self._break("\t")
        given = {name: value or "" for name, value in attrs}
        if tag == "img":
            self.hidden.append((len(self.shown), "".join(given.get(name, "") for name in _OF_IMAGES)))
        if tag == "li" and "value" in given:
            self.hidden.append((len(self.shown), given["value"]))
        if tag in ("a", "span"):
            self.shown += "[" if given.get("class") == "note" else ""
            self._open.append((len(self.shown), given))

    def handle_endtag(self, tag: str) -> None:
        if tag in _LINES:
            self._break("\n")
        if tag in ("a", "span") and self._open:
            start, given = self._open.pop()
            target = given.get("href", "")
            words = ledger(self.shown[start:])
            if given.get("class") == "note":
                self.shown += "]"
                return
            # `<https://example.org>` and `![](https://example.org/a.jpg)` show their address: it is printed once.
            if words in (ledger(target), ledger(target.removeprefix("mailto:"))):
                target = ""
            self.hidden.append((len(self.shown), target + given.get("title", "")))

    def handle_data(self, data: str) -> None:
        self.shown += data.replace("\n", " ") if self.shown[-1:] not in ("", "\n") else data.replace("\n", " ").lstrip()

    def _break(self, white: str) -> None:
        """Begin a line or a cell, once where several elements begin or end."""
        if self.shown and not self.shown.endswith("\n"):
            self.shown += white


def prose_of(source: SourceText, span: Span, html: str) -> Prose | None:
    """Returns the running text that HTML made from a span shows; None where the two differ by a letter or digit."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    shown = reader.shown.rstrip()
    kept = _kept(source.slice(span), shown, reader.hidden)
    if kept is None:
        return None
    edits = []
    places = [at for at, char in enumerate(shown) if char.isalnum()]
    before = (span.start, 0)
    for at, place in [*zip(kept, places, strict=True), (len(span), len(shown))]:
        edit = _edit(source, Span(before[0], span.start + at), shown[before[1] : place])
        edits += [edit] if edit else []
        before = (span.start + at + 1, place + 1)
    return compose(source, (span,), tuple(edits))


def _kept(text: str, shown: str, hidden: list[tuple[int, str]]) -> list[int] | None:
    """Returns where in the text each letter and digit shown stands; None where not all is accounted for, in order."""
    pieces, at = [], 0
    for place, letters in hidden:
        pieces += [(shown[at:place], True), (letters, False)]
        at = max(at, place)
    pieces.append((shown[at:], True))
    expected = [(char, visible) for piece, visible in pieces for char in piece if char.isalnum()]
    found = [(at, char) for at, char in enumerate(text) if char.isalnum()]
    if [char for char, _ in expected] != [char for _, char in found]:
        return None
    return [at for (at, _), (_, visible) in zip(found, expected, strict=True) if visible]


def _edit(source: SourceText, span: Span, becomes: str) -> Edit | None:
    """Returns the change between two letters that stay, cut to what really differs."""
    text = source.slice(span)
    if text == becomes:
        return None
    head = _common(text, becomes)
    tail = _common(text[head:][::-1], becomes[head:][::-1])
    cut = Span(span.start + head, span.end - tail)
    old, new = source.slice(cut), becomes[head : len(becomes) - tail]
    if any(map(str.isalnum, old)):
        return Edit(cut, new, Reason.ATTRIBUTE)
    if old.strip():
        return Edit(cut, new, Reason.MARK)
    return Edit(cut, new, Reason.LINE_BREAK if "\n" in old else Reason.SPACE)


def _common(one: str, other: str) -> int:
    """Count the characters with which both begin."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def plain_prose(source: SourceText, span: Span) -> Prose:
    """Returns a span as it is written, marks and all, its lines joined: between wide characters without a space."""
    edits = []
    for found in _SOFT_BREAK.finditer(source.text, span.start, span.end):
        wide = all(_WIDE.fullmatch(char) for char in (source.text[found.start() - 1], source.text[found.end()]))
        edits.append(Edit(Span(found.start(), found.end()), "" if wide else " ", Reason.LINE_BREAK))
    return compose(source, (span,), tuple(edits))
