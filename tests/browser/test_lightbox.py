"""A picture alone over its page: by mouse, by keys, and without JavaScript; the sizes that a browser chooses."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="needs playwright, of the test extra")

from playwright.sync_api import Page, expect

from tests.browser.conftest import Opener
from tests.editions import published
from tests.site.test_picture_sizes import OVERLAY, photograph


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("album")
    public = published(folder, {"bridge.jpg": photograph(2000, 1500, quality=95), "2023-05-04-01.yaml": OVERLAY})
    return (public / "2023/05/04/01-5.html").as_uri()


@pytest.fixture(params=[390, 1280])
def page(request: pytest.FixtureRequest, tab_of: Opener, address: str) -> Page:
    page: Page = tab_of((request.param, 900))
    page.goto(address)
    return page


def test_a_phone_loads_a_small_copy_and_a_desk_a_larger_one(page: Page) -> None:
    image = page.locator("main img")
    image.evaluate("async image => await image.decode()")
    width = 480 if page.viewport_size == {"width": 390, "height": 900} else 960
    assert image.evaluate("image => image.currentSrc").endswith(f"-{width}.avif")


def test_a_picture_opens_over_the_page_and_gives_the_focus_back(page: Page) -> None:
    link = page.locator("main a.picture")
    dialog = page.get_by_role("dialog", name="河湾新桥")
    ends = (
        lambda: page.keyboard.press("Escape"),
        lambda: dialog.get_by_role("img").click(),
        lambda: dialog.get_by_role("button").click(),
    )
    for end in ends:
        link.focus()
        page.keyboard.press("Enter")
        expect(dialog.get_by_role("img", name="河湾新桥")).to_be_visible()
        assert dialog.evaluate("dialog => dialog.scrollWidth <= dialog.clientWidth")
        end()
        expect(dialog).to_have_count(0)
        expect(link).to_be_focused()


def test_without_javascript_the_link_leads_to_the_picture(tab_of: Opener, address: str) -> None:
    page = tab_of(java_script_enabled=False)
    page.goto(address)
    page.locator("main a.picture").click()
    page.wait_for_url("**/images/*.jpg")


def test_a_picture_on_another_host_is_a_link_that_leads_there(tab_of: Opener, tmp_path: Path) -> None:
    text = "---\ndate: 2023-05-05\n---\n# 老街挂起灯笼\n\n![近处的桥](bridge.jpg)\n\n沿街挂起灯笼。![远处的照片](https://example.org/far.jpg)\n"
    picture = photograph(60, 40, quality=95)
    public = published(tmp_path, {"lanterns.md": text, "bridge.jpg": picture})
    page = tab_of(new=True)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "example.org" in request.url else None)
    page.route("https://example.org/**", lambda route: route.abort())
    article = next(path for path in (public / "2023/05/05").glob("*-*.html"))
    page.goto(article.as_uri())
    assert asked == []
    with page.expect_request("https://example.org/far.jpg"):
        page.get_by_role("link", name="远处的照片").click(no_wait_after=True)
    assert asked == ["https://example.org/far.jpg"]
