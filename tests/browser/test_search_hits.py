"""What was searched for, on the page of an article: marked, and led to from hit to hit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

pytest.importorskip("playwright", reason="needs playwright, of the test extra")

from playwright.sync_api import Page, expect

from tests.browser.conftest import Opener
from tests.browser.searching import Opened, opened_in


@pytest.fixture
def old_browser(tab_of: Opener, small_paper: Path) -> Iterator[Opened]:
    """The search page in a browser without highlights."""
    page = tab_of(new=True)
    page.add_init_script("delete CSS.__proto__.highlights; delete CSS.highlights;")
    yield from opened_in(page, small_paper)


def hits(page: Page) -> int:
    count: int = page.evaluate("CSS.highlights.get('search-hits')?.size ?? 0")
    return count


def test_an_article_marks_what_was_searched_for_and_leads_from_hit_to_hit(opened: Opened) -> None:
    opened.go("?q=" + quote("新桥 通车"))
    opened.results.locator("a").first.click()
    bar = opened.page.locator(".hits")
    expect(bar).to_contain_text(re.compile(r"第 1 处，共 \d+ 处"))
    assert hits(opened.page) >= 4
    opened.page.get_by_role("button", name="下一处").click()
    expect(bar).to_contain_text("第 2 处")
    for _ in range(2):
        opened.page.get_by_role("button", name="上一处").click()
    expect(bar).to_contain_text(re.compile(r"第 (\d+) 处，共 \1 处"))
    opened.page.get_by_role("button", name="不再标出").click()
    expect(bar).to_have_count(0)
    assert hits(opened.page) == 0
    assert "?" not in opened.page.url


def test_a_browser_without_highlights_marks_with_elements_and_gives_the_text_back(
    old_browser: Opened,
) -> None:
    opened = old_browser
    opened.go("?q=" + quote("“通车，赤峰”"))
    opened.results.locator("a").first.click()
    mark = opened.page.locator("article mark")
    expect(mark).to_have_text("通车，赤峰")
    before = opened.page.locator("article.alone").text_content()
    opened.page.get_by_role("button", name="不再标出").click()
    expect(mark).to_have_count(0)
    assert opened.page.locator("article.alone").text_content() == before


def test_an_article_that_is_opened_from_elsewhere_loads_and_shows_nothing_of_the_search(opened: Opened) -> None:
    opened.go("?q=" + quote("通车"))
    href = opened.results.locator("a").first.get_attribute("href") or ""
    opened.files.clear()
    opened.page.goto(opened.root + href.partition("?")[0])
    opened.page.wait_for_load_state()
    expect(opened.page.locator(".hits")).to_have_count(0)
    assert not [file for file in opened.files if file.endswith("/search.js")]
