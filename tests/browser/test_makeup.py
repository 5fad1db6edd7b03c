"""A printed page as its readers see it: made up in columns on a desk, one column on a phone, or as a list."""

from __future__ import annotations

import pytest

pytest.importorskip("playwright", reason="needs playwright, of the test extra")

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Opener

PAGE = "2024/03/22/07.html"
BOXES = """
() => [...document.querySelectorAll(".strip > article")].map((article) => {
  const { left, right, top, bottom } = article.getBoundingClientRect();
  return { left, right, top, bottom };
})
"""
LONGEST_LINES = """
() => [...document.querySelectorAll("[data-kind=news] .columns p")].filter((p) => p.innerText.length > 60).map((p) => {
  const { fontSize } = getComputedStyle(p);
  return p.getClientRects()[0].width / parseFloat(fontSize);
})
"""


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1920])
def test_no_two_articles_overlap_on_any_screen(look_at: Opener, width: int) -> None:
    boxes = look_at(PAGE, size=(width, 900)).evaluate(BOXES)
    assert len(boxes) == 6
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            beside = one["right"] <= other["left"] + 1 or other["right"] <= one["left"] + 1
            assert beside or one["bottom"] <= other["top"] + 1, (one, other)
    lefts = {round(box["left"]) for box in boxes}
    assert (len(lefts) > 1) == (width >= 1280), "side by side on a desk, one below the other on a phone"


def test_a_column_of_a_wide_page_holds_sixteen_characters(look_at: Opener) -> None:
    widths = look_at(PAGE).evaluate(LONGEST_LINES)
    assert len(widths) > 10
    assert all(16 <= width < 16.5 for width in widths)


def test_large_letters_get_a_page_of_one_article_below_the_other(page_of: Opener) -> None:
    page = page_of(PAGE, bypass_csp=True)
    page.add_style_tag(content=":root { font-size: 150% !important; }")
    assert len({round(box["left"]) for box in page.evaluate(BOXES)}) == 1


def test_the_page_can_be_read_as_a_list_without_javascript(page_of: Opener) -> None:
    page = page_of(PAGE, size=PHONE, java_script_enabled=False)
    last = page.get_by_text("二是树立问题意识")
    expect(last).to_be_visible()
    page.get_by_role("radio", name="目录").check()
    expect(last).to_be_hidden()
    expect(page.get_by_role("main").get_by_role("heading", level=2).get_by_role("link")).to_have_count(6)
    page.get_by_role("radio", name="版面").check()
    expect(last).to_be_visible()
