"""The page about subscribing, with every feed of the site and its address to copy; and OPML, the list of them all."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.site.addresses import feed_urls, urls
from sitegen.site.catalogue import KINDS, Catalogue
from sitegen.site.feeds.sources import Source
from sitegen.site.feeds.xml import empty, text
from sitegen.site.page_context import Frame
from sitegen.site.views.lists import FeedGroup, FeedView, SubscribeView

MOST_SHOWN = 60  # feeds of one kind of name, those with most articles; feeds.opml has them all
_ADDRESS = {"RSS": feed_urls.rss, "Atom": feed_urls.atom, "JSON Feed": feed_urls.json_feed}


def subscribe_view(sources: Sequence[Source], catalogue: Catalogue) -> SubscribeView:
    """Returns the page's view."""
    frame = Frame(urls.SUBSCRIBE, catalogue)
    title = catalogue.words.subscribe
    groups = dict.fromkeys(source.group for source in sources)
    return SubscribeView(
        site=frame.site(),
        head=frame.head(title, title, ((title, urls.SUBSCRIBE),)),
        title=title,
        opml=frame.link(feed_urls.OPML),
        groups=tuple(_group(group, [s for s in sources if s.group == group], frame) for group in groups),
        count=len(sources),
    )


def _group(group: str, sources: Sequence[Source], frame: Frame) -> FeedGroup:
    shown = sources
    if group in KINDS:
        shown = sorted(sources, key=lambda source: -source.count)[:MOST_SHOWN]
    return FeedGroup(kind=group, feeds=tuple(_feed(source, frame) for source in shown), count=len(sources))


def _feed(source: Source, frame: Frame) -> FeedView:
    base = frame.catalogue.config.base_url
    forms = ((form, address_of(source.stem)) for form, address_of in _ADDRESS.items())
    return FeedView(
        name=source.name,
        count=source.count,
        address=urls.absolute(feed_urls.rss(source.stem), base),
        forms=tuple(frame.to(form, address) for form, address in list(forms)[: len(source.forms)]),
    )


def write_opml(title: str, sources: Sequence[Source], base_url: str) -> bytes:
    """Returns the bytes of the list: each feed in RSS, the form that every reader knows."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>\n<opml version="2.0">\n<head>\n', text("title", title)]
    lines.append("</head>\n<body>\n")
    for source in sources:
        address, page = urls.absolute(feed_urls.rss(source.stem), base_url), urls.absolute(source.page, base_url)
        lines.append(empty("outline", type="rss", text=source.title, title=source.title, xmlUrl=address, htmlUrl=page))
    lines.append("</body>\n</opml>\n")
    return "".join(lines).encode()
