"""Chinese surnames of two characters, for the reading of names and for the order of indexes: one list, read once."""

from __future__ import annotations

from pathlib import Path


def _read() -> frozenset[str]:
    rows = (Path(__file__).parent / "data" / "double-surnames.txt").read_text("utf-8").splitlines()
    return frozenset(row for row in rows if not row.startswith("#"))


DOUBLE_SURNAMES = _read()
