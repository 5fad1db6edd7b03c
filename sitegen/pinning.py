"""Published pages pinned as they were read, and what a sitegen that reads otherwise would make of them.

A newer sitegen reads better, and must not move what is published: `sitegen pin` writes each page's labels beside the
bulletin, and they bind later readings. What would be read otherwise is counted by a build and shown in the proof sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import groupby
from pathlib import Path

import msgspec

from sitegen import reading
from sitegen.config import ReadingHints
from sitegen.errors import Diagnostic, Severity, finding
from sitegen.machine.cache import NO_CACHE, Cache
from sitegen.machine.processes import Jobs
from sitegen.model.layout import Role
from sitegen.model.newspaper import Page
from sitegen.reading.files.bulletins import Bulletin
from sitegen.reading.files.pins import ENDING, WRAPPED, Pin, PinnedPage, digest_of_text
from sitegen.reading.layout.labels import Label
from sitegen.readings import AGAIN, read_all
from sitegen.site.addresses import urls


@dataclass(frozen=True, slots=True)
class Reread:
    """How many pinned pages would be read otherwise without their pins, and which lines of them."""

    count: int = 0
    findings: tuple[Diagnostic, ...] = ()


NOTHING_REREAD = Reread()


def reader_digest(hints: ReadingHints) -> str:
    """Returns what tells a way of reading from others: its rules, its words, its weights, the hints of the edition."""
    folder = Path(reading.__file__).parent
    files = sorted(path for path in folder.rglob("*") if path.suffix in (".py", ".txt"))
    whole = blake2b(msgspec.msgpack.encode(hints), digest_size=8)
    for path in files:
        whole.update(path.read_bytes())
    return whole.hexdigest()


def make_pins(
    bulletins: Sequence[Bulletin], pages: Sequence[Page], published: Set[str], reader: str
) -> Iterator[tuple[str, Pin]]:
    """Returns for each bulletin of raw text whose pages are all published as they are read the path of its pin, and it.

    What was pinned already stays pinned as the work of the sitegen that read it.
    """
    by_path = _by_path(pages)
    for bulletin in bulletins:
        own = pages_of(bulletin, by_path.get(bulletin.source.path, ()))
        if bulletin.text_start or not own or not all(is_published(page, published) for page in own):
            continue
        pin = Pin(bulletin.reader or reader, digest_of_text(bulletin.source), tuple(map(_pinned, own)))
        yield bulletin.source.path.rpartition(".")[0] + ENDING, pin


def pages_of(bulletin: Bulletin, pages: Sequence[Page]) -> list[Page]:
    """Returns the pages that were read from a bulletin, in its order."""
    own = [page for page in pages if page.source.path == bulletin.source.path]
    return sorted(own, key=lambda page: page.extent.start)


def is_published(page: Page, addresses: Set[str]) -> bool:
    """Tell whether a page is published with the articles that it is read with."""
    own = (urls.page(page), *(urls.article(article, page) for article in page.articles))
    return all(address in addresses for address in own)


def reread(
    bulletins: Sequence[Bulletin],
    pages: Sequence[Page],
    hints: ReadingHints,
    *,
    jobs: Jobs = 1,
    cache: Cache = NO_CACHE,
    always: bool = False,
) -> Reread:
    """Read pinned bulletins without their pins, and tell what would be otherwise.

    Those pinned by this very reader would be read alike, and are not read again unless `always` asks for it.
    """
    pinned = [bulletin for bulletin in bulletins if bulletin.pin]
    reader = reader_digest(hints) if pinned else ""
    asked = [bulletin for bulletin in pinned if always or bulletin.reader != reader]
    if not asked:
        return NOTHING_REREAD
    by_path = _by_path(pages)
    free = read_all([replace(bulletin, pin=(), reader="") for bulletin in asked], hints, jobs, cache, kind=AGAIN)
    count, findings = 0, []
    for bulletin, read in zip(asked, free, strict=True):
        own = pages_of(bulletin, by_path.get(bulletin.source.path, ()))
        told = [*differences(own, [one.page for one in read.readings])]
        lines = {found.line for found in told}
        count += sum(1 for _ in groupby(sorted(_page_at(own, line) for line in lines)))
        findings += told
    return Reread(count, tuple(findings))


def differences(pinned: Sequence[Page], free: Sequence[Page]) -> Iterator[Diagnostic]:
    """Tell where pages as they are pinned differ from those of a free reading (r-040)."""
    begins = [page.follows for page in pinned], [page.follows for page in free]
    for line in sorted({*begins[0]} ^ {*begins[1]}):
        said = "r-040.begins" if line in begins[1] else "r-040.joined"
        yield finding(said, Severity.NOTE, pinned[0].source, pinned[0].source.line_starts[line - 1])
    for page in pinned:
        other = next((one for one in free if one.follows == page.follows), None)
        was, now = _head(page), _head(other) if other else ""
        if other and was != now:
            at = page.extent.start
            yield finding("r-040.page", Severity.NOTE, page.source, at, pinned=was, now=now)
    labels = [
        {number: label for page in pages for number, label in labels_to_pin(page).items()} for pages in (pinned, free)
    ]
    for number in sorted({*labels[0], *labels[1]}):
        was, now = (label.get(number, "") for label in labels)
        if was and now and was != now:
            source = pinned[0].source
            yield finding("r-040", Severity.NOTE, source, source.line_starts[number - 1], pinned=was, now=now)


def labels_to_pin(page: Page) -> dict[int, str]:
    """Returns the label of each line of a page, from which the page is read alike; none of lines without text."""
    from sitegen.reading.build.furniture import HARD_WRAP  # few editions have pins, and a build may read nothing
    from sitegen.reading.files.leftovers import MARKUP

    starts = {article.line for article in page.articles}
    labels: dict[int, str] = {}
    above: Role | None = None
    for line in page.lines:
        if line.why == HARD_WRAP:
            labels[line.number] = WRAPPED
            continue
        if line.why == MARKUP and line.role is Role.CONTINUATION:
            continue
        labels[line.number] = line.role.value
        if line.role is Role.PARAGRAPH and line.number in starts:
            labels[line.number] = Label.ITEM.value
        elif line.role is Role.HEADLINE and above is Role.HEADLINE and line.number not in starts:
            labels[line.number] = Label.HEADLINE_ON.value
        above = line.role
    return labels


def _by_path(pages: Sequence[Page]) -> dict[str, list[Page]]:
    found: dict[str, list[Page]] = {}
    for page in pages:
        found.setdefault(page.source.path, []).append(page)
    return found


def _pinned(page: Page) -> PinnedPage:
    return PinnedPage(
        line=page.follows,
        date=page.date.when if page.date.origin != "overlay" else None,
        origin=page.date.origin,
        page=page.label,
        edition=page.edition,
        section=page.section,
        labels=labels_to_pin(page),
    )


def _head(page: Page) -> str:
    """Returns what decides the address of a page, and its name, in a line."""
    return " · ".join(filter(None, (str(page.date.when or "?"), page.edition, page.label or "?", page.section)))


def _page_at(pages: Sequence[Page], line: int) -> int:
    return max((page.follows for page in pages if page.follows <= line), default=0)
