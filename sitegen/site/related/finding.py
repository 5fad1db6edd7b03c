"""Articles that tell of the same things: found by the rare pairs of characters that they share.

What the articles of a page are compared by is kept from build to build; which are near is found anew in each of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, groupby

import msgspec
import numpy as np

from sitegen.machine.beside import meanwhile
from sitegen.machine.cache import NO_CACHE, Cache, digest
from sitegen.machine.processes import Jobs, shares_files, workers
from sitegen.model.late import with_texts
from sitegen.model.newspaper import Article
from sitegen.site.catalogue import Catalogue, Place
from sitegen.site.digests import Digests
from sitegen.site.jumps import continuations
from sitegen.site.related.nearness import nearest
from sitegen.site.related.pairs import Pairs, count_pairs, split_pairs

KIND = "related"
TOGETHER = 16  # pages of an issue at most that are kept as one: few large rows are quicker to load than many small ones
MANY = 2_000  # articles; of fewer it is told at once which are near
AT_ONCE = 200  # texts at least whose pairs are counted at a time
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(tuple[bytes, bytes]).decode
Sheaf = Sequence[Place]  # the articles of some pages of one issue
Texts = list[list[str]]  # of each of some sheaves


class _Related(Mapping[str, tuple[Place, ...]]):
    """The places related to those at each address, which are waited for when somebody asks for the first."""

    def __init__(self, places: Sequence[Place], wait: Callable[[], Iterable[Sequence[int]]]) -> None:
        self._places, self._wait = places, wait

    def __getitem__(self, address: str) -> tuple[Place, ...]:
        return self._held[address]

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._places)

    @cached_property
    def _held(self) -> Mapping[str, tuple[Place, ...]]:
        return _by_address(self._places, self._wait())


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
    pairs = _pairs(list(_sheaves(places)), digests, cache, jobs)
    if jobs == 1 or len(places) < MANY:
        return _by_address(places, nearest(pairs, pages, stories))
    held = list(pairs)  # what is new of them is kept by this process
    return _Related(places, meanwhile(lambda: list(nearest(_used_up(held), pages, stories))))


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


def _pairs(sheaves: Sequence[Sheaf], digests: Digests, cache: Cache, jobs: Jobs) -> Iterator[Pairs]:
    """Returns the pairs of each sheaf's articles, known from an earlier build where its pages are the same."""
    keys = [_key(sheaf, digests) for sheaf in sheaves]
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
    return Pairs(*(np.frombuffer(part, np.uint32) for part in _decode(value))) if value is not None else None


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
