"""Pages as they were printed, as views: the picture with its areas, an article's clipping, ways for archives."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from sitegen.model.edition import Issue
from sitegen.model.newspaper import Page
from sitegen.model.scans import PAGE_WIDTH, Box
from sitegen.site.addresses import scan_urls, urls
from sitegen.site.article_views import title_of
from sitegen.site.catalogue import Place
from sitegen.site.locale import Wording
from sitegen.site.scans.variants import copies_of, has_clipping, size_of
from sitegen.site.views.heads import Link
from sitegen.site.views.pictures import AreaView, ClippingView, ImageView, ScanView, SourceView

# How wide a page is shown: beside the list of its articles, on a small screen above it.
SIZES = "(min-width: 64rem) 54rem, 94vw"
IIIF_TYPE = 'application/ld+json;profile="http://iiif.io/api/presentation/3/context.json"'
XML_TYPE = "application/xml"


def scan_view(page: Page, here: str, words: Wording) -> ScanView | None:
    """Returns a page as it was printed; None where it has no picture."""
    scan = page.scan
    if scan is None:
        return None
    image = scan.image
    picture = ImageView(
        src=urls.relative(urls.image(image), here),
        alt="",  # a theme names it
        width=image.width,
        height=image.height,
        sources=tuple(
            SourceView(
                type=f"image/{suffix}",
                srcset=", ".join(
                    f"{urls.relative(scan_urls.scan_copy(image, copy.width, suffix), here)} {copy.width}w"
                    for copy in row
                ),
                sizes=SIZES,
            )
            for suffix, row in groupby(copies_of(image), lambda copy: copy.suffix)
        ),
    )
    areas = tuple(
        AreaView(
            id=scan_urls.area_anchor(article),
            href=urls.relative(urls.article(article, page), here),
            headline=title_of(article, words.untitled),
            path=_path(scan.plan.area_of(article.line)),
        )
        for article in page.articles
    )
    return ScanView(picture=picture, width=PAGE_WIDTH, height=scan.height, areas=areas)


def _path(boxes: Iterable[Box]) -> str:
    return "".join(f"M{left} {top}H{right}V{bottom}H{left}z" for left, top, right, bottom in boxes)


def clipping_view(place: Place) -> ClippingView | None:
    """Returns an article as it was printed, for its own page; None where its page has no scan."""
    scan = place.page.scan
    if scan is None:
        return None
    boxes = scan.plan.area_of(place.article.line)
    target = scan_urls.scan(place.page, place.article if boxes else None)
    picture = None
    if has_clipping(scan, boxes):
        width, height = size_of(scan, boxes)
        source = urls.relative(scan_urls.clipping(scan.image, boxes), place.address)
        picture = ImageView(src=source, alt="", width=width, height=height)
    return ClippingView(href=urls.relative(target, place.address), picture=picture)


def issue_archives(issue: Issue, here: str) -> tuple[Link, ...]:
    """Returns links to the issue for archives, if any of its pages has a scan."""
    if all(page.scan is None for page in issue.pages):
        return ()
    ways = (
        ("IIIF", scan_urls.issue_file(issue, scan_urls.IIIF), IIIF_TYPE),
        ("METS", scan_urls.issue_file(issue, scan_urls.METS), XML_TYPE),
    )
    return tuple(Link(text=name, href=urls.relative(address, here), note=kind) for name, address, kind in ways)


def page_archives(page: Page, issue: Issue, here: str) -> tuple[Link, ...]:
    """Returns links to the page for archives; an undated one is its own issue."""
    if page.scan is None:
        return ()
    alto = Link(text="ALTO", href=urls.relative(scan_urls.alto(page), here), note=XML_TYPE)
    return (*(issue_archives(issue, here) if issue.date is None else ()), alto)
