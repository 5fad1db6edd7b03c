"""Two folders → which files and feed entries differ: what a reader loads again, a subscriber gets anew."""

from __future__ import annotations

import filecmp
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sitegen.machine.below import entries_below
from sitegen.site.addresses import feed_urls, search_urls, urls

_FEEDS = (".xml", ".json", ".opml")
_PAGES = ".html"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many are new, changed and gone."""

    new: int = 0
    changed: int = 0
    gone: int = 0

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone)


@dataclass(frozen=True, slots=True)
class Files:
    """What differs between two built folders, in files of each kind; `entries` are those of the edition's feed.

    `pages` are those for readers in full form, `size` is how many bytes of new and changed files are to be sent.
    """

    pages: Counts
    plain: Counts
    feeds: Counts
    search: Counts
    others: Counts
    entries: Counts
    size: int


def compare_folders(old: Path, new: Path) -> Files:
    """Returns what differs between two built folders, byte for byte. Raises OSError where one cannot be read."""
    before, after = _files(old), _files(new)
    kinds: dict[str, list[int]] = {kind: [0, 0, 0] for kind in ("pages", "plain", "feeds", "search", "others")}
    size = 0
    for path in before.keys() | after.keys():
        what = 0 if path not in before else 2 if path not in after else 1
        if what == 1 and _is_same(old, new, path, before, after):
            continue
        kinds[_kind(path)][what] += 1
        size += after[path].st_size if path in after else 0
    feeds = (_entries(folder / feed_urls.json_feed(feed_urls.WHOLE)) for folder in (old, new))
    return Files(**{kind: Counts(*numbers) for kind, numbers in kinds.items()}, entries=_counted(*feeds), size=size)


def _files(folder: Path) -> dict[str, os.stat_result]:
    entries = entries_below(folder)
    return {path: entry.stat(follow_symlinks=False) for path, entry in entries if entry.is_file(follow_symlinks=False)}


def _is_same(
    old: Path, new: Path, path: str, before: Mapping[str, os.stat_result], after: Mapping[str, os.stat_result]
) -> bool:
    one, other = before[path], after[path]
    if one.st_size != other.st_size:
        return False
    # A build links what did not change: of one inode no byte need be looked at.
    return os.path.samestat(one, other) or filecmp.cmp(old / path, new / path, shallow=False)


def _kind(path: str) -> str:
    if path.startswith(search_urls.INDEX):
        return "search"
    if path.endswith(_PAGES):
        return "plain" if path.startswith(urls.PLAIN) else "pages"
    if path.endswith(_FEEDS) and not path.startswith((urls.SITEMAPS, urls.SITEMAP, urls.OPENSEARCH)):
        return "feeds"
    return "others"


def _entries(feed: Path) -> dict[str, object]:
    """Returns the entries of a JSON feed by id; none of what is no such feed."""
    try:
        items = json.loads(feed.read_bytes())["items"]
        return {str(item["id"]): item for item in items}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _counted(before: Mapping[str, object], after: Mapping[str, object]) -> Counts:
    both = before.keys() & after.keys()
    changed = sum(before[name] != after[name] for name in both)
    return Counts(len(after.keys() - before.keys()), changed, len(before.keys() - after.keys()))
