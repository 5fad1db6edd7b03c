"""How Chinese is spoken, in pinyin without tones: heard once, and known from then on, from build to build too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain, islice
from typing import Final

import msgspec

from sitegen.machine.cache import Cache
from sitegen.machine.processes import Run

KIND: Final = "sounds"
UNSPOKEN: Final = "\0"  # before what has no sound, as it is written
MOST_KEPT = 2_000_000
_AT_ONCE = 500  # texts; each takes a tenth of a millisecond
_MOST_WORDS = 1 << 13
_SEAM = "\x1f"
_decode = msgspec.msgpack.Decoder(dict[str, str]).decode

Known = dict[str, str]  # syllables joined by a seam: hardly any are asked for
_known: Known = {}  # what is said of a text never changes, whoever asks


def spoken(text: str) -> tuple[str, ...]:
    """Returns the syllables of a text; a run of signs that have no sound is one piece, behind UNSPOKEN."""
    known = _known.get(text)
    if known is None:
        known = _known[text] = _hear(text)
    return tuple(known.split(_SEAM)) if known else ()


def unheard(texts: Iterable[str]) -> list[str]:
    """Returns those of some texts whose sound is not known yet, each once, sorted."""
    return sorted({text for text in texts if text not in _known})


def hear(texts: Iterable[str], run: Run) -> None:
    """Listen to many texts, many at a time."""
    new = unheard(texts)
    for heard in run(_hear_some, (new[at : at + _AT_ONCE] for at in range(0, len(new), _AT_ONCE))):
        know(heard)


def recall(cache: Cache) -> int:
    """Know again what was heard in an earlier build; give how much is known."""
    if kept := cache.get(KIND, "", b""):
        know(_decode(kept))
    return len(_known)


def keep(cache: Cache, before: int) -> None:
    """Keep for later builds what is known, if it is more than before, unless it is too much to be of use."""
    if before < len(_known) <= MOST_KEPT:
        cache.put(KIND, "", b"", msgspec.msgpack.encode(dict(sorted(_known.items()))))


def count() -> int:
    """Returns how much is known."""
    return len(_known)


def learned(before: int) -> Known:
    """Returns what has been heard since so much was known."""
    return dict(islice(_known.items(), before, None))


def known(texts: Iterable[str]) -> Known:
    """Returns how texts are spoken, for a process that does not know it."""
    return {text: _known.get(text) or _hear(text) for text in texts}


def know(others: Known) -> None:
    """Know what another process has heard."""
    _known.update(others)


def _hear_some(texts: Sequence[str]) -> Known:
    return {text: _hear(text) for text in texts}


def _hear(text: str) -> str:
    # Its dictionary takes longer to load than most builds have to listen.
    from pypinyin.seg.simpleseg import seg

    return _SEAM.join(chain.from_iterable(map(_hear_word, seg(text))))


@lru_cache(maxsize=_MOST_WORDS)  # texts are made of the same words, and what stands beside one does not change it
def _hear_word(word: str) -> tuple[str, ...]:
    from pypinyin import Style, lazy_pinyin

    return tuple(lazy_pinyin([word], style=Style.NORMAL, errors=lambda rest: UNSPOKEN + rest))
