"""Reading against the finished site: all texts shown, days and links right, addresses kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from difflib import get_close_matches
from functools import lru_cache
from itertools import chain, starmap

from sitegen.check import site_error
from sitegen.config import Config
from sitegen.errors import Diagnostic, Severity, file_error, finding
from sitegen.model.edition import Edition
from sitegen.site.addresses import search_urls, urls
from sitegen.site.artifacts import Written
from sitegen.site.digests import digest_of_values
from sitegen.site.seen import Landed, Looked, landing_at, place_of

ASTRAY = "x-005"  # a link that leads nowhere
_NAMED = 8  # issues in a hint
_HELD = 1_024  # pages whose anchors are held unpacked: what pages of one issue lead to is mostly the same


def check_looked(
    edition: Edition,
    looked: Mapping[str, Looked],
    paths: Set[str],
    landed: Iterable[Landed] | None = None,
    again: Callable[[str], Looked] | None = None,
) -> Iterator[Diagnostic]:
    """Laws 1 and 2 of a site whose pages have been looked at: what was found on them, and what only all of it tells.

    `landed` are all places that their links lead to, if that is known already; a page of which it is not known where
    its own links lead is looked at `again` where one of them leads nowhere.
    """
    wrong = sorted(address for address, seen in looked.items() if seen.findings)
    yield from chain.from_iterable(looked[address].findings for address in wrong)
    yield from _check_published(edition, looked)
    yield from _check_links(looked, paths, landed, again or looked.__getitem__)


def _check_published(edition: Edition, looked: Mapping[str, Looked]) -> Iterator[Diagnostic]:
    """Every printed page and every article is there; in the text-only form too, where the site has one."""
    forms = (str, urls.plain) if urls.plain(urls.FRONT) in looked else (str,)
    for page in edition.pages():
        for address in (urls.page(page), *(urls.article(article, page) for article in page.articles)):
            for missing in (form(address) for form in forms if form(address) not in looked):
                yield finding("x-004.unpublished", Severity.ERROR, page.source, 0, address=missing)


def _check_links(
    looked: Mapping[str, Looked],
    paths: Set[str],
    landed: Iterable[Landed] | None,
    again: Callable[[str], Looked],
) -> Iterator[Diagnostic]:
    """Every link within the site lands on a file, and on an anchor where it names one."""
    if landed is None:
        links = (seen.landings() for seen in looked.values())
        landed = (frozenset(landing_at(target, anchor) for _, target, anchor in some) for some in links)
    anchors = lru_cache(_HELD)(lambda target: looked[target].anchors)

    def lands(target: str, anchor: str) -> bool:
        if target in paths:
            return not anchor or target not in looked or anchor in anchors(target)
        # `/`, `/static/` on the page that a server shows at any address
        return target.endswith("/") and any(path.startswith(target) for path in paths)

    whole = frozenset(map(landing_at, paths))  # most lead to files that are there, and name no anchor
    if all(starmap(lands, (place_of(landing) for some in landed for landing in some - whole))):
        return
    for here in sorted(looked):
        for href, target, anchor in again(here).landings():
            if not lands(target, anchor):
                yield site_error(ASTRAY, here, href=href)


def digest_of_ends(files: Iterable[Written], looked: Mapping[str, Looked]) -> bytes:
    """Returns the digest of all that links can lead to: the files of a site, and the anchors on its pages.

    Files of the search are left out: scripts ask for them, and their names change with every word.
    """
    ends = (file.path for file in files if not file.path.startswith(search_urls.INDEX))
    return digest_of_values([(path, looked[path].packed_anchors if path in looked else b"") for path in ends])


def check_redirects(paths: Set[str], config: Config) -> Iterator[Diagnostic]:
    """Every redirect of edition.yaml leads to something of the site."""
    for (old, new), where in zip(config.redirects, config.redirects_at, strict=True):
        if new not in paths:  # what is redirected itself has a page that leads on
            near = get_close_matches(new, paths, n=1)
            fault = file_error("c-007.redirect", where.path, old=old, new=new, near=near[0] if near else "")
            yield replace(fault, line=where.line, column=where.column)


def check_same(first: Sequence[Written], second: Sequence[Written]) -> Iterator[Diagnostic]:
    """Law 4: made again from the same bulletins in another order, the site has the same bytes."""
    again = {file.path: file.digest for file in second}
    for file in first:
        if again.pop(file.path, None) != file.digest:
            yield site_error("x-007", file.path)
    for path in sorted(again):
        yield site_error("x-007.once", path)


def check_news(old: Iterable[str], edition: Edition, config: Config) -> Iterator[Diagnostic]:
    """Subscribers learn of every issue: of the newest by their day, of old ones where edition.yaml says when."""
    published, told = set(old), dict(config.added)
    known = [(i.date.isoformat() if i.date else i.pages[0].stem, i) for i in edition.all_issues()]
    shown = [*reversed(edition.issues), *(edition.undated if not edition.issues else ())][: config.feed_issues]
    unseen = list(
        dict.fromkeys(
            name
            for name, issue in known
            if published and name not in told and urls.issue(issue) not in published and issue not in shown
        )
    )
    if unseen:
        named = ", ".join(f"{name}: YYYY-MM-DD" for name in unseen[:_NAMED])
        news = file_error("c-012", config.path, n=len(unseen), named=named)
        yield replace(news, severity=Severity.WARNING, line=1, column=1)
    for name in sorted(set(told) - {name for name, _ in known}):
        yield replace(file_error("c-013", config.path, name=name), severity=Severity.WARNING, line=1, column=1)
    if config.feed_items_line:
        said = file_error("c-014", config.path, issues=config.feed_issues)
        yield replace(said, severity=Severity.WARNING, line=config.feed_items_line, column=1)
