"""What a file of a finished site refers to, and what in it can be referred to; by the kind of the file."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from itertools import chain
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from sitegen.site.addresses import search_urls, urls

_ATTRIBUTES = ("href", "src", "action", "formaction", "poster", "data", "cite", "data-worker", "data-search")
_SETS = ("srcset", "imagesrcset")
_METAS = {"og:url", "og:image", "citation_public_url", "DC.identifier"}
_LOOKED_AT = ", ".join((*(f"[{name}]" for name in (*_ATTRIBUTES, *_SETS, "id", "style")), "meta", "style", "script"))
_STYLE = re.compile(r"/\*.*?\*/", re.S)
_STYLE_URL = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')""")
_REFRESH = re.compile(r"^\s*\d+\s*;\s*url=(.*)$", re.I)
_INSTRUCTION = re.compile(r'<\?xml-stylesheet\b[^>]*\bhref="([^"]*)"')
_XML_ATTRIBUTES = frozenset({"href", "src", "url", "xmlUrl", "htmlUrl", "template"})
_XML_TEXTS = frozenset({"loc", "link", "url", "icon", "logo", "uri"})
_XML_HTML = frozenset({"content", "summary", "description", "encoded"})
_MARKDOWN = re.compile(r"(?<!\\)\]\(<?([^()<>\s]+)")
_FRONT_URL = re.compile(r'^url: "([^"]*)"$', re.M)
_SITEMAP = re.compile(r"^Sitemap:\s*(\S+)", re.M)
_WEB = re.compile(r"https?://[^\s<>\"]+")
_RECEIVED = re.compile(r"^sitegenSearch\.receive\(\"[^\"]*\",(.*)\);?\s*$", re.S)
_WORKER = re.compile(r"const site=(\{.*?\});", re.S)
# Names of vocabularies and versions, which look like addresses.
_NO_PLACES = frozenset({"@context", "@type", "rel", "version", "schema"})
_RELATIVE_KEYS = frozenset({"src", "start_url", "scope"})


@dataclass(frozen=True, slots=True)
class References:
    """What a file refers to: as written, relative to itself, and by addresses from the site's root; its anchors."""

    written: tuple[str, ...] = ()
    rooted: tuple[str, ...] = ()
    anchors: frozenset[str] = frozenset()


def references(path: str, content: bytes) -> References:
    """Returns what a file refers to."""
    name, suffix = path.rpartition("/")[2], path.rpartition(".")[2].lower()
    if name in _NAMED:
        return _NAMED[name](_text(content))
    if path.startswith(search_urls.INDEX):
        return References(rooted=tuple(_search(path, _text(content))))
    if path.startswith("llms/"):
        suffix = "md"
    return _KINDS[suffix](_text(content)) if suffix in _KINDS else References()


def _text(content: bytes) -> str:
    return content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")


def html_references(text: str) -> References:
    """Returns what a page of HTML refers to."""
    found: list[str] = []
    anchors: set[str] = set()
    for node in LexborHTMLParser(text).css(_LOOKED_AT):
        given = node.attributes
        found += (value for name in _ATTRIBUTES if (value := given.get(name)) is not None)
        found += chain.from_iterable(map(_candidates, filter(None, (given.get(name) for name in _SETS))))
        found += _of_node(node, given)
        if anchor := given.get("id") or (given.get("name") if node.tag == "a" else None):
            anchors.add(anchor)
    return References(tuple(dict.fromkeys(found)), anchors=frozenset(anchors))


def _candidates(srcset: str) -> Iterator[str]:
    return (candidate.split()[0] for candidate in srcset.split(", ") if candidate.strip())


def _of_node(node: LexborNode, given: Mapping[str, str | None]) -> Iterator[str]:
    if style := given.get("style"):
        yield from _of_style(style)
    if node.tag == "style":
        yield from _of_style(node.text())
    if node.tag == "script" and given.get("type") == "application/ld+json":
        yield from _of_json(json.loads(node.text()))
    content = given.get("content") or ""
    if node.tag == "meta" and (given.get("property") or given.get("name")) in _METAS:
        yield content
    if node.tag == "meta" and (refresh := _REFRESH.match(content)):
        yield refresh[1]


