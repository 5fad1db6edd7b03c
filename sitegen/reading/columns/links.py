"""Does a text go on with another? What lines prove that stand in one column, and hardly any that stand side by side.

Measured on wrapped news: of lines that continue each other 46 of 100 prove it, of others 3.
"""

from __future__ import annotations

import re
from functools import lru_cache

from sitegen.reading.text.breaks import cuts_word
from sitegen.reading.text.words import CLOSERS, HAN, ends_sentence, unclosed, unopened

LEAST = 4  # characters of a text whose end says something
# What a proof weighs for an order of lines, and its lack against it: hundredths of the logarithm of how much likelier
# it is where lines continue each other than where they do not.
PROOF, NO_PROOF = 270, -58
_FIGURE_GOES_ON = re.compile(r"[\d.]{0,6}[年月日时分%万亿元]")
_CLOSES = re.compile(f"[{re.escape(CLOSERS)}]")
_PROSE = re.compile(rf"[{HAN}]{{2}}")
_HAN_START = re.compile(rf"[“‘《(]?[{HAN}]|\d")


def is_open(text: str) -> bool:
    """Tell whether a text (canonical) breaks off, so that another must go on with it; a name or a figure does not."""
    end = text[-LEAST:]
    if len(end) < LEAST or " " in end or end[-1] in "。!?;,、":
        return False
    return bool(_PROSE.search(end)) and not ends_sentence(text)


def may_follow(text: str) -> bool:
    """Tell whether a text may go on with another: a heading, a table's number, Latin words do not."""
    return _HAN_START.match(text) is not None


@lru_cache(maxsize=4096)  # lines are asked for as a stretch, and for every order in which columns may lie in them
def proves(left: str, right: str) -> bool:
    """Tell whether it is proved that one text goes on with another: a word, a number, a quotation stands across."""
    if cuts_word(left, right):
        return True
    if left[-1:].isdecimal() and _FIGURE_GOES_ON.match(right):
        return True
    return bool(_CLOSES.search(right)) and bool(unclosed(left)) and unopened(right)


class Scale:
    """Weighs what texts say for an order of lines. Lines that stand there again and again prove it once."""

    def __init__(self) -> None:
        """Begin with nothing seen."""
        self._seen: set[tuple[str, str]] = set()

    def weigh(self, left: str, right: str) -> int:
        """Weigh two texts for their belonging together; nothing where none could be seen to."""
        return self.weigh_open(left, right) if is_open(left) and may_follow(right) else 0

    def weigh_open(self, left: str, right: str) -> int:
        """Weigh two texts of which the first breaks off and the other may follow."""
        if not proves(left, right):
            return NO_PROOF
        ends = (left[-LEAST:], right[:LEAST])
        if ends in self._seen:
            return 0
        self._seen.add(ends)
        return PROOF


def weigh_against(left: str, right: str) -> int:
    """Weigh what speaks against a border: two texts that go on with each other over it."""
    return -PROOF if is_open(left) and may_follow(right) and proves(left, right) else 0
