"""Look-ups over an edition, made once: where each article stands, its neighbours, who and what is indexed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from sitegen.config import Config
from sitegen.model.edition import Edition, Issue
from sitegen.model.newspaper import Article, Page
from sitegen.site import urls
from sitegen.site.digests import Digests
from sitegen.site.parts import MOST
from sitegen.site.registers import Register, make_register
from sitegen.site.wording import Wording, wording

KINDS = ("people", "units", "places")
_DIVISION_ENDS = ("市", "盟", "县", "旗", "区", "省", "州")


@dataclass(frozen=True, slots=True)
class Place:
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
    registers: Mapping[str, Register]  # of each kind: where its names are listed
    digests: Digests
    full_years: frozenset[int]  # years of more articles than one page lists: their months have pages of their own

    def __reduce__(self) -> tuple[Callable[..., Catalogue], tuple[Edition, Config]]:
        """Let another process make the look-ups for itself from the edition that they are of."""
        return make_catalogue, (self.edition, self.config)

    def names_of(self, article: Article, kind: str) -> tuple[str, ...]:
        """Give the index entries of one kind that list an article, sorted."""
        return tuple(sorted({self.canonical.get(name, name) for name in _mentioned(article, kind)}))


def make_catalogue(edition: Edition, config: Config) -> Catalogue:
    """Index an edition."""
    places = tuple(
        Place(article, page, issue, urls.article(article, page))
        for issue in edition.all_issues()
        for page in issue.pages
        for article in page.articles
    )
    canonical = _canonical(places, config)
    names = _names(places, canonical)
    return Catalogue(
        config=config,
        edition=edition,
        words=wording(config.language),
        places=places,
        canonical=canonical,
        names=names,
        registers=make_registers(names),
        digests=Digests(),
        full_years=_full(places),
    )


def _mentioned(article: Article, kind: str) -> tuple[str, ...]:
    mentions = article.mentions
    return {"people": mentions.people, "units": mentions.units, "places": mentions.places}[kind]


def _full(places: tuple[Place, ...]) -> frozenset[int]:
    counts = Counter(place.issue.date.year for place in places if place.issue.date)
    return frozenset(year for year, count in counts.items() if count > MOST)


def _canonical(places: tuple[Place, ...], config: Config) -> Mapping[str, str]:
    """Map other forms of a name to one: the editor's aliases, and 赤峰 to 赤峰市 where both are printed."""
    printed = {name for place in places for name in place.article.mentions.places}
    short: dict[str, list[str]] = defaultdict(list)
    for name in sorted(printed):
        if name.endswith(_DIVISION_ENDS) and name[:-1] in printed:
            short[name[:-1]].append(name)
    merged = {name: full[0] for name, full in short.items() if len(full) == 1}
    return MappingProxyType(merged | dict(config.aliases))


def _names(places: tuple[Place, ...], canonical: Mapping[str, str]) -> Mapping[str, Mapping[str, tuple[Place, ...]]]:
    indexes: dict[str, Mapping[str, tuple[Place, ...]]] = {}
    for kind in KINDS:
        found: dict[str, list[Place]] = defaultdict(list)
        for place in places:
            for name in sorted({canonical.get(n, n) for n in _mentioned(place.article, kind)}):
                found[name].append(place)
        indexes[kind] = MappingProxyType({name: tuple(found[name]) for name in sorted(found)})
    return MappingProxyType(indexes)


def make_registers(names: Mapping[str, Mapping[str, Sequence[Place]]]) -> Mapping[str, Register]:
    """Give where the names of each kind are listed."""
    counts = {kind: MappingProxyType({name: len(places) for name, places in names[kind].items()}) for kind in KINDS}
    return MappingProxyType({kind: make_register(kind, counts[kind]) for kind in KINDS})


def places_of(issue: Issue) -> tuple[Place, ...]:
    """Give where the articles of an issue stand, in printed order."""
    return tuple(Place(a, page, issue, urls.article(a, page)) for page in issue.pages for a in page.articles)
