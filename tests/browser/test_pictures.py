"""Pictures in a browser: shown from the disk under the page's own policy, within their column, and no text jumps."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="needs playwright, of the test extra")

from playwright.sync_api import Page

from tests.browser.conftest import Opener
from tests.editions import published
from tests.pictures import png

SIZES = {"wide.png": (2400, 500), "tall.png": (600, 1600), "small.png": (120, 80)}
OVERLAY = "corrections:\n" + "".join(
    f"  - {{line: {line}, image: {name}, alt: 河湾新桥}}\n" for line, name in zip((7, 9, 11), SIZES, strict=True)
)
BOXES = """() => [...document.querySelectorAll('main img')].map(img => {
  const box = img.getBoundingClientRect(), column = img.closest('figure').getBoundingClientRect();
  return [img.complete && img.naturalWidth, Math.round(box.width), Math.round(box.height), Math.round(column.width)];
})"""


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pictures")
    return published(folder, {name: png(*size) for name, size in SIZES.items()} | {"2023-05-04-01.yaml": OVERLAY})


@pytest.fixture(params=[390, 1280])
def page(request: pytest.FixtureRequest, tab_of: Opener) -> Page:
    page: Page = tab_of((request.param, 900), new=True)
    return page


@pytest.mark.parametrize("path", ["2023/05/04/01-5.html", "2023/05/04/01.html", "index.html"])
def test_pictures_are_shown_within_their_column(page: Page, public: Path, path: str) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto((public / path).as_uri())
    page.evaluate("for (const img of document.images) img.loading = 'eager'")
    page.evaluate("Promise.all([...document.images].map(img => img.decode()))")
    boxes = page.evaluate(BOXES)
    assert all(loaded for loaded, *_ in boxes)
    for (_, width, height, column), size in zip(boxes, SIZES.values(), strict=True):
        assert width == min(column, size[0])
        assert height == pytest.approx(min(width * size[1] / size[0], 640), abs=1)
    assert page.evaluate("document.documentElement.scrollWidth") == page.viewport_size["width"]  # type: ignore[index]
    assert not said


def test_pictures_that_have_not_come_yet_have_their_place(page: Page, public: Path) -> None:
    address = (public / "2023/05/04/01-5.html").as_uri()
    page.goto(address)
    page.evaluate("for (const img of document.images) img.loading = 'eager'")
    page.evaluate("Promise.all([...document.images].map(img => img.decode()))")
    heights = "[...document.querySelectorAll('.article-body > p')].map(p => Math.round(p.getBoundingClientRect().top))"
    there = page.evaluate(heights)
    page.route("**/images/*", lambda _route: None)  # on their way
    page.goto(address, wait_until="commit")
    page.wait_for_selector(".article-end")
    page.wait_for_function("() => document.styleSheets.length > 1")
    assert page.evaluate("[...document.images].map(img => img.naturalWidth)") == [0, 0, 0]
    assert page.evaluate(heights) == there
