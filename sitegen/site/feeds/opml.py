"""All feeds of a site as one list, which any reader takes in: OPML 2.0."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.site.addresses import feed_urls, urls
from sitegen.site.feeds.sources import Source
from sitegen.site.feeds.xml import empty, text


def write_opml(title: str, sources: Sequence[Source], base_url: str) -> bytes:
    """Returns the bytes of the list: each feed in RSS, the form that every reader knows."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>\n<opml version="2.0">\n<head>\n', text("title", title)]
    lines.append("</head>\n<body>\n")
    for source in sources:
        address, page = urls.absolute(feed_urls.rss(source.stem), base_url), urls.absolute(source.page, base_url)
        lines.append(empty("outline", type="rss", text=source.title, title=source.title, xmlUrl=address, htmlUrl=page))
    lines.append("</body>\n</opml>\n")
    return "".join(lines).encode()
