"""Every feed of a site as a file that is made when it is asked for, and named by the values it is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import groupby
from types import MappingProxyType

from sitegen import __version__
from sitegen.model.edition import Issue
from sitegen.site.addresses import feed_urls, urls
from sitegen.site.article_views import issue_title
from sitegen.site.catalogue import Catalogue, Place
from sitegen.site.digests import digest_of_values
from sitegen.site.feeds import atom, jsonfeed, moments, rss
from sitegen.site.feeds.entries import added_entry, article_entry, issue_entry
from sitegen.site.feeds.model import Entry, Feed, Writer
from sitegen.site.feeds.sources import Source, added, all_sources, digested, stories_of
from sitegen.site.feeds.subscribing import subscribe_view, write_opml
from sitegen.site.jumps import continuations
from sitegen.site.making import Made

WRITERS: Mapping[str, Writer] = MappingProxyType(
    {"rss": rss.write_rss, "atom": atom.write_atom, "json": jsonfeed.write_json}
)
MOST_ENTRIES = 2_048  # that are held, with their texts
_Told = dict[str, bytes]  # by the address of a story: a digest of what its entry is made of
_ADDRESS = {"rss": feed_urls.rss, "atom": feed_urls.atom, "json": feed_urls.json_feed}


def make_feeds(catalogue: Catalogue) -> Iterator[Made]:
    """Returns every feed but the archives, the list of all feeds, and the page that explains them."""
    sources = tuple(all_sources(catalogue))
    entry_of = _entries_once(sources, catalogue)
    stories: _Told = {}
    for source in sources:
        told = _told(source, catalogue, stories)
        uses = digest_of_values(source.title, source.page, source.previous, told)
        for form in source.forms:
            address = _ADDRESS[form](source.stem)
            yield Made(address, f"feed:{address}", uses, partial(_write, source, form, entry_of, catalogue))
    name, base = catalogue.config.publication.name, catalogue.config.base_url
    listed = digest_of_values([(source.title, source.stem, source.page) for source in sources])
    yield Made(feed_urls.OPML, "feed_list", listed, partial(write_opml, name, sources, base))
    shown = digest_of_values([(source.name, source.stem, source.group, source.count) for source in sources])
    view = partial(subscribe_view, sources, catalogue)
    yield Made(urls.SUBSCRIBE, "subscribe", shown, view)


def make_feed_archive(number: int, catalogue: Catalogue) -> Iterator[Made]:
    """Returns the archive document of an issue by its number among all issues, newest first."""
    edition = catalogue.edition
    issue = edition.issue(number)
    older = urls.archive_feed(edition.issue(number + 1)) if number + 1 < edition.count else ""
    newer = urls.archive_feed(edition.issue(number - 1)) if number else ""
    address = urls.archive_feed(issue)
    uses = digest_of_values(address, older, newer, _uses(stories_of(issue), catalogue, {}))
    made_from = f"feed_archive:{urls.issue(issue) if issue.edition else issue.date or issue.pages[0].place}"
    yield Made(address, made_from, uses, partial(_archive, issue, older, newer, catalogue))


def _uses(stories: Iterable[Place], catalogue: Catalogue, told: _Told) -> list[bytes]:
    """Returns what entries are made of; each story stands in a feed for each of its names."""
    for story in stories:
        if story.address not in told:
            told[story.address] = _used(story, catalogue)
    return [told[story.address] for story in stories]


def _used(story: Place, catalogue: Catalogue) -> bytes:
    """Returns a digest of what an entry is made of: its articles, where in their issue they stand, their places."""
    parts = [
        (part.address, catalogue.digests.article(part.article, part.page), catalogue.names_of(part.article, "places"))
        for part in (story, *continuations(story))
    ]
    return digest_of_values(parts, moments.told(story))


def _told(source: Source, catalogue: Catalogue, told: _Told) -> Sequence[object]:
    match source.group:
        case "digest":
            issues = digested(catalogue)
        case "added":
            issues = tuple(issue for issue, _ in added(catalogue))  # their days stand in the configuration
        case _:
            return _uses(source.stories, catalogue, told)
    return [(urls.issue(one), [catalogue.digests.page(page) for page in one.pages]) for one in issues]


def _entries_once(sources: Iterable[Source], catalogue: Catalogue) -> Callable[[str], Entry]:
    """Returns what makes the entry of a story by its address: it is the same in the feeds of all that it names."""
    stories = {story.address: story for source in sources for story in source.stories}
    return lru_cache(MOST_ENTRIES)(lambda address: article_entry(stories[address], catalogue))


def _entries(source: Source, entry_of: Callable[[str], Entry], catalogue: Catalogue) -> Iterator[Entry]:
    match source.group:
        case "digest":
            yield from (issue_entry(issue, catalogue) for issue in digested(catalogue))
        case "added":
            for day, issues in groupby(added(catalogue), key=lambda one: one[1]):
                yield from (added_entry(issue, day, order, catalogue) for order, (issue, _) in enumerate(issues))
        case _:
            yield from (entry_of(story.address) for story in source.stories)


def _write(source: Source, form: str, entry_of: Callable[[str], Entry], catalogue: Catalogue) -> bytes:
    entries = tuple(_entries(source, entry_of, catalogue))
    address = _ADDRESS[form](source.stem)
    previous = urls.absolute(source.previous, catalogue.config.base_url) if source.previous else ""
    feed = _feed(catalogue.tag(source.stem), address, source.title, source.page, entries, catalogue, previous=previous)
    return WRITERS[form](feed)


def _archive(issue: Issue, older: str, newer: str, catalogue: Catalogue) -> bytes:
    base = catalogue.config.base_url
    entries = tuple(article_entry(story, catalogue) for story in stories_of(issue))
    name = catalogue.config.publication.name
    title = catalogue.words.feed_of.format(paper=name, name=issue_title(issue, catalogue))
    address = urls.archive_feed(issue)
    links = {
        "previous": urls.absolute(older, base) if older else "",
        "current": urls.absolute(feed_urls.ATOM, base),
        "following": urls.absolute(newer, base) if newer else "",
    }
    # RFC 5005: an archive document is part of the feed, so its id is that of the feed.
    feed = _feed(catalogue.tag(feed_urls.WHOLE), address, title, urls.issue(issue), entries, catalogue, **links)
    return WRITERS["atom"](feed)


def _feed(
    id_: str, address: str, title: str, page: str, entries: tuple[Entry, ...], catalogue: Catalogue, **links: str
) -> Feed:
    config = catalogue.config
    paper = config.publication
    return Feed(
        id=id_,
        address=urls.absolute(address, config.base_url),
        page=urls.absolute(page, config.base_url),
        style=urls.relative(feed_urls.STYLE, address),
        title=title,
        description=paper.publisher or paper.name,
        author=paper.publisher or paper.name,
        language=config.language,
        generator=f"sitegen {__version__}",
        hub=config.feed_hub,
        entries=entries,
        **links,
    )
