"""What is written that is no part of a site: reports, an editor's own files, a new edition's first ones."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from sitegen.errors import SitegenError, file_error
from sitegen.machine.systemfaults import system_faults


def write_file(path: Path | str, content: bytes) -> int:
    """Write one new file, readable for all as far as the umask allows; give when it was changed, in nanoseconds."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o644)
    try:
        try:
            left = memoryview(content)
            while left:
                left = left[os.write(handle, left) :]
            return os.fstat(handle).st_mtime_ns
        finally:
            os.close(handle)
    except OSError as error:
        error.filename = error.filename or str(path)  # a full disk is told without a name
        raise


def write_report(content: bytes, path: Path) -> None:
    """Write a report beside the site, over an older one. Raises SitegenError where the system refuses (p-012)."""
    with system_faults(path):
        path.write_bytes(content)


def replace_file(content: bytes | None, path: Path, shown: str, before: bytes | None) -> None:
    """Put an editor's file into the place of what it was before, None for no file: whole, or not at all.

    Raises SitegenError where it is something else by now (v-003), or may not be written (v-004).
    """
    path = path.resolve()  # a link stays one
    beside = path.with_name(f".{path.name}.sitegen-{os.getpid()}")
    try:
        if path.exists() and not (os.access(path, os.W_OK) and path.stat().st_mode & stat.S_IWUSR):
            raise SitegenError([file_error("v-004.read_only", shown, file=shown)])
        if content is not None:
            write_file(beside, content)
            if path.exists():
                beside.chmod(stat.S_IMODE(path.stat().st_mode))
        if (path.read_bytes() if path.exists() else None) != before:
            raise SitegenError([file_error("v-003.meanwhile", shown, file=shown)])
        if content is None:
            path.unlink()
        else:
            beside.replace(path)
    except OSError as error:
        raise SitegenError([file_error("v-004", shown, file=shown, reason=error.strerror or str(error))]) from error
    finally:
        beside.unlink(missing_ok=True)


@contextlib.contextmanager
def open_workroom(known: Path, name: str) -> Iterator[Path]:
    """Returns a folder for what is made on the way, gone at the end; a file that is `known` is copied into it."""
    with TemporaryDirectory(prefix="sitegen-serve-", ignore_cleanup_errors=True) as folder:
        with contextlib.suppress(OSError):
            shutil.copyfile(known, Path(folder) / name)
        yield Path(folder)


def write_changed(files: Mapping[Path, bytes]) -> int:
    """Write files whose bytes are others than they hold; tell how many. Raises SitegenError (p-012)."""
    changed = 0
    for path, content in files.items():
        with system_faults(path):
            if path.is_file() and path.read_bytes() == content:
                continue
            write_report(content, path)
            changed += 1
    return changed


def start_edition(folder: Path, files: Mapping[str, bytes]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Write the files of a new edition, all or none; returns which were written, and which were there and are kept.

    Raises SitegenError where the system refuses (p-012).
    """
    kept = tuple(path for path in files if os.path.lexists(folder / path))
    written: list[Path] = []
    with system_faults(folder):
        try:
            for path in (path for path in files if path not in kept):
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                written.append(folder / path)
                write_file(folder / path, files[path])
        except OSError:
            for half in written:
                half.unlink(missing_ok=True)
            raise
    return tuple(path for path in files if path not in kept), kept
