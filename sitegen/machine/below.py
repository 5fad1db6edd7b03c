"""What lies in a folder, however deep; no link is followed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


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
