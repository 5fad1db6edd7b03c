"""What every page knows of its site, and says of itself in its head, as a template may see it."""

from __future__ import annotations

import msgspec


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """A link: what it says, where it goes, a quiet word beside it ("" for none); `current` marks the page itself.

    `anchor` is the id of its place in a list, where others lead to it.
    """

    text: str
    href: str
    note: str = ""
    current: bool = False
    anchor: str = ""


class SiteView(msgspec.Struct, frozen=True, kw_only=True):
    """What every page knows of the publication and of the theme."""

    name: str  # the newspaper's name, set as nameplate
    publisher: str  # who publishes it
    email: str
    telephones: tuple[str, ...]
    language: str  # BCP 47, for <html lang>
    home: str  # href of the front page
    static: str  # href of the theme's static folder, ending in "/"
    search: str  # href of the search page
    feed: str  # href of the RSS feed
    subscribe: str  # href of the page about subscribing
    navigation: tuple[Link, ...]  # front page, archive, people, units, places
    generator: str  # "sitegen 0.1.0"
    opensearch: str = ""  # href of the description by which a browser offers this search
    other_form: str = ""  # href of this page in text only, on such a page of the full one; "" where there is none
    worker: str = ""  # href of the worker that keeps pages for readers without a net
    misreadings: str = ""  # where readers tell of them: an e-mail address, https://…, "" for nowhere
    manifest: str = ""  # href of what a browser needs to install the site


class MetaView(msgspec.Struct, frozen=True, kw_only=True):
    """What a page says of itself in <meta>: `key` is the attribute that names it, name or property."""

    key: str
    name: str
    content: str


class AlternateView(msgspec.Struct, frozen=True, kw_only=True):
    """Another form in which what a page shows may be taken away: what it is called, where it is, its media type.

    `name` is what its file is to be called where a reader keeps it: 河湾日报-2023-05-04.epub, "" for programs.
    """

    text: str
    href: str
    type: str
    name: str = ""


class HeadView(msgspec.Struct, frozen=True, kw_only=True):
    """What every page says about itself: <title>, description, canonical address, breadcrumbs, neighbours."""

    title: str
    description: str
    canonical: str  # absolute address
    breadcrumbs: tuple[Link, ...]  # from the front page down to this page (the last is current)
    previous: Link | None = None  # rel=prev
    next: Link | None = None  # rel=next
    feed_title: str = ""
    metas: tuple[MetaView, ...] = ()  # what it tells machines of itself


class PageView(msgspec.Struct, frozen=True, kw_only=True):
    """What every page shows, whatever else is on it."""

    site: SiteView
    head: HeadView
