"""A request → an answer: which page, to whom, in what form. Only this machine is answered, and only its own pages.

A page of another site that the editor's browser has open can reach this server, too: what could change a file wants a
token that only our pages know; a name that was made to lead here (DNS rebinding) and what others embed are refused.
"""

from __future__ import annotations

import json
import re
import secrets
from dataclasses import dataclass, field
from html import escape
from http import HTTPStatus
from importlib.resources import files
from urllib.parse import quote, unquote, urlsplit

from sitegen.errors import Diagnostic, SitegenError
from sitegen.messages import say
from sitegen.serving.desk import Desk
from sitegen.serving.http import TYPES, Answer, Request, in_part, json_of, plain
from sitegen.serving.preview import PROOF
from sitegen.serving.state import state_of
from sitegen.site.addresses import urls
from sitegen.site.artifacts import digest_of

OURS = "_serve/"  # below this stands what belongs to the preview and to no site
EVENTS = f"{OURS}events"
MOST = 64_000  # bytes of a body
_TOKEN = "x-sitegen-token"
_POLICY = re.compile(rb'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(")', re.I)
_LET_IN = ("script-src", "style-src", "connect-src")  # what the live script needs
_BARE = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
</head>
<body>
<h1>{title}</h1>
<ul>{items}</ul>
</body>
</html>
"""
# A worker that an earlier server on this port has left would show its own pages for ever: this one takes its place.
_NO_WORKER = b"""\
addEventListener("install", () => skipWaiting());
addEventListener("activate", () => registration.unregister());
"""


@dataclass(frozen=True, slots=True)
class Answering:
    """Answers requests for what is on the desk, at one port of this machine."""

    desk: Desk
    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    def answer(self, request: Request) -> Answer:
        """Returns the answer to a request, whatever it is."""
        refused = self._refusal(request)
        if refused is not None:
            return plain(refused)
        path = _path(request.target)
        if path is None:
            return plain(HTTPStatus.BAD_REQUEST)
        if request.method == "POST":
            return self._post(path, request)
        return in_part(self._get(path, request), request)

    def _refusal(self, request: Request) -> HTTPStatus | None:
        """Returns why a request is not for us to answer."""
        hosts = {f"127.0.0.1:{self.port}", f"localhost:{self.port}"}
        host, origin = request.headers.get("host", ""), request.headers.get("origin")
        if host not in hosts:
            return HTTPStatus.MISDIRECTED_REQUEST
        if origin is not None and origin != f"http://{host}":
            return HTTPStatus.FORBIDDEN
        site, mode = (request.headers.get(f"sec-fetch-{name}", "") for name in ("site", "mode"))
        if site in ("cross-site", "same-site") and (mode != "navigate" or request.method != "GET"):
            return HTTPStatus.FORBIDDEN  # embedded, or asked for, by a page of somebody else
        if request.method not in ("GET", "HEAD", "POST"):
            return HTTPStatus.METHOD_NOT_ALLOWED
        return None

    def _get(self, path: str, request: Request) -> Answer:
        if path.startswith(OURS):
            return self._ours(path.removeprefix(OURS), request)
        if path == urls.WORKER:
            return Answer(HTTPStatus.OK, TYPES["js"], _NO_WORKER)
        try:
            return self._page(path)
        except SitegenError as error:  # of a theme: it is told on the page that it cannot show
            return self._bare(HTTPStatus.INTERNAL_SERVER_ERROR, path, "desk.nothing_yet", error.diagnostics)

    def _page(self, path: str) -> Answer:
        path, content = self._found(path)
        if content is None and not path.endswith("/") and "." not in path.rpartition("/")[2]:
            _, below = self._found(f"{path}/")
            if below is not None:
                return Answer(HTTPStatus.FOUND, "text/plain", headers=(("Location", f"/{quote(path)}/"),))
        if content is not None:
            return self._file(HTTPStatus.OK, path, content)
        if self.desk.preview is None:
            return self._bare(HTTPStatus.SERVICE_UNAVAILABLE, path, "desk.nothing_yet", self.desk.findings())
        lost = self.desk.file(urls.NOT_FOUND) if path.endswith((".html", "/")) or "." not in path else None
        if lost is not None:
            return Answer(HTTPStatus.NOT_FOUND, TYPES["html"], self._live(path, lost, ""))
        return self._bare(HTTPStatus.NOT_FOUND, path, "desk.no_page", ())

    def _found(self, path: str) -> tuple[str, bytes | None]:
        """Returns the name and the bytes of what stands at a path; None where nothing does."""
        name = f"{path}index.html" if not path or path.endswith("/") else path
        preview = self.desk.preview
        if name.startswith(PROOF):
            return name, preview.proof_page(name.removeprefix(PROOF)) if preview else None
        content = self.desk.file(name) if preview else None
        root = urlsplit(preview.config.base_url).path.strip("/") if preview else ""
        if content is None and root and name.startswith(f"{root}/"):  # as pages that know only the real host have it
            name = name.removeprefix(f"{root}/")
            content = self.desk.file(name)
        return name, content

    def _file(self, status: int, path: str, content: bytes) -> Answer:
        kind = TYPES.get(path.rpartition(".")[2].lower(), "application/octet-stream")
        if kind == "text/html":
            content = self._live(path, content, digest_of(content).hex())
        return Answer(status, kind, content)

    def _live(self, path: str, content: bytes, shown: str) -> bytes:
        """Returns a page that follows what is on the desk, as no file of a site does; `shown` is its digest."""
        given = {"token": self.token, "page": shown, "path": path}
        data = "".join(f' data-{name}="{escape(value)}"' for name, value in given.items())
        script = f'<script src="/{OURS}live.js" defer{data}></script>\n'.encode()
        content = _POLICY.sub(lambda found: found[1] + _with_us(found[2]) + found[3], content, count=1)
        head = content.lower().find(b"</head>")
        return content + script if head == -1 else content[:head] + script + content[head:]

    def _bare(self, status: int, path: str, said: str, found: tuple[Diagnostic, ...]) -> Answer:
        """Returns a page of our own where the edition has none."""
        language = self.desk.language
        told = (f"{one.path}:{one.line} {one.code}: {self._told(one)}" for one in found)
        names = {"language": language, "title": say(language, said)}
        items = "".join(f"<li>{escape(one)}</li>" for one in told)
        html = _BARE.format(**{name: escape(value) for name, value in names.items()}, items=items)
        return Answer(status, TYPES["html"], self._live(path, html.encode(), ""))

    def _told(self, found: Diagnostic) -> str:
        language = self.desk.language
        message, hint = found.told(language)
        return f"{message} — {say(language, 'told.settle')}{hint}" if hint else message

    def _ours(self, name: str, request: Request) -> Answer:
        if name in ("live.js", "live.css", "desk.css"):
            content = files("sitegen.serving").joinpath("files", name).read_bytes()
            return Answer(HTTPStatus.OK, TYPES[name.rpartition(".")[2]], content)
        if name != "state":
            return plain(HTTPStatus.NOT_FOUND)
        if not self._knows_token(request):
            return plain(HTTPStatus.FORBIDDEN)
        at = unquote(urlsplit(request.target).query.partition("at=")[2])
        return json_of(HTTPStatus.OK, state_of(self.desk, at, self._page_digest(at)))

    def _page_digest(self, path: str) -> str:
        """Returns the digest of a page as it is now, "" where there is none."""
        try:
            _, content = self._found(path)
        except SitegenError:
            return ""
        return digest_of(content).hex() if content is not None else ""

    def _post(self, path: str, request: Request) -> Answer:
        kind = request.headers.get("content-type", "").partition(";")[0].strip()
        if not self._knows_token(request) or "origin" not in request.headers or kind != TYPES["json"]:
            return plain(HTTPStatus.FORBIDDEN)
        try:
            asked = json.loads(request.body)
        except (ValueError, RecursionError):
            return plain(HTTPStatus.BAD_REQUEST)
        if not isinstance(asked, dict) or not all(isinstance(value, str) for value in asked.values()):
            return plain(HTTPStatus.BAD_REQUEST)
        try:
            if path == f"{OURS}correct":
                misread = asked if "quote" in asked else None
                done = self.desk.correct(asked.get("file", ""), asked.get("seen", ""), asked.get("yaml", ""), misread)
            elif path == f"{OURS}undo":
                done = self.desk.undo()
            else:
                return plain(HTTPStatus.NOT_FOUND)
        except SitegenError as error:
            return json_of(HTTPStatus.CONFLICT, {"refused": [self._told(one) for one in error.diagnostics]})
        return json_of(HTTPStatus.OK, {"file": done.place.shown, "told": done.told})

    def _knows_token(self, request: Request) -> bool:
        return secrets.compare_digest(request.headers.get(_TOKEN, "").encode(), self.token.encode())


def _path(target: str) -> str | None:
    """Returns the path that a request names, without its first slash; None where it names none."""
    if not target.startswith("/") or target.startswith("//"):
        return None
    try:
        path = unquote(target.partition("?")[0].partition("#")[0], errors="strict")
    except UnicodeDecodeError:
        return None
    return None if "\0" in path or "\\" in path else path[1:]


def _with_us(policy: bytes) -> bytes:
    """Returns a policy of a page that also lets our own script in."""
    parts = [part.split() for part in policy.decode("utf-8", "replace").split(";") if part.split()]
    named = {part[0].lower(): part for part in parts}
    for name in _LET_IN:
        part = named.setdefault(name, [name])
        if "'self'" not in part:
            part[1:] = ["'self'", *(source for source in part[1:] if source != "'none'")]
    return "; ".join(" ".join(part) for part in named.values()).encode()
