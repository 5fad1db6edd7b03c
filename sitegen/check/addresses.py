"""Law 3: what was published before against what would be published now, address by address and story by story."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import cache

from sitegen.config import Config
from sitegen.errors import Diagnostic, Severity, file_error
from sitegen.messages import Fact
from sitegen.site.addresses import urls
from sitegen.site.fingerprints import FAR, NEAR, distance, distances
from sitegen.site.ledger import Entry, authority_of

Find = Callable[[Entry], Entry | None]


def check_addresses(
    old: Sequence[Entry], new: Sequence[Entry], paths: Set[str], config: Config, held: int
) -> Iterator[Diagnostic]:
    """Find addresses that would be lost (x-008), show another story (x-012), or stories with another id (x-013, c-011).

    `old` is the ledger of what was published, `new` that of this build, `paths` all its files, from which so many
    bulletins are held back as `held` says.
    """
    stories = stories_of(new)
    redirects, settled = dict(config.redirects), {*config.gone, *dict(config.redirects)}
    find = finder(old, stories)
    moved = _moves(old, new, config, find)
    unsaid = config.published is None
    doubtful = (one for one in old if one.address not in paths or _told_otherwise(one, stories.get(one.address)))
    for entry in sorted(doubtful, key=lambda entry: entry.address):
        full = entry.address.removeprefix(urls.PLAIN)
        if full in settled or not urls.is_promised(full) or (full != entry.address and full not in paths):
            continue  # the text-only form goes with its page
        if entry.address not in paths:
            now = moved.get(entry.address, "")
            yield _lost(entry, now, config, held, unsaid=unsaid)
            unsaid = unsaid and bool(now or held)  # said once
        elif (other := stories.get(entry.address)) and shows_another(entry, other):
            yield _another(entry, other, find(entry), config)
    yield from _other_ids(old, stories, redirects, config)
    yield from _other_authority(old, config)


def moves(old: Sequence[Entry], new: Sequence[Entry], config: Config) -> Mapping[str, str]:
    """Returns for each published address that would be lost where what it showed stands now, as far as that is known.

    A printed page has moved where all its stories have gone to one other page, an issue where its pages have.
    """
    return _moves(old, new, config, finder(old, stories_of(new)))


def read_otherwise(old: Sequence[Entry], new: Sequence[Entry]) -> int:
    """Returns how many pages that are published have other articles now, or other headlines, than the ledger says."""
    if _stories(old) == _stories(new):  # as in most builds; on which page each stands takes longer to find
        return 0
    before, now = (_headlines(entries) for entries in (old, new))
    return sum(now[page] != headlines for page, headlines in before.items() if page in now)


def _stories(entries: Iterable[Entry]) -> set[tuple[str, str]]:
    return {(entry.address, entry.headline) for entry in entries if entry.fingerprint is not None}


def _headlines(entries: Iterable[Entry]) -> dict[str, set[tuple[str, str]]]:
    pages: dict[str, set[tuple[str, str]]] = {}
    for entry in entries:
        if entry.fingerprint is not None:
            pages.setdefault(urls.page_above(entry.address), set()).add((entry.address, entry.headline))
    return pages


def stories_of(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Returns the articles of a ledger by address."""
    return {entry.address: entry for entry in entries if entry.fingerprint is not None}


def _moves(old: Sequence[Entry], new: Sequence[Entry], config: Config, find: Find) -> Mapping[str, str]:
    there = {entry.address for entry in new}
    answered = {*there, *config.gone, *dict(config.redirects)}
    gone = (entry for entry in old if entry.address not in answered)  # of nearly all editions none
    lost = [one for one in gone if urls.is_promised(one.address) and not one.address.startswith(urls.PLAIN)]
    found = {entry.address: moved.address for entry in lost if (moved := find(entry))}
    for above in (urls.page_above, urls.issue_above):
        ways: dict[str, set[str]] = {}
        for address, target in found.items():
            ways.setdefault(above(address), set()).add(above(target))
        for entry in lost:
            targets = ways.get(entry.address, set())
            if len(targets) == 1 and targets <= there:
                found[entry.address] = targets.pop()
    return dict(sorted(found.items()))


