"""Joins a theme's scripts and style sheets into few files, without what only people read: phones pay for both."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from rjsmin import jsmin

from sitegen.site.artifacts import Artifact

LUNR = "static/vendor/lunr.min.js"
SEARCH = "static/search.js"  # the engine, which knows no page
SEARCH_PAGE = "static/search-page.js"
SEARCH_NEAR = "static/search-near.js"  # what comes nearest to a query, loaded where nothing fits
SEARCH_MORE = "static/search-more.js"  # what is offered beside the results, loaded after them
_STYLE = "static/css/"
# The tools of who reads: what must run before the first paint, what every page has, an article, and its voice.
_READER = {
    "static/preferences.js": ("preferences",),
    "static/reader.js": ("settings", "turning"),
    "static/article.js": ("arriving", "copying", "age", "citing"),
    "static/speech.js": ("spoken", "speech"),
}
# Each file is made of these, in an order in which each finds what it needs before it.
_PARTS = {
    SEARCH: ("tokens", "query", "files", "postings", "matching", "ranking", "engine", "snippets"),
    SEARCH_PAGE: ("results", "loading", "page"),
    SEARCH_NEAR: ("nearest", "near"),
    SEARCH_MORE: ("suggest", "dates", "guess", "offers", "facets", "narrowing", "keys"),
    "static/search-hits.js": ("hits",),
}
_ALONE = (
    "offline",
    "kept",
    "pictures",
    "subscribe",
    "filtering",
    "scan",
)  # of the reader's tools, those that only some pages need
_SHEETS = {
    "static/site.css": ("tokens", "base", "frame", "choices", "letters"),
    "static/reading.css": (
        *("type", "nameplate", "layout", "front", "article", "archive", "page-layout"),
        *("components", "issues", "furniture", "turning", "margins", "indexes", "kept", "reader"),
    ),
    "static/search.css": ("search",),
    "static/subscribe.css": ("subscribe",),
    "static/scan.css": ("scan",),
    "static/print.css": ("print",),
    "static/proof.css": ("tokens", "sheet", "table", "lines", "findings", "pieces"),
}
_STYLE_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_INDENT = re.compile(r"^\s+", re.M)


def join_assets(static: Sequence[Artifact]) -> tuple[Artifact, ...]:
    """Returns the static files with joined ones in place of their parts; a theme without the parts keeps its own."""
    files = {artifact.path: artifact for artifact in static}
    for target, names in _PARTS.items():
        _join(files, target, [f"static/search/{name}.js" for name in names], jsmin)
    for target, names in _READER.items():
        _join(files, target, [f"static/reader/{name}.js" for name in names], jsmin)
    for name in _ALONE:
        _join(files, f"static/{name}.js", [f"static/reader/{name}.js"], jsmin)
    for target, names in _SHEETS.items():
        _join(files, target, [f"{_STYLE}{name}.css" for name in names], _without_comments)
    return tuple(files.values())


def _join(files: dict[str, Artifact], target: str, parts: Sequence[str], shrink: Callable[[str], str]) -> None:
    """Put a file made of parts into their place, if all of them are there."""
    if not all(part in files for part in parts):
        return
    texts = [files.pop(part).content.decode("utf-8-sig") for part in parts]
    joined = "\n".join(map(shrink, texts)) + "\n"
    files[target] = Artifact(target, joined.encode("utf-8"), f"theme_files:{', '.join(parts)}")


def _without_comments(style: str) -> str:
    return _INDENT.sub("", _STYLE_COMMENT.sub("", style)).rstrip()
