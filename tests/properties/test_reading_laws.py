"""Laws 1 and 2 for any text whatever: real pages damaged in every way OCR knows, and text that is no newspaper."""

from __future__ import annotations

import functools
import json
from collections import Counter
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.whole import check_reading, check_site, make_site
from sitegen.config import Config, load_config
from sitegen.model.edition import assemble, find_clashes
from sitegen.model.layout import Role
from sitegen.model.newspaper import Page
from sitegen.model.prose import compose
from sitegen.reading.illustrating import Reading
from sitegen.reading.report import page_json
from sitegen.reading.text.lines import split_lines
from sitegen.site.addresses.paths import path_faults
from sitegen.site.theme.templates import Theme, load_theme
from sitegen.source import SourceText
from tests.alphabet import ANY
from tests.editions import REPORT_KEYS, ROOT
from tests.nightly import examples
from tests.outline import read_corrected, read_pages, read_text

PAGES = [file.read_text("utf-8") for file in sorted((ROOT / "seeds").glob("*.txt"))]
LINES = [line for page in PAGES for line in page.split("\n") if line.strip()]

ARTICLE_KEYS = [
    *("line", "kind", "kicker", "headline", "series", "deck", "dateline", "byline", "contributors", "credit_lines"),
    *("body", "jump_to", "continued_from"),
]

# What a newspaper's rules look at, so that random text meets them.
FRAGMENTS = st.sampled_from(
    [
        *("#", "## ", "###", "**", "__", "![", "](", ")", "(", "（", "）", "〔", "【", "】", "《", "》", "“", "”"),
        *("本报讯", "新华社", "记者", "通讯员", "摄", "文/图", "供稿", "责编", "编辑：", "下转第3版", "上接第1版"),
        *("2024年3月22日", "星期五", "第7版", "二〇二四年", "7版", "2024. 3", "http://a.b/c", "a@b.cn"),
        *("一、", "1.", "（二）", "第一章", "。", "！", "，", ",", ":", "；", "?", " ", "\u3000", "\u00a0", "\t", "-"),
        *("法院", "内蒙古自治区", "赤峰讯", "3月10日电", "人民", "的", "张三", "王小禾", "ABC", "co-", "(0471) 46875"),
        *("５", "Ａ", "x²", "½", "〇", "々", "——", "●", "■", "◆", "·", "•"),
        *("\n", "\n\n", "\r", "\r\n", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\x00", "\x1b[0m"),
        *("\ufeff", "\u200b", "\u202e", "\u200f", "שלום", "مرحبا", "ᠮᠣᠩᠭᠣᠯ", "བོད", "e\u0301", "𠮷", "👩\u200d👧"),
        *("\U000e0001", "\ufffd", "\ue000"),
    ]
)
ANY_TEXT = st.lists(st.one_of(FRAGMENTS, st.text(ANY, max_size=8), st.sampled_from(LINES)), max_size=40).map("".join)

HALF_TO_FULL = {code: code + 0xFEE0 for code in range(0x21, 0x7F)} | {0x20: 0x3000}
FULL_TO_HALF = {full: half for half, full in HALF_TO_FULL.items()}
MARKS = [
    "#",
    "## ",
    "### ",
    "**",
    "__",
    "- ",
    "> ",
    "(",
    ")",
    "（",
    "）",
    "【",
    "“",
    "”",
    "——",
    "   ",
    "\u3000\u3000",
    "\ufeff",
    "\x00",
]


@st.composite
def damaged_pages(draw: st.DrawFn) -> str:
    """Draw a part of a real page with lines dropped, doubled, swapped, cut, marked or set in the other width."""
    page = draw(st.sampled_from(PAGES)).split("\n")
    start = draw(st.integers(0, max(0, len(page) - 30)))
    lines = page[: draw(st.sampled_from([0, 18]))] + page[start : start + draw(st.integers(1, 50))]
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(0, len(lines) - 1)))
        lines = damage(draw, lines, at) or [""]
    return draw(st.sampled_from(["\n", "\n", "\r\n"])).join(lines)


