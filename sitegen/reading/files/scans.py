"""Pictures of whole printed pages: which one a page has, by the editor's word or by its layout's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sitegen.errors import Diagnostic, Severity, finding
from sitegen.model.images import Image
from sitegen.model.newspaper import Page
from sitegen.model.scans import Plan, Scan
from sitegen.reading.files.bulletins import Bulletin
from sitegen.reading.files.figures import NamedImage
from sitegen.reading.files.image_files import Shelf


@dataclass(frozen=True, slots=True)
class NamedScan:
    """The picture of a page by its name, and the plan of what is where on it; `given` where the editor names it."""

    picture: NamedImage
    plan: Plan
    given: bool


def named_scan(bulletin: Bulletin, plan: Plan) -> NamedScan | None:
    """Returns the picture of a bulletin's page; None where neither overlay, front matter nor layout names one."""
    overlay, layout = bulletin.overlay, bulletin.layout
    if overlay.scan:
        said = bulletin.source if bulletin.text_start else bulletin.corrections.overlay
        return NamedScan(NamedImage(overlay.scan, said, overlay.scan_at), plan, given=True)
    if layout is not None and layout.scan and is_whole_file(bulletin):
        return NamedScan(NamedImage(layout.scan, bulletin.source, bulletin.extent.start), plan, given=False)
    return None


def is_whole_file(bulletin: Bulletin) -> bool:
    """Tell whether a page has its file for itself: a layout, and an overlay's `scan`, speak of one page."""
    part = bulletin.part
    return part is None or (not part.follows and part.span.end >= len(bulletin.source.text))


def with_scan(page: Page, named: NamedScan, shelf: Shelf) -> tuple[Page, tuple[Diagnostic, ...]]:
    """Returns a page with its picture, or without it and with what is wrong: the page can be read without."""
    found = shelf.find(named.picture)
    if isinstance(found, Image):
        return replace(page, scan=Scan(found, named.plan)), tuple(_unplaced(page, named))
    if named.given:
        return page, (found,)
    facts = dict(found.facts) | {"why": found.said}
    return page, (finding("b-030", Severity.WARNING, page.source, page.extent.start, **facts),)


def _unplaced(page: Page, named: NamedScan) -> Iterator[Diagnostic]:
    """Tell where a layout is there and says of no article where it stands: the picture has no areas."""
    if named.plan.height and not named.plan.areas and page.articles:
        yield finding("b-033", Severity.NOTE, page.source, page.extent.start, name=named.picture.name)


def shared_scans(pages: Sequence[Page]) -> Iterator[tuple[int, Diagnostic]]:
    """Tell, by their places among all, of pages that have the picture of another: a slip, or a spread in one scan."""
    first: dict[str, Page] = {}
    for at, page in enumerate(pages):
        if page.scan is None:
            continue
        other = first.setdefault(page.scan.image.digest, page)
        if other is not page:
            facts = {"path": page.scan.image.path, "first": other.place}
            yield at, finding("b-031", Severity.WARNING, page.source, page.extent.start, **facts)
