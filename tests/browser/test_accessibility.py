"""Every kind of page for those who hear it, enlarge it or do not use a mouse: axe-core finds nothing to mend.

Its rules are run at the width of a phone and of a desk: by day every other page in light colours on a phone, the others
in dark ones on a desk, by night each page in both on both, and more parts of long lists.
Of siblings that are alike in all but their words, as entries of a list are, axe-core is shown a few.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("playwright", reason="needs playwright, of the test extra")

from playwright.sync_api import Browser, Page

from tests import nightly
from tests.browser.conftest import PATIENCE, Site, file_of
from tests.browser.test_long_lists import PAGES as LISTS
from tests.browser.test_proof import CUT
from tests.editions import ROOT, make_seeds, sitegen_here

PAGES = {
    "front": "index.html",
    "issue": "2025/06/27/index.html",
    "printed page": "2024/03/22/07.html",
    "article": "2024/03/22/07-19.html",
    "undated article": "undated/004_2ad9ec113a39b423-5.html",
    "archive": "archive/index.html",
    "year": "2024/index.html",
    "shelf": "undated/index.html",
    "index": "people/index.html",
    "names of an index": "people/index/z/zhang.html",
    "not found": "404.html",
    "subscribing": "subscribe.html",
    "offline": "offline.html",
    "search, nothing asked": "search.html",
    "search, results": "search.html?q=法院",
    "search, no results": "search.html?q=河湾新桥灯笼",
    "article from search": "2024/03/22/07-19.html?q=法院",
}
# Of the parts of long lists; the others are made by the same templates as one of these or of the pages above.
BY_DAY = {"archive", "month", "day of a place", "index", "surname", "names with their articles"}
PICTURES = ("2023/05/04/01-5.html", "2023/05/04/01.html", "2023/05/04/02-laojie.html", "index.html")
SCANNED = ("01.html#scan", "01-9.html")
# Those of colours take half of the time, and in dark ones nothing else changes.
COLOURS = {"runOnly": ("color-contrast", "link-in-text-block")}
ALL: dict[str, Any] = {}
# Style sheets are fetched again only for a rule that is not run; the first lines of what is wrong say where it is.
OPTIONS = "{resultTypes: ['violations'], selectors: false, preload: {assets: ['media']}, ...options}"
RUN = f"""async options => (await axe.run(document, {OPTIONS})).violations.map(
  found => `${{found.id}}: ${{found.help}}: ${{found.nodes.map(node => node.html).slice(0, 3).join(' | ')}}`)"""
PHONE_WIDTH, DESK_WIDTH = 390, 1280
Look = tuple[int, str, dict[str, Any]]  # a width, colours, and which rules are run
# By day one of them, by turns: what two kinds of page share is seen in both.
ON_PHONE: Look = (PHONE_WIDTH, "light", ALL)
ON_DESK: Look = (DESK_WIDTH, "dark", ALL)
ALIKE = 4
# Siblings are alike that have the same elements, with the same attributes and classes, words at the same places.
SHORTEN = f"""() => {{
  const shape = node => {{
    if (node.nodeType === Node.TEXT_NODE) return node.data.trim() && "words";
    if (node.nodeType !== Node.ELEMENT_NODE) return "";
    const seen = new Map();
    const inner = [...node.childNodes].map(child => {{
      const found = shape(child), times = (seen.get(found) || 0) + 1;
      seen.set(found, times);
      if (times <= {ALIKE} || child.nodeType !== Node.ELEMENT_NODE) return found;
      child.remove();
      return "";
    }});
    const attributes = [...node.attributes].map(({{name, value}}) => `${{name}}${{value && "="}}`).sort();
    return `<${{node.localName}} ${{node.className}} ${{attributes}}>${{[...new Set(inner)].join("")}}</>`;
  }};
  shape(document.body);
}}"""


@pytest.fixture(scope="module")
def page(browser: Browser, checkers: Path) -> Iterator[Page]:
    """A window in which axe-core stands ready before a page loads: the pages' own policy would refuse it later."""
    context = browser.new_context(reduced_motion="reduce", viewport={"width": PHONE_WIDTH, "height": 900})
    context.set_default_timeout(PATIENCE)
    context.add_init_script(path=file_of(checkers, "axe-core/axe.min.js"))
    yield context.new_page()
    context.close()


def looks(number: int) -> tuple[Look, ...]:
    """Returns how a page is looked at: by day as its number says."""
    if not nightly.WANTED:
        return ((ON_PHONE, ON_DESK)[number % 2],)
    return ON_PHONE, (PHONE_WIDTH, "dark", COLOURS), (DESK_WIDTH, "dark", COLOURS), (DESK_WIDTH, "light", ALL)


def faults(page: Page, address: str, number: int) -> list[Any]:
    """Returns what axe-core finds on a page, by night at both widths and in both colours.

    Each page is looked at first as the one before it was looked at last: a change of either lays a page out anew.
    """
    width_before = (page.viewport_size or {}).get("width")
    in_turn = looks(number) if width_before == PHONE_WIDTH else looks(number)[::-1]
    show(page, in_turn[0])
    page.goto(address)
    if "search.html?" in address:
        page.wait_for_selector("[data-search-state=ready], [data-search-state=none]")
    page.evaluate(SHORTEN)
    found = []
    for look in in_turn:
        show(page, look)
        found += [(*look[:2], fault) for fault in page.evaluate(RUN, look[2])]
    return found


def show(page: Page, look: Look) -> None:
    page.set_viewport_size({"width": look[0], "height": 900})
    page.emulate_media(color_scheme=look[1])  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", PAGES)
def test_every_kind_of_page_is_open_to_everyone(page: Page, site: Site, kind: str) -> None:
    assert faults(page, site.root("served") + PAGES[kind], [*PAGES].index(kind)) == []


@pytest.fixture(scope="module")
def album(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition with pictures, with and without captions."""
    public = tmp_path_factory.mktemp("album") / "public"
    done = sitegen_here(ROOT, "build", "tests/cases/pictures/in", "-o", str(public))
    assert done.returncode == 0, done.stderr
    return public


@pytest.mark.parametrize("path", PICTURES)
def test_pages_with_pictures_are_open_to_everyone(page: Page, album: Path, path: str) -> None:
    assert faults(page, (album / path).as_uri(), PICTURES.index(path)) == []


@pytest.mark.parametrize("path", SCANNED)
def test_a_page_as_it_was_printed_is_open_to_everyone(page: Page, scanned: Path, path: str) -> None:
    assert faults(page, f"{(scanned / '2023/05/04').as_uri()}/{path}", SCANNED.index(path)) == []


@pytest.mark.parametrize(
    "kind", [pytest.param(kind, marks=() if kind in BY_DAY else pytest.mark.nightly) for kind in LISTS]
)
def test_parts_of_long_lists_are_open_to_everyone(page: Page, daily_lists: Path, kind: str) -> None:
    assert faults(page, (daily_lists / LISTS[kind]).as_uri(), [*LISTS].index(kind)) == []


def test_the_proof_sheet_is_open_to_everyone(page: Page, tmp_path: Path) -> None:
    make_seeds(tmp_path, {"2023-05-04-01.txt": CUT, "no.txt": ""})
    sitegen_here(tmp_path, "proof")
    assert faults(page, (tmp_path / "proof" / "index.html").as_uri(), 1) == []
