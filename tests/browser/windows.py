"""Windows of one browser that the tests of a module share one after the other, each left as if nobody had used it.

To begin one (a context, as playwright calls it) with a process for its pages takes a third of the time of a test.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import PATIENCE


class Windows:
    """The windows of a module, by what they are like."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: dict[str, list[BrowserContext]] = {}
        self._kinds: dict[BrowserContext, str] = {}
        self._keepers: dict[BrowserContext, Page] = {}
        self._looked_at: dict[str, Page] = {}

    def take(self, **options: Any) -> BrowserContext:
        """Returns a window that nobody else uses at the time; it is to be given back."""
        kind = repr(sorted(options.items()))
        free = self._free.setdefault(kind, [])
        if free:
            return free.pop()
        context = self._browser.new_context(**options)
        context.set_default_timeout(PATIENCE)
        self._kinds[context], self._keepers[context] = kind, context.new_page()
        return context

    def give_back(self, context: BrowserContext) -> None:
        """Close its pages and forget all that they have kept; the empty page keeps the process that shows them."""
        keeper = self._keepers[context]
        origins = {"file://"}
        for page in context.pages:
            if page != keeper:
                url = urlsplit(page.url)
                origins |= {f"{url.scheme}://{url.netloc}"} if url.netloc else set()
                page.close()
        context.clear_cookies()
        session = context.new_cdp_session(keeper)
        session.send("Network.clearBrowserCache")
        for origin in sorted(origins):
            session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
        session.detach()
        self._free[self._kinds[context]].append(context)

    def look_at(
        self, address: str, size: tuple[int, int], scheme: Any = "light", media: Any = "null", **options: Any
    ) -> Page:
        """Returns a page that stays open for all who look at it at any size, in any colours or on paper.

        They leave it as it was loaded: who types, clicks or scrolls takes a window.
        """
        seen = f"{address} {sorted(options.items())}"
        if seen not in self._looked_at:
            kind = f"looks {sorted(options.items())}"
            if kind not in self._free:
                context = self._browser.new_context(**options)
                context.set_default_timeout(PATIENCE)
                self._kinds[context], self._free[kind] = kind, [context]
            self._looked_at[seen] = self._free[kind][0].new_page()
            self._looked_at[seen].goto(address)
        page = self._looked_at[seen]
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(color_scheme=scheme, media=media)
        return page

    def close(self) -> None:
        for context in self._kinds:
            context.close()
