"""Which of several newspapers of one day a page belongs to: the one of the morning, the evening, an extra (号外)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from sitegen.model.layout import PrintedLine, Role
from sitegen.reading.text.folding import fold
from sitegen.reading.text.scripts import HAN
from sitegen.source import SourceText

# Each edition by the word that the model knows it by, with how print and file names call it.
_PRINTED: Mapping[str, str] = MappingProxyType(
    {"早": "早版|晨版|早刊|晨刊", "午": "午版|午刊", "晚": "晚版|晚刊", "夜": "夜版|夜刊", "号外": "号外|號外"}
)
_IN_ENGLISH: Mapping[str, str] = MappingProxyType({"早": "morning", "午": "noon", "晚": "evening", "夜": "night"})
_IN_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "早": "早|晨|zao|morning|am",
        "午": "午|wu|noon",
        "晚": "晚|wan|evening|pm",
        "夜": "夜|ye|night",
        "号外": "haowai|extra",
    }
)
_BESIDE = rf"(?<![{HAN}\w])(?:{{words}})(?![{HAN}\w])"
_IN_LINE = {word: re.compile(_BESIDE.format(words=words)) for word, words in _PRINTED.items()}
_EDITION = {word: re.compile(rf"\b{named}\s+edition\b", re.I) for word, named in _IN_ENGLISH.items()}
_EXTRA = re.compile(r"(?:^|[^\w\s]\s{0,4}|\s\s)EXTRA!?(?=$|\s\s|\s{0,4}[^\w\s])")
_PAGE = r"(?:第|p|page)?\s?0{0,2}(?:[A-Z]{1,2})?\d{1,3}版?"
_TAIL = re.compile(rf"[-_ .]*(?:(?P<before>{_PAGE})[-_ .]+)?(?P<word>[^\W\d_]+)(?:[-_ .]*(?P<behind>{_PAGE}))?", re.I)
_NAMES = {
    name.casefold(): word
    for word, words in _IN_NAMES.items()
    for name in (*words.split("|"), *_PRINTED[word].split("|"), f"{words.split('|')[0]}报")
}


def named_edition(word: str) -> str:
    """Returns the word by which the model knows an edition that is called so, the word itself where it is another."""
    return _NAMES.get(word.casefold(), word)


def printed_edition(source: SourceText, lines: Sequence[PrintedLine], texts: Mapping[int, str]) -> str:
    """Returns the edition that folio or nameplate print, set apart from other words; "" where they print none."""
    for line in lines:
        if line.role not in (Role.FOLIO, Role.NAMEPLATE):
            continue
        text = fold(texts.get(line.number) or source.slice(line.span))
        found = (word for forms in (_IN_LINE, _EDITION) for word, form in forms.items() if form.search(text))
        if edition := next(found, "号外" if _EXTRA.search(text) else ""):
            return edition
    return ""


def edition_in_name(behind_day: str) -> tuple[str, str]:
    """Returns edition and page number that a file name gives behind its day, both or neither: `-01-evening`, `-晚-01`.

    `晚1`, where nothing stands between, is the number of a page (第晚1版).
    """
    match = _TAIL.fullmatch(behind_day)
    edition = _NAMES.get(match["word"].casefold(), "") if match else ""
    if match is None or not edition:
        return "", ""
    behind = match["behind"] or ""
    if behind and match.end("word") == match.start("behind") and len(match["word"]) == 1:
        return "", ""
    return edition, match["before"] or behind
