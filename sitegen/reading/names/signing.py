"""The day with which a sheet is signed at its foot: `一九六七年八月二日` alone below the last signature.

A leaflet or an open letter has no folio; the day its writers signed it is the only one it prints. A newspaper's page of
several articles says nothing by the day below one of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from sitegen.model.layout import PrintedLine, Role
from sitegen.reading.text.days import signing_day
from sitegen.reading.text.folding import fold
from sitegen.source import SourceText

FOOT = 2  # lines: the day, and the signature above or below it
FEWEST_LINES = 4
# What only a newspaper's page has
_NEWSPAPER = frozenset({Role.NAMEPLATE, Role.STANDING_HEAD, Role.FOLIO, Role.BYLINE, Role.INDEX, Role.EDITORS})


def signed_day(
    source: SourceText, lines: Sequence[PrintedLine], texts: Mapping[int, str]
) -> tuple[date, PrintedLine] | None:
    """Returns the day at the foot of a sheet that holds one document and no folio, and its line; None on any doubt.

    `texts` are what lines with markup say without it, by number.
    """
    if len(lines) < FEWEST_LINES or not _is_one_document(lines):
        return None
    said = ((fold(texts.get(line.number) or source.slice(line.span)), line) for line in lines)
    days = [(day, line) for text, line in said if (day := signing_day(text))]
    if len({day for day, _ in days}) != 1 or days[-1][1] not in lines[-FOOT:]:
        return None
    return days[-1]


def _is_one_document(lines: Sequence[PrintedLine]) -> bool:
    heads = [at for at, line in enumerate(lines) if line.role is Role.HEADLINE]
    apart = sum(1 for before, at in pairwise(heads) if at - before > 1)
    return apart == 0 and not any(line.role in _NEWSPAPER for line in lines)
