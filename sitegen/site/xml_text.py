"""Text as XML 1.0 can hold it: feeds, books and archives may say nothing else."""

from __future__ import annotations

import re

# XML allows no other control characters, and no half of a surrogate pair.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def as_xml_text(text: str) -> str:
    """Returns a text without what XML cannot hold."""
    return _NO_XML.sub("", text)
