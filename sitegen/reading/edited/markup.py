"""Edited Markdown → clean HTML, by Python-Markdown and nh3; the only module that knows them.

Only what can lose no text is left of Markdown: paragraphs, lists, quotations, tables, footnotes, and within them
emphasis, code, links and pictures. HTML in the text is text. Headings are the reader's business, not the converter's.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from html import escape
from urllib.parse import urlsplit

import nh3
from markdown import Markdown
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from sitegen.reading.text.words import HAN

# Python-Markdown takes time with the square of the open marks, and recurses where marks nest: no newspaper has as many.
_WORK_LIMIT = 2_000_000
_MARKS = re.compile(r"[\[*_`<]")
_NESTED = re.compile(r"^[ \t]*(?:(?:[>*+-]|\d{1,9}\.)[ \t]*){12}|^[ \t]{40}", re.M)
_SAFE_LINK = re.compile(r"https?://[^\s/]|(?:mailto|tel):\S", re.I)
_ANCHOR = re.compile(r"#[nr]\d+")
_INLINE = {"a", "em", "strong", "code", "sup", "span", "img"}
_TAGS = _INLINE | {"p", "br", "ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr", "th", "td"}
_ATTRIBUTES = {
    "a": {"href", "title", "class", "id"},
    "img": {"alt", "data-source", "title"},
    "li": {"value"},
    "span": {"class"},
    "td": {"class"},
    "th": {"class"},
}
# Indented code, headings and rules are no text of a newspaper; raw HTML, character references and link definitions
# would take letters out of the text.
_NO_BLOCKS = ("code", "hashheader", "setextheader", "hr", "reference")
_ONLY_IN_BLOCKS = ("indent", "olist", "ulist", "quote")
_NO_INLINES = ("reference", "image_reference", "short_reference", "short_image_ref", "html", "entity")

_INLINE_TAGS = rf"(?:</?(?:{'|'.join(sorted(_INLINE))})\b[^<>\n]*>)*"
_WIDE = rf"{HAN}，。、；：！？（）《》〈〉「」『』【】"
_SOFT_BREAK = re.compile(
    rf"(?:(?<=[{_WIDE}])(?P<close>{_INLINE_TAGS})[ \t\u3000]*\n[ \t\u3000]*(?P<open>{_INLINE_TAGS})(?=[{_WIDE}“”‘’…—])"
    rf"|(?<=[“”‘’…—])(?P<close2>{_INLINE_TAGS})[ \t\u3000]*\n[ \t\u3000]*(?P<open2>{_INLINE_TAGS})(?=[{_WIDE}]))"
)


class Converter:
    """Converts the pieces of one article, whose footnotes they share."""

    def __init__(self, notes: Mapping[str, int]) -> None:
        """Take the footnotes of the article: each label with the number of the line that defines it."""
        self.referenced: set[int] = set()
        self._blocks = _markdown(self, notes, tables=True)
        self._inline = _markdown(self, notes, tables=False)

    def block(self, text: str) -> str:
        """Convert a block of Markdown to clean HTML; "" where that cannot be done."""
        return self._convert(self._blocks, text)

    def inline(self, text: str) -> str:
        """Convert one paragraph, whatever it begins with, to what `<p>` holds; "" where that cannot be done."""
        html = self._convert(self._inline, text)
        return html[3:-4] if html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1 else ""

    def note_mark(self, label: str, line: int) -> str:
        """Returns the mark that a footnote begins with: a link back to the first reference, if there is one."""
        mark = escape(label, quote=False)
        back = f'a class="note" href="#r{line}"' if line in self.referenced else 'span class="note"'
        return f"<{back}>{mark}</{back.partition(' ')[0]}>"

    def _convert(self, markdown: Markdown, text: str) -> str:
        if len(_MARKS.findall(text)) * len(text) > _WORK_LIMIT or _NESTED.search(text):
            return ""
        markdown.reset()
        try:
            html = markdown.convert(text)
        except RecursionError:
            return ""
        return _SOFT_BREAK.sub(lambda m: "".join(filter(None, m.groups())), _clean(html))


def _markdown(converter: Converter, notes: Mapping[str, int], *, tables: bool) -> Markdown:
    """Set up Python-Markdown; without `tables`, everything is a paragraph."""
    markdown = Markdown(extensions=[TableExtension(use_align_attribute=True)] if tables else [])
    for processor in _NO_BLOCKS if tables else _NO_BLOCKS + _ONLY_IN_BLOCKS:
        markdown.parser.blockprocessors.deregister(processor)
    for pattern in _NO_INLINES:
        markdown.inlinePatterns.deregister(pattern)
    markdown.preprocessors.deregister("html_block")
    markdown.treeprocessors.deregister("prettify")
    markdown.inlinePatterns.register(_Stars(r"(?<=[0-9A-Za-z])\*+(?=[0-9A-Za-z])"), "stars", 70)
    markdown.inlinePatterns.register(_NoteMark(converter, notes), "note", 175)
    markdown.treeprocessors.register(_Newspaper(markdown), "newspaper", 5)
    return markdown


class _Stars(InlineProcessor):
    """Leaves `5*8*3` as it is: between letters and figures a star multiplies, it does not stress."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: N802, ARG002
        return m[0], m.start(), m.end()


class _NoteMark(InlineProcessor):
    """Makes `[^1]` a link to the footnote, with the label as the editor wrote it; unknown labels stay text."""

    def __init__(self, converter: Converter, notes: Mapping[str, int]) -> None:
        super().__init__(r"\[\^([^\[\]\n]{1,60})\]")
        self._converter, self._notes = converter, notes

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[ET.Element | None, int | None, int | None]:
        line = self._notes.get(m[1])
        if line is None:
            return None, None, None
        mark = ET.Element("sup")
        link = ET.SubElement(mark, "a", {"class": "note", "href": f"#n{line}"})
        link.text = m[1]
        if line not in self._converter.referenced:
            self._converter.referenced.add(line)
            link.set("id", f"r{line}")
        return mark, m.start(), m.end()


class _Newspaper(Treeprocessor):
    """Makes of Markdown's tree what a page may hold: numbered items, classes for styles, pictures by their names."""

    def run(self, root: ET.Element) -> None:
        for element in root.iter():
            if element.tag == "ol":
                for number, item in enumerate(element.findall("li"), 1):
                    item.set("value", str(number))
            elif element.tag in ("td", "th"):
                aligned = element.attrib.pop("align", "")
                element.attrib |= {"class": aligned} if aligned else {}
            elif element.tag == "img":
                _picture(element)


def _picture(element: ET.Element) -> None:
    """Name a picture of ours, whose address each page has to give; one elsewhere is not loaded, and becomes a link."""
    source, words = element.get("src", ""), element.get("alt", "")
    title = element.get("title")
    element.attrib.clear()
    if _is_safe_link(source):
        element.tag = "a"
        element.text = words or source
        element.attrib |= {"class": "picture", "href": source}
    else:
        element.attrib |= {"alt": words, "data-source": source}
    if title is not None:
        element.set("title", title)


def _is_safe_link(address: str) -> bool:
    if not _SAFE_LINK.match(address):
        return False
    try:
        return bool(urlsplit(address).scheme)
    except ValueError:  # `http://[`
        return False


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "href" and not (_is_safe_link(value) or _ANCHOR.fullmatch(value)):
        return None
    return value if tag != "li" or value.isdigit() else None


def _clean(html: str) -> str:
    return nh3.clean(
        html,
        tags=_TAGS,
        clean_content_tags=set(),
        attributes=_ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
