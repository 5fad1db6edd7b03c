"""Views → finished pages: made, rendered, put into text-only form, looked at and written, on all processors.

What a page looks like depends on the edition alone, never on which process makes it. A page that would be made of the
same values as in an earlier build, and still lies in the published site, is that page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, replace
from itertools import chain

import msgspec

from sitegen.errors import Diagnostic
from sitegen.machine.cache import Cache
from sitegen.machine.processes import Jobs, Run, workers
from sitegen.model.late import forget, hold
from sitegen.site.addresses import sounds, spelling, urls
from sitegen.site.artifacts import Artifact, Output, Written
from sitegen.site.batches import Batch, batches_of
from sitegen.site.catalogue import KINDS, Catalogue, Place
from sitegen.site.digests import digests_of
from sitegen.site.making import Made
from sitegen.site.pictures import image_variants
from sitegen.site.plain import plain_view
from sitegen.site.reasons import Why, reason
from sitegen.site.related.finding import related_places
from sitegen.site.theme.templates import Theme

PARALLEL_FROM = 300  # pages; below it processes cost more than they save
AT_ONCE = 16  # pages that a process is handed at a time
RENEWED = 12_000  # pages after which other processes go on: what each has looked at of the edition it holds again
MOST_OPEN = 2_000  # pages of batches that are held while others are asked; to put more together again costs little
KIND = "pages"
Landing = tuple[str, str, str]  # a link as written, the address that it leads to, and the anchor there
_encode = msgspec.msgpack.Encoder().encode
_decode_landings = msgspec.msgpack.Decoder(tuple[Landing, ...]).decode
_decode_anchors = msgspec.msgpack.Decoder(frozenset[str]).decode


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found on a page, and, packed, the anchors it has and where its links within the site lead.

    Of 10,000 articles there are 600,000 links: a site that has been made holds them batch by batch, each once.
    """

    findings: tuple[Diagnostic, ...] = ()
    packed_anchors: bytes = b""
    packed: bytes = b""

    @property
    def anchors(self) -> frozenset[str]:
        """Returns the anchors that it has."""
        return _decode_anchors(self.packed_anchors) if self.packed_anchors else frozenset()

    def landings(self) -> tuple[Landing, ...]:
        """Returns where its links within the site lead."""
        return _decode_landings(self.packed) if self.packed else ()

    def without_landings(self) -> Looked:
        """Returns the same but for where its links lead."""
        return Looked(self.findings, self.packed_anchors)


def looked(findings: Iterable[Diagnostic], anchors: Iterable[str], landings: Iterable[Landing]) -> Looked:
    """Returns what was found on a page as it is held."""
    return Looked(tuple(findings), _encode(sorted(anchors)), _encode(tuple(landings)))


