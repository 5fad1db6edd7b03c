"""The search page in a real browser, from a disk and from a server: what a reader types, sees, narrows, sends on."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import pytest

pytest.importorskip("playwright", reason="needs playwright, of the test extra")

from playwright.sync_api import Route, expect

from tests.browser.conftest import Opener, Site
from tests.browser.searching import Opened

WAYS = ("disk", "served")


def test_typing_shows_results_with_headline_date_page_and_marked_snippet(opened: Opened) -> None:
    opened.go().expect("idle", re.compile("^共 125 篇"))
    opened.type("执行")
    opened.expect("ready", "找到 1 篇")
    first = opened.results.first
    expect(first.locator("a").first).to_have_text("河湾新桥昨日通车")
    expect(first.locator("p.meta")).to_have_text("2023年5月4日 · 01版")
    expect(first.locator("p.snippet mark")).to_have_text(["执行"])
    expect(first.locator("a").first).to_have_attribute("href", re.compile(r"^2023/05/04/01-\d+\.html\?q="))
    assert opened.page.url.endswith("search.html?q=" + quote("执行"))


def test_without_a_query_the_page_brings_only_what_every_query_needs(opened: Opened) -> None:
    opened.go().expect("idle")
    opened.page.wait_for_function("() => typeof lunr !== 'undefined'")
    assert [file.rpartition("/")[2] for file in opened.files if "/search/" in file] == ["manifest.js"]
    assert sum(file.endswith("lunr.min.js") for file in opened.files) == 1


def test_no_other_page_loads_anything_of_the_search(opened: Opened) -> None:
    for address in ("index.html", "archive/index.html", "2023/05/04/index.html"):
        opened.page.goto(opened.root + address)
        opened.page.wait_for_load_state()
        assert opened.files
        assert not [file for file in opened.files if "search" in file or "lunr" in file], address
        opened.files.clear()


def test_what_the_page_brings_itself_is_asked_for_once(opened: Opened) -> None:
    opened.go("?q=" + quote("执行"))
    opened.expect("ready", "找到 1 篇")
    scripts = [file for file in opened.files if file.endswith(".js")]
    assert len(scripts) == len(set(scripts))


def test_markup_in_an_article_is_shown_as_text(opened: Opened) -> None:
    opened.go("?q=" + quote("往来不再绕行"))
    expect(opened.page.locator("p.snippet").first).to_contain_text("alert(1)")
    assert opened.page.locator("#results script").count() == 0


def test_the_back_button_leads_from_an_article_to_the_results_and_from_them_to_the_query_before(
    opened: Opened,
) -> None:
    opened.go("?q=" + quote("限重"))
    opened.expect("ready", "找到 1 篇")
    opened.box.fill("新桥")
    opened.page.keyboard.press("Enter")
    opened.expect("ready", "找到 3 篇")
    opened.results.locator("a").first.click()
    opened.page.wait_for_url(re.compile(r"/2\d{3}/.*\.html\?q="))
    opened.page.go_back()
    opened.expect("ready", "找到 3 篇")
    expect(opened.box).to_have_value("新桥")
    opened.page.go_back()
    opened.expect("ready", "找到 1 篇")
    expect(opened.box).to_have_value("限重")


def test_an_address_with_a_query_answers_it(opened: Opened) -> None:
    opened.go(f"?q={quote('新桥')}+-{quote('执行')}")
    opened.expect("ready", "找到 2 篇")
    expect(opened.box).to_have_value("新桥 -执行")


def test_nothing_found_and_nothing_to_search_are_told_apart(opened: Opened) -> None:
    opened.go()
    opened.type("鲸鱼座")
    opened.expect("none", re.compile("^没有找到"))
    expect(opened.page.locator("[data-search-help]")).to_be_visible()
    opened.box.fill("，。~*")
    opened.expect("idle", re.compile("空格隔开"))
    opened.box.fill("鲸鱼" * 101)
    opened.expect("none", re.compile("只取了开头部分"))


# Written as JavaScript, as Python hands on no lone surrogate.
STRANGE = (
    *(r"'\ud842'", r"'\udfb7执'", r"'\0\u202e\u0301'", r"'执行\ud800 -\udc00'", "'title:~*+-^'", "'a:b^2~1 +c -d *'"),
    *("'<script>alert(1)</script>'", "'\"'", "'“”'", r"'\\'", "'constructor __proto__'", "'مرحبا שלום'", "'执行:法院'"),
)


def test_no_query_raises_an_error(opened: Opened) -> None:
    opened.go().expect("idle")
    region = opened.page.locator("[data-search-state]")
    for query in STRANGE:
        # The state of the query before is taken away: what is seen is that of this one.
        opened.page.evaluate(
            f"""() => {{
              document.querySelector("[data-search-state]").dataset.searchState = "asked";
              const box = document.querySelector("main [name=q]");
              box.value = {query};
              box.form.requestSubmit();
            }}"""
        )
        expect(region, query).to_have_attribute("data-search-state", re.compile("idle|none|ready"))
        expect(region, query).to_have_attribute("aria-busy", "false")
        assert opened.errors == [], query


def test_a_query_of_ten_thousand_characters_is_answered(opened: Opened) -> None:
    opened.go()
    opened.box.fill("执行工作" * 2500)
    opened.expect("none", re.compile("只取了开头部分"))


def test_keys_reach_the_box_the_results_and_clear(opened: Opened) -> None:
    opened.go("?q=" + quote("新桥"))
    opened.expect("ready", "找到 3 篇")
    links = opened.results.locator("a")
    opened.press("/")
    expect(opened.box).to_be_focused()
    for key, focused in (("ArrowDown", 0), ("ArrowDown", 1), ("ArrowDown", 2), ("ArrowDown", 2), ("ArrowUp", 1)):
        opened.page.keyboard.press(key)
        expect(links.nth(focused)).to_be_focused()
    for focused in (links.nth(0), opened.box):
        opened.page.keyboard.press("ArrowUp")
        expect(focused).to_be_focused()
    opened.page.keyboard.press("End")
    opened.page.keyboard.type("/")
    expect(opened.box).to_have_value("新桥/")
    opened.page.keyboard.press("Escape")
    expect(opened.box).to_have_value("")
    opened.expect("idle")
    expect(links).to_have_count(0)
    assert opened.page.url.endswith("search.html")


def test_a_reader_with_a_keyboard_alone_searches_narrows_sorts_and_reads(opened: Opened) -> None:
    opened.go()
    opened.press("/")
    opened.page.keyboard.type("新桥")
    opened.page.keyboard.press("Enter")
    opened.expect("ready", "找到 3 篇")
    for name in ("按日期", "2022"):
        if name == "2022":
            opened.page.locator("summary").focus()
            opened.page.keyboard.press("Enter")
        opened.page.get_by_role("button", name=re.compile(name)).focus()
        opened.page.keyboard.press("Enter")
        opened.expect("ready")
    opened.expect("ready", "找到 1 篇")
    assert "sort=date&year=2022" in opened.page.url
    opened.box.focus()
    opened.press("ArrowDown")
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_url("**/2022/11/03/01-*.html?q=*")


def test_an_input_method_that_is_still_composing_is_waited_for(opened: Opened) -> None:
    opened.go()
    opened.box.focus()
    session = opened.page.context.new_cdp_session(opened.page)
    session.send("Input.imeSetComposition", {"text": "zhi xing", "selectionStart": 8, "selectionEnd": 8})
    opened.page.wait_for_timeout(400)
    opened.expect("idle")
    session.send("Input.insertText", {"text": "执行"})
    opened.expect("ready", "找到 1 篇")


def test_pinyin_offers_names_and_takes_the_chosen_one(opened: Opened) -> None:
    opened.go()
    opened.type("chifeng")
    offers = opened.page.locator("[data-search-offers] button")
    expect(offers.first).to_contain_text("赤峰市")
    opened.press("ArrowDown")
    expect(offers.first).to_be_focused()
    opened.page.keyboard.press("Enter")
    opened.expect("ready", "找到 1 篇")
    expect(opened.box).to_have_value(re.compile("^赤峰市"))


def test_a_name_with_one_wrong_character_shows_what_comes_close(opened: Opened) -> None:
    opened.go("?q=" + quote("局长毕辰明"))
    opened.expect("none", re.compile("1 篇相近"))
    expect(opened.results.locator(".near")).to_have_text("相近")
    expect(opened.results.locator("mark.wrong")).to_have_text("晨")


def test_years_places_and_order_are_chosen_by_buttons_and_stand_in_the_address(opened: Opened) -> None:
    opened.go("?q=" + quote("新桥"))
    opened.expect("ready", "找到 3 篇")
    opened.page.get_by_text("筛选", exact=True).click()
    years = opened.page.locator("[data-facet=year] button")
    expect(years).to_have_text([re.compile(r"2021\s*0"), re.compile(r"2022\s*1"), re.compile(r"2023\s*2")])
    expect(years.first).to_be_disabled()
    years.nth(2).click()
    opened.expect("ready", "找到 2 篇")
    expect(years.nth(2)).to_have_attribute("aria-pressed", "true")
    assert "year=2023" in opened.page.url
    opened.page.get_by_role("button", name="按日期").click()
    expect(opened.results.locator("a").first).to_have_text("新桥限重")
    assert "sort=date" in opened.page.url
    opened.page.go_back()
    expect(opened.page.get_by_role("button", name="按相关")).to_have_attribute("aria-pressed", "true")
    opened.page.get_by_role("button", name="去掉：2023").click()
    opened.expect("ready", "找到 3 篇")
    assert "year" not in opened.page.url


def test_where_the_filters_leave_nothing_the_page_says_what_there_is_without_them(opened: Opened) -> None:
    opened.go(f"?q={quote('限重')}&year=2021")
    opened.expect("none", re.compile("去掉筛选条件，有 1 篇"))


def test_the_words_of_an_issue_are_searched_from_its_page(opened: Opened) -> None:
    opened.page.goto(f"{opened.root}2023/05/04/index.html")
    opened.page.get_by_role("searchbox", name="检索本期").fill("新桥")
    opened.page.keyboard.press("Enter")
    opened.expect("ready", "找到 1 篇")
    expect(opened.page.get_by_role("button", name="去掉：2023-05-04")).to_be_visible()


def test_more_results_come_when_the_reader_gets_near_their_end(opened: Opened) -> None:
    opened.go("?q=" + quote("举行活动"))
    opened.expect("ready", "找到 120 篇")
    expect(opened.results).to_have_count(50)
    for count in (100, 120):
        opened.page.locator("[data-search-more]").scroll_into_view_if_needed()
        expect(opened.results).to_have_count(count)
    expect(opened.page.locator("[data-search-more]")).to_be_hidden()


LOST = ("**/search/*/b/*.js", "**/search/d/**", "**/search/manifest.js*", "**/vendor/lunr.min.js")


@pytest.mark.parametrize("lost", LOST)
def test_a_file_that_does_not_load_is_told_and_can_be_tried_again(opened: Opened, lost: str) -> None:
    opened.page.route(lost, lambda route: route.abort())
    opened.go()
    opened.type("执行")
    opened.expect("failed", re.compile("没有载入"))
    retry = opened.page.get_by_role("button", name="重试")
    expect(retry).to_be_visible()
    opened.page.unroute(lost)
    retry.click()
    opened.expect("ready", "找到 1 篇")
    expect(retry).to_be_hidden()


def test_an_index_for_another_client_asks_the_reader_to_load_the_page_again(opened: Opened, small_paper: Path) -> None:
    def newer(route: Route) -> None:
        text = (small_paper / "search" / "manifest.js").read_text("utf-8")
        route.fulfill(body=text.replace('"format":4', '"format":9'), content_type="text/javascript")

    opened.page.route("**/search/manifest.js*", newer)
    opened.go("?q=" + quote("执行"))
    opened.expect("failed", re.compile("重新载入本页"))
    opened.page.unroute("**/search/manifest.js*")
    opened.page.get_by_role("button", name="重试").click()
    opened.expect("ready", "找到 1 篇")


def test_a_manifest_older_than_the_index_is_fetched_anew(opened: Opened, small_paper: Path) -> None:
    def older(route: Route) -> None:
        if "?" in route.request.url:
            route.fallback()
            return
        text = (small_paper / "search" / "manifest.js").read_text("utf-8")
        old = re.sub(r'"b":\[\d+,\[[^]]+', lambda found: re.sub(r'"\w{6}"', '"aaaaaa"', found[0]), text)
        route.fulfill(body=old, content_type="text/javascript")

    opened.page.route("**/search/manifest.js*", older)
    opened.go("?q=" + quote("新桥"))
    opened.expect("ready", "找到 3 篇")


# The edition of the seeds, as published.


@pytest.mark.parametrize("way", WAYS)
def test_a_query_a_filter_and_a_hit_work_from_a_disk_and_under_a_path_of_a_server(
    tab_of: Opener, site: Site, way: str
) -> None:
    page = tab_of(new=True)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.goto(f"{site.root(way)}search.html?q={quote('执行')}&year=2024")
    expect(page.locator("[data-search-state]")).to_have_attribute("data-search-state", "ready")
    expect(page.locator("#results > li")).to_have_count(4)
    page.locator("#results a").first.click()
    expect(page.locator(".hits")).to_be_visible()
    assert errors == []


def test_browsers_are_told_of_the_search(site: Site) -> None:
    assert re.search('<link rel="search" [^>]*href="opensearch.xml"', site.text("index.html"))
    assert f'template="{site.url}search.html?q={{searchTerms}}"' in site.text("opensearch.xml")
