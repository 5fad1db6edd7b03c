"""What an earlier build knows of parts of the search, each by the digest of what it was made of."""

from __future__ import annotations

from collections.abc import Iterable


class Memo:
    """Knows nothing and keeps nothing; an edition that is built again has one that does."""

    def recall(self, name: str, key: bytes) -> bytes | None:  # noqa: ARG002
        """Returns what was learned under a name if it was made of the same, and all of its files still stand."""
        return None

    def learn(self, name: str, key: bytes, value: bytes, paths: Iterable[str] = ()) -> None:
        """Keep what has been made, with the files that belong to it, which have been written by now."""

    def hold(self, names: Iterable[str]) -> None:
        """Keep what is known under these names, though nobody asked for it."""
