"""Pages whose labels are given: what becomes of them depends on no weight."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.config import ReadingHints
from sitegen.model.newspaper import Article
from sitegen.reading.build.articles import read_articles
from sitegen.reading.detect.rules import classify_lines
from sitegen.reading.features import LineFeatures, observe_lines
from sitegen.reading.layout.grouping import Placed, place
from sitegen.reading.layout.labels import Label
from sitegen.reading.layout.weights import parse_weights
from sitegen.reading.text.lines import split_lines
from sitegen.source import SourceText
from tests.reading.decoding import decode

# Lines of a page: the label of each, and its text.
Lines = Sequence[tuple[Label, str]]


def source_of(lines: Lines) -> SourceText:
    """Returns a bulletin of some lines, with a blank line between them."""
    return SourceText("page.txt", "\n\n".join(text for _, text in lines) + "\n")


def features_of(source: SourceText) -> tuple[LineFeatures, ...]:
    """Returns what is seen of a bulletin's lines."""
    return observe_lines(classify_lines(split_lines(source), ReadingHints()))


def placed_of(lines: Lines) -> tuple[Placed, ...]:
    """Lay lines out as they are labelled."""
    seen = features_of(source_of(lines))
    decided = decode([()] * len(lines), parse_weights(""), [frozenset({label}) for label, _ in lines])
    return place(seen, decided)


def articles_of(lines: Lines) -> tuple[Article, ...]:
    """Make the articles of lines as they are labelled."""
    return read_articles(source_of(lines), placed_of(lines), ReadingHints())
