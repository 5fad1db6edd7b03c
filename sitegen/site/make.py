"""Edition → all artifacts of the site: the makers, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from operator import attrgetter

from sitegen.config import Config
from sitegen.machine.cache import NO_CACHE, Cache
from sitegen.machine.processes import Jobs, workers
from sitegen.model.edition import Edition
from sitegen.model.late import hold, with_texts
from sitegen.model.newspaper import Article, BlockKind, Page
from sitegen.model.spool import Spool
from sitegen.site.addresses import scan_urls, search_urls, sounds, spelling
from sitegen.site.article_views import block_id, text_of, title_of
from sitegen.site.artifacts import Artifact, Output, Written
from sitegen.site.beside.metadata import make_metadata, promised
from sitegen.site.beside.offline import make_offline
from sitegen.site.beside.root_files import read_root
from sitegen.site.cards import make_cards, with_cards
from sitegen.site.catalogue import Catalogue, Place, all_places, make_catalogue
from sitegen.site.digests import Digests, digest_of_values
from sitegen.site.fingerprints import fingerprints
from sitegen.site.ledger import Entry, make_entries
from sitegen.site.locale import page_text, printed_text
from sitegen.site.pictures.images import make_images, prepare_images
from sitegen.site.reasons import Why
from sitegen.site.related.finding import related_among
from sitegen.site.rendering import render_pages
from sitegen.site.scans.files import write_scans
from sitegen.site.search.days import make_days
from sitegen.site.search.documents import SearchDocument, month_of
from sitegen.site.search.kept import Indexed, begun_search
from sitegen.site.seen import Look, Looked, Rendered, leads_below, pack_landed, pack_rendered, unpack_rendered
from sitegen.site.takeaway.looks import policy_sources
from sitegen.site.takeaway.making import make_pictured
from sitegen.site.theme.templates import Theme
from sitegen.site.theme.typesetting import line_ends

MANY_NAMES = 2_000  # each of them takes a tenth of a millisecond to be spoken
MOST_HELD = 20_000  # pages of which it is held what was written and seen while others are made


@dataclass(frozen=True, slots=True)
class Site:
    """Every file of a site, sorted by path, by address what was seen on each of its pages, and what it promises."""

    files: tuple[Written, ...]
    seen: Mapping[str, Looked]
    ledger: tuple[Entry, ...]
    landed: tuple[Callable[[], bytes], ...]  # where links of pages lead, packed, some pages at a time
    stood: tuple[Callable[[], bytes], ...]  # the same of pages that stand, have been checked, lead to no file of search


def make_seen_site(
    edition: Edition,
    config: Config,
    theme: Theme,
    look: Look,
    output: Output,
    jobs: Jobs = 1,
    done: Callable[[], None] | None = None,
    cache: Cache = NO_CACHE,
    why: Why | None = None,
) -> Site:
    """Write every file of the site, and give what `look` sees on each page. The edition must hold at least one page.

    Pages and search are made in so many processes as `jobs` says, 0: one a processor. Each article calls `done`.
    """
    # Where there is no theme for it there is no text-only form, whatever the configuration says.
    config = with_cards(replace(config, plain=config.plain and theme.plain is not None))
    places, digests = all_places(edition), Digests()
    related = related_among(places, digests, cache, jobs)  # begun before all that can be done meanwhile
    known = sounds.recall(cache)
    catalogue = make_catalogue(edition, config, places, digests, partial(_hear_names, jobs), cache)
    prepare_images(edition)
    scanned = write_scans(edition, output, cache)
    files = [*scanned]
    pages: list[str] = []
    seen: dict[str, Looked] = {}
    articles = {place.address for place in places}
    spool, put_aside = Spool(), list[Callable[[], bytes]]()
    landed, stood = list[Callable[[], bytes]](), list[Callable[[], bytes]]()
    with _begun_search(catalogue, output, cache, jobs) as search:
        for batch, stands in render_pages(catalogue, related, theme, look, output, cache, jobs, why):
            stays = stands and not leads_below(batch.landed, search_urls.INDEX)
            (stood if stays else landed).append(spool.put(batch.landed))
            for rendered in batch.pages:
                if done and rendered.forms[0].path in articles:
                    done()
                pages.append(rendered.forms[0].path)
            if len(pages) > MOST_HELD:
                put_aside.append(spool.put(pack_rendered(batch.pages)))
            else:
                _take(batch.pages, files, seen)
        ledger = make_entries(catalogue, promised(catalogue, pages), fingerprints(catalogue))
        root, _ = read_root(config)
        carried = {artifact.path for artifact in root}
        for artifact in chain(root, _beside(catalogue, theme, pages, ledger, output, cache, scanned=bool(scanned))):
            files.append(output.write(artifact))
            # What redirects, is offline, carries pictures; a file that the editor wants at the root is his own.
            looked = artifact.path.endswith((".html", ".epub")) and artifact.path not in carried
            if looked:
                seen[artifact.path] = found = look(artifact.path, artifact.content)
                landed.append(spool.put(pack_landed([found])))
        files += search()
    for fetch in put_aside:
        _take(unpack_rendered(fetch()), files, seen)
    sounds.keep(cache, known)
    return Site(tuple(sorted(files, key=attrgetter("path", "made_from"))), seen, ledger, tuple(landed), tuple(stood))


def _take(pages: Iterable[Rendered], files: list[Written], seen: dict[str, Looked]) -> None:
    """Take in what was written of pages, and what was seen on them."""
    for page in pages:
        files += page.forms
        seen.update((form.path, told) for form, told in zip(page.forms, page.seen, strict=True))


def _beside(
    catalogue: Catalogue,
    theme: Theme,
    pages: Sequence[str],
    ledger: Sequence[Entry],
    output: Output,
    cache: Cache,
    *,
    scanned: bool,
) -> Iterator[Artifact]:
    """Returns the files beside the pages with these addresses, but those of the search."""
    config = catalogue.config
    yield make_days(catalogue)
    static = [artifact for artifact in theme.static if scanned or artifact.path not in scan_urls.SCAN_FILES]
    yield from static
    yield from theme.plain.static if theme.plain and config.plain else ()
    yield from make_images(catalogue.edition)
    yield from make_cards(catalogue, cache)
    yield from make_pictured(catalogue)
    policy = policy_sources() if "html" in config.take_away else None
    yield from make_metadata(catalogue, sorted(pages), ledger, policy)
    offline = {*pages, *(artifact.path for artifact in static)}
    yield from make_offline(catalogue, theme, offline, output.read)  # reads what stands above


def _hear_names(jobs: Jobs, names: Iterable[str]) -> None:
    """Listen to names; in several processes if many are new."""
    new = sounds.unheard(map(spelling.said_as, names))
    with workers(jobs if len(new) >= MANY_NAMES else 1) as run:
        sounds.hear(new, run)


def look_away(_address: str, _content: bytes) -> Looked:
    """See nothing."""
    return Looked()


def _begun_search(
    catalogue: Catalogue, output: Output, cache: Cache, jobs: Jobs
) -> AbstractContextManager[Callable[[], tuple[Written, ...]]]:
    documents, hold_texts = partial(search_documents, catalogue), partial(hold, catalogue.edition.pages())
    return begun_search(_indexed(catalogue), documents, output, cache, jobs, hold_texts)


def search_documents(catalogue: Catalogue, first: int = 0, end: int | None = None) -> Iterator[SearchDocument]:
    """Returns what search knows of articles, oldest issue first, so that a new issue only adds at the end.

    They are those from the one numbered `first` on, up to the one before `end`.
    """
    return (_search_document(place, catalogue) for place in catalogue.places[::-1][first:end])


def _indexed(catalogue: Catalogue) -> Iterator[Indexed]:
    """Returns for each article, in the order of its documents, its month and what its document is made of."""
    language = catalogue.config.language
    for place in reversed(catalogue.places):
        names = catalogue.all_names_of(place.article)
        made_of = digest_of_values(language, place.address, catalogue.digests.page(place.page), names)
        yield month_of(place.address, _year(place)), made_of


def _search_document(place: Place, catalogue: Catalogue) -> SearchDocument:
    article, words = with_texts(place.article), catalogue.words
    head = (article.kicker, article.headline, article.series, article.deck)
    blocks = _running_text(article, place.page)
    title = title_of(article, words.untitled)
    return SearchDocument(
        href=place.address,
        headline=" ".join(text_of(prose) for prose in head if prose),
        title=title,
        ends=line_ends(title),
        text=tuple(text for text, _ in blocks),
        blocks=tuple(anchor for _, anchor in blocks),
        date=printed_text(words, place.page),
        page=page_text(words, place.page.label),
        year=_year(place),
        section=place.page.section,
        kind=article.kind.value,
        people=catalogue.names_of(article, "people"),
        places=catalogue.names_of(article, "places"),
        units=catalogue.names_of(article, "units"),
    )


def _year(place: Place) -> str:
    return f"{place.issue.date.year:04d}" if place.issue.date else ""


def _running_text(article: Article, page: Page) -> tuple[tuple[str, str], ...]:
    """Returns the text of an article as printed: the first paragraph with its dateline and byline, credits at the end.

    With each piece goes the id of its block on the article's page, "" where it has none.
    """
    opening = " ".join(text_of(prose) for prose in (article.dateline, article.byline) if prose)
    blocks: list[tuple[str, str]] = []
    for block in article.body:
        text = block.prose.text
        if opening and block.kind is BlockKind.PARAGRAPH:
            text, opening = f"{opening} {text}", ""
        if text:  # a picture without a caption has none
            blocks.append((text, block_id(block, page)))
    ends = (article.continued_from, *article.credit_lines, article.jump_to)
    rest = (opening, *(text_of(prose) for prose in ends))
    return (*blocks, *((text, "") for text in rest if text))
