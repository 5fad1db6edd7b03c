"""One build at a time for a folder."""

from __future__ import annotations

import contextlib
import os
import re
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from sitegen.errors import Diagnostic, SitegenError, file_error

# A link is not followed and a pipe not waited for, should one take the place of the file at this very moment.
_OPEN = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_NUMBER = re.compile(rb"[0-9]{0,19}\n?")
_LONGEST = 32  # bytes that are read of a lock
_GLANCE = 0.02  # seconds
_GLANCES = 100  # that the other processes of a killed build are given to end


def _held(shown: Path, holder: str) -> Diagnostic:
    folder = shown.as_posix()
    return file_error("p-011", folder, folder=folder, process=holder)


def _no_lock(path: Path) -> Diagnostic:
    """Tell of what stands where the lock has its place: it is somebody's, and is neither followed nor written to."""
    return file_error("p-016", path.as_posix(), path=path.as_posix())


@contextlib.contextmanager
def locked(target: Path, shown: Path) -> Iterator[None]:
    """Keep other builds away from the folder.

    The system holds the lock and lets go of it when the process ends, however it ends: no stale lock can stay, and a
    reused process number cannot pass for a living build. The number in the file is for people, and tells whether the
    build was killed: its other processes, which share the lock, end a moment later, and are waited for.
    """
    path = target.with_name(f".{target.name}.lock")
    handle = _take_lock(path, shown)
    try:
        yield
    finally:
        with contextlib.suppress(
            OSError
        ):  # Windows keeps a file that is open; a lock file that nobody holds is no harm
            path.unlink()
        os.close(handle)


def _take_lock(path: Path, shown: Path) -> int:
    """Take the handle of the lock file, with this process's number in it; raise SitegenError where another has it."""
    glances = 0
    while True:
        if os.path.lexists(path) and not stat.S_ISREG(path.lstat().st_mode):
            raise SitegenError([_no_lock(path)])
        handle = os.open(path, _OPEN, 0o644)
        says = os.read(handle, _LONGEST)
        if _NUMBER.fullmatch(says) is None or not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            raise SitegenError([_no_lock(path)])
        if not _try_lock(handle):
            os.close(handle)
            holder = says.decode("ascii").strip()
            if _lives(holder) or glances == _GLANCES:
                raise SitegenError([_held(shown, holder)])
            glances += 1
            time.sleep(_GLANCE)
            continue
        # The build before may have removed the file between our opening and our locking it: then it locks nothing.
        if path.exists() and os.path.samestat(os.fstat(handle), path.stat()):
            os.lseek(handle, 0, os.SEEK_SET)
            os.ftruncate(handle, 0)
            os.write(handle, f"{os.getpid()}\n".encode())
            return handle
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        os.lseek(handle, 1000, os.SEEK_SET)  # a place beyond the number, which others must be able to read
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(handle, 0, os.SEEK_SET)
        return True

    def _lives(_holder: str) -> bool:
        return True  # a lock is never shared: who holds it lives

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _lives(holder: str) -> bool:
        try:
            os.kill(int(holder), 0)
        except ProcessLookupError:
            return False
        except (ValueError, OverflowError, PermissionError):
            return True  # the number is not written yet, or it is somebody else's process
        return not _has_ended(holder)

    def _has_ended(holder: str) -> bool:
        """Tell whether a process has ended and only waits for whoever began it to ask; Linux alone says so."""
        try:
            state = Path(f"/proc/{holder}/stat").read_bytes().rpartition(b")")[2].split()[0]
        except (OSError, IndexError):
            return False
        return state in (b"Z", b"X")
