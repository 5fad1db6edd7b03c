"""In which other forms an article or an issue may be taken away: what each is called, its type, its address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sitegen.model.edition import Issue
from sitegen.site.addresses import urls
from sitegen.site.catalogue import Catalogue, Place
from sitegen.site.views.heads import AlternateView


@dataclass(frozen=True, slots=True)
class Form:
    """A form: the word by which edition.yaml chooses it, how its files end, their media type."""

    word: str
    suffix: str
    type: str


_TEXT = Form("text", ".txt", "text/plain")
_JSON = Form("json", ".json", "application/json")
OF_ARTICLES = (Form("markdown", ".md", "text/markdown"), _TEXT, _JSON, Form("ninjs", ".ninjs.json", "application/json"))
OF_ISSUES = (Form("epub", ".epub", "application/epub+zip"), Form("html", ".html", "text/html"), _TEXT, _JSON)


def chosen(forms: Iterable[Form], catalogue: Catalogue) -> Iterator[Form]:
    """Returns those forms that edition.yaml asks for."""
    return (form for form in forms if form.word in catalogue.config.take_away)


def article_alternates(place: Place, catalogue: Catalogue) -> tuple[AlternateView, ...]:
    """Returns the forms of an article as its page links to them."""
    return tuple(
        _view(form, urls.article_in(form.suffix, place.address), place.address, catalogue)
        for form in chosen(OF_ARTICLES, catalogue)
    )


def issue_alternates(issue: Issue, here: str, catalogue: Catalogue) -> tuple[AlternateView, ...]:
    """Returns the forms of an issue as the page at `here` links to them."""
    forms = tuple(chosen(OF_ISSUES, catalogue))
    views = (_view(form, urls.issue_in(form.suffix, issue), here, catalogue) for form in forms)
    book = any(form.word == "epub" for form in forms)
    return (*views, *((_catalogue_of_books(here, catalogue),) if book else ()))


def _catalogue_of_books(here: str, catalogue: Catalogue) -> AlternateView:
    """Returns the list of all issues for programs that read books."""
    kind = "application/atom+xml;profile=opds-catalog"
    return AlternateView(text=catalogue.words.taken_all, href=urls.relative(urls.OPDS, here), type=kind)


def _view(form: Form, address: str, here: str, catalogue: Catalogue) -> AlternateView:
    return AlternateView(
        text=catalogue.words.forms[form.word],
        href=urls.relative(address, here),
        type=form.type,
        name=urls.kept_as(catalogue.config.publication.name, address),
    )
