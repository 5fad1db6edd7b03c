"""The search of an edition as files: the index of closed months from an earlier build, where it would be the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter

import msgspec

from sitegen.cache import Cache, digest
from sitegen.processes import Jobs
from sitegen.site.artifacts import Output, Written
from sitegen.site.search.documents import SearchDocument
from sitegen.site.search.making import Closed, make_search, of_closed_months

KIND = "search"
Indexed = tuple[str, bytes]  # the month of an article, and a digest of all that the search knows of it


@dataclass(frozen=True, slots=True)
class _Kept:
    closed: Closed
    files: tuple[Written, ...]


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Kept).decode


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
    search = make_search(documents(closed.documents if closed else 0), jobs=jobs, closed=closed, made=made.append)
    files = tuple(map(output.write, search))
    for one in made:
        own = tuple(file for file in files if one.holds(file.path))
        cache.put(KIND, "closed", key, _encode(_Kept(one, own)))
    return tuple(chain(known.files if known else (), files))
