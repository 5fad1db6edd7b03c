"""Views → finished pages: made, rendered, put into text-only form, looked at and written, on all processors.

What a page looks like depends on the edition alone, never on which process makes it. A page that would be made of the
same values as in an earlier build, and still lies in the published site, is that page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import chain

import msgspec
from msgspec import structs

from sitegen.machine.cache import Cache, digest
from sitegen.machine.processes import Jobs, Run, shares_files, workers
from sitegen.model.late import forget, hold
from sitegen.site.artifacts import Artifact, Output, Written
from sitegen.site.batches import Batch, Uses
from sitegen.site.catalogue import Catalogue, Place
from sitegen.site.making import Made
from sitegen.site.reasons import Why, reason
from sitegen.site.seen import Look, Looked, Rendered, RenderedBatch, pack_landed
from sitegen.site.theme.templates import Theme
from sitegen.site.workshop import (
    Workshop,
    all_share,
    close_workshop,
    key_of,
    make_seen,
    make_workshop,
    open_workshop,
    this_workshop,
)

PARALLEL_FROM = 300  # pages; below it processes cost more than they save
AT_ONCE = 16  # pages that a process is handed at a time, where they are not those of a whole issue
RENEWED = 12_000  # pages after which other processes go on: what each has looked at of the edition it holds again
MOST_OPEN = 2_000  # pages to be made that are held while others are asked; to put more together again costs little
KIND = "pages"
TOLD = "pages' values"  # what is only asked of batches of which something has changed, and most of what is kept
_encode = msgspec.msgpack.Encoder().encode


@dataclass(frozen=True, slots=True)
class _Kept:
    """A batch as it is kept: whether it holds all of its pages, and these."""

    whole: bool
    rendered: RenderedBatch


_Keyed = tuple[str, bytes, Rendered]  # a page with what it is made from, and the digests of its values
# Of each page what it is made from, the digests of its values, and where links of its forms lead.
_Told = tuple[tuple[str, bytes, tuple[bytes, ...]], ...]
_decode_kept = msgspec.msgpack.Decoder(_Kept).decode
_decode_told = msgspec.msgpack.Decoder(_Told).decode


@dataclass(slots=True)
class _Asked:
    """A batch of which each page is asked: what they are made of, and those of them that stand as they were."""

    key: bytes
    keys: tuple[tuple[str, bytes], ...]  # of each page what it is made from, and the digests of its values
    stand: dict[int, Rendered]

    def anew(self) -> Iterator[int]:
        """Returns the numbers of the others."""
        return (number for number in range(len(self.keys)) if number not in self.stand)


_decode = msgspec.msgpack.Decoder(Rendered).decode
_decode_made = msgspec.msgpack.Decoder(tuple[bytes, bytes, bytes]).decode
_Number = tuple[int, int]  # of a batch, and of a page in it
# What a page is made from, the digests of its values, its forms and what is seen on each of them.
_MadeKeyed = tuple[str, bytes, list[Artifact], tuple[Looked, ...]]


def render_pages(
    catalogue: Catalogue,
    related: Mapping[str, tuple[Place, ...]],
    theme: Theme,
    look: Look,
    output: Output,
    cache: Cache,
    jobs: Jobs = 1,
    why: Why | None = None,
) -> Iterator[tuple[RenderedBatch, bool]]:
    """Write every page of the site and give what `look` sees on it, in no promised order; `jobs` processes, 0: all.

    With each batch goes whether all of it stands as it was. `related` are the articles that tell of the same as those
    at each address. `why` gets the answer when the page that it asks about is come by.
    """
    workshop = make_workshop(catalogue, theme, look, output, all_share(catalogue, theme), related)
    asked: dict[int, _Asked] = {}
    # What nothing is known of: whoever makes all pages of such a batch finds out what it is made of.
    entries, issues = list[int](), list[int]()
    held, uses = 0, Uses(catalogue, workshop.shared, cache)
    for number, batch in enumerate(workshop.batches):
        before, kept = cache.last(KIND, batch.name)
        if kept is None and batch.size and not why:
            (issues if batch.of_issue else entries).append(number)
            continue
        key = key_of(workshop, uses.of(batch))
        known = _decode_kept(kept) if kept is not None else None
        if known and known.whole and key == before != b"" and all(map(output.keep, _forms(known))):
            cache.use(TOLD, batch.name)
            _tell_taken(known, _told(batch.name, kept, cache) if why else (), why)
            yield known.rendered, True
        else:
            pages = tuple(batch.pages())
            one = _ask(workshop, key, pages, known, _told(batch.name, kept, cache), why)
            if known and key == before and len(one.keys) == len(one.stand) == len(known.rendered.pages):
                yield known.rendered, True
                continue
            asked[number] = one
            anew = {at: pages[at] for at in one.anew()}
            held += len(anew)
            if held <= MOST_OPEN:
                workshop.open[number] = anew
    if sum(workshop.batches[number].size for number in entries) < PARALLEL_FROM:
        entries, issues = [], [*entries, *issues]  # too few for processes of their own
    made = (_render_whole(workshop, numbers, uses, cache, jobs) for numbers in (entries, issues))
    for rendered in chain(_render_asked(workshop, asked, cache, jobs), *made):
        yield rendered, False
    uses.keep()
    close_workshop()


def _render_asked(workshop: Workshop, asked: Mapping[int, _Asked], cache: Cache, jobs: Jobs) -> Iterator[RenderedBatch]:
    """Make the pages of batches that do not stand."""
    anew = ((at, number) for at, one in asked.items() for number in one.anew())
    count = sum(len(one.keys) - len(one.stand) for one in asked.values())
    with _at_work(workshop, count, jobs, RENEWED) as run:
        made = _rendered(anew, run, workshop.output, jobs)
        for number, one in asked.items():
            yield _put(workshop.batches[number].name, one, made, cache)


def _render_whole(
    workshop: Workshop, numbers: Sequence[int], uses: Uses, cache: Cache, jobs: Jobs
) -> Iterator[RenderedBatch]:
    """Make all pages of batches, each batch in one process, which so goes through the texts of an issue once."""
    pages = sum(workshop.batches[number].size for number in numbers)
    with _at_work(workshop, pages, jobs, max(1, RENEWED * len(numbers) // max(1, pages))) as run:
        for number, made in zip(numbers, _kept_wholes(numbers, run, workshop.output, jobs), strict=True):
            key, kept, told = _decode_made(made)
            uses.know(workshop.batches[number], key.removeprefix(workshop.shared))
            _keep(workshop.batches[number].name, key, kept, told, cache)
            yield _decode_kept(kept).rendered


def _at_work(workshop: Workshop, pages: int, jobs: Jobs, renewed: int) -> AbstractContextManager[Run]:
    """Returns what makes so many pages, in several processes where there are many."""
    if pages < PARALLEL_FROM or jobs == 1:
        return workers(1, open_workshop, workshop)
    next(iter(workshop.related), None)  # each process would ask; and what finds them holds as much as one of these
    hold(workshop.catalogue.edition.pages())  # the other processes cannot fetch them
    forget()  # what each of them would hold again
    workshop.theme.make_ready()
    return workers(jobs, open_workshop, workshop, renewed=renewed)


def _forms(kept: _Kept) -> Iterator[Written]:
    return chain.from_iterable(page.forms for page in kept.rendered.pages)


def _keep(name: str, key: bytes, kept: bytes, told: bytes, cache: Cache) -> None:
    cache.put(KIND, name, key, kept)
    cache.put(TOLD, name, digest(kept), told)


def _told(name: str, kept: bytes | None, cache: Cache) -> _Told:
    """Returns what is told of the pages of a batch, nothing where that is not known of these."""
    told = cache.get(TOLD, name, digest(kept)) if kept is not None else None
    return _decode_told(told) if told is not None else ()


def _ask(
    workshop: Workshop, key: bytes, pages: Sequence[Made], known: _Kept | None, told: _Told, why: Why | None
) -> _Asked:
    """Ask each page of a batch whether it stands as it was."""
    before = (
        {
            page.forms[0].path: (was, page, links)
            for (_, was, links), page in zip(told, known.rendered.pages, strict=True)
        }
        if known and told
        else {}
    )
    asked = _Asked(key, tuple((made.made_from, key_of(workshop, made.uses)) for made in pages), {})
    for number, (made, (_, now)) in enumerate(zip(pages, asked.keys, strict=True)):
        was, page, links = before.get(made.address, (None, None, ()))
        stands = page is not None and now == was != b"" and all(map(workshop.output.keep, page.forms))
        if page and stands:
            seen = (structs.replace(one, packed=packed) for one, packed in zip(page.seen, links, strict=True))
            asked.stand[number] = Rendered(page.forms, tuple(seen))
        if why and made.address == why.address:
            why.tell(made.made_from, reason(now, was or None, made.what, stands=stands))
    return asked


def _tell_taken(known: _Kept, told: _Told, why: Why | None) -> None:
    for (made_from, key, _), page in zip(told, known.rendered.pages, strict=False):
        if why and page.forms[0].path == why.address:
            why.tell(made_from, reason(key, key, (), stands=True))


def _put(name: str, asked: _Asked, made: Iterator[bytes], cache: Cache) -> RenderedBatch:
    """Take the pages of a batch as they have been made, and keep it if one of them was."""
    pages = [asked.stand.get(at) or _decode(next(made)) for at in range(len(asked.keys))]
    kept, told = _kept_of([(made_from, key, page) for (made_from, key), page in zip(asked.keys, pages, strict=True)])
    _keep(name, asked.key, _encode(kept), told, cache)
    return kept.rendered


def _kept_of(pages: Sequence[_Keyed]) -> tuple[_Kept, bytes]:
    """Returns the pages of a batch as they are kept, and what is told of them.

    One with something wrong on it is made again next time.
    """
    landed = pack_landed(looked for _, _, page in pages for looked in page.seen)
    rendered = RenderedBatch(tuple(page.without_landings() for _, _, page in pages), landed)
    told = tuple(
        (
            made_from,
            b"" if any(looked.findings for looked in page.seen) else key,
            tuple(looked.packed for looked in page.seen),
        )
        for made_from, key, page in pages
    )
    return _Kept(all(key for _, key, _ in told), rendered), _encode(told)


def _rendered(numbers: Iterable[_Number], run: Run, output: Output, jobs: Jobs) -> Iterator[bytes]:
    """Returns pages by their numbers, written by the process that makes them where it shares files with this one."""
    if shares_files(jobs):
        return run(_render, numbers, AT_ONCE)
    return (_encode(_written(forms, seen, output)) for forms, seen in run(_make, numbers, AT_ONCE))


def _kept_wholes(numbers: Iterable[int], run: Run, output: Output, jobs: Jobs) -> Iterator[bytes]:
    """Returns batches by their numbers, each with its key as it is kept, written where pages are by `_rendered`."""
    if shares_files(jobs):
        return run(_render_batch, numbers)
    return (_packed_batch(key, made, output) for key, made in run(_make_batch, numbers))


def _render(number: _Number) -> bytes:
    workshop = this_workshop()
    return _encode(_written(*_make(number), workshop.output))


def _render_batch(number: int) -> bytes:
    workshop = this_workshop()
    batch = workshop.batches[number]
    return _packed_batch(_key_of_batch(workshop, batch), _made_of(batch, workshop), workshop.output)


def _packed_batch(key: bytes, made: Iterable[_MadeKeyed], output: Output) -> bytes:
    kept, told = _kept_of([(made_from, of, _written(forms, seen, output)) for made_from, of, forms, seen in made])
    return _encode((key, _encode(kept), told))


def _written(forms: Sequence[Artifact], seen: tuple[Looked, ...], output: Output) -> Rendered:
    return Rendered(tuple(map(output.write, forms)), seen)


def _make(number: _Number) -> tuple[list[Artifact], tuple[Looked, ...]]:
    workshop = this_workshop()
    batch, place = number
    return make_seen(workshop.page(batch, place), workshop)


def _make_batch(number: int) -> tuple[bytes, list[_MadeKeyed]]:
    workshop = this_workshop()
    batch = workshop.batches[number]
    return _key_of_batch(workshop, batch), list(_made_of(batch, workshop))


def _key_of_batch(workshop: Workshop, batch: Batch) -> bytes:
    return key_of(workshop, batch.uses and batch.uses())


def _made_of(batch: Batch, workshop: Workshop) -> Iterator[_MadeKeyed]:
    return ((made.made_from, key_of(workshop, made.uses), *make_seen(made, workshop)) for made in batch.pages())
