"""A printed page as ALTO 4: every line of its bulletin, as it came, with the place where it was printed.

A line of a bulletin is a paragraph or a head, so it is a block with one line of text; where the layout says nothing of
it, it stands in its place without a position.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from xml.etree import ElementTree

from sitegen import __version__
from sitegen.model.layout import PrintedLine
from sitegen.model.newspaper import Page
from sitegen.model.scans import Box, Scan, pixels_of
from sitegen.site.addresses import urls
from sitegen.site.archival.elements import Element, document, within
from sitegen.site.catalogue import Catalogue
from sitegen.site.xml_text import as_xml_text

NAMESPACE = "http://www.loc.gov/standards/alto/ns-v4#"
SCHEMA = "http://www.loc.gov/standards/alto/v4/alto-4-4.xsd"
_VERSION = "4.4"
_WORD = re.compile(r"\s+|\S+")


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
    texts: dict[int, list[Box]] = defaultdict(list)
    pictures: dict[int, list[Box]] = defaultdict(list)
    for placed in scan.plan.lines:
        (pictures if placed.is_picture else texts)[placed.line].append(pixels_of(placed.box, scan))
    for at, box in enumerate(pictures.pop(0, ()), 1):
        within(space, "Illustration", ID=f"picture{at}", **_place([box]))
    for number, lines in _by_line(page.lines).items():
        for at, box in enumerate(pictures.pop(number, ()), 1):
            within(space, "Illustration", ID=f"picture-{number}-{at}", **_place([box]))
        _set_text(space, page, number, lines, texts.get(number, ()))
    for number, boxes in pictures.items():
        for at, box in enumerate(boxes, 1):
            within(space, "Illustration", ID=f"picture-{number}-{at}", **_place([box]))


def _by_line(lines: Iterable[PrintedLine]) -> dict[int, list[PrintedLine]]:
    """Group what was printed by the line of the file: one that two pages share is cut in two."""
    found: dict[int, list[PrintedLine]] = {}
    for line in lines:
        found.setdefault(line.number, []).append(line)
    return found


def _set_text(space: Element, page: Page, number: int, lines: Sequence[PrintedLine], boxes: Sequence[Box]) -> None:
    place = _place(boxes)
    roles = " ".join(sorted({f"role-{line.role.value}" for line in lines}))
    block = within(space, "TextBlock", ID=block_name(number), TAGREFS=roles, **place)
    for line in lines:
        text = as_xml_text(page.source.slice(line.span)).strip()
        if text:
            row = within(block, "TextLine", **place)
            for word in _WORD.findall(text):
                if word.isspace():
                    within(row, "SP")
                else:
                    within(row, "String", CONTENT=word)


def _place(boxes: Sequence[Box]) -> dict[str, str | int]:
    """Returns the attributes that say where something stands: around all of its boxes; none where it has none."""
    if not boxes:
        return {}
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    left, top = min(lefts), min(tops)
    return {"HPOS": left, "VPOS": top, "WIDTH": max(rights) - left, "HEIGHT": max(bottoms) - top}
