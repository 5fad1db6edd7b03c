"""The search as a way: to days and pages, out of a wrong character, by pinyin, back from a hit, by month and page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

pytest.importorskip("playwright", reason="needs playwright, of the test extra")

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Opener
from tests.browser.searching import BULLETINS, Opened, bulletin, opened_in
from tests.editions import CONFIG, published

AI = [f"## 河湾市第{n}小学开设课程\n\n本报讯 课程讲人工智能，学生听得入神。" for n in "一二三"]
MORE = {
    "2023-06-01-01.txt": bulletin(1, *AI).replace("5月1日", "6月1日"),
    "2023-06-01-02.txt": bulletin(1, "## 二版短讯\n\n本报讯 河湾新桥迎来首批游客。").replace(
        "5月1日 第1版", "6月1日 第2版"
    ),
}


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return published(tmp_path_factory.mktemp("paper"), {"edition.yaml": CONFIG, **BULLETINS, **MORE})


@pytest.fixture
def opened(tab_of: Opener, paper: Path) -> Iterator[Opened]:
    yield from opened_in(tab_of(PHONE), paper)


def offers(opened: Opened) -> Page:
    return opened.page.locator("[data-search-offers]")


DAYS_AND_PAGES = (
    ("2023年5月4日", "2023年5月4日", "2023/05/04/index.html"),
    ("5月4日", "2023年5月4日", "2023/05/04/index.html"),
    ("二〇二三年六月一日第二版", "2023年6月1日 02版", "2023/06/01/02.html"),
    ("第2版", "2023年6月1日 02版", "2023/06/01/02.html"),
    ("2022-11-03", "2022年11月3日", "2022/11/03/index.html"),
    ("2023年", "2023年", "2023/index.html"),
    ("二〇二三年", "2023年", "2023/index.html"),
    ("2023", "2023年", "2023/index.html"),
    ("2023年5月9日", "2023年6月1日", "2023/06/01/index.html"),  # no issue of that day: the nearest ones
)


def test_a_day_and_a_page_lead_to_the_issue_and_the_page(opened: Opened) -> None:
    for query, offered, address in DAYS_AND_PAGES:
        opened.go("?q=" + quote(query))
        expect(offers(opened)).to_contain_text("是不是要找")
        link = offers(opened).get_by_role("link", name=offered).first
        expect(link).to_have_attribute("href", address)
        link.click()
        expect(opened.page).to_have_url(re.compile(f"{address}$"))


def test_a_wrong_character_is_told_with_what_was_meant(opened: Opened) -> None:
    opened.go("?q=" + quote("人工智熊"))
    opened.expect("none")
    offer = offers(opened).get_by_role("button", name="人工智能")
    expect(offer).to_contain_text("3 篇")
    offer.click()
    opened.expect("ready", "找到 3 篇")


def test_pinyin_of_common_words_offers_them(opened: Opened) -> None:
    for typed, word in (("hewan", "河湾"), ("kecheng", "课程"), ("xq", "新桥")):
        opened.go("?q=" + typed)
        offer = offers(opened).get_by_role("button", name=word, exact=True)
        offer.click()  # without a number: only beginnings of articles are known here, and a search finds more
        opened.expect("ready", re.compile("找到"))


def test_a_radical_that_a_converter_left_finds_its_ideograph_even_alone(opened: Opened) -> None:
    opened.go("?q=" + quote("长"))
    opened.expect("ready", re.compile("找到"))
    found = opened.page.locator("[data-search-status]").inner_text()
    opened.go("?q=" + quote("⻓"))
    opened.expect("ready", found)


def test_marks_between_words_mean_both_words(opened: Opened) -> None:
    for mark in (":", "：", "/", "，", "+", "、"):
        opened.go("?q=" + quote(f"新桥{mark}限重"))
        opened.expect("ready", "找到 1 篇")


def test_who_comes_back_from_a_hit_finds_place_and_results(opened: Opened) -> None:
    opened.go("?q=" + quote("活动"))
    opened.expect("ready", re.compile("120"))
    opened.page.wait_for_function(
        """() => {
            scrollTo(0, document.documentElement.scrollHeight);
            return document.querySelectorAll("#results > li").length === 120;
        }"""
    )
    hit = opened.results.nth(90)
    hit.scroll_into_view_if_needed()
    before = opened.page.evaluate("scrollY")
    title = hit.locator("a").first.inner_text()
    hit.locator("a").first.click()
    opened.page.wait_for_url(re.compile(r"/2021/.*\?q="))
    opened.page.go_back()
    expect(opened.results).to_have_count(120)
    opened.page.wait_for_function(f"() => Math.abs(scrollY - {before}) < 5")
    expect(opened.results.nth(90).locator("a").first).to_have_text(title)
    expect(opened.results.nth(90)).to_be_in_viewport()


def test_months_pages_and_kinds_narrow_a_search(opened: Opened) -> None:
    opened.go("?q=" + quote("河湾"))
    opened.expect("ready", "找到 8 篇")
    opened.page.get_by_text("筛选").click()
    first = opened.page.get_by_role("combobox", name="从")
    expect(first.locator("option")).to_have_text(["…", "2021-01", "2022-11", "2023-05", "2023-06"])
    first.select_option("2023-05")
    opened.expect("ready", "找到 7 篇")
    opened.page.get_by_role("combobox", name="到").select_option("2023-05")
    opened.expect("ready", "找到 3 篇")
    for _ in range(2):
        opened.page.locator("[data-search-chosen] button").first.click()
    opened.expect("ready", "找到 8 篇")
    pages = opened.page.locator("[data-facet=page] button")
    expect(pages).to_have_text([re.compile("01版 7"), re.compile("02版 1")])
    pages.last.click()
    opened.expect("ready", "找到 1 篇")
    assert "page=" in opened.page.url
