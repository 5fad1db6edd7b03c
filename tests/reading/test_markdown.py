"""Edited Markdown: front matter, structure, clean HTML, and that no text is lost in Markdown's traps."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.whole import check_reading
from sitegen.model.edition import assemble
from sitegen.model.markup import set_markup
from sitegen.model.newspaper import LEAD, Article, BodyBlock
from sitegen.model.prose import Reason, ledger
from sitegen.reading.files.bulletins import Bulletin, find_bulletins
from sitegen.reading.files.overlay import read_front_matter
from sitegen.reading.illustrating import Reading
from sitegen.reading.page import read_page
from sitegen.site.addresses import urls
from sitegen.source import SourceText
from tests.alphabet import ANY
from tests.fixture_files import Case, cases_of, settle
from tests.nightly import examples
from tests.outline import outline

FOLDER = Path(__file__).parent.parent / "fixtures" / "markdown"
FRONT = "---\npage: 7\n---\n"


def read_edited(body: str, front: str = FRONT) -> Reading:
    """Read a text below front matter as a bulletin of edited Markdown."""
    source = SourceText("seeds/page.md", front + body)
    matter, faults = read_front_matter(source)
    assert matter is not None
    assert not faults
    return read_page(Bulletin(source=source, stem="page", overlay=matter.overlay, text_start=matter.end))


def blocks(body: str) -> list[BodyBlock]:
    return [block for article in read_edited(body).page.articles for block in article.body]


def html(body: str) -> str:
    return "\n".join(set_markup(block.html) for block in blocks(body))


def laws_broken(reading: Reading) -> list[str]:
    return [found.message for found in check_reading(assemble([reading.page]))]


CASES = [case for file in sorted(FOLDER.glob("*.md")) for case in cases_of(file)]


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.file.stem}:{c.line} {c.title}")
def test_what_an_editor_writes_is_read_as_the_fixture_says(case: Case, update_golden: bool) -> None:
    reading = read_edited(case.given, front="---\npage:\n---\n")
    assert laws_broken(reading) == []
    settle(case, outline(reading), update_golden)


# Front matter


def test_front_matter_says_what_an_overlay_says() -> None:
    page = read_edited("正文。\n", "---\ndate: 2024-03-22\ndate_note: 合订本\npage: 07\nsection: 要闻\n---\n").page
    assert (str(page.date.when), page.date.origin, page.date.note) == ("2024-03-22", "overlay", "合订本")
    assert (page.label, page.section) == ("7", "要闻")


@pytest.mark.parametrize(
    "text",
    [
        "---\n\n法院专刊\n\n---\n",
        "---\n法院专刊\n2024年3月22日 星期五 7版\n",
        "---\n邮箱: a@example.org\n---\n",
        "---\nhttps://example.org\n",
        "\n---\npage: 7\n---\n正文。",
        "--- \n",
        "---",
        "----\npage: 7\n---\n",
        "正文。\n---\npage: 7\n---\n",
    ],
)
def test_a_rule_at_the_top_of_raw_text_is_no_front_matter(text: str) -> None:
    assert read_front_matter(SourceText("a.md", text)) == (None, ())


@pytest.mark.parametrize(
    "text", ["---\npage: 7\n", "---\npage: 7\n\n# 标题\n\n---\n", "---\npage：7\n正文。\n", "---\ndate:"]
)
def test_front_matter_that_is_not_closed_is_told(text: str) -> None:
    matter, (fault,) = read_front_matter(SourceText("a.md", text))
    assert (matter, fault.code, fault.line) == (None, "o-007", 1)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_places_in_front_matter_are_those_of_the_file(end: str) -> None:
    source = SourceText("a.md", end.join(["---", "# 据馆藏", "section: 要闻", "date: soon", "---", "正文。"]))
    matter, (fault,) = read_front_matter(source)
    assert matter is not None
    assert source.text[matter.end :] == "正文。"
    assert (fault.code, fault.path, fault.line, fault.column) == ("o-002", "a.md", 4, 7)


def test_only_markdown_files_have_front_matter(tmp_path: Path) -> None:
    for name in ("a.md", "b.txt", "c.MD"):
        (tmp_path / name).write_text(FRONT + "正文。\n", "utf-8")
    found, faults = find_bulletins(tmp_path, "seeds")
    assert faults == ()
    assert [(b.stem, b.text_start, b.overlay.page) for b in found] == [
        ("a", len(FRONT), "7"),
        ("b", 0, None),
        ("c", len(FRONT), "7"),
    ]


def test_a_month_in_the_front_matter_is_no_evidence_of_the_text() -> None:
    page = read_edited("2022年11月，某地法院开庭。\n", "---\nsection: 2023年5月合订本\n---\n").page
    assert page.date.not_before == "2022-11"


# Addresses


def test_an_articles_address_does_not_move_with_its_lines() -> None:
    body = "# 法院为民办实事 {#banshi}\n\n正文。\n\n# 法院开庭\n\n正文。\n"
    front = "---\ndate: 2024-03-22\npage: 7\n---\n"
    once, again = (read_edited(body, front + more).page for more in ("", "\n\n\n"))
    for page in (once, again):
        addresses = [urls.article(article, page) for article in page.articles]
        assert addresses == ["2024/03/22/07-banshi.html", "2024/03/22/07-2.html"]
    assert [a.line for a in once.articles] != [a.line for a in again.articles]


@pytest.mark.parametrize(
    ("behind", "weight", "key"),
    [
        ("", 1, "2"),
        (" {.lead}", LEAD, "2"),
        (" {weight=5}", 5, "2"),
        (" {weight=0}", 0, "2"),
        (" {#banshi .lead}", LEAD, "banshi"),
        ("{ weight=7 #banshi }", 7, "banshi"),
    ],
)
def test_behind_its_headline_stands_how_much_an_article_weighs(behind: str, weight: int, key: str) -> None:
    reading = read_edited(f"# 法院开庭\n\n正文。\n\n# 法院为民办实事{behind}\n\n正文。\n")
    assert laws_broken(reading) == []
    first, article = reading.page.articles
    assert article.headline and article.headline.text == "法院为民办实事"
    assert (article.weight, article.key) == (weight, key)
    assert first.weight == 1


@pytest.mark.parametrize("text", ["集合 {甲、乙}", "{.lead}", "代码 {}", "{a=1}之后"])
def test_braces_that_say_nothing_of_an_article_are_text(text: str) -> None:
    reading = read_edited(f"# {text}\n\n正文。\n")
    (article,) = reading.page.articles
    assert article.headline and article.headline.text == text
    assert not [found for found in reading.diagnostics if found.code[0] == "m"]


# Clean HTML

INLINE_TAGS = {"a", "em", "strong", "code", "sup", "span", "br", "img"}
TAGS = INLINE_TAGS | {"p", "ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr", "th", "td"}
ATTRIBUTES = {"href", "title", "class", "id", "value", "data-source", "alt"}
SCHEMES = ("http://", "https://", "mailto:", "tel:", "#")


class Inspector(HTMLParser):
    """Fails at anything that a page must not hold."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS
        for name, value in attrs:
            assert name in ATTRIBUTES
            assert name != "href" or (value or "").lower().startswith(SCHEMES)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")


