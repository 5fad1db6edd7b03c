"""What every form of an article is made of: its pieces in the order in which they are read, and what is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import reduce
from typing import TypeVar

import msgspec

from sitegen.model.edition import Issue
from sitegen.model.images import Figure, Image
from sitegen.model.markup import Markup, pictures_in
from sitegen.model.newspaper import Article, BlockKind, Page
from sitegen.model.tables import Row
from sitegen.site.addresses import urls
from sitegen.site.article_views import byline_runs_in, furniture_around, text_of, title_of
from sitegen.site.catalogue import Catalogue, Place
from sitegen.site.citation import authors_of
from sitegen.site.locale import correction_text, date_text, day_text, month_text, page_text
from sitegen.site.parts import Part
from sitegen.site.table_html import html_of

T = TypeVar("T")
OPENING = "（《“‘「『【〈"


class Picture(msgspec.Struct, frozen=True):
    """A picture of the editor with his words for those who do not see it."""

    image: Image
    alt: str


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of an article: a field of its head or end, a block of its body, or pictures without a caption.

    `role` is what edited Markdown calls it (kicker, headline, series, deck, continued-from, byline, credit, jump-to),
    the kind of its block, or `figure`. `opening` are dateline and byline that run in before its text, each by its role.
    `html` is a block's clean HTML, empty where the text says all; `rows` are the cells of a table, `written` is what
    stands in edited Markdown for it.
    """

    role: str
    text: str
    level: int = 0
    html: Markup = ()
    rows: tuple[Row, ...] = ()
    written: str = ""
    opening: tuple[tuple[str, str], ...] = ()
    pictures: tuple[Picture, ...] = ()

    @property
    def whole(self) -> str:
        """Returns its text behind what runs in before it; a bracket opens without a space."""
        texts = filter(None, (*(text for _, text in self.opening), self.text))
        return reduce(lambda before, text: before + ("" if text[0] in OPENING else " ") + text, texts, "").strip()


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """An article to be taken away. `day` is 2023-05-04, "" where it is not known; `when` is worded in any case."""

    place: Place
    title: str
    url: str
    id: str
    day: str
    when: str
    page: str
    authors: tuple[str, ...]
    corrections: tuple[str, ...]
    pieces: tuple[Piece, ...]


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """A printed page to be taken away: furniture above and below its articles, which stand between."""

    page: Page
    name: str
    above: tuple[str, ...]
    stories: tuple[Story, ...]
    below: tuple[str, ...]


def make_story(place: Place, catalogue: Catalogue) -> Story:
    """Returns an article to be taken away."""
    article, page, words, config = place.article, place.page, catalogue.words, catalogue.config
    return Story(
        place=place,
        title=title_of(article, words.untitled),
        url=urls.absolute(place.address, config.base_url),
        id=catalogue.tag(place.address),
        day=page.date.exact.isoformat() if page.date.exact else "",
        when=date_text(words, page.date),
        page=page_name(page, catalogue),
        authors=authors_of(article.contributors, article.kind),
        corrections=tuple(correction_text(words, correction) for correction in article.corrections),
        pieces=tuple(_pieces(article, page)),
    )


def make_sheets(issue: Issue, catalogue: Catalogue) -> tuple[Sheet, ...]:
    """Returns the pages of an issue to be taken away."""
    return tuple(_sheet(page, issue, catalogue) for page in issue.pages)


def page_name(page: Page, catalogue: Catalogue) -> str:
    """Returns what a printed page is called: 05版 法治."""
    return " ".join(filter(None, (page_text(catalogue.words, page.label), page.section)))


def title_of_part(part: Part[T], catalogue: Catalogue) -> str:
    """Returns the name of a part of a list by time: a year, a month, a day, or the shelf with what tells it apart."""
    words, name = catalogue.words, part.name
    if name.startswith("undated") or not name:
        return " ".join(filter(None, (words.shelf if name else "", name.removeprefix("undated").strip("/"))))
    numbers = [int(number) for number in name.split("-")]
    match numbers:
        case [year, month, day]:
            return day_text(words, date(year, month, day))
        case [year, month]:
            return month_text(words, year, month)
        case _:
            return words.year.format(y=numbers[0])


def pictures_of(pages: Iterable[Page]) -> Iterator[Picture]:
    """Returns every picture that stands in articles of some pages."""
    for page in pages:
        for article in page.articles:
            yield from _all_pictures(_pieces(article, page), page)


def pictures_of_story(story: Story) -> Iterator[Picture]:
    """Returns every picture of an article, in the order in which they stand."""
    return _all_pictures(story.pieces, story.place.page)


def _all_pictures(pieces: Iterable[Piece], page: Page) -> Iterator[Picture]:
    for piece in pieces:
        yield from piece.pictures
        yield from _pictures_within(piece.html, page)


def _sheet(page: Page, issue: Issue, catalogue: Catalogue) -> Sheet:
    above, below = furniture_around(page)
    places = (Place(article, page, issue, urls.article(article, page)) for article in page.articles)
    return Sheet(
        page=page,
        name=page_name(page, catalogue),
        above=tuple(item.prose.text for item in above if item.prose.text),
        stories=tuple(make_story(place, catalogue) for place in places),
        below=tuple(item.prose.text for item in below if item.prose.text),
    )


def _pieces(article: Article, page: Page) -> Iterator[Piece]:
    run_in = byline_runs_in(article)
    heads = {
        "kicker": article.kicker,
        "headline": article.headline,
        "series": article.series,
        "deck": article.deck,
        "continued-from": article.continued_from,
        "byline": None if run_in else article.byline,
    }
    yield from (Piece(role=role, text=prose.text) for role, prose in heads.items() if prose is not None)
    opening = (("dateline", text_of(article.dateline)), ("byline", text_of(article.byline) if run_in else ""))
    yield from _body(article, page, tuple((role, text) for role, text in opening if text))
    yield from (Piece(role="credit", text=prose.text) for prose in article.credit_lines)
    if article.jump_to is not None:
        yield Piece(role="jump-to", text=article.jump_to.text)


def _body(article: Article, page: Page, opening: tuple[tuple[str, str], ...]) -> Iterator[Piece]:
    for at, block in enumerate(article.body):
        above = _pictures(article.figures_at(at, captioned=False), page)
        if above:
            yield Piece(role="figure", text="", pictures=above)
        opens = block.kind is BlockKind.PARAGRAPH
        yield Piece(
            role=block.kind.value,
            text=block.prose.text,
            level=block.level,
            html=html_of(block),
            rows=block.rows,
            written=_written(block.prose.start, block.prose.end, page) if block.html and page.text_start else "",
            opening=opening if opens else (),
            pictures=_pictures(article.figures_at(at, captioned=True), page),
        )
        opening = () if opens else opening
    if opening:
        yield Piece(role="paragraph", text="", opening=opening)
    below = _pictures(article.figures_at(len(article.body), captioned=False), page)
    if below:
        yield Piece(role="figure", text="", pictures=below)


def _written(start: int, end: int, page: Page) -> str:
    return page.source.text[start:end].replace("\r\n", "\n").replace("\r", "\n")


def _pictures(figures: Iterable[Figure], page: Page) -> tuple[Picture, ...]:
    """Returns pictures; one whose file cannot be had, which is told, is left out."""
    return tuple(Picture(page.images[figure.name], figure.alt) for figure in figures if figure.name in page.images)


def _pictures_within(html: Markup, page: Page) -> Iterator[Picture]:
    for picture in pictures_in(html):
        if picture.name in page.images:
            yield Picture(page.images[picture.name], picture.alt)
