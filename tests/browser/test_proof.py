"""The proof sheet as an editor meets it: opened from the disk, by mouse, by keys, without JavaScript, on a phone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("playwright", reason="needs playwright, of the test extra")

from playwright.sync_api import Locator, Page, expect

from tests.editions import make_seeds, sitegen_here

CUT = """\
# 河湾日报

2023年5月4日 星期五 第1版

## 河湾新桥昨日通车

本报讯(记者 林青山)全长320米的河湾新桥昨日通车，两岸居民往来不再绕

行，单程可省20分钟。这座桥是河湾市今年完工的第三座跨河大桥，两岸通勤从此不再依靠渡船。

## 图书馆延长开放时间

本报讯 河湾市图书馆自即日起每晚开放至21时。
"""
WIDTHS = (320, 390, 768, 832, 1280, 1920)

Opener = Callable[..., Page]


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The proof sheet of an edition with an error, a warning and a healed break."""
    folder = tmp_path_factory.mktemp("desk")
    make_seeds(
        folder, {"2023-05-04-01.txt": CUT, "long.txt": "## 长" + "a" * 300 + "\n\n本报讯 到此。\n", "no.txt": ""}
    )
    done = sitegen_here(folder, "--lang", "zh", "proof")
    assert done.returncode == 1, done.stderr
    return folder / "proof" / "index.html"


@pytest.fixture
def open_sheet(sheet: Path, tab_of: Opener) -> Opener:
    def make(width: int = 1280, **options: Any) -> Page:
        page = tab_of((width, 900), **options)
        page.goto(sheet.as_uri())
        return page

    return make


def line(page: Page, number: int) -> Locator:
    return page.locator(f'[id="2023-05-04-01-l{number}"]')


def number(page: Page, of: int) -> Locator:
    return line(page, of).locator(".no")


def lit_lines(page: Page) -> list[str]:
    return [part.get_attribute("data-line") or "" for part in page.locator(".line.lit").all()]


def test_a_line_in_focus_shows_its_rule_and_marks_what_became_of_it(open_sheet: Opener) -> None:
    page = open_sheet()
    expect(line(page, 9).locator(".why")).to_be_hidden()
    number(page, 9).focus()
    expect(line(page, 9).locator(".why")).to_be_visible()
    lit = page.locator(".piece.lit")
    expect(lit).to_have_count(1)
    expect(lit).to_contain_text("往来不再绕行")


def test_a_piece_marks_the_lines_that_it_came_from(open_sheet: Opener) -> None:
    page = open_sheet()
    page.locator(".piece", has_text="往来不再绕行").locator(".set").click()
    assert lit_lines(page) == ["7", "9"]
    page.locator(".piece", has_text="图书馆延长").locator(".from a").first.click()
    assert lit_lines(page) == ["11"]


def test_arrow_keys_move_from_line_to_line(open_sheet: Opener) -> None:
    page = open_sheet()
    number(page, 5).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(number(page, 9)).to_be_focused()
    page.keyboard.press("ArrowUp")
    assert lit_lines(page) == ["7"]


def test_without_javascript_the_links_lead_to_and_fro(open_sheet: Opener) -> None:
    page = open_sheet(java_script_enabled=False)
    number(page, 9).click()
    target = page.locator(".piece:target")
    expect(target).to_contain_text("往来不再绕行")
    target.locator(".from a").last.click()
    assert page.locator(".line:target").get_attribute("data-line") == "9"
    expect(page.locator(".copy").first).to_be_hidden()
    line(page, 9).locator("summary").click()
    expect(line(page, 9).locator("details pre")).to_have_text("corrections:\n  - line: 9\n    role: continuation")


def test_what_settles_a_finding_is_copied(open_sheet: Opener) -> None:
    page = open_sheet(permissions=["clipboard-read", "clipboard-write"])
    finding = line(page, 3).locator(".finding[data-code=d-001]")
    finding.locator(".copy").first.click()
    expect(finding.locator(".copy").first).to_have_text("已复制")
    assert page.evaluate("navigator.clipboard.readText()") == "date: 2023-05-04\n"


def test_where_no_clipboard_is_given_the_text_is_selected(open_sheet: Opener) -> None:
    page = open_sheet()
    page.evaluate(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined}); document.execCommand = () => false"
    )
    finding = line(page, 3).locator(".finding")
    finding.locator(".copy").first.click()
    expect(finding.locator(".copy").first).to_have_text("已选中，请按 Ctrl+C")
    assert page.evaluate("String(getSelection())").strip() == "date: 2023-05-04"


def test_a_role_chosen_from_the_list_stands_in_the_yaml(open_sheet: Opener) -> None:
    page = open_sheet()
    line(page, 11).locator("summary").click()
    line(page, 11).locator("select").select_option("kicker")
    expect(line(page, 11).locator("details pre")).to_have_text("corrections:\n  - line: 11\n    role: kicker")


def test_edits_of_marks_are_quiet_until_they_are_asked_for(open_sheet: Opener) -> None:
    page = open_sheet()
    mark = line(page, 7).locator(".edit.quiet ins").first
    expect(mark).to_be_hidden()
    page.get_by_label("显示标点改动").check()
    expect(mark).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_error_no_foreign_request_and_nothing_wider_than_the_screen(
    sheet: Path, tab_of: Opener, scheme: Any
) -> None:
    page = tab_of(new=True, color_scheme=scheme)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text))
    page.on("requestfailed", lambda failed: wrong.append(f"lacks {failed.url}"))
    page.on("request", lambda asked: wrong.append(asked.url) if not asked.url.startswith("file:") else None)
    page.goto(sheet.as_uri())
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wrong.append(f"wider than {width}")
    assert wrong == []


def test_what_one_clicks_is_at_least_24_pixels_high_and_wide(open_sheet: Opener) -> None:
    page = open_sheet(390)
    small = """() => [...document.querySelectorAll("a[href], button, summary, label")].filter(element => {
        const box = element.getBoundingClientRect();
        return box.width && !element.matches(".skip") && (box.width < 24 || box.height < 24);
    }).map(element => `${element.textContent} ${element.className}`)"""
    assert page.evaluate(small) == []
