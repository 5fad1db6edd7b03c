"""What converters leave, mixed at random: every printed letter stands in the reading, and no markup does."""

from __future__ import annotations

import json
from unicodedata import normalize

from hypothesis import example, given, settings
from hypothesis import strategies as st

from benchmarks.whole import check_reading, check_site, make_site
from sitegen.model.edition import assemble
from sitegen.model.prose import ledger
from sitegen.reading.report import page_json
from sitegen.reading.text.lines import split_lines
from sitegen.site.addresses.paths import path_faults
from sitegen.source import SourceText
from tests.alphabet import ANY
from tests.nightly import examples
from tests.outline import read_pages, read_text
from tests.properties.test_reading_laws import (
    assert_each_letter_stands_once,
    assert_laws_hold,
    assert_places_are_those_an_editor_sees,
    assert_report_is_as_documented,
    assert_texts_can_be_made_again,
    made_with,
)

# Pieces of markup, whole and broken, and what stands around them.
FRAGMENTS = st.sampled_from(
    [
        *("<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", '<td colspan="2" rowspan=3>', "<th>", "</th>"),
        *("<thead>", "</thead>", "<tbody>", "<caption>", "</caption>", "<html><body>", "</body></html>"),
        *(
            "<b>",
            "</b>",
            "<strong>",
            "</strong>",
            "<i>",
            "</i>",
            "<br>",
            "<br/>",
            "<hr>",
            "<p>",
            "</p>",
            "<h2>",
            "</h2>",
        ),
        *("<sup>", "</sup>", "<sub>", "</sub>", "<div align=center>", '<div style="text-align: center;">', "</div>"),
        *("<center>", "</center>", "<figcaption>", "</figcaption>", '<p class="caption">', "<details>", "</details>"),
        *(
            "<summary>text_image</summary>",
            "<summary>",
            "</summary>",
            "<!-- image -->",
            "<!--",
            "-->",
            "<!-- 图\n二 -->",
        ),
        *("<script>", "</script>", "<style>p{}</style>", "<recv response='200'>", "</recv>", "<o:p></o:p>", "<a b"),
        *('<img src="images/3.jpg" alt="桥">', "![](images/3.jpg)", "![图为新桥。](a.png)", "![", "](", "![a](b"),
        *("![](data:image/png;base64,iVBORw0KGgoAAAANSUhEUg==)", "data:image/png;base64,iVBORw0KGgoAAAANSUhEUg"),
        *("$98.1\\%$", "$ 5 $", "$", "$$", "\\(", "\\)", "\\[", "\\]", "^{2}", "_{2}", "\\mathrm{CO}_2", "\\times"),
        *("\\textcircled{1}", "\\frac{1}{2}", "{", "}", "\\", "\\*", "\\_", "\\#", "\\foo", "^2^", "H~2~O", "\\alpha"),
        *(
            "&nbsp;",
            "&amp;",
            "&lt;",
            "&gt;",
            "&#8212;",
            "&quot;",
            "&#20013;",
            "&amp;lt;",
            "&alpha;",
            "&#0;",
            "&",
            "&bad;",
        ),
        *(
            "| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |",
            "|",
            "\n|",
            "|\n",
            "|---|",
            "+---+---+",
            "<|ref|>text<|/ref|>",
            "<|det|>",
        ),
        *(
            "②6",
            "⑧3陈三 摄",
            "。②6",
            "。",
            ".",
            "排查.",
            "一.",
            "约翰.史密斯",
            "```",
            "```markdown",
            ":::",
            "{.note}",
            "{#head}",
            "表1 收支",
            "*图1 桥*",
            " $5$ ",
            "[",
            "]",
        ),
        *("[字](https://a.cn/b)", "**", "__", "# ", "## ", "*", "\u00ad", "\u200b", "\ufeff", "\r", "  "),
        *(
            "\n",
            "\n\n",
            " ",
            "\u3000",
            "字",
            "正文在此",
            "ab",
            "12",
            "本报讯",
            "（记者 李小满）",
            "图1 新桥",
            "周小满 摄",
        ),
    ]
)
MIXTURES = st.lists(st.one_of(FRAGMENTS, st.text(ANY, max_size=4)), max_size=40).map("".join)


@settings(max_examples=examples(400), deadline=None)
@given(MIXTURES)
@example("![图为新桥。](a.png)②6")
@example("<b>图为新桥。</b>②6 <i>周小满 摄</i>")
def test_whatever_is_left_each_letter_is_read_once_and_every_place_can_be_found(text: str) -> None:
    readings = read_pages(text)
    assert_laws_hold(*(reading.page for reading in readings))
    assert_each_letter_stands_once(*(reading.page for reading in readings))
    for reading in readings:
        assert_texts_can_be_made_again(reading.page)
        assert_places_are_those_an_editor_sees(reading)
        assert_report_is_as_documented(reading)


@settings(max_examples=examples(40), deadline=None)
@given(MIXTURES.filter(lambda text: text.strip() and "\0" not in text))
def test_whatever_is_left_the_site_holds_the_reading_whole(text: str) -> None:
    config, theme = made_with()
    edition = assemble(reading.page for reading in read_pages(text))
    artifacts = make_site(edition, config, theme)
    found = [*path_faults(artifacts), *check_site(edition, artifacts, config)]
    assert not found, [(d.code, d.path, d.line, d.message) for d in found]


