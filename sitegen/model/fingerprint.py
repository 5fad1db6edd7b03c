"""What a story is known by wherever it stands; `site/fingerprints` finds it, the ledger and the cache hold it."""

from __future__ import annotations

from typing import NamedTuple


class Fingerprint(NamedTuple):
    """A number that similar texts have nearly, and one that only the same text has."""

    near: int
    exact: int
