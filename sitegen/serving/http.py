"""What a browser asks for and what it gets, as far as HTTP goes: headers, types of files, parts of them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus

from sitegen.visible import plain_json

TYPES = {
    "atom": "application/atom+xml",
    "avif": "image/avif",
    "css": "text/css",
    "gif": "image/gif",
    "html": "text/html",
    "ico": "image/x-icon",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "js": "text/javascript",
    "json": "application/json",
    "opml": "text/x-opml",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "webmanifest": "application/manifest+json",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "xml": "application/xml",
}
_IN_UTF8 = ("text/", "application/json", "application/manifest+json", "application/xml", "application/atom+xml")
_SAFE = (
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("X-Frame-Options", "DENY"),
)
_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")


@dataclass(frozen=True, slots=True)
class Request:
    """What a browser asks for; names of headers are in small letters."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a browser gets. `length` is that of the whole body where a HEAD gets none."""

    status: int
    kind: str
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()

    def all_headers(self) -> tuple[tuple[str, str], ...]:
        """Returns every header, in the order in which they are sent."""
        kind = f"{self.kind}; charset=utf-8" if self.kind.startswith(_IN_UTF8) else self.kind
        return ("Content-Type", kind), ("Content-Length", str(len(self.body))), *_SAFE, *self.headers


def in_part(answer: Answer, request: Request) -> Answer:
    """Returns the part of a file that is asked for, as a browser does that goes on with a picture or a sound."""
    asked = _RANGE.fullmatch(request.headers.get("range", ""))
    if answer.status != HTTPStatus.OK or asked is None or asked[1] == asked[2] == "":
        return answer
    size = len(answer.body)
    first = int(asked[1]) if asked[1] else max(0, size - int(asked[2]))
    last = min(int(asked[2]), size - 1) if asked[1] and asked[2] else size - 1
    if first > last:
        unsatisfied = (("Content-Range", f"bytes */{size}"),)
        return Answer(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, "text/plain", headers=unsatisfied)
    told = ("Content-Range", f"bytes {first}-{last}/{size}")
    return replace(answer, status=HTTPStatus.PARTIAL_CONTENT, body=answer.body[first : last + 1], headers=(told,))


def plain(status: HTTPStatus) -> Answer:
    """Returns an answer that is its status and nothing else."""
    more = (("Allow", "GET, HEAD, POST"),) if status is HTTPStatus.METHOD_NOT_ALLOWED else ()
    return Answer(status, "text/plain", f"{status.value} {status.phrase}\n".encode(), more)


def json_of(status: int, value: Mapping[str, object]) -> Answer:
    """Returns an answer to a script."""
    return Answer(status, TYPES["json"], plain_json(json.dumps(value, ensure_ascii=False)).encode())
