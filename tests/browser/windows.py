"""Windows of one browser that the tests of a module share one after the other, each left as if nobody had used it.

To begin one (a context, as playwright calls it) with a process for its pages takes a third of the time of a test, and
to open a tab in it and to close it again takes another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page

from tests.browser.conftest import PATIENCE

NOWHERE = "about:blank"
BESIDE = (-1, -1)  # a page, where the mouse points at nothing of the next one either


@contextmanager
def listening(page: Page, **heard: Callable[[Any], object]) -> Iterator[None]:
    """Tell of what a page says, by the names of its events, and listen no longer in the end."""
    for event, tell in heard.items():
        page.on(event, tell)  # type: ignore[call-overload]
    yield
    for event, tell in heard.items():
        page.remove_listener(event, tell)


@dataclass
class Window:
    """A context with its first tab, which stays, and what undoes what a browser keeps."""

    kind: str
    context: BrowserContext
    tab: Page
    session: CDPSession
    is_new: bool = True  # nobody has used its tab


class Windows:
    """The windows of a module, by what they are like."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: dict[str, list[Window]] = {}
        self._windows: dict[BrowserContext, Window] = {}
        self._looked_at: dict[str, Page] = {}
        self._looking: dict[str, BrowserContext] = {}

    def take(self, size: tuple[int, int], *, new: bool = False, **options: Any) -> Page:
        """Returns an empty tab of a window that nobody else uses at the time; it is to be given back.

        Who listens to it, reroutes what it asks for, adds a script or puts it on paper takes a `new` one.
        """
        kind = repr(sorted(options.items()))
        free = self._free.setdefault(kind, [])
        window = free.pop() if free else self._begin(kind, options)
        page = window.context.new_page() if new else window.tab
        if not new and not window.is_new:
            page.bring_to_front()  # keys reach the page in front alone
        window.is_new = window.is_new and new
        wanted = {"width": size[0], "height": size[1]}
        if page.viewport_size != wanted:
            page.set_viewport_size(wanted)  # type: ignore[arg-type]
        return page

    def _begin(self, kind: str, options: dict[str, Any]) -> Window:
        context = self._context(options)
        tab = context.new_page()
        self._windows[context] = Window(kind, context, tab, context.new_cdp_session(tab))
        return self._windows[context]

    def _context(self, options: dict[str, Any]) -> BrowserContext:
        context = self._browser.new_context(**options)
        context.set_default_timeout(PATIENCE)
        return context

    def give_back(self, page: Page) -> None:
        """Close all tabs but the first of its window, and forget all that they have kept but the way back."""
        window = self._windows[page.context]
        origins = {"file://"}
        for each in window.context.pages:
            url = urlsplit(each.url)
            origins |= {f"{url.scheme}://{url.netloc}"} if url.netloc else set()
            if each != window.tab:
                each.close()
        if page == window.tab:
            page.mouse.move(*BESIDE)
            page.goto(NOWHERE, wait_until="commit")
        window.context.clear_cookies()
        window.session.send("Network.clearBrowserCache")
        for origin in sorted(origins):
            window.session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
        self._free[window.kind].append(window)

    def look_at(
        self, address: str, size: tuple[int, int], scheme: Any = "light", media: Any = "null", **options: Any
    ) -> Page:
        """Returns a page that stays open for all who look at it at any size, in any colours or on paper.

        They leave it as it was loaded: who types, clicks or scrolls takes a window.
        """
        kind = repr(sorted(options.items()))
        seen = f"{address} {kind}"
        if seen not in self._looked_at:
            if kind not in self._looking:
                self._looking[kind] = self._context(options)
            self._looked_at[seen] = self._looking[kind].new_page()
            self._looked_at[seen].goto(address)
        page = self._looked_at[seen]
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(color_scheme=scheme, media=media)
        return page

    def close(self) -> None:
        for context in (*self._windows, *self._looking.values()):
            context.close()
