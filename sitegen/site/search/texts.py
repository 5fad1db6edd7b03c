"""What the results show of the articles: some neighbours in one file, the files of a month named together."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby, islice
from math import ceil
from operator import itemgetter

from sitegen.site.addresses import urls
from sitegen.site.artifacts import Artifact
from sitegen.site.search.blocks import Block, results_of
from sitegen.site.search.format import Sizes, named_by, script

_STEPS = 4  # 1, 1.25, 1.5 … documents lie in one file: numbers that are exact in every language


class Texts:
    """The files of all texts while they are made; what the manifest says of them is known when they are."""

    def __init__(self, entries: Iterable[tuple[str, int, float]] = (), documents: int = 0) -> None:
        """Begin behind so many documents, whose texts are there."""
        self.entries = list(entries)  # of each stretch: its name, first id, documents in a file
        self._documents = documents

    def files(self, blocks: deque[Block], sizes: Sizes) -> Iterator[Artifact]:
        """Returns all files; takes what is shown out of the blocks, as it is large."""
        first = self._documents
        for month, shown in groupby(_taken(blocks), itemgetter(0)):
            while stretch := [one for _, one in islice(shown, sizes.stretch)]:
                yield from self._stretch(month, first, stretch, sizes)
                first += len(stretch)

    def _stretch(self, month: str, first: int, shown: list[bytes], sizes: Sizes) -> Iterator[Artifact]:
        together = max(_STEPS, round(_STEPS * sizes.texts * len(shown) / sum(map(len, shown)))) / _STEPS
        name = f"{month}-{named_by([b'%g' % together, *shown])}"
        self.entries.append((name, first, together))
        for number in range(int((len(shown) - 1) / together) + 1):
            content = b"[%b]" % b",".join(shown[ceil(number * together) : ceil((number + 1) * together)])
            yield script(urls.search_texts(name, number), content, "search_texts")


def _taken(blocks: deque[Block]) -> Iterator[tuple[str, bytes]]:
    """Returns the month of each document and what is shown of it."""
    for at, block in enumerate(blocks):
        yield from ((block.outline.month or "undated", shown) for shown in results_of(block.shown))
        blocks[at] = replace(block, shown=b"")
