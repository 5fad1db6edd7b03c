"""A page as it was printed, in a browser: from the disk, by keys, by mouse and fingers, with and without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="needs playwright, of the test extra")
pytest.importorskip("PIL", reason="needs Pillow, of the images extra")

from playwright.sync_api import Page

from tests.browser.conftest import Opener
from tests.browser.windows import listening

PAGE = "2023/05/04/01.html"


@pytest.fixture(params=[390, 1280])
def page(request: pytest.FixtureRequest, tab_of: Opener) -> Iterator[Page]:
    opened: Page = tab_of((request.param, 900))
    said: list[str] = []
    with listening(
        opened, console=lambda message: said.append(message.text), pageerror=lambda error: said.append(str(error))
    ):
        yield opened
    assert not said


@pytest.fixture
def unscripted(tab_of: Opener) -> Page:
    page: Page = tab_of((1280, 720), java_script_enabled=False)
    return page


def zoom(page: Page) -> str:
    return page.locator(".scan-zoom output").inner_text()


def is_wide(page: Page) -> float:
    """Tell how many times the sheet is as wide as its frame."""
    wide = page.evaluate(
        "document.querySelector('.scan-sheet').clientWidth / document.querySelector('.scan-frame').clientWidth"
    )
    assert isinstance(wide, (int, float))
    return float(wide)


def test_the_toggle_shows_one_form_of_the_page(page: Page, scanned: Path) -> None:
    page.goto((scanned / PAGE).as_uri())
    assert not page.locator(".scan").is_visible()
    page.get_by_text("原版", exact=True).click()
    assert page.locator(".scan").is_visible()
    assert not page.locator(".page-articles").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == page.viewport_size["width"]  # type: ignore[index]
    page.get_by_text("文字版", exact=True).click()
    assert not page.locator(".scan").is_visible()
    assert page.locator(".page-articles").is_visible()


def test_the_toggle_works_without_scripts(unscripted: Page, scanned: Path) -> None:
    unscripted.goto((scanned / PAGE).as_uri())
    unscripted.get_by_text("原版", exact=True).click()
    assert unscripted.locator(".scan").is_visible()
    assert not unscripted.locator(".page-articles").is_visible()
    assert not unscripted.locator(".scan-zoom").is_visible()
    assert unscripted.get_by_text("原图").is_visible()


@pytest.mark.parametrize("anchor", ["scan", "scan-9"])
def test_a_link_leads_to_the_scan_without_scripts_too(page: Page, unscripted: Page, scanned: Path, anchor: str) -> None:
    for opened in (page, unscripted):
        opened.goto(f"{(scanned / PAGE).as_uri()}#{anchor}")
        assert opened.locator(".scan-frame").is_visible()
    page.get_by_text("文字版", exact=True).click()
    assert not page.locator(".scan").is_visible()


def test_an_area_is_reached_by_tab_seen_and_opened_by_enter(page: Page, scanned: Path) -> None:
    page.goto(f"{(scanned / PAGE).as_uri()}#scan")
    page.locator(".scan-frame").focus()
    page.keyboard.press("Tab")
    ring = page.evaluate(
        "(() => { const style = getComputedStyle(document.activeElement.querySelector('path'));"
        " return [document.activeElement.id, style.strokeWidth, style.stroke]; })()"
    )
    assert ring == ["scan-5", "5px", "rgb(140, 29, 24)"]
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/01-9.html")


def test_list_and_area_mark_one_another(page: Page, scanned: Path) -> None:
    page.goto(f"{(scanned / PAGE).as_uri()}#scan")
    page.locator(".scan-list a").nth(1).focus()
    assert page.locator(".scan-areas a.marked").get_attribute("id") == "scan-9"
    page.locator("#scan-15").focus()
    assert page.locator(".scan-list a.marked").get_attribute("data-area") == "scan-15"
    page.locator("#scan-5").hover()
    assert "scan-5" in page.locator(".scan-list a.marked").evaluate_all("all => all.map((a) => a.dataset.area)")
    page.mouse.move(0, 0)
    page.locator(".scan-frame").focus()
    assert page.locator(".scan .marked").count() == 0


def test_buttons_and_keys_enlarge_the_page(page: Page, scanned: Path) -> None:
    page.goto(f"{(scanned / PAGE).as_uri()}#scan")
    page.get_by_role("button", name="放大").click()
    assert (zoom(page), is_wide(page)) == ("150%", pytest.approx(1.5, abs=0.01))
    page.locator(".scan-frame").focus()
    page.keyboard.press("+")
    assert zoom(page) == "200%"
    before = page.locator(".scan-frame").evaluate("frame => [frame.scrollLeft, frame.scrollTop]")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.wait_for_function(
        """([left, top]) => {
            const frame = document.querySelector(".scan-frame");
            return frame.scrollLeft > left && frame.scrollTop > top;
        }""",
        arg=before,
    )
    assert page.url.split("#")[0] == (scanned / PAGE).as_uri()  # arrows turn no page here
    page.keyboard.press("-")
    assert zoom(page) == "150%"
    page.keyboard.press("0")
    assert (zoom(page), is_wide(page)) == ("100%", pytest.approx(1, abs=0.01))
    for _ in range(9):
        page.keyboard.press("+")
    assert zoom(page) == "600%"
    page.get_by_role("button", name="适合页宽").click()
    assert zoom(page) == "100%"


def test_the_area_that_has_the_focus_stays_in_sight(page: Page, scanned: Path) -> None:
    page.goto(f"{(scanned / PAGE).as_uri()}#scan")
    page.locator("#scan-15").focus()
    page.keyboard.press("+")
    page.keyboard.press("+")
    seen = page.evaluate(
        "(() => { const frame = document.querySelector('.scan-frame').getBoundingClientRect(),"
        " area = document.activeElement.getBoundingClientRect();"
        " const middle = (area.top + area.bottom) / 2;"
        " return frame.top < middle && middle < frame.bottom && 0 < middle && middle < innerHeight; })()"
    )
    assert seen


def test_the_wheel_with_ctrl_enlarges_and_without_scrolls(page: Page, scanned: Path) -> None:
    page.goto(f"{(scanned / PAGE).as_uri()}#scan")
    page.locator(".scan-frame").hover(position={"x": 100, "y": 100})
    page.mouse.wheel(0, 100)
    assert zoom(page) == "100%"
    page.locator(".scan-frame").hover(position={"x": 100, "y": 100})
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    page.wait_for_function("() => document.querySelector('.scan-zoom output').value !== '100%'")
    assert is_wide(page) > 1.5


def test_the_page_is_dragged_and_a_drag_opens_nothing(page: Page, scanned: Path) -> None:
    page.goto(f"{(scanned / PAGE).as_uri()}#scan")
    for _ in range(3):
        page.get_by_role("button", name="放大").click()
    box = page.locator(".scan-frame").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    before = page.locator(".scan-frame").evaluate("frame => frame.scrollLeft")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 60, y - 40, steps=4)
    page.mouse.up()
    assert page.locator(".scan-frame").evaluate("frame => frame.scrollLeft") == pytest.approx(before + 60, abs=1)
    page.wait_for_timeout(200)
    assert page.url.split("#")[0] == (scanned / PAGE).as_uri()


def test_two_fingers_enlarge_the_page(page: Page, scanned: Path) -> None:
    page.goto(f"{(scanned / PAGE).as_uri()}#scan")
    page.evaluate(
        """() => {
          const frame = document.querySelector('.scan-frame');
          const touch = (identifier, clientX) => new Touch({ identifier, target: frame, clientX, clientY: 300 });
          const send = (type, left, right) => frame.dispatchEvent(new TouchEvent(type, {
            touches: [touch(1, left), touch(2, right)], cancelable: true, bubbles: true }));
          send('touchstart', 150, 200);
          send('touchmove', 100, 250);
        }"""
    )
    assert zoom(page) == "300%"


def test_the_cut_of_an_article_is_shown_when_it_is_asked_for(page: Page, scanned: Path) -> None:
    page.goto((scanned / "2023/05/04/01-9.html").as_uri())
    cut = page.locator(".clipping img")
    assert not cut.is_visible()
    page.get_by_text("原版剪报").click()
    cut.evaluate("img => img.decode()")
    assert cut.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == page.viewport_size["width"]  # type: ignore[index]
    cut.click()
    page.wait_for_url("**/01.html#scan-9")
    assert page.locator("#as-scan").is_checked()


def test_the_scan_stays_paper_in_the_dark_and_prints_alone(tab_of: Opener, scanned: Path) -> None:
    page = tab_of(new=True, color_scheme="dark", forced_colors="active")
    page.goto(f"{(scanned / PAGE).as_uri()}#scan")
    assert page.locator(".scan img").evaluate("img => getComputedStyle(img).filter") == "none"
    page.locator("#scan-5").focus()
    assert page.locator("#scan-5 path").evaluate("path => getComputedStyle(path).strokeWidth") == "5px"
    page.emulate_media(media="print")
    assert page.locator(".scan img").is_visible()
    for part in (".scan-list", ".scan-areas", ".scan-tools", ".forms"):
        assert not page.locator(part).is_visible()