@pytest.mark.parametrize(
    "trap",
    [
        "2022. 10 某日，某地法院开庭。",
        "长5*8*3厘米",
        "    某地法院开庭。",
        "标题\n---\n正文。",
        "<script>alert(1)</script>正文",
        "[甲](javascript:alert(1))",
        "![甲](javascript:alert(1))",
        "[甲](&#106;avascript:alert(1))",
        "<javascript:alert(1)>",
        '[甲](https://example.org" onclick="alert(1))',
        '![甲" onerror="alert(1)](https://example.org)',
        "<img src=x onerror=alert(1)>",
        "<style>p {color: red}</style>",
        "<!-- 注 -->",
        "甲&amp;乙&copy;",
        "[^1]: 注",
        "[1]: https://example.org",
        "3. 丙\n4. 丁",
        "1. 甲\n- 乙\n2. 丙",
        "| 甲 |\n|---|\n| 乙 | 丙 |",
        "[甲 [乙](https://b.example)](https://a.example)",
        "\x02klzzwxh:0000\x03",
        "- " * 300 + "甲",
        "[" * 30_000 + "甲",
        "[^" * 30_000 + "甲",
    ],
)
def test_markdowns_traps_keep_their_text_and_run_nothing(trap: str) -> None:
    reading = read_edited(trap)
    assert laws_broken(reading) == []
    shown = "".join(prose.text for prose in reading.page.proses())
    attributes = [e for p in reading.page.proses() for e in p.edits if e.reason is Reason.ATTRIBUTE]
    if not attributes:
        assert ledger(shown) == ledger(trap)
    Inspector().feed(html(trap))


