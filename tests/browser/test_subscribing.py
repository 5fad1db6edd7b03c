"""The page about subscribing, and feeds themselves, as a browser shows them."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("playwright", reason="needs playwright, of the test extra")

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Opener, Site
from tests.browser.test_reader_tools import COPYING

PAGE = "subscribe.html"


@pytest.mark.parametrize("way", ["disk", "served"])
def test_the_way_leads_there_from_the_front_page(page_of: Opener, way: str) -> None:
    page = page_of("index.html", way)
    page.get_by_role("link", name="订阅", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("订阅")


def test_an_address_is_copied_and_that_is_said(page_of: Opener, site: Site) -> None:
    page = page_of(PAGE, script=COPYING)
    page.get_by_role("button", name="复制“05版”的订阅地址").click()
    address = f"{site.url}feeds/pages/05.xml"
    expect(page.get_by_role("status")).to_contain_text(address)
    assert page.evaluate("copied") == address


def test_where_the_clipboard_is_closed_the_address_is_marked(page_of: Opener) -> None:
    closed = "Object.defineProperty(navigator, 'clipboard', {value: undefined}); document.execCommand = () => false;"
    page = page_of(PAGE, script=closed)
    page.get_by_role("button", name="复制“全部文章”的订阅地址").click()
    expect(page.get_by_role("status")).to_contain_text("自行复制")
    assert str(page.evaluate("String(getSelection())")).endswith("/feed.xml")


def test_without_scripts_the_addresses_stand_there_and_no_dead_button(look_at: Opener, site: Site) -> None:
    page = look_at(PAGE, java_script_enabled=False)
    expect(page.locator("code").first).to_be_visible()
    expect(page.locator("code").first).to_have_text(f"{site.url}feed.xml")
    for button in page.locator("button").all():
        expect(button).to_be_hidden()


@pytest.mark.parametrize("size", [(320, 640), PHONE, (1280, 900)])
def test_nothing_is_wider_than_the_screen(look_at: Opener, size: tuple[int, int]) -> None:
    page = look_at(PAGE, size=size)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("way", ["disk", "served"])
@pytest.mark.parametrize(
    ("address", "title", "summary", "hidden"),
    [
        ("feed.xml", "item > title", "item > description", "guid"),
        ("atom.xml", "entry > title", "entry > summary", "content"),
        ("feeds/pages/05.xml", "item > title", "item > description", "link"),
    ],
)
def test_a_feed_is_a_list_of_headlines_that_people_can_read(
    look_at: Opener, way: str, address: str, title: str, summary: str, hidden: str
) -> None:
    page = look_at(address, way)
    expect(page.locator(title).first).to_be_visible()
    expect(page.locator(summary).first).to_be_visible()
    expect(page.locator(hidden).first).to_be_hidden()

    def style(of: str, part: str, name: str) -> Any:
        return page.evaluate(f"getComputedStyle(document.querySelector('{of}'), '{part}').{name}")

    assert style("rss, feed", "::before", "content").strip('"').startswith("这是供阅读器订阅的地址")
    assert float(style(title, "", "fontSize").removesuffix("px")) >= 20


def test_a_feed_is_dark_where_the_reader_wants_it(look_at: Opener, site: Site) -> None:
    assert site.text("feed.xml")
    page = look_at("feed.xml", scheme="dark")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(22, 21, 19)"


@pytest.mark.parametrize("width", [320, 390, 768])
def test_the_button_stands_beside_its_address_however_long_that_is(look_at: Opener, width: int) -> None:
    page = look_at(PAGE, size=(width, 844))
    lines = page.locator(".feed-address").all()
    assert len(lines) > 4
    for line in lines:
        address, button = line.locator("code").bounding_box(), line.locator("button").bounding_box()
        assert address and button
        assert button["x"] >= address["x"] + address["width"], "beside it, not below"
        assert abs(button["y"] - address["y"]) < 8, "at its first line"
