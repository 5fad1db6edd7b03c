"""The two searches of search_pagefind.py in Chromium: the same page, the same list of results, the same server."""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

from playwright.sync_api import TimeoutError as TooLate
from playwright.sync_api import sync_playwright
from search_server import serving

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
NETWORK = {"offline": False, "latency": 85, "downloadThroughput": 9e6 / 8, "uploadThroughput": 9e6 / 8}
SLOWER, PATIENCE = 4, 20_000
# Notes when the tenth result stands in the page, in milliseconds since the page was asked for.
NOTE = """
addEventListener("DOMContentLoaded", () => {
  const list = document.getElementById("results");
  if (!list) return;
  new MutationObserver(() => {
    if (list.children.length >= 10) requestAnimationFrame(() => (window.shownAt ??= performance.now()));
  }).observe(list, { childList: true });
});
"""
PAGEFIND = """
<script type="module">
  const asked = new URLSearchParams(location.search);
  const pagefind = await import("./pagefind/pagefind.js");
  await pagefind.options({ noWorker: asked.has("alone") });
  window.pagefind = pagefind;
  if (asked.has("q")) {
    const found = await pagefind.search(asked.get("q"));
    const shown = await Promise.all(found.results.slice(0, 10).map((each) => each.data()));
    document.getElementById("results").append(...shown.map(({ url, meta, excerpt }) => {
      const item = document.createElement("li");
      const link = item.appendChild(document.createElement("a"));
      link.href = url;
      link.textContent = meta.title;
      item.appendChild(document.createElement("p")).innerHTML = excerpt;
      return item;
    }));
    requestAnimationFrame(() => (window.shownAt ??= performance.now())); // where it has fewer than ten
  }
</script>
"""
ALL_IDS = """
async (queries) => {
  const found = [];
  for (const query of queries) found.push((await pagefind.search(query)).results.map(({ id }) => id));
  return found;
}
"""


class Browser:
    """Chromium before a server with the site, Pagefind's bundle and a page that asks Pagefind."""

    def __init__(self, site: Path, bundle: Path) -> None:
        """Start both."""
        html = (site / "search.html").read_text("utf-8")
        html = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>|<script src="[^>]*></script>', "", html)
        pages = {"pagefind.html": html.replace("</body>", f"{PAGEFIND}</body>").encode()}
        with ExitStack() as stack:
            self._server = stack.enter_context(serving({"": site, "pagefind": bundle}, pages))
            chromium = stack.enter_context(sync_playwright()).chromium
            named = os.environ.get("SITEGEN_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
            self._browser = chromium.launch(executable_path=named, args=FLAGS)
            stack.callback(self._browser.close)
            self._stack = stack.pop_all()

    def __enter__(self) -> Browser:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stack.close()

    def timed(self, page: str, query: str, more: str, *, throttled: bool) -> tuple[int, int, float] | None:
        """Open a search page cold; give bytes until the tenth result and a second later, and the milliseconds."""
        context = self._browser.new_context(
            viewport={"width": 412, "height": 915}, bypass_csp=True
        )  # for playwright to wait
        try:
            tab = context.new_page()
            tab.add_init_script(NOTE)
            session = context.new_cdp_session(tab)
            if throttled:
                session.send("Network.enable")
                session.send("Network.emulateNetworkConditions", NETWORK)
                session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
            self._server.sent.clear()
            tab.goto(f"{self._server.url}{page}?q={query}{more}", wait_until="commit")
            tab.wait_for_function("window.shownAt", timeout=PATIENCE)
            early = self._bytes()
            time.sleep(1)
            return early, self._bytes(), tab.evaluate("window.shownAt")
        except TooLate:
            return None
        finally:
            context.close()

    def _bytes(self) -> int:
        return sum(length for _, length in list(self._server.sent))

    def pagefind(self, queries: Sequence[str]) -> list[list[str]]:
        """Returns the ids of all of Pagefind's results."""
        tab = self._browser.new_page()
        tab.goto(f"{self._server.url}pagefind.html", wait_until="networkidle")
        tab.wait_for_function("window.pagefind")
        found: list[list[str]] = tab.evaluate(ALL_IDS, list(queries))
        tab.close()
        return found
