"""Every link of a finished site followed: within it to a file, and to a place in that; other hosts' are listed.

It goes by the files as they would be published, whatever made them: a theme's style sheet, a feed, the search, a book.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from urllib.parse import unquote, urljoin, urlsplit

from sitegen.check import site_error
from sitegen.check.references import References, references
from sitegen.errors import Diagnostic
from sitegen.site.addresses import urls

_CONTAINER = "META-INF/container.xml"
_NO_ANCHORS = (":~:", "xywh=")  # words of a page, a part of a picture
_MOST_COMPARED = 500  # addresses that may be the one that is meant

Read = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Walked:
    """What was found: how many references within the site were followed, those that lead nowhere, and other hosts'."""

    followed: int
    faults: tuple[Diagnostic, ...]
    elsewhere: Mapping[str, Sequence[str]]

    def listed(self) -> bytes:
        """Returns the addresses on other hosts, a line each, with how many files name it and the first of them."""
        lines = (f"{url}\t{len(pages)}\t{min(pages)}\n" for url, pages in sorted(self.elsewhere.items()))
        return "".join(lines).encode()


@dataclass(slots=True)
class _Walk:
    """A walk under way. `wrong` holds by what is said of it, and of which target, the files that refer to it so."""

    base_url: str
    paths: frozenset[str]
    anchors: dict[str, frozenset[str]] = field(default_factory=dict)
    anchored: list[tuple[str, str, str, str]] = field(default_factory=list)  # file, as written, target, anchor there
    wrong: defaultdict[tuple[str, str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    elsewhere: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    followed: int = 0

    def follow(self, here: str, found: References, within: str = "") -> None:
        """Follow what a file refers to; `within` is the book that holds the file, whose addresses begin with it."""
        self.anchors[here] = found.anchors
        for href in found.written:
            self._one(here, href, urljoin(self._address(here), href.strip()), within)
        for path in found.rooted:
            self._one(here, path, self._address(path), within)

    def _address(self, path: str) -> str:
        return self.base_url + urls.absolute(path, "")

    def _one(self, here: str, href: str, url: str, within: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https"):
            return
        root = urlsplit(self.base_url)
        inside = (parts.scheme, parts.netloc) == root[:2] and f"{parts.path}/".startswith(root.path)
        if not inside:
            if urlsplit(href).scheme or href.startswith("//") or within:
                self.elsewhere[url].append(here)
            else:
                self.wrong["x-020.outside", href, ""].append(here)
            return
        self.followed += 1
        target = unquote(parts.path[len(root.path) :])
        target = f"{target}index.html" if not target or target.endswith("/") else target
        if target not in self.paths:
            self.wrong["x-020", href, target].append(here)
        elif parts.fragment and not parts.fragment.startswith(_NO_ANCHORS):
            self.anchored.append((here, href, target, unquote(parts.fragment)))

    def end(self) -> Walked:
        """Returns what was found."""
        for here, href, target, anchor in self.anchored:
            if target in self.anchors and anchor not in self.anchors[target]:
                self.wrong["x-020.anchor", href, target].append(here)
        faults = (self._fault(*what, files) for what, files in sorted(self.wrong.items()))
        return Walked(self.followed, tuple(faults), self.elsewhere)

    def _fault(self, said: str, href: str, target: str, files: Sequence[str]) -> Diagnostic:
        near = _nearest(target, self.paths) if said == "x-020" else ""
        if near and near.casefold() == target.casefold():
            said = "x-020.case"
        first, more = min(files), len(set(files)) - 1
        return site_error(said, first, href=href, target=target, near=near, more=more)


def walk(paths: Sequence[str], read: Read, base_url: str, done: Callable[[], None] | None = None) -> Walked:
    """Follow every link of a site that stands at `base_url`; `paths` are all its files, which `read` gives.

    Each file calls `done`.
    """
    books = [path for path in paths if path.endswith(".epub")]
    held = {path: _held(read(path)) for path in books}
    inner = {f"{book}!/{name}" for book, files in held.items() for name in files}
    going = _Walk(base_url, frozenset(paths) | inner)
    for path in sorted(paths):
        if path in held:
            _follow_book(going, path, held[path])
        else:
            going.follow(path, references(path, read(path)))
        if done:
            done()
    return going.end()


def _held(content: bytes) -> Mapping[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def _follow_book(going: _Walk, book: str, files: Mapping[str, bytes]) -> None:
    """Follow what the documents of a book refer to, and the book's list of them: all that it holds is in it."""
    for name, content in files.items():
        found = references(name, content) if name != _CONTAINER else References()
        going.follow(f"{book}!/{name}", found, within=book)
        if name.endswith(".opf"):
            listed = {posixpath.normpath(posixpath.join(posixpath.dirname(name), href)) for href in found.written}
            for lacking in sorted(set(files) - listed - {name, _CONTAINER, "mimetype"}):
                going.wrong["x-020.unlisted", lacking, ""].append(f"{book}!/{name}")


def _nearest(target: str, paths: frozenset[str]) -> str:
    """Returns the address that is meant: the same but for capitals, else one like it in its folder or of its name."""
    folded = target.casefold()
    same = next((path for path in paths if path.casefold() == folded), "")
    if same:
        return same
    folder, _, name = target.rpartition("/")
    like = sorted(path for path in paths if path.rpartition("/")[0] == folder or path.endswith(f"/{name}"))
    return next(iter(get_close_matches(target, like[:_MOST_COMPARED], 1, 0.75)), "")
