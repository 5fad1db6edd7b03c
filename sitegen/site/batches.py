"""All pages of the site in batches: what is made of much the same, and stands as it was where that is the same.

To ask of each of the pages of many years whether it stands takes longer than to make the few that do not. So a batch
says itself, from look-ups alone, what all of its pages together are made of; only where that is something else is each
of its pages asked. What a batch leaves out would be a page that is old: tests hold what batches say against what their
pages say, after random changes.

Most builds change neither which issues there are nor which names: where all of that is as it was, what was said before
holds for each issue whose own pages are the same, and what they announce of others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from itertools import chain

import msgspec

from sitegen.machine.cache import Cache, digest
from sitegen.model.edition import Issue
from sitegen.model.newspaper import Article
from sitegen.site.addresses import urls
from sitegen.site.archival.making import make_archival
from sitegen.site.catalogue import KINDS, Catalogue, Place
from sitegen.site.digests import digest_of_values
from sitegen.site.feeds.making import make_feed_archive, make_feeds
from sitegen.site.lists.entries import entry_batches
from sitegen.site.lists.indexes import index_uses, make_index
from sitegen.site.lists.making import make_single_lists
from sitegen.site.lists.name_lists import make_name_list
from sitegen.site.making import Made
from sitegen.site.pages.articles import indexed
from sitegen.site.pages.calendars import month_uses
from sitegen.site.pages.issues import editions_of, named, told_of
from sitegen.site.pages.making import make_front_page, make_issue_pages
from sitegen.site.takeaway.making import make_taken_issue, make_taken_lists

LEADS = "leads"  # where the names of issues lead, as it is kept
USES = "uses"  # what batches are made of, as it is kept
Related = Mapping[str, Sequence[Place]]
_encode = msgspec.msgpack.Encoder().encode
_decode_led = msgspec.msgpack.Decoder(dict[bytes, bytes]).decode


@dataclass(frozen=True, slots=True)
class Batch:
    """Some pages of the site, each to be made when it is asked for.

    `uses` is the digest of all that any of them is made of beside what all pages share, None where nobody has written
    down what that is and each page is asked. `size` is about how many there are where one process is to make all of
    them if nothing is known of any.
    """

    name: str
    uses: Callable[[], bytes] | None
    pages: Callable[[], Iterable[Made]]
    of_issue: bool = False  # named by its address; all pages lie in the folder of that, or begin as it does
    size: int = 0
    own: Callable[[], Sequence[bytes]] = tuple  # digests of what it is made of beside `_surroundings`


def batches_of(catalogue: Catalogue, related: Related) -> Iterator[Batch]:
    """Returns every page of the site."""
    yield Batch("lists", None, partial(make_single_lists, catalogue))
    yield Batch("feeds", None, partial(make_feeds, catalogue))
    yield Batch("taken", None, partial(make_taken_lists, catalogue))
    yield Batch(urls.FRONT, None, partial(make_front_page, catalogue))
    told, titles = cache(lambda: _cards(catalogue)), cache(lambda: (_titles(catalogue),))
    every = cache(lambda: (digest(*told().values()),))
    for kind in KINDS:
        if catalogue.names[kind]:
            index = partial(_index, kind, catalogue)
            yield Batch(f"index:{kind}", partial(index_uses, kind, catalogue), index, own=titles)
            entries = entry_batches(kind, catalogue)
            yield from (
                Batch(f"{kind}:{name}", uses, pages, size=size, own=every) for name, size, uses, pages in entries
            )
    behind, month = 0, cache(lambda first: month_uses(first, catalogue))
    for number, issue in enumerate(catalogue.edition.all_issues()):
        first, behind = behind, behind + sum(len(page.articles) for page in issue.pages)
        pages = partial(_issue_pages, number, related, catalogue)
        own = partial(_own, issue, catalogue.places[first:behind], related, told, catalogue)
        uses = partial(_issue_uses, number, issue, catalogue.places[first:behind], own, month, catalogue)
        size = behind - first + len(issue.pages)
        yield Batch(urls.issue(issue), uses, pages, of_issue=True, size=size, own=own)


def _index(kind: str, catalogue: Catalogue) -> Iterator[Made]:
    return chain(make_index(kind, catalogue), make_name_list(kind, catalogue))


def _issue_pages(number: int, related: Related, catalogue: Catalogue) -> Iterator[Made]:
    """Returns all that is made of one issue: its pages, its files to take away and for archives, its feed."""
    issue = catalogue.edition.issue(number)
    return chain(
        make_issue_pages(number, related, catalogue),
        make_feed_archive(number, catalogue),
        make_archival(issue, catalogue),
        make_taken_issue(issue, catalogue),
    )


def _issue_uses(
    number: int,
    issue: Issue,
    places: Sequence[Place],
    own: Callable[[], Sequence[bytes]],
    month: Callable[[date], object],
    catalogue: Catalogue,
) -> bytes:
    """Returns the digest of what the pages of an issue are made of: its `own`, and what they tell of others.

    `month` gives for its first day what the calendar of a month is made of. All but its `own` is in `_surroundings`.
    """
    edition = catalogue.edition
    around = edition.neighbours(number) if issue.date else (None, None)
    in_feed = (edition.issue(other) for other in (number - 1, number + 1) if 0 <= other < edition.count)
    return digest_of_values(
        own(),
        [named(other) for other in around],
        [urls.issue(other) for other in in_feed],
        month(issue.date.replace(day=1)) if issue.date else (),
        _led(issue, places, catalogue),
    )


def _own(
    issue: Issue,
    places: Sequence[Place],
    related: Related,
    told: Callable[[], Mapping[int, bytes]],
    catalogue: Catalogue,
) -> Sequence[bytes]:
    """Returns the digests of an issue's printed pages, of what announces related articles, and other editions."""
    of_day = editions_of(issue.date, catalogue) if issue.date else ()
    cards = told()
    # An article's address is made of nothing that the digest of its card is not made of.
    near = [b"".join([cards[id(other)] for other in related[place.address]]) for place in places]
    beside = digest_of_values(told_of(of_day, catalogue)) if len(of_day) > 1 else b""
    return _made_of(issue, catalogue), digest(*near), beside


