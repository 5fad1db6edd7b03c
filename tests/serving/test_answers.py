"""Who is answered, and what: this machine's own pages, in the right form; nobody else, nothing beside the edition."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from sitegen.serving.answers import MOST
from tests.editions import CUT, make_seeds
from tests.pictures import png
from tests.serving.desks import PAGE, Preview, previewed

OVERLAY = "corrections:\n  - {line: 9, image: bridge.png, alt: 傍晚的河湾新桥}\n"


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    files = {f"{PAGE}.txt": CUT, f"{PAGE}.yaml": OVERLAY, "bridge.png": png(40, 30)}
    seeds = make_seeds(tmp_path_factory.mktemp("desk"), files)
    (seeds / "secret.txt").symlink_to("/etc/hostname")
    with previewed(seeds) as one:
        yield one


def picture(preview: Preview) -> str:
    return "/images/" + preview.get("/2023/05/04/01-5.html").text.partition("images/")[2].partition('"')[0]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/2023/05/04/01.html", "text/html; charset=utf-8"),
        ("/2023/05/04/", "text/html; charset=utf-8"),
        ("/plain/2023/05/04/01.html", "text/html; charset=utf-8"),
        ("/feed.xml", "application/xml; charset=utf-8"),
        ("/static/site.css", "text/css; charset=utf-8"),
        ("/static/icon.svg", "image/svg+xml"),
        ("/static/preferences.js", "text/javascript; charset=utf-8"),
        ("/proof/", "text/html; charset=utf-8"),
        (f"/proof/{PAGE}.html", "text/html; charset=utf-8"),
        ("/proof/static/proof.css", "text/css; charset=utf-8"),
        ("/hewan/static/site.css", "text/css; charset=utf-8"),
        ("/?q=1", "text/html; charset=utf-8"),
    ],
)
def test_a_file_has_its_kind_and_is_kept_by_nobody(preview: Preview, path: str, kind: str) -> None:
    got = preview.get(path)
    assert (got.status, got.headers["content-type"]) == (200, kind)
    assert got.headers["cache-control"] == "no-store"
    assert got.headers["content-length"] == str(len(got.body))
    assert got.headers["x-content-type-options"] == "nosniff"
    assert not [name for name in got.headers if name.startswith("access-control")]


def test_a_folder_without_its_slash_leads_to_the_one_with_it(preview: Preview) -> None:
    got = preview.get("/2023/05/04")
    assert (got.status, got.headers["location"]) == (302, "/2023/05/04/")


def test_the_live_script_is_in_what_is_served_and_the_page_lets_it_in(preview: Preview) -> None:
    for path in ("/", "/plain/2023/05/04/01.html", f"/proof/{PAGE}.html", "/nothing.html"):
        text = preview.get(path).text
        assert text.count("/_serve/live.js") == 1
        assert text.index("/_serve/live.js") < text.index("</head>")
        policy = text.partition('Content-Security-Policy" content="')[2].partition('"')[0]
        for name in ("script-src", "style-src", "connect-src"):
            assert f"{name} 'self'" in policy, (path, policy)


def test_what_is_not_there_is_told_by_the_page_for_that(preview: Preview) -> None:
    got = preview.get("/2023/05/04/99.html")
    assert got.status == 404
    assert 'class="nothing"' in got.text


@pytest.mark.parametrize(
    "path",
    [
        "/../seeds/edition.yaml",
        "/%2e%2e/seeds/edition.yaml",
        "/..%2fseeds%2fedition.yaml",
        "/static/../../seeds/edition.yaml",
        "/proof/../seeds/edition.yaml",
        "/proof/..%2f..%2fwork/found",
        "/seeds/edition.yaml",
        "/secret.txt",
        "//etc/passwd",
        "/etc/passwd",
        "/_serve/../answers.py",
        "/_serve/files/live.js",
        "/%00",
        "/a%5c..%5cb",
        "/%ff%fe",
        "http://127.0.0.1/etc/passwd",
    ],
)
def test_nothing_beside_the_edition_is_given(preview: Preview, path: str) -> None:
    got = preview.get(path)
    assert got.status in (400, 404, 421)
    assert "authority" not in got.text


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "localhost", "", "127.0.0.1.evil.example:80"]
)
def test_a_name_that_was_made_to_lead_here_is_not_answered(preview: Preview, host: str) -> None:
    for path in ("/", "/_serve/state", "/_serve/events"):
        assert preview.get(path, host_=host).status == 421


def test_the_name_of_this_machine_is_answered(preview: Preview) -> None:
    assert preview.get("/", host_=f"localhost:{preview.server.answering.port}").status == 200


def test_what_another_site_embeds_or_asks_for_is_refused(preview: Preview) -> None:
    for site in ("cross-site", "same-site"):
        for mode in ("no-cors", "cors", "websocket"):
            assert preview.get("/", sec_fetch_site=site, sec_fetch_mode=mode).status == 403
        assert preview.get("/", sec_fetch_site=site, sec_fetch_mode="navigate").status == 200  # somebody follows a link
    assert preview.get("/", origin="http://evil.example").status == 403
    assert preview.get("/", origin="null").status == 403


def test_a_correction_wants_the_token_the_origin_and_json(preview: Preview) -> None:
    given = {"file": str(preview.seeds / f"{PAGE}.yaml"), "seen": "", "yaml": "page: 8"}
    before = (preview.seeds / f"{PAGE}.yaml").read_bytes()
    wrong = [
        {"x_sitegen_token": ""},
        {"x_sitegen_token": "guessed"},
        {"x_sitegen_token": "é"},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": f"http://127.0.0.1:{preview.server.answering.port + 1}"},
        {"content_type": "text/plain"},
        {"content_type": "application/x-www-form-urlencoded"},
        {"sec_fetch_site": "cross-site", "sec_fetch_mode": "navigate"},
        {"host_": "evil.example"},
    ]
    for headers in wrong:
        for name in ("correct", "undo"):
            assert preview.post(name, given, **headers).status in (403, 421), headers
    assert preview.get("/_serve/correct", "POST", b"{}", x_sitegen_token=preview.token).status == 403  # no origin
    assert preview.get("/_serve/state").status == 403
    assert (preview.seeds / f"{PAGE}.yaml").read_bytes() == before


@pytest.mark.parametrize("body", [b"", b"[", b"[]", b'{"file": 1}', b"\xff", b"[" * 50_000])
def test_what_is_no_correction_is_refused(preview: Preview, body: bytes) -> None:
    usual = {"origin": preview.origin, "content_type": "application/json", "x_sitegen_token": preview.token}
    assert preview.get("/_serve/correct", "POST", body, **usual).status == 400


def test_a_head_gives_no_body_and_a_length(preview: Preview) -> None:
    got = preview.get("/static/site.css", "HEAD")
    assert (got.status, got.body) == (200, b"")
    assert got.headers["content-length"] == str(len(preview.get("/static/site.css").body))


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_not_allowed(preview: Preview, method: str) -> None:
    got = preview.get("/", method)
    assert (got.status, got.headers["allow"]) == (405, "GET, HEAD, POST")


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("bytes=0-3", 0, 3), ("bytes=5-", 5, None), ("bytes=-4", -4, None), ("bytes=2-99999999", 2, None)],
)
def test_a_part_of_a_picture_can_be_asked_for(preview: Preview, asked: str, first: int, last: int | None) -> None:
    path = picture(preview)
    whole = preview.get(path)
    assert (whole.status, whole.headers["content-type"]) == (200, "image/png")
    got = preview.get(path, range=asked)
    expected = whole.body[first:] if last is None else whole.body[first : last + 1]
    start = first % len(whole.body)
    assert (got.status, got.body) == (206, expected)
    assert got.headers["content-range"] == f"bytes {start}-{start + len(expected) - 1}/{len(whole.body)}"


def test_a_part_that_is_none_is_told(preview: Preview) -> None:
    path = picture(preview)
    size = len(preview.get(path).body)
    got = preview.get(path, range=f"bytes={size}-")
    assert (got.status, got.headers["content-range"]) == (416, f"bytes */{size}")
    for odd in ("bytes=-", "lines=1-2", "bytes=1-2,4-5", f"bytes={'9' * 40}-"):
        assert preview.get(path, range=odd).status == 200


def raw(preview: Preview, sent: bytes) -> bytes:
    """Send bytes as they are, and return what comes back."""
    with socket.create_connection(("127.0.0.1", preview.server.answering.port), 30) as connection:
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        got = b""
        while part := connection.recv(65536):
            got += part
    return got


def test_odd_and_huge_requests_are_refused(preview: Preview) -> None:
    host = f"Host: 127.0.0.1:{preview.server.answering.port}\r\n".encode()
    refused = {
        b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n": b"414 ",
        b"GET / HTTP/1.1\r\n" + host + b"X: y\r\n" * 200 + b"\r\n": b"431 ",
        b"GET / HTTP/9.9\r\n\r\n": b"505 ",
        b"NONSENSE\r\n\r\n": b"400 ",
        b"GET / HTTP/1.1\r\n\r\n": b"421 ",
        b"POST / HTTP/1.1\r\n" + host + f"Content-Length: {MOST + 1}\r\n\r\n".encode(): b"413 ",
        b"POST / HTTP/1.1\r\n" + host + b"Content-Length: -1\r\n\r\n": b"400 ",
        b"POST / HTTP/1.1\r\n" + host + b"Content-Length: " + b"9" * 4000 + b"\r\n\r\n": b"413 ",
        b"POST / HTTP/1.1\r\n" + host + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n": b"411 ",
        b"BREW / HTTP/1.1\r\n" + host + b"\r\n": b"501 ",
    }
    for sent, status in refused.items():
        got = raw(preview, sent)
        assert status in got[:20], (sent[:60], got[:200])
    assert preview.get("/").status == 200


def test_a_worker_that_another_server_has_left_is_taken_away(preview: Preview) -> None:
    assert "registration.unregister()" in preview.get("/sw.js").text


def test_findings_are_told_with_file_line_and_what_settles_them(preview: Preview) -> None:
    state = preview.state("2023/05/04/01-5.html")
    found = [one for one in state["findings"] if one["label"] == "warning r-003"]  # type: ignore[attr-defined]
    assert [one["place"] for one in found] == [f"{(preview.seeds / PAGE).as_posix()}.txt:9:51"]
    assert (found[0]["href"], found[0]["here"]) == (f"/proof/{PAGE}.html#{PAGE}-l9", True)
    assert state["counts"] == [1, 1]  # the link that leads out is an error
    assert state["proof"] == f"/proof/{PAGE}.html#{PAGE}-l5"
    assert f'id="{PAGE}-l9"' in preview.get(f"/proof/{PAGE}.html").text


def test_a_page_is_told_of_news_as_they_come(preview: Preview) -> None:
    with socket.create_connection(("127.0.0.1", preview.server.answering.port), 30) as connection:
        host = f"Host: 127.0.0.1:{preview.server.answering.port}\r\n\r\n"
        connection.sendall(f"GET /_serve/events HTTP/1.1\r\n{host}".encode())
        reader = connection.makefile("rb")
        lines = iter(reader.readline, b"")
        headers = [line.strip() for line in iter(lines.__next__, b"\r\n")]
        assert b"Content-Type: text/event-stream; charset=utf-8" in headers
        first = next(lines)
        assert first.startswith(b"data: ")
        (preview.seeds / "more.txt").write_text("## 又一则\n\n本报讯 到此为止。\n", "utf-8")
        preview.read()
        assert any(line.startswith(b"data: ") and line != first for line in lines)
        reader.close()
