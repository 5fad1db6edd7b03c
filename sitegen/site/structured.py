"""What an article tells machines: schema.org as JSON-LD; Open Graph, Highwire and Dublin Core as <meta>.

Search engines take the first, people who share it and WeChat the second, Zotero and its like the others.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from sitegen.config import Config
from sitegen.model.edition import Issue
from sitegen.site.addresses import urls
from sitegen.site.addresses.hrefs import led_to
from sitegen.site.article_views import lead_of, text_of, title_of
from sitegen.site.catalogue import Catalogue, Place
from sitegen.site.citation import authors_of, cited_page
from sitegen.site.locale import correction_text
from sitegen.site.pictures.card_drawing import HEIGHT, WIDTH
from sitegen.site.pictures.images import shown_images
from sitegen.site.views.heads import HeadView, Link, MetaView

# Within <script> these could end the block, or begin a comment in it.
_ESCAPES = tuple((char.encode(), f"\\u{ord(char):04x}".encode()) for char in "<>&\u2028\u2029")
_encode = msgspec.json.Encoder(order="sorted").encode
_CONTEXT = "https://schema.org"


def article_json(place: Place, catalogue: Catalogue) -> str:
    """Returns an article as JSON-LD, safe to set unescaped in <script>."""
    config, page = catalogue.config, place.page
    exact = page.date.exact
    article, address = place.article, urls.absolute(place.address, config.base_url)
    paper = {"@type": "Newspaper", "name": config.publication.name, "url": config.base_url}
    issue = {"@type": "PublicationIssue", "datePublished": exact.isoformat() if exact else "", "isPartOf": paper}
    days = [correction.day.isoformat() for correction in article.corrections]
    data: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "NewsArticle",
        "headline": title_of(article, catalogue.words.untitled),
        "alternativeHeadline": " ".join(map(text_of, filter(None, (article.kicker, article.series, article.deck)))),
        "author": [_maker(name, catalogue) for name in authors_of(article.contributors, article.kind)],
        "datePublished": exact.isoformat() if exact else "",
        "dateModified": max(days, default=""),
        "printPage": cited_page(page.label),
        "printSection": page.section,
        "isPartOf": _told(issue),
        "publisher": {"@type": "Organization", "name": config.publication.publisher or config.publication.name},
        "wordCount": catalogue.words.counted(article) or article.size,
        "inLanguage": config.language,
        "mainEntityOfPage": address,
        "identifier": catalogue.tag(place.address),
        "image": list(_images(place, config.base_url)),
        "correction": [
            {
                "@type": "CorrectionComment",
                "datePublished": correction.day.isoformat(),
                "text": correction_text(catalogue.words, correction),
            }
            for correction in article.corrections
        ],
    }
    return _dumped(_told(data))


def trail_json(trail: Sequence[Link], here: str, base_url: str) -> str:
    """Returns the way down to a page as JSON-LD, as its breadcrumbs show it; their links are relative to `here`."""
    steps = [
        {
            "@type": "ListItem",
            "position": at,
            "name": link.text,
            "item": urls.absolute(_target(link.href, here), base_url),
        }
        for at, link in enumerate(trail, 1)
    ]
    return _dumped({"@context": _CONTEXT, "@type": "BreadcrumbList", "itemListElement": steps})


def article_metas(place: Place, catalogue: Catalogue) -> Iterator[MetaView]:
    """Returns what an article says of itself in <meta>; what is not known is left out."""
    config, article, page = catalogue.config, place.article, place.page
    paper, title = config.publication, title_of(article, catalogue.words.untitled)
    address, exact = urls.absolute(place.address, config.base_url), page.date.exact
    authors = authors_of(article.contributors, article.kind)
    day = exact.isoformat() if exact else ""
    shared = {
        "og:type": "article",
        "og:title": title,
        "og:description": " ".join(lead_of(article).split()) or title,
        "og:url": address,
        "og:site_name": paper.name,
        "article:published_time": day,
        "article:section": page.section,
    }
    cited = [
        ("citation_title", title),
        *(("citation_author", name) for name in authors),
        ("citation_publication_date", day.replace("-", "/")),
        ("citation_journal_title", paper.name),
        ("citation_firstpage", cited_page(page.label)),
        ("citation_publisher", paper.publisher),
        ("citation_language", config.language),
        ("citation_public_url", address),
        ("DC.title", title),
        *(("DC.creator", name) for name in authors),
        ("DC.date", day),
        ("DC.source", paper.name),
        ("DC.publisher", paper.publisher),
        ("DC.language", config.language),
        ("DC.identifier", address),
        ("z:itemType", "newspaperArticle"),  # which kind of thing it is, as Zotero calls it
    ]
    first = next(shown_images(place.article, place.page), None)
    picture = (
        _picture(urls.absolute(urls.image(first), config.base_url), first.media_type, first.width, first.height)
        if first
        else card_metas(place.issue, config)
    )
    yield from _properties({**shared, **picture})
    yield from (MetaView(key="name", name=name, content=value) for name, value in cited if value)


def sharing_metas(head: HeadView, issue: Issue, config: Config) -> tuple[MetaView, ...]:
    """Returns what a page that is no article says of itself to whoever shares it; `issue` is the one that it shows."""
    shared = {
        "og:type": "website",
        "og:title": head.title,
        "og:description": head.description,
        "og:url": head.canonical,
        "og:site_name": config.publication.name,
    }
    return tuple(_properties({**shared, **card_metas(issue, config)}))


def card_metas(issue: Issue, config: Config) -> dict[str, str]:
    """Returns what is said of an issue's card; nothing where none is drawn."""
    if not config.card_font:
        return {}
    return _picture(urls.absolute(urls.card(issue), config.base_url), "image/jpeg", WIDTH, HEIGHT)


def _picture(address: str, kind: str, width: int, height: int) -> dict[str, str]:
    """Returns what is said of a picture; WeChat and Weibo show it if its address is absolute, its sides 300 pixels."""
    size = {"og:image:width": str(width), "og:image:height": str(height)}
    return {"og:image": address, "og:image:type": kind, **size}


def _properties(given: Mapping[str, str]) -> Iterator[MetaView]:
    return (MetaView(key="property", name=name, content=value) for name, value in given.items() if value)


def _target(href: str, here: str) -> str:
    """Returns the address that a link of the page at `here` leads to, its anchor left out."""
    path = href.partition("#")[0]
    return led_to(path, posixpath.dirname(here)) if path else here


def _maker(name: str, catalogue: Catalogue) -> dict[str, str]:
    listed = catalogue.canonical.get(name, name)
    is_unit = listed in catalogue.names["units"] and listed not in catalogue.names["people"]
    return {"@type": "Organization" if is_unit else "Person", "name": name}


def _images(place: Place, base_url: str) -> Iterator[str]:
    yield from dict.fromkeys(
        urls.absolute(urls.image(image), base_url) for image in shown_images(place.article, place.page)
    )


def _told(data: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is not known."""
    return {key: value for key, value in data.items() if value not in ("", [], 0)}


def _dumped(data: dict[str, Any]) -> str:
    written = _encode(data)
    for char, escape in _ESCAPES:
        written = written.replace(char, escape)
    return written.decode()
