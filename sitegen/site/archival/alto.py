"""A printed page as ALTO 4: every line of its bulletin, as it came, with the place where it was printed.

A line of a bulletin is a paragraph or a head, so it is a block; its printed rows are lines of text with their words,
where the layout tells of them, else it is one line. Where the layout says nothing of it, it has no position.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from xml.etree import ElementTree

from sitegen import __version__
from sitegen.model.layout import PrintedLine
from sitegen.model.newspaper import Page
from sitegen.model.scans import Box, PlacedLine, Scan, pixels_of
from sitegen.site.addresses import urls
from sitegen.site.archival.elements import Element, document, within
from sitegen.site.archival.rows import place_of, set_rows
from sitegen.site.catalogue import Catalogue

NAMESPACE = "http://www.loc.gov/standards/alto/ns-v4#"
SCHEMA = "http://www.loc.gov/standards/alto/v4/alto-4-4.xsd"
_VERSION = "4.4"


def block_name(line: int) -> str:
    """Returns the id of the block of a line of the bulletin."""
    return f"line{line}"


def write_alto(page: Page, scan: Scan, number: int, catalogue: Catalogue) -> bytes:
    """Returns the ALTO file of a page, which is the `number`th of its issue."""
    root = ElementTree.Element(
        "alto",
        {
            "xmlns": NAMESPACE,
            "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
            "xsi:schemaLocation": f"{NAMESPACE} {SCHEMA}",
            "SCHEMAVERSION": _VERSION,
        },
    )
    description = within(root, "Description")
    within(description, "MeasurementUnit", "pixel")
    source = within(description, "sourceImageInformation")
    within(source, "fileName", urls.absolute(urls.image(scan.image), catalogue.config.base_url))
    processing = within(description, "Processing", ID="processing")
    software = within(processing, "processingSoftware")
    within(software, "softwareName", "sitegen")
    within(software, "softwareVersion", __version__)
    tags = within(root, "Tags")
    for role in sorted({line.role.value for line in page.lines}):
        within(tags, "LayoutTag", ID=f"role-{role}", LABEL=role)
    width, height = scan.image.width, scan.image.height
    sheet = within(
        within(root, "Layout"),
        "Page",
        ID="page",
        PHYSICAL_IMG_NR=number,
        PRINTED_IMG_NR=page.label,
        WIDTH=width,
        HEIGHT=height,
        LANG=catalogue.config.language,
    )
    _set_blocks(within(sheet, "PrintSpace", HPOS=0, VPOS=0, WIDTH=width, HEIGHT=height), page, scan)
    return document(root)


def _set_blocks(space: Element, page: Page, scan: Scan) -> None:
    texts: dict[int, list[PlacedLine]] = defaultdict(list)
    pictures: dict[int, list[Box]] = defaultdict(list)
    for placed in scan.plan.lines:
        if placed.is_picture:
            pictures[placed.line].append(pixels_of(placed.box, scan))
        else:
            texts[placed.line].append(placed)
    for at, box in enumerate(pictures.pop(0, ()), 1):
        within(space, "Illustration", ID=f"picture{at}", **place_of([box]))
    for number, lines in _by_line(page.lines).items():
        for at, box in enumerate(pictures.pop(number, ()), 1):
            within(space, "Illustration", ID=f"picture-{number}-{at}", **place_of([box]))
        roles = " ".join(sorted({f"role-{line.role.value}" for line in lines}))
        place = place_of([pixels_of(placed.box, scan) for placed in texts[number]])
        block = within(space, "TextBlock", ID=block_name(number), TAGREFS=roles, **place)
        start = page.source.line_starts[number - 1]
        for line in lines:
            set_rows(block, page.source.slice(line.span), line.span.start - start, texts[number], place, scan)
    for number, boxes in pictures.items():
        for at, box in enumerate(boxes, 1):
            within(space, "Illustration", ID=f"picture-{number}-{at}", **place_of([box]))


def _by_line(lines: Iterable[PrintedLine]) -> dict[int, list[PrintedLine]]:
    """Group what was printed by the line of the file: one that two pages share is cut in two."""
    found: dict[int, list[PrintedLine]] = {}
    for line in lines:
        found.setdefault(line.number, []).append(line)
    return found
