"""Articles that tell of the same things: found by the rare pairs of characters that they share.

What the articles of a page are compared by is kept from build to build, and of a large edition which are near: there
only what may be otherwise is found anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from itertools import chain, groupby

import msgspec
import numpy as np

from sitegen.machine.beside import meanwhile
from sitegen.machine.cache import NO_CACHE, Cache, Told, digest
from sitegen.machine.processes import Jobs, shares_files, workers
from sitegen.model.late import with_texts
from sitegen.model.newspaper import Article
from sitegen.site.catalogue import Catalogue, Place
from sitegen.site.digests import Digests
from sitegen.site.jumps import continuations
from sitegen.site.related.again import Changed, changes, compare_again
from sitegen.site.related.keeping import (
    Before,
    SheafTold,
    keep_compared,
    numbers_now,
    otherwise_than,
    recall_before,
    recall_compared,
)
from sitegen.site.related.nearness import Compared, compare, large, nearest, ranked
from sitegen.site.related.pairs import Pairs, count_pairs, join_pairs, split_pairs

KIND = "related"
TOGETHER = 16  # pages of an issue at most that are kept as one: few large rows are quicker to load than many small ones
MANY = 2_000  # articles; of fewer it is told at once which are near
AT_ONCE = 200  # texts at least whose pairs are counted at a time
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(tuple[bytes, bytes]).decode
Sheaf = Sequence[Place]  # the articles of some pages of one issue
Texts = list[list[str]]  # of each of some sheaves
_Found = tuple[Sequence[Sequence[int]], Told]  # those near to each place, and what is to be kept of it


class _Related(Mapping[str, tuple[Place, ...]]):
    """The places related to those at each address, which are waited for when somebody asks for the first."""

    def __init__(self, places: Sequence[Place], wait: Callable[[], _Found], cache: Cache) -> None:
        self._places, self._wait, self._cache = places, wait, cache

    def __getitem__(self, address: str) -> tuple[Place, ...]:
        return self._held[address]

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._places)

    @cached_property
    def _held(self) -> Mapping[str, tuple[Place, ...]]:
        found, told = self._wait()
        self._cache.take(told)
        return _by_address(self._places, found)


def _by_address(places: Sequence[Place], found: Iterable[Sequence[int]]) -> Mapping[str, tuple[Place, ...]]:
    pairs = zip(places, found, strict=True)
    return {place.address: tuple(map(places.__getitem__, others)) for place, others in pairs}


def related_places(catalogue: Catalogue, cache: Cache = NO_CACHE, jobs: Jobs = 1) -> Mapping[str, tuple[Place, ...]]:
    """Returns for the address of each article of an edition those related to it, as `related_among` does."""
    return related_among(catalogue.places, catalogue.digests, cache, jobs)


def related_among(
    places: Sequence[Place], digests: Digests, cache: Cache = NO_CACHE, jobs: Jobs = 1
) -> Mapping[str, tuple[Place, ...]]:
    """Returns for the address of each article those related to it, nearest first; equally near ones in the order given.

    The articles of its own printed page are not among them, nor the other parts of its own story; of a story on two
    pages only the first part is, as it is set whole there.
    """
    at = {place.address: position for position, place in enumerate(places)}
    stories = list(range(len(places)))
    for position, place in enumerate(places):
        for part in continuations(place):
            stories[at[part.address]] = position
    sheets: dict[int, int] = {}
    pages = [sheets.setdefault(id(place.page), len(sheets)) for place in places]
    sheaves = list(_sheaves(places))
    keys = [_key(sheaf, digests) for sheaf in sheaves]
    if jobs == 1 or len(places) < MANY:
        return _by_address(places, nearest(_pairs(sheaves, keys, cache, jobs), pages, stories))
    told = tuple((sheaf[0].address, key, len(sheaf)) for sheaf, key in zip(sheaves, keys, strict=True))
    before = recall_before(told, cache)
    # What is new of many is counted by several processes, and kept by this one.
    held = list(_pairs(sheaves, keys, cache, jobs)) if before is None else []
    cache.lend()

    def found() -> _Found:
        compared = _compared_again(sheaves, told, before, cache) if before else compare(_used_up(held))
        keep_compared(told, compared, before, cache)
        return list(ranked(compared.near, pages, stories)), cache.told()

    return _Related(places, meanwhile(found), cache)


def _compared_again(sheaves: Sequence[Sheaf], told: Sequence[SheafTold], before: Before, cache: Cache) -> Compared:
    """Compare anew what may be otherwise than in an earlier build."""
    known = recall_compared(before, cache)
    otherwise = otherwise_than(before, told)
    if known and not otherwise:
        for name, *_ in told:
            cache.use(KIND, name)
        return known
    old = {sheaf[0]: _pairs_before(sheaf, cache) for sheaf in before.sheaves if sheaf[0] in otherwise}
    pairs = list(_pairs(sheaves, [key for _, key, _ in told], cache, 1))
    if known is None or None in old.values():
        return compare(_used_up(pairs))
    was = {name: held for name, held in old.items() if held}
    changed = [*_changed(told, pairs, was, otherwise)]
    return compare_again(known, numbers_now(before, told), list(large(pairs)), changed) or compare(_used_up(pairs))


def _changed(
    told: Sequence[SheafTold], pairs: Sequence[Pairs], was: Mapping[str, Pairs], otherwise: Set[str]
) -> Iterator[Changed]:
    """Returns the texts that are others than before, those of sheaves that have come or gone, too."""
    none = join_pairs([])
    first = 0
    for (name, _, count), now in zip(told, pairs, strict=True):
        if name in otherwise:
            yield from changes(first, was.get(name, none), now)
        first += count
    for name in was.keys() - {name for name, *_ in told}:
        yield from changes(0, was[name], none)


def _pairs_before(sheaf: SheafTold, cache: Cache) -> Pairs | None:
    """Returns the pairs of a sheaf as an earlier build has counted them, None where they are gone."""
    name, made_of, _ = sheaf
    key, value = cache.last(KIND, name)
    return _unpacked(value) if value is not None and key == made_of else None


def _used_up(held: list[Pairs]) -> Iterator[Pairs]:
    """Returns pairs one after the other, and lets go of them: of years of a daily they are hundreds of megabytes."""
    held.reverse()
    while held:
        yield held.pop()


def telling_text(article: Article) -> str:
    """Returns the text by which an article is compared: its titles, which count double, and its body; no credits."""
    article = with_texts(article)
    titles = [prose.text for prose in (article.kicker, article.headline, article.series, article.deck) if prose]
    texts = (*titles, *titles, *(block.prose.text for block in article.body))
    return " ".join(texts).replace("\n", " ")  # `runs` has a quick way for texts without line ends


def _sheaves(places: Sequence[Place]) -> Iterator[Sheaf]:
    for _, issue in groupby(places, lambda place: id(place.issue)):
        sheets = [list(sheet) for _, sheet in groupby(issue, lambda place: id(place.page))]
        for begin in range(0, len(sheets), TOGETHER):
            yield tuple(chain.from_iterable(sheets[begin : begin + TOGETHER]))


def _pairs(sheaves: Sequence[Sheaf], keys: Sequence[bytes], cache: Cache, jobs: Jobs) -> Iterator[Pairs]:
    """Returns the pairs of each sheaf's articles, known from an earlier build where its pages are the same."""
    known = [_known(sheaf, key, cache) for sheaf, key in zip(sheaves, keys, strict=True)]
    anew = _counted([sheaf for sheaf, pairs in zip(sheaves, known, strict=True) if pairs is None], jobs)
    for sheaf, key, pairs in zip(sheaves, keys, known, strict=True):
        yield pairs or _kept(sheaf, key, next(anew), cache)


