"""Views → finished pages: made, rendered, put into text-only form, looked at and written, on all processors.

What a page looks like depends on the edition alone, never on which process makes it. A page that would be made of the
same values as in an earlier build, and still lies in the published site, is that page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import chain

import msgspec

from sitegen.errors import Diagnostic
from sitegen.machine.cache import Cache
from sitegen.machine.processes import Jobs, Run, workers
from sitegen.site.addresses import sounds, spelling, urls
from sitegen.site.archival.making import make_archival
from sitegen.site.artifacts import Artifact, Output, Written
from sitegen.site.catalogue import KINDS, Catalogue, Place
from sitegen.site.digests import digests_of
from sitegen.site.feeds.making import make_feeds
from sitegen.site.lists.making import make_lists
from sitegen.site.making import Made
from sitegen.site.pages.making import make_front_page, make_issue_pages
from sitegen.site.pictures import image_variants
from sitegen.site.plain import plain_view
from sitegen.site.reasons import Why, reason
from sitegen.site.related.finding import related_places
from sitegen.site.takeaway.making import make_takeaway
from sitegen.site.theme.templates import Theme

PARALLEL_FROM = 300  # pages; below it processes cost more than they save
AT_ONCE = 16  # pages that a process is handed at a time
KIND = "page"
Landing = tuple[str, str, str]  # a link as written, the address that it leads to, and the anchor there
_encode = msgspec.msgpack.Encoder().encode
_decode_landings = msgspec.msgpack.Decoder(tuple[Landing, ...]).decode


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found on a page, the anchors it has, and, packed, where its links within the site lead.

    Of 10,000 articles there are 600,000 links: as values they would take 150 MB for as long as a build lasts.
    """

    findings: tuple[Diagnostic, ...] = ()
    anchors: frozenset[str] = frozenset()
    packed: bytes = b""

    def landings(self) -> tuple[Landing, ...]:
        """Returns where its links within the site lead."""
        return _decode_landings(self.packed) if self.packed else ()


def pack_landings(landings: Iterable[Landing]) -> bytes:
    """Returns where links lead as Looked holds it."""
    return _encode(tuple(landings))


