"""HTML that a converter left in a text: where a tag stands, and what its name and attributes say.

Only what looks like a tag is one: `a<b`, `<条例>`, `<https://example.org>` and `<<` are text.
"""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5

from sitegen.reading.text.markup_words import words
from sitegen.reading.text.unseen import UNSEEN

# Elements with paragraphs of their own; text within them stands apart from text around them.
BLOCKS, TABLE_PARTS, LEAVES = words("blocks"), words("table"), words("leaves")
# What is no text, with all that it holds.
OBJECTS = words("objects")
HEADINGS = {f"h{level}": level for level in range(1, 7)}
_KNOWN = BLOCKS | TABLE_PARTS | OBJECTS | words("inline")
# <o:p>, <st1:place>, <w:sdt>, <v:shape>: what office programs add
_OFFICE = re.compile(r"(?:o|w|v|m|st1|x|p|u\d?):")
BOLD = frozenset({"b", "strong"})

TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]{0,30}(?:[:_-][A-Za-z0-9_-]{1,40})?)"
    r"(?P<attributes>(?:[\s/]++[A-Za-z_:@][A-Za-z0-9_:.@-]*+"
    r"(?:\s*+=\s*+(?:\"[^\"<]*+\"|'[^'<]*+'|[^\s\"'<>=`]++))?+)*+)[\s/]*+>"
)
# <!DOCTYPE html>, <![endif]>, <?xml version="1.0"?>
DECLARATION = re.compile(r"<(?:![A-Za-z\[][^<>\n]{0,300}|\?[A-Za-z][^<>\n]{0,300}\?)>")
# <|txt_contd|>, <｜end▁of▁sentence｜>: what language models put between the parts of a page
MODEL_TOKEN = re.compile(r"<[|｜]/?(?P<name>[A-Za-z0-9_▁ ]{1,40})[|｜]>")
# <|det|>[[1, 2, 3, 4]]<|/det|>, <|ref|>table_caption<|/ref|>: where a part stands on the page, and what it is taken for
MODEL_PAIR = re.compile(
    r"<\|(?P<name>det|box|ref)\|>(?:[\[\]\d\s,.]{0,200}|[a-z]{2,20}(?:_[a-z]{1,20}){0,3})<\|/(?P=name)\|>"
)
_ATTRIBUTE = re.compile(
    r"(?<![A-Za-z0-9_:.@-])(?P<name>[A-Za-z_:@][A-Za-z0-9_:.@-]*+)\s*+=\s*+(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<bare>[^\s\"'<>=`]++))"
)
_ALONE = re.compile(r"[A-Za-z0-9]")
_NEAR = 300  # characters in which a tag that looks like a sign (`a<b>c`) must be closed

ENTITY = re.compile(
    r"&(?P<twice>amp;)?(?P<name>#\d{1,7};|#[xX][0-9A-Fa-f]{1,6};|[A-Za-z][A-Za-z0-9]{1,30};|nbsp(?![A-Za-z0-9=]))"
)
_WHITE = frozenset("\t\n\r\f\v\x85\u2028\u2029")
_UNSEEN = frozenset(UNSEEN)


def is_known(name: str) -> bool:
    """Tell whether HTML, or an office program, has an element of this name."""
    return name in _KNOWN or _OFFICE.match(name) is not None


def read_tag(text: str, at: int) -> re.Match[str] | None:
    """Find the tag that begins at a place; a sign of comparison between letters or figures is none."""
    tag = TAG.match(text, at)
    if tag is None or len(tag["name"]) > 1 or tag["attributes"] or tag["close"]:
        return tag
    between = _ALONE.match(text, at - 1) if at else None
    if between and _ALONE.match(text, tag.end()) and text.find(f"</{tag['name']}>", at, at + _NEAR) == -1:
        return None
    return tag


def attributes_of(attributes: str) -> dict[str, str]:
    """Returns the attributes of a tag by their names in small letters: of two alike the first, as in HTML."""
    given: dict[str, str] = {}
    for found in _ATTRIBUTE.finditer(attributes):
        value = found["double"] or found["single"] or found["bare"] or ""
        given.setdefault(found["name"].lower(), unescape(value).strip())
    return given


def span_of(name: str, tag: re.Match[str]) -> tuple[int, int]:
    """Returns where the value of an attribute stands in the text, an empty place behind the tag where there is none."""
    for found in _ATTRIBUTE.finditer(tag.string, *tag.span("attributes")):
        group = next((group for group in ("double", "single", "bare") if found[group] is not None), "bare")
        if found["name"].lower() == name:
            return found.span(group)
    return tag.end(), tag.end()


def read_entity(text: str, at: int) -> tuple[int, str] | None:
    """Returns where a character reference ends and the one character that it means; None for text.

    What is encoded twice (`&amp;nbsp;`) is decoded twice. Characters that nobody sees become nothing.
    """
    found = ENTITY.match(text, at)
    if found is None:
        return None
    sign = _meaning(found["name"])
    if sign is not None:
        return found.end(), sign
    return (found.end("twice"), "&") if found["twice"] else None


def _meaning(name: str) -> str | None:
    if name == "nbsp":
        name = "nbsp;"
    if not name.startswith("#") and name not in html5:
        return None
    sign = unescape(f"&{name}")
    if len(sign) > 1 or sign == "\ufffd":
        return None
    return " " if sign in _WHITE else "" if sign in _UNSEEN else sign
