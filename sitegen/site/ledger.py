"""addresses.txt: what is published, a line an address. The site is its own ledger: the next build is held against it.

A line holds an address and, of an article, behind tabs its id, its day (nothing where none is known), its headline, its
fingerprint and the checksum of its text, each in sixteen hexadecimal digits. An address alone is a line too; an older
ledger has no checksum, and further fields are left for later.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sitegen.model.fingerprint import Fingerprint
from sitegen.site.article_views import title_of
from sitegen.site.catalogue import Catalogue

_FIELDS = 5  # without the checksum


@dataclass(frozen=True, slots=True)
class Entry:
    """What the ledger says of an address; of what is no article nothing but that it is published."""

    address: str
    id: str = ""
    day: str = ""
    headline: str = ""
    fingerprint: int | None = None
    checksum: int | None = None


def make_entries(
    catalogue: Catalogue, addresses: Iterable[str], fingerprints: Mapping[str, Fingerprint]
) -> tuple[Entry, ...]:
    """Returns an entry for each of the addresses, sorted; `fingerprints` are those of all articles by address."""
    articles = {place.address: place for place in catalogue.places}
    entries = []
    for address in sorted(set(addresses)):
        place = articles.get(address)
        if place is None:
            entries.append(Entry(address))
            continue
        day = place.page.date.exact
        entries.append(
            Entry(
                address,
                catalogue.tag(address),
                day.isoformat() if day else "",
                " ".join(title_of(place.article, catalogue.words.untitled).split()),
                *fingerprints[address],
            )
        )
    return tuple(entries)


def authority_of(tag: str) -> str:
    """Returns who minted an id: what stands between `tag:` and the comma."""
    return tag.removeprefix("tag:").partition(",")[0]


def written(entries: Iterable[Entry]) -> bytes:
    """Returns the ledger as a file."""
    return "".join(f"{_line(entry)}\n" for entry in entries).encode()


def read_ledger(text: str) -> tuple[Entry, ...]:
    """Returns the entries of a ledger; what cannot be understood of a line is as if it were not there."""
    return tuple(_entry(line) for line in text.splitlines() if line.strip())


def _line(entry: Entry) -> str:
    if entry.fingerprint is None:
        return entry.address
    told = (entry.address, entry.id, entry.day, entry.headline, f"{entry.fingerprint:016x}")
    return "\t".join(told if entry.checksum is None else (*told, f"{entry.checksum:016x}"))


def _entry(line: str) -> Entry:
    fields = line.split("\t")
    if len(fields) < _FIELDS:
        return Entry(fields[0].strip())
    address, tag, day, headline, number = fields[:_FIELDS]
    near, exact = _number(number), _number(fields[_FIELDS]) if len(fields) > _FIELDS else None
    return Entry(address) if near is None else Entry(address, tag, day, headline, near, exact)


def _number(digits: str) -> int | None:
    try:
        return int(digits, 16)
    except ValueError:
        return None