def test_the_years_and_products_that_markdown_eats_are_shown_as_written() -> None:
    assert [block.prose.text for block in blocks("2022. 10 某日\n\n长5*8*3厘米")] == ["2022. 10 某日", "长5*8*3厘米"]


def test_soft_line_breaks_join_han_also_across_marks() -> None:
    assert html("**继**\n续*为\n民*，\n“办”事 a\nb") == "<strong>继</strong>续<em>为民</em>，“办”事 a\nb"


def test_a_table_has_no_style_of_its_own() -> None:
    made = html("| 甲 | 乙 |\n|---|--:|\n| 1 | 2 |")
    assert made.startswith('<table><thead><tr><th>甲</th><th class="right">乙</th>')
    assert "style" not in made


def test_footnotes_link_there_and_back_by_ids_that_no_other_article_has() -> None:
    first, second = read_edited("甲[^1]乙[^1]\n\n[^1]: 注\n\n# 标题\n\n丙[^1]\n\n[^1]: 注\n").page.articles
    text, note = (set_markup(block.html) for block in first.body)
    assert text == (
        '甲<sup><a class="note" href="#n6" id="r6">1</a></sup>乙<sup><a class="note" href="#n6">1</a></sup>'
    )
    assert note == '<p id="n6"><a class="note" href="#r6">1</a> 注</p>'
    assert 'id="n12"' in set_markup(second.body[1].html)


def test_a_picture_of_ours_is_named_and_one_elsewhere_is_a_link() -> None:
    reading = read_edited("![图](a.jpg) ![乙](https://example.org/b.jpg)")
    ((block,),) = (article.body for article in reading.page.articles)
    assert set_markup(block.html) == (
        '<img alt="图" data-source="a.jpg"> <a class="picture" href="https://example.org/b.jpg">乙</a>'
    )
    assert [(named.name, named.offset - len(FRONT)) for named in reading.images] == [("a.jpg", 5)]
    assert [(d.code, d.column) for d in reading.diagnostics if d.code == "m-003"] == [("m-003", 18)]


@pytest.mark.parametrize(
    ("written", "caption", "given"),
    [
        ('![桥](a.jpg "新桥夜景。")', "新桥夜景。", [("a.jpg", "桥")]),
        ("![桥](<photos/my a.jpg> '新桥')", "新桥", [("photos/my a.jpg", "桥")]),
        ("![桥 & “灯”](a(1).jpg)", "", [("a(1).jpg", "桥 & “灯”")]),
        ("![桥](a.jpg)\n![灯](b.jpg '左：桥，右：灯')", "左：桥，右：灯", [("a.jpg", "桥"), ("b.jpg", "灯")]),
        ("![桥](a.jpg '桥。') ![灯](b.jpg '灯。')", "桥。 灯。", [("a.jpg", "桥"), ("b.jpg", "灯")]),
    ],
)
def test_pictures_alone_are_figures_with_their_titles_as_caption(
    written: str, caption: str, given: list[tuple[str, str]]
) -> None:
    reading = read_edited(f"正文。\n\n{written}\n\n正文。")
    (article,) = reading.page.articles
    assert [(b.kind.value, b.prose.text, b.html) for b in article.body[1:2]] == [("caption", caption, ())]
    assert [(f.name, f.alt, f.before, f.captioned) for f in article.figures] == [(*pair, 1, True) for pair in given]
    assert [named.name for named in reading.images] == [name for name, _ in given]
    assert laws_broken(reading) == []


