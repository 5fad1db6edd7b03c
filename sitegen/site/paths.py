"""The paths of a site's files: which no file system takes, and which not all of them keep apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Protocol

from sitegen.errors import Diagnostic, file_error

_NO_NAME = re.compile(r"[\x00-\x1f\x7f\\\ud800-\udfff]")
_DRIVE = re.compile(r"[A-Za-z]:")
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
    for artifact in artifacts:
        for folder in folders(artifact.path):
            other_file = first.get(_folded(folder))
            if other_file is not None:
                faults.append(_clash("p-003", artifact, other_file))
    return tuple(faults)


def path_fault(artifact: Named) -> Diagnostic | None:
    """Find why a file cannot be written under its path, if it cannot."""
    path = artifact.path
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
    """Give the name under which Windows and macOS would look for the file."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def folders(path: str) -> Iterator[str]:
    """Give the folders that a path lies in, the outermost first."""
    at = path.find("/")
    while at != -1:
        yield path[:at]
        at = path.find("/", at + 1)


def _maker(artifact: Named) -> str:
    return artifact.made_from or f"key:{artifact.path}"
