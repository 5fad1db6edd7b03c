"""What the results show of the articles: some neighbours in one file, the files of more of them named together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, groupby
from math import ceil

import msgspec

from sitegen.machine.cache import digest
from sitegen.site.addresses import search_urls
from sitegen.site.artifacts import Artifact
from sitegen.site.search.blocks import Block, results_of
from sitegen.site.search.format import Sizes, named_by, script
from sitegen.site.search.memo import Memo

_STEPS = 4  # 1, 1.25, 1.5 … documents lie in one file: numbers that are exact in every language
_Stretch = tuple[str, float]  # its name, documents in a file
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Stretch).decode


class Texts:
    """The files of all texts while they are made; what the manifest says of them is known when they are."""

    def __init__(self, sizes: Sizes, memo: Memo) -> None:
        """Begin with the first document."""
        self.entries: list[tuple[str, int, float]] = []
        self._sizes = sizes
        self._memo = memo

    def files(self, blocks: Sequence[Block]) -> Iterator[Artifact]:
        """Returns all files but those that are known: another word gives those of few neighbours another name."""
        first = 0
        for month, some in groupby(blocks, lambda block: block.outline.month or "undated"):
            of_month = list(some)
            starts = list(accumulate((block.outline.documents for block in of_month), initial=0))
            for start in range(0, starts[-1], self._sizes.stretch):
                ranges = range(start, start + self._sizes.stretch)
                held = [
                    (at, block)
                    for block, at, end in zip(of_month, starts, starts[1:], strict=False)
                    if at < ranges.stop and start < end
                ]
                told = [(at - start, block.key) for at, block in held]
                name, key = f"texts/{month}/{start}", digest(_encode(told)) if all(key for _, key in told) else b""
                known = self._memo.recall(name, key)
                if known is None:
                    rows = chain.from_iterable(enumerate(results_of(block.packed()), at) for at, block in held)
                    stretch, files = self._stretch(month, [row for at, row in rows if at in ranges])
                    yield from files
                    known = _encode(stretch)
                    self._memo.learn(name, key, known, (file.path for file in files))
                found, together = _decode(known)
                self.entries.append((found, first + start, together))
            first += starts[-1]

    def _stretch(self, month: str, shown: Sequence[bytes]) -> tuple[_Stretch, Sequence[Artifact]]:
        together = max(_STEPS, round(_STEPS * self._sizes.texts * len(shown) / sum(map(len, shown)))) / _STEPS
        name = f"{month}-{named_by([b'%g' % together, *shown])}"
        contents = (
            b"[%b]" % b",".join(shown[ceil(number * together) : ceil((number + 1) * together)])
            for number in range(int((len(shown) - 1) / together) + 1)
        )
        files = (
            script(search_urls.texts(name, number), content, "search_texts") for number, content in enumerate(contents)
        )
        return (name, together), tuple(files)
