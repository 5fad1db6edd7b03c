"""The place of a site: which folder that really is, and how a new one takes it in one step."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

from sitegen.errors import SitegenError, file_error

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


def target_of(out: Path) -> Path:
    """Returns the real place of the folder to make, with the folders above it made."""
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        said = "p-013.link" if out.is_symlink() else "p-013"
        raise SitegenError([file_error(said, out.as_posix(), folder=out.as_posix())])
    target = out.resolve()
    if not target.name:
        raise SitegenError([file_error("p-010.root", out.as_posix(), folder=out.as_posix())])
    target.parent.mkdir(parents=True, exist_ok=True)
    return target


def swap(new: Path, target: Path, old: Path) -> None:
    """Put `new` in the place of `target`, in one step where the system can; the old site is then `new` or `old`."""
    if not target.exists():
        new.rename(target)
        return
    if _exchange(new, target):
        return
    try:
        target.rename(old)
        new.rename(target)
    except BaseException:
        if old.exists() and not target.exists():
            old.rename(target)
        raise


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change names in one step; False where the system or the file system cannot."""
    if sys.platform != "linux":
        return False
    try:
        renameat2 = ctypes.CDLL(None).renameat2
    except (OSError, AttributeError):
        return False
    done = renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return bool(done == 0)
