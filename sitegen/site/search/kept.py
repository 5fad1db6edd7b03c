"""The search of an edition as files: the index of closed months from an earlier build, where it would be the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain

import msgspec

from sitegen.cache import Cache, digest
from sitegen.site.artifacts import Output, Written
from sitegen.site.search.documents import SearchDocument
from sitegen.site.search.making import Closed, closed_documents, make_search

KIND = "search"


@dataclass(frozen=True, slots=True)
class _Kept:
    closed: Closed
    files: tuple[Written, ...]


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Kept).decode


def write_search(
    documents: Callable[[], Iterable[SearchDocument]], output: Output, cache: Cache, jobs: int = 1
) -> tuple[Written, ...]:
    """Write every file of the search. `documents` gives what is known of each article, as `make_search` wants it."""
    key = b""
    for document in closed_documents(documents()):
        key = digest(key, _encode(document))
    value = cache.get(KIND, "closed", key)
    known = _decode(value) if value is not None else None
    if known and not all(map(output.keep, known.files)):
        known = None
    made: list[Closed] = []
    search = make_search(documents(), jobs=jobs, closed=known.closed if known else None, made=made.append)
    files = tuple(map(output.write, search))
    for closed in made:
        own = tuple(file for file in files if closed.holds(file.path))
        cache.put(KIND, "closed", key, _encode(_Kept(closed, own)))
    return tuple(chain(known.files if known else (), files))
