"""An article as IPTC ninjs 3.3, the JSON by which news agencies and their systems exchange items."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sitegen.model.newspaper import ArticleKind
from sitegen.site.addresses import urls
from sitegen.site.catalogue import Catalogue
from sitegen.site.feeds import moments
from sitegen.site.takeaway.markup import as_xml, body_html
from sitegen.site.takeaway.model import Picture, Story, pictures_of_story
from sitegen.site.takeaway.text import body_text

VERSION = "3.3"
_SCHEMA = f"http://www.iptc.org/std/ninjs/ninjs-schema_{VERSION}.json#"
_HEADS = {"headline": "main", "kicker": "kicker", "series": "series", "deck": "deck"}


def article_ninjs(story: Story, catalogue: Catalogue) -> str:
    """Returns an article as ninjs; what is not known is left out."""
    return json.dumps({key: value for key, value in _values(story, catalogue) if value}, ensure_ascii=False) + "\n"


def _values(story: Story, catalogue: Catalogue) -> Iterator[tuple[str, Any]]:
    place, config, article = story.place, catalogue.config, story.place.article
    days = [correction.day for correction in article.corrections]
    published = moments.published(place, config.timezone)
    updated = moments.updated(place, days, config.timezone)
    pictures = list(pictures_of_story(story))
    yield "uri", story.id
    yield "standard", {"name": "ninjs", "version": VERSION, "schema": _SCHEMA}
    yield "type", "picture" if pictures and article.kind is ArticleKind.PHOTO else "text"
    yield "representationType", "full"
    yield "pubStatus", "usable"
    yield "language", config.language
    yield "contentCreated", moments.rfc3339(published) if published else ""
    yield "versionCreated", moments.rfc3339(updated) if updated else ""
    yield "title", story.title
    yield "headlines", [_valued(_HEADS[p.role], p.text) for p in story.pieces if p.role in _HEADS and p.text]
    yield "by", article.byline.text if article.byline else ""
    yield "bodies", list(_bodies(story, catalogue))
    yield "descriptions", [_valued("correction", text) for text in story.corrections]
    yield "infoSources", [{"name": who.name, "role": who.role} for who in article.contributors]
    for key, kind in (("people", "people"), ("organisations", "units"), ("places", "places")):
        yield key, [{"name": name, "rel": "mentions"} for name in catalogue.names_of(article, kind)]
    yield "renditions", [{"name": "web", "href": story.url, "contentType": "text/html", "title": story.title}]
    yield "associations", [_association(picture, config.base_url) for picture in pictures]
    yield "altIds", [{"role": "web", "value": story.url}]


def _valued(role: str, value: str) -> dict[str, str]:
    return {"role": role, "contentType": "text/plain", "value": value}


def _bodies(story: Story, catalogue: Catalogue) -> Iterator[dict[str, Any]]:
    below = [piece for piece in story.pieces if piece.role not in _HEADS]
    if not below:
        return
    base = catalogue.config.base_url
    html = body_html(below, story.place.page, 1, lambda picture: urls.absolute(urls.image(picture.image), base))
    count = {"charCount": story.place.article.size}
    yield {"role": "main", "contentType": "text/plain", **count, "value": body_text(below)}
    yield {"role": "main", "contentType": "application/xhtml+xml", **count, "value": f"<div>{as_xml(html)}</div>"}


def _association(picture: Picture, base_url: str) -> dict[str, Any]:
    image = picture.image
    href = urls.absolute(urls.image(image), base_url)
    rendition = {
        "name": "main",
        "href": href,
        "contentType": image.media_type,
        "width": image.width,
        "height": image.height,
        "sizeInBytes": image.size,
    }
    return {
        "uri": href,
        "type": "picture",
        "name": picture.alt,
        "descriptions": [_valued("alt", picture.alt)],
        "renditions": [rendition],
    }