def shows_another(before: Entry, now: Entry) -> bool:
    """Tell whether two entries of one address are two stories: other headlines, and texts that are far apart."""
    if before.fingerprint is None or now.fingerprint is None or before.headline == now.headline:
        return False
    return distance(before.fingerprint, now.fingerprint) > FAR


def _told_otherwise(before: Entry, now: Entry | None) -> bool:
    """Tell whether an address is not called as before: only then may it show another story."""
    return now is not None and now.headline != before.headline


def finder(old: Sequence[Entry], stories: Mapping[str, Entry]) -> Find:
    """Returns what finds the story of an entry in the new site, where it does not stand at an address it had before.

    Where a story stands still it is not looked for: whoever looks is one whose address shows another or nothing.
    """

    @cache  # mostly nobody looks
    def searched() -> tuple[list[Entry], list[int]]:
        kept = {e.address for e in old if (now := stories.get(e.address)) and not shows_another(e, now)}
        free = [story for address, story in stories.items() if address not in kept]
        return free, [story.fingerprint or 0 for story in free]

    def find(entry: Entry) -> Entry | None:
        free, numbers = searched()
        if entry.fingerprint is None or not free:
            return None
        far = distances(entry.fingerprint, numbers)
        near = [(far[at], free[at].headline != entry.headline, at) for at in range(len(free)) if far[at] <= FAR]
        alike = [(bits, other, free[at].address, at) for bits, other, at in near if bits <= NEAR or not other]
        return free[min(alike)[3]] if alike else None

    return find


def nothing_published(config: Config) -> Diagnostic:
    """Returns the finding that an edition that is out was held against nothing."""
    return replace(_finding("x-014", config, base_url=config.base_url), severity=Severity.WARNING)


def _lost(entry: Entry, now: str, config: Config, held: int, *, unsaid: bool) -> Diagnostic:
    if not now:
        said = "x-008.held" if held else "x-008"
        return _finding(said, config, address=entry.address, held=held, unsaid=int(unsaid))
    return _finding("x-008.moved", config, address=entry.address, now=now)


def _another(entry: Entry, now: Entry, moved: Entry | None, config: Config) -> Diagnostic:
    line = now.address.removesuffix(".html").rpartition("-")[2]
    where = moved.address if moved else ""
    shown = {"address": entry.address, "before": entry.headline, "after": now.headline, "line": line, "now": where}
    return _finding("x-012", config, **shown)


def _other_ids(
    old: Iterable[Entry], stories: Mapping[str, Entry], redirects: Mapping[str, str], config: Config
) -> Iterator[Diagnostic]:
    """Find that stories have other ids than they were published with: whoever follows the feed gets them again.

    Another authority, with which all ids are others, is told of once (c-011).
    """
    changed = []
    for entry in old:
        now = stories.get(redirects.get(entry.address, entry.address))
        if not now or not entry.id or now.id == entry.id or shows_another(entry, now):
            continue
        if authority_of(now.id) == authority_of(entry.id):
            changed.append(entry.id)
    if changed:
        yield _finding("x-013", config, n=len(changed), id=changed[0])


def _other_authority(published: Iterable[Entry], config: Config) -> Iterator[Diagnostic]:
    """Ids of feeds are minted by who minted the published ones: with others, readers show every article as new."""
    old = next((authority_of(entry.id) for entry in published if entry.id), "")
    if old and old != config.authority:
        yield replace(_finding("c-011", config, old=old, new=config.authority), severity=Severity.WARNING)


def _finding(said: str, config: Config, **facts: Fact) -> Diagnostic:
    return replace(file_error(said, config.path, **facts), line=1, column=1)