# Says what an address and the page there show to whoever looks at it.
Look = Callable[[str, bytes], Looked]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page with its text-only form, if it has one, and what was seen on each of them."""

    forms: tuple[Written, ...]
    seen: tuple[Looked, ...]


@dataclass(frozen=True, slots=True)
class _Workshop:
    """All that pages are made with, and what is to be made."""

    catalogue: Catalogue
    theme: Theme
    look: Look
    output: Output
    related: Mapping[str, tuple[Place, ...]]
    pages: tuple[Made, ...]

    def __reduce__(self) -> tuple[Callable[..., _Workshop], tuple[object, ...]]:
        """Let another process put together what is to be made, in the same order, from what it cannot know itself.

        That is also what took long to find out: which articles are related, sizes of pictures, how names are spoken.
        """
        names = [spelling.said_as(name) for kind in KINDS for name in self.catalogue.names[kind]]
        at = {id(place): number for number, place in enumerate(self.catalogue.places)}
        related = [[at[id(other)] for other in self.related[place.address]] for place in self.catalogue.places]
        shared = self.catalogue, self.theme, self.look, self.output
        return _take_workshop, (*shared, related, image_variants.known(), sounds.known(names))


_workshops: ContextVar[tuple[_Workshop, ...]] = ContextVar("workshops")  # of this process or thread, one at a time
_decode = msgspec.msgpack.Decoder(Rendered).decode


def render_pages(
    catalogue: Catalogue,
    theme: Theme,
    look: Look,
    output: Output,
    cache: Cache,
    jobs: Jobs = 1,
    why: Why | None = None,
) -> Iterator[Rendered]:
    """Write every page of the site and give what `look` sees on it, in no promised order; `jobs` processes, 0: all.

    `why` gets the answer when the page that it asks about is come by.
    """
    workshop = _make_workshop(catalogue, theme, look, output, related_places(catalogue, cache))
    shared = _shared(catalogue, theme)
    keys = [shared + made.uses if made.uses else b"" for made in workshop.pages]
    anew = []
    for number, (made, key) in enumerate(zip(workshop.pages, keys, strict=True)):
        known = cache.get(KIND, made.address, key) if key else None
        rendered = _decode(known) if known else None
        stands = rendered is not None and all(map(output.keep, rendered.forms))
        if why and made.address == why.address:
            why.tell(made.made_from, reason(key, cache.key(KIND, made.address), made.what, stands=stands))
        if rendered and stands:
            yield rendered
        else:
            anew.append(number)
    with workers(jobs if len(anew) >= PARALLEL_FROM else 1, _open, workshop) as run:
        for number, value in zip(anew, _rendered(anew, run, output, jobs), strict=True):
            rendered = _decode(value)
            if keys[number] and not any(looked.findings for looked in rendered.seen):
                cache.put(KIND, workshop.pages[number].address, keys[number], value)
            yield rendered
    _workshops.set(())


def _shared(catalogue: Catalogue, theme: Theme) -> bytes:
    """Returns the digests of what every page is made of, as reasons.SHARED names them."""
    indexes = [bool(catalogue.names[kind]) for kind in KINDS]
    return digests_of((repr(catalogue.config), theme.digest, theme.plain.digest if theme.plain else b"", indexes))


def _make_workshop(
    catalogue: Catalogue, theme: Theme, look: Look, output: Output, related: Mapping[str, tuple[Place, ...]]
) -> _Workshop:
    return _Workshop(catalogue, theme, look, output, related, tuple(pages_of(catalogue, related)))


def pages_of(catalogue: Catalogue, related: Mapping[str, tuple[Place, ...]]) -> Iterator[Made]:
    """Returns every page of the site, each to be made when it is asked for."""
    issues = range(sum(1 for _ in catalogue.edition.all_issues()))
    of_issues = (make_issue_pages(number, related, catalogue) for number in issues)
    lists = chain(make_lists(catalogue), make_feeds(catalogue), make_archival(catalogue))
    return chain(lists, make_front_page(catalogue), chain.from_iterable(of_issues), make_takeaway(catalogue))


def _take_workshop(
    catalogue: Catalogue,
    theme: Theme,
    look: Look,
    output: Output,
    related: Sequence[Sequence[int]],
    copies: image_variants.Known,
    said: sounds.Known,
) -> _Workshop:
    image_variants.know(copies)
    sounds.know(said)
    places = catalogue.places
    near = {place.address: tuple(places[other] for other in of) for place, of in zip(places, related, strict=True)}
    return _make_workshop(catalogue, theme, look, output, near)


def _open(workshop: _Workshop) -> None:
    _workshops.set((workshop,))


def _rendered(numbers: Sequence[int], run: Run, output: Output, jobs: Jobs) -> Iterator[bytes]:
    """Returns pages by their numbers, written by the process that makes them where it shares files with this one."""
    if isinstance(jobs, int):
        return run(_render, numbers, AT_ONCE)
    return (_written(forms, seen, output) for forms, seen in run(_make, numbers, AT_ONCE))


def _render(number: int) -> bytes:
    (workshop,) = _workshops.get()
    return _written(*_make(number), workshop.output)


def _written(forms: Sequence[Artifact], seen: tuple[Looked, ...], output: Output) -> bytes:
    """Returns the packed Rendered of a page, as it is kept."""
    return _encode(Rendered(tuple(map(output.write, forms)), seen))


def _make(number: int) -> tuple[list[Artifact], tuple[Looked, ...]]:
    (workshop,) = _workshops.get()
    forms = forms_of(workshop.pages[number], workshop.theme)
    return forms, tuple(workshop.look(form.path, form.content) for form in forms)


def forms_of(made: Made, theme: Theme) -> list[Artifact]:
    """Returns a page as it is published, and its text-only form, if it has one."""
    view = made.view()
    if isinstance(view, bytes):
        return [Artifact(made.address, view, made.made_from)]
    forms = [Artifact(made.address, theme.render(view), made.made_from)]
    if view.site.other_form and theme.plain:
        text_only = theme.plain.render(plain_view(view, made.address))
        forms.append(Artifact(urls.plain(made.address), text_only, f"text_only:{made.made_from}"))
    return forms
