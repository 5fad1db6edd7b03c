"""The marks that converters set at lines and words: headings and bold; and a line's text as rules match it."""

from __future__ import annotations

import re
from typing import NamedTuple

from sitegen.reading.text.folding import fold
from sitegen.reading.text.punctuation import full_stops

# `## 标题`, and `#法院专刊` as some converters write it; a `#` inside a line is a character like any other. `＃` is
# one that an OCR set wide.
_HEADING = re.compile(r"([#＃]{1,6})\s*(?=\S)")
# `== 标题 ==` as wikis write it, `==标题==`, and `== 标题` of AsciiDoc
_WIKI = re.compile(r"(={2,6})(\s*)(?=[^\s=])")
_MAY_HEAD = ("#", "＃", "==")
BOLD = re.compile(r"\*\*|__(?=\S)|(?<=\S)__")

# *图1 河湾新桥*: a line that is stressed as a whole, as converters set captions
_EMPHASIS = re.compile(r"([*_])(?![\s*_])[^*_\n]{1,400}(?<![\s*_])\1")


def is_emphasis(text: str, start: int, end: int) -> int:
    """Returns the length of the mark that stresses all of a line, 0 where there is none."""
    stressed = text[start : start + 1] in ("*", "_") and _EMPHASIS.fullmatch(text, start, end)
    return 1 if stressed else 0


class Heading(NamedTuple):
    """The mark of a heading: its level, and where the text within it starts and ends."""

    level: int
    start: int
    end: int


def find_heading(text: str, start: int, end: int) -> Heading | None:
    """Returns the mark that makes a heading of a line, None where there is none."""
    if not text.startswith(_MAY_HEAD, start):
        return None
    if wiki := _WIKI.match(text, start, end):
        return _of_wiki(text, wiki, end)
    if found := _HEADING.match(text, start, end):
        return Heading(len(found[1]), found.end(), _heading_end(text, found.end(), end))
    return None


def _of_wiki(text: str, opens: re.Match[str], end: int) -> Heading | None:
    closes = text.endswith(opens[1], opens.end(), end)
    if not (opens[2] or closes):
        return None  # ==…, a rule that text runs into
    bare = text[opens.end() : end - len(opens[1]) if closes else end].rstrip()
    return Heading(len(opens[1]), opens.end(), opens.end() + len(bare)) if bare else None


def _heading_end(text: str, start: int, end: int) -> int:
    """Leave out the marks that close a heading: `## 标题 ##`; a space parts them from it."""
    bare = text[start:end].rstrip("#")
    whole = bare.rstrip()
    return start + len(whole) if len(whole) < len(bare) < end - start else end


def canonical(text: str) -> str:
    """Returns a line's text as rules match it, character for character; a point that ends a sentence is a full stop."""
    return with_stops(fold(text))


def with_stops(folded: str) -> str:
    """Returns a folded line with full stops for the points that end its sentences."""
    if "." not in folded:
        return folded
    signs = list(folded)
    for at in full_stops(folded):
        signs[at] = "。"
    return "".join(signs)
