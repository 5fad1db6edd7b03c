"""A segment of the search index: the blocks of its documents become buckets in a folder named after all it holds."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain

from sitegen.site import urls
from sitegen.site.artifacts import Artifact
from sitegen.site.search_blocks import GROUPS, Block, Piece, post_block, results_of
from sitegen.site.search_buckets import count_buckets, make_part
from sitegen.site.search_format import Sizes, script
from sitegen.site.search_processes import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A finished segment with all its files."""

    path: str
    documents: int
    buckets: int
    shown: tuple[bytes, ...]  # what the results show, packed by block
    files: tuple[tuple[str, bytes], ...]  # names and data of buckets and chunks

    def artifacts(self) -> Iterator[Artifact]:
        """Give its files."""
        for ordinal, shown in enumerate(chain.from_iterable(map(results_of, self.shown))):
            address = urls.search_file(self.path, urls.search_document(ordinal))
            yield script(address, shown, "what the search shows of an article")
        for name, content in self.files:
            yield script(urls.search_file(self.path, name), content, "a part of the search index")


Task = tuple[int, bytes, tuple[float, float]]


class _Draft:
    """A segment while its blocks come in."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._digest = sha256()
        self._documents = 0
        self._shown: list[bytes] = []
        self._groups: list[list[Piece]] = [[] for _ in range(GROUPS)]

    def take(self, block: Block, averages: tuple[float, float]) -> Task:
        """Take in what a block shows; give what its postings are to be made of."""
        start = self._documents
        self._documents += block.documents
        self._shown.append(block.shown)
        self._digest.update(block.digests)
        return start, block.lines, averages

    def add(self, pieces: Sequence[Piece]) -> None:
        """Take in the postings of the next block."""
        for group, piece in zip(self._groups, pieces, strict=True):
            group.append(piece)

    def finish(self, run: Run, sizes: Sizes) -> Segment:
        """Give the segment; the draft is used up."""
        buckets = count_buckets(self._groups, sizes)
        files = tuple(_files(self._groups, buckets, run, sizes))
        for file, content in files:
            self._digest.update(f"{file} {len(content)} ".encode() + content)
        path = f"{self._name}-{self._digest.hexdigest()[:8]}"
        return Segment(path=path, documents=self._documents, buckets=buckets, shown=tuple(self._shown), files=files)


def make_segments(
    parts: Sequence[tuple[str, deque[Block]]], averages: tuple[float, float], run: Run, sizes: Sizes
) -> Iterator[Segment]:
    """Make segments of named blocks in the order of their ids; takes these out of the queues, as they are large."""
    drafts = [_Draft(name) for name, _ in parts]
    owners = [draft for draft, (_, blocks) in zip(drafts, parts, strict=True) for _ in blocks]

    def tasks() -> Iterator[Task]:
        for draft, (_, blocks) in zip(drafts, parts, strict=True):
            while blocks:
                yield draft.take(blocks.popleft(), averages)

    # Of all segments at once: the last blocks of one do not leave a process idle.
    for draft, pieces in zip(owners, run(post_block, tasks()), strict=True):
        draft.add(pieces)
    while drafts:
        yield drafts.pop(0).finish(run, sizes)


def _files(groups: list[list[Piece]], buckets: int, run: Run, sizes: Sizes) -> Iterator[tuple[str, bytes]]:
    """Give buckets and chunks; empties the groups, as they are as large as what is made of them."""
    parts = min(buckets, GROUPS)

    def tasks() -> Iterator[tuple[int, int, list[Piece], Sizes]]:
        for rest in range(parts):
            pieces = [piece for group in groups[rest::parts] for piece in group]
            for group in groups[rest::parts]:
                group.clear()
            yield rest, buckets, pieces, sizes

    chunks = 0
    for part in run(make_part, tasks()):
        yield from part.numbered(chunks)
        chunks += len(part.chunks)
