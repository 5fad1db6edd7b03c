"""The search of an edition as files: from an earlier build what would be the same, of closed months and suggestions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from operator import itemgetter

import msgspec

from sitegen.machine.cache import Cache, digest
from sitegen.machine.processes import Jobs, Run
from sitegen.site.addresses import urls
from sitegen.site.artifacts import Artifact, Output, Written
from sitegen.site.search.blocks import Suggested
from sitegen.site.search.documents import SearchDocument
from sitegen.site.search.format import Sizes
from sitegen.site.search.making import Closed, make_search, of_closed_months
from sitegen.site.search.suggest import make_suggestions

KIND = "search"
Indexed = tuple[str, bytes]  # the month of an article, and a digest of all that the search knows of it


@dataclass(frozen=True, slots=True)
class _Kept:
    closed: Closed
    files: tuple[Written, ...]


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Kept).decode
_decode_files = msgspec.msgpack.Decoder(tuple[Written, ...]).decode


@dataclass(slots=True)
class _Suggestions:
    """The files of what is suggested: those of an earlier build where the same is suggested, else made."""

    output: Output
    cache: Cache
    key: bytes = field(default=b"", init=False)
    files: tuple[Written, ...] = field(default=(), init=False)  # taken from an earlier build

    def make(self, suggested: Suggested, run: Run, sizes: Sizes) -> Iterator[Artifact]:
        """Returns the files that are to be written."""
        self.key = digest(_encode(list(suggested.items())))
        value = self.cache.get(KIND, "suggestions", self.key)
        files = _decode_files(value) if value is not None else ()
        if files and all(map(self.output.keep, files)):
            self.files = files
        else:
            yield from make_suggestions(suggested, run, sizes)

    def keep(self, written: Iterable[Written]) -> None:
        """Keep for later builds which files they are."""
        if not self.files:
            folder = urls.search_suggestions("").rpartition("/")[0]
            own = tuple(file for file in written if file.path.startswith(f"{folder}/"))
            self.cache.put(KIND, "suggestions", self.key, _encode(own))


def write_search(
    articles: Iterable[Indexed],
    documents: Callable[[int], Iterable[SearchDocument]],
    output: Output,
    cache: Cache,
    jobs: Jobs = 1,
) -> tuple[Written, ...]:
    """Write every file of the search.

    `documents` gives what is known of each article, from the one with this number on, as `make_search` wants it;
    `articles` tells in the same order of each of them what its document is made of.
    """
    key = digest(*(digest_of for _, digest_of in of_closed_months(articles, itemgetter(0))))
    value = cache.get(KIND, "closed", key)
    known = _decode(value) if value is not None else None
    if known and not all(map(output.keep, known.files)):
        known = None
    made: list[Closed] = []
    closed = known.closed if known else None
    suggestions = _Suggestions(output, cache)
    search = make_search(
        documents(closed.documents if closed else 0),
        jobs=jobs,
        closed=closed,
        made=made.append,
        suggest=suggestions.make,
    )
    files = tuple(map(output.write, search))
    suggestions.keep(files)
    for one in made:
        own = tuple(file for file in files if one.holds(file.path))
        cache.put(KIND, "closed", key, _encode(_Kept(one, own)))
    return tuple(chain(known.files if known else (), suggestions.files, files))
