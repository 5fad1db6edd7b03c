"""Regions read across columns on their page: lines that nobody should rely on, and an error that names them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from sitegen.errors import Diagnostic, Severity, finding
from sitegen.model.layout import PrintedLine
from sitegen.reading.columns.regions import Region
from sitegen.source import SourceText

AT_MOST = 0.3  # of a line in a region: what it is, nobody can tell before the columns are parted


def less_sure(lines: Sequence[PrintedLine], regions: Sequence[Region]) -> tuple[PrintedLine, ...]:
    """Returns lines with less confidence where they lie in a region; what the editor says stands."""
    if not regions:
        return tuple(lines)
    numbers = {number for region in regions for number in range(region.first, region.last + 1)}
    return tuple(
        replace(line, confidence=min(line.confidence, AT_MOST))
        if line.number in numbers and line.confidence < 1
        else line
        for line in lines
    )


def tell_regions(source: SourceText, regions: Sequence[Region]) -> Iterator[Diagnostic]:
    """Tell of each region which lines it holds and what to do."""
    for region in regions:
        said = "r-006.one_line" if region.first == region.last else "r-006"
        at = source.line_starts[region.first - 1]
        yield finding(said, Severity.ERROR, source, at, first=region.first, last=region.last)
