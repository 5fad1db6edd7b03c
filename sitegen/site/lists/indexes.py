"""The indexes of people, units and places: a page that leads to all names, and pages of names that begin alike.

On these stand the articles of each name that has few; one that has many leads to its own page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from msgspec.structs import replace

from sitegen.site.addresses import urls
from sitegen.site.article_views import roles_of, title_of
from sitegen.site.catalogue import Catalogue, Place
from sitegen.site.digests import digest_of_values
from sitegen.site.lists.name_lists import has_list
from sitegen.site.locale import date_text
from sitegen.site.making import Made
from sitegen.site.page_context import Frame
from sitegen.site.parts import MOST, Part, walk
from sitegen.site.registers import Register
from sitegen.site.views.heads import Link
from sitegen.site.views.lists import IndexGroup, IndexView, NameView

MOST_BEGINNINGS = 400  # surnames or names at a glance on one page; of more only what leads to them


def index_title(kind: str, catalogue: Catalogue) -> str:
    """Returns the name of an index."""
    words = catalogue.words
    return {"people": words.people, "units": words.units, "places": words.places}[kind]


@dataclass(frozen=True, slots=True)
class _Index:
    """What the pages of an index share; `letters`: its initials, and where each is listed."""

    register: Register
    catalogue: Catalogue
    letters: tuple[tuple[str, str], ...]
    large: bool  # the initials have pages of their own

    @property
    def kind(self) -> str:
        return self.register.kind

    @property
    def title(self) -> str:
        return index_title(self.kind, self.catalogue)

    def places(self, name: str) -> Sequence[Place]:
        """Returns the articles that are listed on the page where a name stands among others."""
        return () if self.register.has_page(name) else self.catalogue.names[self.kind][name]


def make_index(kind: str, catalogue: Catalogue) -> Iterator[Made]:
    """Returns the pages of an index that has entries."""
    register = catalogue.registers[kind]
    index = _make(register, catalogue)
    what = f"index:{kind}"
    shown = [(n, register.counts[n], register.address(n), register.beginning(n)) for n in register.names]
    yield Made(urls.index(kind), what, digest_of_values(shown), partial(_whole, index))
    if index.large:
        for letter, parts in _by_letter(register):
            uses = digest_of_values(index.letters, [(part.name, part.items) for part in parts])
            yield Made(_initial(kind, letter), f"{what}, {letter}", uses, partial(_initial_page, letter, parts, index))
    for part in register.syllables:
        for way in ((part,), *walk(part)):
            around = _around(way, register)
            uses = _part_uses(way, around, index)
            address = register.address_of(way[-1])
            yield Made(address, f"{what}, {way[-1].name}", uses, partial(_part, way, around, index))


def index_uses(kind: str, catalogue: Catalogue) -> bytes:
    """Returns the digest of what all pages of an index are made of: its names, and what is told of their articles."""
    told = {id(place): catalogue.digests.title(place.article, place.page) for place in catalogue.places}
    listed = [(name, b"".join([told[id(place)] for place in places])) for name, places in catalogue.names[kind].items()]
    return digest_of_values(kind, listed)


def _make(register: Register, catalogue: Catalogue) -> _Index:
    kind, letters = register.kind, [(letter, parts) for letter, parts in _by_letter(register)]
    beginnings = [len([*register.by_beginning(name for part in parts for name in part.items)]) for _, parts in letters]
    large = len(register.names) > MOST and (sum(beginnings) > MOST_BEGINNINGS or max(beginnings) > MOST)
    whole = urls.index(kind)
    addresses = (
        (letter.upper(), _initial(kind, letter) if large else f"{whole}#{_letter_anchor(letter)}")
        for letter, _ in letters
    )
    return _Index(register, catalogue, tuple(addresses), large)


def _by_letter(register: Register) -> Iterator[tuple[str, tuple[Part[str], ...]]]:
    for letter, parts in groupby(register.syllables, lambda part: part.path[0]):
        yield letter, tuple(parts)


def _initial(kind: str, letter: str) -> str:
    return urls.part(urls.index(kind), letter)


def _letter_anchor(letter: str) -> str:
    return f"letter-{letter}"


def _whole(index: _Index) -> IndexView:
    register, here = index.register, urls.index(index.kind)
    frame = Frame(here, index.catalogue)
    return IndexView(
        site=frame.site(),
        head=frame.head(index.title, index.catalogue.words.listing.join(register.names[:MOST]), ((index.title, here),)),
        kind=index.kind,
        title=index.title,
        groups=tuple(_letter_group(letter, parts, index, frame) for letter, parts in _by_letter(register)),
        count=len(register.names),
        names=frame.link(urls.name_list(index.kind)) if has_list(register) else "",
    )


def _letter_group(letter: str, parts: Sequence[Part[str]], index: _Index, frame: Frame) -> IndexGroup:
    """Returns an initial: with all its names in a short index, in a longer one with what they begin with, or alone."""
    register = index.register
    links: Iterable[Link] = ()
    if len(register.names) <= MOST:
        # Those of one surname stand together, also where others sound as if between them.
        every = (name for part in parts for name in part.items)
        names = (name for _, alike in index.register.by_beginning(every) for name in alike)
        links = (frame.to(name, register.address(name), str(register.counts[name])) for name in names)
    elif not index.large:
        links = _beginnings(parts, index, frame)
    return IndexGroup(
        letter=letter.upper(),
        anchor=_letter_anchor(letter),
        links=tuple(links),
        href=frame.link(_initial(index.kind, letter)) if index.large else "",
        count=sum(len(part.items) for part in parts) if len(register.names) > MOST else 0,
    )


def _beginnings(parts: Sequence[Part[str]], index: _Index, frame: Frame) -> Iterator[Link]:
    """Returns what names of an initial begin with, each as the way to the page that has them."""
    for part in parts:
        address = index.register.address_of(part)
        for begin, names in index.register.by_beginning(part.items):
            anchor = "" if part.parts else f"#{urls.beginning_anchor(begin)}"
            yield frame.to(begin, address + anchor, str(len(names)))


def _initial_page(letter: str, parts: Sequence[Part[str]], index: _Index) -> IndexView:
    """Returns the page of an initial of a large index: what its names begin with, if that is too much their sounds."""
    here = _initial(index.kind, letter)
    frame = Frame(here, index.catalogue)
    links = tuple(_beginnings(parts, index, frame))
    if len(links) > MOST:
        links = tuple(_way_to(part, index, frame) for part in parts)
    trail = ((index.title, urls.index(index.kind)), (letter.upper(), here))
    told = index.catalogue.words.listing.join(name for part in parts for name in part.items[:1])
    return IndexView(
        site=frame.site(),
        head=frame.head(f"{index.title} {letter.upper()}", told, trail),
        kind=index.kind,
        title=index.title,
        groups=(IndexGroup(letter=letter.upper(), anchor=_letter_anchor(letter), links=links),),
        count=sum(len(part.items) for part in parts),
        letters=_letters(letter, index, frame),
        span=letter.upper(),
    )


def _way_to(part: Part[str], index: _Index, frame: Frame, note: str = "") -> Link:
    return frame.to(index.register.label(part), index.register.address_of(part), note or str(len(part.items)))


def _letters(letter: str, index: _Index, frame: Frame) -> tuple[Link, ...]:
    return tuple(
        Link(text=text, href=frame.link(address), current=text == letter.upper()) for text, address in index.letters
    )


Way = Sequence[Part[str]]
Around = tuple[Part[str] | None, Part[str] | None]


def _around(way: Way, register: Register) -> Around:
    """Returns the parts before and after one."""
    beside = way[-2].parts if len(way) > 1 else register.syllables
    at = beside.index(way[-1])
    return beside[at - 1] if at else None, beside[at + 1] if at + 1 < len(beside) else None


def _part_uses(way: Way, around: Around, index: _Index) -> bytes:
    part, kind, catalogue, register = way[-1], index.kind, index.catalogue, index.register
    labels = [(register.label(one), one.name) if one else None for one in (*way, *around)]
    told = [(name, register.counts[name], register.address(name), register.beginning(name)) for name in part.items]
    title = catalogue.digests.title  # headlines themselves would have to be unpacked from bulletins of all years
    articles = [
        (roles_of(name, kind, catalogue), [title(place.article, place.page) for place in index.places(name)])
        for name in part.alone
    ]
    return digest_of_values(kind, labels, index.letters, [one.name for one in part.parts], told, articles)


def _told(name: str, index: _Index) -> Iterator[tuple[str, str, str]]:
    """Returns what the page says of each article of a name: its headline, its address, its day."""
    words = index.catalogue.words
    for place in index.places(name):
        yield title_of(place.article, words.untitled), place.address, date_text(words, place.page.date)


def _part(way: Way, around: Around, index: _Index) -> IndexView:
    part, kind, register = way[-1], index.kind, index.register
    frame = Frame(register.address_of(part), index.catalogue)
    trail = [(index.title, urls.index(kind)), *((register.label(one), register.address_of(one)) for one in way)]
    span = register.span(way)
    return IndexView(
        site=frame.site(),
        head=frame.head(
            f"{index.title} {span}",
            index.catalogue.words.listing.join(part.items[:MOST]),
            trail,
            *(_way_to(one, index, frame, " ") if one else None for one in around),
        ),
        kind=kind,
        title=index.title,
        groups=(
            *_by_beginning(part.alone, index, frame),
            *(_inner_group(part, one, index, frame) for one in part.parts),
        ),
        count=len(part.items),
        letters=_letters(part.path[0], index, frame),
        span=span,
    )


def _by_beginning(names: Sequence[str], index: _Index, frame: Frame) -> Iterator[IndexGroup]:
    for begin, group in index.register.by_beginning(names):
        yield IndexGroup(
            letter=begin,
            anchor=urls.beginning_anchor(begin),
            names=tuple(_listed(name, index, frame) for name in group),
        )


def _listed(name: str, index: _Index, frame: Frame) -> NameView:
    """Returns a name with its articles, or with the way to its own page."""
    register = index.register
    return NameView(
        name=name,
        anchor=urls.entry_anchor(name),
        href=frame.link(register.address(name)) if register.has_page(name) else "",
        roles=roles_of(name, index.kind, index.catalogue),
        count=register.counts[name],
        headlines=tuple(frame.to(title, address, day) for title, address, day in _told(name, index)),
    )


def _inner_group(part: Part[str], inner: Part[str], index: _Index, frame: Frame) -> IndexGroup:
    """Returns a part within a part, with its names if they are not too many: a link to any of them holds."""
    register = index.register
    glance = len(part.items) <= MOST_BEGINNINGS and len(inner.items) <= MOST
    links = (
        replace(frame.to(name, register.address(name), str(register.counts[name])), anchor=urls.entry_anchor(name))
        for name in (inner.items if glance else ())
    )
    return IndexGroup(
        letter=index.register.label(inner),
        anchor=f"part-{inner.name.replace('/', '-')}",
        href=frame.link(register.address_of(inner)),
        count=len(inner.items),
        links=tuple(links),
    )
