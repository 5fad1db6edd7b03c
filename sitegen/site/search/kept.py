"""The search of an edition as files: of an earlier build all parts that would be the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import itemgetter

import msgspec

from sitegen.machine.beside import begun
from sitegen.machine.cache import Cache, Told, digest
from sitegen.machine.processes import Jobs, Run, shares_files, workers
from sitegen.site.addresses import sounds
from sitegen.site.artifacts import Output, Written
from sitegen.site.search.blocks import Block, Outline, Packed, read_block
from sitegen.site.search.documents import SearchDocument
from sitegen.site.search.format import Sizes
from sitegen.site.search.making import averages, make_index
from sitegen.site.search.memo import Memo

KIND = "search"
MANY = 2_000  # articles; of fewer a process takes longer to begin than to make what is new
RENEWED = 60  # blocks after which other processes read on: of what they have looked at of the edition each has a copy
LEAN_FROM = 20_000  # articles; of more this process holds so much that others cost less if they do not begin with it
_SIZES = Sizes()
Indexed = tuple[str, bytes]  # the month of an article, and what all that the search knows of it is made of
Documents = Callable[[int, int], Iterable[SearchDocument]]  # from one number on, up to another


@dataclass(frozen=True, slots=True)
class _Lot:
    """The articles of a block: their numbers, what the block is called, and what it is made of."""

    first: int
    end: int
    name: str
    key: bytes


@dataclass(frozen=True, slots=True)
class _Kept:
    value: bytes
    files: tuple[Written, ...]


# Of another process: the files, packed, as thousands of them take long to be sent, what it has put, what it has heard.
_MadeBeside = tuple[bytes, Told, sounds.Known]
_known: ContextVar[tuple[Documents, ...]] = ContextVar("documents")  # of this process
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Kept).decode
_decode_files = msgspec.msgpack.Decoder(tuple[Written, ...]).decode
_decode_outline = msgspec.msgpack.Decoder(Outline).decode
_decode_packed = msgspec.msgpack.Decoder(Packed).decode


class _Remembering(Memo):
    """Keeps in a cache what is learned, and lets files of an earlier build stand."""

    def __init__(self, output: Output, cache: Cache) -> None:
        """Begin with no file."""
        self.files: dict[str, Written] = {}
        self._output = output
        self._cache = cache

    def recall(self, name: str, key: bytes) -> bytes | None:
        """Returns what was learned under a name if it was made of the same, and all of its files still stand."""
        told = self._cache.get(KIND, name, key) if key else None
        if told is None:
            return None
        kept = _decode(told)
        if not all(file.path in self.files or self._output.keep(file) for file in kept.files):
            return None
        self.files.update((file.path, file) for file in kept.files)
        return kept.value

    def learn(self, name: str, key: bytes, value: bytes, paths: Iterable[str] = ()) -> None:
        """Keep what has been made, with the files that belong to it, which have been written by now."""
        if key:
            self._cache.put(KIND, name, key, _encode(_Kept(value, tuple(self.files[path] for path in paths))))

    def hold(self, names: Iterable[str]) -> None:
        """Keep what is known under these names, though nobody asked for it."""
        for name in names:
            self._cache.use(KIND, name)


@contextmanager
def begun_search(
    articles: Iterable[Indexed],
    documents: Documents,
    output: Output,
    cache: Cache,
    jobs: Jobs,
    hold: Callable[[], None],
) -> Iterator[Callable[[], tuple[Written, ...]]]:
    """Begin to write every file of the search as `write_search` does; returns what waits for them, once.

    Where an earlier build knows most of it, another process does that meanwhile; it is ended where nobody waits.
    """
    told = list(articles)
    here = partial(write_search, told, documents, output, cache, jobs, hold=hold)
    if jobs == 1 or len(told) < MANY or cache.last(KIND, "averages")[1] is None:
        yield here
        return
    cache.lend()
    with begun(partial(_written_beside, told, documents, output, cache)) as wait:
        yield partial(_taken, wait, cache, here)


def _written_beside(articles: Sequence[Indexed], documents: Documents, output: Output, cache: Cache) -> _MadeBeside:
    before = sounds.count()
    files = write_search(articles, documents, output, cache, alone=True)
    return _encode(files), cache.told(), sounds.learned(before)


def _taken(
    wait: Callable[[], _MadeBeside], cache: Cache, here: Callable[[], tuple[Written, ...]]
) -> tuple[Written, ...]:
    try:
        files, told, heard = wait()
    except _TooMuchError:
        return here()
    cache.take(told)
    sounds.know(heard)
    return _decode_files(files)


class _TooMuchError(Exception):
    """So much is new that several processes are to make it."""


def write_search(
    articles: Iterable[Indexed],
    documents: Documents,
    output: Output,
    cache: Cache,
    jobs: Jobs = 1,
    *,
    sizes: Sizes = _SIZES,
    hold: Callable[[], None] = lambda: None,
    alone: bool = False,
) -> tuple[Written, ...]:
    """Write every file of the search.

    `documents` gives what is known of some articles, in an order as `make_search` wants it; `articles` tells in the
    same order of each of them what its document is made of. `hold` is called before other processes ask for documents.
    Raises _TooMuchError where that is work for several processes, and it is to be made by this one `alone`.
    """
    memo = _Remembering(output, cache)
    lots = list(_lots(articles, sizes.block))
    known = [memo.recall(f"block/{lot.name}", lot.key) for lot in lots]
    unknown = [lot for lot, told in zip(lots, known, strict=True) if told is None]
    many = sum(lot.end - lot.first for lot in unknown) >= sizes.parallel
    if many and alone:
        raise _TooMuchError
    blocks = []
    if many:
        hold()
    with workers(jobs if many else 1, *_given(documents, jobs), renewed=RENEWED) as run:
        read = _read(unknown, documents, run, jobs)
        for lot, told in zip(lots, known, strict=True):
            held = None
            if told is None:
                outline, packed = next(read)
                memo.learn(f"block/{lot.name}", lot.key, _encode(outline))
                memo.learn(f"packed/{lot.name}", lot.key, _encode(packed))
                held = None if cache.keeps else packed
            else:
                outline = _decode_outline(told)
                memo.hold([f"packed/{lot.name}"])
            blocks.append(Block(outline=outline, packed=partial(_packed, held, lot, documents, memo), key=lot.key))
    weighed_by = digest(_encode(averages([block.outline for block in blocks])))
    weighed = memo.recall("averages", weighed_by) is not None  # else all postings are made anew
    memo.learn("averages", weighed_by, b"")
    count = sum(block.outline.documents for block in blocks)
    heavy = many or (not weighed and count >= sizes.parallel)
    if heavy and alone:
        raise _TooMuchError
    with workers(jobs if heavy else 1, lean=count >= LEAN_FROM) as run:
        for artifact in make_index(blocks, run, sizes=sizes, memo=memo):
            memo.files[artifact.path] = output.write(artifact)
    _known.set(())
    return tuple(memo.files.values())


def _given(documents: Documents, jobs: Jobs) -> tuple[Callable[[Documents], None], Documents] | tuple[()]:
    """Returns what processes of this machine begin with: each makes the documents that it reads."""
    return (_open, documents) if shares_files(jobs) else ()


def _read(lots: Sequence[_Lot], documents: Documents, run: Run, jobs: Jobs) -> Iterator[tuple[Outline, Packed]]:
    if shares_files(jobs):
        return run(_read_lot, ((lot.first, lot.end) for lot in lots))
    return run(read_block, (tuple(documents(lot.first, lot.end)) for lot in lots))


def _open(documents: Documents) -> None:
    _known.set((documents,))


def _read_lot(lot: tuple[int, int]) -> tuple[Outline, Packed]:
    (documents,) = _known.get()
    return read_block(tuple(documents(*lot)))


def _lots(articles: Iterable[Indexed], size: int) -> Iterator[_Lot]:
    """Cut articles into blocks of one month each, as `make_search` does."""
    first = 0
    for month, some in groupby(articles, itemgetter(0)):
        made_of = [told for _, told in some]
        for number in range(0, len(made_of), size):
            held = made_of[number : number + size]
            yield _Lot(first, first + len(held), f"{month}/{number}", digest(*held))
            first += len(held)


def _packed(held: Packed | None, lot: _Lot, documents: Documents, memo: Memo) -> Packed:
    if held is not None:
        return held
    told = memo.recall(f"packed/{lot.name}", lot.key)
    return _decode_packed(told) if told is not None else read_block(tuple(documents(lot.first, lot.end)))[1]
