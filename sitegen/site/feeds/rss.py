"""A feed as RSS 2.0 with full text, as the RSS Advisory Board's profile has it."""

from __future__ import annotations

from html import escape

from sitegen.site.feeds.model import Entry, Feed
from sitegen.site.feeds.moments import rfc822, rfc3339
from sitegen.site.feeds.xml import empty, opening, text

TYPE = "application/rss+xml"
_SPACES = (
    ' xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"'
)


def write_rss(feed: Feed) -> bytes:
    """Returns the bytes of a feed."""
    lines = [
        opening(feed.style),
        f'<rss version="2.0"{_SPACES} xml:lang="{feed.language}">\n<channel>\n',
        text("title", feed.title),
        text("link", feed.page),
        text("description", feed.description),
        empty("atom:link", href=feed.address, rel="self", type=TYPE),
    ]
    if feed.hub:
        lines.append(empty("atom:link", href=feed.hub, rel="hub"))
    if feed.previous:  # archives are written once, in Atom: the ids are the same
        lines.append(empty("atom:link", href=feed.previous, rel="prev-archive", type="application/atom+xml"))
    lines.append(text("language", feed.language))
    if feed.updated is not None:
        lines.append(text("lastBuildDate", rfc822(feed.updated)))
    lines += (text("generator", feed.generator), *map(_item, feed.entries), "</channel>\n</rss>\n")
    return "".join(lines).encode()


def _item(entry: Entry) -> str:
    lines = [
        "<item>\n",
        text("title", entry.title),
        text("link", entry.address),
        text("guid", entry.id, isPermaLink="false"),
    ]
    if entry.published is not None:
        lines.append(text("pubDate", rfc822(entry.published)))
    if entry.updated is not None and entry.updated != entry.published:
        lines.append(text("atom:updated", rfc3339(entry.updated)))
    lines += (text("dc:creator", name) for name in entry.authors)
    lines += (text("category", name) for name in entry.categories)
    # Readers take the description for HTML, so its text is escaped once more than XML wants.
    lines.append(text("description", escape(entry.summary, quote=False)))
    lines.append(text("content:encoded", entry.html))
    # Some readers show the last of several enclosures, so there is one; Media RSS has all.
    for picture in entry.pictures[:1]:
        lines.append(empty("enclosure", url=picture.address, length=str(picture.size), type=picture.type))
    for picture in entry.pictures:
        about = {"fileSize": str(picture.size), "type": picture.type, "medium": "image"}
        lines.append(empty("media:content", url=picture.address, **about))
    lines.append("</item>\n")
    return "".join(lines)
