"""Articles and issues as entries of feeds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape

from msgspec.structs import replace

from sitegen.model.edition import Issue
from sitegen.model.newspaper import Page
from sitegen.site.addresses import urls
from sitegen.site.article_views import issue_title, lead_of, title_of
from sitegen.site.catalogue import Catalogue, Place
from sitegen.site.feeds import moments
from sitegen.site.feeds.model import Entry, Picture
from sitegen.site.feeds.texts import article_html, paragraph
from sitegen.site.jumps import continuations
from sitegen.site.locale import correction_text, page_text, printed_text
from sitegen.site.pictures.images import shown_images


def article_entry(place: Place, catalogue: Catalogue) -> Entry:
    """Returns an article with its full text, below its corrections and where it was printed."""
    config, words, article = catalogue.config, catalogue.words, place.article
    parts = (place, *continuations(place))
    corrections = [correction for part in parts for correction in part.article.corrections]
    notices = [correction_text(words, correction) for correction in corrections]
    title = title_of(article, words.untitled)
    told = words.between.join((printed_text(words, place.page), _page_name(place.page, catalogue)))
    places = [name for part in parts for name in catalogue.names_of(part.article, "places")]
    label = (words.correction_name,) if corrections else ()
    return Entry(
        id=catalogue.tag(place.address),
        address=urls.absolute(place.address, config.base_url),
        title=title,
        published=moments.published(place, config.timezone),
        updated=moments.updated(place, (correction.day for correction in corrections), config.timezone),
        authors=tuple(dict.fromkeys(who.name for part in parts for who in part.article.contributors)),
        categories=tuple(dict.fromkeys((*label, *filter(None, _printed_on(place.page, catalogue)), *places))),
        summary="".join(notices) + (lead_of(article) or title),
        html="".join(map(paragraph, (*notices, told))) + article_html(place, config.base_url),
        pictures=tuple(picture for part in parts for picture in _pictures(part, config.base_url)),
    )


def issue_entry(issue: Issue, catalogue: Catalogue) -> Entry:
    """Returns an issue with the headlines of its pages."""
    config, words = catalogue.config, catalogue.words
    address = urls.issue(issue)
    title = issue_title(issue, catalogue)
    days = [correction.day for page in issue.pages for article in page.articles for correction in article.corrections]
    issued = moments.issued(issue, config.timezone)
    headlines = [title_of(article, words.untitled) for page in issue.pages for article in page.articles]
    return Entry(
        id=catalogue.tag(address),
        address=urls.absolute(address, config.base_url),
        title=title,
        published=issued,
        updated=moments.corrected(max(days), config.timezone) if days else issued,
        authors=(),
        categories=(),
        summary="；".join(headlines) or title,
        html="".join(_page_html(page, catalogue) for page in issue.pages),
    )


def added_entry(issue: Issue, day: date, order: int, catalogue: Catalogue) -> Entry:
    """Returns an old issue as news of the day on which it was put up; `order` is its place among those of that day."""
    moment = moments.put_up(day, order, catalogue.config.timezone)
    told = issue_entry(issue, catalogue)
    own = urls.tag(f"{day:%Y/%m/%d}/added/{urls.issue(issue)}", catalogue.config.authority)
    return replace(told, id=own, published=moment, updated=moment)


def _page_html(page: Page, catalogue: Catalogue) -> str:
    base = catalogue.config.base_url
    links = "".join(
        f'<li><a href="{escape(urls.absolute(urls.article(article, page), base))}">'
        f"{escape(title_of(article, catalogue.words.untitled), quote=False)}</a></li>"
        for article in page.articles
    )
    name = escape(_page_name(page, catalogue), quote=False)
    return f'<h2><a href="{escape(urls.absolute(urls.page(page), base))}">{name}</a></h2>' + (
        f"<ul>{links}</ul>" if links else ""
    )


def _printed_on(page: Page, catalogue: Catalogue) -> tuple[str, str]:
    """Returns the number of a page as set, "" where it has none, and its name."""
    return page_text(catalogue.words, page.label) if page.label else "", page.section


def _page_name(page: Page, catalogue: Catalogue) -> str:
    number, section = _printed_on(page, catalogue)
    return " ".join(filter(None, (number or catalogue.words.no_page, section)))


def _pictures(place: Place, base_url: str) -> Iterator[Picture]:
    for image in shown_images(place.article, place.page):
        address = urls.absolute(urls.image(image), base_url)
        yield Picture(address=address, type=image.media_type, size=image.size)
