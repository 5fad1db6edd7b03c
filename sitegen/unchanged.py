"""A build of what was built before: known without a look into any file, and told as it was.

What the system says of every file that a build reads is kept, and of every file that it published. Where all of that is
as it was, and the same sitegen is asked for the same, there is nothing to do.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from sitegen.config import Config
from sitegen.errors import Diagnostic
from sitegen.machine.cache import Cache, peek
from sitegen.machine.locks import locked
from sitegen.machine.recovery import MARK, is_left, is_marked
from sitegen.machine.stamps import SETTLED, files_below, stamp_of, stamp_of_files
from sitegen.site.artifacts import Written
from sitegen.site.theme.files import family, find_theme, own_themes

KIND = "whole"
_NAME = "build"


@dataclass(frozen=True, slots=True)
class Said:
    """What a build tells in the end: findings, how much there is of what, and what else is to be known."""

    diagnostics: tuple[Diagnostic, ...]
    counts: dict[str, int]
    published: bool  # whether anything was before
    reread: int
    otherwise: int
    held: int
    next_held: str


@dataclass(frozen=True, slots=True)
class _Kept:
    folders: tuple[str, ...]
    read: bytes
    published: bytes
    said: Said


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Kept).decode


def as_before(output: Path, asked: bytes) -> Said | None:
    """Returns what the build before told, if one that is asked for the same would publish the very files.

    Raises SitegenError where another build holds the folder (p-011).
    """
    target = output.resolve()
    if output.is_symlink() or not is_marked(target):
        return None
    with locked(target, output):
        kept = peek(target.with_name(f".{target.name}.cache"), KIND, _NAME, asked)
        told = _decode(kept) if kept is not None else None
        if told is None or is_left(target) or told.read != stamp_of(map(Path, told.folders))[0]:
            return None
        with contextlib.suppress(OSError):
            return told.said if told.published == stamp_of_files(files_below(target, MARK)) else None
    return None


def folders_read(config: Config) -> tuple[Path, ...]:
    """Returns the folders of all files that a build reads; none where one may lie elsewhere."""
    seeds = config.seeds.resolve()
    theme = find_theme(config.theme, config.seeds)
    own = tuple(folder for folder in own_themes("") if folder.is_dir())
    themes = [one.path.resolve() for one in family(theme, [])] if theme else []
    known = (seeds, *own)
    read = (*themes, Path(os.path.realpath(seeds / config.card_font)))  # which may be a link to itself
    return known if all(any(path.is_relative_to(folder) for folder in known) for path in read) else ()


def stamp_before(folders: Iterable[Path], begun: Path) -> bytes:
    """Returns the stamp of folders before they are read; none where one of their files may change unseen.

    That is one which was changed shortly before the file that this build has `begun` with: nobody asks a clock.
    """
    stamp, last = stamp_of(folders)
    return stamp if last + SETTLED < begun.stat().st_mtime_ns else b""


def remember(
    cache: Cache, asked: bytes, folders: Iterable[Path], read: bytes, files: Iterable[Written], said: Said
) -> None:
    """Keep what a build told; `read` is the stamp of the folders before it began."""
    if read and asked:
        published = stamp_of_files((file.path, file.size, file.stamp) for file in files)
        told = _Kept(tuple(map(str, folders)), read, published, said)
        cache.put(KIND, _NAME, asked, _encode(told))
