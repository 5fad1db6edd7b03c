"""A reader without a mouse: the way from the front to a result of the search, with a focus seen at each stop."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("playwright", reason="needs playwright, of the test extra")

from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE, Opener

MOST_STOPS = 80
# What has the focus, whether it is what is wanted, and what is wrong with how it is shown, once it is scrolled to.
STOP = """async wanted => {
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    const element = document.activeElement;
    const { width, height, top, bottom, left, right } = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const wrong = [];
    if (!element.matches(":focus-visible")) wrong.push("no visible focus");
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) wrong.push("no ring");
    if (top < -1 || bottom > innerHeight + 1 || left < -1 || right > innerWidth + 1)
        wrong.push(`outside the screen: ${[left, top, right, bottom]}`);
    if (width < 24 || height < 24) wrong.push(`${width} by ${height} pixels`);
    const [x, y] = [left + width / 2, top + height / 2];
    const on = document.elementFromPoint(x, y);
    if (on && !element.contains(on) && !on.contains(element)) wrong.push(`below ${on.outerHTML.slice(0, 80)}`);
    const isOut = element === document.body;
    const isWanted = Boolean(wanted) && element.matches(wanted);
    return { isOut, isWanted, wrong, href: element.href || "", what: element.outerHTML.slice(0, 120) };
}"""


def tab_to(page: Page, wanted: str) -> dict[str, Any]:
    """Press Tab until an element that `wanted` selects has the focus; every stop on the way must be seen."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop: dict[str, Any] = page.evaluate(STOP, wanted)
        assert not stop["wrong"], stop
        if stop["isWanted"]:
            return stop
    raise AssertionError(f"{wanted} is not reached in {MOST_STOPS} stops of {page.url}")


def follow(page: Page, wanted: str) -> None:
    """Go by keys to a link, and where it leads."""
    stop = tab_to(page, wanted)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.split("?")[0].split("#")[0] == stop["href"].split("?")[0].split("#")[0])


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_keys_alone_lead_from_the_front_to_a_result_of_the_search(page_of: Opener, size: tuple[int, int]) -> None:
    page = page_of("index.html", "served", size=size, reduced_motion="reduce")
    follow(page, "a[href$='/05.html']")
    follow(page, "main a[href^='05-']")
    headline = page.locator("h1").inner_text()
    follow(page, ".pager a[rel=next]")
    assert page.locator("h1").inner_text() != headline
    page.keyboard.press("/")
    page.wait_for_url("**/search.html#q")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("法院")
    page.keyboard.press("Enter")
    expect(page.locator("#results > li").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    stop = page.evaluate(STOP)
    assert not stop["wrong"], stop
    assert page.locator("#results a").first.evaluate("link => link === document.activeElement")
    page.keyboard.press("Enter")
    page.wait_for_url("**/20*/**")
    expect(page.get_by_role("status").filter(has_text="1")).to_be_visible()


@pytest.mark.parametrize(
    ("address", "last"),
    [
        ("2024/03/22/07.html", ".site-choices button"),
        ("2024/03/22/07-19.html", "html[data-speech=ready]"),
        ("search.html?q=法院", "[data-search-state=ready] #results > li"),
    ],
)
def test_every_stop_of_a_page_is_seen_and_the_last_leads_out(page_of: Opener, address: str, last: str) -> None:
    page = page_of(address, "served", size=PHONE, reduced_motion="reduce")
    page.locator(last).first.wait_for()
    seen = 0
    for _ in range(400):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop["isOut"]:
            break
        assert not stop["wrong"], stop
        seen += 1
    assert 8 < seen < 400
