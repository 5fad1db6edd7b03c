"""What the search page of a larger edition loads, and when: the first results before all else, more only if wanted."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import pytest

pytest.importorskip("playwright", reason="needs playwright, of the test extra")

from playwright.sync_api import Locator, Page, Route, ViewportSize, expect

from tests.browser.conftest import PATIENCE, Opener
from tests.editions import CONFIG, published

ARTICLES, ON_A_PAGE = 60, 20
# Of a small edition the client looks at every text. This one is to be a large one, without the time to build it.
SMALL = ("SMALL_EDITION=1000;", f"SMALL_EDITION={ARTICLES - 1};")
QUERY = "?q=" + quote("举行活动")
TALL: ViewportSize = {"width": 1000, "height": 4000}
LOW: ViewportSize = {"width": 1000, "height": 500}


def article(page: int, number: int) -> str:
    said = "龙舟竞渡" if page == 0 and number < 12 else "WTO小组"
    long = "田间地头一片繁忙。" * 250  # so that each article has a file of its own
    return f"## 简讯之{page}之{number}\n\n本报讯 某村第{page}组第{number}户举行活动，{said}活动圆满。\n\n{long}"


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition in which one query finds everything."""
    folder = tmp_path_factory.mktemp("large")
    pages = {
        f"{number + 1}.txt": f"# 河湾日报\n\n2021年1月5日 第{number + 1}版\n\n"
        + "\n\n".join(article(number, n) for n in range(ON_A_PAGE))
        for number in range(ARTICLES // ON_A_PAGE)
    }
    return published(folder, {"edition.yaml": CONFIG, **pages})


@dataclass
class Opened:
    """The search page and the addresses of all that it loaded, in their order."""

    page: Page
    root: str
    files: list[str] = field(default_factory=list)

    def go(self, size: ViewportSize, query: str = QUERY) -> Opened:
        self.page.set_viewport_size(size)
        self.page.goto(f"{self.root}search.html{query}")
        expect(self.results).to_have_count(10)
        self.page.wait_for_timeout(700)  # time enough for what nobody asked for
        return self

    @property
    def results(self) -> Locator:
        return self.page.locator("ol#results > li")

    @property
    def more(self) -> Locator:
        return self.page.locator("[data-search-more]")

    def wait_for(self, what: Callable[[], bool]) -> None:
        """Wait until something has been seen here: a busy machine is slow, not wrong."""
        end = time.monotonic() + PATIENCE / 1000
        while not what():
            assert time.monotonic() < end, self.files
            self.page.wait_for_timeout(20)

    def articles(self) -> int:
        return sum("/d/" in file for file in self.files)


@pytest.fixture
def opened(tab_of: Opener, paper: Path) -> Opened:
    page: Page = tab_of(new=True)
    result = Opened(page, f"{paper.as_uri()}/")
    script = (paper / "static" / "search.js").read_text("utf-8")
    assert SMALL[0] in script
    changed = script.replace(*SMALL)
    page.route("**/static/search.js", lambda route: route.fulfill(body=changed, content_type="text/javascript"))
    page.on("request", lambda request: "icon" in request.url or result.files.append(request.url))
    return result


@pytest.mark.parametrize("size", (TALL, LOW))
def test_no_more_than_the_first_results_are_loaded_before_the_reader_scrolls(
    opened: Opened, size: ViewportSize
) -> None:
    opened.go(size)
    expect(opened.more).to_be_visible()
    assert opened.articles() == 10


def test_ten_more_come_each_time_the_reader_gets_near_the_end(opened: Opened) -> None:
    opened.go(LOW)
    opened.page.mouse.wheel(0, 100)
    opened.page.wait_for_timeout(300)
    assert opened.articles() == 10
    for shown in (20, 30):
        opened.more.scroll_into_view_if_needed()
        expect(opened.results).to_have_count(shown)
        opened.page.wait_for_timeout(300)
        assert opened.articles() == shown


def test_what_finds_near_hits_is_loaded_only_where_nothing_fits(opened: Opened) -> None:
    opened.go(LOW)
    assert not [file for file in opened.files if "search-near" in file]
    opened.page.goto(f"{opened.root}search.html?q={quote('龙船竞渡')}")
    expect(opened.page.locator("[data-search-state]")).to_have_attribute("data-search-state", "none")
    expect(opened.page.locator("#results .near").first).to_be_visible()
    expect(opened.page.locator("[data-search-offers]")).to_contain_text("龙舟竞渡")
    assert len([file for file in opened.files if "search-near" in file]) == 1


def test_where_nothing_can_be_scrolled_a_button_brings_more(opened: Opened) -> None:
    opened.go(TALL)
    opened.more.focus()
    opened.page.keyboard.press("Enter")
    expect(opened.results).to_have_count(20)
    assert opened.articles() == 20


def test_what_stands_stays_when_what_comes_after_it_fails(opened: Opened) -> None:
    opened.go(LOW)
    opened.page.route("**/d/**", lambda route: route.abort())
    opened.more.scroll_into_view_if_needed()
    state = opened.page.locator("[data-search-state]")
    expect(state).to_have_attribute("data-search-state", "failed")
    expect(opened.results).to_have_count(10)
    opened.page.unroute("**/d/**")
    opened.page.get_by_role("button", name="重试").click()
    expect(state).to_have_attribute("data-search-state", "ready")
    expect(opened.results).to_have_count(10)
    opened.more.evaluate("button => button.click()")  # without the scrolling that would bring more by itself
    expect(opened.results).to_have_count(20)


def test_lunr_and_the_manifest_are_asked_for_before_the_scripts_run(opened: Opened) -> None:
    opened.go(LOW)
    names = [re.sub(r"^.*/(?=search/|static/)", "", file) for file in opened.files]
    first = next(place for place, name in enumerate(names) if "/b/" in name)
    assert {"search/manifest.js", "static/vendor/lunr.min.js"} < set(names[:first])


@pytest.mark.parametrize("late", ("**/vendor/lunr.min.js", "**/search/manifest.js"))
def test_while_a_script_of_the_page_is_still_coming_the_page_says_that_it_searches(opened: Opened, late: str) -> None:
    held: list[Route] = []
    opened.page.route(late, lambda route: held.append(route))
    opened.page.goto(f"{opened.root}search.html{QUERY}", wait_until="commit")
    region = opened.page.locator("[data-search-state]")
    expect(region).to_have_attribute("data-search-state", "loading")
    assert opened.page.evaluate("typeof lunr") == "undefined"
    if "lunr" in late:
        opened.wait_for(lambda: any("/b/" in file for file in opened.files))
    opened.wait_for(lambda: bool(held))
    held[0].continue_()
    expect(region).to_have_attribute("data-search-state", "ready")
    expect(opened.results).to_have_count(10)


def test_large_numbers_are_parted_by_thousands(opened: Opened) -> None:
    opened.go(LOW)
    assert opened.page.evaluate("[7, 999, 1000, 1234567].map(sitegenSearch.shown.grouped)") == [
        "7",
        "999",
        "1,000",
        "1,234,567",
    ]


# What a page asks for, and when its first result stands, in the page's own order: what a browser tells of requests and
# what a page tells of itself come here by two ways.
ORDER = """
  window.order = [];
  new MutationObserver(changes => {
    for (const node of changes.flatMap(({ addedNodes }) => [...addedNodes])) {
      if (node.localName === "script" && !node.src.endsWith("/search-more.js")) order.push(node.src);
      if (node.localName === "li" && node.closest("#results") && !order.includes("results")) order.push("results");
    }
  }).observe(document, { childList: true, subtree: true });
"""


def test_what_is_only_good_to_know_is_asked_for_after_the_results_stand(opened: Opened) -> None:
    opened.page.add_init_script(ORDER)

    def asked_for(query: str, later: int) -> tuple[list[str], list[str]]:
        """Returns what is asked for before the results of a query stand, and after them: so many files, or more."""
        opened.go(LOW, f"?q={quote(query)}")
        opened.page.wait_for_function(f"() => order.length > order.indexOf('results') + {later}")
        order: list[str] = opened.page.evaluate("order")
        place = order.index("results")
        return order[:place], order[place + 1 :]

    before, after = asked_for("龙舟竞渡", 2)  # stands in twelve: two more are looked at to tell the exact number
    assert ["/d/" in file for file in before[-10:]] == [True] * 10
    assert ["/d/" in file for file in after] == [True] * 2
    _, after = asked_for("wto", 1)  # pinyin of a name, for all the page knows
    assert [file.rpartition("/search/")[2] for file in after] == ["suggest/keys.js"]
    opened.files.clear()
    opened.page.locator("summary").click()
    expect(opened.page.locator("[data-facet]:visible")).not_to_have_count(0)
    assert opened.articles() == 0
