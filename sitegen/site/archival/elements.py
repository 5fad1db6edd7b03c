"""XML documents of elements that are named as they are written: `mods:title`, `xlink:href`."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from sitegen import __version__

Element = ElementTree.Element
SOFTWARE = f"sitegen {__version__}"
MEDIA_TYPES = {"jpg": "image/jpeg", "png": "image/png", "gif": "image/gif", "webp": "image/webp", "avif": "image/avif"}
# XML 1.0 allows no other control characters, and no half of a surrogate pair.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def within(parent: Element, tag: str, text: str = "", /, **attributes: str | int) -> Element:
    """Add an element and return it; of attributes `__` stands for a colon, and one without a value is left out."""
    given = {name.replace("__", ":"): clean(str(value)) for name, value in attributes.items() if value != ""}
    element = ElementTree.SubElement(parent, tag, given)
    element.text = clean(text) or None
    return element


def clean(text: str) -> str:
    """Returns a text without what XML cannot hold."""
    return _NO_XML.sub("", text)


def document(root: Element) -> bytes:
    """Returns a document as the bytes of its file."""
    ElementTree.indent(root, " ")
    text: str = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()
