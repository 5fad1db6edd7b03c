"""What every page shares: the site's view, breadcrumbs, neighbours, canonical address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from msgspec.structs import replace

from sitegen import __version__
from sitegen.model.edition import Issue
from sitegen.model.newspaper import Page
from sitegen.site.addresses import feed_urls, urls
from sitegen.site.catalogue import Catalogue
from sitegen.site.locale import issue_text, number_text, page_text
from sitegen.site.views.heads import HeadView, Link, SiteView

DESCRIPTION_LIMIT = 150


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of one page: where it is and how it links."""

    here: str
    catalogue: Catalogue
    rooted: bool = False  # links from the site's root, for 404.html, which a server shows at any address

    def link(self, target: str) -> str:
        """Returns the href of an address from this page."""
        if not self.rooted:
            return urls.relative(target, self.here)
        return urlsplit(self.catalogue.config.base_url).path + quote(target, safe="/._-~#")

    def to(self, text: str, target: str, note: str = "") -> Link:
        """Returns a link to an address."""
        return Link(text=text, href=self.link(target), note=note, current=target == self.here)

    def site(self) -> SiteView:
        """Returns what this page knows of the publication."""
        config = self.catalogue.config
        paper = config.publication
        return SiteView(
            name=paper.name,
            publisher=paper.publisher,
            email=paper.email,
            telephones=paper.telephone,
            language=config.language,
            home=self.link(urls.FRONT),
            static=self.link(urls.STATIC),
            search=self.link(urls.SEARCH),
            feed=self.link(feed_urls.FEED),
            subscribe=self.link(urls.SUBSCRIBE),
            navigation=self.navigation(),
            generator=f"sitegen {__version__}",
            opensearch=self.link(urls.OPENSEARCH),
            other_form=self.other_form(),
            worker=self.link(urls.WORKER),
            misreadings=config.misreadings,
            manifest=self.link(urls.MANIFEST),
        )

    def other_form(self) -> str:
        """Returns the link to the text-only form of this page, "" where it has none."""
        has_one = self.catalogue.config.plain and urls.has_plain(self.here)
        return self.link(urls.plain(self.here)) if has_one else ""

    def to_issue(self, issue: Issue | None) -> Link | None:
        """Returns a link to a dated issue, named by its day; None for none."""
        if issue is None or issue.date is None:
            return None
        return self.to(issue_text(self.catalogue.words, issue.date, issue.edition, long=True), urls.issue(issue))

    def numbers(self, issue: Issue, current: Page | None = None) -> tuple[Link, ...]:
        """Returns links to the pages of an issue by their numbers alone; `current` is the one that is being read."""
        links = (self.to(number_text(page.label), urls.page(page), page.section) for page in issue.pages)
        return tuple(replace(link, current=page is current) for link, page in zip(links, issue.pages, strict=True))

    def navigation(self) -> tuple[Link, ...]:
        """Returns the ways through the site: front page, archive, indexes that have entries."""
        words = self.catalogue.words
        names = {"people": words.people, "units": words.units, "places": words.places}
        indexes = [self.to(names[kind], urls.index(kind)) for kind in names if self.catalogue.names[kind]]
        return (self.to(words.front, urls.FRONT), self.to(words.archive, urls.ARCHIVE), *indexes)

    def head(
        self,
        title: str,
        description: str,
        trail: Sequence[tuple[str, str]] = (),
        previous: Link | None = None,
        following: Link | None = None,
    ) -> HeadView:
        """Returns what the page says about itself; `trail` names the way down from the front page, (text, address)."""
        paper = self.catalogue.config.publication.name
        crumbs = tuple(self.to(text, target) for text, target in ((paper, urls.FRONT), *trail))
        return HeadView(
            title=title if title == paper else f"{title} · {paper}",
            description=" ".join(description.split())[:DESCRIPTION_LIMIT] or title,
            canonical=urls.absolute(self.here, self.catalogue.config.base_url),
            breadcrumbs=crumbs,
            previous=previous,
            next=following,
            feed_title=paper,
        )


def issue_trail(issue: Issue, catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """Returns the way down to an issue: by date, or over the shelf of undated ones."""
    if issue.date is None:
        return ((catalogue.words.shelf, urls.SHELF),)
    return ((issue_text(catalogue.words, issue.date, issue.edition), urls.issue(issue)),)


def page_trail(page: Page, issue: Issue, catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """Returns the way down to a printed page."""
    label = page_text(catalogue.words, page.label) if issue.date else _known_by(page)
    return (*issue_trail(issue, catalogue), (label, urls.page(page)))


def _known_by(page: Page) -> str:
    """Returns what an undated page is known by: its first headline, the name of its file where it has none."""
    first = next((article.headline.text for article in page.articles if article.headline), "")
    return first or (f"{page.stem}:{page.follows}" if page.follows else page.stem)
