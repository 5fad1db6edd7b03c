"""The files of a site: as they are made, and as they lie where the site is put together."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Protocol

import msgspec

_DIGEST = 16  # bytes


class Artifact(msgspec.Struct, frozen=True, order=True):
    """One file to publish: `path` is `/`-separated and relative to the site's root, `content` its exact bytes.

    `made_from` says what it shows: one of `[things]` in the catalogue of messages, with what it is of behind a colon
    (`issue:2023-05-04`). A clash of two artifacts names both.
    """

    path: str
    content: bytes
    made_from: str = ""


class Written(msgspec.Struct, frozen=True, order=True):
    """A file that has been written: the digest and number of its bytes, and when it was changed, in nanoseconds."""

    path: str
    made_from: str
    digest: bytes
    size: int
    stamp: int = 0


class Output(Protocol):
    """Where the files of a site are put together."""

    def write(self, artifact: Artifact) -> Written:
        """Write a file."""

    def keep(self, file: Written) -> bool:
        """Let a file of the published site stand in this one too; False where it is not there as it was written."""

    def read(self, path: str) -> bytes:
        """Returns the bytes of a file that has been written."""


@dataclass(frozen=True, slots=True)
class Memory:
    """A site that is held in the memory of this process."""

    artifacts: list[Artifact] = field(default_factory=list)
    _contents: dict[str, bytes] = field(default_factory=dict)

    def write(self, artifact: Artifact) -> Written:
        """Hold a file."""
        self.artifacts.append(artifact)
        self._contents[artifact.path] = artifact.content
        return Written(artifact.path, artifact.made_from, digest_of(artifact.content), len(artifact.content))

    def keep(self, file: Written) -> bool:  # noqa: ARG002
        """Find no published site."""
        return False

    def read(self, path: str) -> bytes:
        """Returns the bytes of a file."""
        return self._contents[path]


def digest_of(content: bytes) -> bytes:
    """Returns 16 bytes by which contents are told apart."""
    return blake2b(content, digest_size=_DIGEST).digest()
