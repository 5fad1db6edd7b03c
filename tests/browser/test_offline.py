"""The site without a net: the newest issue and what was read stay, but the net is always believed before them."""

from __future__ import annotations

import json
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("playwright", reason="needs playwright, of the test extra")

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import PATIENCE
from tests.editions import DATED, published

OLD = "2023年5月3日 第1版\n\n## 新桥明日通车\n\n本报讯 河湾新桥明日通车。\n\n## 渡口停渡\n\n本报讯 今日停渡。\n"
NEXT = "# 河湾日报\n\n2023年5月5日 第1版\n\n## 新桥限重\n\n本报讯 河湾新桥即日起限重十吨。\n"
NEWEST, READ, UNREAD = "2023/05/04/01-5.html", "2023/05/03/01-3.html", "2023/05/03/01-7.html"
CACHED = """async () => Object.fromEntries(await Promise.all((await caches.keys()).map(async name =>
  [name, (await (await caches.open(name)).keys()).map(({url}) => new URL(url).pathname)])))"""


class _Handler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass

    def do_GET(self) -> None:
        host: Host = self.server.host  # type: ignore[attr-defined]
        if self.path.endswith("/"):
            host.is_quick.wait(60)
        if not host.is_down:
            super().do_GET()

    def do_HEAD(self) -> None:
        if not self.server.host.is_down:  # type: ignore[attr-defined]
            super().do_HEAD()


