"""Two ledgers → what became of each story: new, withdrawn, moved, with another headline, another text, another id."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sitegen.check.addresses import finder, shows_another, stories_of
from sitegen.site.addresses import urls
from sitegen.site.ledger import Entry


@dataclass(frozen=True, slots=True)
class Change:
    """A story as it was and as it is."""

    before: Entry
    after: Entry


@dataclass(frozen=True, slots=True)
class Stories:
    """What became of the stories and of the addresses of printed pages and issues between two sites.

    A story with another headline or another id may have another text, too; `texts` are those with only that.
    `exchanged` are addresses that show another story. Each is sorted by address.
    """

    added: tuple[Entry, ...] = ()
    withdrawn: tuple[Entry, ...] = ()
    moved: tuple[Change, ...] = ()
    headlines: tuple[Change, ...] = ()
    texts: tuple[Change, ...] = ()
    exchanged: tuple[Change, ...] = ()
    ids: tuple[Change, ...] = ()
    new_addresses: tuple[str, ...] = ()
    lost_addresses: tuple[str, ...] = ()


def compare_stories(old: Sequence[Entry], new: Sequence[Entry]) -> Stories:
    """Returns what became of the stories of one ledger in another; a story is known again by its text."""
    before, after = stories_of(old), stories_of(new)
    both = [Change(before[address], after[address]) for address in sorted(before.keys() & after.keys())]
    exchanged = tuple(pair for pair in both if shows_another(pair.before, pair.after))
    find = finder(old, after)
    moved = [Change(entry, now) for entry in _missing(before, after) if (now := find(entry)) and _is_new(now, before)]
    arrived, left = {pair.after.address for pair in moved}, {pair.before.address for pair in moved}
    same = [pair for pair in both if pair not in exchanged]
    headlines = tuple(pair for pair in same if pair.before.headline != pair.after.headline)
    there, published = {entry.address for entry in new}, {entry.address for entry in old}
    return Stories(
        added=tuple(entry for entry in _missing(after, before) if entry.address not in arrived),
        withdrawn=tuple(entry for entry in _missing(before, after) if entry.address not in left),
        moved=tuple(moved),
        headlines=headlines,
        texts=tuple(pair for pair in same if pair not in headlines and _has_other_text(pair)),
        exchanged=exchanged,
        ids=tuple(pair for pair in (*same, *moved) if pair.before.id != pair.after.id),
        new_addresses=tuple(sorted(filter(urls.is_promised, there - published))),
        lost_addresses=tuple(sorted(filter(urls.is_promised, published - there))),
    )


def _missing(these: dict[str, Entry], among: dict[str, Entry]) -> list[Entry]:
    return [these[address] for address in sorted(these.keys() - among.keys())]


def _is_new(now: Entry, before: dict[str, Entry]) -> bool:
    return now.address not in before or shows_another(before[now.address], now)


def _has_other_text(pair: Change) -> bool:
    if pair.before.checksum is None or pair.after.checksum is None:  # of a ledger before there were checksums
        return pair.before.fingerprint != pair.after.fingerprint
    return pair.before.checksum != pair.after.checksum
