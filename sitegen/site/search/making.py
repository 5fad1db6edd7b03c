"""Makes the search data of an edition, as docs/search-format.md describes them.

Documents are read in blocks, each by one process; the terms of all blocks are then put together a group at a time. What
waits in between are packed bytes, so that an edition needs a few times the memory of its finished index.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, groupby, islice, takewhile
from typing import Any, TypeVar

from sitegen.machine.processes import Jobs, Run, workers
from sitegen.site.addresses import urls
from sitegen.site.artifacts import Artifact
from sitegen.site.search.blocks import Outline, Suggested, read_block
from sitegen.site.search.documents import SearchDocument
from sitegen.site.search.facets import make_facets
from sitegen.site.search.format import FORMAT, Sizes, data, script
from sitegen.site.search.segments import Segment, make_segments
from sitegen.site.search.suggest import add_up, make_suggestions
from sitegen.site.search.texts import Texts
from sitegen.site.search.tokens import RULES
from sitegen.traditional import SIMPLIFIED

T = TypeVar("T")

Suggest = Callable[[Suggested, Run, Sizes], Iterator[Artifact]]
_SIZES = Sizes()


@dataclass(frozen=True, slots=True)
class Closed:
    """The index of all months but the newest as it was made: what the rest of it must know, and where its files lie."""

    outlines: tuple[Outline, ...]
    entry: dict[str, Any]  # of its segment, in the manifest
    texts: tuple[tuple[str, int, float], ...]
    folders: tuple[str, ...]

    @property
    def documents(self) -> int:
        """Returns how many documents it holds."""
        return sum(outline.documents for outline in self.outlines)

    def holds(self, path: str) -> bool:
        """Tell whether a file is one of its own."""
        return path.startswith(self.folders)


def make_search(
    documents: Iterable[SearchDocument],
    *,
    jobs: Jobs = 1,
    sizes: Sizes = _SIZES,
    closed: Closed | None = None,
    made: Callable[[Closed], None] = lambda _: None,
    suggest: Suggest = make_suggestions,
) -> Iterator[Artifact]:
    """Make every file below `search/`, the manifest last; a document's place in `documents` is its id.

    `documents` come undated ones first, then from old to new: among equal scores the client shows the last first. In
    how many processes that is done, `jobs` (0: one a processor), changes no byte. The files of the months that are
    `closed` are not made again where they are known, and `documents` are those behind them; else `made` is told of
    them behind the last file. `suggest` gives the files of what is suggested.
    """
    documents = iter(documents)
    head = list(islice(documents, sizes.parallel))
    with workers(jobs if len(head) == sizes.parallel else 1) as run:
        blocks = deque(run(read_block, _cut(chain(head, documents), sizes.block)))
        head.clear()
        outlines = [*(closed.outlines if closed else ()), *(block.outline for block in blocks)]
        older = _closed(outlines)
        texts = Texts(closed.texts, closed.documents) if closed else Texts()
        yield from texts.files(blocks, sizes)
        parts = {"closed": 0 if closed else len(older), "current": len(outlines) - len(older)}
        taken = ((name, deque(blocks.popleft() for _ in range(count))) for name, count in parts.items() if count)
        segments = [Segment(name, part, _averages(outlines), sizes) for name, part in taken]
        yield from make_segments(segments, run)
        suggested = add_up(zip(_starts(outlines), outlines, strict=True))
        yield make_facets(outlines, suggested)
        yield from suggest(suggested, run, sizes)
    pairs = "".join(map("".join, SIMPLIFIED.items()))
    yield script(urls.SEARCH_TRADITIONAL, data(pairs), "search_traditional")
    entries = [*([closed.entry] if closed else ()), *_entries(segments, closed.documents if closed else 0)]
    manifest = _manifest(outlines, sizes) | {"segments": entries, "texts": texts.entries}
    yield script(urls.SEARCH_MANIFEST, data(manifest), "search_manifest")
    if older and not closed:
        made(_as_made(older, entries[0], texts))


def _as_made(outlines: Sequence[Outline], entry: dict[str, Any], texts: Texts) -> Closed:
    documents = sum(outline.documents for outline in outlines)
    own = tuple(stretch for stretch in texts.entries if stretch[1] < documents)
    folders = (urls.search_file("closed", ""), *(urls.search_texts(name, 0) for name, _, _ in own))
    return Closed(tuple(outlines), entry, own, tuple(f"{folder.rpartition('/')[0]}/" for folder in folders))


def _entries(segments: Sequence[Segment], first: int) -> list[dict[str, Any]]:
    ends = accumulate((segment.documents for segment in segments), initial=first)
    return [segment.entry(start) for segment, start in zip(segments, ends, strict=False)]


def of_closed_months(items: Iterable[T], month_of: Callable[[T], str]) -> Iterator[T]:
    """Returns the items of all months but the newest: of those without a day, all."""
    held: list[T] = []
    for month, some in groupby(items, month_of):
        yield from held
        held = list(some)
        if not month:
            yield from held
            held = []


def _cut(documents: Iterable[SearchDocument], size: int) -> Iterator[tuple[SearchDocument, ...]]:
    """Cut into blocks of one month each, so that blocks of the newest month hold nothing else."""
    for _, month in groupby(documents, SearchDocument.month):
        while block := tuple(islice(month, size)):
            yield block


def _closed(outlines: Sequence[Outline]) -> Sequence[Outline]:
    """Returns those before the newest month; where there is none, all."""
    newest = outlines[-1].month if outlines else ""
    return [*takewhile(lambda outline: not newest or outline.month != newest, outlines)]


def _averages(outlines: Sequence[Outline]) -> tuple[float, float]:
    """Returns the mean lengths of headlines and texts in the closed segment, or in the current one if it is alone.

    Of six digits: an article that gets a word longer does not change the weights of all others.
    """
    part = _closed(outlines) or outlines
    documents = sum(outline.documents for outline in part) or 1
    headlines, texts = (sum(outline.lengths[field] for outline in part) / documents for field in (0, 1))
    return float(f"{headlines:.6g}") or 1.0, float(f"{texts:.6g}") or 1.0  # 1 if all are empty; lengths are divided


def _starts(blocks: Iterable[Outline]) -> list[int]:
    return list(accumulate((block.documents for block in blocks), initial=0))[:-1]


def _manifest(blocks: Sequence[Outline], sizes: Sizes) -> dict[str, object]:
    """Returns what the manifest says of all documents; the segments are named when they are made."""
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
