"""A window that tests share shows none of them that another has used it."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="needs playwright, of the test extra")

from playwright.sync_api import Page

from tests.browser.conftest import DESK, PHONE, Opener, Site
from tests.browser.windows import Windows, listening

KEEP = """() => {
  localStorage.setItem("kept", "yes");
  document.cookie = "kept=yes";
  document.querySelector("h1").style.height = "100vh";
}"""
KEPT = "() => [localStorage.length, document.cookie, sessionStorage.length, innerWidth]"
POINTED_AT = "() => [...document.querySelectorAll(':hover')].map(({localName}) => localName)"


def shown(page: Page, url: str) -> list[object]:
    page.goto(url)
    seen: list[object] = page.evaluate(KEPT)
    return seen


@pytest.mark.parametrize("way", ["disk", "served"])
def test_a_tab_that_was_used_is_as_one_that_is_new(windows: Windows, site: Site, way: str) -> None:
    url = site.root(way) + "index.html"
    page = windows.take(DESK)
    page.goto(url)
    page.evaluate(KEEP)
    page.get_by_role("main").get_by_role("link").first.hover()
    assert "a" in page.evaluate(POINTED_AT)
    page.goto(site.root(way) + "archive/index.html")
    windows.give_back(page)
    again, new = windows.take(PHONE), windows.take(PHONE, new=True)
    assert again == page != new
    assert shown(again, url) == shown(new, url)
    assert again.evaluate(POINTED_AT) == new.evaluate(POINTED_AT)
    for each in (again, new):
        windows.give_back(each)


def test_two_tabs_that_are_taken_at_once_lie_in_two_windows(windows: Windows) -> None:
    one, other = windows.take(DESK), windows.take(DESK)
    assert one.context != other.context
    for page in (one, other):
        windows.give_back(page)


def test_a_tab_that_was_taken_as_new_is_closed(windows: Windows) -> None:
    page = windows.take(DESK, new=True)
    windows.give_back(page)
    assert page.is_closed()


def test_a_page_is_listened_to_no_longer_than_it_is_asked(tab_of: Opener, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text("<script>console.log('here')</script>", "utf-8")
    page, heard = tab_of(), []
    with listening(page, console=lambda message: heard.append(message.text)):
        page.goto(file.as_uri())
    page.goto(file.as_uri())
    assert heard == ["here"]
