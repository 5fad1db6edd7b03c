"""A feed as JSON Feed 1.1."""

from __future__ import annotations

import json
from typing import Any

from sitegen.site.feeds.model import Entry, Feed
from sitegen.site.feeds.moments import rfc3339


def write_json(feed: Feed) -> bytes:
    """Returns the bytes of a feed."""
    data: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.address,
        "description": feed.description,
        "language": feed.language,
        "authors": [{"name": feed.author}],
    }
    if feed.hub:
        data["hubs"] = [{"type": "WebSub", "url": feed.hub}]
    data["items"] = [_item(entry) for entry in feed.entries]
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _item(entry: Entry) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": entry.id,
        "url": entry.address,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.html,
    }
    if entry.published is not None:
        item["date_published"] = rfc3339(entry.published)
    if entry.updated is not None and entry.updated != entry.published:
        item["date_modified"] = rfc3339(entry.updated)
    if entry.authors:
        item["authors"] = [{"name": name} for name in entry.authors]
    if entry.categories:
        item["tags"] = list(entry.categories)
    if entry.pictures:
        item["image"] = entry.pictures[0].address
        item["attachments"] = [
            {"url": picture.address, "mime_type": picture.type, "size_in_bytes": picture.size}
            for picture in entry.pictures
        ]
    return item
