"""A feed as Atom (RFC 4287), and archives of it (RFC 5005)."""

from __future__ import annotations

from datetime import UTC, datetime

from sitegen.site.feeds.model import Entry, Feed
from sitegen.site.feeds.moments import rfc3339
from sitegen.site.feeds.xml import empty, opening, text

TYPE = "application/atom+xml"
# Atom wants a time of each entry. What has none is older than all else, so that no reader shows it on top.
UNKNOWN = datetime(1970, 1, 1, tzinfo=UTC)
_HISTORY = "http://purl.org/syndication/history/1.0"


def write_atom(feed: Feed) -> bytes:
    """Returns the bytes of a feed, or of an archive document."""
    history = f' xmlns:fh="{_HISTORY}"' if feed.current else ""
    lines = [
        opening(feed.style),
        f'<feed xmlns="http://www.w3.org/2005/Atom"{history} xml:lang="{feed.language}">\n',
        text("id", feed.id),
        text("title", feed.title),
        text("subtitle", feed.description),
        text("updated", rfc3339(feed.updated or UNKNOWN)),
        _person(feed.author),
        empty("link", rel="self", type=TYPE, href=feed.address),
        empty("link", rel="alternate", type="text/html", href=feed.page),
    ]
    related = {"hub": feed.hub, "current": feed.current, "prev-archive": feed.previous, "next-archive": feed.following}
    lines += (empty("link", rel=rel, href=address) for rel, address in related.items() if address)
    lines.append(text("generator", feed.generator))
    if feed.current:
        lines.append(empty("fh:archive"))
    lines += (*map(_entry, feed.entries), "</feed>\n")
    return "".join(lines).encode()


def _entry(entry: Entry) -> str:
    lines = [
        "<entry>\n",
        text("id", entry.id),
        text("title", entry.title),
        empty("link", rel="alternate", type="text/html", href=entry.address),
    ]
    if entry.published is not None:
        lines.append(text("published", rfc3339(entry.published)))
    lines.append(text("updated", rfc3339(entry.updated or UNKNOWN)))
    lines += map(_person, entry.authors)
    lines += (empty("category", term=name) for name in entry.categories)
    lines += (text("summary", entry.summary), text("content", entry.html, type="html"))
    for picture in entry.pictures:
        about = {"type": picture.type, "length": str(picture.size)}
        lines.append(empty("link", rel="enclosure", href=picture.address, **about))
    lines.append("</entry>\n")
    return "".join(lines)


def _person(name: str) -> str:
    return f"<author>{text('name', name).strip()}</author>\n"
