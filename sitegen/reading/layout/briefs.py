"""Columns of briefs: under a name such as `简讯`, `News in Brief`, `Коротко` each brief has a small head of its own.

They are one story, and where no mark tells small heads from large ones its name does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sitegen.reading.detect.look import Classified, Look
from sitegen.reading.layout.decode import Allowed
from sitegen.reading.layout.labels import Label
from sitegen.reading.lexicon.load import entries as lexicon
from sitegen.reading.text.scripts import is_alphabetic
from sitegen.reading.text.vocabulary import BRIEFS
from sitegen.reading.text.words import ends_sentence

LONGEST_NAME = 30
LONGEST_HEAD, LONGEST_TEXT = 40, 210  # letters of a brief; half as many ideographs
LEAST = 2  # briefs below a name
_NAMES = lexicon("brief-columns")
_OF_NAME = frozenset({Label.HEADLINE, Label.STANDING_HEAD})
_HEADLINE, _PART = frozenset({Label.HEADLINE}), frozenset({Label.SUBHEADING})
_HEADS, _TEXTS = frozenset({Look.TITLE, Look.PROSE}), frozenset({Look.PROSE, Look.DATELINED})


def labels_of_briefs(entries: Sequence[Classified]) -> Mapping[int, Allowed]:
    """Returns what is left to names of columns of briefs and to the heads of the briefs below, by place."""
    told: dict[int, Allowed] = {}
    for at, entry in enumerate(entries):
        if names_briefs(entry.line.canonical):
            heads = [*_heads_below(entries, at)]
            several = len(heads) >= LEAST
            told[at] = _HEADLINE if several else _OF_NAME
            told.update(dict.fromkeys(heads if several else (), _PART))
    return told


def names_briefs(text: str) -> bool:
    """Tell whether a canonical line is the name of a column of briefs and nothing else."""
    return len(text) <= LONGEST_NAME and (text in _NAMES or text.rstrip(".:").lower() in BRIEFS)


def _heads_below(entries: Sequence[Classified], name: int) -> Iterator[int]:
    """Returns the places of unmarked heads that each stand over one short text, from the one below the name on."""
    for at in range(name + 1, len(entries) - 1, 2):
        head, text = entries[at], entries[at + 1]
        beyond = entries[at + 2] if at + 2 < len(entries) else None
        if not _is_head(head) or not _is_brief(text) or (beyond is not None and _is_text(beyond)):
            return
        yield at


def _is_head(entry: Classified) -> bool:
    text = entry.line.canonical
    plain = entry.look in _HEADS and not entry.line.level and not ends_sentence(text)
    return plain and len(text) <= _limit(text, LONGEST_HEAD)


def _is_text(entry: Classified) -> bool:
    return entry.look in _TEXTS and ends_sentence(entry.line.canonical)


def _is_brief(entry: Classified) -> bool:
    text = entry.line.canonical
    return _is_text(entry) and not entry.line.level and len(text) <= _limit(text, LONGEST_TEXT)


def _limit(text: str, letters: int) -> int:
    return letters if is_alphabetic(text) else letters // 2