def damage(draw: st.DrawFn, lines: list[str], at: int) -> list[str]:
    line, other = lines[at], draw(st.integers(0, len(lines) - 1))
    cut, mark = draw(st.integers(0, len(line))), draw(st.sampled_from(MARKS))
    kind = draw(
        st.sampled_from(["drop", "double", "swap", "cut", "lead", "wrap", "put", "full", "half", "join", "shout"])
    )
    changed = {
        "drop": [],
        "double": [line, line],
        "swap": [lines[other]],
        "cut": [line[:cut], line[cut:]],
        "lead": [mark + line],
        "wrap": [mark + line + mark],
        "put": [line[:cut] + mark + line[cut:]],
        "full": [line.translate(HALF_TO_FULL)],
        "half": [line.translate(FULL_TO_HALF)],
        "join": [line + lines[other]],
        "shout": [line.replace("。", "")],
    }[kind]
    lines = [*lines[:at], *changed, *lines[at + 1 :]]
    if kind == "swap" and other < len(lines):
        lines[other] = line
    return lines


TEXTS = st.one_of(damaged_pages(), ANY_TEXT)


def assert_laws_hold(*pages: Page) -> None:
    found = list(check_reading(assemble(pages)))
    assert not found, [(d.code, d.line, d.message) for d in found]


def assert_each_letter_stands_once(*pages: Page) -> None:
    """The sum of law 1 over the pages of a file, added up in another way than the build does."""
    proses = [prose for page in pages for prose in page.proses()]
    times = Counter(at for prose in proses for span in prose.spans for at in range(span.start, span.end))
    text = pages[0].source.text
    wrong = [
        (at, char, times[at]) for at, char in enumerate(text) if times[at] > 1 or (char.isalnum() and not times[at])
    ]
    assert not wrong, wrong[:5]


def assert_texts_can_be_made_again(page: Page) -> None:
    for prose in page.proses():
        assert compose(page.source, prose.spans, prose.edits) == prose


def lines_of(text: str) -> list[str]:
    """Returns the lines of a text as an editor's program shows them."""
    return text.split("\r" if "\r" in text and "\n" not in text else "\n")


def assert_places_are_those_an_editor_sees(reading: Reading) -> None:
    page = reading.page
    shown = lines_of(page.source.text)
    numbers = [line.number for line in page.lines]
    assert numbers == sorted(set(numbers))
    for line in page.lines:
        start = page.source.locate(line.span.start)
        assert start.line == line.number
        assert shown[line.number - 1][start.column - 1 :].startswith(page.source.slice(line.span))
    for prose in page.proses():
        for span in prose.spans:
            at = page.source.locate(span.start)
            first = lines_of(page.source.text[span.start :])[0][: len(span)]
            assert shown[at.line - 1][at.column - 1 :].startswith(first)
    for article in page.articles:
        assert article.line in numbers
    for found in reading.diagnostics:
        assert 1 <= found.line <= len(shown)
        assert 1 <= found.column <= len(shown[found.line - 1]) + 1
    addresses = [article.line for article in page.articles]
    assert len(addresses) == len(set(addresses)), "two articles with one number would have one address"


def assert_report_is_as_documented(reading: Reading) -> None:
    line = page_json(reading.page, reading.diagnostics)
    assert "\n" not in line
    report = json.loads(line)
    assert list(report) == REPORT_KEYS
    assert all(list(article) == ARTICLE_KEYS for article in report["articles"])
    line.encode("utf-8")


@settings(max_examples=examples(300), deadline=None)
@given(TEXTS)
def test_whatever_the_text_each_letter_is_read_once_and_nothing_is_invented(text: str) -> None:
    pages = [reading.page for reading in read_pages(text)]
    assert_laws_hold(*pages)
    assert_each_letter_stands_once(*pages)
    for page in pages:
        assert_texts_can_be_made_again(page)


@settings(max_examples=examples(150), deadline=None)
@given(TEXTS)
def test_whatever_the_text_every_place_is_one_that_an_editor_can_find(text: str) -> None:
    for reading in read_pages(text):
        assert_places_are_those_an_editor_sees(reading)


@settings(max_examples=examples(100), deadline=None)
@given(TEXTS)
def test_whatever_the_text_the_report_is_json_with_the_documented_keys(text: str) -> None:
    for reading in read_pages(text):
        assert_report_is_as_documented(reading)