def _of_style(text: str) -> Iterator[str]:
    for groups in _STYLE_URL.findall(_STYLE.sub("", text)):
        yield from filter(None, groups)


def _of_json(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, str):
        if key == "content_html":
            yield from html_references(value).written
        elif key not in _NO_PLACES and (_WEB.fullmatch(value) or key in _RELATIVE_KEYS):
            yield value
    elif isinstance(value, dict):
        yield from chain.from_iterable(_of_json(one, name) for name, one in value.items())
    elif isinstance(value, list):
        yield from chain.from_iterable(_of_json(one, key) for one in value)


def _xml(text: str) -> References:
    found = [unescape(href) for href in _INSTRUCTION.findall(text)]
    anchors: set[str] = set()
    for element in ET.fromstring(text.encode()).iter():
        given = {name.rpartition("}")[2]: value for name, value in element.attrib.items()}
        found += (value.partition("?q={")[0] for name, value in given.items() if name in _XML_ATTRIBUTES)
        anchors |= {given["id"]} if "id" in given else set()
        tag, words = element.tag.rpartition("}")[2], (element.text or "").strip()
        if words and (tag in _XML_TEXTS or (tag == "guid" and given.get("isPermaLink") != "false")):
            found.append(words)
        elif "<" in words and tag in _XML_HTML:
            found += html_references(words).written
    return References(tuple(dict.fromkeys(found)), anchors=frozenset(anchors))


def _json(text: str) -> References:
    return References(tuple(dict.fromkeys(_of_json(json.loads(text)))))


def _markdown(text: str) -> References:
    return References(tuple(dict.fromkeys((*_FRONT_URL.findall(text), *_MARKDOWN.findall(text)))))


def _css(text: str) -> References:
    return References(tuple(dict.fromkeys(_of_style(text))))


def _robots(text: str) -> References:
    return References(tuple(_SITEMAP.findall(text)))


def _addresses(text: str) -> References:
    lines = (line.split("\t")[0].strip() for line in text.splitlines())
    return References(rooted=tuple(line for line in lines if line and not line.startswith("#")))


def _redirects(text: str) -> References:
    return References(rooted=tuple(line.split()[1].lstrip("/") for line in text.splitlines() if line.strip()))


def _worker(text: str) -> References:
    found = _WORKER.search(text)
    site: dict[str, Any] = json.loads(found[1]) if found else {}
    return References(tuple(chain.from_iterable(site.get(key, ()) for key in ("needed", "issue", "unkept"))))


def _search(path: str, text: str) -> Iterator[str]:
    """Returns the addresses of pages that the search's own files name."""
    found = _RECEIVED.match(text)
    if found is None:
        return
    if path.startswith(f"{search_urls.INDEX}d/"):
        yield from (document[0] for document in json.loads(found[1]))
    elif path == search_urls.suggestions("keys"):
        yield from map(search_urls.suggestions, dict.fromkeys(json.loads(found[1]).values()))
    elif path == search_urls.DAYS:
        yield from _days(json.loads(found[1]))


def _days(told: Mapping[str, Any]) -> Iterator[str]:
    for year, groups in told["days"].items():
        for alike, days in groups.items():
            for at in range(0, len(days), 4):
                for label in told["pages"][int(alike)]:
                    yield f"{year}/{days[at : at + 2]}/{days[at + 2 : at + 4]}/{label}.html"


_NAMED: Mapping[str, Callable[[str], References]] = {
    urls.ROBOTS: _robots,
    urls.ADDRESSES: _addresses,
    urls.REDIRECTS: _redirects,
    urls.WORKER: _worker,
    urls.LLMS: _markdown,
}
_KINDS: Mapping[str, Callable[[str], References]] = {
    "html": html_references,
    "xhtml": html_references,
    "css": _css,
    "xml": _xml,
    "opml": _xml,
    "opf": _xml,
    "svg": _xml,
    "json": _json,
    "webmanifest": _json,
    "md": _markdown,
}
