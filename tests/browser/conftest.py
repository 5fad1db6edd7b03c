"""One browser for all tests here, and the seeds built once: opened from a disk and served under a path of a host."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.whole import make_lists
from sitegen.site.catalogue import make_catalogue
from sitegen.site.theme.templates import load_theme
from tests.arriving import MUST_RUN, lacking
from tests.editions import ROOT, published, sitegen_here
from tests.sharing import made_once
from tests.site.long_editions import GIVEN, daily, names_of, read_pages, with_names

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

    from tests.browser.searching import Opened
    from tests.browser.windows import Windows

# The first has no window that nobody sees: a page takes a quarter of the time.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome")
PATIENCE = 60_000  # milliseconds: a busy machine is slow, not wrong
PHONE, DESK = (390, 844), (1280, 900)
Opener = Callable[..., Any]  # gives a page
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
ONE_PROCESS = "--renderer-process-limit=1"  # starting one for each page takes half of the time of a test

if MUST_RUN:
    import playwright.sync_api  # noqa: F401  where every test must run, a lack is an error and no reason to skip


def chromium_path(own: str, program: Callable[[str], str | None]) -> str | None:
    """Find the browser: the one that SITEGEN_CHROMIUM names, one on the PATH, or playwright's own."""
    named = os.environ.get("SITEGEN_CHROMIUM")
    if named:
        return named
    found = next(filter(None, map(program, NAMES)), None)
    return found or (own if Path(own).is_file() else None)


def file_of(checkers: Path, path: str) -> Path:
    """Find a file of a checker."""
    file = checkers / path
    if not file.is_file():
        lacking(f"{file} is not there")
    return file


# Not for the whole session: while playwright runs, no other test can have an event loop of its own.
@pytest.fixture(scope="package")
def launch(program: Callable[[str], str | None]) -> Iterator[Callable[..., Browser]]:
    """Start a browser with more flags; all are closed in the end."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)

    with sync_playwright() as playwright:
        path = chromium_path(playwright.chromium.executable_path, program)
        if path is None:
            lacking("no chromium: not on the PATH, not installed by playwright, and SITEGEN_CHROMIUM is not set")
        started: list[Browser] = []

        def start(*flags: str) -> Browser:
            started.append(playwright.chromium.launch(executable_path=path, args=(*FLAGS, *flags)))
            return started[-1]

        yield start
        for each in started:
            each.close()


@pytest.fixture(scope="package")
def browser(launch: Callable[..., Browser]) -> Browser:
    """The browser; each test opens its own pages in it."""
    return launch(ONE_PROCESS)


@dataclass(frozen=True)
class Site:
    """A built edition: where it lies, and the two addresses at which it can be opened."""

    folder: Path
    url: str

    def root(self, way: str) -> str:
        """Returns the address of the site's root, ending in "/": from the disk, or from the server."""
        return self.url if way == "served" else f"{self.folder.as_uri()}/"

    def text(self, address: str) -> str:
        return (self.folder / address).read_text(encoding="utf-8")


class _Handler(SimpleHTTPRequestHandler):
    """Serves the folder above the site, and the site's own 404.html, as hosts do."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != 404:
            super().send_error(code, message, explain)
            return
        content = (Path(self.directory) / "courts" / "404.html").read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The seeds, built by the command and served under a path."""
    www = tmp_path_factory.mktemp("www")
    server = ThreadingHTTPServer(("127.0.0.1", 0), lambda *args: _Handler(*args, directory=str(www)))
    server.daemon_threads = True
    built = Site(www / "courts", f"http://127.0.0.1:{server.server_port}/courts/")
    done = sitegen_here(ROOT, "build", "-o", str(built.folder), "--base-url", built.url)
    assert done.returncode == 0, done.stderr
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield built
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def daily_lists(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The lists of a daily of three months with an index of thousands of names, without its issues and articles."""
    return made_once(tmp_path_factory, "lists", lambda root: make_lists_in(root, tmp_path_factory.mktemp("daily")))


def make_lists_in(root: Path, edition: Path) -> None:
    config, pages = read_pages(edition)
    catalogue = with_names(make_catalogue(daily(pages, 90), config), "people", names_of("王李张刘柳", GIVEN))
    theme = load_theme("broadsheet", ROOT, "zh-Hans")
    views = ((page.address, page.view()) for page in make_lists(catalogue))
    lists = ((address, view if isinstance(view, bytes) else theme.render(view)) for address, view in views)
    entries = re.compile("people/(?!index)[a-z]+\\.html")
    for path, content in (*lists, *((file.path, file.content) for file in theme.static)):
        if not entries.fullmatch(path):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(content)


@pytest.fixture(scope="module")
def windows(browser: Browser) -> Iterator[Windows]:
    """Windows that the tests of a module share, one after the other."""
    from tests.browser.windows import Windows

    shared = Windows(browser)
    yield shared
    shared.close()


@pytest.fixture
def context_of(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Make a reader's browser, of a size, in which nothing has ever been: for what is done to it, and not to a page."""
    made: list[BrowserContext] = []

    def make(size: tuple[int, int] = DESK, **options: Any) -> BrowserContext:
        made.append(browser.new_context(viewport={"width": size[0], "height": size[1]}, **options))
        made[-1].set_default_timeout(PATIENCE)
        return made[-1]

    yield make
    for context in made:
        context.close()


@pytest.fixture
def tab_of(windows: Windows) -> Iterator[Opener]:
    """Give an empty tab, of a size, that is as new, or that is `new` (`Windows.take`)."""
    taken: list[Page] = []

    def take(size: tuple[int, int] = DESK, **options: Any) -> Page:
        taken.append(windows.take(size, **options))
        return taken[-1]

    yield take
    for page in taken:
        windows.give_back(page)


@pytest.fixture
def page_of(site: Site, context_of: Opener, tab_of: Opener) -> Opener:
    """Open an address of the site, from the disk unless it is to be served; `script` runs before those of the page.

    Who does something to the browser, or would see what is kept of earlier pages, is to be `alone`.
    """

    def open_page(address: str, way: str = "disk", script: str = "", *, alone: bool = False, **options: Any) -> Page:
        page: Page = context_of(**options).new_page() if alone else tab_of(new=bool(script), **options)
        if script:
            page.add_init_script(script)
        page.goto(site.root(way) + address)
        return page

    return open_page


@pytest.fixture
def look_at(site: Site, windows: Windows) -> Opener:
    """Open an address of the site to look at it alone: the tests of a module share the page (`Windows.look_at`)."""

    def look(address: str, way: str = "disk", size: tuple[int, int] = DESK, **options: Any) -> Page:
        return windows.look_at(site.root(way) + address, size, **options)

    return look


@pytest.fixture(scope="session")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition with a scan, its areas and its clippings, opened from the disk."""
    pytest.importorskip("PIL", reason="needs Pillow, of the images extra")
    from tests.scans.pages import draw

    stem = "2023-05-04-01"
    return made_once(tmp_path_factory, "scanned", lambda folder: published(folder, draw().files(stem))) / "public"


@pytest.fixture(scope="module")
def small_paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small edition of three years, in which the search page is tried."""
    from tests.browser.searching import small_edition

    return small_edition(tmp_path_factory)


@pytest.fixture
def opened(tab_of: Opener, small_paper: Path) -> Iterator[Opened]:
    """Its search page, opened as wide as a desk, in which nothing may go wrong."""
    from tests.browser.searching import opened_in

    yield from opened_in(tab_of(DESK), small_paper)
