"""Headlines as a browser breaks them: between words alone, on phones and on wide screens."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="needs playwright, of the test extra")

from tests.browser.conftest import Opener
from tests.browser.windows import Windows
from tests.editions import published

HEADLINES = (
    "内蒙古自治区高级人民法院打造一站式诉讼服务中心方便群众",
    "河湾市中级人民法院公开开庭审理一起重大案件并当庭宣判",
    "全市法院“执行完毕率”居全省首位 干警学习《中华人民共和国民法典》",
    "河湾市中级人民法院“执行完毕率”居首",
)
PAPER = "# 河湾日报\n\n2023年5月4日 星期四 第1版\n\n" + "\n\n".join(
    f"## {headline}\n\n本报讯（记者 林青山）{'会议要求各单位认真落实，确保任务按期完成。' * 9}"
    for headline in HEADLINES
)
WORDS = ("高级人民法院", "打造", "诉讼", "服务中心", "开庭审理", "执行完毕率", "中华人民共和国")
HEADS = ".headline, .pager span, .contents a"
# The texts of all headlines, line by line as they are seen.
LINES = """
() => [...document.querySelectorAll("HEADS")].map((headline) => {
  const lines = [];
  const walker = document.createTreeWalker(headline, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let last = null;
  while (walker.nextNode()) {
    for (let at = 0; at < walker.currentNode.data.length; at += 1) {
      range.setStart(walker.currentNode, at);
      range.setEnd(walker.currentNode, at + 1);
      const { bottom, width } = range.getBoundingClientRect();
      if (!width) continue;
      if (last === null || Math.abs(bottom - last) > 8) lines.push("");
      last = bottom;
      lines[lines.length - 1] += walker.currentNode.data[at];
    }
  }
  return lines;
})
""".replace("HEADS", HEADS)


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return published(tmp_path_factory.mktemp("heads"), {"2023-05-04-01.txt": PAPER})


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_line_of_a_headline_ends_within_a_word(windows: Windows, public: Path, width: int) -> None:
    seen = 0
    for address in ("index.html", "2023/05/04/index.html", "2023/05/04/01.html", article_of(public)):
        for lines in windows.look_at(f"{public.as_uri()}/{address}", (width, 900)).evaluate(LINES):
            whole = "".join(lines)
            seen += len(lines) > 1
            for word in WORDS:
                assert (word in whole) == any(word in line for line in lines), (address, lines)
    assert seen > 4, "headlines of several lines"


def article_of(public: Path) -> str:
    return min(path.relative_to(public).as_posix() for path in public.glob("2023/05/04/01-*.html"))


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_headlines_of_results_end_between_words_as_well(windows: Windows, public: Path, width: int) -> None:
    page = windows.look_at(f"{public.as_uri()}/search.html?q=高级人民", (width, 900))
    page.locator("#results mark").first.wait_for()
    page = windows.look_at(f"{public.as_uri()}/search.html?q=认真落实", (width, 900))
    page.locator("#results > li").nth(2).wait_for()
    seen = 0
    for lines in page.evaluate(LINES.replace(HEADS, "#results > li > a")):
        whole = "".join(lines)
        seen += len(lines) > 1
        for word in WORDS:
            assert (word in whole) == any(word in line for line in lines), lines
    assert seen > 1 or width == 1280


def test_a_hit_within_a_headline_is_marked_across_the_ends_of_words(tab_of: Opener, public: Path) -> None:
    page = tab_of((320, 900))
    page.goto(f"{public.as_uri()}/search.html?q=人民法院打造一站式")
    head = page.locator("#results > li > a").first
    head.locator("mark").wait_for()
    assert head.locator("mark").inner_text() == "人民法院打造一站式"
    assert head.inner_text() == HEADLINES[0]
    assert head.locator("mark wbr").count() > 0


# How wide, in characters, the quotation marks are with which lines of headlines begin.
MARKS = """
() => [...document.querySelectorAll(".headline .whole")].flatMap((whole) => {
  const walker = document.createTreeWalker(whole.closest(".headline"), NodeFilter.SHOW_TEXT);
  walker.currentNode = whole.firstChild;
  const boxOf = (text, at) => {
    const range = document.createRange();
    range.setStart(text, at);
    range.setEnd(text, at + 1);
    return range.getBoundingClientRect();
  };
  const mark = boxOf(whole.firstChild, 0);
  const before = walker.previousNode();
  if (!before || boxOf(before, before.length - 1).bottom > mark.top + 8) return [];
  return [mark.width / parseFloat(getComputedStyle(whole).fontSize)];
})
"""


def test_a_line_of_a_headline_that_begins_with_a_quotation_mark_has_no_white_before_it(
    windows: Windows, public: Path
) -> None:
    widths = windows.look_at(f"{public.as_uri()}/2023/05/04/01.html", (320, 900)).evaluate(MARKS)
    assert widths
    assert max(widths) < 0.6
