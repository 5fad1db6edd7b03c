"""Finding one's way: to the pages and issues around, from the top of a page, on a phone and on a desk."""

from __future__ import annotations

import re

import pytest

pytest.importorskip("playwright", reason="needs playwright, of the test extra")

from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE, Opener
from tests.editions import published

TEXT = "本报讯（记者 林青山）会议要求各单位认真落实，确保任务按期完成。" * 12


def bulletin(day: int, number: int, articles: int = 4) -> str:
    told = "\n\n".join(f"## {day}日第{number}版要闻之{n}已经发布\n\n{TEXT}" for n in range(1, articles + 1))
    return f"# 河湾日报\n\n2023年5月{day}日 第{number}版\n\n{told}\n"


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Three days: one page, nine pages, one page. Gives the address of its root."""
    days = {3: 1, 4: 9, 5: 1}
    files = {f"2023-05-0{d}-0{n}.txt": bulletin(d, n) for d, pages in days.items() for n in range(1, pages + 1)}
    public = published(tmp_path_factory.mktemp("ways"), files)
    return f"{public.as_uri()}/2023/05/"


@pytest.fixture
def opened(paper: str, tab_of: Opener) -> Opener:
    def go(address: str, size: tuple[int, int]) -> Page:
        page: Page = tab_of(size, java_script_enabled=False)
        page.goto(paper + address)
        return page

    return go


@pytest.mark.parametrize("size", [PHONE, (320, 700), DESK])
def test_pages_and_issues_are_turned_at_the_top(opened: Opener, size: tuple[int, int]) -> None:
    page = opened("04/05.html", size)
    turns = page.get_by_role("navigation", name="翻版")
    assert turns.bounding_box()["y"] < 250
    expect(turns.locator("[aria-current=page]")).to_have_text("05")
    shown = [number for number in turns.locator("li a").all() if number.is_visible()]
    assert len(shown) == (9 if size == DESK else 5)
    turns.get_by_role("link", name="下一版").click()
    expect(page).to_have_url(re.compile(r"/04/06.html$"))


def test_they_stay_in_sight_on_a_phone(opened: Opener) -> None:
    page = opened("04/05.html", PHONE)
    # Not by the wheel, which moves nothing before the page takes input.
    page.evaluate("scrollTo({top: 3000, behavior: 'instant'})")
    assert page.evaluate("scrollY") > 2000
    turns = page.get_by_role("navigation", name="翻版")
    assert 0 <= turns.bounding_box()["y"] < 2
    turns.get_by_role("link", name="上一版").click()
    expect(page).to_have_url(re.compile(r"/04/04.html$"))


def test_the_first_page_leads_to_the_issue_before_and_the_last_to_the_one_after(opened: Opener) -> None:
    page = opened("04/01.html", PHONE)
    page.get_by_role("navigation", name="翻版").get_by_role("link", name="上一期").click()
    expect(page).to_have_url(re.compile(r"/03/index.html$"))
    page.get_by_role("navigation", name="翻版").get_by_role("link", name="下一期").click()
    expect(page).to_have_url(re.compile(r"/04/index.html$"))
    page.goto(page.url.replace("index", "09"))
    page.get_by_role("navigation", name="翻版").get_by_role("link", name="下一期").click()
    expect(page).to_have_url(re.compile(r"/05/index.html$"))


def test_an_article_says_on_which_page_it_stands_and_turns_as_well(opened: Opener) -> None:
    page = opened("04/02.html", PHONE)
    page.locator(".page-articles .headline a").first.click()
    turns = page.get_by_role("navigation", name="翻版")
    expect(turns.locator("[aria-current=true]")).to_have_text("02")
    turns.get_by_role("link", name="下一版").click()
    expect(page).to_have_url(re.compile(r"/04/03.html$"))


def test_yesterday_is_one_tap_from_the_front_of_a_phone(opened: Opener) -> None:
    page = opened("../../index.html", PHONE)
    yesterday = page.get_by_role("link", name="上一期").first
    assert yesterday.bounding_box()["y"] < PHONE[1] / 2
    yesterday.click()
    expect(page).to_have_url(re.compile(r"/04/index.html$"))
