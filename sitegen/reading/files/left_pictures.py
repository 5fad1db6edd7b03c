"""Pictures that a converter names in a bulletin (`![](images/3.jpg)`): where each stands in an article.

The words that a converter gives a picture are a program's, not the paper's: they tell what is on it to those who do
not see it, and are no text. Only what reads like a printed caption is one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sitegen.errors import Diagnostic, Severity, finding
from sitegen.model.images import Figure
from sitegen.model.layout import FURNITURE, PrintedLine
from sitegen.model.newspaper import Article, BlockKind
from sitegen.reading.files.anchors import Corrections
from sitegen.reading.files.figures import NamedImage
from sitegen.reading.text.line import Left
from sitegen.reading.text.lines import Line
from sitegen.reading.text.tokens import PICTURE
from sitegen.source import SourceText


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a printed line went: the article, the block of its body (None for head and end)."""

    article: int
    block: int | None


@dataclass(frozen=True, slots=True)
class _Set:
    """A picture and the place it was given; None where no article stands near."""

    left: Left
    article: int
    figure: Figure | None


def named_pictures(source: SourceText, lines: Sequence[Line], corrections: Corrections) -> tuple[NamedImage, ...]:
    """List the pictures that a converter names, to be looked for beside the bulletin; the editor's own come first."""
    given = {_file(image.name) for image in corrections.images}
    named = (left for line in lines for left in line.left if left.code == PICTURE and left.name)
    return tuple(NamedImage(n.name, source, n.offset, n) for n in named if _file(n.name) not in given)


def _file(name: str) -> str:
    return name.rpartition("/")[2]


def with_pictures(
    articles: Sequence[Article], source: SourceText, printed: Sequence[PrintedLine], named: Sequence[NamedImage]
) -> tuple[Article, ...]:
    """Returns the articles with the pictures that stand among their lines."""
    if not named:
        return tuple(articles)
    figures: dict[int, list[Figure]] = {}
    for each in _placed(articles, source, printed, named):
        if each.figure is not None:
            figures.setdefault(each.article, []).append(each.figure)
    return tuple(
        replace(article, figures=_in_order((*article.figures, *figures.get(at, ()))))
        for at, article in enumerate(articles)
    )


def _in_order(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    return tuple(sorted(figures, key=lambda figure: (figure.before, figure.captioned)))


def _placed(
    articles: Sequence[Article], source: SourceText, printed: Sequence[PrintedLine], named: Sequence[NamedImage]
) -> Iterator[_Set]:
    spots = _spots(articles, source)
    shown = sorted({line.number for line in printed if line.role not in FURNITURE} & spots.keys())
    for image in named:
        number = source.line_number(image.offset)
        spot, captioned = _spot(articles, spots, shown, number)
        if spot is None or image.left is None:
            continue
        before = spot.block if spot.block is not None else 0
        name, alt = image.name, image.left.words
        figure = Figure(name=name, alt=alt, line=number, before=before, captioned=captioned)
        yield _Set(image.left, spot.article, figure)


def _spots(articles: Sequence[Article], source: SourceText) -> dict[int, _Spot]:
    """Look up for each printed line of an article where it went."""
    spots: dict[int, _Spot] = {}
    for at, article in enumerate(articles):
        for index, block in enumerate(article.body):
            spots |= {number: _Spot(at, index) for number in block.prose.lines(source) if number not in spots}
        first = article.body[0].prose.start if article.body else 0
        for prose in article.proses():
            place = None if not article.body or prose.start < first else len(article.body)
            spots |= {number: _Spot(at, place) for number in prose.lines(source) if number not in spots}
    return spots


def _spot(
    articles: Sequence[Article], spots: dict[int, _Spot], shown: Sequence[int], number: int
) -> tuple[_Spot | None, bool]:
    """Returns where a picture stands, and whether what stands there is its caption.

    That is below it or else above it; a picture among paragraphs stands above the next one of its article.
    """
    at = bisect_left(shown, number)
    own = spots.get(number) if at < len(shown) and shown[at] == number else None
    if own is not None:
        return own, _is_caption(articles, own)
    below = spots[shown[at]] if at < len(shown) else None
    above = spots[shown[at - 1]] if at else None
    for spot in (below, above):
        if spot is not None and _is_caption(articles, spot):
            return spot, True
    if above is None:
        return below, False
    if below is not None and below.article == above.article and below.block is not None:
        return below, False
    return replace(above, block=above.block + 1 if above.block is not None else 0), False


def _is_caption(articles: Sequence[Article], spot: _Spot) -> bool:
    body = articles[spot.article].body
    return spot.block is not None and spot.block < len(body) and body[spot.block].kind is BlockKind.CAPTION


def homeless_pictures(page_articles: Sequence[Article], named: Sequence[NamedImage]) -> Iterator[Diagnostic]:
    """Tell which pictures stand in no article."""
    placed = {(figure.name, figure.line) for article in page_articles for figure in article.figures}
    for image in named:
        if (image.name, image.source.line_number(image.offset)) not in placed:
            yield finding(PICTURE, Severity.NOTE, image.source, image.offset, name=image.name)
