"""The rows of a file of weights: which are kept, and how they are written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Row:
    """A line of the file of weights; rows are in the order of their signs."""

    sign: str
    label: str
    weight: int


def prune(rows: Iterable[Row], most: int) -> list[Row]:
    """Returns the heaviest rows, in the order of their signs; of equals those whose signs come first."""
    heaviest = sorted(rows, key=lambda row: (-abs(row.weight), row))
    return sorted(heaviest[:most])


def written(rows: Iterable[Row], remarks: Iterable[str] = ()) -> str:
    """Returns the text of a file of weights."""
    head = [f"# {remark}" for remark in remarks]
    return "\n".join([*head, *(f"{row.weight} {row.label} {row.sign}" for row in rows)]) + "\n"


def row_of(line: str) -> Row:
    """Returns the row of a line of a file of weights."""
    weight, label, sign = line.split(" ", 2)
    return Row(sign, label, int(weight))