class Host:
    """A web host under whose path /paper/ an edition stands; it can be slow with front pages, and be gone."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.is_down, self.is_quick = folder, False, threading.Event()
        self.is_quick.set()
        self.second = int(time.time())
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
        self.server.daemon_threads = True
        self.server.host = self  # type: ignore[attr-defined]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.root = f"http://127.0.0.1:{self.server.server_port}/paper/"

    def publish(self, build: Path) -> None:
        """Put a build in place of the one before, at a later second: a host tells a browser no finer time of change."""
        new, old = self.folder / "new", self.folder / "old"
        shutil.copytree(build, new)
        self.second += 1
        for path in new.rglob("*"):
            os.utime(path, (self.second, self.second))
        if (self.folder / "paper").exists():
            (self.folder / "paper").rename(old)
        new.rename(self.folder / "paper")  # a worker that asks meanwhile is given the one or the other
        shutil.rmtree(old, ignore_errors=True)


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """An edition, the same with a correction in its newest issue, and the same with an issue more."""
    more = {
        "first": {},
        "corrected": {"2023-05-04-01.txt": DATED.replace("20分钟", "30分钟")},
        "next": {"next.txt": NEXT},
    }
    made = {}
    for name, bulletins in more.items():
        folder = tmp_path_factory.mktemp(name)
        made[name] = published(folder, {"old.txt": OLD, **bulletins})
    return made


@pytest.fixture
def host(tmp_path: Path, builds: dict[str, Path]) -> Iterator[Host]:
    started = Host(tmp_path)
    started.publish(builds["first"])
    yield started
    started.server.shutdown()
    started.server.server_close()


@pytest.fixture(scope="module")
def browser(launch: Callable[..., Browser]) -> Browser:
    """A browser with a process for each page, as readers have: in one process a new worker waits for the old one."""
    return launch()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 390, "height": 900})
    opened.set_default_timeout(PATIENCE)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext, host: Host) -> Page:
    """The front page, after the worker has come and has fetched the newest issue."""
    opened = context.new_page()
    opened.goto(host.root)
    wait_until(opened, "() => navigator.serviceWorker.controller !== null")
    return opened


def wait_until(page: Page, asked: str) -> None:
    """Wait for a promise to come true, which wait_for_function does not."""
    until = time.monotonic() + 60  # a busy machine takes its time to install a worker
    while not page.evaluate(asked):
        assert time.monotonic() < until, asked
        page.wait_for_timeout(50)


def lose_net(host: Host, page: Page) -> None:
    host.is_down = True
    page.context.set_offline(True)


def find_net(host: Host, page: Page) -> None:
    host.is_down = False
    page.context.set_offline(False)


def cached(page: Page) -> dict[str, list[str]]:
    found: dict[str, list[str]] = page.evaluate(CACHED)
    return found


def test_the_newest_is_shown_where_the_net_answers(page: Page, host: Host, builds: dict[str, Path]) -> None:
    host.publish(builds["next"])
    page.goto(host.root)
    expect(page.get_by_role("heading", name="新桥限重")).to_be_visible()


def test_the_newest_issue_is_there_without_a_net_though_never_opened(page: Page, host: Host) -> None:
    lose_net(host, page)
    for address, words in (("", "河湾新桥昨日通车"), (NEWEST, "不再绕行"), ("2023/05/04/", "图书馆延长开放时间")):
        page.goto(host.root + address)
        expect(page.locator("main")).to_contain_text(words)
        assert page.evaluate("getComputedStyle(document.querySelector('.skip')).position") == "absolute"


def test_an_article_that_was_read_is_there_without_a_net(page: Page, host: Host) -> None:
    page.goto(host.root + READ)
    lose_net(host, page)
    page.goto(f"{host.root}{READ}?q=新桥")
    expect(page.get_by_role("heading", name="新桥明日通车")).to_be_visible()


def test_the_very_first_page_that_is_read_is_kept_too(context: BrowserContext, host: Host) -> None:
    page = context.new_page()
    page.goto(host.root + READ)
    wait_until(page, f"async () => !!(await caches.match({json.dumps(host.root + READ)}))")
    lose_net(host, page)
    page.reload()
    expect(page.get_by_role("heading", name="新桥明日通车")).to_be_visible()


def test_a_page_that_is_not_kept_gives_way_to_a_list_of_what_is(page: Page, host: Host) -> None:
    page.goto(host.root + READ)
    lose_net(host, page)
    page.goto(host.root + UNREAD)
    expect(page.get_by_role("heading", level=1)).to_have_text("没有连上网络")
    listed = page.locator(".kept a")
    expect(listed.filter(has_text="新桥明日通车")).to_have_attribute("href", host.root + READ)
    expect(listed.filter(has_text="图书馆延长开放时间")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    find_net(host, page)
    page.wait_for_url(host.root + UNREAD)
    expect(page.get_by_role("heading", name="渡口停渡")).to_be_visible()


def test_search_which_cannot_be_kept_gives_way_too(page: Page, host: Host) -> None:
    page.goto(f"{host.root}search.html?q=新桥")
    lose_net(host, page)
    page.goto(f"{host.root}search.html?q=新桥")
    expect(page.get_by_role("heading", level=1)).to_have_text("没有连上网络")


def test_a_new_build_replaces_what_the_one_before_kept_but_not_what_was_read(
    page: Page, host: Host, builds: dict[str, Path]
) -> None:
    page.goto(host.root + NEWEST)
    before = {name for name in cached(page) if ":issue:" in name}
    host.publish(builds["next"])
    page.evaluate("navigator.serviceWorker.getRegistration().then(found => found.update())")
    wait_until(page, f"async () => !(await caches.has({json.dumps(*before)}))")
    after = cached(page)
    issue = next(paths for name, paths in after.items() if ":issue:" in name)
    assert "/paper/2023/05/05/01-5.html" in issue and f"/paper/{NEWEST}" not in issue
    assert f"/paper/{NEWEST}" in next(paths for name, paths in after.items() if name.endswith(":read"))
    lose_net(host, page)
    page.goto(host.root)
    expect(page.get_by_role("heading", name="新桥限重")).to_be_visible()


def test_a_corrected_article_replaces_the_copy_that_was_read(page: Page, host: Host, builds: dict[str, Path]) -> None:
    page.goto(host.root + NEWEST)
    page.goto(host.root)
    host.publish(builds["corrected"])
    old = json.dumps(next(name for name in cached(page) if ":issue:" in name))
    page.evaluate("navigator.serviceWorker.getRegistration().then(found => found.update())")
    wait_until(page, f"async () => !(await caches.has({old}))")
    lose_net(host, page)
    page.goto(host.root + NEWEST)
    expect(page.locator("main")).to_contain_text("30分钟")


def test_a_slow_net_shows_the_kept_page_and_then_the_newest(page: Page, host: Host, builds: dict[str, Path]) -> None:
    host.publish(builds["next"])
    host.is_quick.clear()
    page.goto(host.root)
    expect(page.get_by_role("heading", name="河湾新桥昨日通车").first).to_be_visible()
    host.is_quick.set()
    expect(page.get_by_role("heading", name="新桥限重")).to_be_visible()


def test_a_page_that_was_taken_back_is_no_longer_kept(page: Page, host: Host) -> None:
    page.goto(host.root + READ)
    (host.folder / "paper" / READ).unlink()
    page.goto(host.root + READ)
    page.goto(host.root)
    lose_net(host, page)
    page.goto(host.root + READ)
    expect(page.get_by_role("heading", level=1)).to_have_text("没有连上网络")


def test_a_page_from_the_disk_asks_for_no_worker_and_says_nothing(context: BrowserContext, host: Host) -> None:
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto((host.folder / "paper" / "index.html").as_uri())
    page.wait_for_timeout(500)  # for what must not come; that the net is idle is not always told of a disk
    assert not context.service_workers
    assert not said


def test_browsers_take_the_manifest_for_one_of_a_site_that_can_be_installed(page: Page, host: Host) -> None:
    session = page.context.new_cdp_session(page)
    manifest = session.send("Page.getAppManifest")
    assert manifest["url"] == f"{host.root}manifest.webmanifest"
    assert not manifest["errors"]
    assert json.loads(manifest["data"])["name"] == "河湾日报"
    found = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert {error["errorId"] for error in found} <= {"in-incognito"}
