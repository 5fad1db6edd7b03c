"""What becomes of the editor's corrections; how their faults are worded is recorded in tests/diagnostics."""

from __future__ import annotations

import json
from datetime import date

import pytest

from benchmarks.whole import check_reading
from sitegen.model.edition import assemble
from sitegen.model.layout import Role
from sitegen.model.newspaper import Correction
from sitegen.reading.illustrating import Reading
from sitegen.reading.report import page_json
from sitegen.source import SourceText
from tests.outline import outline, read_corrected, read_text

PAGE = """\
# 河湾日报

2023年5月4日 星期四 第1版

## 河湾新桥昨日通车

本报讯(记者 林青山)全长320米的河湾新桥昨日上午通车。

两岸居民往来不再绕行,单程可省20分钟。

新桥夜景

(河湾市交通局供稿)

## 图书馆延长开放时间

本报讯 河湾市图书馆自即日起每晚开放至21时。

周末照常**开放**。
"""
WRAPPED = """\
## 老街修缮过半

本报讯 老街修缮工程日前过半，沿街店铺照常营业，居民
出行不受影响。工程自去年开工以来，更换地下管线三公里，
修补青石路面，为沿街的老房子重新铺了屋顶。负责人说，余
下的工程将在年底之前完成，届时老街会重新挂起灯笼，迎接
来客。商户们已经开始准备开业的货品。
老街两头的牌坊也将重新上漆，由本地的老匠人带着徒弟，一
笔一画地描出旧时的样子。孩子们放学之后常来这里看，看他
们怎样调漆，怎样落笔，有的还在本子上跟着画了好几页。老
匠人说，等到牌坊描完，就在街口开一个小小的学习班，让愿
意学的孩子都来试一试。开班的日子会写在牌坊下面的告示栏
里，不收学费，只要求自带一支毛笔。街坊们说，等灯笼亮起来
的那一天，要摆一桌长街宴，请老匠人坐上席。
"""


def read(*entries: str, text: str = PAGE) -> Reading:
    return read_corrected(text, "corrections:\n" + "".join(f"  - {{{entry}}}\n" for entry in entries))


def assert_laws_hold(reading: Reading) -> None:
    assert not list(check_reading(assemble([reading.page])))


def roles(reading: Reading) -> dict[int, str]:
    return {line.number: line.role.value for line in reading.page.lines}


def edits(reading: Reading) -> list[tuple[int, str, str, str]]:
    report = json.loads(page_json(reading.page, reading.diagnostics))
    kinds = ("transcription", "correction")
    found = [tuple(e[key] for key in ("line", "reason", "before", "after")) for e in report["edits"]]
    return [edit for edit in found if edit[1] in kinds]


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("line", [1, 3, 5, 7, 9, 17])
def test_a_line_has_the_role_that_the_editor_gives_it(line: int, role: Role) -> None:
    reading = read(f"line: {line}, role: {role}")
    assert roles(reading)[line] == role.value
    assert_laws_hold(reading)


@pytest.mark.parametrize("role", [Role.SUBHEADING, Role.CAPTION, Role.CREDIT, Role.PARAGRAPH, Role.BYLINE, Role.DECK])
def test_a_line_with_a_role_holds_in_the_current_article(role: Role) -> None:
    reading = read(f"line: 11, role: {role}")
    assert [article.line for article in reading.page.articles] == [5, 15]
    assert "新桥夜景" in "".join(prose.text for prose in reading.page.articles[0].proses())


def test_a_headline_begins_an_article_there() -> None:
    reading = read("line: 11, role: headline")
    assert [(a.line, a.headline and a.headline.text) for a in reading.page.articles] == [
        (5, "河湾新桥昨日通车"),
        (11, "新桥夜景"),
        (15, "图书馆延长开放时间"),
    ]


def test_a_headline_that_is_none_leaves_its_text_to_the_article_above() -> None:
    reading = read("line: 11, role: caption", "quote: 图书馆延长, role: subheading")
    (article,) = reading.page.articles
    assert article.line == 5
    assert [block.prose.text for block in article.body if block.level] == ["图书馆延长开放时间"]


