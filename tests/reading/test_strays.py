"""Lines that programs and converters have put among those of a page, and printed ones that look like them."""

from __future__ import annotations

import pytest

from benchmarks.whole import check_reading
from sitegen.model.edition import assemble
from sitegen.reading.text.marks import canonical
from sitegen.reading.text.programs import is_by_program
from tests.outline import read_corrected, read_text

NOTES = (
    "[图片]",
    "（图片 3）",
    "【插图】",
    "[image]",
    "<photo>",
    "[изображение]",
    "阅读量 1234",
    "阅读：1234　评论：5",
    "分享到：微信 微博 QQ空间",
    "字号：大 中 小",
    "【字体：大 中 小】",
    "上一篇 下一篇",
    "上一版  下一版",
    "打印本页 | 关闭窗口",
    "点击查看大图",
    "收藏 点赞 转发",
    "返回目录",
    "Share this article",
    "Print | Email | Save",
    "Read more",
    "Click to enlarge",
    "12 comments",
    "Версия для печати",
    "Artikel drucken",
    "Xem thêm",
    "Lire la suite",
    "2024-06-07 10:21",
    "2024年6月7日 10:21:09",
    "发布时间：2024-06-07 10:21",
    "2024/06/07 08:05 来源：河湾日报",
    "https://www.example.org/paper/0607.html",
    "扫描全能王 创建",
)
PRINTED = (
    "图片",
    "评论",
    "阅读",
    "图片新闻",
    "大中小企业",
    "Comments",
    "Home",
    "2024年6月7日",
    "上午10:21，新桥通车。",
    "分享到每一户的喜悦",
    "阅读改变乡村",
    "12",
    "微信",
    "Print workers return to their presses",
    "（图片由县档案馆提供）",
)
PAGE = (
    "## 河湾新桥昨日通车",
    "本报讯（记者 王小川）河湾县新桥昨日通车，两岸居民不再等渡船，赶集的路近了一半。",
    "{}",
    "县交通局介绍，新桥长一百二十米，前后修了三年，是全县第一座能过大车的桥。",
    "## 松岭夜市开张",
    "本报讯（记者 方圆）松岭夜市六月七日开张，一百多个摊位各有各的味道，游人到半夜才散。",
)


@pytest.mark.parametrize("note", NOTES)
def test_a_note_of_a_program_amid_a_page_changes_no_story(note: str) -> None:
    with_note, without = (read_text("\n\n".join(PAGE).format(line)) for line in (note, "---"))

    assert is_by_program(canonical(note))
    assert [[b.prose.text for b in a.body] for a in with_note.page.articles] == [
        [b.prose.text for b in a.body] for a in without.page.articles
    ]
    assert [*check_reading(assemble([with_note.page]))] == []


@pytest.mark.parametrize("line", PRINTED)
def test_a_line_that_newspapers_print_is_no_note_of_a_program(line: str) -> None:
    assert not is_by_program(canonical(line))


def test_a_page_that_tells_its_day_only_in_a_stamp_is_of_that_day() -> None:
    reading = read_text("2024-06-07 10:21 来源：河湾日报\n\n" + "\n\n".join(PAGE).format("---"))

    assert str(reading.page.date.exact) == "2024-06-07"


@pytest.mark.parametrize("numbers", [("- 3 -",), ("— 5 —", "— 6 —"), ("·12·",)])
def test_a_number_of_a_page_amid_its_text_parts_nothing(numbers: tuple[str, ...]) -> None:
    page = read_text("\n\n".join(PAGE).format("\n\n".join(numbers))).page

    assert [len(article.body) for article in page.articles] == [2, 1]
    assert [*check_reading(assemble([page]))] == []


def test_numbers_that_count_the_parts_of_a_story_stay_in_it() -> None:
    part = "河湾县新桥昨日通车，两岸居民不再等渡船，赶集的路近了一半。"
    page = read_text("## 桥\n\n" + "\n\n".join(f"- {number} -\n\n{part}" for number in (1, 2, 3))).page

    assert sum("- 2 -" in block.prose.text for block in page.articles[0].body) == 1


@pytest.mark.parametrize("again", ["{0}\n\n{0}", "## {0}\n\n{0}", "{0}\n\n## {0}"])
def test_a_head_that_a_converter_wrote_twice_is_read_once(again: str) -> None:
    pages = [
        read_text("\n\n".join((head.format("河湾新桥昨日通车"), *PAGE[1:])).format("---")).page
        for head in (again, "## {}")
    ]

    texts = [[[block.prose.text for block in article.body] for article in page.articles] for page in pages]
    assert texts[0] == texts[1]
    assert [a.headline and a.headline.text for a in pages[0].articles] == ["河湾新桥昨日通车", "松岭夜市开张"]
    assert "河湾新桥昨日通车" in {item.prose.text for item in pages[0].furniture}


def test_a_sentence_that_stands_twice_stays() -> None:
    page = read_text("## 桥\n\n" + "桥通了。\n\n" * 2 + PAGE[1]).page

    assert [block.prose.text for block in page.articles[0].body][:2] == ["桥通了。", "桥通了。"]


def test_the_name_of_the_newspaper_amid_its_page_is_no_headline() -> None:
    page = read_text("河湾日报\n2024年6月7日 星期五\n\n" + "\n\n".join(PAGE).format("河湾日报")).page

    assert [len(article.body) for article in page.articles] == [2, 1]


@pytest.mark.parametrize("note", ["- 3 -", "[图片]", "2024-06-07 10:21", "上一版 下一版", "第 3 页 共 8 页"])
def test_hard_wrapped_text_goes_on_below_a_note(note: str) -> None:
    text = (
        "河湾县新桥昨日通车，两岸居民不再等渡船，赶集的路近了一半，县交通局介绍，新桥长一百二十米，前后修了三年。" * 3
    )
    rows = [text[at : at + 15] for at in range(0, len(text), 15)]
    page = read_text("\n".join(("河湾新桥昨日通车", *rows[:5], note, *rows[5:]))).page

    assert [block.prose.text for block in page.articles[0].body] == [text]
    assert [*check_reading(assemble([page]))] == []


def test_a_line_to_which_an_editor_has_given_a_role_is_no_note() -> None:
    text = "\n\n".join(PAGE).format("返回目录")
    page = read_corrected(text, "corrections:\n  - {line: 5, role: subheading}\n").page

    assert [block.kind.value for block in page.articles[0].body] == ["paragraph", "subheading", "paragraph"]


@pytest.mark.parametrize("unseen", ["\u200e", "\ufeff", "\x07", "\u202e\u200b"])
def test_a_line_of_what_nobody_sees_amid_hard_wrapped_letters_is_none(unseen: str) -> None:
    text = "The new bridge across the river was opened yesterday by the mayor of the town and many others. " * 6
    rows = [text[at : at + 40].strip() for at in range(0, len(text), 40)]
    page = read_text("\n".join(("Bridge Opened", *rows[:5], unseen, *rows[5:]))).page

    assert [len(article.body) for article in page.articles] == [1]
    assert [*check_reading(assemble([page]))] == []
