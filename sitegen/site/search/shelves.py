"""The shelves of a segment on which its buckets stand: what is asked for together lies together, apart from the rest.

A query asks for pairs and words. What a bucket holds beside them is loaded in vain, so that single characters, a
third of all postings, and facets have buckets of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isqrt, log2

from sitegen.site.addresses import search_urls
from sitegen.site.search.format import Sizes, data, hashed, named_by, utf16

OFTEN, SELDOM, FACETS = "b", "s", "f"  # also the folders of their buckets
VERSIONS = 128  # a power of two: of a larger shelf, some buckets share a version, as the manifest lists all of them


@dataclass(frozen=True, slots=True)
class Buckets:
    """Buckets of one shelf: names of files with their data, and the versions by their places in the manifest."""

    files: tuple[tuple[str, bytes], ...]
    versions: Mapping[int, str]


def shelf_of(term: str) -> str:
    """Returns the shelf of a term."""
    if term.startswith("@"):
        return FACETS
    return SELDOM if len(term) == 1 else OFTEN


def buckets_for(shelf: str, size: int, sizes: Sizes) -> int:
    """Returns how many buckets hold so many bytes of lines: a power of two below VERSIONS, above it a multiple of that.

    Each term is asked for in all segments. What that loads is least, for the same number of files, where buckets grow
    with the root of their segment.
    """
    root = min(max(2 * isqrt(size), sizes.bucket // 2), 2 * sizes.bucket)
    wanted = max(1, size / (root if shelf == OFTEN else sizes.seldom))
    return 1 << round(log2(wanted)) if wanted < VERSIONS else VERSIONS * round(wanted / VERSIONS)


def fill(shelf: str, count: int, of_bucket: Mapping[int, Iterable[str]]) -> Buckets:
    """Make buckets of sorted lines by their numbers, of `count` on the shelf; those of one version come together."""
    contents = {number: data("\n".join(lines)) for number, lines in sorted(of_bucket.items())}
    shared = min(count, VERSIONS)
    alike: dict[int, list[bytes]] = {}
    for number, content in contents.items():
        alike.setdefault(number % shared, []).append(content)
    versions = {place: named_by(held) for place, held in alike.items()}
    files = ((search_urls.bucket(shelf, number, versions[number % shared]), c) for number, c in contents.items())
    return Buckets(tuple(files), versions)


def fill_facets(lines: Mapping[str, str], sizes: Sizes) -> tuple[int, Buckets]:
    """Returns how many buckets the facets of a segment have, and these; `lines` by their terms."""
    count = buckets_for(FACETS, sum(len(line.encode()) + 1 for line in lines.values()), sizes)
    of_bucket: dict[int, list[str]] = {number: [] for number in range(count)}
    for term in sorted(lines, key=utf16):
        of_bucket[hashed(term) % count].append(lines[term])
    return count, fill(FACETS, count, of_bucket)


def listed(count: int, versions: Mapping[int, str]) -> tuple[int, list[str]]:
    """Returns what the manifest says of a shelf."""
    return count, [versions[place] for place in sorted(versions)]
