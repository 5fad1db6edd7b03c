"""The marks that converters set at lines and words: headings and bold; and a line's text as rules match it."""

from __future__ import annotations

import re

from sitegen.reading.text.folding import fold
from sitegen.reading.text.punctuation import full_stops

# `## 标题`, and `#法院专刊` as some converters write it; a `#` inside a line is a character like any other.
HEADING = re.compile(r"(#{1,6})[ \t\u3000]*(?=\S)")
BOLD = re.compile(r"\*\*|__(?=\S)|(?<=\S)__")

# *图1 河湾新桥*: a line that is stressed as a whole, as converters set captions
_EMPHASIS = re.compile(r"([*_])(?![\s*_])[^*_\n]{1,400}(?<![\s*_])\1")


def is_emphasis(text: str, start: int, end: int) -> int:
    """Returns the length of the mark that stresses all of a line, 0 where there is none."""
    stressed = text[start : start + 1] in ("*", "_") and _EMPHASIS.fullmatch(text, start, end)
    return 1 if stressed else 0


def heading_end(text: str, start: int, end: int) -> int:
    """Leave out the marks that close a heading: `## 标题 ##`; a space parts them from it."""
    bare = text[start:end].rstrip("#")
    whole = bare.rstrip(" \t")
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
