"""What docs/deployment.md says of nginx, asked of nginx: old addresses lead on in one step, gone ones answer 410."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.editions import CONFIG, ROOT, make_seeds, sitegen_here

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
MOVED = r"""
redirects: {a.html: b.html, b.html: 2023/05/04/index.html, 旧/index.html: index.html, 'q"uo$te.html': feed.xml}
gone: [旧/消息.html]
"""
FRAME = """{user}pid nginx.pid; error_log error.log; daemon off; worker_processes 1;
events {{ worker_connections 64; }}
http {{
  types {{ text/html html; }}
  access_log off; client_body_temp_path b; proxy_temp_path p; fastcgi_temp_path f; uwsgi_temp_path u; scgi_temp_path s;
  {said}
}}
"""


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    make_seeds(tmp_path, {"edition.yaml": CONFIG.replace("example.org/hewan/", "example.org/") + MOVED})
    done = sitegen_here(tmp_path, "build")
    assert done.returncode == 0, done.stderr
    with socket.create_server(("127.0.0.1", 0)) as free:
        number: int = free.getsockname()[1]
    said = re.findall(r"```nginx\n(.*?)```", (ROOT / "docs/deployment.md").read_text("utf-8"), re.S)[0]
    said = said.replace("/srv/paper", str(tmp_path / "public")).replace("listen 80;", f"listen 127.0.0.1:{number};")
    (tmp_path / "nginx.conf").write_text(
        FRAME.format(said=said, user="user root;\n" if os.geteuid() == 0 else ""), "utf-8"
    )
    server = subprocess.Popen([str(NGINX), "-p", str(tmp_path), "-c", "nginx.conf", "-e", "error.log"])
    try:
        for _ in range(100):
            with socket.socket() as asking:
                if asking.connect_ex(("127.0.0.1", number)) == 0:
                    break
            time.sleep(0.05)
        yield number
    finally:
        server.terminate()
        server.wait(10)


@pytest.mark.skipif(NGINX is None, reason="asks nginx")
def test_nginx_answers_at_old_addresses(port: int) -> None:
    answers = {}
    for path in (
        "/a.html",
        "/旧/",
        "/旧/index.html",
        '/q"uo$te.html',
        "/旧/消息.html",
        "/none.html",
        "/2023/05/04/01.html",
    ):
        asking = HTTPConnection("127.0.0.1", port, timeout=60)
        asking.request("GET", quote(path))
        answer = asking.getresponse()
        answers[path] = answer.status, (answer.getheader("Location") or "").partition(f":{port}")[2]
        said = answer.read().decode()
        asking.close()
        assert path != "/旧/消息.html" or "已撤下" in said
    assert answers == {
        "/a.html": (301, "/2023/05/04/"),
        "/旧/": (301, "/"),
        "/旧/index.html": (301, "/"),
        '/q"uo$te.html': (301, "/feed.xml"),
        "/旧/消息.html": (410, ""),
        "/none.html": (404, ""),
        "/2023/05/04/01.html": (200, ""),
    }
