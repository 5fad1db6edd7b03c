"""Which feeds a site has, and what stands in each: articles of the newest issues, counted in whole issues."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sitegen.model.edition import Issue
from sitegen.site.addresses import feed_urls, urls
from sitegen.site.catalogue import KINDS, Catalogue, Place
from sitegen.site.jumps import continued_target
from sitegen.site.locale import page_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A feed before it is made: what its files are called before their endings, and what it tells of.

    `group` is whole, digest, added, undated, pages, sections, people, units or places; `page` is the address of the
    page that lists the same, `count` the number of articles that it tells of, however many stand in it.
    """

    group: str
    stem: str
    name: str
    title: str
    page: str
    count: int
    stories: tuple[Place, ...] = ()
    previous: str = ""  # the address of the archive document with what is older

    @property
    def forms(self) -> tuple[str, ...]:
        """Which forms it has: feeds of the lists of names, of which there are hundreds, have one."""
        return ("rss",) if self.group in KINDS else ("rss", "atom", "json")


def all_sources(catalogue: Catalogue) -> Iterator[Source]:
    """Returns every feed of a site."""
    yield from _whole(catalogue)
    yield from _groups(catalogue)
    for kind in KINDS:
        for name, places in catalogue.names[kind].items():
            if stem := catalogue.feed_of(kind, name):
                yield _group(kind, stem, name, catalogue.registers[kind].address(name), places, catalogue)


def digested(catalogue: Catalogue) -> tuple[Issue, ...]:
    """Returns the issues of which the digest tells."""
    return _window(catalogue.edition.issues[::-1] or catalogue.edition.undated, catalogue)


def archived(catalogue: Catalogue) -> Sequence[Issue]:
    """List the issues that have an archive document, newest first, then those whose day is not known: all of them."""
    return tuple(catalogue.edition.all_issues())


def added(catalogue: Catalogue) -> tuple[tuple[Issue, date], ...]:
    """Returns the old issues of which edition.yaml says when they were put up, the last ones first."""
    named: defaultdict[str, list[Issue]] = defaultdict(list)
    for issue in archived(catalogue):
        named[issue.date.isoformat() if issue.date else issue.pages[0].stem].append(issue)
    days = ((name, date.fromisoformat(day)) for name, day in catalogue.config.added)
    known = [(issue, day) for name, day in days for issue in named.get(name, ())]
    return tuple(sorted(known, key=lambda one: one[1], reverse=True))


def _whole(catalogue: Catalogue) -> Iterator[Source]:
    edition, words = catalogue.edition, catalogue.words
    issues = digested(catalogue)
    yield Source(
        group="whole",
        stem=feed_urls.WHOLE,
        name=words.feed_whole,
        title=catalogue.config.publication.name,
        page=urls.FRONT,
        count=len(catalogue.places),
        stories=_of_issues(issues),
        previous=_archive(archived(catalogue), len(issues)),
    )
    count = len(edition.issues) or len(edition.undated)
    yield _named("digest", feed_urls.DIGEST, words.feed_digest, urls.ARCHIVE, count, catalogue)
    if found := added(catalogue):
        yield _named("added", feed_urls.ADDED, words.feed_added, urls.ARCHIVE, len(found), catalogue)
    if edition.issues and edition.undated:
        window = _window(edition.undated, catalogue)
        count = sum(len(page.articles) for issue in edition.undated for page in issue.pages)
        shelf = _named("undated", feed_urls.UNDATED, words.shelf, urls.SHELF, count, catalogue)
        yield replace(shelf, stories=_of_issues(window), previous=_archive(edition.undated, len(window)))


def _named(group: str, stem: str, name: str, page: str, count: int, catalogue: Catalogue) -> Source:
    title = catalogue.words.feed_of.format(paper=catalogue.config.publication.name, name=name)
    return Source(group=group, stem=stem, name=name, title=title, page=page, count=count)


def _groups(catalogue: Catalogue) -> Iterator[Source]:
    """Returns the feeds of printed pages by number, and of sections."""
    by_number: dict[str, list[Place]] = defaultdict(list)
    by_section: dict[str, list[Place]] = defaultdict(list)
    for place in catalogue.places:
        if place.page.label and place.issue.date:
            by_number[feed_urls.of_pages(urls.page_number(place.page))].append(place)
        if place.page.section:
            by_section[place.page.section].append(place)
    for stem, places in sorted(by_number.items()):
        name, page = page_text(catalogue.words, places[0].page.label), urls.page(places[0].page)
        yield _group("pages", stem, name, page, places, catalogue)
    for name, places in sorted(by_section.items()):
        stem = feed_urls.of_name("sections", name)
        yield _group("sections", stem, name, urls.page(places[0].page), places, catalogue)


def _group(group: str, stem: str, name: str, page: str, places: Sequence[Place], catalogue: Catalogue) -> Source:
    source = _named(group, stem, name, page, len(places), catalogue)
    return replace(source, stories=_newest(_stories(places), catalogue))


def _window(issues: Iterable[Issue], catalogue: Catalogue) -> tuple[Issue, ...]:
    return tuple(issues)[: catalogue.config.feed_issues]


def _archive(issues: Sequence[Issue], at: int) -> str:
    return urls.archive_feed(issues[at]) if at < len(issues) else ""


def stories_of(issue: Issue) -> tuple[Place, ...]:
    """Returns the stories that begin in an issue, in printed order."""
    places = (Place(a, page, issue, urls.article(a, page)) for page in issue.pages for a in page.articles)
    return tuple(place for place in places if not isinstance(continued_target(place), Place))


def _of_issues(issues: Iterable[Issue]) -> tuple[Place, ...]:
    return tuple(story for issue in issues for story in stories_of(issue))


def _stories(places: Iterable[Place]) -> Iterator[Place]:
    """Returns the stories to which articles belong, each once: of one that goes on on another page its beginning."""
    seen: set[str] = set()
    for place in places:
        story, passed = place, {place.address}
        while isinstance(first := continued_target(story), Place) and first.address not in passed:
            story = first
            passed.add(story.address)
        if story.address not in seen:
            seen.add(story.address)
            yield story


def _newest(stories: Iterable[Place], catalogue: Catalogue) -> tuple[Place, ...]:
    """Returns the stories of the newest issues that have one; undated ones where there are no others."""
    found: list[Place] = []
    issues: set[int] = set()
    for story in stories:
        if found and story.issue.date is None and found[0].issue.date is not None:
            break
        issues.add(id(story.issue))
        if len(issues) > catalogue.config.feed_issues:
            break
        found.append(story)
    return tuple(found)
