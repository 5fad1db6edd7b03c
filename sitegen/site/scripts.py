"""Joins a theme's scripts into few files, without the comments that only people read: phones pay for both."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sitegen.site.artifacts import Artifact

SEARCH = "static/search.js"  # the engine, which knows no page
SEARCH_PAGE = "static/search-page.js"
# Each file is made of these, in an order in which each finds what it needs before it.
_PARTS = {
    SEARCH: ("tokens", "query", "files", "postings", "matching", "near", "ranking", "engine", "snippets", "suggest"),
    SEARCH_PAGE: ("results", "page"),
    "static/search-hits.js": ("hits",),
}
_COMMENT = re.compile(r"^[ \t]*//.*\n", re.M)
_INDENT = re.compile(r"^[ \t]+", re.M)


def join_scripts(static: Sequence[Artifact]) -> tuple[Artifact, ...]:
    """Give the static files with joined scripts in place of their parts; a theme without the parts keeps its own."""
    files = {artifact.path: artifact for artifact in static}
    for target, names in _PARTS.items():
        parts = [files.get(f"static/search/{name}.js") for name in names]
        if all(parts):
            texts = (part.content.decode("utf-8") for part in parts if part)
            joined = "".join(_INDENT.sub("", _COMMENT.sub("", text)) for text in texts)
            files[target] = Artifact(target, joined.encode("utf-8"), f"the theme's scripts {', '.join(names)}")
    made = {f"static/search/{name}.js" for target, names in _PARTS.items() if target in files for name in names}
    return tuple(artifact for path, artifact in files.items() if path not in made)
