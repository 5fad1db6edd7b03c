"""Takes the pictures in docs/screens/ anew from public/.

    python docs/screens.py

Needs the test extra, Chromium and a Chinese font, as the browser tests do.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from shutil import which
from typing import Any

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser.conftest import FLAGS, chromium_path  # noqa: E402

SCREENS = ROOT / "docs" / "screens"
COLOURS = 256


def search(page: Page) -> None:
    page.locator("#results > li").nth(2).wait_for()
    page.locator("[data-search-filters] > summary").click()
    page.wait_for_timeout(300)


def hits(page: Page) -> None:
    page.locator(".hits").wait_for()


ARTICLE = "2024/03/22/07-63.html"
QUERY = "执行"
# name: (address, width, height, colours, what to do before)
SCENES: dict[str, tuple[str, int, int, str, Callable[[Page], None] | None]] = {
    "front-1280": ("index.html", 1280, 1180, "light", None),
    "front-1280-dark": ("index.html", 1280, 1180, "dark", None),
    "front-390": ("index.html", 390, 1100, "light", None),
    "page-1280": ("2024/03/22/07.html", 1280, 1400, "light", None),
    "page-390": ("2024/03/22/07.html", 390, 1100, "light", None),
    "article-1280": (ARTICLE, 1280, 1100, "light", None),
    "article-390-dark": (ARTICLE, 390, 1100, "dark", None),
    "search-1280": (f"search.html?q={QUERY}", 1280, 1000, "light", search),
    "hits-390": (f"{ARTICLE}?q={QUERY}", 390, 844, "light", hits),
    "plain-390": (f"plain/{ARTICLE}", 390, 900, "light", None),
}


def shoot(browser: Any, name: str, folder: Path) -> None:
    """Take one picture, of few colours, as the README loads all of them; the few red letters must stay red."""
    address, width, height, colours, prepare = SCENES[name]
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=colours)
    page = context.new_page()
    page.goto(f"{folder.as_uri()}/{address}")
    page.wait_for_timeout(500)
    if prepare:
        prepare(page)
    target = SCREENS / f"{name}.png"
    page.screenshot(path=target)
    context.close()
    with Image.open(target) as taken:
        few = taken.convert("RGB").quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(target, optimize=True)


def main() -> None:
    """Take them all."""
    with sync_playwright() as playwright:
        path = chromium_path(playwright.chromium.executable_path, which)
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        for name in SCENES:
            shoot(browser, name, ROOT / "public")
        browser.close()


if __name__ == "__main__":
    main()
