"""An issue in one file, opened from a disk: its search, and that its own policy lets it run."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="needs playwright, of the test extra")

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Opener
from tests.editions import ROOT
from tests.site.test_takeaway import site_of


def test_the_search_of_the_one_file_narrows_articles_and_contents_and_marks_what_it_finds(
    tab_of: Opener, tmp_path: Path
) -> None:
    file = tmp_path / "issue.html"
    file.write_bytes(site_of(ROOT / "seeds")["2024/03/22/2024-03-22.html"])
    page = tab_of(PHONE, new=True)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(file.as_uri())
    articles, contents = page.locator("article:visible"), page.locator("nav li li:visible")
    expect(articles).to_have_count(6)
    page.get_by_role("searchbox").fill("感谢信")
    expect(page.locator("output")).to_have_text("1 篇")
    expect(articles).to_have_count(1)
    expect(contents).to_have_count(1)
    assert page.evaluate("CSS.highlights.get('hit').size") == 2
    page.get_by_role("searchbox").fill("执行 春风")
    expect(articles).to_have_count(1)
    page.get_by_role("searchbox").fill("没有的词")
    expect(page.locator("output")).to_have_text("0 篇")
    expect(articles).to_have_count(0)
    page.get_by_role("searchbox").fill("")
    expect(articles).to_have_count(6)
    assert said == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_without_scripts_the_one_file_shows_all_and_no_dead_field(tab_of: Opener, tmp_path: Path) -> None:
    file = tmp_path / "issue.html"
    file.write_bytes(site_of(ROOT / "seeds")["2024/03/22/2024-03-22.html"])
    page = tab_of(java_script_enabled=False)
    page.goto(file.as_uri())
    expect(page.locator("article:visible")).to_have_count(6)
    expect(page.locator("search")).to_be_hidden()
