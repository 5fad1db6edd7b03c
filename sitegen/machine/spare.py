"""The spare: a second tree of links to the files of the published site, with which the next build begins.

Else a build that changes one page of a large site would link all other files into the new folder and remove all of the
old one. The spare holds no file of its own, and nothing depends on what it holds: where anything in it is not the very
file of the published site, that takes its place before a build begins.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import unicodedata
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from shutil import rmtree

from sitegen.machine.below import entries_below
from sitegen.machine.recovery import MARK, is_marked, never_to_be_put_back
from sitegen.machine.waiting import side_by_side

LEAST_FILES = 1_000  # of a site; a smaller one is linked in less time than a spare is looked through
_FOLDER_MODE = 0o755  # as far as the umask allows
_IGNORED = ".gitignore"  # keeps the tree out of the repository of whoever keeps the site's folder in one


Stamps = Mapping[str, tuple[int, int]]  # of files by path: size, and when they were changed, in nanoseconds


@dataclass(frozen=True, slots=True)
class _Tree:
    """What lies in a folder: its files by path with their numbers, its folders with their modes, on which devices."""

    files: dict[str, int] = field(default_factory=dict)
    devices: set[int] = field(default_factory=set)
    folders: dict[str, int] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)  # links, pipes: nothing of ours


@dataclass(frozen=True, slots=True)
class Difference:
    """The files that a new site has and the old one has not, or otherwise, and those that only the old one has."""

    fresh: Set[str]
    gone: Set[str]

    def may_hide(self) -> bool:
        """Tell whether a system that tells no case apart may take what is fresh for what is gone."""
        new, old = ({step for path in paths for step in _steps(path)} for paths in (self.fresh, self.gone))
        return not {*map(_folded, new - old)}.isdisjoint(map(_folded, old - new))


def difference(old: Stamps, new: Stamps) -> Difference:
    """Returns in which files two sites differ."""
    return Difference({path for path, stamp in new.items() if old.get(path) != stamp}, old.keys() - new.keys())


def spare_of(target: Path) -> Path:
    """Returns where the spare of a site lies."""
    return target.with_name(f".{target.name}.spare")


def take(target: Path, new: Path) -> Stamps | None:
    """Makes the spare of a site, if it has one, a new site of the same files, and tells of these; None for none.

    Where that fails, what has become of it lies in the new folder.
    """
    spare = spare_of(target)
    if not is_marked(spare) or not is_marked(target):
        return None
    stamps: dict[str, tuple[int, int]] = {}
    try:
        spare.rename(new)
        mirror(new, target, stamps)
    except OSError:
        return None
    return stamps


def leave(folder: Path, target: Path, differs: Difference | None = None) -> Path | None:
    """Makes a folder of ours that is not published the spare of a site; returns it where it is to be removed.

    It `differs` in these files alone from the site; None where that is not known.
    """
    spare = spare_of(target)
    if os.path.lexists(spare) or not _is_large(target):
        return folder
    try:
        folder = never_to_be_put_back(folder)
        if not folder.name.startswith(f".{target.name}.new-"):
            return folder  # a kill would leave less than a site, and the next build might put that back
        if differs is None:
            mirror(folder, target)
        else:  # the next build will look at all of it
            drop(folder, differs.gone)
            drop(folder, differs.fresh)
            for path in differs.fresh:
                os.makedirs(os.path.dirname(f"{folder}/{path}"), _FOLDER_MODE, exist_ok=True)
                os.link(f"{target}/{path}", f"{folder}/{path}")
        ignored = folder / _IGNORED
        ignored.unlink(missing_ok=True)
        ignored.write_bytes(b"*\n")
        folder.rename(spare)
    except OSError:
        return folder
    return None


def mirror(folder: Path, target: Path, stamps: dict[str, tuple[int, int]] | None = None) -> None:
    """Lets a folder of ours hold the very files of a site, and its folders, and nothing else but its own mark.

    What is known of the site's files is put into `stamps`. Raises OSError where the system refuses, a folder may not be
    written into, or not all lies on one device, where a number is that of one file.
    """
    has, wanted = _look_through(folder), _look_through(target, stamps)
    if len(has.devices | wanted.devices) != 1:
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), str(folder))
    others = [path for path, file in has.files.items() if wanted.files.get(path) != file]
    side_by_side(lambda path: os.unlink(f"{folder}/{path}"), [*has.others, *others])
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
            os.link(f"{target}/{path}", f"{folder}/{path}")


def drop(folder: Path, paths: Set[str]) -> None:
    """Removes files, unless others took their place, and the folders that held nothing else."""
    side_by_side(partial(_drop_one, folder), paths)
    folders = {step for path in paths for step in _steps(path)} - paths
    for below in sorted(folders, reverse=True):
        with contextlib.suppress(OSError):  # it holds more
            os.rmdir(f"{folder}/{below}")


def _drop_one(folder: Path, path: str) -> None:
    place = f"{folder}/{path}"
    try:
        os.unlink(place)
    except (FileNotFoundError, NotADirectoryError):
        pass
    except OSError:
        if not os.path.isdir(place):
            raise


def keep_only(folder: Path, paths: Set[str]) -> Set[str]:
    """Removes from a new site that began as a spare all but its files and its mark; returns which files it lacks."""
    has = _look_through(folder)
    needed = {above for folder in {path.rpartition("/")[0] for path in paths} for above in _steps(folder)}
    side_by_side(lambda path: os.unlink(f"{folder}/{path}"), [*(has.files.keys() - paths), *has.others])
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


def _look_through(folder: Path, stamps: dict[str, tuple[int, int]] | None = None) -> _Tree:
    """Returns what lies in a folder but its mark; a file's number is as its folder has it, without a look at it."""
    found = _Tree()
    found.devices.add(os.stat(folder).st_dev)
    for path, entry in entries_below(folder):
        if path == MARK:
            continue
        if entry.is_dir(follow_symlinks=False):
            seen = entry.stat(follow_symlinks=False)
            found.folders[path] = stat.S_IMODE(seen.st_mode)
            found.devices.add(seen.st_dev)
        elif not entry.is_file(follow_symlinks=False):
            found.others.append(path)
        else:
            found.files[path] = entry.inode()
            if stamps is not None:
                seen = entry.stat(follow_symlinks=False)
                stamps[path] = seen.st_size, seen.st_mtime_ns
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


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
