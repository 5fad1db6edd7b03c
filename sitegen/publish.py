"""Artifacts → the finished folder, whole or not at all. The only writer.

The site is written beside the old one and swapped in; a crash, a full disk or a kill at any moment leaves the old site
or the new one, never a mixture. What a killed run left behind is put right by the next one.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from sitegen.errors import Diagnostic, Severity, SitegenError
from sitegen.site.artifacts import Artifact

MARKER = Artifact(
    ".sitegen", b"made by sitegen; this folder is replaced at each build\n", "the mark that sitegen made this folder"
)
_NO_NAME = re.compile(r"[\x00-\x1f\x7f\\\ud800-\udfff]")
_DRIVE = re.compile(r"[A-Za-z]:")
_NAME_LIMIT = 255  # bytes; no common file system takes more
_STARTER = Path(__file__).with_name("starter")  # the files of a new edition
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


def publish(artifacts: Sequence[Artifact], out: Path) -> None:
    """Make `out` hold exactly these artifacts and the marker, all at once.

    Raises SitegenError, with the folder as it was, where two artifacts cannot both be written (p-001 to p-003), a path
    is no path within a site (p-004), `out` is not ours (p-010, p-013), another build holds it (p-011) or the system
    refuses (p-012).
    """
    files = (*artifacts, MARKER)
    faults = path_faults(files)
    if faults:
        raise SitegenError(faults)
    try:
        target = _target(out)
        with _locked(target, out):
            _recover(target)
            _refuse_foreign(target, out)
            _replace(files, target)
    except OSError as error:
        raise SitegenError([_system_fault(error, out)]) from error


def write_report(content: bytes, path: Path) -> None:
    """Write a report beside the site, over an older one. Raises SitegenError where the system refuses (p-012)."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise SitegenError([_system_fault(error, path)]) from error


def start_edition(folder: Path) -> tuple[Path, ...]:
    """Write a new edition that builds at once into a folder that is new or empty; give its files.

    Raises SitegenError where the folder holds anything (p-014) or the system refuses (p-012).
    """
    names = sorted(
        path.relative_to(_STARTER) for path in _STARTER.rglob("*") if path.suffix in (".md", ".yaml", ".txt")
    )
    try:
        if folder.is_symlink() or (folder.exists() and not (folder.is_dir() and not any(folder.iterdir()))):
            message = f"`{folder.as_posix()}` is there already, and is not an empty folder"
            raise SitegenError([_error("p-014", folder.as_posix(), message, "name a folder that does not exist yet")])
        for name in names:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            write_file(folder / name, (_STARTER / name).read_bytes())
    except OSError as error:
        raise SitegenError([_system_fault(error, folder)]) from error
    return tuple(folder / name for name in names)


def path_faults(artifacts: Sequence[Artifact]) -> tuple[Diagnostic, ...]:
    """Find the artifacts that cannot be written, or not beside each other on every file system."""
    faults = [fault for fault in map(_path_fault, artifacts) if fault is not None]
    first: dict[str, Artifact] = {}
    for artifact in artifacts:
        other = first.setdefault(_folded(artifact.path), artifact)
        if other is not artifact:
            faults.append(_clash(artifact, other))
    for artifact in artifacts:
        for folder in _folders(artifact.path):
            other_file = first.get(_folded(folder))
            if other_file is not None:
                message = (
                    f"`{other_file.path}` ({_maker(other_file)}) would be a file and the folder of {_maker(artifact)}"
                )
                faults.append(_error("p-003", artifact.path, message, "give one of them another name"))
    return tuple(faults)


def _path_fault(artifact: Artifact) -> Diagnostic | None:
    path = artifact.path
    steps = path.split("/")
    if _NO_NAME.search(path):
        reason = "it holds a backslash or a control character"
    elif path.startswith("/") or _DRIVE.match(path):
        reason = "it is absolute"
    elif {"", ".", ".."} & set(steps):
        reason = "a step in it is empty, `.` or `..`"
    elif any(len(step.encode()) > _NAME_LIMIT for step in steps):
        reason = f"a name in it is longer than {_NAME_LIMIT} bytes"
    else:
        return None
    shown = "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in path) or "''"
    return _error("p-004", shown, f"this is no path for {_maker(artifact)}: {reason}", "")


def _clash(artifact: Artifact, other: Artifact) -> Diagnostic:
    if artifact.path == other.path:
        message = f"two files with one address: {_maker(other)}, and {_maker(artifact)}"
        return _error(
            "p-001", artifact.path, message, "one would overwrite the other; give one of them another address"
        )
    message = f"differs from `{other.path}` only by case: {_maker(other)}, and {_maker(artifact)}"
    return _error("p-002", artifact.path, message, "Windows and macOS take them for one file; give one another name")


