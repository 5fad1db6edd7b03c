"""Turning from article to article with keys and swipes, out of the way of who types, scrolls or goes back."""

from __future__ import annotations

import re

import pytest

pytest.importorskip("playwright", reason="needs playwright, of the test extra")

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Opener

ARTICLE = "2024/03/22/07-19.html"
BETWEEN = "2025/06/27/05-30.html"  # one stands before it and one behind it


def test_arrows_turn_from_article_to_article(page_of: Opener) -> None:
    page = page_of(ARTICLE)
    following = page.locator("link[rel=next]").get_attribute("href") or ""
    page.keyboard.press("ArrowRight")
    page.wait_for_url(f"**/{following}")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(f"**/{ARTICLE}")


def test_arrows_with_another_key_are_the_browsers(page_of: Opener) -> None:
    page = page_of(ARTICLE)
    for key in ("Alt+ArrowRight", "Control+ArrowRight", "Shift+ArrowRight"):
        page.keyboard.press(key)
        page.wait_for_timeout(200)
        assert page.url.endswith(ARTICLE), key


def test_keys_do_nothing_while_one_types(page_of: Opener) -> None:
    page = page_of("2024/03/22/index.html")
    box = page.get_by_role("searchbox")
    box.fill("赤峰")
    for key in ("ArrowLeft", "ArrowRight", "?", "/"):
        box.press(key)
    page.wait_for_timeout(200)
    expect(page.locator("dialog")).to_be_hidden()
    expect(box).to_have_value(re.compile(r"[?/]{2}"))
    assert page.url.endswith("2024/03/22/index.html")


def test_arrows_scroll_a_wide_table_and_do_not_turn_the_page(page_of: Opener) -> None:
    page = page_of(ARTICLE)
    page.locator("p[data-kind=paragraph]").first.evaluate(
        """p => { p.tabIndex = 0; p.style.overflowX = "auto"; p.style.whiteSpace = "nowrap"; p.focus(); }"""
    )
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(200)
    assert page.url.endswith(ARTICLE)


def test_a_slash_leads_to_the_search_box(page_of: Opener) -> None:
    page = page_of(ARTICLE)
    page.keyboard.press("/")
    page.wait_for_url("**/search.html**")
    expect(page.get_by_role("searchbox")).to_be_focused()
    expect(page.get_by_role("searchbox")).to_have_value("")


def test_a_question_mark_shows_the_keys_and_escape_puts_them_away(page_of: Opener) -> None:
    page = page_of("index.html")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="按键")
    expect(dialog).to_contain_text("上一篇、下一篇")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


SWIPE = """([x, y, toX, toY]) => {
    const at = document.querySelector("p[data-kind=paragraph]");
    const touch = (clientX, clientY) => new Touch({identifier: 1, target: at, clientX, clientY});
    const fire = (name, touches, changedTouches) =>
        at.dispatchEvent(new TouchEvent(name, {touches, changedTouches, bubbles: true}));
    fire("touchstart", [touch(x, y)], [touch(x, y)]);
    fire("touchend", [], [touch(toX, toY)]);
}"""


def test_a_swipe_to_the_left_turns_to_the_next_article(page_of: Opener) -> None:
    page = page_of(ARTICLE, size=PHONE, has_touch=True)
    following = page.locator("link[rel=next]").get_attribute("href") or ""
    page.evaluate(SWIPE, [300, 500, 150, 510])
    page.wait_for_url(f"**/{following}")


NO_SWIPES = {
    "short": [300, 500, 240, 500],
    "steep": [300, 500, 200, 600],
    "from the right edge": [380, 500, 200, 500],
    "from the left edge": [10, 500, 200, 500],
}


def test_a_touch_that_is_no_swipe_turns_nothing(page_of: Opener) -> None:
    page = page_of(BETWEEN, size=PHONE, has_touch=True)
    address = page.url
    for name, way in NO_SWIPES.items():
        page.evaluate(SWIPE, way)
        page.wait_for_timeout(200)
        assert page.url == address, name
