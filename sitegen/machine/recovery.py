"""What lies where a site is published: is it ours, and what has a killed build left beside it?

A folder counts as ours by its mark alone. Whatever else bears a name of ours is somebody's work, and stays.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from sitegen.errors import Diagnostic, Severity, SitegenError, file_error
from sitegen.machine.below import entries_below
from sitegen.machine.waiting import side_by_side

_NAMED = 3  # files; of more it is told how many
MARK = ".sitegen"  # the file by which we know a folder of ours
SAYS = b"made by sitegen; this folder is replaced at each build\n"
_BEGINS = b"made by sitegen"
# The mark itself, and what file managers leave in every folder that they show.
_NONE_OF_HIS = frozenset({MARK, ".DS_Store", "Thumbs.db", "desktop.ini"})


def mark_of(paths: Iterable[str]) -> bytes:
    """Returns what the mark of a site says: that it is ours, and which files belong to it."""
    return SAYS + "".join(f"{path}\n" for path in sorted(paths)).encode()


def is_marked(folder: Path) -> bool:
    """Tells whether a folder, no link to one, is a site of ours, whole or begun."""
    return _said(folder) is not None


def foreign_files(folder: Path) -> Iterator[str]:
    """Returns what no build put into a site of ours; nothing where its mark does not name the files that did."""
    names = files_of(folder)
    if not names:
        return
    for path, entry in entries_below(folder):
        is_known = path in names or unicodedata.normalize("NFC", path) in names
        is_his = not is_known and entry.name not in _NONE_OF_HIS
        if is_his and not entry.is_dir(follow_symlinks=False):
            yield path


def refuse_foreign(target: Path, out: Path) -> None:
    """Raises SitegenError where a folder, which is told as `out`, holds what sitegen did not make (p-010)."""
    names = sorted(path.name for path in target.iterdir()) if target.exists() else []
    if names and not is_marked(target):
        raise SitegenError([_foreign(out, names[0])])
    if ".git" in names:  # somebody publishes from a work tree: a swap would throw its history away
        raise SitegenError([_foreign(out, ".git")])
    if foreign := sorted(foreign_files(target)) if names else []:
        raise SitegenError([_added(out, foreign)])


def files_of(folder: Path) -> frozenset[str]:
    """Returns the names of the files that belong to a site of ours; none where its mark does not say."""
    said = unicodedata.normalize("NFC", (_said(folder) or b"").decode("utf-8", "replace"))
    return frozenset(line.rstrip("\r") for line in said.split("\n")[1:-1])


def free_name(target: Path) -> int:
    """Returns a number for which neither `.NAME.new-NUMBER` nor `.NAME.old-NUMBER` lies beside a folder."""
    number = os.getpid()
    while any(os.path.lexists(target.with_name(f".{target.name}.{what}-{number}")) for what in ("new", "old")):
        number += 1
    return number


def put_back(target: Path) -> None:
    """Puts the old site back where a build was killed between two renames, and nothing stands in its place."""
    moved = [path for path in _left(target) if ".old-" in path.name]
    if not moved or (os.path.lexists(target) and not _is_empty(target)):
        return
    with contextlib.suppress(FileNotFoundError):
        target.rmdir()
    max(moved, key=lambda path: path.stat().st_mtime_ns).rename(target)


def is_left(target: Path) -> bool:
    """Tells whether killed builds left something beside a site."""
    return bool(_left(target))


def clear_away(target: Path) -> tuple[Diagnostic, ...]:
    """Removes what killed builds left beside a site; tells what cannot be removed.

    While we hold the lock no other build is alive, so whatever bears these names and our mark is left over.
    """
    return tuple(fault for path in _left(target) for fault in remove(path))


def remove(folder: Path) -> tuple[Diagnostic, ...]:
    """Removes a folder of ours, its mark last, so that after a kill the next build knows it; tells where that fails."""
    try:
        folder = never_to_be_put_back(folder)
        _empty(folder)
        (folder / MARK).unlink(missing_ok=True)
        folder.rmdir()
    except FileNotFoundError:
        return ()
    except OSError as error:
        what = Path(str(error.filename or folder)).as_posix()
        fault = file_error("p-015", folder.as_posix(), what=what, reason=error.strerror or str(error))
        return (replace(fault, severity=Severity.WARNING),)
    return ()


def _left(target: Path) -> list[Path]:
    """Returns the folders beside a site that bear a name and the mark of ours, or nothing at all."""
    name = re.compile(rf"\.{re.escape(target.name)}\.(new|old)-[0-9]+")
    named = sorted(path for path in target.parent.iterdir() if name.fullmatch(path.name))
    return [path for path in named if is_marked(path) or (".new-" in path.name and _is_begun(path))]


def _is_empty(folder: Path) -> bool:
    """Tells whether a path is a folder, no link to one, with nothing in it; no if it cannot be looked into."""
    with contextlib.suppress(OSError):
        return stat.S_ISDIR(folder.lstat().st_mode) and not any(folder.iterdir())
    return False


def _is_begun(folder: Path) -> bool:
    """Tells whether a folder holds nothing, or the beginning of our mark: a build was killed right after making it."""
    mark = folder / MARK
    with contextlib.suppress(OSError):
        alone = stat.S_ISDIR(folder.lstat().st_mode) and [path.name for path in folder.iterdir()] == [MARK]
        return _is_empty(folder) or (alone and mark.is_file() and SAYS.startswith(mark.read_bytes()))
    return False


def never_to_be_put_back(folder: Path) -> Path:
    """Renames a moved site that is to be removed: after a kill what is left of it must not pass for a whole one."""
    unused = folder.with_name(folder.name.replace(".old-", ".new-"))
    return folder if os.path.lexists(unused) else folder.rename(unused)


def _said(folder: Path) -> bytes | None:
    """Returns what the mark of a folder says; None where there is none of ours, or it cannot be read."""
    with contextlib.suppress(OSError):
        if not stat.S_ISDIR(folder.lstat().st_mode) or not stat.S_ISREG((folder / MARK).lstat().st_mode):
            return None
        said = (folder / MARK).read_bytes()
        return said if said.startswith(_BEGINS) else None
    return None


def _empty(folder: Path) -> None:
    """Removes all that lies in a folder but its mark."""
    below = {path: entry.is_dir(follow_symlinks=False) for path, entry in entries_below(folder) if path != MARK}
    side_by_side(lambda path: (folder / path).unlink(), [path for path, is_folder in below.items() if not is_folder])
    for path in sorted((path for path, is_folder in below.items() if is_folder), reverse=True):
        (folder / path).rmdir()


def _foreign(out: Path, what: str) -> Diagnostic:
    return file_error("p-010", out.as_posix(), folder=out.as_posix(), what=what)


def _added(out: Path, names: Sequence[str]) -> Diagnostic:
    folder, more = out.as_posix(), max(0, len(names) - _NAMED)
    return file_error("p-010.added", folder, folder=folder, names=tuple(names[:_NAMED]), more=more)
