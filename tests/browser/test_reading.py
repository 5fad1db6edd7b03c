"""The built edition as its readers meet it: on a phone, on a wide screen, on paper, without JavaScript, from a disk."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest

pytest.importorskip("playwright", reason="needs playwright, of the test extra")

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import DESK, PHONE, Opener, Site
from tests.browser.test_every_page import ARTICLE, PAGES, is_lost

CAPTIONED = "undated/002_bc5fb566d1ff27f3-11.html"


def main_link(page: Page, name: str | re.Pattern[str], *, exact: bool = True) -> Locator:
    return page.get_by_role("main").get_by_role("link", name=name, exact=exact).first


def headline(page: Page, text: str) -> Locator:
    return page.get_by_role("main").get_by_role("heading", name=text).get_by_role("link").first


def heading(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


@pytest.mark.parametrize("way", ["disk", "served"])
def test_a_reader_without_javascript_gets_from_the_front_to_an_article_and_through_the_index_to_another(
    site: Site, tab_of: Opener, way: str
) -> None:
    page = tab_of(PHONE, java_script_enabled=False)
    page.goto(site.root(way) + ("index.html" if way == "disk" else ""))
    expect(heading(page)).to_have_text("法院专刊")
    page.get_by_role("link", name="2025年6月27日 星期五", exact=True).first.click()
    expect(heading(page)).to_have_text("2025年6月27日 星期五")
    main_link(page, "05版").click()
    expect(page).to_have_url(re.compile(r"/2025/06/27/05\.html$"))
    expect(page.get_by_role("complementary", name="报头与版面信息")).to_contain_text("内蒙古自治区高级人民法院")
    headline(page, "党建引领“双推进”").click()
    expect(heading(page)).to_have_text("党建引领“双推进”\u3000同频共振“深融合”")
    for text in ("锡林郭勒讯", "“5·8支部工作法”", "（张丽）", "2025年6月27日 星期五", "05版"):
        expect(page.get_by_role("main")).to_contain_text(text)
    main_link(page, re.compile("^下一篇")).click()
    expect(heading(page)).to_have_text("锤炼政治品格\u3000夯实思想基础")
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="人物").click()
    main_link(page, "金丽").click()
    expect(heading(page)).to_contain_text("金")  # names of one syllable share a page
    main_link(page, "一封来自最高人民法院的感谢信").click()
    expect(page.get_by_role("main")).to_contain_text("本报讯（记者 金丽）")
    main_link(page, "07版").click()
    expect(page).to_have_url(re.compile(r"/2024/03/22/07\.html$"))


def test_every_issue_can_be_reached_from_the_front(look_at: Opener) -> None:
    page = look_at("index.html", java_script_enabled=False)
    hrefs = {link.get_attribute("href") for link in page.get_by_role("link").all()}
    assert {"2024/03/22/index.html", "undated/index.html", "archive/index.html", "2025/06/27/05.html"} <= hrefs
    for stem in ("001_09869964e0e3f162", "002_bc5fb566d1ff27f3", "004_2ad9ec113a39b423"):
        assert f"undated/{stem}.html" in hrefs


@pytest.mark.parametrize("size", [PHONE, DESK])
@pytest.mark.parametrize("address", ["index.html", "2025/06/27/05.html", ARTICLE])
def test_paragraphs_are_set_in_song_with_an_indent_of_two_characters(
    look_at: Opener, size: tuple[int, int], address: str
) -> None:
    paragraph = look_at(address, size=size).locator("p[data-kind=paragraph]").first
    style = paragraph.evaluate(
        "p => { const s = getComputedStyle(p); return [s.textIndent, s.fontSize, s.fontFamily, s.textAlign]; }"
    )
    indent, letter = (float(value.removesuffix("px")) for value in style[:2])
    assert indent == pytest.approx(2 * letter, abs=0.1)
    assert letter >= 16
    assert re.search("Song", style[2])
    assert style[2].endswith(" serif")
    assert style[3] == "justify"


@pytest.mark.parametrize(("width", "columns"), [(390, 1), (1280, 3)])
def test_the_lead_stands_in_three_columns_on_a_desk_and_in_one_on_a_phone(
    look_at: Opener, width: int, columns: int
) -> None:
    page = look_at("index.html", size=(width, 900))
    starts = page.locator("p[data-kind=paragraph]").evaluate_all(
        "all => [...new Set(all.flatMap(p => [...p.getClientRects()]).map(box => Math.round(box.left)))]"
    )
    assert len(starts) == columns


def test_an_article_has_at_most_forty_characters_to_a_line(look_at: Opener) -> None:
    width, letter = (
        look_at(ARTICLE, size=(1920, 1080))
        .locator("p[data-kind=paragraph]")
        .first.evaluate("p => [p.clientWidth, parseFloat(getComputedStyle(p).fontSize)]")
    )
    assert 25 <= width / letter <= 40


# How far each line of running text stands from the grid of its article, in pixels. Each line is cut to 1/64 of one.
OFF_THE_GRID = """() => [...document.querySelectorAll(".article-body")].flatMap(body => {
    const paragraphs = [...body.querySelectorAll(":scope > p[data-kind=paragraph]")];
    const line = parseFloat(getComputedStyle(body).lineHeight);
    const from = body.getBoundingClientRect().top;
    return paragraphs.flatMap(paragraph => {
        const range = document.createRange();
        range.selectNodeContents(paragraph.lastChild);
        return [...range.getClientRects()].map(({ top, height }) => {
            const above = (top + height / 2 - from) / line - 0.5;
            return Math.abs(above - Math.round(above)) * line;
        });
    });
})"""


@pytest.mark.parametrize("address", ["index.html", "undated/001_09869964e0e3f162.html", CAPTIONED])
def test_every_line_stands_on_the_grid_whatever_stands_between(look_at: Opener, address: str) -> None:
    off = look_at(address).evaluate(OFF_THE_GRID)
    assert len(off) > 20
    assert max(off) < 2


def test_captions_say_that_they_are_captions(look_at: Opener) -> None:
    page = look_at(CAPTIONED)
    boxes = page.locator(".captions")
    expect(boxes).to_have_count(2)
    expect(boxes.first).to_contain_text("图片说明")
    expect(boxes.first.locator("[data-kind=caption]")).to_have_count(2)


def luminance(colour: str) -> float:
    red, green, blue = (int(part) for part in re.findall(r"\d+", colour)[:3])
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255


@pytest.mark.parametrize("address", ["index.html", ARTICLE, PAGES["search results"]])
def test_a_dark_scheme_is_dark_paper_with_light_letters(look_at: Opener, address: str) -> None:
    for scheme, dark in (("light", False), ("dark", True)):
        page = look_at(address, scheme=scheme)
        paper, ink = page.evaluate(
            "(s => [s.backgroundColor, s.color])(getComputedStyle(document.documentElement))",
        )
        assert (luminance(paper) < 0.2) is dark
        assert (luminance(ink) > 0.7) is dark


def test_print_shows_the_article_and_nothing_that_one_clicks(look_at: Opener) -> None:
    page = look_at(ARTICLE, media="print")
    for navigation in page.get_by_role("navigation").all():
        expect(navigation).to_be_hidden()
    for hidden in ("主导航", "前后篇目", "当前位置"):
        expect(page.locator(f'[aria-label="{hidden}"]')).to_be_hidden()
    expect(page.get_by_role("link", name="检索")).to_have_count(0)
    expect(heading(page)).to_be_visible()
    for paragraph in page.locator("p[data-kind=paragraph]").all():
        expect(paragraph).to_be_visible()
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    expect(page.locator(".citation")).to_contain_text(ARTICLE)


def test_print_is_set_in_two_columns_and_no_foot_begins_a_sheet(look_at: Opener) -> None:
    page = look_at(CAPTIONED, size=(673, 995), media="print")  # A4 without its margins
    columns = page.locator("p[data-kind=paragraph]").evaluate_all(
        "all => [...new Set(all.flatMap(p => [...p.getClientRects()]).map(box => Math.round(box.left)))]"
    )
    assert len(columns) == 2
    for below in (".margins", ".site-foot"):
        expect(page.locator(below)).to_be_hidden()


def test_the_skip_link_is_the_first_stop_and_leads_to_the_text(page_of: Opener) -> None:
    page = page_of(ARTICLE)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="跳到正文")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_an_unknown_address_gets_a_page_with_styles_and_ways_back(site: Site, tab_of: Opener) -> None:
    page = tab_of(PHONE, new=True)
    wrong: list[str] = []
    page.on("requestfailed", lambda failed: wrong.append(failed.url) if is_lost(failed) else None)
    answer = page.goto(f"{site.url}no/such/page.html")
    assert answer is not None
    assert answer.status == 404
    expect(heading(page)).to_have_text("这一页不在")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(251, 250, 245)"
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert wrong == []
    main_link(page, "往期").click()
    expect(heading(page)).to_have_text("往期")
    page.go_back()
    main_link(page, "首页").click()
    expect(heading(page)).to_have_text("法院专刊")


def test_who_followed_a_wrong_address_can_search_at_once(site: Site, tab_of: Opener) -> None:
    page = tab_of(PHONE)
    page.goto(f"{site.url}no/such/page.html")
    field = page.get_by_role("main").get_by_role("searchbox")
    expect(field).to_be_in_viewport()
    field.fill("法院")
    field.press("Enter")
    status_is(page, "ready", re.compile("找到"))


# Search, on the built edition.


def status_is(page: Page, state: str, text: str | re.Pattern[str]) -> None:
    expect(page.locator("[data-search-state]")).to_have_attribute("data-search-state", state)
    expect(page.locator("[data-search-status]")).to_have_text(text)


@pytest.mark.parametrize("way", ["disk", "served"])
def test_a_reader_gets_from_the_front_to_the_search_and_from_a_result_to_its_article(
    site: Site, tab_of: Opener, way: str
) -> None:
    page = tab_of()
    page.goto(f"{site.root(way)}index.html")
    page.get_by_role("link", name="检索").click()
    page.wait_for_url("**/search.html")
    page.wait_for_load_state()  # the key is heard only when the script has run
    status_is(page, "idle", "共 16 篇文章可供检索。")
    page.keyboard.press("/")
    box = page.get_by_role("searchbox")
    expect(box).to_be_focused()
    page.keyboard.type("执行")
    status_is(page, "ready", "找到 12 篇")
    results = page.locator("ol#results > li")
    expect(results).to_have_count(12)
    expect(results.first.locator("mark").first).to_have_text("执行")
    title = results.first.locator("a").first.text_content()
    results.first.locator("a").first.click()
    expect(page).not_to_have_url(re.compile("search"))
    assert re.sub(r"\s", "", title or "") == re.sub(r"\s", "", heading(page).text_content() or "")
    expect(page.get_by_role("main")).to_contain_text("执行")
    page.go_back()
    status_is(page, "ready", "找到 12 篇")


def test_every_article_that_names_a_place_is_found_and_no_other(site: Site, page_of: Opener) -> None:
    page = page_of("search.html?q=" + quote("赤峰"))
    status_is(page, "ready", re.compile("找到"))
    found = {(link.get_attribute("href") or "").partition("?")[0] for link in page.locator("#results > li > a").all()}
    named = set()
    for path in site.folder.rglob("*-*.html"):
        text = re.search(r'<article class="alone.*?<footer class="margins">', path.read_text("utf-8"), re.DOTALL)
        if text and "赤峰" in text[0].split('<ul class="contributors"')[0]:
            named.add(path.relative_to(site.folder).as_posix())
    assert found == named != set()


PHRASES = {
    "十分重要。一直以来，呼伦贝尔市两级人民法院": "一封来自最高人民法院的感谢信",
    "张军主持召开会议": "一封来自最高人民法院的感谢信",
    "全面推行“执行110”工作模式": "把握公正根本要求 用心用情办理案件",
}


def test_a_phrase_is_found_even_where_a_column_of_the_print_cut_it(page_of: Opener) -> None:
    page = page_of("search.html")
    for phrase, found in PHRASES.items():
        page.get_by_role("searchbox").fill("")
        status_is(page, "idle", re.compile("可供检索"))
        page.get_by_role("searchbox").fill(f"“{phrase}”")
        status_is(page, "ready", "找到 1 篇")
        expect(page.locator("#results > li > a")).to_have_text(found)


def test_nothing_found_and_nothing_asked_are_told_apart(page_of: Opener) -> None:
    page = page_of("search.html?q=" + quote("鲸鱼座"))
    status_is(page, "none", "没有找到包含这些词的文章，请换一个说法。")
    page.get_by_role("searchbox").fill("，。")
    status_is(page, "idle", re.compile("空格隔开"))
    page.get_by_role("searchbox").fill("")
    status_is(page, "idle", "共 16 篇文章可供检索。")
    expect(page.locator("#results > li")).to_have_count(0)


def test_the_search_page_without_javascript_names_other_ways(site: Site) -> None:
    # In a browser that an inspector has denied scripts, <noscript> stays hidden: look at the page itself.
    noscript = re.search("<noscript>(.*)</noscript>", site.text("search.html"), re.DOTALL)
    assert noscript
    assert "检索需要 JavaScript" in noscript[1]
    hrefs = re.findall('href="([^"]+)"', noscript[1])
    assert {"archive/index.html", "people/index.html", "units/index.html", "places/index.html"} <= set(hrefs)
    assert all((site.folder / href).is_file() for href in hrefs)
