"""Write what most texts say, which tells nothing of what they are about.

    python -m benchmarks.reading.everyday

counts in how many stretches of running text of the invented pages each pair of ideographs stands, and each word of each
language written with letters.
"""

from __future__ import annotations

import re
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise

from benchmarks.reading.set_pages import FIT, language_of_page, rows_of_pages
from benchmarks.reading.sources import ROOT
from sitegen.reading.layout.everyday import WORD, stem
from sitegen.reading.layout.labels import Label
from sitegen.reading.text.marks import canonical

EVERYDAY = ROOT / "sitegen" / "reading" / "layout" / "everyday.txt"
SHARE_OF_PAIRS = 0.006  # of the stretches of text in which a pair of ideographs stands
SHARE_OF_WORDS = 0.05
FEWEST = 5  # stretches
_TEXT = {Label.PARAGRAPH.value, Label.CONTINUATION.value, Label.ITEM.value}
_IDEOGRAPHS = re.compile(r"[\u3400-\u9fff]{2,}")
_TOLD = "What most texts say, whatever they tell of. Made by `python -m benchmarks.reading.everyday`."


def everyday() -> str:
    """Returns the text of the list, sorted, many entries a line."""
    times: defaultdict[str, Counter[str]] = defaultdict(Counter)
    stretches: Counter[str] = Counter()
    for name, rows in rows_of_pages(FIT):
        lang = language_of_page(name)
        for text in _stretches(rows):
            stretches[lang] += 1
            times[lang].update(_pairs(text) if lang == "zh" else _words(text))
    found = {
        entry
        for lang, counts in times.items()
        for entry, count in counts.items()
        if count >= max(FEWEST, stretches[lang] * (SHARE_OF_PAIRS if lang == "zh" else SHARE_OF_WORDS))
    }
    return f"# {_TOLD}\n{textwrap.fill(' '.join(sorted(found)), 100)}\n"


def _stretches(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    for is_text, lines in groupby(rows, lambda row: row[0] in _TEXT):
        if is_text:
            yield canonical("\n".join(text for _, text in lines))


def _pairs(text: str) -> set[str]:
    return {first + second for run in _IDEOGRAPHS.findall(text) for first, second in pairwise(run)}


def _words(text: str) -> set[str]:
    return set(map(stem, WORD.findall(text)))


if __name__ == "__main__":
    EVERYDAY.write_text(everyday(), "utf-8")
