"""One bulletin → one page: the reading on one screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen.config import ReadingHints
from sitegen.errors import Diagnostic, Severity, finding
from sitegen.model.newspaper import Page
from sitegen.model.scans import Plan
from sitegen.reading.build.amending import (
    mended,
    refusals,
    roles_in_articles,
    set_aside,
    settled_breaks,
    weighed,
    with_ids,
    with_notices,
)
from sitegen.reading.build.areas import plan_of
from sitegen.reading.build.articles import read_articles
from sitegen.reading.build.doubts import doubts_of
from sitegen.reading.build.furniture import furniture_of, page_name, printed_lines
from sitegen.reading.columns.regions import Region, find_regions, less_sure, tell_regions
from sitegen.reading.detect.rules import classify_lines
from sitegen.reading.edited.articles import read_edited
from sitegen.reading.files.bulletins import Bulletin, pinned_page
from sitegen.reading.files.figures import NamedImage, with_figures
from sitegen.reading.files.left_pictures import homeless_pictures, named_pictures, with_pictures
from sitegen.reading.files.leftovers import findings_of
from sitegen.reading.files.pins import WRAPPED, PinnedPage
from sitegen.reading.files.scans import is_whole_file, named_scan
from sitegen.reading.illustrating import Reading
from sitegen.reading.layout.lay_out import NOT_PINNED, lay_out
from sitegen.reading.layout.page_lines import page_lines
from sitegen.reading.layout.places import Places, find_places, with_ranks
from sitegen.reading.layout.wrapping import unwrap
from sitegen.reading.names.dating import date_page
from sitegen.reading.names.mentions import with_mentions
from sitegen.reading.splitting.edges import as_furniture, edge_lines
from sitegen.reading.text.line import Line

NO_HINTS = ReadingHints()


def read_page(bulletin: Bulletin, hints: ReadingHints = NO_HINTS, explain: str = "") -> Reading:
    """Read a bulletin, with the words of this paper that edition.yaml knows. Raises on no text whatever.

    `explain` is the language in which each line's role is explained; without it, which is faster, it is not.
    """
    return _read_edited(bulletin, hints) if bulletin.text_start else _read_raw(bulletin, hints, explain)


def _read_edited(bulletin: Bulletin, hints: ReadingHints) -> Reading:
    """Read edited Markdown: it has no furniture, its front matter says what a masthead would."""
    source, overlay = bulletin.source, bulletin.overlay
    text = read_edited(source, bulletin.text_start, hints, guess=overlay.guess, kind=overlay.kind)
    dated = date_page(bulletin, ())
    page = Page(
        source=source,
        stem=bulletin.stem,
        date=dated.date,
        label=dated.label,
        section=overlay.section or "",
        furniture=(),
        articles=with_mentions(text.articles, hints),
        lines=text.lines,
        edition=dated.edition,
        text_start=bulletin.text_start,
    )
    scan = named_scan(bulletin, Plan())
    return Reading(page, (*dated.diagnostics, *text.diagnostics, *_no_article(page)), text.images, scan)


def _no_article(page: Page) -> Iterator[Diagnostic]:
    if not page.articles:
        at = page.part.start if page.part else 0
        yield finding("r-004", Severity.WARNING, page.source, at)


def _read_raw(bulletin: Bulletin, hints: ReadingHints, explain: str) -> Reading:
    source, corrections = bulletin.source, bulletin.corrections
    given = roles_in_articles(corrections)
    found = page_lines(bulletin)
    edges = edge_lines(source, found.edges)
    places = find_places(bulletin.layout)
    pinned = pinned_page(bulletin)
    across, whole = _paragraphs(bulletin, found.text, places, pinned)
    lines = mended(whole, corrections)
    free, apart = set_aside(lines, corrections)
    kept = pinned.labels if pinned else NOT_PINNED
    layout = lay_out(classify_lines(free, hints), given, hints, explain, places, kept)
    printed = printed_lines(source, (*apart, *found.bare, *as_furniture(edges, found.edges)), layout)
    texts = {line.number: line.text for line in lines if line.coded}
    dated = date_page(bulletin, [line for line in printed if line.number not in found.edges], texts)
    pictures = named_pictures(source, found.whole, corrections)
    articles = with_mentions(read_articles(source, layout.placed, hints), hints)
    named_articles = with_ids(articles, source, corrections)
    amended = weighed(with_notices(named_articles, source, corrections), source, corrections)
    illustrated = with_figures(amended, source, corrections)
    page = Page(
        source=source,
        stem=bulletin.stem,
        date=dated.date,
        label=dated.label,
        section=bulletin.overlay.section
        or (pinned.section if pinned else page_name(source, layout.masthead, printed, hints, texts)),
        furniture=furniture_of(source, (*lines, *found.notes, *edges), printed, found.whole),
        articles=with_pictures(illustrated, source, printed, pictures),
        lines=less_sure(printed, across),
        part=bulletin.part.span if bulletin.part else None,
        edition=dated.edition,
    )
    doubts = doubts_of(source, bulletin.extent, layout, given, settled_breaks(corrections))
    left = (*findings_of(source, found.whole), *homeless_pictures(page.articles, pictures))
    named = tuple(NamedImage(image.name, corrections.overlay, image.offset) for image in corrections.images)
    doubtful = (*tell_regions(source, across), *dated.diagnostics, *_no_article(page), *doubts, *left)
    scan = named_scan(bulletin, plan_of(bulletin.layout if is_whole_file(bulletin) else None, page.articles, source))
    return Reading(page, (*doubtful, *refusals(page, corrections)), (*named, *pictures), scan)


def _paragraphs(
    bulletin: Bulletin, text: Sequence[Line], places: Places, pinned: PinnedPage | None
) -> tuple[tuple[Region, ...], tuple[Line, ...]]:
    """Returns what of a page was read across columns, and its lines, hard-wrapped ones joined."""
    if bulletin.layout is not None:  # columns and paragraphs are known
        return (), with_ranks(text, places)
    across = find_regions(bulletin.source, [line for line in text if line.given is None])
    wrapped = frozenset(n for n, label in pinned.labels.items() if label == WRAPPED) if pinned else None
    return across, unwrap(bulletin.source, text, bulletin.corrections.roles, wrapped)
