"""Every file to take away, made when it is asked for, and named by the values that it is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from types import MappingProxyType

from sitegen.model.edition import Issue
from sitegen.site.addresses import urls
from sitegen.site.alternates import OF_ARTICLES, OF_ISSUES, chosen
from sitegen.site.artifacts import Artifact
from sitegen.site.catalogue import KINDS, Catalogue, Place, places_of
from sitegen.site.digests import digest_of_values
from sitegen.site.making import Made
from sitegen.site.takeaway.carried import Carried, carried_by, is_pictured
from sitegen.site.takeaway.contract import article_json, issue_json
from sitegen.site.takeaway.epub import issue_epub
from sitegen.site.takeaway.html import issue_html
from sitegen.site.takeaway.llms import make_llms
from sitegen.site.takeaway.markdown import markdown
from sitegen.site.takeaway.model import make_sheets, make_story
from sitegen.site.takeaway.ninjs import article_ninjs
from sitegen.site.takeaway.opds import make_opds
from sitegen.site.takeaway.text import article_text, issue_text

_ArticleWriter = Callable[[Place, str, Catalogue], str]
_Pictures = Mapping[str, Carried]
_IssueWriter = Callable[[Issue, Catalogue, _Pictures], str | bytes]
_ARTICLE: Mapping[str, _ArticleWriter] = MappingProxyType(
    {
        "markdown": lambda place, here, catalogue: markdown(make_story(place, catalogue), here, catalogue),
        "text": lambda place, _, catalogue: article_text(make_story(place, catalogue), catalogue),
        "json": lambda place, _, catalogue: article_json(place, catalogue),
        "ninjs": lambda place, _, catalogue: article_ninjs(make_story(place, catalogue), catalogue),
    }
)
_ISSUE: Mapping[str, _IssueWriter] = MappingProxyType(
    {
        "text": lambda issue, catalogue, _: issue_text(issue, make_sheets(issue, catalogue), catalogue),
        "json": lambda issue, catalogue, _: issue_json(issue, catalogue),
        "html": lambda issue, catalogue, held: issue_html(issue, make_sheets(issue, catalogue), catalogue, held),
        "epub": lambda issue, catalogue, held: issue_epub(issue, make_sheets(issue, catalogue), catalogue, held),
    }
)

_CARRIERS = frozenset({"html", "epub"})  # forms that carry pictures in themselves


def make_taken_issue(issue: Issue, catalogue: Catalogue) -> Iterator[Made]:
    """Returns an issue and each of its articles in the forms that edition.yaml asks for."""
    for place in places_of(issue):
        yield from _article(place, catalogue)
    yield from _issue(issue, catalogue)


def make_taken_lists(catalogue: Catalogue) -> Iterator[Made]:
    """Returns the lists of what can be taken away."""
    yield from make_opds(catalogue)
    yield from make_llms(catalogue)


def _article(place: Place, catalogue: Catalogue) -> Iterator[Made]:
    forms = tuple(chosen(OF_ARTICLES, catalogue))
    if not forms:
        return
    names = [catalogue.names_of(place.article, kind) for kind in KINDS]
    uses = digest_of_values(catalogue.tag(place.address), catalogue.digests.page(place.page), names)
    for form in forms:
        address = urls.article_in(form.suffix, place.address)
        yield Made(address, f"taken:{address}", uses, partial(_article_bytes, form.word, place, address, catalogue))


def make_pictured(catalogue: Catalogue) -> Iterator[Artifact]:
    """Returns the files that carry pictures: these are made where the pictures are, after all pages."""
    for issue in filter(is_pictured, catalogue.edition.all_issues()):
        forms = [form for form in chosen(OF_ISSUES, catalogue) if form.word in _CARRIERS]
        pictures = carried_by(issue) if forms else {}
        for form in forms:
            address = urls.issue_in(form.suffix, issue)
            yield Artifact(address, _issue_bytes(form.word, issue, catalogue, pictures), f"taken:{address}")


def _issue(issue: Issue, catalogue: Catalogue) -> Iterator[Made]:
    later = _CARRIERS if is_pictured(issue) else frozenset()
    forms = [form for form in chosen(OF_ISSUES, catalogue) if form.word not in later]
    if not forms:
        return
    ids = [catalogue.tag(urls.article(article, page)) for page in issue.pages for article in page.articles]
    whole = [catalogue.digests.page(page) for page in issue.pages]
    uses = digest_of_values(catalogue.tag(urls.issue(issue)), ids, whole)
    for form in forms:
        address = urls.issue_in(form.suffix, issue)
        yield Made(address, f"taken:{address}", uses, partial(_issue_bytes, form.word, issue, catalogue, {}))


def _article_bytes(word: str, place: Place, here: str, catalogue: Catalogue) -> bytes:
    return _ARTICLE[word](place, here, catalogue).encode()


def _issue_bytes(word: str, issue: Issue, catalogue: Catalogue, pictures: _Pictures) -> bytes:
    made = _ISSUE[word](issue, catalogue, pictures)
    return made.encode() if isinstance(made, str) else made
