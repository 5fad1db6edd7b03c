"""Pictures that the editor gives to lines: where each stands in the article that the line became part of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sitegen.errors import Diagnostic
from sitegen.model.images import Figure
from sitegen.model.layout import PrintedLine
from sitegen.model.newspaper import Article, BlockKind
from sitegen.reading.files.anchors import Corrections, GivenImage
from sitegen.reading.text.line import Left
from sitegen.source import SourceText


@dataclass(frozen=True, slots=True)
class NamedImage:
    """A picture's name as the editor writes it, at `offset` in an overlay or in edited Markdown.

    `left` is what a converter says of it, where it is a converter that names it, in raw text.
    """

    name: str
    source: SourceText
    offset: int
    left: Left | None = None


def with_figures(articles: Sequence[Article], source: SourceText, corrections: Corrections) -> tuple[Article, ...]:
    """Returns the articles with the pictures of their lines."""
    if not corrections.images:
        return tuple(articles)
    return tuple(
        replace(article, figures=tuple(_in_order(_figures(article, source, corrections.images))))
        for article in articles
    )


def _figures(article: Article, source: SourceText, images: Sequence[GivenImage]) -> Iterator[Figure]:
    numbers = {number for prose in article.proses() for number in prose.lines(source)}
    for image in images:
        if image.line in numbers:
            yield _figure(article, source, image)


def _figure(article: Article, source: SourceText, image: GivenImage) -> Figure:
    """Set a picture above the text of its line; a line of the head or of a credit has none, so above the text below."""
    at = next((at for at, b in enumerate(article.body) if image.line in b.prose.lines(source)), None)
    captioned = at is not None and article.body[at].kind is BlockKind.CAPTION
    if at is None:
        start = source.line_starts[image.line - 1]
        at = next((at for at, b in enumerate(article.body) if b.prose.start >= start), len(article.body))
    return Figure(name=image.name, alt=image.alt, line=image.line, before=at, captioned=captioned)


def _in_order(figures: Iterator[Figure]) -> Sequence[Figure]:
    return sorted(figures, key=lambda figure: (figure.before, figure.captioned))


def homeless(
    articles: Sequence[Article], lines: Sequence[PrintedLine], corrections: Corrections
) -> Iterator[Diagnostic]:
    """Tell which pictures were given to lines that stand in no article."""
    placed = {(figure.line, figure.name) for article in articles for figure in article.figures}
    roles = {line.number: line.role.value for line in lines}
    for image in corrections.images:
        if (image.line, image.name) not in placed:
            role = roles.get(image.line, "")
            yield corrections.fault("picture_nowhere", image.offset, line=image.line, role=role)
