"""Names as they are spelled in addresses: their pinyin, and the parts of an index in which they stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from sitegen.site.addresses.sounds import UNSPOKEN, spoken

MOST_KEPT = 1 << 16  # links and names whose form is remembered; each is asked for many times
_SPANS = (
    ("0", "9"),
    ("a", "g"),
    ("h", "l"),
    ("m", "s"),
    ("t", "z"),
)  # of letters; names begin with each about as often
_SPAN_OF = {chr(sign): f"{first}-{last}" for first, last in _SPANS for sign in range(ord(first), ord(last) + 1)}
_AS_WRITTEN = "="  # before a syllable that is no pinyin; no address has it
_UNWRITTEN = re.compile(rf"[^a-z0-9{_AS_WRITTEN}]+")
MOST_SYLLABLES = 4_096  # that are remembered: Chinese has four hundred


@lru_cache(maxsize=MOST_KEPT)
def pinyin_key(name: str) -> str:
    """Spell a name in pinyin without tones as small ASCII letters: 金丽 → jinli; else by code points."""
    return "".join(_syllables(name)).replace(_AS_WRITTEN, "") or "x" + "".join(f"{ord(c):x}" for c in name)


def name_steps(name: str) -> tuple[str, ...]:
    """Returns the parts of an index in which a name stands, each within the one before: 金丽 → j, j/jin, j/jin/h-l …

    A syllable takes two steps, its initial and itself; what is not Chinese takes one for each letter: Li → l, li. From
    the third on each letter has a step before it that spans some neighbours: a list that is cut has few parts then.
    """
    steps: list[str] = []
    for syllable in _syllables(name) or (_AS_WRITTEN + pinyin_key(name),):
        above = f"{steps[-1]}/" if steps else ""
        letters = syllable.replace(_AS_WRITTEN, "")
        if letters == syllable:
            steps += (*_spanned(above, letters[0], steps), f"{above}{letters[0]}/{letters}")
            continue
        for end in range(1, len(letters) + 1):
            steps += _spanned(above + letters[: end - 1], letters[end - 1], steps)
    return tuple(steps) if len(steps) > 1 else (steps[0], f"{steps[0]}/{steps[0]}")


def _spanned(at: str, letter: str, before: Sequence[str]) -> tuple[str, ...]:
    """Returns the step of a letter, behind that of its span where it is not among the first two."""
    span = _SPAN_OF.get(letter) if len(before) > 1 else None
    return (f"{at.rstrip('/')}/{span}", at + letter) if span else (at + letter,)


def _syllables(name: str) -> list[str]:
    """Returns the pinyin of each character; a run of what has none is one syllable, behind a sign."""
    return [syllable for piece in spoken(said_as(name)) if (syllable := _spelled(piece))]


@lru_cache(maxsize=MOST_SYLLABLES)
def _spelled(piece: str) -> str:
    """Returns how a syllable is written, or behind a sign a run of what has none; "" where nothing of it can be."""
    if piece.startswith(UNSPOKEN):
        piece = _AS_WRITTEN + _ascii(piece.removeprefix(UNSPOKEN))
    written = _UNWRITTEN.sub("", piece.lower())
    return written if written.strip(_AS_WRITTEN) else ""


def syllables(name: str) -> list[str]:
    """Returns the pinyin of a name without tones, syllable by syllable; a run of what has none counts as one."""
    return [syllable.replace(_AS_WRITTEN, "") for syllable in _syllables(name)]


def said_as(name: str) -> str:
    """Returns a name as it is read out."""
    return unicodedata.normalize("NFKC", name)


def _ascii(rest: str) -> str:
    return "".join(c if c.isascii() else f"x{ord(c):x}" if c.isalnum() else "" for c in rest)
