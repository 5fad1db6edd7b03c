"""A preview of the tiny edition in this process, and a browser's part without a browser."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread

from sitegen.errors import Diagnostic
from sitegen.messages import Fact
from sitegen.serving.desk import Desk
from sitegen.serving.reading import Reader
from sitegen.serving.server import Server
from sitegen.serving.whole import CACHE, Whole

PAGE = "2023-05-04-01"


@dataclass(frozen=True)
class Got:
    """What a server answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> dict[str, object]:
        found = json.loads(self.body)
        assert isinstance(found, dict)
        return found


@dataclass
class Preview:
    """A preview with its server, and what it said in the terminal."""

    desk: Desk
    server: Server
    seeds: Path
    said: list[str]

    def get(self, path: str = "/", method: str = "GET", body: bytes | None = None, **headers: str) -> Got:
        """Ask for something; a header that is given takes the place of the usual one, `host_` sets Host."""
        connection = HTTPConnection("127.0.0.1", self.server.answering.port, timeout=60)
        named = {name.strip("_").replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, named)
        answer = connection.getresponse()
        got = Got(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        connection.close()
        return got

    @property
    def token(self) -> str:
        """The token that stands in a page."""
        found = re.search(r'data-token="([^"]+)"', self.get("/").text)
        assert found
        return found[1]

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server.answering.port}"

    def post(self, name: str, given: Mapping[str, object], **headers: str) -> Got:
        """Send something as our own script does."""
        usual = {"origin": self.origin, "content_type": "application/json", "x_sitegen_token": self.token}
        return self.get(f"/_serve/{name}", "POST", json.dumps(given).encode(), **{**usual, **headers})

    def state(self, path: str = "") -> dict[str, object]:
        """Return what a page at a path is told of the desk."""
        return self.get(f"/_serve/state?at={path}", x_sitegen_token=self.token).json

    def correct(self, yaml: str, stem: str = PAGE, **more: str) -> Got:
        """Click on a correction that the proof sheet of a bulletin shows."""
        shown = self.desk.preview
        assert shown is not None
        seen = shown.seen((self.seeds / f"{stem}.txt").as_posix())
        return self.post("correct", {"file": str(self.seeds / f"{stem}.yaml"), "seen": seen, "yaml": yaml, **more})

    def read(self) -> None:
        """Have read what has changed, as the watcher does."""
        self.desk.read_anew().result(60)


@contextmanager
def previewed(seeds: Path, language: str = "en") -> Iterator[Preview]:
    """Show an edition; nobody watches its files, and the whole site is not made."""
    said: list[str] = []

    def tell(name: str, found: tuple[Diagnostic, ...] = (), /, **facts: Fact) -> None:
        said.append(f"{name} {dict(facts)} {[one.code for one in found]}")

    work = seeds.parent / "work"
    work.mkdir(exist_ok=True)
    reader = Reader(seeds, language, work / CACHE, lambda _what, _count: None)
    desk = Desk(reader, Whole(seeds, work, ""), tell)
    with Server(0, desk) as server:
        thread = Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            desk.read_anew().result(60)
            yield Preview(desk, server, seeds, said)
        finally:
            server.shutdown()
            desk.close()
            thread.join()
