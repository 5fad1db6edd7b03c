"""Every kind of page, gone through once: none has an error, scrolls sideways or has what is too small to hit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from urllib.parse import quote

import pytest

pytest.importorskip("playwright", reason="needs playwright, of the test extra")

from playwright.sync_api import Page, Request, expect

from tests.browser.conftest import DESK, PHONE, Site
from tests.browser.windows import Windows

ISSUE = "2025/06/27/index.html"
ARTICLE = "2025/06/27/05-30.html"
PAGES = {
    "front page": "index.html",
    "archive": "archive/index.html",
    "year": "2024/index.html",
    "shelf of undated issues": "undated/index.html",
    "issue": ISSUE,
    "printed page": "2024/03/22/07.html",
    "undated page with captions": "undated/002_bc5fb566d1ff27f3.html",
    "undated page with an editor's date": "undated/001_09869964e0e3f162.html",
    "article": ARTICLE,
    "undated article": "undated/002_bc5fb566d1ff27f3-11.html",
    "photo item": "undated/004_2ad9ec113a39b423-59.html",
    "index of people": "people/index.html",
    "index of units": "units/index.html",
    "index of places": "places/index.html",
    "person": "people/index/j/jin.html",
    "place": "places/index/c/chi.html",
    "search": "search.html",
    "search results": "search.html?q=" + quote("执行"),
}
WIDTHS = (320, 390, 768, 1280, 1920)
SMALL = """() => [...document.querySelectorAll("a[href], button, input")].filter(element => {
    const box = element.getBoundingClientRect();
    return box.width && !element.matches(".skip") && (box.width < 24 || box.height < 24);
}).map(element => `${element.textContent} ${element.className}`)"""


def all_pages(page: Page, root: str) -> Iterator[str]:
    """Open one page after the other and say what it is."""
    for kind, address in PAGES.items():
        page.goto(root + address)
        if "?" in address:
            expect(page.locator("[data-search-state]")).to_have_attribute("data-search-state", "ready")
        yield kind


def is_lost(failed: Request) -> bool:
    """Tell a request without an answer from one that the test itself cut short by leaving the page."""
    return failed.failure != "net::ERR_ABORTED"


@dataclass(frozen=True)
class Walk:
    """What was seen on a way through a page of each kind: what went wrong, what is too wide, what too small to hit."""

    kinds: list[str]
    wrong: list[str]
    wide: list[tuple[str, int]]
    small: dict[str, list[str]]


@pytest.fixture(scope="module")
def walk(site: Site, windows: Windows) -> Callable[[str], Walk]:
    """Go to each page but once, whatever is asked of it."""

    @cache
    def walked(way: str) -> Walk:
        page = windows.take(DESK, new=True)
        seen = walk_on(page, site.root(way), WIDTHS if way == "disk" else ())
        windows.give_back(page)
        return seen

    return walked


def walk_on(page: Page, root: str, widths: Iterable[int]) -> Walk:
    seen = Walk([], [], [], {})

    def note(what: str, is_wrong: bool = True) -> None:
        if is_wrong:
            seen.wrong.append(f"{page.url}: {what}")

    page.on("pageerror", lambda error: note(str(error)))
    page.on("console", lambda said: note(said.text, said.type in ("error", "warning")))
    page.on("requestfailed", lambda failed: note(f"lacks {failed.url}", is_lost(failed)))
    page.on("request", lambda asked: note(f"asks {asked.url}", not asked.url.startswith(root)))
    narrow_first = sorted(widths)
    for kind in all_pages(page, root):
        seen.kinds.append(kind)
        for width in narrow_first:
            page.set_viewport_size({"width": width, "height": 900})
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                seen.wide.append((kind, width))
            if width == PHONE[0]:
                seen.small[kind] = page.evaluate(SMALL)
        narrow_first.reverse()  # the next page is loaded at the width at which this one was seen last
    return seen


@pytest.mark.parametrize("way", ["disk", "served"])
def test_no_page_has_an_error_or_asks_another_host(walk: Callable[[str], Walk], way: str) -> None:
    assert walk(way).kinds == list(PAGES)
    assert walk(way).wrong == []


def test_no_page_scrolls_sideways_on_any_screen(walk: Callable[[str], Walk]) -> None:
    assert walk("disk").wide == []


def test_what_one_clicks_is_at_least_24_pixels_high_and_wide(walk: Callable[[str], Walk]) -> None:
    small = walk("disk").small
    assert [*small] == list(PAGES)
    assert {kind: names for kind, names in small.items() if names} == {}


def test_headings_begin_with_one_h1_and_skip_no_level(site: Site) -> None:
    for path in sorted(site.folder.rglob("*.html")):
        levels = [int(level) for level in re.findall(r"<h([1-6])\b", path.read_text(encoding="utf-8"))]
        assert levels.count(1) == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), (path, levels)