def test_two_headlines_below_one_another_are_one_in_two_lines() -> None:
    text = "# 大桥通车\n\n两岸往来不再绕行\n\n本报讯 大桥昨日通车。\n"
    (article,) = read("line: 1, role: headline", "line: 3, role: headline", text=text).page.articles
    assert article.headline is not None
    assert article.headline.text == "大桥通车 两岸往来不再绕行"


def test_what_the_editor_does_not_name_in_a_head_stands_around_the_headline() -> None:
    text = "# 大桥通车\n\n## 两岸往来不再绕行\n\n——三百二十米长桥昨日通车\n\n本报讯 大桥昨日通车。\n"
    (article,) = read("line: 3, role: headline", text=text).page.articles
    assert [p and p.text for p in (article.kicker, article.headline, article.deck)] == [
        "大桥通车",
        "两岸往来不再绕行",
        "——三百二十米长桥昨日通车",
    ]


def test_the_masthead_ends_above_a_line_that_belongs_to_an_article() -> None:
    reading = read("line: 1, role: headline")
    assert reading.page.articles[0].line == 1
    assert roles(reading)[3] == "folio"


def test_furniture_is_taken_out_of_its_article_and_the_text_runs_on_past_it() -> None:
    text = "## 大桥通车\n\n本报讯 大桥昨日上午通车,两岸居\n\n开局之年看河湾\n\n民往来不再绕行。\n"
    reading = read("line: 5, role: slogan", text=text)
    assert [item.prose.text for item in reading.page.furniture] == ["开局之年看河湾"]
    (block,) = reading.page.articles[0].body
    assert block.prose.text == "大桥昨日上午通车，两岸居民往来不再绕行。"


def test_a_folio_that_the_editor_shows_dates_the_page() -> None:
    text = "## 大桥通车\n\n本报讯 大桥昨日通车。\n\n本刊于2023年5月4日付印,印数三千份。\n"
    assert read_text(text).page.date.when is None
    assert str(read("line: 5, role: folio", text=text).page.date.when) == "2023-05-04"


def test_a_join_and_a_split_say_what_the_reading_does_and_silence_its_doubt() -> None:
    text = "## 大桥通车\n\n本报讯 大桥昨日上午通车,两岸居民往来,\n\n单程可省20分钟。\n"
    assert [d.code for d in read_text(text).diagnostics if d.code.startswith("r")] == ["r-002"]
    joined = read("line: 5, break: join", text=text)
    split = read("line: 5, break: split", text=text)
    for reading, blocks in ((joined, 1), (split, 2)):
        assert len(reading.page.articles[0].body) == blocks
        assert not [d for d in reading.diagnostics if d.code.startswith("r")]


def test_a_join_closes_a_break_that_the_reading_left_open() -> None:
    (first, *_) = read("quote: 两岸居民, break: join").page.articles
    assert first.body[0].prose.text == "全长320米的河湾新桥昨日上午通车。两岸居民往来不再绕行，单程可省20分钟。"


def test_a_join_with_nothing_above_it_is_refused() -> None:
    (fault,) = [d for d in read("line: 7, break: join").diagnostics if d.code == "o-011"]
    assert (fault.path, fault.line, fault.column) == ("seeds/page.yaml", 2, 5)
    assert "line 7 cannot be joined" in fault.message


def test_the_other_lines_of_the_page_are_read_as_before() -> None:
    before = roles(read_text(PAGE))
    after = roles(read("line: 11, role: caption"))
    changed = {number for number in before if before[number] != after[number]}
    assert after[11] == "caption"
    assert changed <= {9, 10, 11, 12, 13}  # what stands beside it decides anew


def test_an_overlay_without_corrections_changes_nothing() -> None:
    assert outline(read_corrected(PAGE, "corrections: []\n")) == outline(read_text(PAGE))


def test_a_misread_word_is_mended_silently() -> None:
    reading = read("quote: 林青山, replace: 林清山")
    article = reading.page.articles[0]
    assert [c.name for c in article.contributors if c.role == "记者"] == ["林清山"]
    assert article.corrections == ()
    assert edits(reading) == [(7, "transcription", "林青山", "林清山")]
    assert_laws_hold(reading)


