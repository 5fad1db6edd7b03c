"""An article or an issue as JSON: what `sitegen read` tells of it (docs/habits.md), with where it stands."""

from __future__ import annotations

import json
from typing import Any

from sitegen.model.contract import about_page, article_values, furniture_values
from sitegen.model.edition import Issue
from sitegen.model.newspaper import Page
from sitegen.site.addresses import urls
from sitegen.site.catalogue import Catalogue, Place


def article_json(place: Place, catalogue: Catalogue) -> str:
    """Returns an article: its page as the reading contract tells it, with this article alone."""
    told = {**_about(place.address, catalogue), **about_page(place.page), "articles": [_article(place, catalogue)]}
    return _written(told)


def issue_json(issue: Issue, catalogue: Catalogue) -> str:
    """Returns an issue: all its pages."""
    return _written(
        {**_about(urls.issue(issue), catalogue), "pages": [_page(p, issue, catalogue) for p in issue.pages]}
    )


def _about(address: str, catalogue: Catalogue) -> dict[str, Any]:
    config = catalogue.config
    return {
        "publication": config.publication.name,
        "language": config.language,
        "url": urls.absolute(address, config.base_url),
        "id": catalogue.tag(address),
    }


def _page(page: Page, issue: Issue, catalogue: Catalogue) -> dict[str, Any]:
    places = (Place(article, page, issue, urls.article(article, page)) for article in page.articles)
    return {
        "url": urls.absolute(urls.page(page), catalogue.config.base_url),
        **about_page(page),
        "furniture": furniture_values(page),
        "articles": [_article(place, catalogue) for place in places],
    }


def _article(place: Place, catalogue: Catalogue) -> dict[str, Any]:
    corrections = [
        {"date": one.day.isoformat(), "before": one.before, "after": one.after, "note": one.note or None}
        for one in place.article.corrections
    ]
    return {
        **article_values(place.page.source, place.article),
        "corrections": corrections,
        "url": urls.absolute(place.address, catalogue.config.base_url),
        "id": catalogue.tag(place.address),
    }


def _written(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
