"""Whether files are those that they were, by what the system says of them, without a look into one."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from sitegen.machine.below import entries_below
from sitegen.machine.cache import digest

# Nanoseconds for which a file must have been left alone: one that changes again within a tick of the system's clock
# bears the same time.
SETTLED = 2_000_000_000


def stamp_of(folders: Iterable[Path]) -> tuple[bytes, int]:
    """Returns the digest of what the system says of all files below some folders, and when the last of it changed.

    The digest is none where a link leads to what lies elsewhere.
    """
    told: list[str] = []
    last = 0
    try:
        for folder in folders:
            told.append(f"{folder}")
            for path, entry in entries_below(folder):
                seen = entry.stat(follow_symlinks=False)
                if entry.is_symlink():
                    return b"", 0
                last = max(last, changed_at(seen))
                told.append(f"{path}\0{said_of(seen)}")
    except OSError:
        return b"", 0
    return _digest_of(told), last


def said_of(seen: os.stat_result) -> str:
    """Returns what the system says of a file that changes whenever the file does."""
    return f"{seen.st_ino} {seen.st_mode} {seen.st_size} {seen.st_mtime_ns} {seen.st_ctime_ns}"


def changed_at(seen: os.stat_result) -> int:
    """Returns when a file, or what the system says of it, was last changed, in nanoseconds."""
    return max(seen.st_mtime_ns, seen.st_ctime_ns)


def stamp_of_files(files: Iterable[tuple[str, int, int]]) -> bytes:
    """Returns the digest of files by path, each with its size and when it was changed."""
    return _digest_of([f"{path}\0{size} {changed}" for path, size, changed in files])


def files_below(folder: Path, but: str = "") -> Iterator[tuple[str, int, int]]:
    """Returns what lies below a folder but one file, as `stamp_of_files` wants it; what is no file has no size."""
    for path, entry in entries_below(folder):
        if path != but and not entry.is_dir(follow_symlinks=False):
            seen = entry.stat(follow_symlinks=False)
            yield path, seen.st_size if entry.is_file(follow_symlinks=False) else -1, seen.st_mtime_ns


def _digest_of(told: list[str]) -> bytes:
    return digest("\n".join(sorted(told)).encode("utf-8", "surrogateescape"))
