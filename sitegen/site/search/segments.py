"""A segment of the search index: the blocks of its documents become buckets, whose names change when their bytes do.

What is kept of it from build to build: of each block the digests of its postings, group by group; of each group these
postings; of each part, which is made of some groups, what the manifest says of it, and its files. Another word in a
block changes the postings of few groups, and only the parts of these are made anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import accumulate, chain

import msgspec

from sitegen.machine.cache import DIGEST, digest
from sitegen.machine.processes import Run
from sitegen.model.spool import Spool
from sitegen.site.addresses import search_urls
from sitegen.site.artifacts import Artifact
from sitegen.site.search.blocks import GROUPS, Block, Piece, post_block
from sitegen.site.search.buckets import Lines, Part, line_sizes, make_part, written
from sitegen.site.search.format import Sizes, script
from sitegen.site.search.memo import Memo
from sitegen.site.search.shelves import FACETS, OFTEN, SELDOM, Buckets, buckets_for, fill_facets, listed

_ENOUGH = 1_000_000  # bytes of lines from which the number of buckets can be told
_SEGMENTS = "closed", "current"
_Task = tuple[int, int, dict[str, int], list[Piece] | Lines, Sizes]
_Told = tuple[dict[str, dict[int, str]], dict[str, str]]  # of a part: versions by shelf and place, lines of facets
_encode = msgspec.msgpack.Encoder().encode
_decode_told = msgspec.msgpack.Decoder(_Told).decode
_decode_sizes = msgspec.msgpack.Decoder(list[dict[str, int]]).decode
_decode_group = msgspec.msgpack.Decoder(dict[bytes, bytes]).decode


class Segment:
    """A segment while its files are made; what the manifest says of it is known when they are."""

    def __init__(
        self, name: str, blocks: Sequence[Block], averages: tuple[float, float], sizes: Sizes, memo: Memo
    ) -> None:
        """Take the blocks of its documents."""
        self.name = name
        self.documents = sum(block.outline.documents for block in blocks)
        self._starts = list(accumulate((block.outline.documents for block in blocks), initial=0))[:-1]
        self._counts = {OFTEN: 1, SELDOM: 1, FACETS: 1}
        self._versions: dict[str, dict[int, str]] = {shelf: {} for shelf in self._counts}
        self._blocks = blocks
        self._averages = averages
        self._sizes = sizes
        self._memo = memo
        self._digests: list[Sequence[bytes]] = []  # of each block: of its postings, by group
        self._spool = Spool()
        # Postings that were made now, by digest: together they are as large as what is made of them.
        self._new: list[dict[bytes, Callable[[], bytes]]] = [{} for _ in range(GROUPS)]
        self._whole: Lines | None = None  # of a small segment, which has been looked at as a whole

    def post(self, run: Run) -> Iterator[int]:
        """Learn which postings its blocks have, made where an earlier build did not keep that; give their documents."""
        keys = [digest(block.key, _encode(self._averages)) if block.key else b"" for block in self._blocks]
        known = [self._memo.recall(f"postings/{key.hex()}", key) for key in keys]
        unknown = (block for block, told in zip(self._blocks, known, strict=True) if told is None)
        made = run(post_block, ((block.packed().lines, self._averages) for block in unknown))
        for block, key, told in zip(self._blocks, keys, known, strict=True):
            if told is None:
                told = b"".join(self._take(next(made)))
                self._memo.learn(f"postings/{key.hex()}", key, told)
            self._digests.append([told[at : at + DIGEST] for at in range(0, len(told), DIGEST)])
            yield block.outline.documents

    def files(self, run: Run) -> Iterator[Artifact]:
        """Returns buckets and chunks; the postings are used up."""
        self._counts |= self._counted()
        facets: dict[str, str] = {}
        parts = min(GROUPS, self._counts[OFTEN], self._counts[SELDOM])
        keys = {rest: self._key(range(rest, GROUPS, parts)) for rest in range(parts)}
        known = {rest: self._memo.recall(f"part/{self.name}/{rest}", key) for rest, key in keys.items()}
        made = run(make_part, (self._task(rest, parts) for rest, told in known.items() if told is None))
        for rest, told in known.items():
            if told is None:
                part = next(made)
                files = list(self._of_part(part))
                yield from files
                told = _encode(({shelf: some.versions for shelf, some in part.shelves.items()}, part.facets))
                self._memo.learn(f"part/{self.name}/{rest}", keys[rest], told, (file.path for file in files))
            else:
                self._memo.hold(map(self._group_name, range(rest, GROUPS, parts)))
            versions, lines = _decode_told(told)
            for shelf, some in versions.items():
                self._versions[shelf] |= some
            facets |= lines
        self._counts[FACETS], buckets = fill_facets(facets, self._sizes)
        self._versions[FACETS] = dict(buckets.versions)
        yield from self._shelved(buckets)

    def entry(self, first: int) -> dict[str, object]:
        """Returns what the manifest says of it, the id of its first document given."""
        shelves = {shelf: listed(count, self._versions[shelf]) for shelf, count in self._counts.items()}
        return {"path": self.name, "from": first, "documents": self.documents, **shelves}

    def _of_part(self, part: Part) -> Iterator[Artifact]:
        yield from (self._script(*chunk) for chunk in part.chunks.items())
        for buckets in part.shelves.values():
            yield from self._shelved(buckets)

    def _shelved(self, buckets: Buckets) -> Iterator[Artifact]:
        return (self._script(*file) for file in buckets.files)

    def _script(self, name: str, content: bytes) -> Artifact:
        return script(search_urls.file(self.name, name), content, "search_part")

    def _counted(self) -> dict[str, int]:
        """Returns how many buckets it wants on its two large shelves; of a large one the first groups tell."""
        size = {OFTEN: 0, SELDOM: 0, FACETS: 0}
        measured = 0
        for found in self._measured():
            measured += 1
            for shelf, taken in found.items():
                size[shelf] += taken
            if sum(size.values()) >= _ENOUGH:
                break
        return {shelf: buckets_for(shelf, size[shelf] * GROUPS // measured, self._sizes) for shelf in (OFTEN, SELDOM)}

    def _measured(self) -> Iterator[dict[str, int]]:
        """Returns the bytes of each group's lines.

        Of a small segment all groups are looked at together: each alone would take longer than all that is found. Its
        lines are kept, as most often they are those of its only part.
        """
        together = GROUPS if self.documents <= self._sizes.block else 1
        for first in range(0, GROUPS, together):
            groups = range(first, first + together)
            name, key = f"sizes/{self.name}/{first}", self._key(groups)
            told = self._memo.recall(name, key)
            if told is not None:
                yield from _decode_sizes(told)
                continue
            lines = written([piece for group in groups for piece in self._pieces(group)], self._sizes)
            self._whole = lines if together == GROUPS else None
            found = line_sizes(lines, groups)
            self._memo.learn(name, key, _encode(found))
            yield from found

    def _key(self, groups: Iterable[int]) -> bytes:
        """Returns the digest of all that files of these groups are made of; nothing where nothing is kept of them."""
        if not all(block.key for block in self._blocks):
            return b""
        held = (found[group] for group in groups for found in self._digests)
        return digest(_encode((self._counts, self._starts)), *held)

    def _task(self, rest: int, parts: int) -> _Task:
        groups = range(rest, GROUPS, parts)
        whole = self._whole if parts == 1 else None
        made_of = whole or [piece for group in groups for piece in self._pieces(group)]
        for group in groups:
            if all(block.key for block in self._blocks):
                self._keep_group(group)
            self._new[group].clear()
        self._whole = None
        return rest, parts, self._counts, made_of, self._sizes

    def _pieces(self, group: int) -> list[Piece]:
        """Returns the postings of a group, block by block."""
        new = self._new[group]
        if any(found[group] not in new for found in self._digests):
            for name in _SEGMENTS:  # of those of a month that is closed now, the other one knows
                told = self._memo.recall(f"group/{name}/{group}", b"group")
                known = _decode_group(told) if told is not None else {}
                new |= {key: partial(bytes, columns) for key, columns in known.items()}
        for block, found in zip(self._blocks, self._digests, strict=True):
            if found[group] not in new:
                self._take(post_block((block.packed().lines, self._averages)))
        return [Piece(start, new[found[group]]()) for start, found in zip(self._starts, self._digests, strict=True)]

    def _take(self, made: Sequence[bytes]) -> list[bytes]:
        """Take in the postings of a block; returns their digests."""
        digests = list(map(digest, made))
        for group, key, columns in zip(self._new, digests, made, strict=True):
            group[key] = self._spool.put(columns)
        return digests

    def _keep_group(self, group: int) -> None:
        held = {found[group]: self._new[group][found[group]]() for found in self._digests}
        self._memo.learn(self._group_name(group), b"group", _encode(held))

    def _group_name(self, group: int) -> str:
        return f"group/{self.name}/{group}"


def make_segments(segments: Sequence[Segment], run: Run) -> Iterator[Artifact]:
    """Returns the files of all segments that are posted, each once: lists that are alike in two parts are one file."""
    written: set[str] = set()
    for file in chain.from_iterable(segment.files(run) for segment in segments):
        if file.path not in written:
            written.add(file.path)
            yield file
