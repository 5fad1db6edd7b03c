"""A web server for the benchmarks that packs what it sends and notes how much that was."""

from __future__ import annotations

import gzip
import mimetypes
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

PACKED = frozenset({".html", ".css", ".js", ".json", ".svg", ".xml", ".txt"})


class Server(ThreadingHTTPServer):
    """Serves folders by the first part of the path, and pages from memory; `sent` lists (path, bytes of the body)."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, folders: Mapping[str, Path], pages: Mapping[str, bytes]) -> None:
        """Listen on a free port; the folder under "" serves what no other does."""
        super().__init__(("127.0.0.1", 0), _Handler)
        self.sent: list[tuple[str, int]] = []
        self._folders, self._pages = folders, pages
        self.content = cache(self._content)
        self.url = f"http://127.0.0.1:{self.server_port}/"

    def _content(self, path: str) -> tuple[bytes, bool] | None:
        """Returns what is sent for a path, and whether it is packed."""
        if path in self._pages:
            return gzip.compress(self._pages[path], 6), True
        first, _, rest = path.partition("/")
        folder, name = (self._folders[first], rest) if first in self._folders else (self._folders[""], path)
        file = folder / name
        if not file.is_file():
            return None
        content = file.read_bytes()
        return (gzip.compress(content, 6), True) if file.suffix in PACKED else (content, False)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body in one packet
    disable_nagle_algorithm = True
    server: Server

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path).removeprefix("/")
        found = self.server.content(path)
        content, is_packed = found or (b"", False)
        self.send_response(200 if found else 404)
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if is_packed else kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "max-age=600")
        if is_packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.server.sent.append((path, len(content)))
        with suppress(ConnectionError):  # a browser that is closed while it loads
            self.wfile.write(content)
            self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@contextmanager
def serving(folders: Mapping[str, Path], pages: Mapping[str, bytes]) -> Iterator[Server]:
    """Serve while the block runs."""
    server = Server(folders, pages)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