# Says what an address and the page there show to whoever looks at it.
Look = Callable[[str, bytes], Looked]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page with its text-only form, if it has one, and what was seen on each of them."""

    forms: tuple[Written, ...]
    seen: tuple[Looked, ...]

    def without_landings(self) -> Rendered:
        """Returns the same but for where its links lead."""
        return Rendered(self.forms, tuple(one.without_landings() for one in self.seen))


Landed = frozenset[tuple[str, str]]  # addresses that links lead to, each with the anchor there
unpack_landed = msgspec.msgpack.Decoder(Landed).decode


def pack_landed(seen: Iterable[Looked]) -> bytes:
    """Returns where the links within the site of all that was seen lead, packed."""
    return _encode(sorted({(target, anchor) for one in seen for _, target, anchor in one.landings()}))


@dataclass(frozen=True, slots=True)
class RenderedBatch:
    """The pages of a batch, and where their links within the site lead, packed."""

    pages: tuple[Rendered, ...]
    landed: bytes


@dataclass(frozen=True, slots=True)
class _Kept:
    """A batch as it is kept: whether it holds all of its pages, these, and the names and keys of each."""

    whole: bool
    rendered: RenderedBatch
    told: msgspec.Raw  # a _Told: only asked where something has changed


# Of each page what it is made from, the digests of its values, and where links of its forms lead.
_Told = tuple[tuple[str, bytes, tuple[bytes, ...]], ...]
_decode_kept = msgspec.msgpack.Decoder(_Kept).decode
_decode_told = msgspec.msgpack.Decoder(_Told).decode


@dataclass(slots=True)
class _Asked:
    """A batch of which each page is asked: how many it has, and those of them that stand as they were."""

    key: bytes
    count: int
    stand: dict[int, Rendered]

    def anew(self) -> Iterator[int]:
        """Returns the numbers of the others."""
        return (number for number in range(self.count) if number not in self.stand)


@dataclass(frozen=True, slots=True)
class _Workshop:
    """All that pages are made with, and what is to be made; `open` are the batches whose pages are known by now."""

    catalogue: Catalogue
    theme: Theme
    look: Look
    output: Output
    related: Mapping[str, tuple[Place, ...]]
    batches: tuple[Batch, ...]
    open: dict[int, tuple[Made, ...]]

    def pages(self, batch: int) -> tuple[Made, ...]:
        """Returns the pages of a batch."""
        if batch not in self.open:
            self.open.clear()  # they are asked for one batch after the other
            self.open[batch] = tuple(self.batches[batch].pages())
        return self.open[batch]

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
_Number = tuple[int, int]  # of a batch, and of a page in it


def render_pages(
    catalogue: Catalogue,
    theme: Theme,
    look: Look,
    output: Output,
    cache: Cache,
    jobs: Jobs = 1,
    why: Why | None = None,
) -> Iterator[RenderedBatch]:
    """Write every page of the site and give what `look` sees on it, in no promised order; `jobs` processes, 0: all.

    `why` gets the answer when the page that it asks about is come by.
    """
    workshop = _make_workshop(catalogue, theme, look, output, related_places(catalogue, cache))
    shared = _shared(catalogue, theme)
    asked: dict[int, _Asked] = {}
    held = 0
    for number, batch in enumerate(workshop.batches):
        key = shared + batch.uses() if batch.uses else b""
        before, kept = cache.last(KIND, batch.name)
        known = _decode_kept(kept) if kept is not None else None
        if known and known.whole and key == before != b"" and all(map(output.keep, _forms(known))):
            _tell_taken(known, why)
            yield known.rendered
        else:
            pages = tuple(batch.pages())
            asked[number] = _ask(key, shared, pages, known, output, why)
            held += len(pages)
            if held <= MOST_OPEN:
                workshop.open[number] = pages
    anew = ((at, number) for at, one in asked.items() for number in one.anew())
    many = sum(one.count - len(one.stand) for one in asked.values()) >= PARALLEL_FROM
    if many and jobs != 1:
        hold(catalogue.edition.pages())  # the other processes cannot fetch them
        forget()  # what each of them would hold again
    with workers(jobs if many else 1, _open, workshop, renewed=RENEWED) as run:
        made = _rendered(anew, run, output, jobs)
        for number, one in asked.items():
            yield _put(workshop, shared, number, one, made, cache)
    _workshops.set(())


def _forms(kept: _Kept) -> Iterator[Written]:
    return chain.from_iterable(page.forms for page in kept.rendered.pages)


def _ask(
    key: bytes, shared: bytes, pages: Sequence[Made], known: _Kept | None, output: Output, why: Why | None
) -> _Asked:
    """Ask each page of a batch whether it stands as it was."""
    told = _decode_told(known.told) if known else ()
    before = (
        {
            page.forms[0].path: (was, page, links)
            for (_, was, links), page in zip(told, known.rendered.pages, strict=True)
        }
        if known
        else {}
    )
    asked = _Asked(key, len(pages), {})
    for number, made in enumerate(pages):
        now = _key(shared, made)
        was, page, links = before.get(made.address, (None, None, ()))
        stands = page is not None and now == was != b"" and all(map(output.keep, page.forms))
        if page and stands:
            seen = (replace(one, packed=packed) for one, packed in zip(page.seen, links, strict=True))
            asked.stand[number] = Rendered(page.forms, tuple(seen))
        if why and made.address == why.address:
            why.tell(made.made_from, reason(now, was or None, made.what, stands=stands))
    return asked


def _tell_taken(known: _Kept, why: Why | None) -> None:
    if why is None:
        return
    for (made_from, key, _), page in zip(_decode_told(known.told), known.rendered.pages, strict=True):
        if page.forms[0].path == why.address:
            why.tell(made_from, reason(key, key, (), stands=True))


def _key(shared: bytes, made: Made) -> bytes:
    return shared + made.uses if made.uses else b""


def _put(
    workshop: _Workshop, shared: bytes, number: int, asked: _Asked, made: Iterator[bytes], cache: Cache
) -> RenderedBatch:
    """Take the pages of a batch as they have been made, and keep it if one of them was."""
    pages = tuple(asked.stand.get(at) or _decode(next(made)) for at in range(asked.count))
    landed = pack_landed(looked for page in pages for looked in page.seen)
    rendered = RenderedBatch(tuple(page.without_landings() for page in pages), landed)
    faulty = [any(looked.findings for looked in page.seen) for page in pages]
    told = tuple(
        (one.made_from, b"" if fault else _key(shared, one), tuple(looked.packed for looked in page.seen))
        for one, fault, page in zip(workshop.pages(number), faulty, pages, strict=True)
    )
    whole = all(key for _, key, _ in told)
    kept = _Kept(whole, rendered, msgspec.Raw(_encode(told)))
    cache.put(KIND, workshop.batches[number].name, asked.key, _encode(kept))
    return rendered


def _shared(catalogue: Catalogue, theme: Theme) -> bytes:
    """Returns the digests of what every page is made of, as reasons.SHARED names them.

    No page shows what edition.yaml accepts or declares gone: an editor who withdraws a page waits for few others.
    """
    indexes = [bool(catalogue.names[kind]) for kind in KINDS]
    shown = replace(catalogue.config, accept=(), gone=())
    return digests_of((repr(shown), theme.digest, theme.plain.digest if theme.plain else b"", indexes))


def _make_workshop(
    catalogue: Catalogue, theme: Theme, look: Look, output: Output, related: Mapping[str, tuple[Place, ...]]
) -> _Workshop:
    return _Workshop(catalogue, theme, look, output, related, tuple(batches_of(catalogue, related)), {})


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


def _rendered(numbers: Iterable[_Number], run: Run, output: Output, jobs: Jobs) -> Iterator[bytes]:
    """Returns pages by their numbers, written by the process that makes them where it shares files with this one."""
    if isinstance(jobs, int):
        return run(_render, numbers, AT_ONCE)
    return (_written(forms, seen, output) for forms, seen in run(_make, numbers, AT_ONCE))


def _render(number: _Number) -> bytes:
    (workshop,) = _workshops.get()
    return _written(*_make(number), workshop.output)


def _written(forms: Sequence[Artifact], seen: tuple[Looked, ...], output: Output) -> bytes:
    """Returns the packed Rendered of a page, as it is kept."""
    return _encode(Rendered(tuple(map(output.write, forms)), seen))


def _make(number: _Number) -> tuple[list[Artifact], tuple[Looked, ...]]:
    (workshop,) = _workshops.get()
    batch, place = number
    forms = forms_of(workshop.pages(batch)[place], workshop.theme)
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
