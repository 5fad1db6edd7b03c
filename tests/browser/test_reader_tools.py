"""The reader's tools: what is chosen stays, articles are cited and linked to, none moves the page."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import product
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

pytest.importorskip("playwright", reason="needs playwright, of the test extra")

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import DESK, PHONE, Opener, Site

ARTICLE = "2024/03/22/07-19.html"
UNDATED = "undated/002_bc5fb566d1ff27f3-11.html"
LAST = "2024/03/22/07.html"
COPYING = (
    "Object.defineProperty(navigator, 'clipboard', {value: {writeText: async text => { window.copied = text; }}});"
)
SHIFTS = """window.shifts = 0;
new PerformanceObserver(list => { for (const entry of list.getEntries()) window.shifts += entry.value; })
    .observe({type: "layout-shift", buffered: true});"""


def settings(page: Page) -> Page:
    page.get_by_text("阅读设置").click()
    return page


def letter(page: Page) -> float:
    """Returns the size of the running text in pixels."""
    size = page.locator("p[data-kind=paragraph]").first.evaluate("p => parseFloat(getComputedStyle(p).fontSize)")
    assert isinstance(size, float | int)
    return size


def paper(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))


@pytest.mark.parametrize("way", ["disk", "served"])
def test_what_a_reader_has_chosen_stays_on_every_page(page_of: Opener, site: Site, way: str) -> None:
    page = page_of(ARTICLE, way)
    before = letter(page)
    settings(page)
    panel = page.locator(".settings-panel")
    panel.get_by_role("button", name="大", exact=True).click()
    panel.get_by_role("button", name="米黄").click()
    assert letter(page) == pytest.approx(1.2 * before, rel=0.01)
    page.reload()
    assert letter(page) == pytest.approx(1.2 * before, rel=0.01)
    page.goto(f"{site.root(way)}index.html")
    assert paper(page) == "rgb(243, 233, 210)"
    expect(page.locator(".site-choices").get_by_role("button", name="米黄")).to_have_attribute("aria-pressed", "true")
    page.locator(".site-choices").get_by_role("button", name="随系统").click()
    assert paper(page) == "rgb(251, 250, 245)"


@pytest.mark.parametrize("address", ["index.html", "search.html"])
def test_a_page_that_the_browser_kept_takes_what_was_chosen_meanwhile(page_of: Opener, address: str) -> None:
    page = page_of(address)
    page.evaluate("localStorage.setItem('reader-theme', 'sepia')")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    assert paper(page) == "rgb(243, 233, 210)"
    for chosen in page.locator("[data-choose=theme][data-value=sepia]").all():
        expect(chosen).to_have_attribute("aria-pressed", "true")


def test_the_type_has_three_steps_and_none_is_smaller_than_sixteen_pixels(page_of: Opener) -> None:
    page = settings(page_of(ARTICLE, size=PHONE))
    sizes = []
    for step in ("小", "中", "大"):
        page.locator(".settings-panel").get_by_role("button", name=step, exact=True).click()
        sizes.append(letter(page))
    assert 16 <= sizes[0] < sizes[1] < sizes[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_light_and_dark_can_be_chosen_against_the_system(page_of: Opener, scheme: Any) -> None:
    page = page_of("index.html", color_scheme=scheme)
    for name, colour in (("浅色", "rgb(251, 250, 245)"), ("深色", "rgb(22, 21, 19)")):
        page.locator(".site-choices").get_by_role("button", name=name).click()
        assert paper(page) == colour


def test_the_dark_that_is_chosen_is_the_dark_of_the_system(page_of: Opener, look_at: Opener) -> None:
    tokens = """["paper", "wash", "ink", "quiet", "rule", "hairline", "accent", "on-accent", "mark"].map(
        name => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`))"""
    following = look_at("index.html", scheme="dark").evaluate(tokens)
    chosen = page_of("index.html", script="localStorage.setItem('reader-theme', 'dark')").evaluate(tokens)
    assert following == chosen


def test_letters_stand_out_from_the_paper_in_every_colour(page_of: Opener) -> None:
    page = page_of("index.html")
    ratios_of = """([theme, large]) => {
        localStorage.setItem("reader-theme", theme);
        localStorage.setItem("reader-large", large);
        dispatchEvent(new PageTransitionEvent("pageshow", {persisted: true}));
        const style = getComputedStyle(document.documentElement);
        const light = name => {
            const [r, g, b] = style.getPropertyValue(`--${name}`).trim().slice(1).match(/../g)
                .map(part => parseInt(part, 16) / 255)
                .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const pairs = [["ink", "paper"], ["ink", "wash"], ["quiet", "paper"], ["quiet", "wash"], ["accent", "paper"],
                       ["accent", "wash"], ["on-accent", "accent"], ["ink", "mark"]];
        return pairs.map(([one, other]) => {
            const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
            return [one, other, (high + 0.05) / (low + 0.05)];
        });
    }"""
    papers = set()
    for theme, large in product(("light", "sepia", "dark"), ("", "on")):
        ratios = page.evaluate(ratios_of, [theme, large])
        assert [pair for pair in ratios if pair[2] < 4.5] == [], (theme, large)
        papers.add((paper(page), letter(page)))
    assert len(papers) == 6


def test_large_print_fits_every_screen(site: Site, page_of: Opener) -> None:
    page = page_of(ARTICLE, script="localStorage.setItem('reader-large', 'on')")
    for width, height in ((320, 700), PHONE, DESK):
        page.set_viewport_size({"width": width, "height": height})
        assert letter(page) >= 21, width
    for address in ("index.html", ARTICLE, LAST, UNDATED, "archive/index.html", "people/index.html", "search.html"):
        page.goto(site.root("disk") + address)
        for width, height in ((320, 700), PHONE, DESK):
            page.set_viewport_size({"width": width, "height": height})
            fits = page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
            assert fits, (address, width)


@pytest.mark.parametrize("address", ["index.html", ARTICLE, LAST])
@pytest.mark.parametrize("size", [PHONE, DESK])
def test_neither_tools_nor_choices_move_the_page_while_it_loads(
    page_of: Opener, address: str, size: tuple[int, int]
) -> None:
    chosen = "localStorage.setItem('reader-size', 'large'); localStorage.setItem('reader-theme', 'sepia');"
    page = page_of(address, "served", size=size, script=SHIFTS + chosen, alone=True)
    page.wait_for_timeout(300)
    assert page.evaluate("shifts") == 0


def test_a_browser_that_keeps_nothing_still_lets_choose(page_of: Opener) -> None:
    blocked = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('', 'SecurityError'); }});"
    page = page_of("index.html", script=blocked)
    page.locator(".site-choices").get_by_role("button", name="深色").click()
    assert paper(page) == "rgb(22, 21, 19)"


@pytest.mark.parametrize("address", ["index.html", ARTICLE, LAST])
def test_without_javascript_no_dead_button_is_seen(look_at: Opener, address: str) -> None:
    page = look_at(address, java_script_enabled=False)
    for tool in page.locator("button, summary, dialog, .tools, .site-choices, .age").all():
        expect(tool).to_be_hidden()


def test_without_javascript_an_article_shows_its_reference(look_at: Opener) -> None:
    page = look_at(ARTICLE, java_script_enabled=False)
    expect(page.locator(".citation")).to_contain_text("一封来自最高人民法院的感谢信[N/OL]. 法院专刊，2024-03-22（07）.")


def test_a_misreading_is_told_from_the_mark_with_place_and_words(page_of: Opener, site: Site) -> None:
    page = page_of(ARTICLE, script=COPYING)
    report = page.locator("a.report")
    expect(report).to_be_hidden()
    expect(page.locator("a:not([href])")).to_have_count(0)
    second = page.locator("p[data-kind=paragraph]").nth(1)
    second.hover()
    page.get_by_role("button", name=re.compile("段的链接")).click()
    expect(report).to_be_visible()
    letter = urlsplit(report.get_attribute("href") or "")
    assert (letter.scheme, letter.path) == ("mailto", "nmgfyzk@126.com")
    said = parse_qs(letter.query)
    assert said["subject"][0].startswith("错字 ")
    address, _, overlay = said["body"][0].partition("\n")
    assert address == f"{site.url}{ARTICLE}#{second.get_attribute('id')}"
    assert f"# 第 {second.get_attribute('data-lines')} 行" in overlay
    (correction,) = yaml.safe_load(overlay)["corrections"]
    assert correction["quote"] in second.inner_text()
    assert correction["replace"] == ""
    page.keyboard.press("Tab")
    expect(report).to_be_focused()


def test_a_misreading_may_open_an_issue_and_tells_the_words_that_are_marked(page_of: Opener) -> None:
    where = "https://forge.example/paper/issues/new?labels=misreading"
    script = (
        COPYING
        + f"""addEventListener("DOMContentLoaded", () => {{
        document.querySelector("script[data-misreadings]").dataset.misreadings = {json.dumps(where)}; }});"""
    )
    page = page_of(ARTICLE, script=script)
    second = page.locator("p[data-kind=paragraph]").nth(1)
    second.hover()
    page.evaluate(
        "getSelection().setBaseAndExtent(...[2, 8].flatMap(at => ["
        "document.querySelectorAll('p[data-kind=paragraph]')[1].firstChild, at]))"
    )
    page.locator(".paragraph-mark").focus()
    page.keyboard.press("Enter")
    href = page.locator("a.report").get_attribute("href") or ""
    assert href.startswith(f"{where}&title=")
    overlay = parse_qs(urlsplit(href).query)["body"][0].partition("\n")[2]
    assert len(yaml.safe_load(overlay)["corrections"][0]["quote"]) == 6


def test_a_failure_to_copy_is_said_and_not_hidden(page_of: Opener) -> None:
    closed = "Object.defineProperty(navigator, 'clipboard', {value: undefined}); document.execCommand = () => false;"
    page = page_of(ARTICLE, script=closed)
    page.get_by_role("button", name="引用", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("不允许复制")


def test_the_mark_of_a_paragraph_copies_the_link_to_it(page_of: Opener, site: Site) -> None:
    page = page_of(ARTICLE, script=COPYING)
    mark = page.get_by_role("button", name=re.compile("段的链接"))
    second = page.locator("p[data-kind=paragraph]").nth(1)
    second.hover()
    expect(mark).to_have_css("opacity", "1")
    mark.click()
    expect(page.get_by_role("status")).to_contain_text("链接已复制")
    assert page.evaluate("copied") == f"{site.url}{ARTICLE}#{second.get_attribute('id')}"


def test_keys_reach_every_paragraph_with_one_stop(page_of: Opener) -> None:
    page = page_of(ARTICLE, script=COPYING)
    mark = page.locator(".paragraph-mark")
    expect(mark).to_have_count(1)
    mark.focus()
    expect(mark).to_be_in_viewport()
    for _ in page.locator("p[data-kind=paragraph]").all():
        page.keyboard.press("ArrowUp")
    expect(mark).to_have_attribute("aria-label", "复制第 1 段的链接")
    page.keyboard.press("ArrowDown")
    expect(mark).to_have_attribute("aria-label", "复制第 2 段的链接")
    page.keyboard.press("Enter")
    wanted = page.locator("p[data-kind=paragraph]").nth(1).get_attribute("id")
    page.wait_for_function("() => window.copied")
    assert str(page.evaluate("copied")).endswith(f"#{wanted}")


def test_print_and_share_are_handed_to_the_browser(page_of: Opener, site: Site) -> None:
    script = """window.print = () => { window.printed = true; };
    navigator.share = async what => { window.shared = what; };"""
    page = page_of(ARTICLE, script=script)
    page.get_by_role("button", name="打印").click()
    page.get_by_role("button", name="分享").click()
    assert page.evaluate("printed")
    assert page.evaluate("shared.url") == f"{site.url}{ARTICLE}"


def test_no_share_is_offered_where_the_browser_has_none(page_of: Opener) -> None:
    page = page_of(ARTICLE, script="delete Navigator.prototype.share;")
    expect(page.locator("[data-tool=share]")).to_be_hidden()


# How old it is.


def test_an_article_of_more_than_a_year_says_how_old_it_is(look_at: Opener) -> None:
    page = look_at(ARTICLE)
    today = datetime.now(UTC).date()
    years = today.year - 2024 - (today < date(today.year, 3, 22))
    expect(page.get_by_role("note").first).to_have_text(f"本文发表于 {years} 年前" if years > 1 else "本文发表于一年前")


@pytest.mark.parametrize(
    ("now", "told"),
    [("2025-03-21", None), ("2025-03-22", "本文发表于一年前"), ("2027-01-05", "本文发表于 2 年前")],
)
def test_the_age_counts_full_years(
    site: Site, context_of: Callable[..., BrowserContext], now: str, told: str | None
) -> None:
    page = context_of().new_page()
    page.clock.set_fixed_time(f"{now}T12:00:00")
    page.goto(site.root("disk") + ARTICLE)
    if told:
        expect(page.locator(".age")).to_have_text(told)
    else:
        expect(page.locator(".age")).to_be_hidden()


def test_an_undated_article_does_not_guess_its_age(look_at: Opener) -> None:
    expect(look_at(UNDATED).locator(".age")).to_have_count(0)


# How it looks.


def test_the_tools_are_at_least_24_pixels_high_and_wide(page_of: Opener) -> None:
    page = settings(page_of(ARTICLE, size=PHONE))
    small = page.locator("button:visible, summary:visible").evaluate_all(
        "all => all.filter(e => { const b = e.getBoundingClientRect(); return b.width < 24 || b.height < 24; }).length"
    )
    assert small == 0


def test_the_scripts_of_an_article_are_few_and_what_one_may_want_later_comes_later(
    context_of: Callable[..., BrowserContext], site: Site
) -> None:
    scripts = re.findall(r'<script src="[./]*(static/[^"]+)"', site.text(ARTICLE))
    assert len(scripts) == 4
    assert sum(len(gzip.compress((site.folder / script).read_bytes())) for script in scripts) <= 6_000
    assert (site.folder / "static/preferences.js").stat().st_size < 600
    page = context_of().new_page()
    page.goto(site.root("served") + ARTICLE)
    page.wait_for_selector("html[data-speech=ready]")
    later = page.evaluate(
        """() => performance.getEntriesByType("resource").filter(({startTime}) =>
          startTime >= performance.getEntriesByType("navigation")[0].loadEventStart
        ).map(({name}) => name.replace(/.*[/]/, ""))"""
    )
    assert [name for name in later if name.endswith(".js")] == ["speech.js"]


def test_every_link_of_an_article_leads_somewhere_whatever_scripts_have_added(page_of: Opener, look_at: Opener) -> None:
    page = page_of(ARTICLE)
    page.wait_for_selector("html[data-reader=ready]")
    page.locator("p[data-kind=paragraph]").first.hover()
    page.locator(".paragraph-mark").click()
    expect(page.locator(".report")).to_be_visible()
    assert page.locator("a:not([href])").count() == 0
    assert look_at(ARTICLE).locator("a:not([href])").count() == 0


def test_paper_carries_no_tools_and_no_chosen_colours(page_of: Opener) -> None:
    chosen = "localStorage.setItem('reader-theme', 'dark'); localStorage.setItem('reader-large', 'on');"
    page = page_of(ARTICLE, script=chosen)
    page.emulate_media(media="print")
    for tool in page.locator('.tools > :not([data-tool="cite"]), .site-choices, .age, .paragraph-mark').all():
        expect(tool).to_be_hidden()
    assert paper(page) == "rgb(255, 255, 255)"
    cited = page.locator("[data-tool=cite]").evaluate("e => getComputedStyle(e, '::after').content")
    assert ARTICLE in cited, "the reference stands below the headline, so that it comes on no sheet of its own"
