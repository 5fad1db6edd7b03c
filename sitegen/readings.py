"""All bulletins → readings, each held against its source: read on all processors, or known from an earlier build.

Of a page that is known its texts are only fetched when somebody asks for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial

import msgspec

from sitegen.check.reading import check_pages
from sitegen.config import ReadingHints
from sitegen.errors import Diagnostic
from sitegen.machine.beside import Beside
from sitegen.machine.cache import Cache, digest
from sitegen.machine.processes import Jobs, Run, workers
from sitegen.model.announced import Announced
from sitegen.model.late import digest_of_source, late_page, late_source, whole_source
from sitegen.model.newspaper import Page
from sitegen.model.outlines import PageOutline, outline_of
from sitegen.model.texts import Texts, pack_heads, pack_pages, put_aside
from sitegen.reading.files.bulletins import Bulletin
from sitegen.reading.files.figures import NamedImage
from sitegen.reading.files.scans import NamedScan
from sitegen.reading.illustrating import Reading
from sitegen.site.announcing import digest_of_card, digest_of_heads, digest_of_title
from sitegen.site.article_views import announced_of
from sitegen.site.digests import Digests
from sitegen.site.fingerprints import fingerprint_of
from sitegen.source import SourceText

# Below this a pool of processes costs more than it saves.
PARALLEL_FROM = 200
AT_ONCE = 8  # bulletins that a process is handed at a time
KIND, AGAIN = "reading", "reading again"  # as they are published, and as they would be without their pins
_TEXTS = "'s texts"  # behind a kind: where the texts of its pages are kept


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of a bulletin, page by page, and what laws 1 and 2 find wrong with it."""

    readings: tuple[Reading, ...]
    faults: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Outlined:
    """A reading without the texts of its page."""

    page: PageOutline
    diagnostics: tuple[Diagnostic, ...]
    images: tuple[NamedImage, ...]
    scan: NamedScan | None


@dataclass(frozen=True, slots=True)
class _Kept:
    """What was read of a bulletin, without the texts of its pages; `heads` are those of its articles, packed."""

    readings: tuple[_Outlined, ...]
    faults: tuple[Diagnostic, ...]
    heads: bytes


_Packed = tuple[bytes, bytes]  # a _Kept, and the texts of its pages
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Kept).decode


def read_all(
    bulletins: Sequence[Bulletin],
    hints: ReadingHints,
    jobs: Jobs,
    cache: Cache,
    explain: str = "",
    done: Callable[[], None] | None = None,
    kind: str = KIND,
    reader: Beside | None = None,
) -> list[Read]:
    """Read bulletins, in several processes where there are many; the result does not depend on that.

    `explain` is the language in which each line's role is explained, "" for none; `kind` is where it is kept. A few
    bulletins are read by the `reader`, if there is one, which is ended.
    """
    told = _encode((hints, explain))
    keys = [_key(told, bulletin) for bulletin in bulletins]
    bulletins = [replace(bulletin, source=late_source(bulletin.source)) for bulletin in bulletins]
    fetched = partial(_fetched, hints=hints, explain=explain, cache=cache, kind=kind)
    found: dict[int, Read] = {}
    known = cache.get_many(kind, [(bulletin.source.path, key) for bulletin, key in zip(bulletins, keys, strict=True)])
    unknown = [at for at, value in enumerate(known) if value is None]
    with _readers(jobs, len(unknown), reader) as run:
        anew = run(partial(_read, hints=hints, explain=explain), map(bulletins.__getitem__, unknown), AT_ONCE)
        for at, value in enumerate(known):  # while the others are read
            if value is not None:
                bulletin, known[at] = bulletins[at], None
                cache.use(kind + _TEXTS, bulletin.source.path)
                kept = _decode(value)
                found[at] = _late(kept, bulletin, Texts(partial(fetched, bulletin, keys[at]), kept.heads))
                if done:
                    done()
        for at, (value, packed) in zip(unknown, anew, strict=True):
            path = bulletins[at].source.path
            cache.put(kind, path, keys[at], value)
            cache.put(kind + _TEXTS, path, keys[at], packed)
            kept = _decode(value)
            found[at] = _late(kept, bulletins[at], put_aside(packed, kept.heads))
            if done:
                done()
    cache.save(kind, kind + _TEXTS)
    return [found[at] for at in range(len(bulletins))]


def _key(told: bytes, bulletin: Bulletin) -> bytes:
    bare = replace(bulletin, source=SourceText(bulletin.source.path, ""))
    return digest(told, _encode(bare), digest_of_source(bulletin.source))


@contextmanager
def _readers(jobs: Jobs, count: int, reader: Beside | None) -> Iterator[Run]:
    """Returns what reads so many bulletins."""
    few = count < PARALLEL_FROM
    if reader and few and count:
        yield reader.run
        reader.end()
        return
    if reader:
        reader.end()  # others begin
    if not few:
        get_ready()  # once, and not in each process
    with workers(1 if few else jobs) as run:
        yield run


def get_ready() -> None:
    """Load what reads bulletins: in a build that knows them all, nobody needs it."""
    import sitegen.reading.bulletin  # noqa: F401


def _read(bulletin: Bulletin, hints: ReadingHints, explain: str) -> _Packed:
    """Returns what was read as it is kept: to pack and unpack it otherwise takes a process four times as long."""
    from sitegen.reading.bulletin import read_bulletin

    readings = read_bulletin(replace(bulletin, source=whole_source(bulletin.source)), hints, explain)
    pages = [reading.page for reading in readings]
    announced = [tuple(map(announced_of, page.articles)) for page in pages]
    outlined = (
        _Outlined(_outline(one.page, told), one.diagnostics, one.images, one.scan)
        for one, told in zip(readings, announced, strict=True)
    )
    heads = pack_heads(([(article, fingerprint_of(article)) for article in page.articles] for page in pages), announced)
    return _encode(_Kept(tuple(outlined), tuple(check_pages(pages)), heads)), pack_pages(pages, announced)


def _outline(page: Page, announced: Sequence[Announced]) -> PageOutline:
    digests = Digests()
    told = [
        (digests.article(article, page), digest_of_card(article, page, of), digest_of_title(article, page, of))
        for article, of in zip(page.articles, announced, strict=True)
    ]
    return outline_of(page, (digests.page(page), digest_of_heads(page, announced)), told)


def _late(kept: _Kept, bulletin: Bulletin, texts: Texts) -> Read:
    pages = (late_page(one.page, bulletin.source, texts, at) for at, one in enumerate(kept.readings))
    readings = (
        Reading(page, one.diagnostics, one.images, one.scan) for page, one in zip(pages, kept.readings, strict=True)
    )
    return Read(tuple(readings), kept.faults)


def _fetched(bulletin: Bulletin, key: bytes, hints: ReadingHints, explain: str, cache: Cache, kind: str) -> bytes:
    """Returns the texts of a bulletin's pages from where they are kept; if they are gone from there, read anew."""
    packed = cache.get(kind + _TEXTS, bulletin.source.path, key)
    return packed if packed is not None else _read(bulletin, hints, explain)[1]
