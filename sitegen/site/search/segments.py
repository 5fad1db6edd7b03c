"""A segment of the search index: the blocks of its documents become buckets, whose names change when their bytes do."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence

from sitegen.machine.processes import Run
from sitegen.site.addresses import urls
from sitegen.site.artifacts import Artifact
from sitegen.site.search.blocks import GROUPS, Block, Piece, post_block
from sitegen.site.search.buckets import count_buckets, make_part
from sitegen.site.search.format import Sizes, script
from sitegen.site.search.shelves import FACETS, OFTEN, SELDOM, Buckets, fill_facets, listed

_Task = tuple[int, bytes, tuple[float, float]]


class Segment:
    """A segment while its files are made; what the manifest says of it is known when they are."""

    def __init__(self, name: str, blocks: deque[Block], averages: tuple[float, float], sizes: Sizes) -> None:
        """Take the blocks of its documents."""
        self.name = name
        self.documents = sum(block.outline.documents for block in blocks)
        self._counts = {OFTEN: 1, SELDOM: 1, FACETS: 1}
        self._versions: dict[str, dict[int, str]] = {shelf: {} for shelf in self._counts}
        self._blocks = blocks
        self._averages = averages
        self._sizes = sizes
        self._groups: list[list[Piece]] = [[] for _ in range(GROUPS)]

    def tasks(self) -> Iterator[_Task]:
        """Returns what postings are to be made of, block by block; takes the blocks, as they are large."""
        start = 0
        while self._blocks:
            block = self._blocks.popleft()
            yield start, block.lines, self._averages
            start += block.outline.documents

    def add(self, pieces: Sequence[Piece]) -> None:
        """Take in the postings of the next block."""
        for group, piece in zip(self._groups, pieces, strict=True):
            group.append(piece)

    def files(self, run: Run) -> Iterator[Artifact]:
        """Returns buckets and chunks; the postings are used up, as they are as large as what is made of them."""
        self._counts |= count_buckets(self._groups, self._sizes)
        facets: dict[str, str] = {}
        chunks: set[str] = set()  # lists that are alike in two parts are one file
        for part in run(make_part, self._parts()):
            yield from (self._script(*chunk) for chunk in part.chunks.items() if chunk[0] not in chunks)
            chunks.update(part.chunks)
            for shelf, buckets in part.shelves.items():
                yield from self._shelved(shelf, buckets)
            facets |= part.facets
        self._counts[FACETS], buckets = fill_facets(facets, self._sizes)
        yield from self._shelved(FACETS, buckets)

    def entry(self, first: int) -> dict[str, object]:
        """Returns what the manifest says of it, the id of its first document given."""
        shelves = {shelf: listed(count, self._versions[shelf]) for shelf, count in self._counts.items()}
        return {"path": self.name, "from": first, "documents": self.documents, **shelves}

    def _shelved(self, shelf: str, buckets: Buckets) -> Iterator[Artifact]:
        self._versions[shelf].update(buckets.versions)
        for name, content in buckets.files:
            yield self._script(name, content)

    def _script(self, name: str, content: bytes) -> Artifact:
        return script(urls.search_file(self.name, name), content, "search_part")

    def _parts(self) -> Iterator[tuple[int, int, dict[str, int], list[Piece], Sizes]]:
        parts = min(GROUPS, self._counts[OFTEN], self._counts[SELDOM])
        for rest in range(parts):
            pieces = [piece for group in self._groups[rest::parts] for piece in group]
            for group in self._groups[rest::parts]:
                group.clear()
            yield rest, parts, self._counts, pieces, self._sizes


def make_segments(segments: Sequence[Segment], run: Run) -> Iterator[Artifact]:
    """Returns the files of all segments."""
    # Of all segments at once: the last blocks of one do not leave a process idle.
    owners: deque[Segment] = deque()

    def tasks() -> Iterator[_Task]:
        for segment in segments:
            for task in segment.tasks():
                owners.append(segment)
                yield task

    for pieces in run(post_block, tasks()):
        owners.popleft().add(pieces)
    for segment in segments:
        yield from segment.files(run)
