"""The addresses of the files of the search; docs/search-format.md says what lies in them."""

from __future__ import annotations

INDEX = "search/"
MANIFEST = f"{INDEX}manifest.js"
TRADITIONAL = f"{INDEX}traditional.js"
DAYS = f"{INDEX}days.js"
FACETS = f"{INDEX}facets.js"


def suggestions(name: str) -> str:
    """Returns the address of a file of suggestions, or with `keys` of the list of what lies in which."""
    return f"{INDEX}suggest/{name}.js"


def file(segment: str, name: str) -> str:
    """Returns the address of a file within a segment of the search index."""
    return f"{INDEX}{segment}/{name}.js"


def texts(stretch: str, number: int) -> str:
    """Returns the address of a file with what the results show of some neighbouring articles."""
    return f"{INDEX}d/{stretch}/{number}.js"


def bucket(shelf: str, number: int, version: str) -> str:
    """Returns the name within its segment of a bucket of terms."""
    return f"{shelf}/{number:x}-{version}"


def chunk(name: str) -> str:
    """Returns the name within its segment of a file with chunks of long lists."""
    return f"x/{name}"
