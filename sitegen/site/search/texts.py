"""What the results show of the articles: some neighbours in one file, the files of a month named together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from math import ceil

import msgspec

from sitegen.machine.cache import digest
from sitegen.site.addresses import search_urls
from sitegen.site.artifacts import Artifact
from sitegen.site.search.blocks import Block, results_of
from sitegen.site.search.format import Sizes, named_by, script
from sitegen.site.search.memo import Memo

_STEPS = 4  # 1, 1.25, 1.5 … documents lie in one file: numbers that are exact in every language
_Stretch = tuple[str, int, float]  # its name, first id, documents in a file
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(list[_Stretch]).decode


class Texts:
    """The files of all texts while they are made; what the manifest says of them is known when they are."""

    def __init__(self, sizes: Sizes, memo: Memo) -> None:
        """Begin with the first document."""
        self.entries: list[_Stretch] = []
        self._sizes = sizes
        self._memo = memo

    def files(self, blocks: Sequence[Block]) -> Iterator[Artifact]:
        """Returns all files but those of months that are known."""
        first = 0
        for month, some in groupby(blocks, lambda block: block.outline.month or "undated"):
            of_month = list(some)
            keys = [block.key for block in of_month]
            name, key = f"texts/{month}", digest(*keys) if all(keys) else b""
            told = self._memo.recall(name, key)
            if told is None:
                shown = list(chain.from_iterable(results_of(block.packed()) for block in of_month))
                stretches: list[_Stretch] = []
                paths: list[str] = []
                for start in range(0, len(shown), self._sizes.stretch):
                    stretch, files = self._stretch(month, start, shown[start : start + self._sizes.stretch])
                    for file in files:
                        paths.append(file.path)
                        yield file
                    stretches.append(stretch)
                told = _encode(stretches)
                self._memo.learn(name, key, told, paths)
            self.entries += ((found, first + start, together) for found, start, together in _decode(told))
            first += sum(block.outline.documents for block in of_month)

    def _stretch(self, month: str, first: int, shown: list[bytes]) -> tuple[_Stretch, Iterator[Artifact]]:
        together = max(_STEPS, round(_STEPS * self._sizes.texts * len(shown) / sum(map(len, shown)))) / _STEPS
        name = f"{month}-{named_by([b'%g' % together, *shown])}"
        contents = (
            b"[%b]" % b",".join(shown[ceil(number * together) : ceil((number + 1) * together)])
            for number in range(int((len(shown) - 1) / together) + 1)
        )
        files = (
            script(search_urls.texts(name, number), content, "search_texts") for number, content in enumerate(contents)
        )
        return (name, first, together), files