# Markup that is whole, and what of it was printed; `@` stands for words.
WHOLE = st.sampled_from(
    [
        *(("@", "@"), ("<b>@</b>", "@"), ("<strong>@</strong>@", "@@"), ("<span style='color: red'>@</span>", "@")),
        *(("<p>@</p>", "@"), ("<p>\n@\n</p>", "@"), ('<div align="center">@</div>', "@"), ("@<br>@", "@@")),
        *(("<h2>@</h2>", "@"), ("## @", "@"), ("**@**", "@"), ("*@*", "@"), ("<center>@</center>", "@")),
        *(
            ("<figcaption>@</figcaption>", "@"),
            ("<!-- @ -->", ""),
            ("<script>@</script>", ""),
            ("<foo a=1>@</foo>", "@"),
        ),
        *(("<table><tr><td>@</td><td>@</td></tr></table>", "@@"), ("<table><tr><td>@</td></tr>", "@")),
        *(('<table>\n<thead><tr><th colspan="2">@</th></tr></thead>\n<tr><td>@</td><td>@</td></tr>\n</table>', "@@@"),),
        *(
            ("@<table><tr><td>@</td></tr></table>@", "@@@"),
            ("<table><tr><td><table><tr><td>@</td></tr></table>@</td></tr></table>", "@@"),
        ),
        *(("| @ | @ |\n|---|---|\n| @ | @ |", "@@@@"), ("|@|@|\n|@|@|", "@@@@")),
        *(
            ("![](images/3.jpg)", ""),
            ("![图](images/3.jpg)", ""),
            ("<img src='a b.jpg' alt='图'>", ""),
            ("![图为@。](a.jpg)", "图为@"),
        ),
        *(("![](data:image/png;base64,iVBORw0KGgoAAAANSUhEUg==)", ""), ("[@](https://example.org/a)", "@")),
        *(
            ("@$98.1\\%$", "@981"),
            ("@$\\mathrm{CO}_2$", "@CO2"),
            ("@10<sup>6</sup>", "@106"),
            ("@\\textcircled{3}", "@3"),
        ),
        *(("@&nbsp;@", "@@"), ("@&amp;@", "@@"), ("@&#20013;@", "@中@"), ("\\*@\\*", "@"), ("@5\\times3", "@53")),
        *(("<details>\n<summary>text_image</summary>\n\n@\n\n</details>", "@"), ("<|ref|>title<|/ref|>@", "@")),
        *(("@。②6", "@26"), ("@\u200b@", "@@"), ("```markdown\n@\n```", "@"), ("$\\foo$@", "foo@")),
    ]
)
WORDS = st.sampled_from(["新桥", "昨日通车", "三年来，县里修了桥。", "河湾", "周小满", "Hewan 7", "完成排查."])
BREAKS = st.sampled_from(["\n", "\n\n", "\n\n\n", "\r\n\r\n"])


@st.composite
def pages(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a page of whole markup, and the letters and figures that were printed on it."""
    source, printed = "", ""
    for _ in range(draw(st.integers(1, 12))):
        written, shown = draw(WHOLE)
        words = [draw(WORDS) for _ in range(written.count("@"))]
        kept = words if written.count("@") == shown.count("@") else []
        for word in words:
            written = written.replace("@", word, 1)
        for word in kept:
            shown = shown.replace("@", word, 1)
        source += written + draw(BREAKS)
        printed += shown
    return source, ledger(normalize("NFKC", printed))


def texts_of(source: str) -> str:
    """Returns all running text of a page in the order in which it was printed."""
    page = read_text(source).page
    starts = sorted((span.start, at, prose) for at, prose in enumerate(page.proses()) for span in prose.spans[:1])
    return "".join(prose.text for _, _, prose in starts)


@settings(max_examples=examples(400), deadline=None)
@given(pages())
def test_of_whole_markup_just_what_was_printed_is_running_text(drawn: tuple[str, str]) -> None:
    source, printed = drawn
    page = read_text(source).page
    assert sorted(ledger(normalize("NFKC", texts_of(source)))) == sorted(printed)
    assert_laws_hold(page)
    shown = json.loads(page_json(page, ()))
    said = json.dumps([shown["furniture"], shown["articles"]], ensure_ascii=False)
    assert not any(code in said for code in ("<t", "</", "&n", "data:", "<!--", "![", "](", "\\\\textc"))


@settings(max_examples=examples(150), deadline=None)
@given(MIXTURES, st.data())
def test_whatever_is_left_an_editor_can_give_any_line_a_role(text: str, data: st.DataObject) -> None:
    numbers = [line.number for line in split_lines(SourceText("page.txt", text)) if line.text or not line.coded]
    roles = st.sampled_from(["headline", "paragraph", "caption", "table", "folio", "byline", "continuation", "credit"])
    chosen = data.draw(st.dictionaries(st.sampled_from(numbers), roles, max_size=6)) if numbers else {}
    entries = "".join(f"\n  - {{line: {number}, role: {role}}}" for number, role in chosen.items())
    pages = [reading.page for reading in read_pages(text, overlay=f"corrections:{entries or ' []'}")]
    assert not [*check_reading(assemble(pages))]
    assert_each_letter_stands_once(*pages)
