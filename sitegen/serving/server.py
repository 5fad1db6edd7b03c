"""The preview's web server: on this machine only, by HTTP of Python's own; what is answered is in `answers`."""

from __future__ import annotations

import contextlib
import signal
import socketserver
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import BoundedSemaphore, Event, Thread
from types import FrameType

from sitegen.build import Progress
from sitegen.errors import SitegenError, file_error
from sitegen.machine.writing import open_workroom
from sitegen.serving.answers import EVENTS, MOST, Answering
from sitegen.serving.desk import Desk, Tell
from sitegen.serving.http import Answer, Request, plain
from sitegen.serving.reading import Reader
from sitegen.serving.whole import CACHE, Whole

HOST = "127.0.0.1"
FIRST, PORTS = 8000, 40  # where free ports are looked for
_HEARTBEAT = 10.0  # seconds between signs of life to a page that waits
_STREAMS = 64  # pages that wait at a time


class Server(ThreadingHTTPServer):
    """Listens at a port of this machine."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = sys.platform != "win32"  # there it would let two servers have one port

    def __init__(self, port: int, desk: Desk) -> None:
        """Take a port, 0 for any. Raises OSError where that is taken."""
        super().__init__((HOST, port), _Handler)
        self.answering = Answering(desk, self.server_address[1])
        self.streams = BoundedSemaphore(_STREAMS)

    @property
    def url(self) -> str:
        """The address of the front page."""
        return f"http://{HOST}:{self.answering.port}/"

    def server_bind(self) -> None:
        """Take the port, without asking the net what this machine is called."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that has gone away; anything else is our bug, and is told."""
        error = sys.exc_info()[1]
        if not isinstance(error, OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    """Reads requests and writes answers."""

    server: Server
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "sitegen", ""
    timeout = 60
    error_content_type = "text/plain; charset=utf-8"
    error_message_format = "%(code)d %(message)s\n"

    def _handle(self) -> None:
        headers = {name.lower(): value.strip() for name, value in self.headers.items()}
        body = self._body(headers)
        if body is None:
            return
        request = Request(self.command, self.path, headers, body)
        if self.command == "GET" and self.path.partition("?")[0] == f"/{EVENTS}":
            self._stream(request)
            return
        self._send(self.server.answering.answer(request))

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = do_PATCH = do_OPTIONS = do_TRACE = do_CONNECT = _handle  # noqa: N815

    def _body(self, headers: dict[str, str]) -> bytes | None:
        """Returns the body of a request; None where it is refused, which closes the connection."""
        length = headers.get("content-length", "0")
        if "transfer-encoding" in headers:
            self._refuse(HTTPStatus.LENGTH_REQUIRED)
        elif not length.isascii() or not length.isdecimal():
            self._refuse(HTTPStatus.BAD_REQUEST)
        elif len(length) > len(str(MOST)) or int(length) > MOST:
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        else:
            return self.rfile.read(int(length))
        return None

    def _refuse(self, status: HTTPStatus) -> None:
        self.close_connection = True
        self._send(replace(plain(status), headers=(("Connection", "close"),)))

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in answer.all_headers():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def _stream(self, request: Request) -> None:
        """Tell a page of news until it goes away."""
        checked = self.server.answering.answer(Request("HEAD", "/_serve/live.js", request.headers))
        if checked.status != HTTPStatus.OK:
            self._send(checked)
            return
        if not self.server.streams.acquire(blocking=False):
            self._refuse(HTTPStatus.SERVICE_UNAVAILABLE)
            return
        try:
            self.close_connection = True
            self.send_response(HTTPStatus.OK)
            for name, value in Answer(HTTPStatus.OK, "text/event-stream").all_headers():
                if name != "Content-Length":
                    self.send_header(name, value)
            self.send_header("Connection", "close")
            self.end_headers()
            self._tell_news()
        finally:
            self.server.streams.release()

    def _tell_news(self) -> None:
        desk, known = self.server.answering.desk, -1
        while not desk.ended:
            news = desk.wait_for_news(known, _HEARTBEAT)
            self.wfile.write(f"data: {news}\n\n".encode() if news != known else b": here\n\n")
            self.wfile.flush()
            known = news

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep quiet: what matters to an editor are findings."""


def open_server(port: int | None, desk: Desk) -> Server:
    """Returns a server at a port, the next free one where none is named. Raises SitegenError (v-001)."""
    for number in (port,) if port is not None else range(FIRST, FIRST + PORTS):
        try:
            return Server(number, desk)
        except OSError as error:
            if port is not None:
                reason = error.strerror or str(error)
                raise SitegenError([file_error("v-001", f"--port {port}", port=str(port), reason=reason)]) from error
    last = str(FIRST + PORTS - 1)
    raise SitegenError([file_error("v-001.none", "--port", port=str(FIRST), last=last)])


class _Stopped(BaseException):  # no fault that anything on the way should take care of
    """Reading was given up, as somebody wants to end."""


def serve(
    seeds: Path,
    *,
    port: int | None,
    language: str,
    against: Path,
    progress: Progress,
    tell: Tell,
    began: Callable[[str], None],
) -> None:
    """Show an edition until somebody ends it; `began` is called with the address when it can be looked at.

    `against` is where its site is published: that is read, to tell of addresses that would be lost, and never written.
    Raises SitegenError where no port is free (v-001), or a library is missing (v-002).
    """
    try:
        from sitegen.serving.watching import state_of, watch_edition
    except ModuleNotFoundError as error:
        raise SitegenError([file_error("v-002", "serve")]) from error
    stop = Event()

    def going_on(what: str, count: int) -> Callable[[], None]:
        done = progress(what, count)

        def one() -> None:
            if stop.is_set():
                raise _Stopped
            if done:
                done()

        return one

    kept = against.with_name(f".{against.name}.cache")
    with _until_signal(stop), open_workroom(kept, CACHE) as folder:
        reader = Reader(seeds, language, folder / CACHE, going_on)
        desk = Desk(reader, Whole(seeds, folder, str(against)), tell)
        try:
            with open_server(port, desk) as server:
                read = state_of(reader.folders())
                if _wait(desk, stop):
                    return
                desk.begin()
                Thread(target=server.serve_forever, args=(0.1,), daemon=True).start()
                began(server.url)
                watch_edition(reader.folders, lambda: desk.read_anew().result(), stop, read)
                server.shutdown()
        finally:
            desk.close()


def _wait(desk: Desk, stop: Event) -> bool:
    """Wait for the first reading; tell whether it was given up."""
    first = desk.read_anew()
    while not stop.is_set():
        with contextlib.suppress(TimeoutError):
            first.result(0.2)
            return False
    return True


@contextlib.contextmanager
def _until_signal(stop: Event) -> Iterator[None]:
    """Let whatever asks this process to end set `stop`."""

    def ask(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    names = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
    signals = [getattr(signal, name) for name in names if hasattr(signal, name)]
    before = {number: signal.signal(number, ask) for number in signals}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
