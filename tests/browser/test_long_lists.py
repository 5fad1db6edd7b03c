"""Lists of a daily in the browser: every kind of part fits all screens, can be clicked and read in the dark."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import PATIENCE, PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PAGES = {
    "archive": "archive/index.html",
    "year": "2022/index.html",
    "month": "2022/11/index.html",
    "place": "places/hewanshi.html",
    "year of a place": "places/hewanshi/2022.html",
    "month of a place": "places/hewanshi/2022-11.html",
    "day of a place": "places/hewanshi/2022-11-30.html",
    "index": "people/index.html",
    "surname": "people/index/l/liu.html",
    "some initials of a surname": "people/index/l/liu/h-l.html",
    "names": "people/index/l/liu/h.html",
    "names with their articles": "people/index/l/liu/n.html",
    "places": "places/index/h/he.html",
}
WIDTHS = (320, 390, 768, 1280)
SMALL = """() => [...document.querySelectorAll("main a[href]")].filter(element => {
    const box = element.getBoundingClientRect();
    return box.width && (box.width < 24 || box.height < 24);
}).map(element => element.textContent)"""


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    """A page that shows one address after the other."""
    context = browser.new_context()
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("kind", PAGES)
def test_a_part_fits_every_screen_and_finger(daily_lists: Path, window: Page, kind: str) -> None:
    page = window
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.goto((daily_lists / PAGES[kind]).as_uri())
    assert page.evaluate(SMALL) == []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), width


def test_headings_of_parts_begin_with_one_h1_and_skip_no_level(daily_lists: Path) -> None:
    for path in sorted(daily_lists.rglob("*.html")):
        levels = [int(level) for level in re.findall(r"<h([1-6])\b", path.read_text(encoding="utf-8"))]
        assert levels.count(1) == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), (path, levels)


def test_a_reader_without_javascript_gets_from_the_archive_to_a_month_and_on_to_the_next(
    daily_lists: Path, tab_of: Callable[..., Page]
) -> None:
    page = tab_of(PHONE, java_script_enabled=False)
    page.goto((daily_lists / "archive/index.html").as_uri())
    page.get_by_role("main").get_by_role("link", name="2022年", exact=True).click()
    page.get_by_role("main").get_by_role("link", name="2022年11月", exact=True).click()
    page.get_by_role("navigation", name="前后时段").get_by_role("link").last.click()
    assert page.get_by_role("heading", level=1).inner_text() == "2022年12月"


def test_a_reader_gets_from_the_index_over_the_surname_to_a_name(
    daily_lists: Path, tab_of: Callable[..., Page]
) -> None:
    page = tab_of(PHONE, java_script_enabled=False)
    page.goto((daily_lists / "people/index.html").as_uri())
    page.get_by_role("main").get_by_role("link", name="刘", exact=True).click()
    page.get_by_role("main").get_by_role("link", name="M–S", exact=True).click()
    page.get_by_role("main").get_by_role("link", name="N", exact=True).click()
    name = page.get_by_role("heading", name="刘娜超")
    link = page.get_by_role("main").get_by_role("listitem").filter(has=name).get_by_role("link")
    assert re.match(r"\.\./\.\./\.\./\.\./20\d\d/", link.first.get_attribute("href") or "")
