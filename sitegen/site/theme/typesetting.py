"""What a style sheet cannot see of a Chinese text by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from markupsafe import Markup, escape

from sitegen.site.segments import breaks

# As many characters as fit a line of the narrowest column and of the narrowest phone, marks included.
_LONGEST = 8
_KEPT = 17  # as many as stay together where a line has room for them
_PAIRS = (
    *(("“", "”"), ("‘", "’"), ("《", "》"), ("〈", "〉"), ("（", "）"), ("(", ")")),
    *(("【", "】"), ("「", "」"), ("『", "』"), ("〔", "〕")),
)
# What closes it, and the marks that no line begins with, stay with it.
_PAIRED = re.compile("|".join(f"{re.escape(a)}[^{re.escape(a + b)}]{{1,{_KEPT - 2}}}{re.escape(b)}" for a, b in _PAIRS))
_CLINGING = "，。、；：！？”’》〉）)】」』〕"
_SIMPLE = re.compile(r"\W[㐀-䶿一-鿿]+\W+")  # no line ends within it where none ends within words
_BREAK = "<wbr>"
# What no line's end cuts, with the marks around it: 1163.3, 50%—60%, 觉’”。 Too long a piece for a line of sixteen.
_LONG_PIECE = re.compile(r"[!-~％℃“‘（《—…·]{5}|[”’》）」』，。；：、！？…—]{3}")


@lru_cache(maxsize=4_096)  # the pages of an issue set the same headlines; those of indexes are too far apart
def unbroken(headline: str) -> Markup:
    """Returns a headline as HTML whose lines end between words alone, its quotations and titles whole.

    The rules for the start and end of lines forbid only to part a mark from what it stands by; within words and within
    marks a line may end, but no compositor lets one of a headline end there (`最高人` / `民法院`, `“执行` / `完毕率”`).
    A short quotation is never cut, one of up to 17 characters only where no line is long enough for it.
    """
    ends = breaks(headline)
    parts: list[str] = []
    at = 0
    for found in _PAIRED.finditer(headline):
        if found.start() < at:
            continue
        last = found.end() + len(headline[found.end() :]) - len(headline[found.end() :].lstrip(_CLINGING))
        parts.append(_with_breaks(headline, at, found.start(), ends))
        parts.append(_whole(headline, found.start(), last, ends))
        at = last
    parts.append(_with_breaks(headline, at, len(headline), ends))
    inner = "".join(parts)
    return Markup(f'<span class="words">{inner}</span>' if ends else inner)  # its pieces are escaped


def line_ends(headline: str) -> tuple[int, ...]:
    """Returns where lines of a headline may end beside at its spaces: between words, not within a short quotation."""
    found = (found.span() for found in _PAIRED.finditer(headline))
    whole = [(start, end) for start, end in found if end - start <= _LONGEST + 1]
    return tuple(at for at in breaks(headline) if not any(start < at < end for start, end in whole))


def is_loose(text: str) -> bool:
    """Returns whether a paragraph set flush in a narrow column has lines torn apart before a long number."""
    return _LONG_PIECE.search(text) is not None


def _whole(headline: str, start: int, end: int, ends: tuple[int, ...]) -> str:
    before = _BREAK if start in ends else ""
    if end - start <= _LONGEST + 1:
        text = headline[start:end]
        kind = "whole" if _SIMPLE.fullmatch(text) else "whole-mixed"
        return f'{before}<span class="{kind}">{escape(text)}</span>'
    return f'<span class="whole-long">{_with_breaks(headline, start, end, ends, first=False)}</span>'


def _with_breaks(headline: str, start: int, end: int, ends: tuple[int, ...], *, first: bool = True) -> str:
    """Returns a part of a headline with what lets its lines end, also before its first character unless told not."""
    return _BREAK.join(map(escape, _cut(headline, start, end, ends, first=first)))


def _cut(headline: str, start: int, end: int, ends: tuple[int, ...], *, first: bool) -> Iterator[str]:
    cuts = [at for at in ends if (start <= at if first else start < at) and at < end]
    for one, next_one in zip((start, *cuts), (*cuts, end), strict=True):
        yield headline[one:next_one]
