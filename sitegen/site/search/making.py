"""Makes the search data of an edition, as docs/search-format.md describes them.

Documents are read in blocks, each by one process; the terms of all blocks are then put together a group at a time. What
waits in between are packed bytes, so that an edition needs a few times the memory of its finished index.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain, groupby, islice

from sitegen.processes import workers
from sitegen.site import urls
from sitegen.site.artifacts import Artifact
from sitegen.site.search.blocks import Block, read_block
from sitegen.site.search.documents import SearchDocument
from sitegen.site.search.format import FORMAT, Sizes, data, script
from sitegen.site.search.segments import Segment, make_segments
from sitegen.site.search.suggest import add_up, make_suggestions
from sitegen.site.search.texts import Texts
from sitegen.site.search.tokens import RULES
from sitegen.traditional import SIMPLIFIED

_SIZES = Sizes()


def make_search(documents: Iterable[SearchDocument], *, jobs: int = 1, sizes: Sizes = _SIZES) -> Iterator[Artifact]:
    """Make every file below `search/`, the manifest last; a document's place in `documents` is its id.

    `documents` come undated ones first, then from old to new: among equal scores the client shows the last first. In
    how many processes that is done, `jobs` (0: one a processor), changes no byte.
    """
    documents = iter(documents)
    head = list(islice(documents, sizes.parallel))
    with workers(jobs if len(head) == sizes.parallel else 1) as run:
        blocks = deque(run(read_block, _cut(chain(head, documents), sizes.block)))
        head.clear()
        manifest = _manifest(blocks, sizes)
        suggested = add_up(zip(_starts(blocks), blocks, strict=True))
        averages = _averages(blocks)
        texts = Texts()
        yield from texts.files(blocks, sizes)
        segments = [Segment(name, part, averages, sizes) for name, part in _segmented(blocks)]
        yield from make_segments(segments, run)
        yield from make_suggestions(suggested, run, sizes)
    pairs = "".join(map("".join, SIMPLIFIED.items()))
    yield script(urls.SEARCH_TRADITIONAL, data(pairs), "traditional and simplified characters")
    yield script(urls.SEARCH_MANIFEST, data(manifest | _entries(segments, texts)), "the search manifest")


def _entries(segments: Sequence[Segment], texts: Texts) -> dict[str, object]:
    ends = accumulate((segment.documents for segment in segments), initial=0)
    held = [segment.entry(first) for segment, first in zip(segments, ends, strict=False)]
    return {"segments": held, "texts": texts.entries}


def _cut(documents: Iterable[SearchDocument], size: int) -> Iterator[tuple[SearchDocument, ...]]:
    """Cut into blocks of one month each, so that blocks of the newest month hold nothing else."""
    for _, month in groupby(documents, SearchDocument.month):
        while block := tuple(islice(month, size)):
            yield block


def _segmented(blocks: deque[Block]) -> Iterator[tuple[str, deque[Block]]]:
    """Give the closed blocks, then those of the newest month; takes them out of the queue."""
    newest = blocks[-1].month if blocks else ""
    closed: deque[Block] = deque()
    while blocks and (not newest or blocks[0].month != newest):
        closed.append(blocks.popleft())
    yield from ((name, part) for name, part in (("closed", closed), ("current", blocks)) if part)


def _averages(blocks: Sequence[Block]) -> tuple[float, float]:
    """Give the mean lengths of headlines and texts in the closed segment, or in the current one if it is alone.

    Of six digits: an article that gets a word longer does not change the weights of all others.
    """
    _, part = next(_segmented(deque(blocks)), ("", deque[Block]()))
    documents = sum(block.documents for block in part) or 1
    headlines, texts = (sum(block.lengths[field] for block in part) / documents for field in (0, 1))
    return float(f"{headlines:.6g}") or 1.0, float(f"{texts:.6g}") or 1.0  # 1 if all are empty; lengths are divided


def _starts(blocks: Iterable[Block]) -> list[int]:
    return list(accumulate((block.documents for block in blocks), initial=0))[:-1]


def _manifest(blocks: Sequence[Block], sizes: Sizes) -> dict[str, object]:
    """Give what the manifest says of all documents; the segments are named when they are made."""
    headline, text = _averages(blocks)
    years = {block.year: start for block, start in reversed(list(zip(blocks, _starts(blocks), strict=True)))}
    kinds: Counter[str] = Counter()
    for block in blocks:
        kinds.update(block.kinds)
    return {
        "format": FORMAT,
        "tokens": RULES,
        "documents": sum(block.documents for block in blocks),
        "average": {"headline": headline, "text": text},
        "hot": sizes.hot,
        "champions": sizes.champions,
        "traditional": any(block.traditional for block in blocks),
        "segments": [],
        "texts": [],
        "years": [[year, start] for year, start in reversed(years.items())],
        "kinds": dict(sorted(kinds.items())),
    }
