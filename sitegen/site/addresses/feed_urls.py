"""The addresses of feeds: each is called something, behind which stands the ending of its form."""

from __future__ import annotations

from hashlib import blake2b

from sitegen.site.addresses.spelling import pinyin_key

FEED = "feed.xml"  # of the whole edition: RSS, Atom, JSON Feed
ATOM = "atom.xml"
WHOLE = "feed"  # what the feeds of the whole edition are called before their endings
DIGEST = "digest"
ADDED = "added"
UNDATED = "undated/feed"
_FOLDER = "feeds/"
OPML = "feeds.opml"
STYLE = "static/feed.css"


def rss(stem: str) -> str:
    """Returns the address of a feed in RSS."""
    return f"{stem}.xml"


def atom(stem: str) -> str:
    """Returns the address of a feed in Atom."""
    return ATOM if stem == WHOLE else f"{stem}.atom.xml"


def json_feed(stem: str) -> str:
    """Returns the address of a feed in JSON Feed."""
    return f"{stem}.json"


FORMS = (rss, atom, json_feed)


def of_pages(number: str) -> str:
    """Returns what the feeds of all pages with one number are called before their endings."""
    return f"{_FOLDER}pages/{number.lower()}"


def of_name(kind: str, name: str) -> str:
    """Returns what the feeds of a section, a person, a unit or a place are called before their endings.

    Names that sound alike have feeds of their own, told apart by a few digits made of the name.
    """
    return f"{_FOLDER}{kind}/{pinyin_key(name)[:40]}-{blake2b(name.encode(), digest_size=4).hexdigest()}"
