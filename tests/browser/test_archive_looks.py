"""How the archive of a small edition stands on the screen: its calendars, its years and the headlines of its issues."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("playwright", reason="needs playwright, of the test extra")

from tests.browser.conftest import DESK
from tests.editions import CONFIG, published

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.windows import Windows

    Look = Callable[..., Page]


def page_of(year: int, month: int, articles: int) -> str:
    """Write a page of so many short articles."""
    heads = (f"## 河湾新桥第{n}次通车\n\n本报讯 河湾新桥昨日上午第{n}次通车。\n" for n in range(1, articles + 1))
    return f"# 河湾日报\n\n{year}年{month}月1日 第1版\n\n" + "\n".join(heads)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition of three years with too many articles for all their headlines to stand on one page."""
    pages = {(2009, 6): 75, (2010, 1): 10, (2010, 2): 9, (2010, 3): 9}
    files = {f"{y}-{m:02}-01-01.txt": page_of(y, m, articles) for (y, m), articles in pages.items()}
    return published(tmp_path_factory.mktemp("archive"), {"edition.yaml": CONFIG, **files})


@pytest.fixture
def look(windows: Windows, archive: Path) -> Look:
    """Open a page of the edition from the disk."""
    return lambda address, **options: windows.look_at(f"{archive.as_uri()}/{address}", DESK, **options)


def distinct(page: Page, selector: str, side: str) -> list[int]:
    """Give at which different places elements begin, in whole pixels."""
    found: list[Any] = page.locator(selector).evaluate_all(
        "(all, side) => [...new Set(all.map(each => Math.round(each.getBoundingClientRect()[side])))]", side
    )
    return found


def test_the_years_of_an_archive_stand_in_one_line(look: Look) -> None:
    page = look("archive/index.html")
    assert page.locator(".span-name").count() == 3
    assert len(distinct(page, ".span-name", "top")) == 1


def test_a_february_of_four_weeks_is_as_close_as_the_months_beside_it(look: Look) -> None:
    weeks = (
        look("2010/index.html")
        .locator(".month")
        .evaluate_all(
            "all => all.map(month => Math.round(month.querySelector('tbody tr').getBoundingClientRect().height))"
        )
    )
    assert len(weeks) == 3
    assert len(set(weeks)) == 1


def test_many_headlines_of_an_issue_stand_in_two_columns(look: Look) -> None:
    assert len(distinct(look("2010/index.html"), ".issue-headlines a", "left")) == 2


def test_colours_of_the_system_frame_the_days_with_an_issue_alone_and_tell_the_one_that_is_read(look: Look) -> None:
    page = look("2010/03/01/index.html", forced_colors="active")
    framed = page.locator(".month td > *").evaluate_all(
        "all => all.filter(day => parseFloat(getComputedStyle(day).borderTopWidth)).map(day => day.textContent)"
    )
    assert framed == ["1"]
    assert page.locator(".month [aria-current]").evaluate("day => getComputedStyle(day).borderTopWidth") == "3px"


def test_colours_of_the_system_underline_the_order_of_results_that_is_chosen_alone(look: Look) -> None:
    page = look("search.html?q=河湾", forced_colors="active")
    page.locator("#results > li").first.wait_for()
    lines = page.locator(".search-sort button").evaluate_all(
        "all => all.map(button => getComputedStyle(button).borderBottomWidth)"
    )
    assert lines == ["2px", "0px"]
