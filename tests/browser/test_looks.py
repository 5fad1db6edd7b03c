"""What was seen to be wrong on screens and may come back: each is asked of a page as a browser has set it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("playwright", reason="needs playwright, of the test extra")

from tests.browser.conftest import DESK, PHONE, Opener
from tests.editions import CONFIG, published
from tests.site.test_english import CONFIG as ENGLISH_CONFIG

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.windows import Windows

TALE = "河湾市昨日召开全市基层治理工作会议，总结今年以来的工作，安排下一阶段任务，两岸居民往来不再绕行。"
LONG = "关于进一步深化“放管服”改革优化营商环境推动河湾市中级人民法院执行联动机制建设工作实施意见（试行）的通知"
FIRST = f"""---
date: 2024-03-04
page: 1
---
# 河湾新桥昨日通车

![桥](tall.png "灯火")

{TALE}[^1]

| 年份 | 车次 | 备注 |
|----|----:|---|
| 2022 | 1,215,678 | 新桥通车后统计口径有变化，详见附注，不含节假日与双休日 |

{"".join(f"{TALE}{chr(10)}{chr(10)}" for _ in range(12))}
[^1]: 昨日上午。

# {LONG}

{TALE}

# 从“办得快”到“办得好”

{TALE}

# 短讯一则

{TALE}
"""
LONG_NAME = "Margaret Featherstone-Whitcombe"
LETTER = """# The Mill Lane Post

## A walk along the “old” river

By Ada O’Brien

The river rose two feet in the night, and the mill stood in water until noon. “Nobody’s hurt,” she said.

