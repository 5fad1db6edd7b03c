"""The paths of a site's files: which no file system takes, and which not all of them keep apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Protocol

from sitegen.errors import Diagnostic, file_error

_NO_NAME = re.compile(r"[\x00-\x1f\x7f\\\ud800-\udfff]")
_DRIVE = re.compile(r"[A-Za-z]:")
# What most paths are: nothing of what is looked for below can be in them.
_PLAIN = re.compile(r"(?:[a-z0-9_-][a-z0-9._-]{0,200}/)*[a-z0-9_-][a-z0-9._-]{0,200}")
_NAME_LIMIT = 255  # bytes; no common file system takes more


class Named(Protocol):
    """A file of a site: its path, and what it was made from."""

    @property
    def path(self) -> str:
        """Its path within the site."""

    @property
    def made_from(self) -> str:
        """What it shows: one of `[things]` in the catalogue of messages."""


def path_faults(artifacts: Sequence[Named]) -> tuple[Diagnostic, ...]:
    """Find the artifacts that cannot be written, or not beside each other on every file system."""
    faults = [fault for fault in map(path_fault, artifacts) if fault is not None]
    first: dict[str, Named] = {}
    for artifact in artifacts:
        other = first.setdefault(_folded(artifact.path), artifact)
        if other is not artifact:
            faults.append(_clash("p-001" if artifact.path == other.path else "p-002", artifact, other))
    # A site of many files has few folders, and nearly always none of them is a file.
    above = {artifact.path.rpartition("/")[0] for artifact in artifacts}
    files = {folder: first.get(_folded(folder)) for path in above for folder in (*folders(path), path)}
    if any(other is not None for other in files.values()):
        for artifact in artifacts:
            for folder in folders(artifact.path):
                other_file = files[folder]
                if other_file is not None:
                    faults.append(_clash("p-003", artifact, other_file))
    return tuple(faults)


def path_fault(artifact: Named) -> Diagnostic | None:
    """Find why a file cannot be written under its path, if it cannot."""
    path = artifact.path
    if _PLAIN.fullmatch(path):
        return None
    steps = path.split("/")
    if _NO_NAME.search(path):
        reason = "control"
    elif path.startswith("/") or _DRIVE.match(path):
        reason = "absolute"
    elif {"", ".", ".."} & set(steps):
        reason = "step"
    elif any(len(step.encode()) > _NAME_LIMIT for step in steps):
        reason = "long"
    else:
        return None
    shown = "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in path) or "''"
    return file_error(f"p-004.{reason}", shown, first=_maker(artifact), limit=_NAME_LIMIT)


def _clash(said: str, artifact: Named, other: Named) -> Diagnostic:
    return file_error(said, artifact.path, other=other.path, first=_maker(other), second=_maker(artifact))


def _folded(path: str) -> str:
    """Returns the name under which Windows and macOS would look for the file."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def folders(path: str) -> Iterator[str]:
    """Returns the folders that a path lies in, the outermost first."""
    at = path.find("/")
    while at != -1:
        yield path[:at]
        at = path.find("/", at + 1)


def _maker(artifact: Named) -> str:
    return artifact.made_from or f"key:{artifact.path}"