def _made_of(issue: Issue, catalogue: Catalogue) -> bytes:
    return digest(*map(catalogue.digests.page, issue.pages))


def _cards(catalogue: Catalogue) -> Mapping[int, bytes]:
    """Returns the digest of what announces each article, by the id of its place."""
    return {id(place): catalogue.digests.card(place.article, place.page) for place in catalogue.places}


def _titles(catalogue: Catalogue) -> bytes:
    """Returns the digest of what names the articles."""
    return digest(*(catalogue.digests.title(place.article, place.page) for place in catalogue.places))


class Uses:
    """What batches are made of: found out, or known from an earlier build with the same surroundings."""

    def __init__(self, catalogue: Catalogue, shared: bytes, cache: Cache) -> None:
        """Recall what an earlier build knew; `shared` is the digest of what all pages share."""
        self._catalogue, self._cache = catalogue, cache
        self._around = digest(shared, _surroundings(catalogue))
        kept = cache.get(USES, "", self._around)
        self._before = _decode_led(kept) if kept else {}
        self._now: dict[bytes, bytes] = {}
        # Where names lead is only asked where something is found out.
        self._listed = b"" if self._before else _recall_leads(catalogue, cache)

    def of(self, batch: Batch) -> bytes:
        """Returns the digest of what a batch is made of, nothing where nobody knows that."""
        if batch.uses is None:
            return b""
        at = _called(batch)
        known = self._now[at] = self._before.get(at) or batch.uses()
        return known

    def know(self, batch: Batch, uses: bytes) -> None:
        """Know what another process has found out of a batch."""
        self._now[_called(batch)] = uses

    def keep(self) -> None:
        """Keep for later builds what is known of the batches that were asked."""
        self._cache.put(USES, "", self._around, _encode(self._now))
        if self._listed:
            _keep_leads(self._catalogue, self._listed, self._cache)


def _called(batch: Batch) -> bytes:
    return digest(batch.name.encode("utf-8", "surrogatepass"), *batch.own())


def _surroundings(catalogue: Catalogue) -> bytes:
    """Returns the digest of all that batches are made of beside their `own`.

    It holds more than any of them is made of: which issues there are, of how many articles on each page, where these
    stand, and which index entries list them.
    """
    issues = [
        (urls.issue(issue), issue.date, [len(page.articles) for page in issue.pages])
        for issue in catalogue.edition.all_issues()
    ]
    return digest(
        _encode((issues, catalogue.feed_from, sorted(catalogue.full_years), sorted(catalogue.canonical.items()))),
        _encode([(place.address, catalogue.all_names_of(place.article)) for place in catalogue.places]),
    )


def _recall_leads(catalogue: Catalogue, cache: Cache) -> bytes:
    """Know again where the names of issues lead, if an earlier build has listed all names at the same places.

    Returns the digest of these places.
    """
    leads = [list(map(register.lead, register.names)) for register in catalogue.registers.values()]
    listed = digest_of_values(leads, sorted(catalogue.canonical.items()))
    if kept := cache.get(LEADS, "", listed):
        catalogue.led.update(_decode_led(kept))
    return listed


def _keep_leads(catalogue: Catalogue, listed: bytes, cache: Cache) -> None:
    """Keep for later builds where the names of issues lead, as long as all of them are `listed` at these places."""
    every = (_made_of(issue, catalogue) for issue in catalogue.edition.all_issues())
    led = {made_of: catalogue.led[made_of] for made_of in every if made_of in catalogue.led}
    cache.put(LEADS, "", listed, _encode(led))


def _led(issue: Issue, places: Sequence[Place], catalogue: Catalogue) -> bytes:
    key = _made_of(issue, catalogue)
    known = catalogue.led.get(key)
    if known is None:
        known = catalogue.led[key] = digest_of_values([_names(place.article, catalogue) for place in places])
    return known


def _names(article: Article, catalogue: Catalogue) -> list[bytes]:
    """Returns the names that an article's pages lead from, and where to, packed."""
    named = zip(KINDS, catalogue.all_names_of(article), strict=True)
    leads = [b"".join(map(catalogue.registers[kind].lead, names)) for kind, names in named]
    for contributor in article.contributors:
        kind, name = indexed(contributor.name, catalogue)
        leads.append(catalogue.registers[kind].lead(name) if kind else name.encode("utf-8", "surrogatepass"))
    return leads
