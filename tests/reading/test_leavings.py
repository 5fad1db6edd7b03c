"""Single pieces of what converters leave: what each is taken for, and where tables and pictures go."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.whole import check_reading
from sitegen.check.markup import says
from sitegen.model.edition import assemble
from sitegen.model.layout import Role
from sitegen.model.markup import set_markup
from sitegen.model.newspaper import BlockKind
from sitegen.model.prose import Reason, ledger
from sitegen.reading.files.bulletins import find_bulletins
from sitegen.reading.illustrating import Reading, with_images
from sitegen.reading.page import read_page
from sitegen.reading.report import page_json
from sitegen.reading.text.lines import split_lines
from sitegen.reading.text.tags import attributes_of
from sitegen.reading.text.words import ends_sentence
from sitegen.site.table_html import html_of
from sitegen.source import SourceText
from tests.outline import read_corrected, read_text
from tests.pictures import png

HEAD = "## 河湾新桥昨日通车\n\n本报记者 林青山\n\n大桥全长三百米，连起两岸。\n\n"
TAIL = "\n\n通车后，两岸居民往来不再绕行。\n"


def text_of(written: str) -> str:
    """Returns a line of a bulletin as rules see it."""
    return " / ".join(line.text for line in split_lines(SourceText("a.txt", written)))


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        (r"完成$98.1\%$", "完成98.1%"),
        (r"完成$ 9 8 . 1 \% $", "完成98.1%"),
        (r"完成98.1\%", "完成98.1%"),
        ("完成$ 4 $座", "完成4座"),
        (r"气温$2 4 ^ { \circ } \mathrm { C }$", "气温24°C"),
        (r"气温24^{\circ}C", "气温24°C"),
        (r"$\mathrm{CO}_2$", "CO₂"),
        (r"\mathrm{CO}_{2}", "CO₂"),
        (r"$10^{-3}$", "10⁻³"),
        (r"${\sim}$", "~"),
        (r"第$\textcircled{\small{12}}$项", "第⑫项"),
        (r"\textcircled{1}甲", "①甲"),
        (r"$\frac{1}{2}$", "1/2"),
        (r"$1\frac{1}{2}$", "1 1/2"),
        (r"$\text{不超过 }5$", "不超过 5"),
        (r"$\geq 60\%$", "≥60%"),
        (r"5\times 3", "5×3"),
        (r"\alpha射线", "α射线"),
        (r"\(\alpha\)射线", "α射线"),
        ("$$\n98.1\\%\n$$", "98.1%"),
        (r"$v_{max}$", "vmax"),
        (r"$x^{ab}$", r"$x^{ab}$"),
        (r"$\begin{array}{c}a\end{array}$", r"$\begin{array}{c}a\end{array}$"),
        ("每株$5，大苗$20", "每株$5，大苗$20"),
        ("from $5 to $10", "from $5 to $10"),
        ("C:\\Users\\times", "C:\\Users×"),  # a command that stands bare is one
        (r"(1\) 甲", "(1) 甲"),
        (r"1\. 甲", "1. 甲"),
        ("5*8*3", "5*8*3"),
        ("第一行\\", "第一行"),
    ],
)
def test_latex_and_escapes_become_what_was_printed(written: str, printed: str) -> None:
    assert text_of(written) == printed


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("甲&nbsp;乙", "甲\u00a0乙"),
        ("甲&nbsp乙", "甲\u00a0乙"),
        ("甲&amp;nbsp;乙", "甲\u00a0乙"),
        ("甲&amp;乙", "甲&乙"),
        ("甲&amp;amp;乙", "甲&乙"),
        ("&lt;b&gt;甲&lt;/b&gt;", "<b>甲</b>"),
        ("&#8212;&#x2014;", "——"),
        ("&#20013;&#22269;", "中国"),
        ("甲&shy;乙&#8203;丙", "甲乙丙"),
        ("甲&#10;乙", "甲 乙"),
        ("R&D，AT&T；&nosuch;", "R&D，AT&T；&nosuch;"),
        ("&#0;&#xD800;", "&#0;&#xD800;"),
    ],
)
def test_references_become_their_characters_and_nothing_else_does(written: str, printed: str) -> None:
    assert text_of(written) == printed


@pytest.mark.parametrize(
    "written",
    [
        "a<b",
        "若a<b>c则",
        "<条例>",
        "<<办法>>",
        "x < y > z",
        "<https://a.cn/b>",
        "<me@a.cn>",
        "<3",
        "甲<乙 class>",
    ],
)
def test_what_does_not_look_like_a_tag_is_text(written: str) -> None:
    assert text_of(written) == written


def test_a_tag_may_hold_line_ends_and_quoted_signs() -> None:
    assert text_of('<span\n style="a>b"\n lang=zh>甲</span>') == "甲"


def test_bold_and_heading_tags_are_what_the_marks_are() -> None:
    bold, lead, head = split_lines(SourceText("a.txt", "<b>甲乙</b>\n\n<strong>甲</strong>乙\n\n<h3>甲</h3>"))
    assert (bold.bold, lead.bold, lead.bold_lead, head.level) == (True, False, 1, 3)


def test_a_line_of_markup_is_no_line_and_parts_none() -> None:
    lines = split_lines(SourceText("a.txt", "甲\n<!-- 乙 -->\n丙\n<div>\n丁\n</div>\n\n戊"))
    assert [(line.text, line.gap) for line in lines if line.text] == [("甲", 0), ("丙", 0), ("丁", 1), ("戊", 2)]


def tables(text: str) -> list[tuple[str, str]]:
    page = read_text(HEAD + text + TAIL).page
    assert not [*check_reading(assemble([page]))]
    return [(b.prose.text, set_markup(html_of(b))) for a in page.articles for b in a.body if b.kind is BlockKind.TABLE]


def test_a_table_is_html_again_with_its_heads_and_spans() -> None:
    row = '<tr><th rowspan=2>年份</th><td colspan="2">座数</td></tr>'
    assert tables(f"<table>{row}<tr><td>石</td><td>a < b &amp; c</td></tr></table>") == [
        (
            "年份\t座数\n石\ta < b & c",
            '<table><tbody><tr><th rowspan="2">年份</th><td colspan="2">座数</td></tr>'
            "<tr><td>石</td><td>a &lt; b &amp; c</td></tr></tbody></table>",
        )
    ]


def test_the_first_row_of_a_markdown_table_heads_it() -> None:
    head = '<thead><tr><th scope="col">年份</th><th scope="col">座数</th></tr></thead>'
    html = f"{head}<tbody><tr><td>2021</td><td></td></tr></tbody>"
    assert tables("| 年份 | 座数 |\n| --- | --- |\n| 2021 | |") == [("年份\t座数\n2021\t", f"<table>{html}</table>")]


def test_numbers_below_one_another_stand_at_the_right_and_names_and_years_of_rows_do_not() -> None:
    [(_, html)] = tables(
        "| 年份 | 座数 | 增减 | 附注 |\n| - | - | - | - |\n| 2021 | 1,204.5 | +3% | 12 |\n| 2022 | 96 | — | 无 |"
    )
    assert re.findall(r'class="right"[^>]*>([^<]*)<', html) == ["座数", "增减", "1,204.5", "+3%", "96", "—"]


def test_two_tables_on_one_line_stay_two_and_a_title_stays_with_its_own() -> None:
    html = tables("表一<table><tr><td>甲</td></tr></table>表二<table><tr><td>乙</td></tr></table>")[0][1]
    assert html == (
        "<table><caption>表一</caption><tbody><tr><td>甲</td></tr></tbody></table>"
        "<table><caption>表二</caption><tbody><tr><td>乙</td></tr></tbody></table>"
    )


def test_a_note_behind_a_table_is_its_last_row_and_as_wide_as_the_table() -> None:
    html = tables("<table><tr><td>甲</td><td>乙</td></tr></table>注：按年计")[0][1]
    assert html.endswith('<tfoot><tr><td colspan="2">注：按年计</td></tr></tfoot></table>')


def test_spans_that_no_table_has_are_cut_to_what_one_may_have() -> None:
    html = tables('<table><tr><td colspan="999999999999" rowspan="0">甲</td><td colspan="x">乙</td></tr></table>')[0][1]
    assert html == '<table><tbody><tr><td colspan="1000">甲</td><td>乙</td></tr></tbody></table>'


def test_marks_in_cells_are_mended_in_the_html_as_well() -> None:
    ((text, html),) = tables("<table><tr><td>石料,木料(各半)</td><td>１２</td></tr></table>")
    assert text == "石料，木料（各半）\t12"
    assert '<td>石料，木料（各半）</td><td class="right">12</td>' in html


def test_words_of_an_editor_that_hold_a_tab_leave_a_table_as_text() -> None:
    text = HEAD + "<table><tr><td>年份</td><td>座数</td></tr><tr><td>前年</td><td>三座</td></tr></table>" + TAIL
    for words, kept in (("四座", True), ("四\\t座", False)):
        page = read_corrected(text, f'corrections: [{{quote: 三座, replace: "{words}"}}]').page
        (table,) = (b for a in page.articles for b in a.body if b.kind is BlockKind.TABLE)
        assert bool(table.rows) is kept
        assert ("四座" if kept else "四\t座") in table.prose.text


def test_a_table_with_other_cells_than_its_text_is_found() -> None:
    page = read_text(HEAD + "<table><tr><td>年份</td><td>座数</td></tr></table>" + TAIL).page
    (article,) = page.articles
    body = tuple(replace(b, rows=(*b.rows, *b.rows)) for b in article.body)
    found = check_reading(assemble([replace(page, articles=(replace(article, body=body),))]))
    assert [fault.code for fault in found] == ["x-009"]


def test_the_report_gives_the_cells_and_no_empty_furniture() -> None:
    reading = read_text(HEAD + "<div>\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n</div>" + TAIL)
    report = json.loads(page_json(reading.page, reading.diagnostics))
    assert report["furniture"] == []
    assert report["articles"][0]["body"][1] == {"kind": "table", "lines": [9, 10, 11], "text": "甲\t乙\n1\t2"}
    assert {"line": 7, "reason": "markup", "before": "<div>", "after": ""} in report["edits"]


def test_an_editor_can_make_text_of_a_table_and_name_it_by_a_word_in_it() -> None:
    text = HEAD + "<table><tr><td>甲</td></tr>\n<tr><td>乙丙</td></tr></table>" + TAIL
    page = read_corrected(text, "corrections:\n  - {quote: 乙丙, role: caption}\n").page
    assert [(b.kind.value, b.prose.text) for b in page.articles[0].body][1] == ("caption", "甲\n乙丙")


# Pictures: where they stand, and that they are shown where their file lies beside the bulletin.


def figures(text: str) -> list[list[tuple[int, int, bool]]]:
    return [[(f.line, f.before, f.captioned) for f in article.figures] for article in read_text(text).page.articles]


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        (HEAD + "![](a.png)" + TAIL, [[(7, 1, False)]]),  # above the next paragraph
        (HEAD + "![](a.png)\n\n图1 大桥通车" + TAIL, [[(7, 1, True)]]),
        (HEAD + "![](a.png)\n\n<div align=center>大桥通车</div>" + TAIL, [[(7, 1, True)]]),
        (HEAD + "![图为大桥。](a.png)" + TAIL, [[(7, 1, True)]]),
        (HEAD + "![](a.png)\n\n## 图书馆延长开放\n\n本报讯 图书馆每晚开放至21时。\n", [[(7, 1, False)], []]),
        ("![](a.png)\n\n" + HEAD, [[(1, 0, False)]]),
        (HEAD.replace("大桥全长", "大桥![](a.png)全长"), [[(5, 0, False)]]),
        (HEAD + "![](a.png)\n\n![](b.png)" + TAIL, [[(7, 1, False), (9, 1, False)]]),
        (HEAD + "<table><tr><td><img src=a.png></td><td>甲</td></tr></table>" + TAIL, [[(7, 1, False)]]),
    ],
)
def test_a_picture_stands_where_the_converter_put_it(text: str, stands: list[list[tuple[int, int, bool]]]) -> None:
    assert figures(text) == stands


def read_folder(folder: Path, text: str, overlay: str = "") -> Reading:
    (folder / "2023-05-04-01.txt").write_text(text, "utf-8")
    if overlay:
        (folder / "2023-05-04-01.yaml").write_text(overlay, "utf-8")
    bulletins, faults = find_bulletins(folder, "seeds")
    assert not faults
    (reading,) = with_images([read_page(bulletin) for bulletin in bulletins], folder, "seeds")
    return reading


def test_a_picture_beside_the_bulletin_is_shown_with_the_words_that_the_converter_gave_it(tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "a_1.png").write_bytes(png())
    reading = read_folder(tmp_path, HEAD + r"![一座白色的桥](images/a\_1.png)" + TAIL)
    (figure,) = reading.page.articles[0].figures
    assert (figure.name, figure.alt) == ("images/a_1.png", "一座白色的桥")
    assert set(reading.page.images) == {"images/a_1.png"}
    assert not [found for found in reading.diagnostics if found.code == "r-020"]


def test_words_of_a_picture_that_is_not_there_are_told_and_are_no_text(tmp_path: Path) -> None:
    reading = read_folder(tmp_path, HEAD + "![一座白色的桥](a.png)" + TAIL)
    (found,) = (found for found in reading.diagnostics if found.code == "r-020")
    assert "一座白色的桥" in found.message and found.severity.value == "note"
    assert "白色" not in "".join(prose.text for prose in reading.page.proses())
    assert ledger("一座白色的桥") in ledger(
        "".join(reading.page.source.slice(s) for p in reading.page.proses() for s in p.spans)
    )


def test_a_picture_that_the_editor_gives_a_line_is_not_shown_twice(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png())
    overlay = "corrections:\n  - {line: 9, image: a.png, alt: 新桥}\n"
    reading = read_folder(tmp_path, HEAD + "![](./a.png)" + TAIL, overlay)
    assert [figure.alt for figure in reading.page.articles[0].figures] == ["新桥"]


def test_nothing_outside_the_folder_is_ever_taken(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "a.png").write_bytes(png())
    reading = read_folder(tmp_path / "seeds", HEAD + "![](../a.png)" + TAIL)
    assert not reading.page.images


# Codes of the make-up desk and points for full stops.


def test_a_code_of_the_make_up_desk_is_furniture_and_no_word_of_the_article() -> None:
    page = read_text(HEAD + "通车后，两岸居民往来不再绕行。②6\n").page
    assert [(item.role, item.prose.text) for item in page.furniture] == [(Role.EDITORS, "②6")]
    assert page.articles[0].body[-1].prose.text == "通车后，两岸居民往来不再绕行。"
    assert not [*check_reading(assemble([page]))]


@pytest.mark.parametrize(
    ("line", "ends"),
    [
        ("月底以前完成排查.", True),
        ("“月底以前完成排查.”", True),
        ("They finished the bridge.", True),
        ("一.", False),
        ("1.", False),
        ("月底以前完成排查,", False),
        ("新楼由约翰.史密斯", False),
    ],
)
def test_a_point_behind_han_ends_a_sentence_and_the_number_of_an_item_does_not(line: str, ends: bool) -> None:
    assert ends_sentence(line) is ends


def test_a_point_becomes_a_full_stop_as_a_recorded_edit() -> None:
    prose = read_text(HEAD + "会议要求各乡镇月底以前完成排查.会议由李小满主持.\n").page.articles[0].body[-1].prose
    assert prose.text == "会议要求各乡镇月底以前完成排查。会议由李小满主持。"
    assert [edit.reason for edit in prose.edits] == [Reason.PUNCTUATION] * 2


def test_wrapped_lines_are_not_joined_across_a_line_of_markup() -> None:
    column = "河湾新桥全长三百米连起两\n" * 9
    page = read_text(f"{column}岸居民的往来从此不再绕行\n<!-- 2 -->\n{column}").page
    assert not [*check_reading(assemble([page]))]
    assert [line.role for line in page.lines if line.number == 11] == [Role.UNCLASSIFIED]


def test_beside_a_table_that_markup_holds_whole_stands_no_further_row() -> None:
    page = read_text("## 三年账本\n\n本报记者 王小川\n\n<table><tr><td>云岭</td><td>3</td></tr></table>\n").page
    assert [line.number for line in page.lines if line.role is Role.TABLE] == [5]


# The guard of law 1 reads markup in a way of its own.


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("<b>", ""),
        ('</td>\n<td colspan="2">', ""),
        ("<b>本报</b>", "本报"),
        ("<!-- 甲 -->", ""),
        ("<script>var a;</script>", ""),
        ("<script>var a;", "vara"),
        (r"\textcircled{8}", "8"),
        (r"\alpha", "α"),
        (r"\times", ""),
        ("&#20013;", "中"),
        ("&amp;nbsp;", ""),
        ("²", "2"),
        ("![甲](a.png)", ""),
        ("](https://a.cn/b)", ""),
        ("](a.png){.note}", ""),
        ("]( a.png )", ""),
        ("](<图 1.png>)", ""),
        ("](图 1.png “甲”)", ""),
        ("](a_(1).png 'b')", ""),
        ("](甲 乙)", "甲乙"),
        ('<img title=">" alt="', ""),
        ("<条例>", "条例"),
    ],
)
def test_what_markup_says_is_what_stands_for_text_in_it(markup: str, said: str) -> None:
    assert says(markup) == said


def test_of_two_attributes_alike_the_first_holds() -> None:
    assert attributes_of('alt="桥" ALT="居民走上新桥。 周小满摄" src=a.png') == {"alt": "桥", "src": "a.png"}
