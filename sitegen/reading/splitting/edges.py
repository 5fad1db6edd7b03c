"""The border lines of a page as furniture: converters' page marks, page numbers, running heads and feet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sitegen.model.layout import PrintedLine
from sitegen.reading.files.parts import Edge
from sitegen.reading.text.folding import fold
from sitegen.reading.text.lines import Line
from sitegen.source import SourceText

_SURE = 0.95


def edge_lines(source: SourceText, edges: Mapping[int, Edge]) -> tuple[Line, ...]:
    """Find the border lines of a page, in order, without the strokes and brackets that a converter drew round them."""
    return tuple(_line(source, number, edges[number]) for number in sorted(edges))


def _line(source: SourceText, number: int, edge: Edge) -> Line:
    text = source.slice(edge.span)
    return Line(number, edge.span, text, fold(text), 0, bold=False, bold_lead=0, gap=0, marks=())


def as_furniture(lines: Sequence[Line], edges: Mapping[int, Edge]) -> tuple[PrintedLine, ...]:
    """Returns border lines with the roles that are known of them."""
    return tuple(
        PrintedLine(line.number, line.span, edges[line.number].role, _SURE, why=("page edge",)) for line in lines
    )
