"""What lies in a folder, however deep; no link is followed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Set
from pathlib import Path

# What systems leave in every folder, in small letters.
LITTER = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db", "__macosx", "$recycle.bin"})


def entries_below(folder: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Returns all that lies below a folder by its path from there. Raises OSError where one cannot be looked into."""
    waiting = [("", os.fspath(folder))]
    while waiting:
        before, here = waiting.pop()
        with os.scandir(here) as entries:
            for entry in entries:
                path = before + entry.name
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((f"{path}/", entry.path))
                yield path, entry


def folders_below(
    top: Path, enters: Callable[[str, Set[str]], bool], unreadable: Callable[[str, OSError], None]
) -> Iterator[tuple[str, list[os.DirEntry[str]]]]:
    """Returns a folder and all in it, but for hidden ones and litter, by their paths from there, with what they hold.

    `enters` is told the path of each, and which names are in it; one that it does not enter is left out with all below.
    `unreadable` is told of those that cannot be looked into.
    """
    waiting = [("", os.fspath(top))]
    while waiting:
        path, here = waiting.pop()
        try:
            with os.scandir(here) as found:
                entries = list(found)
        except OSError as error:
            unreadable(path, error)
            continue
        if not enters(path, {entry.name for entry in entries}):
            continue
        inner = (entry for entry in entries if not is_litter(entry.name) and entry.is_dir(follow_symlinks=False))
        waiting += ((f"{path}/{entry.name}" if path else entry.name, entry.path) for entry in inner)
        yield path, entries


def is_litter(name: str) -> bool:
    """Tell whether a name is hidden, or one that systems leave in every folder."""
    return name.startswith(".") or name.lower() in LITTER
