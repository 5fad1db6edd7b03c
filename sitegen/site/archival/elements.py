"""XML documents of elements that are named as they are written: `mods:title`, `xlink:href`."""

from __future__ import annotations

from xml.etree import ElementTree

from sitegen import __version__
from sitegen.site.xml_text import as_xml_text

Element = ElementTree.Element
SOFTWARE = f"sitegen {__version__}"


def within(parent: Element, tag: str, text: str = "", /, **attributes: str | int) -> Element:
    """Add an element and return it; of attributes `__` stands for a colon, and one without a value is left out."""
    given = {name.replace("__", ":"): as_xml_text(str(value)) for name, value in attributes.items() if value != ""}
    element = ElementTree.SubElement(parent, tag, given)
    element.text = as_xml_text(text) or None
    return element


def document(root: Element) -> bytes:
    """Returns a document as the bytes of its file."""
    ElementTree.indent(root, " ")
    text: str = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()