def test_a_fact_is_corrected_in_public() -> None:
    entry = "quote: 320米, replace: 302米, kind: correction, date: 2023-05-06, note: 据交通局来函。"
    reading = read(entry)
    first, second = reading.page.articles
    assert first.corrections == (Correction("320米", "302米", date(2023, 5, 6), "据交通局来函。"),)
    assert second.corrections == ()
    assert first.body[0].prose.text == "全长302米的河湾新桥昨日上午通车。"
    assert edits(reading) == [(7, "correction", "320米", "302米")]
    assert_laws_hold(reading)


@pytest.mark.parametrize(
    ("quote", "replace"),
    [
        ("河湾日报", "河湾晚报"),
        ("图书馆延长", "博物馆延长"),
        ("(河湾市交通局供稿)", "(河湾市交通局、民政局供稿)"),
        ("单程可省20", "单程可省12"),
    ],
)
def test_words_are_replaced_wherever_they_stand(quote: str, replace: str) -> None:
    reading = read(f"quote: {quote}, replace: {replace}")
    assert replace in "\n".join(prose.text for prose in reading.page.proses())
    assert not [d for d in reading.diagnostics if d.code == "o-011"]
    assert_laws_hold(reading)


def test_the_editors_words_are_set_as_written_and_those_around_are_mended() -> None:
    reading = read('quote: "绕行,单程", replace: "绕路,单程"')
    assert reading.page.articles[0].body[1].prose.text.startswith("两岸居民往来不再绕路,单程")


def test_words_in_bold_may_be_replaced_with_their_marks() -> None:
    reading = read('quote: "照常**开放**", replace: 照旧开门')
    assert reading.page.articles[1].body[1].prose.text == "周末照旧开门。"
    assert_laws_hold(reading)


@pytest.mark.parametrize("quote", ["讯(记者", '"通车。\\n\\n两岸"', "常*", '"## 图书馆"'])
def test_words_that_are_no_one_piece_of_text_are_refused(quote: str) -> None:
    reading = read(f"quote: {quote}, replace: 甲")
    (fault,) = [d for d in reading.diagnostics if d.code == "o-011"]
    assert "do not lie within one piece of text" in fault.message
    assert_laws_hold(reading)


def test_a_public_correction_needs_an_article_to_stand_on() -> None:
    (fault,) = [
        d
        for d in read("quote: 河湾日报, replace: 河湾晚报, kind: correction, date: 2023-05-06").diagnostics
        if d.code == "o-011"
    ]
    assert "stand in no article" in fault.message


def test_a_line_within_hard_wrapped_text_can_be_named() -> None:
    whole = read_text(WRAPPED).page.articles[0].body
    assert [block.prose.lines(SourceText("", WRAPPED))[0] for block in whole] == [3, 8]
    parted = read("line: 8, break: join", "line: 10, break: split", text=WRAPPED)
    assert [block.prose.lines(parted.page.source)[0] for block in parted.page.articles[0].body] == [3, 10]
    assert_laws_hold(parted)


def test_words_across_a_line_end_of_wrapped_text_can_be_replaced() -> None:
    reading = read('quote: "居民\\n出行", replace: 居民外出', text=WRAPPED)
    assert "营业，居民外出不受" in reading.page.articles[0].body[0].prose.text
    assert_laws_hold(reading)


@pytest.mark.parametrize("line", [15, 17, 19])
def test_an_article_gets_the_id_that_any_line_of_it_is_given(line: int) -> None:
    reading = read_corrected(PAGE, f"corrections: [{{line: {line}, id: library}}]\n")
    assert [article.key for article in reading.page.articles] == ["", "library"]
    assert not [d for d in reading.diagnostics if d.code == "o-011"]


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        ("{line: 1, id: paper}", "line 1 stands in no article"),
        ("{line: 5, id: a}, {line: 7, id: b}", "has the id a already"),
        ("{line: 5, id: a}, {line: 15, id: A}", "would have the same address"),
        ("{line: 5, id: '15'}", "would have the same address"),
    ],
)
def test_an_id_that_cannot_be_given_is_told(entries: str, told: str) -> None:
    reading = read_corrected(PAGE, f"corrections: [{entries}]\n")
    assert [told in d.message for d in reading.diagnostics if d.code == "o-011"] == [True]
