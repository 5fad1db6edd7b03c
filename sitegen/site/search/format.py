"""The wire form of the search in its smallest parts; docs/search-format.md is its description."""

from __future__ import annotations

import base64
import codecs
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from sitegen.site.addresses import search_urls
from sitegen.site.artifacts import Artifact

FORMAT = 4
UTF_16 = "utf-16-le"  # behind its mark, U+FEFF, which browsers heed whatever a server says
_WORTH_IT = 0.9  # of the bytes of UTF-8
# 79 steps of a weight, one character each; no digit and nothing that JSON, HTML or a template string would escape.
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+,-.:;=>?@[]^_{|}~ "
IN_HEADLINE = "'"
FACET = ALPHABET[0]
HASHED_WHOLE = "@#0123456789"  # what such terms begin with
_FNV_START, _FNV_PRIME = 0x811C9DC5, 0x01000193


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large the parts of an index are; tests make them small to see what only large editions show."""

    block: int = 200  # documents that are read at once; below 65,536
    bucket: int = 2_400  # bytes of a bucket, about; half as many in a small segment, twice as many in a large one
    seldom: int = 32_768  # bytes of a bucket that is seldom asked for, about
    texts: int = 6_400  # bytes of the texts in one file, about
    stretch: int = 200  # documents whose files are named together, at most; as many as a block has
    hot: int = 1_500  # postings of a list that stays in its bucket
    champions: int = 400  # postings that stay of a longer one; the client must know both numbers
    chunk: int = 8_000  # postings in a file of pieces of longer ones
    suggestions: int = 300  # entries under one key
    suggested: int = 32_768  # bytes of the entries in one file, about
    parallel: int = 2_000  # documents from which several processes are worth their start


def hashed(term: str) -> int:
    """Returns the number that decides a term's bucket: FNV-1a of it, or of a longer word's first two characters.

    A number has no prefixes that anybody types, and thousands begin alike: it is hashed whole, as facets are.
    """
    return _fnv(_begun(term[0]), term[1:] if term[0] in HASHED_WHOLE else term[1:2])


def _fnv(value: int, text: str) -> int:
    for byte in text.encode("utf-16-le"):
        value = (value ^ byte) * _FNV_PRIME & 0xFFFFFFFF
    return value


@cache
def _begun(character: str) -> int:
    return _fnv(_FNV_START, character)


def named_by(contents: Iterable[bytes], length: int = 6) -> str:
    """Returns a name that changes when contents do, five bits a character: readers keep files for ever."""
    digest = sha256(f"{FORMAT}".encode())
    for content in contents:
        digest.update(b"%d:%b" % (len(content), content))
    return base64.b32encode(digest.digest())[:length].decode().lower()


def utf16(term: str) -> bytes:
    """Returns the key that sorts terms as JavaScript does."""
    return term.encode("utf-16-be")


def data(value: object) -> bytes:
    """Returns a value as JSON that may stand in a script of any age, in HTML and in UTF-8."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("</", "<\\/").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return text.encode("utf-8", "backslashreplace")  # \ud842 is how JSON writes a lone surrogate


def script(path: str, content: bytes, made_from: str) -> Artifact:
    """Returns data as a classic script that hands them to the client with their path below `search/`."""
    below = path.removeprefix(search_urls.INDEX).encode()
    return Artifact(path, encoded(b'sitegenSearch.receive("%b",%b);\n' % (below, content)), made_from)


def encoded(content: bytes) -> bytes:
    """Returns UTF-8 text as it is, or in UTF-16 where that is much shorter: packed, Chinese takes a tenth less then."""
    wide = content.decode()
    if 2 * len(wide) > _WORTH_IT * len(content):
        return content
    return f"\ufeff{wide}".encode(UTF_16)


def decoded(content: bytes) -> str:
    """Returns the text of a script of either kind."""
    return content.decode("utf-16" if content.startswith(codecs.BOM_UTF16_LE) else "utf-8")