@settings(max_examples=examples(50), deadline=None)
@given(TEXTS)
def test_the_same_text_is_read_the_same_way_twice(text: str) -> None:
    assert read_pages(text) == read_pages(text)


@settings(max_examples=examples(300), deadline=None)
@given(st.text(alphabet=st.sampled_from("字a\n\r\x0b\x0c\x1c\x85\u2028\u2029\u3000 "), max_size=60), st.data())
def test_lines_end_where_editors_end_them_and_nowhere_else(text: str, data: st.DataObject) -> None:
    source = SourceText("page.txt", text)
    shown = lines_of(text)
    assert [source.slice(source.line_span(number)) for number in range(1, len(source.line_starts) + 1)] == shown
    at = data.draw(st.integers(0, len(text)))
    place = source.locate(at)
    assert sum(len(line) + 1 for line in shown[: place.line - 1]) + place.column - 1 == at


@st.composite
def corrected_pages(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a real page, whole or damaged, and an overlay that gives lines roles, joins and splits them, mends words."""
    text = draw(st.one_of(st.sampled_from(PAGES), damaged_pages()))
    lines = lines_of(text)
    numbers = [line.number for line in split_lines(SourceText("page.txt", text)) if line.text or not line.coded]
    actions = st.sampled_from([*(f"role: {role}" for role in Role), "break: join", "break: split"])
    chosen = draw(st.dictionaries(st.sampled_from(numbers), actions, max_size=12)) if numbers else {}
    entries = [f"  - {{line: {number}, {action}}}" for number, action in chosen.items()]
    for number in draw(st.sets(st.sampled_from(numbers), max_size=4)) if numbers else ():
        line = lines[number - 1]
        start = draw(st.integers(0, len(line) - 1))
        quote = line[start : start + draw(st.integers(1, 12))]
        if text.find(quote) == text.rfind(quote) and quote.strip() and quote.isprintable():
            kind = draw(st.sampled_from(["", ", kind: correction, date: 2026-01-02"]))
            entries.append(f"  - {{quote: {json.dumps(quote)}, replace: 甲，乙{kind}}}")
    return text, "corrections:\n" + "\n".join(entries or ["  []"])


@settings(max_examples=examples(200), deadline=None)
@given(corrected_pages())
def test_whatever_the_editor_corrects_each_letter_is_read_once_and_nothing_is_invented(drawn: tuple[str, str]) -> None:
    reading = read_corrected(*drawn)
    assert_laws_hold(reading.page)
    assert_each_letter_stands_once(reading.page)
    assert_texts_can_be_made_again(reading.page)
    addresses = [article.line for article in reading.page.articles]
    assert len(addresses) == len(set(addresses)), "two articles with one number would have one address"
    assert_report_is_as_documented(reading)


@functools.cache
def made_with() -> tuple[Config, Theme]:
    config = load_config(ROOT / "seeds")
    return config, load_theme(config.theme, config.seeds, config.language)


@settings(max_examples=examples(40), deadline=None)
@given(st.lists(TEXTS.filter(lambda text: text.strip() and "\0" not in text), min_size=1, max_size=2))
def test_whatever_the_texts_the_site_holds_them_whole_and_its_feed_can_be_parsed(texts: list[str]) -> None:
    config, theme = made_with()
    readings = (reading for number, text in enumerate(texts) for reading in read_pages(text, stem=f"page{number}"))
    edition = assemble(reading.page for reading in readings)
    artifacts = make_site(edition, config, theme)
    found = [*path_faults(artifacts), *check_site(edition, artifacts, config)]
    clash = {d.code for d in find_clashes(edition)}  # the same text twice is one page claimed by two bulletins
    assert clash or not found, [(d.code, d.path, d.line, d.message) for d in found]
    for artifact in artifacts:
        if artifact.path.endswith(".xml"):
            ElementTree.fromstring(artifact.content)


def test_the_seeds_themselves_keep_every_law() -> None:
    for text in PAGES:
        reading = read_text(text)
        assert_laws_hold(reading.page)
        assert_each_letter_stands_once(reading.page)
        assert_texts_can_be_made_again(reading.page)
        assert_places_are_those_an_editor_sees(reading)
        assert_report_is_as_documented(reading)
