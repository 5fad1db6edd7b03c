"""Views → finished pages: made, rendered, put into text-only form, looked at and written, on all processors.

The work is cut into parcels: the front page, the pages of one issue, a share of the lists. What a page looks like
depends on the edition alone, never on which process makes it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from os import cpu_count
from typing import Generic, TypeVar

from sitegen.processes import workers
from sitegen.site import urls
from sitegen.site.artifacts import Artifact, Output, Written
from sitegen.site.catalogue import Catalogue, Place
from sitegen.site.lists import make_lists
from sitegen.site.pages import Made, make_front_page, make_issue_pages
from sitegen.site.plain import plain_view
from sitegen.site.related import related_places
from sitegen.site.theme.templates import Theme

PARALLEL_FROM = 300  # articles; below it processes cost more than they save
AT_ONCE = 4  # parcels that a process is handed at a time
T = TypeVar("T")
Look = Callable[[str, bytes], T]  # what an address and the page there say to whoever looks at it


@dataclass(frozen=True, slots=True)
class Rendered(Generic[T]):
    """A page with its text-only form, if it has one, and what was seen on each of them."""

    forms: tuple[Written, ...]
    seen: tuple[T, ...]


@dataclass(frozen=True, slots=True)
class _Parcel:
    """Which pages to make: those of issue number `issue` (newest first), or every `of`th list from the `share`th on."""

    issue: int = -1
    share: int = -1
    of: int = 1


@dataclass(frozen=True, slots=True)
class _Workshop(Generic[T]):
    """All that pages are made with."""

    catalogue: Catalogue
    theme: Theme
    related: Mapping[str, Sequence[Place]]
    look: Look[T]
    output: Output


_workshops: list[_Workshop[object]] = []  # of this process, one at a time: forked with it, it is never sent


def render_pages(
    catalogue: Catalogue, theme: Theme, look: Look[T], output: Output, jobs: int = 1
) -> Iterator[Rendered[T]]:
    """Write every page of the site and give what `look` sees on it, in no promised order; `jobs` processes, 0: all."""
    count = (jobs or cpu_count() or 1) if len(catalogue.places) >= PARALLEL_FROM else 1
    issues = sum(1 for _ in catalogue.edition.all_issues())
    lists = (_Parcel(share=share, of=count) for share in range(count))  # first, as they take longest
    parcels = [*lists, _Parcel(), *(_Parcel(issue=number) for number in range(issues))]
    workshop = _Workshop(catalogue, theme, related_places(catalogue.places), look, output)
    with workers(count, _open, workshop) as run:
        for rendered in run(_render_parcel, parcels, AT_ONCE):
            yield from rendered  # type: ignore[misc]  # what `look` gives is known to this call alone
    _workshops.clear()


def _open(workshop: _Workshop[object]) -> None:
    _workshops[:] = [workshop]


def _render_parcel(parcel: _Parcel) -> list[Rendered[object]]:
    (workshop,) = _workshops
    return [_render(made, workshop) for made in _make(parcel, workshop)]


def _make(parcel: _Parcel, workshop: _Workshop[object]) -> Iterator[Made]:
    if parcel.share >= 0:
        return islice(make_lists(workshop.catalogue), parcel.share, None, parcel.of)
    if parcel.issue >= 0:
        return make_issue_pages(parcel.issue, workshop.related, workshop.catalogue)
    return make_front_page(workshop.catalogue)


def _render(made: Made, workshop: _Workshop[object]) -> Rendered[object]:
    address, view, made_from = made
    theme = workshop.theme
    forms = [Artifact(address, theme.render(view), made_from)]
    if view.site.other_form and theme.plain:
        text_only = theme.plain.render(plain_view(view, address))
        forms.append(Artifact(urls.plain(address), text_only, f"{made_from}, text only"))
    seen = tuple(workshop.look(form.path, form.content) for form in forms)
    return Rendered(tuple(map(workshop.output.write, forms)), seen)