def _key(sheaf: Sheaf, digests: Digests) -> bytes:
    """Make the digest of all that the pages hold: it is made for the pages of the site as well, so it costs nothing."""
    pages = {id(place.page): place.page for place in sheaf}
    return digest(*map(digests.page, pages.values()))


def _known(sheaf: Sheaf, key: bytes, cache: Cache) -> Pairs | None:
    value = cache.get(KIND, sheaf[0].address, key)
    return _unpacked(value) if value is not None else None


def _unpacked(kept: bytes) -> Pairs:
    return Pairs(*(np.frombuffer(part, np.uint32) for part in _decode(kept)))


def _kept(sheaf: Sheaf, key: bytes, pairs: Pairs, cache: Cache) -> Pairs:
    cache.put(KIND, sheaf[0].address, key, _encode((pairs.rows.tobytes(), pairs.sizes.tobytes())))
    return pairs


def _counted(sheaves: Iterable[Sheaf], jobs: Jobs) -> Iterator[Pairs]:
    """Count the pairs of each sheaf's articles, of several at a time; in several processes where there are many."""
    lots = list(_lots(sheaves))
    with workers(jobs if len(lots) * AT_ONCE >= MANY and shares_files(jobs) else 1) as run:
        for pairs in run(_count, map(_texts, lots)):
            yield from pairs


def _lots(sheaves: Iterable[Sheaf]) -> Iterator[Sequence[Sheaf]]:
    lot: list[Sheaf] = []
    for sheaf in sheaves:
        lot.append(sheaf)
        if sum(map(len, lot)) >= AT_ONCE:
            yield lot
            lot = []
    if lot:
        yield lot


def _texts(lot: Sequence[Sheaf]) -> Texts:
    return [[telling_text(place.article) for place in sheaf] for sheaf in lot]


def _count(texts: Texts) -> list[Pairs]:
    return split_pairs(count_pairs([*chain.from_iterable(texts)]), [len(sheaf) for sheaf in texts])
