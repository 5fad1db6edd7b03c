"""How a text begins where no more of it is shown: whole sentences, or as many words as fit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_IDEOGRAPHS = "㐀-䶿一-鿿豈-﫿𠀀-𯿿"
_HAN = re.compile(f"[{_IDEOGRAPHS}]")
_END = re.compile(rf"[。！？]+[”’》）]*|[!?]+[”’》）\"]*(?=[{_IDEOGRAPHS}\s]|$)|[.…][”’»)\"]*(?=\s|$)")
_WORD = re.compile(r"[^\W_]+$")
_OPENING = " \n\t\u00a0“‘«(\"'"
_SHORTENED = re.compile(r"[A-Z]\w{0,3}|\w")  # Mr, Sept, M, p: a stop behind it is that of a word
WIDER = 2  # letters say about as much as half as many characters


def is_chinese(text: str) -> bool:
    """Tell whether a text is set in characters."""
    return _HAN.search(text) is not None


def cells(text: str) -> int:
    """Returns how wide a text runs, in characters of Chinese."""
    return len(text) if is_chinese(text) else -(-len(text) // WIDER)


def sentences(text: str) -> Iterator[str]:
    """Returns the sentences of a text with the white before them; what has no end is none."""
    start = 0
    for mark in _END.finditer(text):
        if mark[0][0] in ".…" and not _is_end(text, mark):
            continue
        yield text[start : mark.end()]
        start = mark.end()


def _is_end(text: str, mark: re.Match[str]) -> bool:
    before = _WORD.search(text[max(0, mark.start() - 40) : mark.start()])
    following = text[mark.end() :].lstrip(_OPENING)[:1]
    closes = len(mark[0]) > 1 or before is None or not _SHORTENED.fullmatch(before[0])
    return closes and (not following or following.isupper())


def cut(text: str, most: int) -> str:
    """Returns the first characters of a text that is too long with a sign that it goes on, of letters whole words."""
    if is_chinese(text):
        return text if len(text) <= most else f"{text[:most]}……"
    most *= WIDER
    if len(text) <= most:
        return text
    return f"{text[: most + 1].rsplit(None, 1)[0][:most].rstrip(',;:.–—-')}…"


@lru_cache(maxsize=1_024)  # an article's page, its head, its cards and feeds begin alike
def first_sentences(text: str, most: int) -> str:
    """Returns the first sentences of a text that is too long, as many as fit; else what it begins with."""
    longest = most if is_chinese(text) else most * WIDER
    if len(text) <= longest:
        return text
    lead = ""
    for sentence in sentences(text):
        if lead and len(lead) + len(sentence) > longest:
            break
        lead += sentence
    if 0 < len(lead) <= longest:
        return lead
    clause = max(text.rfind(mark, longest // 2, longest) for mark in "，；、")
    return f"{text[:clause]}……" if clause > 0 else cut(text, most)
