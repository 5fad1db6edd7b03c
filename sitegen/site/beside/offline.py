"""What makes a site readable without a net: the worker that keeps pages, the page it shows for others, the manifest.

The worker is the theme's (`sw.js`); here it is told what to keep. Its bytes change whenever a page or a part that it
keeps from the beginning has changed, as browsers fetch those anew only for a worker that differs from their own.
"""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass
from itertools import islice
from urllib.parse import unquote

from rjsmin import jsmin
from selectolax.lexbor import LexborHTMLParser

from sitegen.site.addresses import urls
from sitegen.site.artifacts import Artifact
from sitegen.site.catalogue import Catalogue
from sitegen.site.page_context import Frame
from sitegen.site.theme.templates import Theme
from sitegen.site.views.lists import ManifestView, OfflineView, WorkerView

MOST_KEPT = 200  # pages of the newest issue that every reader's browser fetches
_DIGITS = 16


@dataclass(frozen=True, slots=True)
class _Kept:
    """What a browser fetches with the worker: parts without which no page can be shown, and pages."""

    needed: tuple[str, ...]
    issue: tuple[str, ...]
    build: str


def make_offline(
    catalogue: Catalogue, theme: Theme, paths: Set[str], read: Callable[[str], bytes]
) -> Iterator[Artifact]:
    """Returns the files by which a browser installs the site and keeps its newest issue; none, if the theme has none.

    `paths` are all pages and static files of the site, which `read` gives.
    """
    if not theme.works_offline:
        return
    site = Frame(urls.MANIFEST, catalogue).site()
    yield Artifact(urls.MANIFEST, theme.render(ManifestView(site=site)), "manifest")
    page = Artifact(urls.OFFLINE, theme.render(_offline(catalogue)), "offline")
    yield page
    kept = _kept(catalogue, paths, lambda path: page.content if path == page.path else read(path))
    script = theme.render(WorkerView(worker=_settings(kept))).decode()
    yield Artifact(urls.WORKER, f"{jsmin(script)}\n".encode(), "worker")


def _offline(catalogue: Catalogue) -> OfflineView:
    frame = Frame(urls.OFFLINE, catalogue)
    title = catalogue.words.offline
    return OfflineView(site=frame.site(), head=frame.head(title, title), ways_in=frame.navigation())


def _kept(catalogue: Catalogue, paths: Set[str], read: Callable[[str], bytes]) -> _Kept:
    issue = tuple(islice((page for page in _pages(catalogue) if page in paths), MOST_KEPT))
    needed = (urls.OFFLINE, *sorted(_parts((*issue, urls.OFFLINE), read) & paths))
    digest = hashlib.sha256()
    for path in (*needed, *issue):
        content = read(path)
        digest.update(f"{path}\0{len(content)}\0".encode() + content)
    return _Kept(needed, issue, digest.hexdigest()[:_DIGITS])


def _pages(catalogue: Catalogue) -> Iterable[str]:
    """Returns the front page and the newest issue, its articles in the order in which they are printed."""
    issue = catalogue.edition.newest
    if issue is None:
        return (urls.FRONT,)
    articles = [urls.article(article, page) for page in issue.pages for article in page.articles]
    return dict.fromkeys((urls.FRONT, urls.issue(issue), *map(urls.page, issue.pages), *articles))


def _parts(pages: Iterable[str], read: Callable[[str], bytes]) -> set[str]:
    """Returns the style sheets, scripts and icons that pages ask for."""
    found = {
        posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(reference)))
        for page in pages
        for reference in _references(read(page))
    }
    return {path for path in found if path.startswith(urls.STATIC)}


def _references(page: bytes) -> Iterator[str]:
    for node in LexborHTMLParser(page.decode("utf-8")).css("link, script, img"):
        yield from (value for name in ("href", "src") if (value := node.attributes.get(name)))


def _settings(kept: _Kept) -> dict[str, str | list[str]]:
    """Returns what the worker is told; all addresses are relative to it."""

    def relative(paths: Iterable[str]) -> list[str]:
        return [urls.relative(path, urls.WORKER) for path in paths]

    return {
        "build": kept.build,
        "needed": relative(kept.needed),
        "issue": relative(kept.issue),
        "offline": urls.relative(urls.OFFLINE, urls.WORKER),
        "unkept": relative([urls.SEARCH]),  # the search needs its index, which is too large to keep
        "pictures": urls.relative(urls.IMAGES, urls.WORKER),
    }
