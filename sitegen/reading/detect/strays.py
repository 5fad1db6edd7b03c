"""Lines that are nobody's text, told before all others: these are read as if the strays were not there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from sitegen.reading.detect.look import Classified, Look
from sitegen.reading.text import patterns
from sitegen.reading.text.asked import is_advertisement
from sitegen.reading.text.lines import Line
from sitegen.reading.text.words import ends_sentence

RUNNING = 24  # characters of a line that is hardly a head
# Characters of a head that a converter has written twice: with a mark, where it stands as heads do, wherever it stands.
LEAST_MARKED, LEAST_REPEATED, LEAST_ANYWHERE = 2, 4, 8
LONGEST_HEAD = 60
_CLOSING = frozenset("。、,.;:?!…—”’\"')》」』】")  # marks that a line of its own may owe to a narrow column


def stray_lines(lines: Sequence[Line]) -> Mapping[int, Classified]:
    """Returns the lines of a page that are nobody's text, by number, and those that only look so."""
    return {entry.line.number: entry for entry in _strays(lines)}


def _strays(lines: Sequence[Line]) -> Iterator[Classified]:
    letters = Counter(line.canonical for line in lines if _is_sign(line.canonical))
    for at, line in enumerate(lines):
        text = line.canonical
        if letters[text] > 1 and text.isupper():  # `Q`, `A` again and again: an interview's, lines of its text
            yield Classified(line, Look.PROSE, "turn", 0.6)
        elif _is_stray(lines, at) or _is_said_again(lines, at):
            yield Classified(line, Look.STRAY, "stray", 0.8)


def _is_sign(text: str) -> bool:
    return len(text) <= 2 and patterns.STRAY.match(text) is not None


def _is_stray(lines: Sequence[Line], at: int) -> bool:
    """Tell whether a line is nobody's text: a lone letter, or `广告` that a converter has put amid running text."""
    text = lines[at].canonical
    if _is_sign(text):
        return lines[at].gap > 0 or not _CLOSING.issuperset(text)  # 。 right below a line is the end of its sentence
    if not is_advertisement(text) or not 0 < at < len(lines) - 1:
        return False
    before, after = lines[at - 1], lines[at + 1]
    cut = len(before.canonical) > RUNNING and not ends_sentence(before.canonical)
    return not after.level and (cut or len(after.canonical) > RUNNING)


def _is_said_again(lines: Sequence[Line], at: int) -> bool:
    """Tell whether a converter has written a head twice: the line that is not marked, or else the second, is a stray.

    A refrain stands among other lines of its length.
    """
    line, text = lines[at], lines[at].canonical
    least = LEAST_MARKED if line.level or (at and lines[at - 1].level) else LEAST_REPEATED
    if not least <= len(text) <= LONGEST_HEAD or text.endswith("。") or line.given is not None:
        return False
    if at and _is_same(lines[at - 1], line) and not (line.level and not lines[at - 1].level):
        return _stands_as_head(lines, at - 1)
    again = at + 1 < len(lines) and _is_same(line, lines[at + 1])
    return again and lines[at + 1].level > 0 and not line.level and _stands_as_head(lines, at)


def _is_same(one: Line, other: Line) -> bool:
    return one.canonical == other.canonical and other.given is None


def _stands_as_head(lines: Sequence[Line], first: int) -> bool:
    above = lines[first - 1].canonical if first else ""
    below = lines[first + 2].canonical if first + 2 < len(lines) else ""
    certain = lines[first].level or lines[first + 1].level or len(lines[first].canonical) >= LEAST_ANYWHERE
    return bool(certain) or not above or ends_sentence(above) or max(len(above), len(below)) > RUNNING
