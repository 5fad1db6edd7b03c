"""The paths of a site's files: which no file system takes, and which not all of them keep apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Protocol

from sitegen.errors import Diagnostic, Severity

_NO_NAME = re.compile(r"[\x00-\x1f\x7f\\\ud800-\udfff]")
_DRIVE = re.compile(r"[A-Za-z]:")
_NAME_LIMIT = 255  # bytes; no common file system takes more


class Named(Protocol):
    """A file of a site: its path, and in a person's words what it was made from."""

    @property
    def path(self) -> str:
        """Its path within the site."""

    @property
    def made_from(self) -> str:
        """What it shows, in a person's words."""


def path_faults(artifacts: Sequence[Named]) -> tuple[Diagnostic, ...]:
    """Find the artifacts that cannot be written, or not beside each other on every file system."""
    faults = [fault for fault in map(path_fault, artifacts) if fault is not None]
    first: dict[str, Named] = {}
    for artifact in artifacts:
        other = first.setdefault(_folded(artifact.path), artifact)
        if other is not artifact:
            faults.append(_clash(artifact, other))
    for artifact in artifacts:
        for folder in folders(artifact.path):
            other_file = first.get(_folded(folder))
            if other_file is not None:
                message = (
                    f"`{other_file.path}` ({_maker(other_file)}) would be a file and the folder of {_maker(artifact)}"
                )
                faults.append(_error("p-003", artifact.path, message, "give one of them another name"))
    return tuple(faults)


def path_fault(artifact: Named) -> Diagnostic | None:
    """Find why a file cannot be written under its path, if it cannot."""
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


def _clash(artifact: Named, other: Named) -> Diagnostic:
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


def folders(path: str) -> Iterator[str]:
    """Give the folders that a path lies in, the outermost first."""
    at = path.find("/")
    while at != -1:
        yield path[:at]
        at = path.find("/", at + 1)


def _maker(artifact: Named) -> str:
    return artifact.made_from or f"`{artifact.path}`"


def _error(code: str, shown: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(code=code, severity=Severity.ERROR, path=shown, message=message, hint=hint)