@pytest.mark.parametrize(
    "written",
    ["- ![桥](a.jpg)", "> ![桥](a.jpg)", "| 图 |\n|---|\n| ![桥](a.jpg) |", "[![桥](a.jpg)](https://example.org)"],
)
def test_pictures_within_other_blocks_stay_in_them(written: str) -> None:
    reading = read_edited(f"正文。\n\n{written}\n")
    (article,) = reading.page.articles
    assert '<img alt="桥" data-source="a.jpg">' in set_markup(article.body[-1].html)
    assert article.figures == ()
    assert [named.name for named in reading.images] == ["a.jpg"]
    assert laws_broken(reading) == []


def test_a_headline_holds_no_picture() -> None:
    reading = read_edited("# 新桥![桥](a.jpg)\n\n正文。\n")
    assert reading.images == ()
    assert reading.page.articles[0].headline is not None
    assert reading.page.articles[0].headline.text == "新桥![桥](a.jpg)"
    assert "m-002" in [d.code for d in reading.diagnostics]


def test_words_that_a_picture_does_not_carry_are_missed() -> None:
    reading = read_edited("![桥](a.jpg)")
    (article,) = reading.page.articles
    lost = replace(article, figures=(replace(article.figures[0], alt=""),))
    found = check_reading(assemble([replace(reading.page, articles=(lost,))]))
    assert [d.code for d in found] == ["x-009"]


# Laws


def spoiled(article: Article, **changes: object) -> list[str]:
    reading = read_edited("正文[公报](https://example.org)。")
    block = replace(article.body[0], **changes)  # type: ignore[arg-type]
    page = replace(reading.page, articles=(replace(article, body=(block,)),))
    return [found.code for found in check_reading(assemble([page]))]


def test_html_that_shows_another_text_is_found() -> None:
    (article,) = read_edited("正文[公报](https://example.org)。").page.articles
    assert spoiled(article) == []
    assert spoiled(article, html=('正<a href="https://example.org">公报</a>。',)) == ["x-009"]
    assert spoiled(article, html=("正文<a>公报</a>。",)) == ["x-009"]


# What Markdown means something by, one piece a line; the table and the line ends have lines in them.
PIECES = """\
# |## |### |- |1. |2. |> |*|**|_|`|[^1]|[^1]: |[甲](https://a.example "b")|[甲](javascript:b)|![甲](a.jpg)|[|]|(|)|<|>
<script>|</script>|&amp;|{#a}|    |　　|---|5*8*3|\\|。|——|（王新鹏）|本报讯 |本报记者 李娇|法院|abc"""
MARKUP = st.sampled_from(
    [*PIECES.replace("\n", "|").split("|"), "\n", "\n\n", "\r\n", "|", "| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |\n"]
)


@settings(max_examples=examples(200), deadline=None)
@given(st.lists(MARKUP | st.text(ANY, max_size=4), max_size=40).map("".join) | st.text(ANY))
def test_any_text_below_front_matter_is_read_whole(body: str) -> None:
    reading = read_edited(body.encode("utf-8", "ignore").decode())
    assert laws_broken(reading) == []
    for article in reading.page.articles:
        for block in article.body:
            Inspector().feed(set_markup(block.html))