def _folded(path: str) -> str:
    """Give the name under which Windows and macOS would look for the file."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def _folders(path: str) -> Iterator[str]:
    at = path.find("/")
    while at != -1:
        yield path[:at]
        at = path.find("/", at + 1)


def _maker(artifact: Artifact) -> str:
    return artifact.made_from or f"`{artifact.path}`"


def _target(out: Path) -> Path:
    """Give the real place of the folder to make, with the folders above it made."""
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        kind = "a symbolic link" if out.is_symlink() else "no folder"
        raise SitegenError([_error("p-013", out.as_posix(), f"`{out.as_posix()}` is {kind}", "choose another with -o")])
    target = out.resolve()
    if not target.name:
        raise SitegenError([_foreign(out, "the root of the file system")])
    target.parent.mkdir(parents=True, exist_ok=True)
    return target


@contextlib.contextmanager
def _locked(target: Path, out: Path) -> Iterator[None]:
    """Keep other builds away from the folder.

    The system holds the lock and lets go of it when the process ends, however it ends: no stale lock can stay, and a
    reused process number cannot pass for a living build. The number in the file is for people.
    """
    path = target.with_name(f".{target.name}.lock")
    handle = _take_lock(path, out)
    try:
        yield
    finally:
        with contextlib.suppress(
            OSError
        ):  # Windows keeps a file that is open; a lock file that nobody holds is no harm
            path.unlink()
        os.close(handle)


def _take_lock(path: Path, out: Path) -> int:
    """Give the handle of the lock file, with this process's number in it; raise SitegenError where another has it."""
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        if not _try_lock(handle):
            holder = os.read(handle, 20).decode("ascii", "replace").strip()
            os.close(handle)
            message = f"another build is writing `{out.as_posix()}`" + (f" (process {holder})" if holder else "")
            hint = "wait until it has ended, or build into another folder with -o"
            raise SitegenError([_error("p-011", out.as_posix(), message, hint)])
        # The build before may have removed the file between our opening and our locking it: then it locks nothing.
        if path.exists() and os.path.samestat(os.fstat(handle), path.stat()):
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

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def _recover(target: Path) -> None:
    """Put right what a killed run left: the old site back if it was moved away, everything half-made removed.

    While we hold the lock no other build is alive, so whatever bears these names is left over.
    """
    name = re.compile(rf"\.{re.escape(target.name)}\.(new|old)-[0-9]+")
    left = sorted(path for path in target.parent.iterdir() if name.fullmatch(path.name))
    moved = [path for path in left if ".old-" in path.name and _is_marked(path)]
    if moved and not target.exists():
        max(moved, key=lambda path: path.stat().st_mtime_ns).rename(target)
    for path in left:
        shutil.rmtree(path, ignore_errors=True)


def _is_marked(folder: Path) -> bool:
    marker = folder / MARKER.path
    return marker.is_file() and marker.read_bytes().startswith(b"made by sitegen")


def _refuse_foreign(target: Path, out: Path) -> None:
    """Raise where the folder holds what sitegen did not make; an empty one holds nothing to lose."""
    names = sorted(path.name for path in target.iterdir()) if target.exists() else []
    if names and not _is_marked(target):
        raise SitegenError([_foreign(out, f"`{names[0]}`")])
    if ".git" in names:  # somebody publishes from a work tree: a swap would throw its history away
        raise SitegenError([_foreign(out, "`.git`")])


def _replace(files: Sequence[Artifact], target: Path) -> None:
    new = target.with_name(f".{target.name}.new-{os.getpid()}")
    old = target.with_name(f".{target.name}.old-{os.getpid()}")
    try:
        _write_all(files, new)
        _swap(new, target, old)
    finally:
        # If even the way back failed, `old` is the only copy: it stays for the next run to put back.
        for path in (new, old) if target.exists() else (new,):
            shutil.rmtree(path, ignore_errors=True)


def _write_all(files: Sequence[Artifact], root: Path) -> None:
    root.mkdir(mode=0o755)
    made: set[str] = set()
    for artifact in files:
        for folder in _folders(artifact.path):
            if folder not in made:
                (root / folder).mkdir(mode=0o755, exist_ok=True)
                made.add(folder)
        write_file(root / artifact.path, artifact.content)


def write_file(path: Path, content: bytes) -> None:
    """Write one new file, readable for all as far as the umask allows."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o644)
    with os.fdopen(handle, "wb") as file:
        file.write(content)


def _swap(new: Path, target: Path, old: Path) -> None:
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


def _foreign(out: Path, what: str) -> Diagnostic:
    message = f"`{out.as_posix()}` holds {what}, which sitegen did not make"
    hint = "choose another folder with -o, or empty this one yourself; a build replaces the whole folder"
    return _error("p-010", out.as_posix(), message, hint)


def _system_fault(error: OSError, out: Path) -> Diagnostic:
    hint = "look at the permissions of the folder and of the one above it"
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        hint = "make room; the new site needs its place beside the old one until they are swapped"
    elif error.errno in {errno.EBUSY, errno.EXDEV}:
        hint = "a folder that is mounted cannot be swapped: build into a folder inside it"
    message = f"the site cannot be written: {error.strerror or error}; what was published before is untouched"
    return _error("p-012", out.as_posix(), message, hint)


def _error(code: str, shown: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(code=code, severity=Severity.ERROR, path=shown, message=message, hint=hint)
