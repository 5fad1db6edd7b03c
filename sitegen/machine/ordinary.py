"""What others left in our folders: never waited for where it is no file, never read where it would fill the memory."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

MOST = 200_000_000  # bytes: no text, theme or font of an edition is so large


def read_ordinary(path: Path, most: int = MOST) -> bytes:
    """Returns what an ordinary file holds. Raises OSError for a pipe, a device, and more than so many bytes."""
    if _size(path) > most:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
    return path.read_bytes()


def head_of(path: Path, count: int) -> bytes:
    """Returns the first bytes of an ordinary file. Raises OSError as `read_ordinary`, whatever its size."""
    _size(path)
    with path.open("rb") as file:
        return file.read(count)


def _size(path: Path) -> int:
    found = path.stat()
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(found.st_mode):
        raise OSError("it is no ordinary file")
    return found.st_size
