"""Characters that nobody sees, and that some readers of HTML refuse: they are no text of the paper."""

from __future__ import annotations

import re
from itertools import chain

_CONTROLS = (*range(0x09), *range(0x0E, 0x20), 0x7F, *range(0x80, 0xA0))
# Soft hyphens, zero-width spaces, what says in which direction to read, what is set above a text.
_FORMATS = (
    *(0xAD, 0x061C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), *range(0x2066, 0x2070)),
    *(0xFEFF, *range(0xFFF9, 0xFFFC)),
)
# Those that Unicode will never give a meaning.
_NONE = (
    *range(0xFDD0, 0xFDF0),
    *chain.from_iterable((plane | 0xFFFE, plane | 0xFFFF) for plane in range(0, 0x110000, 0x10000)),
)

# A no-break space is not among them: it is printed white.
UNSEEN = "".join(map(chr, (*_CONTROLS, *_FORMATS, *_NONE)))
FOR_PATTERNS = re.escape(UNSEEN)
# What may stand in no HTML, with what stands for it: as many characters, so that places stay.
FOR_HTML = dict.fromkeys((*_CONTROLS, *_NONE), "\u200b") | {0x85: " ", 0x0B: " ", 0x0C: " "}
