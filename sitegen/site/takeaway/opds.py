"""The OPDS catalogue: every issue that may be taken away as a book, as Atom (OPDS 1.2) and as JSON (2.0).

A long one is cut by year, and further where a year is long; its root then leads to the parts.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

from sitegen.model.edition import Issue
from sitegen.site.addresses import urls
from sitegen.site.alternates import OF_ISSUES, chosen
from sitegen.site.article_views import issue_title
from sitegen.site.catalogue import Catalogue
from sitegen.site.digests import digest_of_values
from sitegen.site.feeds import moments
from sitegen.site.feeds.xml import empty, text
from sitegen.site.making import Made
from sitegen.site.parts import Part, divide, leaves
from sitegen.site.takeaway.model import title_of_part

MOST_LISTED = 400  # issues in one feed: a year of a daily
_CATALOGUE = "application/atom+xml;profile=opds-catalog"
_NAVIGATION = f"{_CATALOGUE};kind=navigation"
_ACQUISITION = f"{_CATALOGUE};kind=acquisition"
_ACQUIRE = "http://opds-spec.org/acquisition/open-access"
_JSON = "application/opds+json"
_SPACES = {"xmlns": "http://www.w3.org/2005/Atom", "xmlns:dc": "http://purl.org/dc/terms/"}


def make_opds(catalogue: Catalogue) -> Iterator[Made]:
    """Returns the catalogue, if issues may be taken away as books."""
    if "epub" not in catalogue.config.take_away:
        return
    whole = divide(tuple(catalogue.edition.all_issues()), _steps, lambda issues: len(issues) <= MOST_LISTED)
    parts = [] if whole.items == whole.alone else list(leaves(whole))
    for part in parts:
        yield from _part(part, urls.opds_part(part.name), urls.opds_part(part.name, ".json"), catalogue)
    if not parts:
        yield from _part(whole, urls.OPDS, urls.OPDS_JSON, catalogue)
        return
    uses = digest_of_values([(part.name, _updated(part.items)) for part in parts])
    yield Made(urls.OPDS, "opds", uses, partial(_root, parts, catalogue))
    yield Made(urls.OPDS_JSON, "opds", uses, partial(_root_json, parts, catalogue))


def _steps(issue: Issue) -> tuple[str, ...]:
    return urls.time_steps(issue.pages[0])


def _part(part: Part[Issue], address: str, as_json: str, catalogue: Catalogue) -> Iterator[Made]:
    whole = [[catalogue.digests.heads(page) for page in issue.pages] for issue in part.items]
    uses = digest_of_values(part.name, [catalogue.tag(urls.issue(issue)) for issue in part.items], whole)
    made_from = f"opds_part:{part.name}" if part.path else "opds"
    yield Made(address, made_from, uses, partial(_feed, part, address, catalogue))
    yield Made(as_json, made_from, uses, partial(_feed_json, part, as_json, catalogue))


def _updated(issues: Sequence[Issue]) -> str:
    """Returns when the newest of some issues was published, or one of them corrected."""
    return moments.rfc3339(max(map(_moment, issues)))


def _moment(issue: Issue) -> datetime:
    articles = (article for page in issue.pages for article in page.articles)
    days = [correction.day for article in articles for correction in article.corrections]
    days += [issue.date] if issue.date else []
    last = max(days, default=date(1970, 1, 1))
    return datetime(last.year, last.month, last.day, tzinfo=UTC)


def _title(part: Part[Issue], catalogue: Catalogue) -> str:
    name = catalogue.config.publication.name
    return catalogue.words.feed_of.format(paper=name, name=title_of_part(part, catalogue)) if part.path else name


def _opened(title: str, address: str, kind: str, updated: str, catalogue: Catalogue) -> list[str]:
    """Returns the beginning of a feed."""
    config = catalogue.config
    name = config.publication.publisher or config.publication.name
    spaces = "".join(f' {key}="{value}"' for key, value in _SPACES.items())
    return [
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed{spaces} xml:lang="{config.language}">\n',
        text("id", catalogue.tag(address)),
        text("title", title),
        text("updated", updated),
        f"<author>{text('name', name).strip()}</author>\n",
        empty("link", rel="self", type=kind, href=urls.absolute(address, config.base_url)),
        empty("link", rel="start", type=_CATALOGUE, href=urls.absolute(urls.OPDS, config.base_url)),
    ]


def _root(parts: Sequence[Part[Issue]], catalogue: Catalogue) -> bytes:
    name, base = catalogue.config.publication.name, catalogue.config.base_url
    updated = max(_updated(part.items) for part in parts)
    lines = _opened(name, urls.OPDS, _NAVIGATION, updated, catalogue)
    for part in parts:
        address = urls.opds_part(part.name)
        lines += [
            "<entry>\n",
            text("id", catalogue.tag(address)),
            text("title", title_of_part(part, catalogue)),
            text("updated", _updated(part.items)),
            text("content", catalogue.words.taken_issues.format(n=len(part.items)), type="text"),
            empty("link", rel="subsection", type=_ACQUISITION, href=urls.absolute(address, base)),
            "</entry>\n",
        ]
    return "".join((*lines, "</feed>\n")).encode()


def _feed(part: Part[Issue], address: str, catalogue: Catalogue) -> bytes:
    lines = _opened(_title(part, catalogue), address, _ACQUISITION, _updated(part.items), catalogue)
    for issue in part.items:
        lines += _entry(issue, catalogue)
    return "".join((*lines, "</feed>\n")).encode()


def _entry(issue: Issue, catalogue: Catalogue) -> Iterator[str]:
    config = catalogue.config
    paper = config.publication
    yield "<entry>\n"
    yield text("id", catalogue.tag(urls.issue(issue)))
    yield text("title", f"{paper.name} {issue_title(issue, catalogue)}")
    yield text("updated", moments.rfc3339(_moment(issue)))
    yield text("dc:language", config.language)
    yield text("dc:publisher", paper.publisher or paper.name)
    yield text("dc:issued", issue.date.isoformat()) if issue.date else ""
    yield text("summary", _summary(issue))
    yield empty("link", rel="alternate", type="text/html", href=urls.absolute(urls.issue(issue), config.base_url))
    for form in chosen(OF_ISSUES, catalogue):
        href = urls.absolute(urls.issue_in(form.suffix, issue), config.base_url)
        yield empty("link", rel=_ACQUIRE, type=form.type, href=href)
    yield "</entry>\n"


def _summary(issue: Issue) -> str:
    titles = [article.headline.text for page in issue.pages for article in page.articles if article.headline]
    return "；".join(titles) or issue.pages[0].stem


def _root_json(parts: Sequence[Part[Issue]], catalogue: Catalogue) -> bytes:
    base = catalogue.config.base_url
    navigation = [
        {
            "title": title_of_part(part, catalogue),
            "href": urls.absolute(urls.opds_part(part.name, ".json"), base),
            "type": _JSON,
        }
        for part in parts
    ]
    return _told(catalogue.config.publication.name, urls.OPDS_JSON, catalogue, navigation=navigation)


def _feed_json(part: Part[Issue], address: str, catalogue: Catalogue) -> bytes:
    publications = [_publication(issue, catalogue) for issue in part.items]
    return _told(_title(part, catalogue), address, catalogue, publications=publications)


def _publication(issue: Issue, catalogue: Catalogue) -> dict[str, Any]:
    config = catalogue.config
    paper = config.publication
    links = [
        {"rel": _ACQUIRE, "href": urls.absolute(urls.issue_in(form.suffix, issue), config.base_url), "type": form.type}
        for form in chosen(OF_ISSUES, catalogue)
    ]
    address = urls.absolute(urls.issue(issue), config.base_url)
    told = {
        "@type": "http://schema.org/PublicationIssue",
        "title": f"{paper.name} {issue_title(issue, catalogue)}",
        "identifier": catalogue.tag(urls.issue(issue)),
        "language": config.language,
        "publisher": paper.publisher or paper.name,
        "published": issue.date.isoformat() if issue.date else "",
        "modified": moments.rfc3339(_moment(issue)),
        "description": _summary(issue),
    }
    return {
        "metadata": {key: value for key, value in told.items() if value},
        "links": [*links, {"rel": "alternate", "href": address, "type": "text/html"}],
    }


def _told(title: str, address: str, catalogue: Catalogue, **collections: list[dict[str, Any]]) -> bytes:
    base = catalogue.config.base_url
    links = [
        {"rel": "self", "href": urls.absolute(address, base), "type": _JSON},
        {"rel": "start", "href": urls.absolute(urls.OPDS_JSON, base), "type": _JSON},
    ]
    return (
        json.dumps({"metadata": {"title": title}, "links": links, **collections}, ensure_ascii=False) + "\n"
    ).encode()
