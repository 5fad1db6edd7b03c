"""All bulletins → readings, each held against its source: read on all processors, or known from an earlier build."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import msgspec

from sitegen.check.reading import check_pages
from sitegen.config import ReadingHints
from sitegen.errors import Diagnostic
from sitegen.machine.cache import Cache, digest
from sitegen.machine.processes import Jobs, workers
from sitegen.reading.bulletin import read_bulletin
from sitegen.reading.files.bulletins import Bulletin
from sitegen.reading.page import Reading

# Below this a pool of processes costs more than it saves.
PARALLEL_FROM = 200
AT_ONCE = 8  # bulletins that a process is handed at a time
KIND = "reading"


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of a bulletin, page by page, and what laws 1 and 2 find wrong with it."""

    readings: tuple[Reading, ...]
    faults: tuple[Diagnostic, ...]


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Read).decode


def read_all(
    bulletins: Sequence[Bulletin],
    hints: ReadingHints,
    jobs: Jobs,
    cache: Cache,
    explain: str = "",
    done: Callable[[], None] = lambda: None,
) -> list[Read]:
    """Read bulletins, in several processes where there are many; the result does not depend on that.

    `explain` is the language in which each line's role is explained, "" for none.
    """
    told = _encode((hints, explain))
    keys = [digest(told, _encode(bulletin)) for bulletin in bulletins]
    known = [_known(bulletin, key, cache) for bulletin, key in zip(bulletins, keys, strict=True)]
    unknown = [bulletin for bulletin, read in zip(bulletins, known, strict=True) if read is None]
    found: list[Read] = []
    with workers(jobs if len(unknown) >= PARALLEL_FROM else 1) as run:
        anew = run(partial(_read, hints=hints, explain=explain), unknown, AT_ONCE)
        for bulletin, key, read in zip(bulletins, keys, known, strict=True):
            found.append(read or _kept(bulletin, key, anew, cache))
            done()
    cache.save(KIND)
    return found


def _read(bulletin: Bulletin, hints: ReadingHints, explain: str) -> bytes:
    """Returns what was read as it is kept: to pack and unpack it otherwise takes a process four times as long."""
    readings = read_bulletin(bulletin, hints, explain)
    return _encode(Read(readings, tuple(check_pages([reading.page for reading in readings]))))


def _known(bulletin: Bulletin, key: bytes, cache: Cache) -> Read | None:
    value = cache.get(KIND, bulletin.source.path, key)
    return _decode(value) if value is not None else None


def _kept(bulletin: Bulletin, key: bytes, anew: Iterator[bytes], cache: Cache) -> Read:
    value = next(anew)
    cache.put(KIND, bulletin.source.path, key, value)
    return _decode(value)
