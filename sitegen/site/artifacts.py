"""A file of the finished site before it is written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Artifact:
    """One file to publish: `path` is `/`-separated and relative to the site's root, `content` its exact bytes.

    `made_from` says in a person's words what it shows; a clash of two artifacts names both.
    """

    path: str
    content: bytes
    made_from: str = ""