The mill has stood there since 1840, and has stood in water nine times.
"""


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition whose first page has a long headline, a table, a footnote and a picture higher than wide."""
    image = pytest.importorskip("PIL.Image", reason="needs Pillow, of the images extra")
    drawn = io.BytesIO()
    image.new("RGB", (300, 700), (90, 90, 90)).save(drawn, "PNG")
    days = {f"2024-03-0{n}-01.txt": f"# 河湾日报\n\n2024年3月{n}日 第1版\n\n## {LONG}\n\n{TALE}\n" for n in (2, 3)}
    files = {"edition.yaml": CONFIG, "2024-03-04-01.md": FIRST, "tall.png": drawn.getvalue()}
    return published(tmp_path_factory.mktemp("looks"), {**files, **days})


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition in English; its newest page has a slogan."""
    files = {
        "edition.yaml": ENGLISH_CONFIG,
        "2023-05-04-01.txt": LETTER,
        "laojie.txt": LETTER,
        "2023-05-05-01.txt": f"Every word is kept\n\n{LETTER.replace('Ada O’Brien', LONG_NAME)}",
        "2023-05-05-01.yaml": "corrections: [{line: 1, role: slogan}]\n",
    }
    return published(tmp_path_factory.mktemp("letters"), files)


@pytest.fixture
def look(windows: Windows) -> Callable[..., Page]:
    """Open a page of a site from the disk."""

    def at(site: Path, address: str, size: tuple[int, int] = DESK) -> Page:
        return windows.look_at(f"{site.as_uri()}/{address}", size)

    return at


Look = Callable[..., Any]


def address(site: Path, headline: str) -> str:
    """Give the address of the article of that headline."""
    pages = (
        path for path in (site / "2024/03/04").glob("01-*.html") if f"<title>{headline}" in path.read_text("utf-8")
    )
    return next(pages).relative_to(site).as_posix()


def lines(page: Page, selector: str) -> list[dict[str, float]]:
    """Give where each line of a text stands."""
    found: list[dict[str, float]] = page.locator(selector).first.evaluate(
        """element => {
          const range = document.createRange();
          range.selectNodeContents(element);
          const lines = [];
          for (const {left, right, top, bottom} of range.getClientRects()) {
            const last = lines[lines.length - 1];
            if (last && top < last.bottom - 4) {
              last.left = Math.min(last.left, left);
              last.right = Math.max(last.right, right);
            } else lines.push({left, right, top, bottom});
          }
          return lines;
        }"""
    )
    return found


def test_quotation_marks_part_no_headline_where_pages_are_turned(look: Look, paper: Path) -> None:
    page = look(paper, address(paper, "短讯一则"))
    assert len(lines(page, ".pager .back > span")) == 1


def test_a_front_whose_lead_is_cut_leads_to_its_footnotes_on_its_own_page(
    tab_of: Callable[..., Page], paper: Path
) -> None:
    page = tab_of()
    page.goto(f"{paper.as_uri()}/index.html")
    page.locator(".lead a.note").click()
    assert page.url.endswith(page.evaluate("location.hash"))
    assert page.locator(":target").inner_text().endswith("昨日上午。")


@pytest.mark.parametrize("size", [(320, 800), PHONE])
def test_a_number_in_a_table_stays_whole(look: Look, paper: Path, size: tuple[int, int]) -> None:
    page = look(paper, address(paper, "河湾新桥昨日通车"), size)
    assert len(lines(page, "td.right")) == 1
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_short_caption_stands_below_the_middle_of_its_picture(look: Look, paper: Path) -> None:
    page = look(paper, address(paper, "河湾新桥昨日通车"))
    middles = [box["x"] + box["width"] / 2 for box in map(box_of(page), (".figure img", ".figure figcaption"))]
    assert middles[0] == pytest.approx(middles[1], abs=2)


def box_of(page: Page) -> Callable[[str], dict[str, float]]:
    def box(selector: str) -> dict[str, float]:
        found: dict[str, float] = page.locator(selector).first.evaluate(
            "e => { const {x, y, width, height} = e.getBoundingClientRect(); return {x, y, width, height}; }"
        )
        return found

    return box


@pytest.mark.parametrize(
    ("place", "selector"),
    [
        ("archive/index.html", ".issue-headlines a:has(.whole)"),
        ("2024/03/04/01.html", ".contents a:has(.whole)"),
    ],
)
def test_the_second_line_of_a_headline_in_a_list_stands_in(look: Look, paper: Path, place: str, selector: str) -> None:
    first, second, *_ = lines(look(paper, place, PHONE), selector)
    assert second["left"] >= first["left"] + 10


def test_the_way_back_from_an_article_takes_one_line_of_a_phone(look: Look, paper: Path) -> None:
    page = look(paper, address(paper, LONG[:12]), PHONE)
    assert box_of(page)(".breadcrumbs")["height"] < 45
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert page.locator(".breadcrumbs").aria_snapshot().count("listitem") == 3  # the title is heard, though not seen


def test_the_ways_to_other_issues_stand_beside_the_way_back_on_a_desk(look: Look, paper: Path) -> None:
    page = look(paper, address(paper, LONG[:12]), DESK)
    turns, back = box_of(page)(".turns"), box_of(page)(".breadcrumbs ol")
    assert turns["y"] < back["y"] + back["height"]
    assert turns["y"] + turns["height"] > back["y"]
    assert turns["x"] > back["x"] + back["width"]


@pytest.mark.parametrize("large", [False, True])
def test_no_column_of_a_front_is_narrower_than_ten_characters(
    tab_of: Callable[..., Page], paper: Path, large: bool
) -> None:
    page = tab_of(new=True)
    page.add_init_script("localStorage.setItem('reader-large', 'on');" if large else "")
    page.goto(f"{paper.as_uri()}/index.html")
    for width in (768, 1024, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        widths = page.locator(
            ".lead .article-body p, .beside .lead-text, .grid .lead-text, .sheets .lead-text"
        ).evaluate_all("all => all.map(p => p.getClientRects()[0].width / parseFloat(getComputedStyle(p).fontSize))")
        assert widths, width
        assert min(widths) >= 10, width


def test_the_name_of_a_month_is_no_day(look: Look, daily_lists: Path) -> None:
    page = look(daily_lists, "2022/index.html")
    colour = page.locator(".month caption a").first.evaluate("a => getComputedStyle(a).backgroundColor")
    assert colour == "rgba(0, 0, 0, 0)"


def test_the_quotation_marks_of_an_edition_in_letters_are_no_wider_than_letters(look: Look, letters: Path) -> None:
    page = look(letters, "index.html")
    wide = page.evaluate(
        """() => {
          const found = [];
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          const range = document.createRange();
          while (walker.nextNode()) {
            const {data, parentElement} = walker.currentNode;
            for (const {index} of data.matchAll(/[“”‘’]/g)) {
              range.setStart(walker.currentNode, index);
              range.setEnd(walker.currentNode, index + 1);
              const {width} = range.getBoundingClientRect();
              if (width) found.push(width / parseFloat(getComputedStyle(parentElement).fontSize));
            }
          }
          return found;
        }"""
    )
    assert wide
    assert max(wide) < 0.7


def test_a_first_paragraph_of_letters_has_no_indent_and_the_next_a_small_one(look: Look, letters: Path) -> None:
    page = look(letters, "2023/05/04/01.html")
    indents = page.locator(".article-body > p").evaluate_all(
        "all => all.map(p => parseFloat(getComputedStyle(p).textIndent) / parseFloat(getComputedStyle(p).fontSize))"
    )
    assert indents[:2] == [0, pytest.approx(1.25)]


def test_lines_of_letters_end_where_their_words_do(look: Look, letters: Path) -> None:
    for place in ("index.html", "2023/05/04/01.html"):
        set_flush = (
            look(letters, place)
            .locator(".article-body > p, .lead-text")
            .evaluate_all("all => all.map(p => getComputedStyle(p).textAlign)")
        )
        assert set(set_flush) == {"start"}


def test_no_slogan_in_letters_lies_on_its_side(look: Look, letters: Path) -> None:
    slogan = look(letters, "index.html").locator(".slogan-line")
    assert slogan.inner_text() == "Every word is kept"
    assert slogan.evaluate("line => getComputedStyle(line).writingMode") == "horizontal-tb"


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_what_is_counted_stands_behind_a_name_in_letters(look: Look, letters: Path, size: tuple[int, int]) -> None:
    row = look(letters, "people/index.html", size).locator(".index-names li").filter(has_text=LONG_NAME)
    boxes = [row.locator(part).bounding_box() for part in ("a", ".count")]
    assert boxes[0]["height"] < 30
    assert abs(boxes[0]["y"] - boxes[1]["y"]) < 10


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize(
    ("address", "text"), [("2024/03/22/07.html", "电话"), ("undated/004_2ad9ec113a39b423.html", "11月")]
)
def test_no_line_above_a_printed_page_ends_within_a_word(look_at: Opener, address: str, text: str, width: int) -> None:
    tops = look_at(address, size=(width, 844)).evaluate(
        """text => {
          const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
          while (walker.nextNode() && !walker.currentNode.data.includes(text));
          const at = walker.currentNode.data.indexOf(text);
          return [...text].map((_, place) => {
            const range = document.createRange();
            range.setStart(walker.currentNode, at + place);
            range.setEnd(walker.currentNode, at + place + 1);
            return Math.round(range.getBoundingClientRect().bottom / 8);
          });
        }""",
        text,
    )
    assert len(set(tops)) == 1
