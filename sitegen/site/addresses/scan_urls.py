"""The addresses of printed pages as they were printed, of what is made of their pictures, and of files for archives.

These belong to `urls`, and are apart only as most editions have none of them.
"""

from __future__ import annotations

from hashlib import blake2b

from sitegen.model.edition import Issue
from sitegen.model.images import Image
from sitegen.model.newspaper import Article, Page
from sitegen.model.scans import Box
from sitegen.site.addresses.urls import IMAGE_DIGITS, IMAGES, STATIC, issue, page

SCAN = "scan"  # the anchor of a page as it was printed
SCAN_FILES = (f"{STATIC}scan.css", f"{STATIC}scan.js")  # of the theme, for an edition with such pages
IIIF, METS = "manifest.json", "mets.xml"  # files of an issue


def scan(on: Page, item: Article | None = None) -> str:
    """Returns the address of a page as it was printed, or of an article on it."""
    return f"{page(on)}#{area_anchor(item) if item else SCAN}"


def area_anchor(item: Article) -> str:
    """Returns the anchor of the area that an article covers on its page as it was printed."""
    return f"{SCAN}-{item.line}"


def scan_copy(item: Image, width: int, suffix: str) -> str:
    """Returns the address of a smaller copy of the picture of a printed page, which is larger than other pictures."""
    return f"{IMAGES}{item.digest[:IMAGE_DIGITS]}-page-{width}.{suffix}"


def clipping(item: Image, boxes: tuple[Box, ...]) -> str:
    """Returns the address of what is cut out of the picture of a printed page, made of its bytes and the places."""
    places = blake2b(repr(boxes).encode(), digest_size=4).hexdigest()
    return f"{IMAGES}{item.digest[:IMAGE_DIGITS]}-cut-{places}.webp"


def issue_file(item: Issue, name: str) -> str:
    """Returns the address of a file of an issue: in the folder of its day, or beside the page that it is."""
    return issue(item).removesuffix("index.html").removesuffix(".html") + (name if item.date else f".{name}")


def alto(item: Page) -> str:
    """Returns the address of the ALTO file of a printed page."""
    return f"{page(item).removesuffix('.html')}.alto.xml"
