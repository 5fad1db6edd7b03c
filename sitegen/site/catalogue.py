"""Look-ups over an edition, made once: where each article stands, its neighbours, who and what is indexed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain
from sys import intern
from types import MappingProxyType

import msgspec

from sitegen.config import Config
from sitegen.machine.cache import NO_CACHE, Cache
from sitegen.model.edition import Edition, Issue
from sitegen.model.newspaper import Article, Page
from sitegen.site.addresses import feed_urls, urls
from sitegen.site.digests import Digests
from sitegen.site.locale import Wording, wording
from sitegen.site.parts import MOST
from sitegen.site.registers import Register, keep_register, make_register, recall_register
from sitegen.site.views.articles import CardView

KINDS = ("people", "units", "places")
_PLACES = KINDS.index("places")
FEED_FROM = 10  # articles that an index entry with a feed of its own has …
MOST_FEEDS = 900  # … and so many entries at most, those of the most articles: each feed is a file
Named = tuple[tuple[str, ...], ...]
_DIVISION_ENDS = ("市", "盟", "县", "旗", "区", "省", "州")


class Place(msgspec.Struct, frozen=True):
    """An article and where it stands."""

    article: Article
    page: Page
    issue: Issue
    address: str


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """An edition with its look-ups. `names` maps an index kind to its entries: name → the articles, newest first."""

    config: Config
    edition: Edition
    words: Wording
    places: tuple[Place, ...]  # every article: newest issue first, pages and articles as printed
    canonical: Mapping[str, str]  # a name that is another form → the name it is indexed under
    names: Mapping[str, Mapping[str, tuple[Place, ...]]]
    named: Mapping[int, Named]  # by the id of an article, in the order of KINDS: the entries that list it
    registers: Mapping[str, Register]  # of each kind: where its names are listed
    digests: Digests
    cards: dict[tuple[int, int], CardView]  # by the ids of an article and its page: what pages announce it by
    led: dict[bytes, bytes]  # by what its pages are made of: a digest of where the names of an issue lead
    firsts: Mapping[str, str]  # an address that a redirect leads to → the first one of what stands there
    feed_from: int  # articles that an index entry with a feed of its own has in this edition
    full_years: frozenset[int]  # years of more articles than one page lists: their months have pages of their own

    def __reduce__(self) -> tuple[Callable[..., Catalogue], tuple[Edition, Config]]:
        """Let another process make the look-ups for itself from the edition that they are of."""
        return make_catalogue, (self.edition, self.config)

    def tag(self, address: str) -> str:
        """Returns the id of what stands at an address: that of its first address, wherever it has moved since."""
        return urls.tag(self.firsts.get(address, address), self.config.authority)

    def feed_of(self, kind: str, name: str) -> str:
        """Returns what the feed of an index entry is called before its ending, "" where it has too few articles."""
        return feed_urls.of_name(kind, name) if len(self.names[kind].get(name, ())) >= self.feed_from else ""

    def names_of(self, article: Article, kind: str) -> tuple[str, ...]:
        """Returns the index entries of one kind that list an article, sorted."""
        return self.all_names_of(article)[KINDS.index(kind)]

    def all_names_of(self, article: Article) -> Named:
        """Returns the index entries that list an article, in the order of KINDS."""
        return self.named.get(id(article)) or _indexed(_mentioned(article), self.canonical)


def all_places(edition: Edition) -> tuple[Place, ...]:
    """Returns where every article stands: newest issue first, pages and articles as printed."""
    return tuple(place for issue in edition.all_issues() for place in places_of(issue))


def make_catalogue(
    edition: Edition,
    config: Config,
    places: tuple[Place, ...] | None = None,
    digests: Digests | None = None,
    hear: Callable[[Iterable[str]], None] | None = None,
    cache: Cache = NO_CACHE,
) -> Catalogue:
    """Index an edition, of which it may be known already where its articles stand, and some digests.

    `hear` is given the names that are to be placed anew before their sound puts them in order.
    """
    places = all_places(edition) if places is None else places
    mentioned = [_mentioned(place.article) for place in places]  # asked of each article once: texts are unpacked for it
    canonical = _canonical({name for of in mentioned for name in of[_PLACES]}, config)
    named = {id(place.article): _indexed(of, canonical) for place, of in zip(places, mentioned, strict=True)}
    names = _names(places, named)
    return Catalogue(
        config=config,
        edition=edition,
        words=wording(config.language),
        places=places,
        canonical=canonical,
        names=names,
        named=named,
        registers=make_registers(names, dict(config.filed), hear, cache),
        digests=digests or Digests(),
        cards={},
        led={},
        firsts=MappingProxyType(_first_addresses(config.redirects)),
        feed_from=_feed_from(names),
        full_years=_full(places),
    )


def _mentioned(article: Article) -> Named:
    """Returns the names that an article mentions, in the order of KINDS; those of a kind are sorted, and each once."""
    mentions = article.mentions
    return tuple(tuple(map(intern, getattr(mentions, kind))) for kind in KINDS)


def _indexed(mentioned: Named, canonical: Mapping[str, str]) -> Named:
    """Returns the index entries of names that an article mentions."""
    if all(map(canonical.keys().isdisjoint, mentioned)):
        return mentioned
    return tuple(
        of if canonical.keys().isdisjoint(of) else tuple(sorted({intern(canonical.get(name, name)) for name in of}))
        for of in mentioned
    )


def _full(places: tuple[Place, ...]) -> frozenset[int]:
    counts = Counter(place.issue.date.year for place in places if place.issue.date)
    return frozenset(year for year, count in counts.items() if count > MOST)


def _feed_from(names: Mapping[str, Mapping[str, Sequence[Place]]]) -> int:
    """Returns how many articles an entry must have for a feed; entries of as many have all one or none."""
    counts = sorted((len(places) for kind in KINDS for places in names[kind].values()), reverse=True)
    return max(FEED_FROM, counts[MOST_FEEDS] + 1) if len(counts) > MOST_FEEDS else FEED_FROM


def _canonical(printed: Set[str], config: Config) -> Mapping[str, str]:
    """Map other forms of a name to one: the editor's aliases, and 赤峰 to 赤峰市 where both places are `printed`.

    An alias of an alias is one of the name at the end. Who lists 赤峰市 as 赤峰 goes before the rule.
    """
    short: dict[str, list[str]] = defaultdict(list)
    for name in sorted(printed):
        if name.endswith(_DIVISION_ENDS) and name[:-1] in printed:
            short[name[:-1]].append(name)
    merged = dict(config.aliases)
    for name, full in short.items():
        if len(full) == 1 and name not in merged and _end(merged, full[0]) != name:
            merged[name] = full[0]
    return MappingProxyType({name: _end(merged, name) for name in merged})


def _end(merged: Mapping[str, str], name: str) -> str:
    """Returns the form at the end of a chain; edition.yaml holds none that comes back to itself."""
    while (further := merged.get(name, name)) != name:
        name = further
    return name


def _names(places: tuple[Place, ...], named: Mapping[int, Named]) -> Mapping[str, Mapping[str, tuple[Place, ...]]]:
    indexes: dict[str, Mapping[str, tuple[Place, ...]]] = {}
    for at, kind in enumerate(KINDS):
        found: dict[str, list[Place]] = defaultdict(list)
        for place in places:
            for name in named[id(place.article)][at]:
                found[name].append(place)
        indexes[kind] = MappingProxyType({name: tuple(found[name]) for name in sorted(found)})
    return MappingProxyType(indexes)


def make_registers(
    names: Mapping[str, Mapping[str, Sequence[Place]]],
    filed: Mapping[str, str] = MappingProxyType({}),
    hear: Callable[[Iterable[str]], None] | None = None,
    cache: Cache = NO_CACHE,
) -> Mapping[str, Register]:
    """Returns where the names of each kind are listed; `filed` says of some by what they are sorted.

    Where an earlier build has placed the same names, as many articles each, they stay there.
    """
    counts = {kind: MappingProxyType({name: len(places) for name, places in names[kind].items()}) for kind in KINDS}
    known = {kind: recall_register(kind, counts[kind], filed, cache) for kind in KINDS}
    if hear:
        hear(chain.from_iterable(counts[kind] for kind in KINDS if known[kind] is None))
    made = {kind: known[kind] or make_register(kind, counts[kind], filed) for kind in KINDS}
    for kind in KINDS:
        if known[kind] is None:
            keep_register(made[kind], cache)
    return MappingProxyType(made)


def places_of(issue: Issue) -> tuple[Place, ...]:
    """Returns where the articles of an issue stand, in printed order."""
    return tuple(place for page in issue.pages for place in places_on(page, issue))


def places_on(page: Page, issue: Issue) -> Iterator[Place]:
    """Returns where the articles of one of its pages stand."""
    return (Place(article, page, issue, urls.article(article, page)) for article in page.articles)


def _first_addresses(redirects: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Returns for each address that a redirect leads to the one at which what stands there was first published.

    Where several lead to it, that is the one which edition.yaml names first.
    """
    before: dict[str, str] = {}
    for old, new in redirects:
        before.setdefault(new, old)
    firsts = {}
    for new in before:
        first, seen = new, {new}
        while (older := before.get(first)) is not None and older not in seen:
            first = older
            seen.add(first)
        firsts[new] = first
    return firsts
