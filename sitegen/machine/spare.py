"""The spare: a second tree of links to the files of the published site, with which the next build begins.

Else a build that changes one page of a large site would link all other files into the new folder and remove all of the
old one. The spare holds no file of its own, and nothing depends on what it holds: where anything in it is not the very
file of the published site, that takes its place before a build begins.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass, field
from pathlib import Path
from shutil import rmtree

from sitegen.machine.below import entries_below
from sitegen.machine.recovery import MARK, is_marked, never_to_be_put_back

LEAST_FILES = 1_000  # of a site; a smaller one is linked in less time than a spare is looked through
_FOLDER_MODE = 0o755  # as far as the umask allows
_IGNORED = ".gitignore"  # keeps the tree out of the repository of whoever keeps the site's folder in one


_Identity = Callable[["os.DirEntry[str]"], object]


@dataclass(frozen=True, slots=True)
class _Tree:
    """What lies in a folder: its files by path with what tells one from all others, its folders with their modes."""

    files: dict[str, object] = field(default_factory=dict)
    folders: dict[str, int] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)  # links, pipes: nothing of ours


def spare_of(target: Path) -> Path:
    """Returns where the spare of a site lies."""
    return target.with_name(f".{target.name}.spare")


def take(target: Path, new: Path) -> bool:
    """Makes the spare of a site, if it has one, a new site of the same files; tells whether there is one now.

    Where that fails, what has become of it lies in the new folder.
    """
    spare = spare_of(target)
    if not is_marked(spare) or not is_marked(target):
        return False
    try:
        spare.rename(new)
        mirror(new, target, _device_and_number)
    except OSError:
        return False
    return True


def leave(folder: Path, target: Path) -> Path | None:
    """Makes a folder of ours that is not published the spare of a site; returns it where it is to be removed."""
    spare = spare_of(target)
    if os.path.lexists(spare) or not _is_large(target):
        return folder
    try:
        folder = never_to_be_put_back(folder)
        if not folder.name.startswith(f".{target.name}.new-"):
            return folder  # a kill would leave less than a site, and the next build might put that back
        mirror(folder, target, _number)  # the next build will look again, and closer
        ignored = folder / _IGNORED
        ignored.unlink(missing_ok=True)
        ignored.write_bytes(b"*\n")
        folder.rename(spare)
    except OSError:
        return folder
    return None


def mirror(folder: Path, target: Path, identity: _Identity) -> None:
    """Lets a folder of ours hold the very files of a site, and its folders, and nothing else but its own mark.

    By their `identity` files are told from one another. Raises OSError where the system refuses, or a folder may not
    be written into.
    """
    has, wanted = _look_through(folder, identity), _look_through(target, identity)
    for path in has.others:
        os.unlink(f"{folder}/{path}")
    for path in has.files.keys() - wanted.files.keys():
        os.unlink(f"{folder}/{path}")
    for path in sorted(has.folders.keys() - wanted.folders.keys(), reverse=True):
        os.rmdir(f"{folder}/{path}")
    mode = _FOLDER_MODE & ~_umask()
    for path in sorted(wanted.folders):
        place = f"{folder}/{path}"
        if path not in has.folders:
            os.mkdir(place, _FOLDER_MODE)
        elif has.folders[path] != mode:
            os.chmod(place, mode)
        elif not os.access(place, os.W_OK | os.X_OK):
            raise PermissionError(place)
    for path, file in wanted.files.items():
        if has.files.get(path) != file:
            place = f"{folder}/{path}"
            if path in has.files:
                os.unlink(place)
            os.link(f"{target}/{path}", place)


def keep_only(folder: Path, paths: Set[str]) -> Set[str]:
    """Removes from a new site that began as a spare all but its files and its mark; returns which files it lacks."""
    has = _look_through(folder, lambda _: None)
    needed = {above for folder in {path.rpartition("/")[0] for path in paths} for above in _steps(folder)}
    for path in (*(has.files.keys() - paths), *has.others):
        os.unlink(f"{folder}/{path}")
    for path in sorted(has.folders.keys() - needed, reverse=True):
        os.rmdir(f"{folder}/{path}")
    return paths - has.files.keys()


def give_way(folder: Path, path: str) -> None:
    """Removes what stood at a path of the new site, and what stood above it that is no folder."""
    place = f"{folder}/{path}"
    try:
        os.unlink(place)
    except FileNotFoundError:
        pass
    except NotADirectoryError:
        for above in _steps(path):
            with contextlib.suppress(OSError):  # a folder; or another process was quicker
                os.unlink(f"{folder}/{above}")
    except OSError:
        if not os.path.isdir(place):
            raise
        rmtree(place)


def _number(entry: os.DirEntry[str]) -> object:
    """Returns the number of a file as its folder has it, which costs no look at the file itself."""
    return entry.inode()


def _device_and_number(entry: os.DirEntry[str]) -> object:
    """Returns what only links to one file have in common."""
    seen = entry.stat(follow_symlinks=False)
    return seen.st_dev, seen.st_ino


def _look_through(folder: Path, identity: _Identity) -> _Tree:
    """Returns what lies in a folder but its mark."""
    found = _Tree()
    for path, entry in entries_below(folder):
        if path == MARK:
            continue
        if entry.is_dir(follow_symlinks=False):
            found.folders[path] = stat.S_IMODE(entry.stat(follow_symlinks=False).st_mode)
        elif not entry.is_file(follow_symlinks=False):
            found.others.append(path)
        else:
            found.files[path] = identity(entry)
    return found


def _is_large(target: Path) -> bool:
    with contextlib.suppress(OSError):
        return (target / MARK).read_bytes().count(b"\n") > LEAST_FILES
    return False


def _steps(path: str) -> Iterator[str]:
    """Returns the folders on the way to a path, the outermost first, and the path itself."""
    at = path.find("/")
    while at != -1:
        yield path[:at]
        at = path.find("/", at + 1)
    yield path


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
