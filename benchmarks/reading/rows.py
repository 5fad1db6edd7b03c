"""The rows of a file of weights: which are kept, and how they are written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter


@dataclass(frozen=True, slots=True, order=True)
class Row:
    """What a sign says of a label; rows are in the order of their signs."""

    sign: str
    label: str
    weight: int


def prune(rows: Iterable[Row], most: int) -> list[Row]:
    """Returns the heaviest rows, in the order of their signs; of equals those whose signs come first."""
    heaviest = sorted(rows, key=lambda row: (-abs(row.weight), row))
    return sorted(heaviest[:most])


def written(rows: Iterable[Row], remarks: Iterable[str] = ()) -> str:
    """Returns the text of a file of weights: a line a sign, with what it says of labels."""
    head = [f"# {remark}" for remark in remarks]
    by_sign = groupby(sorted(rows), key=attrgetter("sign"))
    said = [f"{sign} = " + ", ".join(f"{row.label} {row.weight}" for row in some) for sign, some in by_sign]
    return "\n".join([*head, *said]) + "\n"
