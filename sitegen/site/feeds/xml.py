"""Elements of XML as text: a feed holds thousands, and each is written once and never looked at again."""

from __future__ import annotations

from html import escape

from sitegen.site.xml_text import as_xml_text


def text(tag: str, content: str, **attributes: str) -> str:
    """Returns a line with an element that holds text."""
    # A carriage return as it is would be read as a line's end; `]]>` may not stand in text.
    safe = escape(as_xml_text(content), quote=False).replace("\r", "&#13;")
    return f"<{tag}{_set(attributes)}>{safe}</{tag}>\n"


def empty(tag: str, **attributes: str) -> str:
    """Returns a line with an element that holds nothing; attributes without a value are left out."""
    return f"<{tag}{_set(attributes)}/>\n"


def opening(style: str) -> str:
    """Returns the beginning of a document that browsers show by a style sheet."""
    return f'<?xml version="1.0" encoding="utf-8"?>\n<?xml-stylesheet type="text/css" href="{escape(style)}"?>\n'


def _set(attributes: dict[str, str]) -> str:
    given = ((name.replace("_", ":"), as_xml_text(value)) for name, value in attributes.items() if value)
    return "".join(f' {name}="{escape(value)}"' for name, value in given)
