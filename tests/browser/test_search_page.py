"""The search page in a real browser, opened from a disk: no server, no network."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="needs playwright, of the test extra")

from playwright.sync_api import Browser, Page, expect

from sitegen.site.search import SearchDocument, make_search

STATIC = Path(__file__).parents[2] / "themes" / "broadsheet" / "static"

SEARCH_PAGE = """<!doctype html>
<html lang="zh-Hans"><head><meta charset="utf-8"><title>检索</title>
<script src="static/search/tokens.js" defer></script>
<script src="static/search/client.js" defer></script>
<script src="static/search/page.js" defer></script></head>
<body><main>
<form role="search" action="search.html"><input name="q" type="search"><button>检索</button></form>
<section data-search-state="idle" data-lunr="static/vendor/lunr.min.js" data-index="search/index.js"
  data-documents="search/documents.js" data-root="./" data-idle="请输入" data-loading="正在载入" data-none="没有找到"
  data-failed="载入失败" data-count="找到{n}篇" data-hint="请输入文字或数字" data-retry="重试"
  data-shortened="只检索了开头部分">
<p data-search-status role="status"></p><ol id="results"></ol></section>
</main></body></html>
"""


def article(number: int, headline: str, *text: str) -> SearchDocument:
    return SearchDocument(
        href=f"article-{number}.html",
        headline=headline,
        title=headline,
        text=text,
        date="2025年6月27日",
        page=f"{number:02}版",
    )


ARTICLES = (
    article(1, "把握公正根本要求", "赤峰讯 全面推行“执行110”工作模式，提高执行到位率。"),
    article(2, "开展专项集中行动", "严厉打击拒执行为<script>alert(1)</script>，执行法官出动。"),
    article(3, "诉源治理见成效", "调解员张某上门服务。"),
    *(article(number, f"简讯第{number}则", "某地举行活动。") for number in range(4, 264)),
)
DATA = make_search(ARTICLES)


@dataclass
class Opened:
    """A page and what went wrong in it."""

    page: Page
    folder: Path
    errors: list[str] = field(default_factory=list)

    @property
    def states(self) -> list[str]:
        seen: list[str] = self.page.evaluate("states")
        return seen

    def type(self, text: str) -> None:
        self.page.locator("input[name=q]").press_sequentially(text)

    def expect(self, state: str, status: str) -> None:
        expect(self.page.locator("[data-search-state]")).to_have_attribute("data-search-state", state)
        expect(self.page.locator("[data-search-status]")).to_have_text(status)


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Callable[[str], Opened]]:
    (tmp_path / "search.html").write_text(SEARCH_PAGE, encoding="utf-8")
    (tmp_path / "article-1.html").write_text("<!doctype html><title>把握公正</title>", encoding="utf-8")
    shutil.copytree(STATIC / "search", tmp_path / "static" / "search")
    shutil.copytree(STATIC / "vendor", tmp_path / "static" / "vendor")
    (tmp_path / "search").mkdir()
    for artifact in DATA:
        (tmp_path / artifact.path).write_bytes(artifact.content)
    page = browser.new_page()
    result = Opened(page, tmp_path)
    page.on("pageerror", lambda error: result.errors.append(str(error)))
    page.add_init_script(
        "window.states = [];"
        "new MutationObserver(changes => changes.forEach(({target: {dataset}}) => {"
        "  if (states[states.length - 1] !== dataset.searchState) states.push(dataset.searchState);"
        "})).observe(document, {subtree: true, attributeFilter: ['data-search-state']});"
    )

    def open_with(query: str = "") -> Opened:
        page.goto((tmp_path / "search.html").as_uri() + query)
        return result

    yield open_with
    page.close()
    assert result.errors == []


def test_typing_shows_results_with_headline_date_page_and_marked_snippet(opened: Callable[..., Opened]) -> None:
    site = opened()
    site.expect("idle", "请输入")
    site.type("执行")
    site.expect("ready", "找到2篇")
    assert site.states == ["idle", "loading", "ready"]
    results = site.page.locator("ol#results > li")
    expect(results).to_have_count(2)
    first = results.filter(has_text="把握公正")
    expect(first.locator("a")).to_have_text("把握公正根本要求")
    expect(first.locator("p.meta")).to_have_text("2025年6月27日 · 01版")
    expect(first.locator("p.snippet mark")).to_have_text(["执行", "执行"])
    assert first.locator("a").get_attribute("href") == "./article-1.html"
    assert site.page.url.endswith("search.html?q=%E6%89%A7%E8%A1%8C")


def test_markup_in_an_article_is_shown_as_text(opened: Callable[..., Opened]) -> None:
    site = opened("?q=打击拒执行为")
    expect(site.page.locator("p.snippet")).to_contain_text("<script>alert(1)</script>")
    assert site.page.locator("#results script").count() == 0


def test_going_back_from_an_article_shows_the_results_again(opened: Callable[..., Opened]) -> None:
    site = opened()
    site.type("公正")
    site.page.locator("#results a").click()
    site.page.wait_for_url("**/article-1.html")
    site.page.go_back()
    site.expect("ready", "找到1篇")
    expect(site.page.locator("input[name=q]")).to_have_value("公正")


def test_an_address_with_a_query_answers_it(opened: Callable[..., Opened]) -> None:
    site = opened("?q=%E6%89%A7%E8%A1%8C+-110")
    site.expect("ready", "找到1篇")
    expect(site.page.locator("input[name=q]")).to_have_value("执行 -110")


def test_sending_the_form_answers_without_leaving_the_page(opened: Callable[..., Opened]) -> None:
    site = opened()
    site.page.evaluate("window.same = true")
    site.page.locator("input[name=q]").fill("张某")
    site.page.locator("form button").click()
    site.expect("ready", "找到1篇")
    assert site.page.evaluate("window.same") is True


def test_nothing_found_and_nothing_to_search_are_told_apart(opened: Callable[..., Opened]) -> None:
    site = opened()
    site.type("鲸鱼")
    site.expect("none", "没有找到")
    site.page.locator("input[name=q]").fill("，。~*")
    site.expect("idle", "请输入文字或数字")
    site.page.locator("input[name=q]").fill("鲸鱼" * 101)
    site.expect("none", "没有找到 只检索了开头部分")


def test_a_query_of_lone_surrogates_and_controls_raises_no_error(opened: Callable[..., Opened]) -> None:
    site = opened()
    for query in (r"\ud842", r"\udfb7执", r"\u0000\u202e\u0301", "title:~*+-^", r"执行\ud800 -\udc00"):
        site.page.evaluate(
            "q => { const b = document.querySelector('[name=q]'); b.value = eval(`'${q}'`); b.form.requestSubmit(); }",
            query,
        )
    site.type("执")
    expect(site.page.locator("[data-search-state]")).to_have_attribute("data-search-state", "none")


def test_keys_reach_the_box_the_results_and_clear(opened: Callable[..., Opened]) -> None:
    site = opened("?q=执行")
    site.expect("ready", "找到2篇")
    box, links = site.page.locator("input[name=q]"), site.page.locator("#results a")
    site.page.keyboard.press("/")
    expect(box).to_be_focused()
    for key, focused in (("ArrowDown", links.nth(0)), ("ArrowDown", links.nth(1)), ("ArrowDown", links.nth(1))):
        site.page.keyboard.press(key)
        expect(focused).to_be_focused()
    for focused in (links.nth(0), box):
        site.page.keyboard.press("ArrowUp")
        expect(focused).to_be_focused()
    site.page.keyboard.press("End")
    site.page.keyboard.type("/")
    expect(box).to_have_value("执行/")
    site.page.keyboard.press("Escape")
    expect(box).to_have_value("")
    site.expect("idle", "请输入")
    expect(links).to_have_count(0)
    assert site.page.url.endswith("search.html")


def test_an_input_method_that_is_still_composing_is_waited_for(opened: Callable[..., Opened]) -> None:
    site = opened()
    site.page.locator("input[name=q]").focus()
    session = site.page.context.new_cdp_session(site.page)
    session.send("Input.imeSetComposition", {"text": "zhi xing", "selectionStart": 8, "selectionEnd": 8})
    site.page.wait_for_timeout(400)
    assert site.states == ["idle"]
    session.send("Input.insertText", {"text": "执行"})
    site.expect("ready", "找到2篇")


def test_all_results_are_listed_and_far_ones_get_their_snippet_when_scrolled_to(opened: Callable[..., Opened]) -> None:
    site = opened("?q=举行活动")
    site.expect("ready", "找到260篇")
    items = site.page.locator("#results > li")
    expect(items).to_have_count(260)
    expect(items.nth(49).locator("mark")).to_have_text("举行活动")
    expect(items.nth(259).locator("mark")).to_have_count(0)
    items.nth(259).scroll_into_view_if_needed()
    expect(items.nth(259).locator("mark")).to_have_text("举行活动")


@pytest.mark.parametrize("missing", ["search/index.js", "search/documents.js", "static/vendor/lunr.min.js"])
def test_a_file_that_does_not_load_is_told_and_can_be_tried_again(opened: Callable[..., Opened], missing: str) -> None:
    site = opened()
    content = (site.folder / missing).read_bytes()
    (site.folder / missing).unlink()
    site.type("执行")
    site.expect("failed", "载入失败")
    retry = site.page.locator("[data-search-retry]")
    expect(retry).to_have_text("重试")
    (site.folder / missing).write_bytes(content)
    retry.click()
    site.expect("ready", "找到2篇")
    expect(retry).to_be_hidden()
    assert site.states == ["idle", "loading", "failed", "loading", "ready"]


def test_a_file_that_is_not_what_it_should_be_is_told_and_can_be_tried_again(opened: Callable[..., Opened]) -> None:
    site = opened()
    (site.folder / "search/index.js").write_text("// empty\n", encoding="utf-8")
    site.type("执行")
    site.expect("failed", "载入失败")


def test_a_page_without_the_search_region_is_left_alone(opened: Callable[..., Opened]) -> None:
    site = opened()
    (site.folder / "search.html").write_text(SEARCH_PAGE.replace("data-search-state", "data-none"), encoding="utf-8")
    opened("?q=执行")
    expect(site.page.locator("#results > li")).to_have_count(0)
