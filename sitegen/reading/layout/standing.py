"""Names that stand in a newspaper day after day, by which a head shows what it is where no mark does.

Under the name of a column of briefs, `简讯`, `In Brief`, `Коротко`, each brief has a small head of its own, and all
are one story. `The Weather`, `Leserbriefe`, `СПОРТ` begin something new.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from sitegen.reading.detect.look import Classified, Look
from sitegen.reading.layout.decode import Allowed
from sitegen.reading.layout.labels import Label
from sitegen.reading.lexicon.load import entries as lexicon
from sitegen.reading.text.scripts import is_alphabetic
from sitegen.reading.text.vocabulary import BRIEFS, SECTIONS, STANDING
from sitegen.reading.text.words import ends_sentence

LONGEST_NAME = 30
LONGEST_HEAD, LONGEST_TEXT = 40, 210  # letters of a brief; half as many ideographs
LEAST = 2  # briefs below a name
_BRIEFS, _STANDING, _PARTS = (frozenset(lexicon(name)) for name in ("brief-columns", "standing-names", "part-names"))
_OF_BRIEFS = frozenset({Label.HEADLINE, Label.STANDING_HEAD})
_BEGINS = _OF_BRIEFS | {Label.KICKER}
_HEADLINE, _PART = frozenset({Label.HEADLINE}), frozenset({Label.SUBHEADING})
_HEADS, _TEXTS = frozenset({Look.TITLE, Look.PROSE}), frozenset({Look.PROSE, Look.DATELINED})


def labels_by_name(entries: Sequence[Classified]) -> Mapping[int, Allowed]:
    """Returns what is left to names that stand in newspapers and to the heads of briefs below them, by place.

    Of 131 unmarked names of sections, weather and the like on invented pages, one is a subheading.
    """
    told: dict[int, Allowed] = {}
    for at, (entry, below) in enumerate(pairwise(entries)):
        text = entry.line.canonical
        if at in told or len(text) > LONGEST_NAME:
            continue
        if _names_briefs(text):
            heads = [*_heads_below(entries, at)]
            several = len(heads) >= LEAST
            told[at] = _HEADLINE if several else _OF_BRIEFS
            told.update(dict.fromkeys(heads if several else (), _PART))
        elif entry.line.level:
            continue
        elif _stands_daily(text):
            told[at] = _HEADLINE if _is_running(below) else _BEGINS
        elif at and text in _PARTS:
            told[at] = _PART
    return told


def _names_briefs(text: str) -> bool:
    return _bare(text) in _BRIEFS or _bare(text) in BRIEFS


def _stands_daily(text: str) -> bool:
    bare = _bare(text)
    return bare in _STANDING or bare in STANDING or (bare in SECTIONS and is_alphabetic(text))


def _bare(text: str) -> str:
    """Returns a name without what frames it: `【简 讯】` is one of `简讯`."""
    bare = text.strip("【】[]().: ").lower().replace("’", "'")
    return bare if is_alphabetic(bare) else "".join(bare.split())


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


def _is_running(entry: Classified) -> bool:
    """Tell whether a line is a text and no head that ends as a sentence does: `Wer zahlt?`."""
    text = entry.line.canonical
    return _is_text(entry) and len(text) > _limit(text, LONGEST_HEAD)


def _is_brief(entry: Classified) -> bool:
    text = entry.line.canonical
    return _is_text(entry) and not entry.line.level and len(text) <= _limit(text, LONGEST_TEXT)


def _limit(text: str, letters: int) -> int:
    return letters if is_alphabetic(text) else letters // 2
