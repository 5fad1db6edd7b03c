"""A story that jumps to another page is told as one, unless the marks leave open which piece goes on where."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.editions import CONFIG, published


def page(number: str, *articles: str) -> str:
    return "\n\n".join(("# 河湾日报", f"2023年5月5日 星期五 第{number}版", *articles)) + "\n"


def story(title: str, jump: str) -> str:
    return f"## {title}\n\n本报讯 {title}的消息传来,大家都很高兴。\n\n({jump})"


def rest(title: str, mark: str) -> str:
    return f"## {title}\n\n({mark})《{title}》一文的下半在这一页刊完。"


def build(folder: Path, **pages: str) -> Path:
    bulletins = {f"{name}.txt": text for name, text in pages.items()}
    return published(folder, {"edition.yaml": CONFIG, **bulletins}) / "2023" / "05" / "05"


@pytest.mark.parametrize("printed", ["下转第3版", "下转第三版", "下转03版"])
def test_the_first_half_is_followed_by_the_second_however_the_page_is_numbered(tmp_path: Path, printed: str) -> None:
    day = build(tmp_path, a=page("1", story("新桥通车", printed)), b=page("3", rest("新桥通车", "上接第一版")))
    assert "一文的下半在这一页刊完" in (day / "01-5.html").read_text("utf-8")
    feed = (day.parents[2] / "feed.xml").read_text("utf-8")
    assert "05/05/03-5.html" not in feed
    assert "一文的下半在这一页刊完" in feed


def test_two_stories_that_jump_to_one_page_are_linked_and_not_guessed_together(tmp_path: Path) -> None:
    first = page("1", story("新桥通车", "下转第3版"), story("老街开市", "下转第3版"))
    day = build(tmp_path, a=first, b=page("3", rest("新桥通车", "上接第1版")))
    text = (day / "01-5.html").read_text("utf-8")
    assert "一文的下半在这一页刊完" not in text
    assert 'href="03.html"' in text


def test_a_jump_to_a_page_that_is_not_in_the_edition_stays_as_printed(tmp_path: Path) -> None:
    day = build(tmp_path, a=page("1", story("新桥通车", "下转第3版")))
    assert "（下转第3版）" in (day / "01-5.html").read_text("utf-8")
