"""Where the names of an index are listed: those that few articles name together, below what they begin with.

Names that begin with the same syllable share a page from the first on, so that a name's place does not depend on how
many others there are. Only where a syllable has too many is its page cut, by what the names go on with. A name that
many articles have gets a page of its own; its place among the others, and the anchor there, stay.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

import msgspec

from sitegen.machine.cache import Cache, digest
from sitegen.site.addresses import filing, spelling, urls
from sitegen.site.parts import MOST, Part, divide
from sitegen.surnames import DOUBLE_SURNAMES

KIND = "registers"
FEW = 20  # articles of a name that has no page of its own
MOST_LINES = 300  # names and articles of names on one page
_SYLLABLE = 2  # depth of the parts of one syllable
_MOST_TOLD = 3  # characters that sound alike in the name of a part
_Kept = tuple[tuple[str, ...], tuple[Part[str], ...], dict[str, str]]  # names, syllables and pages of a register
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Kept).decode


@dataclass(frozen=True, slots=True)
class Register:
    """The names of an index: in what order, on which page; `counts` says how many articles each has."""

    kind: str
    names: tuple[str, ...]  # by their sound
    counts: Mapping[str, int]
    syllables: tuple[Part[str], ...]
    pages: Mapping[str, str]  # of each name, the page on which it stands among others
    given: Mapping[str, str]  # of some names, what the editor says they are sorted by
    # Each is asked for many times.
    _addresses: dict[str, str] = field(default_factory=dict, repr=False, compare=False)
    _leads: dict[str, bytes] = field(default_factory=dict, repr=False, compare=False)

    def filed(self, name: str) -> str:
        """Returns a name as it is sorted: John Smith as Smith John."""
        return _filed(self.kind, name, self.given)

    def beginning(self, name: str) -> str:
        """Returns under what a name is listed: its surname, of what is no person's the first character or word."""
        if name in self.given or not filing.in_characters(name):
            return self.given.get(name) or filing.filed(self.kind, name)[0]
        return name[:2] if self.kind == "people" and name[:2] in DOUBLE_SURNAMES else name[:1]

    def has_page(self, name: str) -> bool:
        """Tell whether a name has a page of its own."""
        return self.counts[name] > FEW

    def listed(self, name: str) -> str:
        """Returns where a name stands among others."""
        return f"{self.pages[name]}#{urls.entry_anchor(name)}"

    def address(self, name: str) -> str:
        """Returns where the articles of a name are listed."""
        known = self._addresses.get(name)
        if known is None:
            own = self.has_page(name)
            known = f"{urls.entry(self.kind, name)}#{urls.entry_anchor(name)}" if own else self.listed(name)
            self._addresses[name] = known
        return known

    def lead(self, name: str) -> bytes:
        """Returns a name and where its articles are listed, packed so that several may stand one behind the other."""
        known = self._leads.get(name)
        if known is None:
            known = self._leads[name] = _encode((self.kind, name, self.address(name)))
        return known

    def address_of(self, part: Part[str]) -> str:
        """Returns the address of a part."""
        return _address_of(self.kind, part)

    def by_beginning(self, names: Iterable[str]) -> Iterable[tuple[str, list[str]]]:
        """Returns names by what they begin with, also where others sound as if between them: 刘波 柳青 刘洋."""
        groups = defaultdict(list)
        for name in names:
            groups[self.beginning(name)].append(name)
        return groups.items()

    def label(self, part: Part[str]) -> str:
        """Say what the names of a part begin with: 刘 柳 for a syllable, A–G or M for what follows, Jo… for Latin."""
        steps = part.name.split("/")
        first, dash, last = steps[-1].partition("-")
        if dash:
            return f"{first}–{last}".upper()
        if len(steps[-1]) == 1 and part.depth > _SYLLABLE:
            return steps[-1].upper()
        if part.depth == _SYLLABLE:
            common = Counter(self.beginning(name) for name in part.items)
        else:
            common = Counter(self.filed(name)[: len(steps) // 2] for name in part.items)
        if len(steps) % 2 == 0 and steps[-1].startswith(steps[-2]):
            return " ".join(begin for begin, _ in common.most_common(_MOST_TOLD))
        return f"{steps[-1].capitalize()}…"

    def span(self, way: Sequence[Part[str]]) -> str:
        """Say the same of a part by itself: 刘 柳 A–G."""
        *above, label = map(self.label, way)
        is_letter = len(way[-1].name.split("/")[-1].split("-")[0]) == 1
        return f"{above[0]} {label}" if above and is_letter else label


def make_register(kind: str, counts: Mapping[str, int], given: Mapping[str, str] = MappingProxyType({})) -> Register:
    """Place the names of an index; `given` says of some by what they are sorted."""

    @cache  # asked for at each cut, and by nobody else: what all names take is let go of at the end
    def steps(name: str) -> tuple[str, ...]:
        return spelling.name_steps(_filed(kind, name, given))

    names = sorted(counts, key=lambda name: (spelling.pinyin_key(_filed(kind, name, given)), name))
    of_syllable: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name in names:
        of_syllable[steps(name)[:_SYLLABLE]].append(name)

    def few(some: Sequence[str]) -> bool:
        lines = sum(counts[name] for name in some if counts[name] <= FEW)
        return len(some) <= MOST and len(some) + lines <= MOST_LINES

    syllables = tuple(divide(some, steps, few, path) for path, some in sorted(of_syllable.items()))
    pages = {name: address for part in syllables for name, address in _placed(kind, part)}
    return Register(kind, tuple(names), counts, syllables, MappingProxyType(pages), given)


def recall_register(kind: str, counts: Mapping[str, int], given: Mapping[str, str], cache: Cache) -> Register | None:
    """Returns where an earlier build has placed the same names of an index, None where that is not known."""
    kept = cache.get(KIND, kind, _made_of(counts, given))
    if kept is None:
        return None
    names, syllables, pages = _decode(kept)
    return Register(kind, names, counts, syllables, MappingProxyType(pages), given)


def keep_register(register: Register, cache: Cache) -> None:
    """Keep where the names of an index are placed for later builds that have the same names."""
    held: _Kept = register.names, register.syllables, dict(register.pages)
    cache.put(KIND, register.kind, _made_of(register.counts, register.given), _encode(held))


def _made_of(counts: Mapping[str, int], given: Mapping[str, str]) -> bytes:
    return digest(_encode((list(counts.items()), sorted(given.items()))))


def _filed(kind: str, name: str, given: Mapping[str, str]) -> str:
    head, rest = (given[name], name) if name in given else filing.filed(kind, name)
    return filing.plain(f"{head} {rest}") if rest else head if filing.in_characters(head) else filing.plain(head)


def _placed(kind: str, part: Part[str]) -> Iterator[tuple[str, str]]:
    yield from ((name, _address_of(kind, part)) for name in part.alone)
    for inner in part.parts:
        yield from _placed(kind, inner)


def _address_of(kind: str, part: Part[str]) -> str:
    return urls.part(urls.index(kind), part.name)
