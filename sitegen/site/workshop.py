"""Where pages are made: all that they are made with, in this process or in another, and a page that is made there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, replace

from sitegen.site.addresses import sounds, spelling, urls
from sitegen.site.artifacts import Artifact, Output
from sitegen.site.batches import Batch, batches_of
from sitegen.site.catalogue import KINDS, Catalogue, Place
from sitegen.site.digests import digests_of
from sitegen.site.making import Made
from sitegen.site.pictures import image_variants
from sitegen.site.plain import plain_view
from sitegen.site.seen import Look, Looked
from sitegen.site.theme.templates import Theme


@dataclass(frozen=True, slots=True)
class Workshop:
    """All that pages are made with, and what is to be made; `open` are pages of batches that are known by now."""

    catalogue: Catalogue
    theme: Theme
    look: Look
    output: Output
    shared: bytes
    related: Mapping[str, tuple[Place, ...]]
    batches: tuple[Batch, ...]
    open: dict[int, Mapping[int, Made]]

    def page(self, batch: int, place: int) -> Made:
        """Returns a page of a batch."""
        if place not in self.open.get(batch, ()):
            self.open.clear()  # they are asked for one batch after the other
            self.open[batch] = dict(enumerate(self.batches[batch].pages()))
        return self.open[batch][place]

    def __reduce__(self) -> tuple[Callable[..., Workshop], tuple[object, ...]]:
        """Let another process put together what is to be made, in the same order, from what it cannot know itself.

        That is also what took long to find out: which articles are related, sizes of pictures, how names are spoken.
        """
        names = [spelling.said_as(name) for kind in KINDS for name in self.catalogue.names[kind]]
        at = {id(place): number for number, place in enumerate(self.catalogue.places)}
        related = [[at[id(other)] for other in self.related[place.address]] for place in self.catalogue.places]
        shared = self.catalogue, self.theme, self.look, self.output, self.shared
        return _take_workshop, (*shared, related, image_variants.known(), sounds.known(names))


_workshops: ContextVar[tuple[Workshop, ...]] = ContextVar("workshops")  # of this process or thread, one at a time


def make_workshop(
    catalogue: Catalogue,
    theme: Theme,
    look: Look,
    output: Output,
    shared: bytes,
    related: Mapping[str, tuple[Place, ...]],
) -> Workshop:
    """Returns what every page of an edition is made with; `shared` are the digests of what `all_share`."""
    return Workshop(catalogue, theme, look, output, shared, related, tuple(batches_of(catalogue, related)), {})


def _take_workshop(
    catalogue: Catalogue,
    theme: Theme,
    look: Look,
    output: Output,
    shared: bytes,
    related: Sequence[Sequence[int]],
    copies: image_variants.Known,
    said: sounds.Known,
) -> Workshop:
    image_variants.know(copies)
    sounds.know(said)
    places = catalogue.places
    near = {place.address: tuple(places[other] for other in of) for place, of in zip(places, related, strict=True)}
    return make_workshop(catalogue, theme, look, output, shared, near)


def open_workshop(workshop: Workshop) -> None:
    """Lets this process make pages there."""
    _workshops.set((workshop,))


def this_workshop() -> Workshop:
    """Returns the workshop that this process has opened."""
    (workshop,) = _workshops.get()
    return workshop


def close_workshop() -> None:
    """Let go of the workshop that this process has opened."""
    _workshops.set(())


def all_share(catalogue: Catalogue, theme: Theme) -> bytes:
    """Returns the digests of what every page is made of, as reasons.SHARED names them.

    No page shows what edition.yaml accepts or declares gone: an editor who withdraws a page waits for few others.
    """
    indexes = [bool(catalogue.names[kind]) for kind in KINDS]
    shown = replace(catalogue.config, accept=(), gone=())
    return digests_of((repr(shown), theme.digest, theme.plain.digest if theme.plain else b"", indexes))


def key_of(workshop: Workshop, uses: bytes | None) -> bytes:
    """Returns the digests of all that is made of this and of what all pages share; nothing for nothing."""
    return workshop.shared + uses if uses else b""


def make_seen(made: Made, workshop: Workshop) -> tuple[list[Artifact], tuple[Looked, ...]]:
    """Makes a page in each of its forms, and looks at them."""
    forms = forms_of(made, workshop.theme)
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
