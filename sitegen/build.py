"""The whole way on one screen: seeds → readings → edition → artifacts → checks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from sitegen.acceptance import accepted_findings, settle, stop_if_wrong
from sitegen.check.addresses import check_addresses, moves, nothing_published, read_otherwise
from sitegen.check.dates import check_dates
from sitegen.check.moved import at_their_lines, check_moved
from sitegen.check.pages import Inspector, make_inspector
from sitegen.check.site import ASTRAY, check_looked, check_news, check_redirects, check_same, digest_of_ends
from sitegen.config import Config
from sitegen.errors import Diagnostic, SitegenError, file_error
from sitegen.holding import NONE_HELD, Held, hold_back, hold_waiting, without_held
from sitegen.machine.beside import Beside
from sitegen.machine.cache import NO_CACHE, Cache
from sitegen.machine.processes import Jobs
from sitegen.messages import TAGS, language_of, say
from sitegen.model.edition import Edition, assemble, find_clashes
from sitegen.model.newspaper import Page
from sitegen.pinning import make_pins, reader_digest, reread
from sitegen.reading.files.bulletins import Bulletin, find_bulletins
from sitegen.reading.files.known import KnownTexts
from sitegen.reading.files.pins import written_pin
from sitegen.reading.files.unread import find_unread
from sitegen.reading.illustrating import with_images
from sitegen.readings import Read, read_all
from sitegen.site import cards, rendering
from sitegen.site.addresses import urls
from sitegen.site.addresses.paths import path_faults
from sitegen.site.artifacts import Artifact, Memory, Output, Written
from sitegen.site.beside.root_files import read_root
from sitegen.site.catalogue import make_catalogue
from sitegen.site.fingerprints import fingerprints
from sitegen.site.ledger import Entry, make_entries
from sitegen.site.make import Site, look_away, make_seen_site
from sitegen.site.pictures.images import check_images, check_pixels
from sitegen.site.reasons import Why
from sitegen.site.related import finding as related
from sitegen.site.related import keeping as near
from sitegen.site.scans import files as scan_files
from sitegen.site.scans.files import check_scans
from sitegen.site.search import kept
from sitegen.site.seen import unpack_landed
from sitegen.site.theme.templates import Theme, load_proof_theme, theme_of

# Told at each step what is being done (`progress.…` in the catalogue of messages), and to how many; what it gives is
# called as each of them is done.
Tick = Callable[[], None]
Progress = Callable[[str, int], Tick | None]


def untold(_what: str, _count: int) -> None:
    """Tell nobody."""


LANDED = "landed"  # that all links of a site lead somewhere
# What is kept from build to build once a site is published.
KINDS = (LANDED, rendering.KIND, rendering.TOLD, scan_files.KIND, related.KIND, near.KIND, kept.KIND, cards.KIND)
# Up to this many pages `check` makes the whole site a second time; above, see remade().
REMADE_PAGES = 100


@dataclass(frozen=True, slots=True)
class Built:
    """A finished site that may be published: its edition, its files, what was found."""

    edition: Edition
    files: tuple[Written, ...]
    diagnostics: tuple[Diagnostic, ...]
    held: Held = NONE_HELD
    reread: int = 0  # pinned pages that would be read otherwise without their pins
    otherwise: int = 0  # published pages that are read otherwise than the ledger says
    lasting: bool = True  # nothing of it is told of what was published before: the same build again tells the same


@dataclass(frozen=True, slots=True)
class ProofSheet:
    """A finished proof sheet: its edition, its files, what was found."""

    edition: Edition
    artifacts: tuple[Artifact, ...]
    diagnostics: tuple[Diagnostic, ...]


def build(
    config: Config,
    output: Output,
    *,
    strict: bool = False,
    jobs: Jobs = 1,
    published: Sequence[Entry] | None = None,
    cache: Cache = NO_CACHE,
    why: Why | None = None,
    today: date | None = None,
    reader: Beside | None = None,
    begun: int = 0,
    progress: Progress = untold,
) -> Built:
    """Turn the seeds into everything that belongs in the public folder, and write it to `output`.

    `published` is the ledger of what is out, `why` is told why the page that it asks about was made anew; `today` says
    what is held back no more, and which dates lie in the future. A `reader` reads a few bulletins, and is ended. Files
    that were left alone since before the build has `begun` need not be read.
    Raises SitegenError with every finding where one of them stops publication; `strict` lets warnings stop it too.
    """
    theme = theme_of(config, cache)
    bulletins, findings, held = _find(config, today, KnownTexts(cache, begun))
    read = _read_all(bulletins, config, jobs, progress, cache=cache, reader=reader)
    out, waiting, told = hold_waiting([[reading.page for reading in one.readings] for one in read], today)
    bulletins, read = [bulletins[at] for at in out], [read[at] for at in out]
    findings, held = [*findings, *told], held | waiting
    _stop_if_none_is_left(bulletins, held, findings, config)
    config = without_held(config, held)
    edition, found = edition_of(bulletins, read, (), config)
    again = reread(bulletins, tuple(edition.pages()), config.reading, jobs=jobs, cache=cache)
    del bulletins, read  # their pages have put aside the texts, which are years of a daily
    findings += [*found, *check_dates(edition, today), *read_root(config)[1]]
    stop_if_wrong(findings, config, strict)
    done = progress("articles", sum(len(page.articles) for page in edition.pages()))
    inspector = make_inspector(edition, config)
    site = make_seen_site(edition, config, theme, inspector.look, output, jobs, done, cache, why)
    moved = check_moved(site.files, config)
    findings += [*moved.findings, *at_their_lines(path_faults(moved.others), config)]
    stop_if_wrong(findings, config, strict)  # with two files at one address the sums below mean nothing
    progress("checking", len(site.files))
    paths = {file.path for file in site.files}
    findings += check_redirects(paths, config)
    stop_if_wrong(findings, config, strict)  # what leads to nothing is the editor's fault, below it would be ours
    findings += check_pixels(edition)
    findings += check_scans(edition)
    findings += _looked(edition, site, paths, inspector, output, cache)
    news = [*check_addresses(published or (), site.ledger, paths, config, len(held.paths))]
    news += check_news([entry.address for entry in published or ()], edition, config)
    if published is None and config.published:
        news.append(nothing_published(config))
    findings += news
    stop_if_wrong(findings, config, strict)
    settled, otherwise = settle(findings, config, strict), read_otherwise(published or (), site.ledger)
    return Built(edition, site.files, settled, held, again.count, otherwise, not news and not otherwise)


def _looked(
    edition: Edition, site: Site, paths: Set[str], inspector: Inspector, output: Output, cache: Cache
) -> list[Diagnostic]:
    """Find what is wrong on pages, and which of their links lead nowhere.

    Links of what stands landed in the build before, and land where all that they can lead to is there as it was.
    """
    ends = digest_of_ends(site.files, site.seen)
    landed = site.landed if cache.get(LANDED, "", ends) is not None else (*site.landed, *site.stood)
    found = [
        *check_looked(
            edition,
            site.seen,
            paths,
            (unpack_landed(packed()) for packed in landed),
            lambda path: inspector.look(path, output.read(path)),
        )
    ]
    if not any(one.code == ASTRAY for one in found):
        cache.put(LANDED, "", ends, b"")
    return found


def check(
    config: Config,
    output: Output,
    *,
    strict: bool = False,
    today: date | None = None,
    progress: Progress = untold,
) -> Built:
    """Turn the seeds into the site as `build` does, and make it again in another way: law 4 wants the same bytes.

    Raises SitegenError with every finding where one of them stops publication.
    """
    built = build(config, output, strict=strict, jobs=0, today=today, progress=progress)
    theme = theme_of(config)
    different = [*check_same(*remade(built, config, theme, progress))]
    if different:
        raise SitegenError([*built.diagnostics, *different])
    return built


def proof(
    config: Config, *, jobs: Jobs = 1, language: str = "", again: bool = False, progress: Progress = untold
) -> ProofSheet:
    """Turn the seeds into the editors' proof sheet, which shows every finding; none of them stops it.

    The sheet speaks the `language` that is asked for, else the edition's. It shows what pinned pages would be read as
    without their pins where that is to be read `again`.
    """
    from sitegen.site.proof.sheet import make_proof  # only here is it needed

    tag = TAGS[language or language_of(config.language)]
    bulletins, found = find_bulletins(config.seeds, config.folder)
    edition, findings = edition_of(bulletins, _read_all(bulletins, config, jobs, progress, explain=tag), (), config)
    findings += [*found, *check_dates(edition)]
    if again:
        findings += reread(bulletins, tuple(edition.pages()), config.reading, jobs=jobs, always=True).findings
    settled = settle(findings, config, strict=False)
    theme, accepted = load_proof_theme(tag), accepted_findings(findings, config)
    done = progress("proof", sum(1 for _ in edition.pages()))
    artifacts = make_proof(edition.pages(), settled, accepted, config, theme, tag, done)
    return ProofSheet(edition, artifacts, settled)


def find_moves(config: Config, published: Sequence[Entry], jobs: int, progress: Progress = untold) -> Mapping[str, str]:
    """Returns for each published address that a build would lose where what it showed stands now."""
    edition, _ = read_edition(config, jobs, progress)
    catalogue = make_catalogue(edition, config)
    pages = [page for issue in edition.all_issues() for page in issue.pages]
    addresses = {urls.FRONT, *map(urls.page, pages), *map(urls.issue, edition.all_issues())}
    addresses |= {place.address for place in catalogue.places}
    entries = make_entries(catalogue, addresses, fingerprints(catalogue))
    return moves(published, entries, config)


def find_pins(
    config: Config, published: Sequence[Entry], jobs: int, progress: Progress = untold
) -> Mapping[str, bytes]:
    """Returns the pins of the published pages by the paths of their files."""
    bulletins, _ = find_bulletins(config.seeds, config.folder)
    edition, _ = edition_of(bulletins, _read_all(bulletins, config, jobs, progress), (), config)
    addresses = {entry.address for entry in published}
    made = make_pins(bulletins, tuple(edition.pages()), addresses, reader_digest(config.reading))
    remark = say(language_of(config.language), "told.pin")
    return {path: written_pin(pin, remark) for path, pin in made}


def read_edition(config: Config, jobs: Jobs, progress: Progress = untold) -> tuple[Edition, list[Diagnostic]]:
    """Read all bulletins, held back or not, and put their pages together, with every finding about them."""
    bulletins, found = find_bulletins(config.seeds, config.folder)
    return edition_of(bulletins, _read_all(bulletins, config, jobs, progress), found, config)


def _find(config: Config, today: date | None, known: KnownTexts) -> tuple[Sequence[Bulletin], list[Diagnostic], Held]:
    """Find the bulletins that are published today, and what is wrong with others."""
    every, found = find_bulletins(config.seeds, config.folder, known)
    known.keep()
    bulletins, held = hold_back(every, today)
    _stop_if_none_is_left(bulletins, held, found, config)
    return bulletins, list(found), held


def _stop_if_none_is_left(
    bulletins: Sequence[Bulletin], held: Held, found: Iterable[Diagnostic], config: Config
) -> None:
    if held.paths and not bulletins:
        raise SitegenError([*found, file_error("b-016", config.folder, n=len(held.paths), next=held.next)])


def _read_all(
    bulletins: Sequence[Bulletin],
    config: Config,
    jobs: Jobs,
    progress: Progress = untold,
    explain: str = "",
    cache: Cache = NO_CACHE,
    reader: Beside | None = None,
) -> Sequence[Read]:
    done = progress("reading", len(bulletins))
    return read_all(bulletins, config.reading, jobs, cache, explain, done, reader=reader)


def edition_of(
    bulletins: Iterable[Bulletin], read: Iterable[Read], found: Iterable[Diagnostic], config: Config
) -> tuple[Edition, list[Diagnostic]]:
    """Put what was read of bulletins together, with every finding about it beside those that were `found` before."""
    every = list(read)
    readings = with_images([reading for one in every for reading in one.readings], config.seeds, config.folder)
    edition = assemble(reading.page for reading in readings)
    named = [name for reading in readings for name in reading.named]
    unread = find_unread(config.seeds, config.folder, bulletins, [*named, config.card_font])
    doubts = (d for reading in readings for d in reading.diagnostics)
    faults = (fault for one in every for fault in one.faults)
    sums = (*find_clashes(edition), *faults, *check_images(edition), *cards.check_cards(edition, config))
    return edition, [*found, *unread, *doubts, *sums]


def remade(
    built: Built, config: Config, theme: Theme, progress: Progress = untold
) -> tuple[Sequence[Written], Sequence[Written]]:
    """Returns the site and the site made again, in one process, from the pages in the opposite order.

    Of a large edition the newest issues are made twice, as many as hold REMADE_PAGES pages.
    """
    pages = list(built.edition.pages())
    whole = len(pages) <= REMADE_PAGES
    part = pages if whole else pages[:REMADE_PAGES]
    done = progress("again", sum(len(page.articles) for page in part) * (1 if whole else 2))
    first = built.files if whole else _made(part, config, theme, done)
    return first, _made(reversed(part), config, theme, done)


def _made(pages: Iterable[Page], config: Config, theme: Theme, done: Tick | None) -> Sequence[Written]:
    return make_seen_site(assemble(pages), config, theme, look_away, Memory(), done=done).files
