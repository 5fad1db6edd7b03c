"""Makes the search data of an edition, as docs/search-format.md describes them.

Documents are read in blocks, each by one process; the terms of all blocks are then put together a group at a time. What
waits in between are packed bytes in a file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain, islice, takewhile

import msgspec

from sitegen.machine.cache import digest
from sitegen.machine.processes import Run
from sitegen.site.addresses import search_urls
from sitegen.site.artifacts import Artifact
from sitegen.site.search.blocks import Block, Outline, Suggested
from sitegen.site.search.facets import make_facets
from sitegen.site.search.format import FORMAT, Sizes, data, script
from sitegen.site.search.memo import Memo
from sitegen.site.search.segments import Segment, make_segments
from sitegen.site.search.suggest import add_up, make_suggestions
from sitegen.site.search.texts import Texts
from sitegen.site.search.tokens import RULES
from sitegen.traditional import SIMPLIFIED

_SIZES = Sizes()
_FORGETFUL = Memo()
_encode = msgspec.msgpack.Encoder().encode


def make_index(
    blocks: Sequence[Block], run: Run, *, sizes: Sizes = _SIZES, memo: Memo = _FORGETFUL
) -> Iterator[Artifact]:
    """Make every file below `search/` but those that are known to stand, the manifest last."""
    outlines = [block.outline for block in blocks]
    texts = Texts(sizes, memo)
    showing = texts.files(blocks)
    closed = len(_closed(outlines))
    parts = (("closed", blocks[:closed]), ("current", blocks[closed:]))
    means = averages(outlines)
    segments = [Segment(name, part, means, sizes, memo) for name, part in parts if part]
    for documents in chain.from_iterable(segment.post(run) for segment in segments):
        yield from islice(showing, documents)  # while others post the next ones
    yield from showing
    yield from make_segments(segments, run)
    suggested = add_up(zip(_starts(outlines), outlines, strict=True), memo)
    yield make_facets(outlines, suggested)
    yield from _suggestions(suggested, run, sizes, memo)
    pairs = "".join(map("".join, SIMPLIFIED.items()))
    yield script(search_urls.TRADITIONAL, data(pairs), "search_traditional")
    manifest = _manifest(outlines, sizes) | {"segments": _entries(segments), "texts": texts.entries}
    yield script(search_urls.MANIFEST, data(manifest), "search_manifest")


def _suggestions(suggested: Suggested, run: Run, sizes: Sizes, memo: Memo) -> Iterator[Artifact]:
    key = digest(_encode(list(suggested.items())))
    if memo.recall("suggestions", key) is None:
        files = list(make_suggestions(suggested, run, sizes))
        yield from files
        memo.learn("suggestions", key, b"", (file.path for file in files))


def _entries(segments: Sequence[Segment]) -> list[dict[str, object]]:
    ends = accumulate((segment.documents for segment in segments), initial=0)
    return [segment.entry(start) for segment, start in zip(segments, ends, strict=False)]


def _closed(outlines: Sequence[Outline]) -> Sequence[Outline]:
    """Returns those before the newest month; where there is none, all."""
    newest = outlines[-1].month if outlines else ""
    return [*takewhile(lambda outline: not newest or outline.month != newest, outlines)]


def averages(outlines: Sequence[Outline]) -> tuple[float, float]:
    """Returns the mean lengths of headlines and texts in the closed segment, or in the current one if it is alone.

    Of three digits, far less than a step of a weight: an article that gets a word longer, or one more in a month long
    gone, does not change the weights of all others.
    """
    part = _closed(outlines) or outlines
    documents = sum(outline.documents for outline in part) or 1
    headlines, texts = (sum(outline.lengths[field] for outline in part) / documents for field in (0, 1))
    return float(f"{headlines:.3g}") or 1.0, float(f"{texts:.3g}") or 1.0  # 1 if all are empty; lengths are divided


def _starts(blocks: Iterable[Outline]) -> list[int]:
    return list(accumulate((block.documents for block in blocks), initial=0))[:-1]


def _manifest(blocks: Sequence[Outline], sizes: Sizes) -> dict[str, object]:
    """Returns what the manifest says of all documents; the segments are named when they are made."""
    headline, text = averages(blocks)
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
