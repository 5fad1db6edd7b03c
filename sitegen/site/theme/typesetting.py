"""What a style sheet cannot see of a Chinese text by itself."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

# As many characters as fit a line of the narrowest column and of the narrowest phone, marks included.
_LONGEST = 8
_PAIRS = (("“", "”"), ("‘", "’"), ("《", "》"), ("〈", "〉"), ("（", "）"), ("【", "】"), ("「", "」"), ("『", "』"))
_PAIRED = re.compile("|".join(f"{first}[^{first}{last}]{{1,{_LONGEST - 2}}}{last}" for first, last in _PAIRS))


def unbroken(headline: str) -> Markup:
    """Give a headline as HTML whose short quotations and titles no line's end cuts (`“执行` / `完毕率”`).

    The rules for the start and end of lines forbid only to part a mark from what it stands by; within the marks a line
    may end, but no compositor lets one of a headline end there.
    """
    parts = []
    at = 0
    for found in _PAIRED.finditer(headline):
        parts += [escape(headline[at : found.start()]), Markup('<span class="whole">{}</span>').format(found[0])]
        at = found.end()
    return Markup("").join([*parts, escape(headline[at:])])
