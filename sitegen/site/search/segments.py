"""A segment of the search index: the blocks of its documents become files in a folder named after these documents."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import count

from sitegen.processes import Run
from sitegen.site import urls
from sitegen.site.artifacts import Artifact
from sitegen.site.search.blocks import GROUPS, Block, Piece, post_block, results_of
from sitegen.site.search.buckets import count_buckets, make_part
from sitegen.site.search.format import FORMAT, Sizes, script
from sitegen.site.search.tokens import RULES

_Task = tuple[int, bytes, tuple[float, float]]


class Segment:
    """A segment while its files are made; how many buckets it has is known when the postings are."""

    def __init__(self, name: str, blocks: deque[Block], averages: tuple[float, float], sizes: Sizes) -> None:
        """Name it after all that its files are made of, so that they can be given before all of them are made.

        Whoever changes what is made of the same documents changes FORMAT or RULES: readers keep files for ever.
        """
        lengths = (sizes.bucket, sizes.hot, sizes.champions, sizes.chunk)
        digest = sha256(f"{FORMAT} {RULES} {averages} {lengths}".encode())
        for block in blocks:
            digest.update(block.digests)
        self.path = f"{name}-{digest.hexdigest()[:8]}"
        self.documents = sum(block.documents for block in blocks)
        self.buckets = 1
        self._blocks = blocks
        self._averages = averages
        self._sizes = sizes
        self._shown: deque[bytes] = deque()
        self._ordinals = count()
        self._groups: list[list[Piece]] = [[] for _ in range(GROUPS)]

    def tasks(self) -> Iterator[_Task]:
        """Give what postings are to be made of, block by block; takes the blocks, as they are large."""
        start = 0
        while self._blocks:
            block = self._blocks.popleft()
            self._shown.append(block.shown)
            yield start, block.lines, self._averages
            start += block.documents

    def add(self, pieces: Sequence[Piece]) -> Iterator[Artifact]:
        """Take in the postings of the next block; give what the results show of its documents."""
        for group, piece in zip(self._groups, pieces, strict=True):
            group.append(piece)
        for shown, ordinal in zip(results_of(self._shown.popleft()), self._ordinals, strict=False):
            address = urls.search_file(self.path, urls.search_document(ordinal))
            yield script(address, shown, "what the search shows of an article")

    def files(self, run: Run) -> Iterator[Artifact]:
        """Give buckets and chunks; the postings are used up, as they are as large as what is made of them."""
        self.buckets = count_buckets(self._groups, self._sizes)
        chunks = 0
        for part in run(make_part, self._parts()):
            for name, content in part.numbered(chunks):
                yield script(urls.search_file(self.path, name), content, "a part of the search index")
            chunks += len(part.chunks)

    def _parts(self) -> Iterator[tuple[int, int, list[Piece], Sizes]]:
        parts = min(self.buckets, GROUPS)
        for rest in range(parts):
            pieces = [piece for group in self._groups[rest::parts] for piece in group]
            for group in self._groups[rest::parts]:
                group.clear()
            yield rest, self.buckets, pieces, self._sizes


def make_segments(segments: Sequence[Segment], run: Run) -> Iterator[Artifact]:
    """Give the files of all segments."""
    # Of all segments at once: the last blocks of one do not leave a process idle.
    owners: deque[Segment] = deque()

    def tasks() -> Iterator[_Task]:
        for segment in segments:
            for task in segment.tasks():
                owners.append(segment)
                yield task

    for pieces in run(post_block, tasks()):
        yield from owners.popleft().add(pieces)
    for segment in segments:
        yield from segment.files(run)
